"""Advice and interventions: psychological, social, legal, for a victim's safety, and advice to professionals."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Flags, Ints, Mix
from data_access.demo.columns import NEVER, Rows, dates, is_one_of, numbers, texts
from data_access.demo.depth import Depth
from data_access.demo.practice import AGENCIES
from data_access.practice_vocabulary import InterventionCategory, InterventionStatus, InterventionType, Subject
from data_access.vocabulary import Pathway

_CATEGORY = {
    InterventionCategory.PSYCHOLOGICAL: ("NHS_MH", Subject.PERPETRATOR),
    InterventionCategory.SOCIAL: ("ASC", Subject.PERPETRATOR),
    InterventionCategory.LEGAL: ("POL_CID", Subject.PERPETRATOR),
    InterventionCategory.VICTIM_SAFETY: ("ADV_STALK", Subject.VICTIM),
    InterventionCategory.ADVICE: ("POL_LPU", Subject.PROFESSIONAL),
}
_FOR_TAKEN_ON = Mix.of(
    InterventionCategory,
    {
        InterventionCategory.PSYCHOLOGICAL: 26, InterventionCategory.SOCIAL: 16, InterventionCategory.LEGAL: 17,
        InterventionCategory.VICTIM_SAFETY: 26, InterventionCategory.ADVICE: 15,
    },
)  # fmt: skip
_FOR_PARTNER = Mix.of(
    InterventionCategory,
    {
        InterventionCategory.PSYCHOLOGICAL: 6, InterventionCategory.SOCIAL: 12, InterventionCategory.LEGAL: 12,
        InterventionCategory.VICTIM_SAFETY: 28, InterventionCategory.ADVICE: 42,
    },
)  # fmt: skip
_ADVICE_ONLY = Mix.of(InterventionCategory, {InterventionCategory.ADVICE: 1})
_TYPES = {
    InterventionCategory.PSYCHOLOGICAL: {
        "FORMULATION": 44, "THERAPY_FACT": 9, "SKILLS_BUILDER": 12, "CBT_DBT": 10, "MH_REFERRAL": 17,
        "MHA_DETENTION": 2, "MEDICATION_REVIEW": 6,
    },
    InterventionCategory.SOCIAL: {"HOUSING": 26, "SUBSTANCE": 27, "EMPLOYMENT": 11, "OUTREACH": 26, "FAMILY": 10},
    InterventionCategory.LEGAL: {"LEGAL_ADVICE": 1},
    InterventionCategory.VICTIM_SAFETY: {"SAFETY_PLAN": 48, "TARGET_HARDENING": 22, "ADVOCACY": 26, "RELOCATION": 4},
    InterventionCategory.ADVICE: {"OIC_ADVICE": 58, "DISRUPTION_PLAN": 23, "MAPPA_REFERRAL": 8, "MARAC_REFERRAL": 11},
    InterventionCategory.UNKNOWN: {"UNK": 1},
}  # fmt: skip
_TYPE_BY_CATEGORY = tuple(Mix.of(InterventionType, _TYPES[category]) for category in InterventionCategory)
_SESSIONS = ("THERAPY_FACT", "SKILLS_BUILDER", "CBT_DBT")
# Eight weekly sessions and one to follow up.
_PLANNED_SESSIONS = 9
_STARTED_SHARE = 0.76
_ENDED_WELL = 0.74
_TO_START = Curve.of(p0=0, p50=7, p90=28, p100=60)
_LASTS = Curve.of(p0=1, p50=45, p90=120, p100=240)
_COUNT = Curve.of(p0=1, p30=2, p75=3, p100=4.9)
_OFFER_AFTER = Curve.of(p0=0, p50=5, p90=40, p100=120)


def interventions(cases: Cases, *, depth: Depth, chances: Chances) -> pl.DataFrame:
    """Return the rows of the intervention table, grouped by referral."""
    size = len(cases.block)
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    partner = is_one_of(cases.pathway, Pathway.PARTNER)
    advised = is_one_of(cases.pathway, Pathway.CONSULT_ONLY)
    many = np.minimum(chances.along(_COUNT, size=size).astype(np.int64), depth.interventions)
    others = depth.interventions > 1
    rows = Rows.counted(
        np.select([taken_on, partner & others, advised & others], [many, np.maximum(many - 1, 1), 1], 0)
    )
    of = rows.parent
    kind = np.select([taken_on[of], partner[of]], [0, 1], 2)
    category = chances.chosen_by((_FOR_TAKEN_ON, _FOR_PARTNER, _ADVICE_ONLY), kind)
    return _frame(rows, cases, category, chances)


def _frame(rows: Rows, cases: Cases, category: Ints, chances: Chances) -> pl.DataFrame:
    of, many = rows.parent, len(rows)
    kind = chances.chosen_by(_TYPE_BY_CATEGORY, category)
    offered = np.minimum(
        cases.decided[of] + chances.along(_OFFER_AFTER, size=many).astype(np.int64), cases.last_day[of]
    )
    offered = np.maximum(offered, cases.decided[of])
    begins = offered + chances.along(_TO_START, size=many).astype(np.int64)
    finishes = begins + chances.along(_LASTS, size=many).astype(np.int64)
    started = chances.happens(_STARTED_SHARE, size=many) & (begins <= cases.last_day[of])
    ended = started & (finishes <= cases.last_day[of])
    well = chances.happens(_ENDED_WELL, size=many)
    in_sessions = is_one_of(kind, *(InterventionType(code) for code in _SESSIONS))
    attended = np.where(ended & well, _PLANNED_SESSIONS - 1, 1) + chances.below(np.where(ended & well, 2, 5))
    providers = [agency for agency, _ in _CATEGORY.values()]
    subjects = [subject for _, subject in _CATEGORY.values()]
    return pl.DataFrame(
        {
            "intervention_id": rows.keys(cases.block.ids, "I"),
            "referral_id": rows.parents(cases.block.ids),
            "category": texts(tuple(InterventionCategory), category),
            "type": texts(tuple(InterventionType), kind),
            "provider_agency_code": texts(AGENCIES, np.array([AGENCIES.index(one) for one in providers])[category]),
            "subject": texts(subjects, category),
            "offered_date": dates(offered),
            "start_date": dates(np.where(started, begins, NEVER)),
            "end_date": dates(np.where(ended, finishes, NEVER)),
            "status": texts(tuple(InterventionStatus), _status(cases, of, started=started, ended=ended, well=well)),
            "sessions_planned": numbers(np.full(many, _PLANNED_SESSIONS), only=in_sessions),
            "sessions_attended": numbers(attended, only=in_sessions & started),
        }
    )


def _status(cases: Cases, of: Ints, *, started: Flags, ended: Flags, well: Flags) -> Ints:
    """Return how far each has got; what never started in a closed case was declined."""
    members = tuple(InterventionStatus)
    over = cases.closed[of] != NEVER
    return np.select(
        [ended & well, ended, started & over, started, over & well, over, well],
        [
            members.index(code)
            for code in (
                InterventionStatus.COMPLETED,
                InterventionStatus.DISENGAGED,
                InterventionStatus.WITHDRAWN,
                InterventionStatus.STARTED,
                InterventionStatus.DECLINED,
                InterventionStatus.RECOMMENDED,
                InterventionStatus.OFFERED,
            )
        ],
        members.index(InterventionStatus.RECOMMENDED),
    )
