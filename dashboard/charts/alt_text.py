"""A chart in words, from the numbers drawn and no others."""

from dashboard.wording import numbers


def alt_text(*, kind: str, title: str, largest: str, subtitle: str, hidden: int) -> str:
    """Return what kind of chart it is, its finding, its largest value, its measure, and what it does not show.

    The numbers themselves are in the table beside every chart, so they are not read out one by one.
    """
    sentences = [f"{kind}: {title}", f"Largest: {largest}", subtitle]
    if hidden:
        not_shown = numbers.noun(hidden, "value")
        sentences.append(f"{not_shown} {'is' if hidden == 1 else 'are'} not shown, to protect people")
    return f"{'. '.join(sentences)}. The same numbers are in the table."
