"""How every figure looks: colour by meaning, type, quiet axes; the only place where a Plotly figure is built.

Colours are those of the Government Analysis Function, as the package `afcharts` has them (a test compares).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart import Theme, type_of_figure
from data_access.vocabulary import Risk

Trace = dict[str, Any]
Layout = dict[str, Any]

# Streamlit ships "Source Sans". Names are quoted: one that CSS cannot read would void the whole list.
FONT = "'Source Sans', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
FONT_SIZE = 15  # body text of the page is 16; labels under 14 fail readers on phones
LABEL_SIZE = 14  # ticks and labels: the least that reads on a phone
FONT_SIZE_EXPORT = 18.6  # the size the Analysis Function sets for charts that stand alone
_TEXTS = ("#FFFFFF", "#0B0C0C")
CLEAR = "rgba(0,0,0,0)"  # the page's own ground shows through

# No mode bar: its buttons are too small to touch, and its camera would let a figure out without a record.
PLOTLY_CONFIG: Mapping[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "scrollZoom": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One theme's colours, each named for what it means.

    Attributes
    ----------
    ground, ink, quiet, grid
        Page, text, secondary text, hairlines.
    main, context
        The one series in focus, and what it is seen against.
    taken_on, partners
        The unit's own work and the partners': always this pair.
    partners_text
        The partners' colour where it is text, dark enough to read.
    signal
        Points that are news; neutral, since more referrals are neither good nor bad.
    risk
        One hue, light to dark; never without the word.
    """

    ground: str
    ink: str
    quiet: str
    grid: str
    main: str
    context: str
    taken_on: str
    partners: str
    partners_text: str
    signal: str
    risk: Mapping[Risk, str]


PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: Palette(
        ground="#FFFFFF",
        ink="#0B0C0C",
        quiet="#505A5F",
        grid="#D9DDE1",
        main="#12436D",
        context="#858B8F",
        taken_on="#12436D",
        partners="#F46A25",
        partners_text="#B3400A",
        signal="#490092",
        risk={Risk.LOW: "#6BACE6", Risk.MEDIUM: "#2073BC", Risk.HIGH: "#12436D", Risk.UNKNOWN: "#BFBFBF"},
    ),
    Theme.DARK: Palette(
        ground="#0E1117",
        ink="#F3F4F5",
        quiet="#B4BCC2",
        grid="#343A42",
        main="#6BACE6",
        context="#8B949B",
        taken_on="#6BACE6",
        partners="#F46A25",
        partners_text="#F88A52",
        signal="#C6B3EA",
        risk={Risk.LOW: "#DCECF9", Risk.MEDIUM: "#A6CDF0", Risk.HIGH: "#6BACE6", Risk.UNKNOWN: "#8B949B"},
    ),
}


def luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB" (WCAG 2.2)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_over(colour: str) -> str:
    """Return black or white, whichever reads better over a colour."""
    return max(_TEXTS, key=lambda text: contrast(text, colour))


def _style(palette: Palette) -> Layout:
    """Return what all figures share: no legend, no zoom, horizontal text, hairline grid."""
    axis = {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickangle": 0,
        "tickfont": {"color": palette.quiet, "size": LABEL_SIZE},
    }
    return {
        # Left out, Plotly sends its own look of 6 kB; a template of ours costs more to check than all the rest.
        "template": {},
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.ink},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 4},
        "xaxis": axis,
        "yaxis": {**axis, "gridcolor": palette.grid},
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.2,
        "hoverlabel": {"bgcolor": palette.ink, "font": {"color": palette.ground, "size": FONT_SIZE}},
    }


_STYLES = {theme: _style(palette) for theme, palette in PALETTES.items()}


def figure(traces: list[Trace], layout: Layout, *, height: int, theme: Theme) -> type_of_figure:
    """Return the Plotly figure of some traces: as wide as its place, of a fixed height, in the style of a theme."""
    style = _STYLES[theme]
    axes = {name: {**style[name], **layout.get(name, {})} for name in ("xaxis", "yaxis")}
    return go.Figure(data=traces, layout={**style, "height": height, **layout, **axes})
