"""An edition to print: the first ten months of an invented unit, a plate of each shape, every kind of figure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard.edition import Column, Edition, Plate, Printed, Row, Shape
from dashboard.wording import numbers
from data_access.release_vocabulary import ReleaseState

REFERENCE = "SR-2026-0417"
MONTHS = (18, 31, 27, 22, 24, 29, 26, 30, 28, 25)
HIDDEN_NOTE = "[c]: a count of 0 to 7, or one that would give such a count away, is not shown, to protect people."
ROUNDED_NOTE = "Other counts are rounded to the nearest 5, so they may not add up to the total."


def printed(key: str, value: int | None, *, percentage: str = "", exact: bool = False, held: str = "") -> Printed:
    return Printed(
        value=value,
        text=numbers.count(value),
        percentage=percentage,
        reference=f"{REFERENCE}-{key}-K",
        exact=exact,
        held=held,
    )


def a_plate(key: str, shape: Shape, rows: Iterable[Row], columns: Sequence[Column], **told: Any) -> Plate:
    return Plate(
        **{
            "key": key,
            "shape": shape,
            "title": "The unit took on a third of referrals",
            "measure": "Referrals received",
            "place": "Cheshire",
            "period": "19 Jun 2018 to 18 Apr 2019",
            "filters": "All referrals received in the period",
            "heading": "Group",
            "columns": tuple(columns),
            "rows": tuple(rows),
            "source": "Source: case records of the Integrated Anti-Stalking Unit",
            "data_to": "Data to 18 Apr 2019",
            "reference": REFERENCE,
            "definition": "Referrals that reached the unit, by the day received.",
            "footnotes": (HIDDEN_NOTE, ROUNDED_NOTE),
            "mark": "",
            "sentence": "Cheshire received 260 referrals in its first ten months.",
            "alt_text": "Bar chart. The unit took on a third of referrals: 83 of 260.",
            **told,
        }
    )


ONE = (Column(code="", heading="Referrals"),)
ROUTES = (Column(code="UNIT", heading="Taken on"), Column(code="PARTNER", heading="With partners"))


def _split() -> list[Row]:
    return [
        Row(code="", label="Received", figures=(printed("total", 260, exact=True),)),
        Row(
            code="UNIT",
            label="Taken on by the unit",
            figures=(printed("route.UNIT", 83, percentage="32%", exact=True),),
        ),
        Row(
            code="PARTNER",
            label="Managed with partners",
            figures=(printed("route.PARTNER", 177, percentage="68%", exact=True),),
        ),
    ]


def _agencies() -> list[Row]:
    return [
        Row(code="POL_LPU", label="Local policing unit", figures=(printed("agency.POL_LPU", 120, percentage="46%"),)),
        Row(code="PROB", label="Probation Service", figures=(printed("agency.PROB", 65, percentage="25%"),)),
        Row(
            code="NHS_MH",
            label="Mental health trust",
            figures=(printed("agency.NHS_MH", 40, percentage="15%", held="as at 31 Mar 2019"),),
        ),
        Row(code="OTHERS", label="Other agencies", figures=(printed("agency.OTHERS", None),)),
    ]


def plates() -> tuple[Plate, ...]:
    """The headline, months, groups with one hidden, and groups in parts with a line hidden whole."""
    months = [
        Row(code=code, label=label, figures=(printed(f"month.{code}", value, exact=True),))
        for code, label, value in _months()
    ]
    risks = [
        _divided("HIGH", "High", 60, 30),
        _divided("MEDIUM", "Medium", 20, 100),
        _divided("LOW", "Low", None, None),
    ]
    return (
        a_plate("total", Shape.SPLIT, _split(), ONE, heading="Who manages it"),
        a_plate(
            "month",
            Shape.STEPS,
            months,
            ONE,
            heading="Month",
            title="Referrals kept between 18 and 31 a month",
            measure="Referrals received by month",
        ),
        a_plate(
            "agency",
            Shape.GROUPS,
            _agencies(),
            ONE,
            heading="Agency",
            title="Local policing units refer most",
            measure="Referrals received by referring agency",
        ),
        a_plate(
            "risk-route",
            Shape.PARTS,
            risks,
            ROUTES,
            heading="Level of risk",
            title="The unit takes on most referrals at high risk",
            measure="Referrals received by level of risk and who manages them",
        ),
    )


def _divided(code: str, label: str, *counts: int | None) -> Row:
    whole = sum(count or 0 for count in counts)
    return Row(
        code=code,
        label=label,
        figures=tuple(
            printed(
                f"risk-route.{code}.{column.code}", count, percentage="" if count is None else f"{count / whole:.0%}"
            )
            for column, count in zip(ROUTES, counts, strict=True)
        ),
    )


def _months() -> list[tuple[str, str, int]]:
    days = [date(2018 + (5 + step) // 12, (5 + step) % 12 + 1, 1) for step in range(len(MONTHS))]
    return [(f"{day:%Y-%m}", f"{day:%b %Y}", value) for day, value in zip(days, MONTHS, strict=True)]


def an_edition(**told: Any) -> Edition:
    """The edition as released; `mark` and whatever else is told stands on every plate too where plates have it."""
    made = Edition(
        **{
            "reference": REFERENCE,
            "title": "The first ten months",
            "unit": "Integrated Anti-Stalking Unit",
            "place": "Cheshire",
            "since": date(2018, 6, 19),
            "until": date(2019, 4, 18),
            "as_at": date(2019, 4, 30),
            "state": ReleaseState.RELEASED,
            "mark": "",
            "public_at": datetime(2026, 4, 19, 23, 1, tzinfo=UTC),
            "previous": "",
            "correction": "",
            "corrects": "",
            "headline": "Cheshire received 260 referrals in its first ten months and took on 83 of them.",
            "plates": plates(),
            "rule": "Counts under 8 are hidden and shown as [c], and so is any that would give one of them away.",
            "editors": ("A referral is an allegation of stalking that reached the unit.",),
            "help_lines": ("National Stalking Helpline (Suzy Lamplugh Trust): 0808 802 0300",),
            "is_invented": True,
            **told,
        }
    )
    return replace(made, plates=tuple(replace(plate, mark=made.mark) for plate in made.plates))
