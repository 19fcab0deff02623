"""The groups of closure outcomes on charts: their shades."""

from dashboard.charts.house_style import Palette
from dashboard.metrics.outcomes import OutcomeGroup
from data_access.vocabulary import Risk

GROUP = "outcome_group"  # the column with the group of a referral


def colour_of(group: OutcomeGroup, palette: Palette) -> str:
    """Return the shade of a group: the more is settled the stronger; what is not yet known is an empty outline."""
    shades = {
        OutcomeGroup.EASED: palette.risk[Risk.HIGH],
        OutcomeGroup.ELSEWHERE: palette.risk[Risk.MEDIUM],
        OutcomeGroup.ENDED: palette.risk[Risk.LOW],
        OutcomeGroup.OTHER: palette.risk[Risk.UNKNOWN],
    }
    return shades.get(group, palette.ground)
