"""The HTML of the press room: head of a release, one figure, lines; every text escaped."""

import base64
from collections.abc import Iterable
from html import escape

from dashboard.edition import Edition
from dashboard.ui.markup import copy_button, piece, tag
from dashboard.wording import dates
from dashboard.wording import press_room as words


def head(edition: Edition, *, question: str, state: str) -> str:
    """Return the head of a release: title, state and mark, the sentence to quote and the button that copies it."""
    mark = tag("strong", edition.mark, css="u-mark") if edition.mark else tag("strong", state, css="u-mark u-out")
    subtitle = (
        f"{edition.place}, {dates.period(edition.since, edition.until)}, as recorded by {dates.day(edition.as_at)}"
    )
    quoted = f"{edition.headline} Reference {edition.reference}."
    return piece(
        f"{tag('p', question, css='u-question')}{mark}{tag('h1', edition.title, css='u-title')}"
        f"{tag('p', subtitle, css='u-sub')}{tag('p', edition.headline, css='u-quote')}"
        f'<div class="u-actions">{copy_button(words.COPY_SENTENCE, quoted)}</div>'
    )


def figure(shown: str, *, label: str, reference: str, meaning: str, state: str) -> str:
    """Return the figure that a reference opened, with its definition."""
    return piece(
        f'<section class="u-figure" aria-label="{escape(words.REFERENCE_OPENED)}">'
        f"{tag('h2', words.REFERENCE_OPENED, css='u-label')}{tag('p', shown, css='u-number')}"
        f"{tag('p', label)}{tag('p', f'{reference}: {state}', css='u-sub')}{tag('p', meaning, css='u-sub')}"
        f'<div class="u-actions">{copy_button(words.COPY_FIGURE, f"{shown} ({label}; {reference})")}</div></section>'
    )


def lines(said: Iterable[str]) -> str:
    """Return short lines one beneath the other."""
    return piece('<ol class="u-lines">' + "".join(tag("li", line) for line in said if line) + "</ol>")


def sayings(pairs: Iterable[tuple[str, str]]) -> str:
    """Return texts to take away, each under the button that copies it."""
    told = "".join(
        f'<div class="u-saying">{tag("p", text)}<div class="u-actions">{copy_button(label, text)}</div></div>'
        for label, text in pairs
        if text
    )
    return piece(told)


def claims(found: Iterable[str]) -> str:
    """Return what a title claims more than its figures bear; said aloud as it changes."""
    told = "".join(tag("li", each) for each in found)
    inner = f'<ul class="u-claims">{told}</ul>' if told else tag("p", words.CLAIMS_FINE, css="u-sub")
    return piece(f'<div role="status">{inner}</div>')


def copy_picture(address: str) -> str:
    """Return the button that puts a picture on the clipboard; `assets/page.js` gives it life."""
    told = f'data-copy-picture="{escape(address)}" data-done="{words.COPIED_PICTURE}" data-failed="{words.COPY_FAILED}"'
    return piece(f'<div class="u-actions"><button type="button" {told}>{words.COPY_PICTURE}</button></div>')


def preview(picture: bytes, *, alt: str, caption: str, width: int) -> str:
    """Return a picture as it leaves, with its alternative text."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    return piece(
        f'<figure class="u-preview"><img src="{source}" alt="{escape(alt)}" width="{width}">'
        f"{tag('figcaption', caption, css='u-sub')}</figure>"
    )
