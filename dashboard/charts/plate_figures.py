"""One figure of a plate as it is written beside its mark."""

from dashboard.charts import typeface
from dashboard.edition.plate import Printed


def words(figure: Printed) -> str:
    """Return "83 (32%)", "260 †" where an older figure stands on, "[c]" where hidden."""
    shown = f"{figure.text} ({figure.percentage})" if figure.percentage else figure.text
    return f"{shown} {typeface.HELD_SIGN}" if figure.held else shown


def marked(figure: Printed) -> str:
    """Return the same for Plotly, the number bold."""
    number = typeface.as_written([figure.text])
    rest = words(figure).removeprefix(figure.text)
    return f"<b>{number}</b>{typeface.as_written([rest])}" if figure.value is not None else number


def width_of(figure: Printed, size: float) -> float:
    """Return the pixels that a figure's words take."""
    rest = words(figure).removeprefix(figure.text)
    return typeface.width_of(figure.text, size, bold=True) + typeface.width_of(rest, size)
