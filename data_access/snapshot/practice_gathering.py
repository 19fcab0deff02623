"""From rows of the work done on referrals to one row of practice facts each, in the rows of the referral facts."""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import reduce

import polars as pl

from data_access.practice_facts import BITS, FollowUpFinding, bit
from data_access.practice_vocabulary import InterventionStatus
from data_access.snapshot import practice_asking as asking
from data_access.support_vocabulary import AdvocacyAnswer, WellbeingMeasure, WellbeingOccasion

KEY = "referral_id"
_STARTED = (InterventionStatus.STARTED, InterventionStatus.COMPLETED, InterventionStatus.DISENGAGED)
_NOT_OFFERED = (InterventionStatus.RECOMMENDED, InterventionStatus.UNKNOWN)
# Of several answers about one victim the one that went furthest counts.
_ADVOCACY_ORDER = (AdvocacyAnswer.UNKNOWN, AdvocacyAnswer.NOT_OFFERED, AdvocacyAnswer.NO, AdvocacyAnswer.YES)

Gathered = Callable[[pl.DataFrame, pl.DataFrame, Counter[str]], pl.DataFrame]


def gather(rows: Mapping[asking.Asked, pl.DataFrame], keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    """Return what the tables say, a row for each row of `keys` and in its order; adds to `faults` what it had to mend.

    Parameters
    ----------
    rows
        The answers to the questions of `practice_asking`.
    keys
        One row per referral: `referral_id`, `previous_referral_id`, `received_on`, `assessed_on`.
    """
    gathered = [_GATHERERS[asked](answered, keys, faults) for asked, answered in rows.items() if answered.height]
    gathered.append(_rereferred(keys))
    joined = reduce(
        lambda whole, part: whole.join(part, on=KEY, how="left", maintain_order="left"), gathered, keys.select(KEY)
    )
    return joined.drop(KEY)


def _rereferred(keys: pl.DataFrame) -> pl.DataFrame:
    """Return the days from each referral to the first that was linked to it."""
    linked = keys.select(pl.col("previous_referral_id").alias(KEY), pl.col("received_on").alias("again_on"))
    first = linked.drop_nulls().group_by(KEY).agg(pl.col("again_on").min())
    days = (pl.col("again_on") - pl.col("received_on")).dt.total_days()
    return first.join(_once(keys), on=KEY).select(KEY, pl.when(days >= 0).then(days).alias("rereferred_after"))


def _disciplines(rows: pl.DataFrame, keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    dated = rows.with_columns(_day("meeting_date")).join(_once(keys), on=KEY)
    before = dated.filter(pl.col("meeting_date") <= pl.col("assessed_on"))
    return _bits(before.with_columns(_known("disciplines", "discipline", faults, rows)), {"disciplines": None})


def _interventions(rows: pl.DataFrame, _keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    offered = (
        _filled("offered_date") | _filled("start_date") | ~pl.col("status").is_in(_texts(_NOT_OFFERED))
    ).fill_null(value=False)
    started = _filled("start_date") | pl.col("status").is_in(_texts(_STARTED))
    return _bits(
        rows.with_columns(_known("advised", "category", faults, rows)),
        {
            "advised": None,
            "offered": offered,
            "started": started,
            "completed": pl.col("status") == InterventionStatus.COMPLETED.value,
        },
    )


def _measures(rows: pl.DataFrame, _keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    return _bits(
        rows.with_columns(_known("applied", "measure", faults, rows)),
        {
            "applied": None,
            "granted": pl.col("decision") == asking.GRANTED,
            "refused": pl.col("decision") == asking.REFUSED,
            "breached": pl.col("breach_count").cast(pl.Int32, strict=False) > 0,
        },
    )


def _contacts(rows: pl.DataFrame, _keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    return _bits(rows.with_columns(_known("contacted", "party", faults, rows)), {"contacted": None})


def _advocacy(rows: pl.DataFrame, _keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    order = pl.Enum(_texts(_ADVOCACY_ORDER))
    answered = rows.select(KEY, pl.col("accepted").cast(order, strict=False))
    faults["unknown_accepted"] += answered.get_column("accepted").null_count()
    furthest = answered.group_by(KEY).agg(pl.col("accepted").to_physical().max().alias("advocacy"))
    return furthest.select(
        KEY, pl.col("advocacy").replace_strict(dict(enumerate(_texts(_ADVOCACY_ORDER))), default=None)
    )


def _crimes(rows: pl.DataFrame, keys: pl.DataFrame, _faults: Counter[str]) -> pl.DataFrame:
    charged = rows.with_columns(_day("outcome_date")).filter(outcome_group=asking.CHARGED).join(_once(keys), on=KEY)
    days = (pl.col("outcome_date") - pl.col("received_on")).dt.total_days().clip(lower_bound=0)
    first = charged.group_by(KEY).agg(days.min().alias("charged_after"))
    recorded = rows.select(KEY).unique().with_columns(pl.lit(value=True).alias("has_crime"))
    return recorded.join(first, on=KEY, how="left")


def _follow_ups(rows: pl.DataFrame, _keys: pl.DataFrame, _faults: Counter[str]) -> pl.DataFrame:
    again = (pl.col("new_stalking_same_victim") == "1") | (pl.col("new_stalking_other_victim") == "1")
    told = pl.any_horizontal(pl.col("new_stalking_same_victim", "new_stalking_other_victim") != "")
    found = (
        pl.when((pl.col("followed_up") != "1") | ~told)
        .then(pl.lit(FollowUpFinding.NOT_FOLLOWED.value))
        .when(again)
        .then(pl.lit(FollowUpFinding.REPEAT.value))
        .otherwise(pl.lit(FollowUpFinding.NOTHING_NEW.value))
    )
    looked = rows.select(KEY, pl.col("months").cast(pl.Int32, strict=False), found.alias("found"))
    found_after = [
        pl.col("found").filter(pl.col("months") == months).last().alias(f"followed_up_{months}")
        for months in asking.FOLLOWED_UP_MONTHS
    ]
    return looked.group_by(KEY).agg(found_after)


def _wellbeing(rows: pl.DataFrame, _keys: pl.DataFrame, faults: Counter[str]) -> pl.DataFrame:
    scored = rows.with_columns(_day("measured_on"), pl.col("score").cast(pl.Int16, strict=False)).sort("measured_on")
    scored = scored.filter(pl.col("measure").is_in([each.value for each in WellbeingMeasure]))
    faults["unknown_wellbeing"] += rows.height - scored.height
    at = {"before": WellbeingOccasion.START, "after": WellbeingOccasion.END}
    scores = [
        pl.col("score")
        .filter(pl.col("occasion") == occasion.value)
        .get(place, null_on_oob=True)
        .alias(f"wellbeing_{name}")
        for (name, occasion), place in zip(at.items(), (0, -1), strict=True)
    ]
    asked_twice = scored.group_by(KEY, "measure", maintain_order=True).agg(scores).drop_nulls()
    return asked_twice.unique(KEY, keep="first", maintain_order=True).rename({"measure": "wellbeing"})


_GATHERERS: dict[asking.Asked, Gathered] = {
    asking.ATTENDANCE: _disciplines,
    asking.INTERVENTION: _interventions,
    asking.MEASURE: _measures,
    asking.CONTACT: _contacts,
    asking.ADVOCACY: _advocacy,
    asking.CRIME: _crimes,
    asking.FOLLOW_UP: _follow_ups,
    asking.WELLBEING: _wellbeing,
}
QUESTIONS = tuple(_GATHERERS)


def _bits(rows: pl.DataFrame, conditions: Mapping[str, pl.Expr | None]) -> pl.DataFrame:
    """Return the bits of each referral's rows that meet each condition; None asks nothing."""
    chosen = [
        (
            pl.col("bit")
            if condition is None
            else pl.when(condition.fill_null(value=False)).then(pl.col("bit")).otherwise(0)
        )
        .cast(pl.UInt16)
        .bitwise_or()
        .alias(name)
        for name, condition in conditions.items()
    ]
    return rows.group_by(KEY).agg(chosen)


def _known(column: str, source: str, faults: Counter[str], rows: pl.DataFrame) -> pl.Expr:
    """Return the bit of each row's code; a code that is not on the list counts as unknown, and as a fault."""
    codes: type[StrEnum] = BITS[column]
    bits = {code.value: bit(column, code.value) for code in codes}
    faults[f"unknown_{source}"] += int((~rows.get_column(source).is_in(list(bits))).sum())
    return pl.col(source).replace_strict(bits, default=bits["UNK"], return_dtype=pl.UInt16).alias("bit")


def _once(keys: pl.DataFrame) -> pl.DataFrame:
    return keys.select(KEY, "received_on", "assessed_on").unique(KEY)


def _day(name: str) -> pl.Expr:
    """Return a column as civil dates, whether it came as text or as a date."""
    return pl.col(name).cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def _filled(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("") != ""


def _texts(codes: tuple[StrEnum, ...]) -> list[str]:
    return [code.value for code in codes]
