"""The headline of an edition in print: received, taken on and with partners, each as it may be said in a sentence."""

from dataclasses import dataclass
from typing import Self

from dashboard.edition.edition import Edition
from dashboard.edition.plate import Printed, Row, Shape
from dashboard.release.tables import Route
from dashboard.wording import numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The total and its two parts as sentences say them, "" where hidden or not released; `reconciles` as printed."""

    received: str
    taken_on: str
    with_partners: str
    reconciles: bool

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Return the parts of an edition."""
        plate = next((plate for plate in edition.plates if plate.shape is Shape.SPLIT), None)
        rows = {row.code: row.figures[0] for row in plate.rows} if plate else {}
        return cls(
            received=_said(rows.get("")),
            taken_on=_said(rows.get(Route.UNIT)),
            with_partners=_said(rows.get(Route.PARTNER)),
            reconciles=reconciles(plate.rows) if plate else False,
        )


def reconciles(rows: tuple[Row, ...]) -> bool:
    """Return whether the parts of a headline add up to its total, all of them shown, exact and of the same day."""
    whole, *parts = (row.figures[0] for row in rows)
    told = [whole, *parts]
    if not parts or any(figure.value is None or not figure.exact or figure.held != whole.held for figure in told):
        return False
    return whole.value == sum(figure.value or 0 for figure in parts)


def _said(figure: Printed | None) -> str:
    """Return "83", "about 85", or "260 (as at 31 Mar 2026)"; "" where there is no number to say."""
    if figure is None or figure.value is None:
        return ""
    told = numbers.about(figure.value, exact=figure.exact)
    return f"{told} ({figure.held})" if figure.held else told
