"""The HTML of setting up a second step: the key as a picture and as text, and the recovery codes."""

from collections.abc import Iterable
from html import escape

from dashboard.ui.markup import copy_button, piece, tag


def key_picture(address: str, *, alternative: str, instead: str, key: str) -> str:
    """Return the picture that an app's camera reads, and the same key as text for whoever cannot use a camera."""
    picture = f'<img class="u-key-picture" src="{escape(address)}" alt="{escape(alternative)}">'
    return piece(f"{picture}{tag('p', instead, css='u-quiet')}<p>{tag('code', key, css='u-code')}</p>")


def codes(these: Iterable[str], *, copy: str) -> str:
    """Return codes to keep, one a line, and a button that copies them all."""
    kept = tuple(these)
    lines = "".join(f"<li>{tag('code', code, css='u-code')}</li>" for code in kept)
    button = copy_button(copy, "\n".join(kept))
    return piece(f'<ul class="u-codes">{lines}</ul><p class="u-actions">{button}</p>')
