"""A figure as the text it goes out as: small to keep, and neither checked nor copied again each time it is shown."""

import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart import Drawn, type_of_figure


class PackedFigure(go.Figure):  # type: ignore[misc] # plotly ships no types
    """A finished figure that knows only how to be shown; it cannot be changed any more.

    Plotly copies a figure piece by piece whenever it is turned into text, which takes longer than reading the text.
    """

    def __init__(self, figure: type_of_figure) -> None:
        # Not the parent's: it would set up all the parts of a figure to be changed.
        self._text = figure.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as Plotly's script takes it, new at each call since callers change it."""
        plain: dict[str, Any] = json.loads(self._text)
        return plain


def packed(drawn: Drawn) -> Drawn:
    """Return a chart whose figure is ready to be shown again and again."""
    return drawn if drawn.figure is None else replace(drawn, figure=PackedFigure(drawn.figure))
