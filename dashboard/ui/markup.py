"""Our own HTML, every text escaped; for what Streamlit's widgets cannot lay out: sentence, equation, cards, tables."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.charts.chart import Table


def piece(inner: str) -> str:
    """Wrap markup so that the style sheet applies to it."""
    return f'<div class="u">{inner}</div>'


def tag(name: str, text: str, *, css: str = "") -> str:
    """Return one element that holds plain text."""
    dressed = f' class="{css}"' if css else ""
    return f"<{name}{dressed}>{escape(text)}</{name}>"


def heading(title: str, *, level: int, subtitle: str = "", question: str = "") -> str:
    """Return a heading that states the finding, the question above it and the measure beneath."""
    above = tag("p", question, css="u-question") if question else ""
    beneath = tag("p", subtitle, css="u-sub") if subtitle else ""
    return piece(above + tag(f"h{level}", title, css="u-title") + beneath)


def copy_button(label: str, text: str) -> str:
    """Return a button that copies a text; `assets/page.js` gives it life and says so aloud."""
    return f'<button type="button" data-copy="{escape(text)}" data-done="Copied">{escape(label)}</button>'


def stays(label: str, *, address: str, css: str = "") -> str:
    """Return a link that leads on within the open page: `assets/page.js` sees to it that nothing is loaded anew."""
    dressed = f' class="{css}"' if css else ""
    return f'<a{dressed} data-stays="yes" href="{escape(address)}">{escape(label)}</a>'


def table(
    content: Table,
    *,
    caption: str,
    stacks: bool = False,
    addresses: Sequence[str] = (),
    heads: Sequence[str] = (),
) -> str:
    """Return a table with a caption, row headings, and numbers to the right.

    `addresses` has for each row where its heading leads, "" for nowhere; `heads` the same for each column.
    One of long texts `stacks` on a phone: each row a block, its cells beneath one another under their headings' words.
    What all its rows have in common is said once, of the table: browsers clean each attribute anew.
    """
    kinds = (("u-table-box", True), ("u-stack", stacks), ("u-numbers", _has_numbers(content)))
    css = " ".join(kind for kind, is_one in kinds if is_one)
    stay = ' data-stays="yes"' if any((*addresses, *heads)) else ""
    above = zip(content.headings, content.numeric, heads or [""] * len(content.headings), strict=True)
    head = "".join(_head(text, number=number, address=address) for text, number, address in above)
    led = addresses or [""] * len(content.rows)
    named = content.headings if stacks else ("",) * len(content.headings)
    body = "".join(_row(row, content, named, address) for row, address in zip(content.rows, led, strict=True))
    return piece(
        f'<div class="{css}" tabindex="0" role="region" aria-label="{escape(caption)}"{stay}><table>'
        f"{tag('caption', caption)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Return terms and their explanations."""
    return piece("<dl>" + "".join(tag("dt", term) + tag("dd", words) for term, words in pairs if words) + "</dl>")


def foot(lines: Iterable[str]) -> str:
    """Return small print, a line each."""
    return piece('<div class="u-foot">' + "".join(tag("p", line) for line in lines if line) + "</div>")


def banner(text: str, *, kind: str) -> str:
    """Return a strip across the page; kind is "demo" or "trouble"."""
    role = ' role="status"' if kind == "trouble" else ""
    return f'<div class="u u-banner u-{escape(kind)}"{role}>{escape(text)}</div>'


def masthead(unit: str, marking: str, data_to: str = "") -> str:
    """Return the line at the head of every page: whose figures, how marked, up to when."""
    return piece(
        f'<div class="u-head">{tag("b", unit)}{tag("span", marking, css="u-marking")}'
        f"{tag('span', data_to, css='u-quiet')}</div>"
    )


def note(text: str) -> str:
    """Return a remark set apart from the figures."""
    return piece(tag("p", text, css="u-note"))


def said(text: str, *, is_trouble: bool, handed: str = "") -> str:
    """Return what came of an act, announced aloud; `handed` is a secret to copy now."""
    secret = f'<p class="u-actions"><code>{escape(handed)}</code>{copy_button("Copy", handed)}</p>' if handed else ""
    css, role = ("u-trouble", "alert") if is_trouble else ("u-done", "status")
    return f'<div class="u u-banner {css}" role="{role}">{tag("p", text)}{secret}</div>'


def way(label: str, *, address: str) -> str:
    """Return a link that looks like the button it stands beside and leads to an address of this site."""
    return piece(f'<p class="u-actions"><a class="u-way" href="{escape(address)}">{escape(label)}</a></p>')


def crumbs(levels: Sequence[tuple[str, str]], *, label: str) -> str:
    """Return the levels of a way, each with its address, "" where it leads nowhere; a change is said aloud."""
    steps = "".join(f"<li>{stays(words, address=to) if to else tag('span', words)}</li>" for words, to in levels)
    return piece(f'<nav class="u-crumbs" aria-label="{escape(label)}" aria-live="polite"><ol>{steps}</ol></nav>')


def dead_end(why: str, ways_on: Iterable[tuple[str, str]]) -> str:
    """Return why it goes no further, and ways on, each with its address."""
    links = "".join(stays(words, address=to, css="u-way") for words, to in ways_on)
    on = f'<p class="u-actions">{links}</p>' if links else ""
    return piece(f'<div class="u-note u-end">{tag("p", why)}{on}</div>')


def _row(row: Sequence[str], content: Table, named: Sequence[str], address: str) -> str:
    first, *rest = zip(row, content.numeric, named, strict=True)
    is_mixed = _has_numbers(content)
    cells = "".join(_cell(text, heading, is_word=is_mixed and not number) for text, number, heading in rest)
    return f'<tr><th scope="row">{_leads(first[0], address)}</th>{cells}</tr>'


def _has_numbers(content: Table) -> bool:
    return any(content.numeric[1:])


def _head(text: str, *, number: bool, address: str) -> str:
    css = ' class="u-num"' if number else ""
    return f'<th scope="col"{css}>{_leads(text, address)}</th>'


def _cell(text: str, heading: str, *, is_word: bool) -> str:
    css = ' class="u-word"' if is_word else ""
    under = f' data-heading="{escape(heading)}"' if heading else ""
    return f"<td{css}{under}>{escape(text)}</td>"


def _leads(text: str, address: str) -> str:
    """Return the words of a row or column as a link that stays, which its table says, or as they are."""
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
