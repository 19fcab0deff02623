"""Risk assessments: the referrer's screen, the unit's joint assessment, reviews, and a last one at closure."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Flags, Ints, Mix
from data_access.demo.columns import (
    MINUTES_A_DAY,
    NEVER,
    Rows,
    is_one_of,
    moments,
    numbers,
    place,
    texts,
    to_working_day,
)
from data_access.demo.depth import Depth
from data_access.practice_vocabulary import AssessmentOccasion, Discipline, SrpLevel, Tool
from data_access.vocabulary import Pathway, Risk

_SCREENS = Mix.of(Tool, {Tool.S_DASH: 44, Tool.DASH: 27, Tool.SASH: 24, Tool.VS_DASH: 5})
_STRUCTURED = Mix.of(Tool, {Tool.SRP: 58, Tool.SAM: 34, Tool.PROF_JUDGEMENT: 8})
_SCREENERS = Mix.of(Discipline, {Discipline.POLICE: 80, Discipline.ADVOCATE: 12, Discipline.PROBATION: 8})
_ASSESSORS = Mix.of(
    Discipline, {Discipline.PSYCHOLOGY: 46, Discipline.MH_NURSE: 28, Discipline.PSYCHIATRY: 14, Discipline.POLICE: 12}
)
_DOMAINS = ("srp_violence", "srp_imminent_violence", "srp_persistence", "srp_recurrence", "srp_psychosocial")
_LEVELS = (SrpLevel.LOW, SrpLevel.MODERATE, SrpLevel.HIGH)
_RAW = ("LOW", "MODERATE", "HIGH")
_CONCERN = ("LOW_CONCERN", "MODERATE_CONCERN", "HIGH_CONCERN")
# A screen and the joint assessment agree this often; else the screen was one level off.
_AGREES = 0.72
_LOWER_AT_CLOSURE = 0.65
_DAYS_BETWEEN_REVIEWS = 90
# Yes answers of eleven on the checklist, from which on a level starts.
_YES_FROM = np.array([1, 4, 7])
_YES_SPREAD = np.array([3, 3, 5])


def risk_assessments(cases: Cases, *, depth: Depth, chances: Chances) -> pl.DataFrame:
    """Return the rows of the risk assessment table, grouped by referral in order of time."""
    screened = (cases.triaged_at != NEVER) & depth.screens
    joint = cases.assessed != NEVER
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    reviews = np.where(
        taken_on, np.clip((cases.last_day - cases.decided) // _DAYS_BETWEEN_REVIEWS, 0, depth.reviews), 0
    )
    at_closure = taken_on & (cases.closed != NEVER)
    rows = Rows.counted(screened.astype(np.int64) + joint + reviews + at_closure)
    of = rows.parent
    is_joint = joint[of] & (rows.ordinal == screened[of])
    is_last = at_closure[of] & (rows.ordinal == screened.astype(np.int64)[of] + joint[of] + reviews[of])
    is_screen = screened[of] & (rows.ordinal == 0)
    occasion = np.select(
        [is_screen | is_joint, is_last],
        [place(AssessmentOccasion.INITIAL), place(AssessmentOccasion.CLOSURE)],
        place(AssessmentOccasion.REVIEW),
    )
    review = rows.ordinal - screened[of] - joint[of] + 1
    day = np.select(
        [is_joint, is_last],
        [cases.assessed[of], cases.closed[of]],
        np.minimum(to_working_day(cases.decided[of] + review * _DAYS_BETWEEN_REVIEWS), cases.last_day[of]),
    )
    at = np.where(is_screen, cases.triaged_at[of], _during_office_hours(day, cases, of, chances))
    level = _levels(cases.risk[of], is_screen=is_screen, is_last=is_last, chances=chances)
    return _frame(rows, cases, is_screen=is_screen, occasion=occasion, at=at, level=level, chances=chances)


def _during_office_hours(day: Ints, cases: Cases, of: Ints, chances: Chances) -> Ints:
    """Return a moment of the day, after receipt and before the programme ends."""
    at = day * MINUTES_A_DAY + 9 * 60 + (chances.uniform(len(of)) * 8 * 60).astype(np.int64)
    return np.maximum(at, cases.received_at[of])


def _levels(risk: Ints, *, is_screen: Flags, is_last: Flags, chances: Chances) -> Ints:
    size = len(risk)
    unknown = is_one_of(risk, Risk.UNKNOWN)
    off = np.where(chances.happens(0.5, size=size), 1, -1)
    screened = np.where(chances.happens(_AGREES, size=size), risk, np.clip(risk + off, 0, 2))
    lowered = np.where(chances.happens(_LOWER_AT_CLOSURE, size=size), np.maximum(risk - 1, 0), risk)
    level = np.select([is_screen, is_last], [screened, lowered], risk)
    return np.where(unknown, place(Risk.UNKNOWN), level)


def _frame(
    rows: Rows, cases: Cases, *, is_screen: Flags, occasion: Ints, at: Ints, level: Ints, chances: Chances
) -> pl.DataFrame:
    tool = chances.chosen_by((_STRUCTURED, _SCREENS), is_screen.astype(np.int64))
    counted = is_one_of(tool, Tool.S_DASH) & (level <= place(Risk.HIGH))
    profiled = is_one_of(tool, Tool.SRP) & (level <= place(Risk.HIGH))
    capped = np.minimum(level, place(Risk.HIGH))
    yes = np.minimum(_YES_FROM[capped] + chances.below(_YES_SPREAD[capped]), 11)
    return pl.DataFrame(
        {
            "assessment_id": rows.keys(cases.block.ids, "A"),
            "referral_id": rows.parents(cases.block.ids),
            "assessed_at": moments(at),
            "tool": texts(tuple(Tool), tool),
            "occasion": texts(tuple(AssessmentOccasion), occasion),
            "raw_level": _raw_level(tool, level, yes, counted=counted),
            "harmonised_level": texts(tuple(Risk), level),
            **{name: texts(_LEVELS, np.where(profiled, _near_level(capped, chances), NEVER)) for name in _DOMAINS},
            "assessor_discipline": texts(
                tuple(Discipline), chances.chosen_by((_ASSESSORS, _SCREENERS), is_screen.astype(np.int64))
            ),
            "yes_count": numbers(yes, only=counted),
        },
    )


def _near_level(level: Ints, chances: Chances) -> Ints:
    step = chances.below(np.full(len(level), 4))
    near: Ints = np.clip(level + np.select([step == 0, step == 1], [-1, 1], 0), 0, 2)
    return near


def _raw_level(tool: Ints, level: Ints, yes: Ints, *, counted: Flags) -> pl.Series:
    """Return the level in the tool's own words: concern for SASH, yes answers for S-DASH."""
    words = (*_RAW, *_CONCERN, *(str(number) for number in range(12)))
    known = level <= place(Risk.HIGH)
    concern = is_one_of(tool, Tool.SASH)
    places = np.select([~known, counted, concern], [NEVER, yes + 6, level + 3], level)
    return texts(words, places)
