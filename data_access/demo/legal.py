"""Legal measures: arrests, bail, charges, orders, sentences; no stalking protection order before there were any."""

from datetime import date

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Ints, Mix
from data_access.demo.columns import NEVER, Rows, dates, day_number, flags, is_one_of, numbers, texts
from data_access.practice_vocabulary import LegalDecision, LegalMeasure
from data_access.vocabulary import Pathway

# The Stalking Protection Act 2019 came into force on this day.
SPO_FROM = date(2020, 1, 20)
_USUAL: dict[str, float] = {
    LegalMeasure.ARREST: 29, LegalMeasure.CAUTION_INTERVIEW: 10, LegalMeasure.BAIL_CONDITIONS: 17,
    LegalMeasure.CHARGE: 13, LegalMeasure.NON_MOLESTATION_ORDER: 7, LegalMeasure.DVPO_DAPO: 3,
}  # fmt: skip
# What a court does only months after the unit's decision.
_IN_TIME: dict[str, float] = {
    LegalMeasure.RESTRAINING_ORDER: 40, LegalMeasure.CONVICTION: 30, LegalMeasure.CUSTODIAL_SENTENCE: 12,
    LegalMeasure.COMMUNITY_ORDER: 14,
}  # fmt: skip
_MONTHS_LATER = 75
_MIXES = (
    Mix.of(LegalMeasure, {**_USUAL, LegalMeasure.PIN_LEGACY: 3}),
    Mix.of(LegalMeasure, {**_USUAL, LegalMeasure.SPO_FULL: 8, LegalMeasure.SPO_INTERIM: 7}),
    Mix.of(LegalMeasure, {**_USUAL, **_IN_TIME}),
    Mix.of(LegalMeasure, {**_USUAL, **_IN_TIME, LegalMeasure.SPO_FULL: 12}),
)
_ORDERS = (
    LegalMeasure.SPO_INTERIM,
    LegalMeasure.SPO_FULL,
    LegalMeasure.RESTRAINING_ORDER,
    LegalMeasure.NON_MOLESTATION_ORDER,
    LegalMeasure.DVPO_DAPO,
)
_ON_ORDERS = Mix.of(
    LegalDecision,
    {LegalDecision.GRANTED: 84, LegalDecision.REJECTED: 7, LegalDecision.WITHDRAWN: 6, LegalDecision.LAPSED: 3},
)
_TAKES_PLACE = Mix.of(LegalDecision, {LegalDecision.GRANTED: 1})
_TAKEN_ON_SHARE = 0.58
_PARTNER_SHARE = 0.21
_COUNT = Curve.of(p0=1, p55=2, p88=3, p100=3.9)
_AFTER = Curve.of(p0=0, p50=12, p70=50, p85=130, p100=330)
_TO_DECISION = Curve.of(p0=1, p50=17, p90=60, p100=110)
_LASTS = Curve.of(p0=700, p50=1095, p100=1830)
_INTERIM_LASTS = Curve.of(p0=21, p50=42, p100=84)
_TAGGED = 0.06
_BREACHED = 0.19
_BREACHES = Curve.of(p0=1, p70=2, p100=4.9)


def legal_measures(cases: Cases, *, chances: Chances) -> pl.DataFrame:
    """Return the rows of the legal measure table, grouped by referral."""
    size = len(cases.block)
    share = np.select(
        [is_one_of(cases.pathway, Pathway.TAKEN_ON), is_one_of(cases.pathway, Pathway.PARTNER)],
        [_TAKEN_ON_SHARE, _PARTNER_SHARE],
        0.0,
    )
    many = chances.along(_COUNT, size=size).astype(np.int64)
    rows = Rows.counted(np.where(chances.happens(share, size=size), many, 0))
    of = rows.parent
    spread = chances.along(_AFTER, size=len(rows)).astype(np.int64)
    applied = np.minimum(cases.decided[of] + spread, cases.last_day[of])
    since_spo = applied >= day_number(SPO_FROM)
    months_later = applied - cases.decided[of] >= _MONTHS_LATER
    measure = chances.chosen_by(_MIXES, since_spo + 2 * months_later.astype(np.int64))
    return _frame(rows, cases, measure=measure, applied=applied, chances=chances)


def _frame(rows: Rows, cases: Cases, *, measure: Ints, applied: Ints, chances: Chances) -> pl.DataFrame:
    many, as_at = len(rows), cases.block.as_at
    order = is_one_of(measure, *_ORDERS)
    decided = np.where(order, applied + chances.along(_TO_DECISION, size=many).astype(np.int64), applied)
    pending = decided > as_at
    decision = chances.chosen_by((_TAKES_PLACE, _ON_ORDERS), order.astype(np.int64))
    decision = np.where(pending, tuple(LegalDecision).index(LegalDecision.PENDING), decision)
    granted = order & is_one_of(decision, LegalDecision.GRANTED)
    lasts = chances.along_by((_LASTS, _INTERIM_LASTS), is_one_of(measure, LegalMeasure.SPO_INTERIM).astype(np.int64))
    expires = decided + lasts.astype(np.int64)
    span = np.minimum(expires, as_at) - decided
    breached = granted & chances.happens(_BREACHED, size=many) & (span > 0)
    breaches = np.where(breached, chances.along(_BREACHES, size=many).astype(np.int64), 0)
    return pl.DataFrame(
        {
            "measure_id": rows.keys(cases.block.ids, "L"),
            "referral_id": rows.parents(cases.block.ids),
            "measure": texts(tuple(LegalMeasure), measure),
            "applied_date": dates(applied),
            "decision_date": dates(np.where(pending, NEVER, decided)),
            "decision": texts(tuple(LegalDecision), decision),
            "expiry_date": dates(np.where(granted, expires, NEVER)),
            "electronic_tag": flags(chances.happens(_TAGGED, size=many), only=granted),
            "breach_count": numbers(breaches, only=np.ones(many, dtype=np.bool_)),
            "breach_dates": _breach_dates(breaches, decided, span, chances),
        }
    )


def _breach_dates(breaches: Ints, decided: Ints, span: Ints, chances: Chances) -> pl.Series:
    """Return the days of each order's breaches, ISO dates joined by semicolons, empty where there was none."""
    rows = Rows.counted(breaches)
    day = decided[rows.parent] + chances.below(span[rows.parent] + 1)
    joined = (
        pl.DataFrame({"of": rows.parent, "day": dates(day)})
        .sort("of", "day")
        .group_by("of", maintain_order=True)
        .agg(pl.col("day").cast(pl.String).str.join(";"))
    )
    every = pl.DataFrame({"of": np.arange(len(breaches))})
    return every.join(joined, on="of", how="left", maintain_order="left")["day"]
