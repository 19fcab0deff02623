"""One headline card: what it says, made of disclosed numbers only."""

from dataclasses import dataclass

from dashboard.metrics import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One of at most four figures everybody should know.

    Attributes
    ----------
    metric
        Its definition; the label is the metric's name.
    number
        The figure, formatted.
    context
        What it is of and what it compares with, in words.
    uncompared
        Why it is not compared with what went before although there is something; "" where it is.
    badge
        Whether it is news: "within the usual range", "too early to say", "unusual since March 2026".
    why
        What the badge rests on, in words.
    unusual
        Whether the badge says unusual.
    data_to
        Up to when, in words.
    """

    metric: Metric
    number: str
    context: str
    badge: str
    why: str
    unusual: bool
    data_to: str
    uncompared: str = ""
