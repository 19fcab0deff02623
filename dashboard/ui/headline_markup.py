"""The HTML of the headline: sentence, copy button, equation bar and cards; every text escaped."""

from collections.abc import Iterable
from html import escape

from dashboard.headline.card import Card
from dashboard.ui.markup import copy_button, piece, tag
from dashboard.wording import numbers
from dashboard.wording.sentences import Split

PARTS = (
    ("taken_on", "taken on by the unit", "u-taken-on"),
    ("with_partners", "managed with partners", "u-partner"),
    ("awaiting", "awaiting decision", "u-waiting"),
    ("not_accepted", "not accepted", "u-other"),
)


def sentence(text: str, *, source: str) -> str:
    """Return the sentence as the page's first heading, with the button that copies it and where it comes from."""
    actions = f'<div class="u-actions">{copy_button("Copy sentence", f"{text} {source}".strip())}</div>'
    return piece(tag("h1", text, css="u-sentence") + actions)


def equation(split: Split, *, in_words: str) -> str:
    """Return received and its parts as a bar to scale and in words; a part that is hidden has no length."""
    received = split.received.counted
    whole = numbers.about(received, exact=split.received.exact)
    lengths = [(getattr(split, name).counted or 0, css) for name, _, css in PARTS]
    bar = "".join(f'<span class="{css}" style="flex:{length}"></span>' for length, css in lengths if length)
    shown = f'<div class="u-bar" aria-hidden="true">{bar}</div>' if received and bar else ""
    return piece(
        f'<div class="u-equation"><p class="u-whole">{escape(whole)} received</p>{shown}'
        f'<div class="u-parts">{"".join(_part(split, *part) for part in PARTS)}</div>'
        f"{tag('p', in_words, css='u-foot')}</div>"
    )


def cards(shown: Iterable[Card]) -> str:
    """Return the cards as one grid whose labels, numbers and badges align."""
    return piece('<div class="u-cards">' + "".join(_card(card) for card in shown) + "</div>")


def _part(split: Split, name: str, words: str, css: str) -> str:
    part = getattr(split, name)
    counted = numbers.about(part.counted, exact=part.exact)
    key = f'<span class="u-key {css}" aria-hidden="true"></span>'
    return f"<span>{key}<b>{escape(counted)}</b> {escape(words)}</span>"


def _card(card: Card) -> str:
    css = "u-badge u-unusual" if card.unusual else "u-badge"
    words = (card.metric.definition, f"Worked out as: {card.metric.formula}.", f"{card.badge}: {card.why}.")
    meaning = "".join(tag("p", text) for text in words)
    apart = tag("span", card.uncompared, css="u-uncompared") if card.uncompared else ""
    return (
        '<section class="u-card">'
        f"{tag('h2', card.metric.name, css='u-label')}{tag('p', card.number, css='u-number')}"
        f'<p class="u-context">{escape(card.context)}{apart}</p>{tag("span", card.badge, css=css)}'
        f"<details><summary>{escape(card.data_to)} · what this means</summary>{meaning}</details></section>"
    )
