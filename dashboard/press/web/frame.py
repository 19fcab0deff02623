"""What stands around every public page: head, masthead and foot; no script, and nothing from anywhere else."""

from collections.abc import Iterable

from dashboard.press.web.assets import assets
from dashboard.press.web.file import Kind
from dashboard.press.web.markup import Markup, element, joined
from dashboard.wording import published as words

LANGUAGE = "en-GB"
CONTENT = "content"


def page(
    *, title: str, description: str, root: str, body: Iterable[str], unit: str, head: Iterable[Markup] = ()
) -> bytes:
    """Return a whole page.

    Parameters
    ----------
    root
        From the page to the top of the site: "" or "../", so that the pages may lie anywhere.
    body
        What stands in its main part.
    unit
        Whose figures it shows, "" for several units'.
    head
        What else its head says.
    """
    masthead = element(
        "header",
        element("a", words.SKIP, class_="skip", href=f"#{CONTENT}"),
        element(
            "div",
            element("b", unit or words.RELEASES),
            element("a", words.ALL_RELEASES, href=f"{root}index.html"),
            class_="bar",
        ),
    )
    main = element("main", *body, id=CONTENT)
    foot = element("footer", element("p", words.PRIVACY))
    return _document(title=title, description=description, root=root, head=head, body=(masthead, main, foot))


def card(*, title: str, root: str, body: Iterable[str]) -> bytes:
    """Return a small page for the frame of somebody else's."""
    return _document(
        title=title, description=title, root=root, head=(), body=(element("main", *body, id=CONTENT),), css="card"
    )


def link(relation: str, address: str, *, kind: Kind | None = None, title: str | None = None) -> Markup:
    """Return an element of the head that leads to another file."""
    return element("link", rel=relation, type=kind and kind.partition(";")[0], href=address, title=title)


def _document(
    *, title: str, description: str, root: str, head: Iterable[Markup], body: Iterable[Markup], css: str | None = None
) -> bytes:
    own = assets()
    said = (
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("meta", name="description", content=description),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        link("icon", root + own.icon, kind=Kind.DRAWING),
        link("stylesheet", root + own.style),
        *head,
    )
    whole = element(
        "html",
        element("head", joined(said, by="\n")),
        "\n",
        element("body", joined(body, by="\n"), class_=css),
        lang=LANGUAGE,
    )
    return f"<!DOCTYPE html>\n{whole}\n".encode()
