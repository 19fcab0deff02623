"""HTML and Atom by type: a text that is put into an element is escaped, and only what this module made is not."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"img", "link", "meta", "source"})


class Markup(str):
    """Markup that was made here, so that it may stand inside other markup as it is."""

    __slots__ = ()


def element(name: str, /, *inner: str, **attributes: str | int | None) -> Markup:
    """Return one element around texts, which are escaped, and markup, which is not.

    An attribute of None is left out, one of "" stands alone; `class_` is written "class", `aria_label` "aria-label",
    `xml__lang` "xml:lang".
    """
    dressed = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{name}{dressed}>")
    return Markup(f"<{name}{dressed}>{joined(inner)}</{name}>")


def leaf(name: str, /, **attributes: str | int | None) -> Markup:
    """Return an element of XML that holds nothing."""
    return Markup(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items() if value)}/>")


def joined(parts: Iterable[str], *, by: str = "") -> Markup:
    """Return texts and markup one after the other."""
    return Markup(by.join(part if isinstance(part, Markup) else Markup(escape(legible(part))) for part in parts))


def legible(text: str) -> str:
    """Return a text without what neither HTML nor XML may hold: control characters and halves of a character."""
    return "".join(letter if _may_stand(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _may_stand(letter: str) -> bool:
    return letter in "\n\t" or (letter >= " " and not ("\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff"))


def _attribute(key: str, value: str | int | None) -> str:
    name = key.rstrip("_").replace("__", ":").replace("_", "-")
    return f" {name}" if value == "" and name != "alt" else f' {name}="{escape(legible(str(value)))}"'
