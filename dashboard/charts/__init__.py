"""Charts: every figure with its table, title, caption and alt text, from disclosed numbers only."""

from dashboard.charts.house_style import PLOTLY_CONFIG
from dashboard.charts.packed import packed
from dashboard.charts.registry import CHARTS, draw, present

__all__ = ["CHARTS", "PLOTLY_CONFIG", "draw", "packed", "present"]
