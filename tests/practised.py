"""Referral facts with invented work done on each: who took part, what was advised, who was reached, what came of it."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from data_access.practice_facts import FollowUpFinding, bit, practice_schema
from data_access.support_vocabulary import AdvocacyAnswer, WellbeingMeasure

# In turn, so that every share lies between none and all, and none are alike.
_CODES: dict[str, tuple[tuple[str, ...], ...]] = {
    "disciplines": (("POLICE", "PSYCHOLOGY"), ("POLICE",), ("POLICE", "ADVOCATE", "PROBATION"), (), ("UNK",)),
    "advised": (("PSYCHOLOGICAL", "LEGAL"), ("VICTIM_SAFETY",), ("VICTIM_SAFETY", "SOCIAL"), ("ADVICE",), (), ()),
    "offered": (("PSYCHOLOGICAL", "LEGAL"), ("VICTIM_SAFETY",), ("VICTIM_SAFETY",), ("ADVICE",), (), ()),
    "started": (("PSYCHOLOGICAL",), ("VICTIM_SAFETY",), ("VICTIM_SAFETY",), ("ADVICE",), (), ()),
    "completed": (("PSYCHOLOGICAL",), (), ("VICTIM_SAFETY",), ("ADVICE",), (), ()),
    "contacted": (("VICTIM",), ("VICTIM", "PERPETRATOR"), ("PERPETRATOR",), ("VICTIM",), ("PROFESSIONAL",), ()),
    "applied": (("SPO_FULL",), ("ARREST", "CHARGE"), (), ("SPO_INTERIM",), (), (), ()),
    "granted": (("SPO_FULL",), ("ARREST",), (), (), (), (), ()),
    "refused": ((), (), (), ("SPO_INTERIM",), (), (), ()),
    "breached": (("SPO_FULL",), (), (), (), (), (), ()),
}
_VALUES: dict[str, tuple[Any, ...]] = {
    "lead_agency": ("POL_LPU", "PROB", "POL_LPU", None, "NHS_MH", "POL_LPU", "PROB"),
    "advocacy": (AdvocacyAnswer.YES, AdvocacyAnswer.NO, AdvocacyAnswer.YES, AdvocacyAnswer.NOT_OFFERED, None),
    "has_crime": (True, True, False),
    "charged_after": (30, None, None, 200, None),
    "rereferred_after": (None, None, 100, None, 300, None, None),
    "followed_up_6": (FollowUpFinding.NOTHING_NEW, FollowUpFinding.REPEAT, None, FollowUpFinding.NOT_FOLLOWED),
    "followed_up_12": (FollowUpFinding.NOTHING_NEW, None, FollowUpFinding.REPEAT),
    "wellbeing": (WellbeingMeasure.CORE10, None, WellbeingMeasure.CORE10),
    "wellbeing_before": (24, None, 20),
    "wellbeing_after": (15, None, 22),
    "misdated": (False, False, True),
    "early_orders": (0, 1, 0, 0, 2),
}


def practised(referrals: pl.DataFrame) -> pl.DataFrame:
    """Return referral facts with every column of the practice facts, filled in turn by the order of the rows."""
    agencies = referrals.schema["agency"].categories.to_list()  # type: ignore[attr-defined]
    schema = practice_schema(agencies=agencies)
    known = {name: [bits_of(name, codes) for codes in turns] for name, turns in _CODES.items()}
    columns = {name: list(_VALUES.get(name) or known[name]) for name in schema}
    return referrals.with_columns(
        pl.Series(name, [turns[row % len(turns)] for row in range(referrals.height)], dtype=schema[name])
        for name, turns in columns.items()
    )


def bits_of(column: str, codes: Iterable[str]) -> int:
    """Return the whole number in which a column of bits holds some codes."""
    return sum(bit(column, code) for code in set(codes))
