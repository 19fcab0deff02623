"""The one walk from facts to panel: narrow, measure, disclose, draw; no page can skip a step."""

from dashboard.charts.chart import Drawn, Plot
from dashboard.ui import cache
from dashboard.ui.desk import Desk


def present(chart: Plot, desk: Desk) -> Drawn:
    """Return a chart drawn for one reader, from the shared cache where the same question was asked before."""
    return cache.drawn(desk.question(chart.key), desk.snapshot, desk.view)
