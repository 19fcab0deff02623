"""The charts there are, and the one way to draw one."""

from dashboard.charts.chart import Chart, Drawn, Theme, View
from dashboard.charts.pathways import TAKEN_ON_BY_QUARTER
from dashboard.charts.volumes import (
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_AREA,
    REFERRALS_BY_MONTH,
    REFERRALS_BY_RISK,
    REFERRALS_CUMULATIVE,
    REFERRALS_LAST_YEAR,
)
from dashboard.disclosure.disclosed import Disclosed

CHARTS = (
    REFERRALS_BY_MONTH,
    TAKEN_ON_BY_QUARTER,
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_RISK,
    REFERRALS_BY_AREA,
    REFERRALS_CUMULATIVE,
    REFERRALS_LAST_YEAR,
)


def draw(chart: Chart, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return a chart drawn from numbers that may be shown: figure, table, title, caption and alt text together."""
    return chart.paint(disclosed, view, theme)
