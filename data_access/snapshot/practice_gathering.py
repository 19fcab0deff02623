"""From rows of the work done on referrals to one row of practice facts each, in the rows of the referral facts.

Every function here takes the rows of one table with the `place` of their referral, the keys of the referrals
(`received_on`, `assessed_on`, one row a place) and the count of faults, to which it adds what it had to mend.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np
import polars as pl

from data_access.facts import code_type
from data_access.practice_facts import BITS, FollowUpFinding, bit
from data_access.practice_vocabulary import InterventionStatus, LegalDecision
from data_access.quality_conditions import SPO_IN_FORCE
from data_access.snapshot import practice_asking as asking
from data_access.support_vocabulary import AdvocacyAnswer, CrimeOutcomeGroup, WellbeingMeasure, WellbeingOccasion

_OFFERED = tuple(
    status.value
    for status in InterventionStatus
    if status not in {InterventionStatus.RECOMMENDED, InterventionStatus.UNKNOWN}
)
_STARTED = tuple(
    status.value for status in (InterventionStatus.STARTED, InterventionStatus.COMPLETED, InterventionStatus.DISENGAGED)
)
# Of several answers about one victim, and of several findings of one look back, the one furthest on the list counts.
_ADVOCACY = (AdvocacyAnswer.UNKNOWN, AdvocacyAnswer.NOT_OFFERED, AdvocacyAnswer.NO, AdvocacyAnswer.YES)
_FINDINGS = (FollowUpFinding.NOT_FOLLOWED, FollowUpFinding.NOTHING_NEW, FollowUpFinding.REPEAT)
_SCALES = tuple(scale.value for scale in WellbeingMeasure if scale is not WellbeingMeasure.UNKNOWN)

Gathered = Callable[[pl.DataFrame, pl.DataFrame, Counter[str]], pl.DataFrame]


def disciplines(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return who took part in meetings up to the joint assessment."""
    before = rows.filter((_days(rows, "meeting_date") <= _of(keys, "assessed_on", rows)).fill_null(value=False))
    return _bits(before, keys, _coded(before, "discipline", "disciplines", faults), {"disciplines": None})


