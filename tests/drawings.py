"""Charts drawn from small invented referrals, and a reader of figures that decodes what Plotly packs."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from dashboard.charts import present
from dashboard.charts.chart import Drawn, Plot, Table, Theme, View
from dashboard.disclosure.disclosed import Rule
from dashboard.wording import dates, filtering
from data_access.filters import Filters
from data_access.vocabulary import Pathway, Risk
from tests.disclosures import EXACT
from tests.factories import CHESHIRE, LAUNCH, a_reference, a_referral, some_referrals
from tests.practised import practised

FIRST_TEN_MONTHS = LAUNCH, date(2019, 4, 18)
RECEIVED = (11, 24, 22, 27, 25, 29, 21, 30, 26, 31, 14)  # 260, June 2018 to April 2019
TAKEN_ON = 83
_AGENCIES = ("POL_LPU", "POL_LPU", "PROB", "POL_LPU", "NHS_MH", "PROB", "POL_LPU", "UNK", "POL_LPU", "NHS_MH")
_RISKS = (Risk.MEDIUM, Risk.HIGH, Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.UNKNOWN)
_DAYS = (3, 9, 21, 0, 12, 35, 5, 16, None, 7, 13)  # to assessment; None waits still, or was closed first
_OUTCOMES = ("RISK_REDUCED", "IN_CUSTODY", "VICTIM_WITHDREW", "BEHAVIOUR_CEASED", "OTHER", "NFA_EVIDENTIAL", "UNK")
_AREAS = ("CHE-WAR", "CHE-WAR", "CHE-RUN", "CHE-WAR", "CHE-RUN", "CHE-WAR", None)


def a_view(since: date = LAUNCH, until: date = date(2019, 4, 18), **told: Any) -> View:
    """Cheshire in its first ten months, unless told."""
    reference = a_reference()
    filters = Filters(
        since=since,
        until=until,
        forces=told.pop("forces", (CHESHIRE,)),
        agencies=told.pop("agencies", ()),
        risks=told.pop("risks", ()),
    )
    breaks = tuple(each for each in reference.series_breaks if since < each.breaks_on <= until)
    usual = {"data_to": date(2026, 6, 29), "synthetic": True, "breaks": breaks, "reference": reference}
    settled = {**usual, "exact_headline": True, **told}
    return View(
        filters=filters,
        place=filtering.place_in_words(filters, reference),
        period=dates.period(since, until),
        narrowing=filtering.narrowing_in_words(filters, reference),
        **settled,
    )


def monthly(counts: Iterable[int], *, since: date = LAUNCH) -> pl.DataFrame:
    """So many referrals in each month from one on, agencies, risks, areas and days taken in turn, a third taken on."""
    rows = []
    for offset, count in enumerate(counts):
        year, month = divmod(since.year * 12 + since.month - 1 + offset, 12)
        first = since if offset == 0 else date(year, month + 1, 1)
        for place in range(count):
            number = len(rows)
            rows.append(
                a_referral(
                    received_on=first + timedelta(days=place % 10),
                    agency=_AGENCIES[number % len(_AGENCIES)],
                    risk=_RISKS[number % len(_RISKS)],
                    area=_AREAS[number % len(_AREAS)],
                    days_to_assessment=_DAYS[number % len(_DAYS)],
                    closed_on=_closed_on(first, number),
                    closure_outcome=_OUTCOMES[number % len(_OUTCOMES)] if _closed_on(first, number) else None,
                    pathway=Pathway.TAKEN_ON if (number * TAKEN_ON) % 260 < TAKEN_ON else Pathway.PARTNER,
                )
            )
    return practised(some_referrals(rows))


def _closed_on(first: date, number: int) -> date | None:
    """Every third is open still; of those not assessed a third was closed before."""
    if _DAYS[number % len(_DAYS)] is None:
        return first + timedelta(days=30) if number % 33 == _DAYS.index(None) else None
    return first + timedelta(days=50 + 10 * (number % 12)) if number % 3 else None


def ten_months() -> pl.DataFrame:
    """The first ten months as announced: 260 received, 83 taken on, 177 with partners."""
    return monthly(RECEIVED)


def drawn(chart: Plot, referrals: pl.DataFrame, view: View, *, rule: Rule = EXACT, theme: Theme = Theme.LIGHT) -> Drawn:
    """One chart by the road that pages go: narrow, gather, disclose, draw."""
    since = view.filters.since - timedelta(days=chart.reaches_back)
    narrowed = referrals.filter(pl.col("received_on").is_between(since, view.filters.until))
    for column in ("agency", "risk"):
        if chosen := getattr(view.filters, {"agency": "agencies", "risk": "risks"}[column]):
            narrowed = narrowed.filter(pl.col(column).cast(pl.String).is_in([str(code) for code in chosen]))
    return present(chart, narrowed, view, rule=rule, theme=theme)


def plain(figure: Any) -> dict[str, Any]:
    """A figure's JSON without its template, arrays unpacked: all that a browser is told."""
    told: dict[str, Any] = json.loads(figure.to_json(), object_hook=_unpacked)
    told["layout"].pop("template", None)
    return told


def _unpacked(piece: dict[str, Any]) -> Any:
    if set(piece) >= {"dtype", "bdata"}:
        return np.frombuffer(base64.b64decode(piece["bdata"]), dtype=np.dtype(piece["dtype"])).tolist()
    return piece


def values_in(figure: Any) -> set[float]:
    """Every number a figure gives away: along its value axes, in its texts, its hovers and its annotations."""
    told = plain(figure)
    found: set[float] = set()
    value_axis = "x" if any(trace.get("orientation") == "h" for trace in told["data"]) else "y"
    for trace in told["data"]:
        values = trace.get(value_axis, [])
        found |= {float(value) for value in values if value is not None}
        for name in ("text", "hovertext"):
            found |= numbers_in(trace.get(name, []))
    found |= numbers_in(tick for axis in ("xaxis", "yaxis") for tick in told["layout"][axis].get("ticktext", []))
    return found | numbers_in(each["text"] for each in told["layout"].get("annotations", []))


def values_of(table: Table) -> set[float]:
    """Every number a table gives away, and the shares that a reader could work out from two counts of one row."""
    told = numbers_in(cell for row in table.rows for cell in row)
    return told | {share for row in table.rows for share in _shares(row)}


def _shares(row: tuple[str, ...]) -> Iterator[float]:
    counts = [int(cell.replace(",", "")) for cell in row if re.fullmatch(r"\d[\d,]*", cell)]
    yield from (round(100 * part / base, 1) for part in counts for base in counts if base and part <= base)


def numbers_in(texts: Iterable[str]) -> set[float]:
    """The numbers in some words; years and days of months are not figures."""
    return {number for text in texts for number in _numbers(text)}


def _numbers(text: str) -> Iterator[float]:
    bare = re.sub(r"<[^>]*>", " ", re.sub(r"(?:\b\d{1,2} )?\b[A-Z][a-z]{2}(?: |<br>)\d{4}|\b(?:19|20)\d\d\b", "", text))
    for found in re.findall(r"\d[\d,]*(?:\.\d+)?", bare):
        yield float(found.replace(",", ""))
