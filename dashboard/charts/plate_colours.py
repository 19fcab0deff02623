"""The colours of a plate's codes: taken on and partners always the same pair, risk always its shades."""

from collections.abc import Mapping

from dashboard.charts.sheet import PALETTE
from dashboard.release.tables import Route
from data_access.vocabulary import Risk

_CODED: Mapping[str, str] = {
    Route.UNIT: PALETTE.taken_on,
    Route.PARTNER: PALETTE.partners,
    Route.NEITHER: PALETTE.risk[Risk.UNKNOWN],
    **{risk.value: colour for risk, colour in PALETTE.risk.items()},
}


def colour_of(code: str) -> str:
    """Return the colour of a code: its own where it has one."""
    return _CODED.get(code, PALETTE.main)