def interventions(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return what was advised, offered, started and completed; a day of it says as much as the status."""
    status = pl.col("status")
    faults["unknown_intervention_status"] += _strangers(rows, "status", InterventionStatus)
    dated, begun = _filled("offered_date"), _filled("start_date")
    return _bits(
        rows,
        keys,
        _coded(rows, "category", "advised", faults),
        {
            "advised": None,
            "offered": dated | begun | status.is_in(_OFFERED),
            "started": begun | status.is_in(_STARTED),
            "completed": status == InterventionStatus.COMPLETED.value,
        },
    )


def measures(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return legal measures applied for, granted, refused and breached."""
    faults["unknown_decision"] += _strangers(rows, "decision", LegalDecision)
    return _bits(
        rows,
        keys,
        _coded(rows, "measure", "applied", faults),
        {
            "applied": None,
            "granted": pl.col("decision") == LegalDecision.GRANTED.value,
            "refused": pl.col("decision") == LegalDecision.REJECTED.value,
            "breached": pl.col("breach_count").cast(pl.Float64, strict=False) > 0,
        },
    )


def early_orders(rows: pl.DataFrame, keys: pl.DataFrame, _faults: Counter[str]) -> pl.DataFrame:
    """Return how many applications for stalking protection orders are dated before the law was in force."""
    early = rows.filter((_days(rows, "applied_date") < SPO_IN_FORCE).fill_null(value=False))
    counts = np.bincount(early.get_column("place").to_numpy(), minlength=keys.height)
    return pl.DataFrame({"early_orders": counts.astype(np.uint16)})


def contacts(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return who was reached."""
    return _bits(rows, keys, _coded(rows, "party", "contacted", faults), {"contacted": None})


def advocacy(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return the answer that went furthest."""
    faults["unknown_accepted"] += _strangers(rows, "accepted", AdvocacyAnswer)
    answered = rows.select("place", pl.col("accepted").cast(code_type(_ADVOCACY), strict=False))
    return placed(answered.group_by("place").agg(pl.col("accepted").max().alias("advocacy")), keys)


def crimes(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return whether a crime is linked, and the days to the first charge, 0 where it came before the referral."""
    faults["unknown_outcome_group"] += _strangers(rows, "outcome_group", CrimeOutcomeGroup)
    charged = rows.with_columns(_days(rows, "outcome_date")).filter(outcome_group=CrimeOutcomeGroup.CHARGED.value)
    faults["charge_without_day"] += charged.get_column("outcome_date").null_count()
    waits = (charged.get_column("outcome_date") - _of(keys, "received_on", charged)).dt.total_days()
    first = charged.select("place", waits.clip(lower_bound=0).alias("charged_after")).group_by("place").min()
    linked = np.zeros(keys.height, dtype=bool)
    linked[rows.get_column("place").to_numpy()] = True
    return placed(first, keys).with_columns(has_crime=pl.Series(linked))


def follow_ups(rows: pl.DataFrame, keys: pl.DataFrame, _faults: Counter[str]) -> pl.DataFrame:
    """Return what each look back found; one that does not say whether there was stalking found nothing out."""
    new = pl.col("new_stalking_same_victim", "new_stalking_other_victim")
    found = (
        pl.when((pl.col("followed_up") != "1") | pl.all_horizontal(new == ""))
        .then(_FINDINGS.index(FollowUpFinding.NOT_FOLLOWED))
        .when(pl.any_horizontal(new == "1"))
        .then(_FINDINGS.index(FollowUpFinding.REPEAT))
        .otherwise(_FINDINGS.index(FollowUpFinding.NOTHING_NEW))
    )
    looked = rows.select("place", "months", found.cast(pl.UInt32).cat.to(code_type(_FINDINGS)).alias("found"))
    after = [
        pl.col("found").filter(pl.col("months") == str(months)).max().alias(f"followed_up_{months}")
        for months in asking.FOLLOWED_UP_MONTHS
    ]
    return placed(looked.group_by("place").agg(after), keys)


def wellbeing(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return the first score at the start and the last at the end, of the scale that was asked first at both."""
    scored = rows.with_columns(_days(rows, "measured_on"), pl.col("score").cast(pl.Int16, strict=False))
    faults["unknown_wellbeing"] += _strangers(rows, "measure", WellbeingMeasure)
    usable = scored.filter(pl.col("measure").is_in(_SCALES)).drop_nulls(["measured_on", "score"])
    ordered = usable.sort("place", "measured_on", "measure", "score")
    start, end = (pl.col("score").filter(occasion=occasion.value) for occasion in _OCCASIONS)
    scores = [start.first().alias("wellbeing_before"), end.last().alias("wellbeing_after")]
    asked_twice = ordered.group_by("place", "measure", maintain_order=True).agg(scores).drop_nulls()
    first = asked_twice.unique("place", keep="first", maintain_order=True)
    return placed(first.rename({"measure": "wellbeing"}), keys)


_OCCASIONS = (WellbeingOccasion.START, WellbeingOccasion.END)
GATHERERS: dict[asking.Asked, Gathered] = {
    asking.ATTENDANCE: disciplines,
    asking.INTERVENTION: interventions,
    asking.MEASURE: measures,
    asking.PROTECTION_ORDER: early_orders,
    asking.CONTACT: contacts,
    asking.ADVOCACY: advocacy,
    asking.CRIME: crimes,
    asking.FOLLOW_UP: follow_ups,
    asking.WELLBEING: wellbeing,
}


def _coded(rows: pl.DataFrame, source: str, column: str, faults: Counter[str]) -> pl.Series:
    """Return the bit of each row's code; one that is not on the list, or missing, is unknown, and a fault."""
    codes = BITS[column]
    bits = {code.value: bit(column, code.value) for code in codes}
    faults[f"unknown_{source}"] += _strangers(rows, source, codes)
    return rows.get_column(source).replace_strict(bits, default=bits["UNK"], return_dtype=pl.UInt16)


def _bits(
    rows: pl.DataFrame, keys: pl.DataFrame, bits: pl.Series, conditions: Mapping[str, pl.Expr | None]
) -> pl.DataFrame:
    """Return the bits of each referral's rows that meet each condition; None asks nothing, a null is not met."""
    places, values = rows.get_column("place").to_numpy(), bits.to_numpy()
    columns = {}
    for name, condition in conditions.items():
        met = slice(None) if condition is None else rows.select(condition.fill_null(value=False)).to_series().to_numpy()
        columns[name] = np.zeros(keys.height, dtype=np.uint16)
        np.bitwise_or.at(columns[name], places[met], values[met])
    return pl.DataFrame(columns)


def placed(part: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return facts of some places in a row for each place."""
    every = pl.DataFrame({"place": pl.int_range(keys.height, dtype=pl.UInt32, eager=True)})
    return every.join(part, on="place", how="left", maintain_order="left").drop("place")


def _of(keys: pl.DataFrame, column: str, rows: pl.DataFrame) -> pl.Series:
    return keys.get_column(column).gather(rows.get_column("place"))


def _strangers(rows: pl.DataFrame, column: str, codes: type[StrEnum]) -> int:
    """Return how many codes are missing or not on their list."""
    known = rows.get_column(column).is_in([code.value for code in codes])
    return rows.height - int(known.sum())


def _days(rows: pl.DataFrame, name: str) -> pl.Series:
    """Return a column as civil dates, whether it came as text, as a moment or as a date."""
    column = rows.get_column(name)
    if column.dtype != pl.String:
        return column.cast(pl.Date, strict=False)
    return column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def _filled(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("") != ""
