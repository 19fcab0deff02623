"""A figure as the text it goes out as: small to keep, neither checked nor copied again each time, and drawn but once.

Streamlit's script lays out each new figure and at once hands Plotly a copy of it. Plotly takes a copy for new numbers
and draws everything a second time, unless the layout names its revision, holds no template, not even an empty one, and
all that Streamlit adds for clicks is there from the start. It also starts anew where labels need more room.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart import Drawn, type_of_figure
from dashboard.charts.label_room import margin

# What Streamlit sets on a figure whose marks can be clicked.
_CLICKED: Mapping[str, Any] = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}
_REVISION_LENGTH = 12


class PackedFigure(go.Figure):  # type: ignore[misc] # plotly ships no types
    """A finished figure that knows only how to be shown; it cannot be changed any more.

    Plotly copies a figure piece by piece whenever it is turned into text, which takes longer than reading the text.
    """

    def __init__(self, text: str, *, also: Mapping[str, Any] | None = None) -> None:
        # Not the parent's: it would set up all the parts of a figure to be changed.
        self._text = text
        self._also = also or {}

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as Plotly's script takes it, new at each call since callers change it."""
        plain: dict[str, Any] = json.loads(self._text)
        plain["layout"].update(self._also)
        return plain


def for_clicks(figure: type_of_figure) -> type_of_figure:
    """Return a packed figure as it is shown where its marks can be clicked."""
    return PackedFigure(figure.to_json(), also=_CLICKED)


def packed(drawn: Drawn) -> Drawn:
    """Return a chart whose figure is ready to be shown again and again."""
    return drawn if drawn.figure is None else replace(drawn, figure=PackedFigure(_once(drawn.figure)))


def _once(figure: type_of_figure) -> str:
    """Return the text of a figure that Plotly draws once."""
    plain: dict[str, Any] = json.loads(figure.to_json())
    layout = plain["layout"]
    layout.pop("template", None)
    layout["margin"] = margin(plain)
    layout["datarevision"] = sha256(json.dumps(plain).encode()).hexdigest()[:_REVISION_LENGTH]
    return json.dumps(plain, separators=(",", ":"))
