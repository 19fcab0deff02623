"""What a reader chose, as the few words that stand in a link; narrowed to what their role allows, never trusted."""

from dashboard.selection.choice import (
    ALL_FORCES,
    DIMENSIONS,
    MAIN_DIMENSIONS,
    Selection,
    filters_of,
    narrowed,
    with_period,
)
from dashboard.selection.links import held, read_selection, write_selection
from dashboard.selection.offer import Offer, offer, period_of

__all__ = [
    "ALL_FORCES",
    "DIMENSIONS",
    "MAIN_DIMENSIONS",
    "Offer",
    "Selection",
    "filters_of",
    "held",
    "narrowed",
    "offer",
    "period_of",
    "read_selection",
    "with_period",
    "write_selection",
]
