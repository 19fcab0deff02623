"""What came of it: the recorded crime, the look back some months after closure, and how people feel."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Flags, Ints, Mix
from data_access.demo.columns import NEVER, Rows, dates, flags, is_one_of, numbers, texts
from data_access.demo.depth import Depth
from data_access.practice_vocabulary import Subject
from data_access.support_vocabulary import (
    CrimeOutcomeGroup,
    FollowUpSource,
    OffenceCode,
    WellbeingMeasure,
    WellbeingOccasion,
)
from data_access.vocabulary import Pathway

_OFFENCE = Mix.of(
    OffenceCode,
    {
        OffenceCode.STALKING_2A: 41, OffenceCode.STALKING_4A_VIOLENCE: 9, OffenceCode.STALKING_4A_DISTRESS: 24,
        OffenceCode.STALKING_OTHER: 4, OffenceCode.HARASSMENT: 13, OffenceCode.MAL_COMMS: 7, OffenceCode.OTHER: 2,
    },
)  # fmt: skip
_GROUP = Mix.of(
    CrimeOutcomeGroup,
    {
        CrimeOutcomeGroup.CHARGED: 17, CrimeOutcomeGroup.OUT_OF_COURT_FORMAL: 1,
        CrimeOutcomeGroup.OUT_OF_COURT_INFORMAL: 2, CrimeOutcomeGroup.EVIDENTIAL_VICTIM_SUPPORTS: 29,
        CrimeOutcomeGroup.EVIDENTIAL_VICTIM_DOES_NOT_SUPPORT: 36, CrimeOutcomeGroup.NO_SUSPECT: 6,
        CrimeOutcomeGroup.PROSECUTION_PREVENTED: 2, CrimeOutcomeGroup.NOT_PUBLIC_INTEREST: 2,
        CrimeOutcomeGroup.DIVERSIONARY: 2, CrimeOutcomeGroup.TRANSFERRED: 2, CrimeOutcomeGroup.UNKNOWN: 1,
    },
)  # fmt: skip
_RECORDED_BEFORE = Curve.of(p0=0, p50=4, p90=25, p100=60)
_TO_OUTCOME = Curve.of(p0=3, p25=40, p50=95, p75=180, p95=360, p100=640)

_MONTHS = np.array([3, 6, 12, 24])
_DAYS_A_MONTH = 365.25 / 12
_FOLLOWED_UP = 0.72
# New stalking of the same victim found within 3, 6, 12, 24 months.
_AGAIN = np.array([0.06, 0.10, 0.16, 0.23])
_OTHER_VICTIM = 0.3
_OTHER_OFFENCE = 1.4
_SOURCE = Mix.of(
    FollowUpSource, {FollowUpSource.PNC: 30, FollowUpSource.NICHE_RMS: 55, FollowUpSource.VICTIM_REPORT: 15}
)

_SCALES = tuple(WellbeingMeasure)
_LOWEST = {WellbeingMeasure.OUTCOMES_STAR: 1}
_HIGHEST = {
    WellbeingMeasure.CORE10: 40,
    WellbeingMeasure.PHQ9: 27,
    WellbeingMeasure.GAD7: 21,
    WellbeingMeasure.FEAR: 10,
    WellbeingMeasure.SAFETY: 10,
    WellbeingMeasure.OUTCOMES_STAR: 10,
    WellbeingMeasure.UNKNOWN: 10,
}
_SCALE = Mix.of(
    WellbeingMeasure,
    {
        WellbeingMeasure.FEAR: 28, WellbeingMeasure.SAFETY: 24, WellbeingMeasure.CORE10: 22,
        WellbeingMeasure.PHQ9: 10, WellbeingMeasure.GAD7: 10, WellbeingMeasure.OUTCOMES_STAR: 6,
    },
)  # fmt: skip
_ASKED = 0.46
_ASKED_AGAIN = 0.7
_DISTRESS = Curve.of(p0=0.25, p50=0.62, p100=0.98)
_LEFT_OF_IT = Curve.of(p0=0.2, p50=0.62, p90=1.0, p100=1.15)


def crime_outcomes(cases: Cases, recorded: Flags, *, chances: Chances) -> pl.DataFrame:
    """Return the rows of the crime outcome table: one per referral with a recorded crime."""
    rows = Rows.counted(recorded.astype(np.int64))
    of, many = rows.parent, len(rows)
    day = cases.received[of] - chances.along(_RECORDED_BEFORE, size=many).astype(np.int64)
    settled = day + chances.along(_TO_OUTCOME, size=many).astype(np.int64)
    waits = settled > cases.block.as_at
    group = np.where(
        waits, tuple(CrimeOutcomeGroup).index(CrimeOutcomeGroup.NOT_YET_ASSIGNED), chances.chosen(_GROUP, size=many)
    )
    return pl.DataFrame(
        {
            "crime_outcome_id": rows.keys(cases.block.ids, "O"),
            "referral_id": rows.parents(cases.block.ids),
            "offence_code": texts(tuple(OffenceCode), chances.chosen(_OFFENCE, size=many)),
            "recorded_date": dates(day),
            "outcome_group": texts(tuple(CrimeOutcomeGroup), group),
            "outcome_date": dates(np.where(waits, NEVER, settled)),
        }
    )


def follow_ups(cases: Cases, returned_on: Ints, *, depth: Depth, chances: Chances) -> pl.DataFrame:
    """Return the rows of the follow-up table: 3, 6, 12 and 24 months after closure, as far as they have passed."""
    kept = is_one_of(cases.pathway, Pathway.TAKEN_ON, Pathway.PARTNER) & (cases.closed != NEVER)
    length = (_MONTHS * _DAYS_A_MONTH).astype(np.int64)
    passed = (cases.closed[:, None] + length[None, :] <= cases.block.as_at).sum(axis=1)
    rows = Rows.counted(np.where(kept, np.minimum(passed, depth.follow_ups), 0))
    of, term, many = rows.parent, rows.ordinal, len(rows)
    looked = chances.happens(_FOLLOWED_UP, size=many)
    came_back = (returned_on[of] != NEVER) & (returned_on[of] <= cases.closed[of] + length[term])
    # One number a case: whoever offended within three months also did within six.
    again = chances.uniform(len(cases.block))[of]
    other = chances.uniform(len(cases.block))[of]
    return pl.DataFrame(
        {
            "referral_id": rows.parents(cases.block.ids),
            "months": _MONTHS[term],
            "followed_up": flags(looked),
            "new_stalking_same_victim": flags((again < _AGAIN[term]) | came_back, only=looked),
            "new_stalking_other_victim": flags(again > 1 - _AGAIN[term] * _OTHER_VICTIM, only=looked),
            "other_offence": flags(other < _AGAIN[term] * _OTHER_OFFENCE, only=looked),
            "re_referred": flags(came_back, only=looked),
            "source": texts(tuple(FollowUpSource), chances.chosen(_SOURCE, size=many)),
        }
    )


def wellbeing(cases: Cases, *, chances: Chances) -> pl.DataFrame:
    """Return the rows of the wellbeing table: at the start of cases taken on, and again at their end."""
    size = len(cases.block)
    asked = is_one_of(cases.pathway, Pathway.TAKEN_ON) & chances.happens(_ASKED, size=size)
    again = asked & (cases.closed != NEVER) & chances.happens(_ASKED_AGAIN, size=size)
    scale = chances.chosen(_SCALE, size=size)
    distress = chances.along(_DISTRESS, size=size)
    left = np.minimum(distress * chances.along(_LEFT_OF_IT, size=size), 1.0)
    rows = Rows.counted(asked.astype(np.int64) + again)
    of = rows.parent
    is_end = rows.ordinal == 1
    felt = np.where(is_end, left[of], distress[of])
    # On these two scales a high score is good.
    kindly = is_one_of(scale[of], WellbeingMeasure.SAFETY, WellbeingMeasure.OUTCOMES_STAR)
    lowest = np.array([_LOWEST.get(one, 0) for one in _SCALES])[scale[of]]
    highest = np.array([_HIGHEST[one] for one in _SCALES])[scale[of]]
    score = lowest + ((highest - lowest) * np.where(kindly, 1 - felt, felt)).astype(np.int64)
    all_rows = np.ones(len(rows), dtype=np.bool_)
    return pl.DataFrame(
        {
            "wellbeing_id": rows.keys(cases.block.ids, "W"),
            "referral_id": rows.parents(cases.block.ids),
            "measure": texts(_SCALES, scale[of]),
            "subject": pl.repeat(str(Subject.VICTIM), len(rows), dtype=pl.String, eager=True),
            "occasion": texts((WellbeingOccasion.START, WellbeingOccasion.END), is_end.astype(np.int64)),
            "measured_on": dates(np.where(is_end, cases.closed[of], cases.decided[of])),
            "score": numbers(score, only=all_rows),
            "lowest_valid": numbers(lowest, only=all_rows),
            "highest_valid": numbers(highest, only=all_rows),
        }
    )
