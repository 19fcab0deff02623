"""Meetings about a referral and who took part: screening, joint assessment, reviews, closure."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Flags, Ints, Mix
from data_access.demo.columns import (
    MINUTES_A_DAY,
    NEVER,
    Rows,
    dates,
    flags,
    is_one_of,
    numbers,
    place,
    texts,
    to_working_day,
)
from data_access.demo.depth import Depth
from data_access.demo.practice import Practice
from data_access.practice_vocabulary import Contribution, MeetingType
from data_access.vocabulary import Pathway

_DAYS_BETWEEN_REVIEWS = 90
_CLOSED_AT_A_MEETING = 0.45
_MINUTED = 0.93
_HOW = Mix.of(Contribution, {Contribution.ATTENDED: 84, Contribution.WRITTEN: 11, Contribution.APOLOGIES: 5})
_MINUTES = Curve.of(p0=5, p25=20, p50=30, p75=45, p100=120)
_MINUTES_MISSING = 0.12


def meetings(cases: Cases, *, depth: Depth, chances: Chances) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of the meeting table and of the attendance table, grouped by referral in order of time."""
    practice = cases.block.practice
    screened = (cases.triaged_at != NEVER) & practice.screens_daily & depth.screens
    joint = cases.assessed != NEVER
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    reviews = np.where(
        taken_on, np.clip((cases.last_day - cases.decided) // _DAYS_BETWEEN_REVIEWS, 0, depth.reviews), 0
    )
    closing = taken_on & (cases.closed != NEVER) & chances.happens(_CLOSED_AT_A_MEETING, size=len(joint))
    closing &= depth.reviews > 0
    rows = Rows.counted(screened.astype(np.int64) + joint + reviews + closing)
    of = rows.parent
    is_screen = screened[of] & (rows.ordinal == 0)
    is_joint = joint[of] & (rows.ordinal == screened[of])
    is_last = closing[of] & (rows.ordinal == screened[of].astype(np.int64) + joint[of] + reviews[of])
    review = rows.ordinal - screened[of] - joint[of] + 1
    day = np.select(
        [is_screen, is_joint, is_last],
        [cases.triaged_at[of] // MINUTES_A_DAY, cases.assessed[of], cases.closed[of]],
        np.minimum(to_working_day(cases.decided[of] + review * _DAYS_BETWEEN_REVIEWS), cases.last_day[of]),
    )
    kind = np.select(
        [is_screen, is_joint, is_last],
        [place(MeetingType.DAILY_TRIAGE), place(practice.meeting), place(MeetingType.CLOSURE)],
        place(MeetingType.REVIEW),
    )
    keys = rows.keys(cases.block.ids, "M")
    held = pl.DataFrame(
        {
            "meeting_id": keys,
            "referral_id": rows.parents(cases.block.ids),
            "meeting_date": dates(day),
            "meeting_type": texts(tuple(MeetingType), kind),
            "decision": texts(tuple(Pathway), np.where(is_joint, cases.pathway[of], NEVER)),
            "minutes_held": flags(chances.happens(_MINUTED, size=len(rows))),
        }
    )
    return held, _attendance(keys, is_screen, practice, depth=depth, chances=chances)


def _attendance(
    keys: pl.Series, is_screen: Flags, practice: Practice, *, depth: Depth, chances: Chances
) -> pl.DataFrame:
    """Seat people at each meeting; police alone screen, and nobody sits in the same seat twice."""
    meeting, seat = _seated(len(keys), is_screen, practice, depth=depth, chances=chances)
    how = chances.chosen(_HOW, size=len(seat))
    timed = ~is_one_of(how, Contribution.APOLOGIES) & ~chances.happens(_MINUTES_MISSING, size=len(seat))
    minutes = chances.along(_MINUTES, size=len(seat)).astype(np.int64) // 5 * 5
    return pl.DataFrame(
        {
            "meeting_id": keys.gather(meeting),
            "agency_code": texts([one.agency for one in practice.seats], seat),
            "discipline": texts([one.discipline for one in practice.seats], seat),
            "contributed": texts(tuple(Contribution), how),
            "staff_minutes": numbers(minutes, only=timed),
        }
    )


def _seated(held: int, is_screen: Flags, practice: Practice, *, depth: Depth, chances: Chances) -> tuple[Ints, Ints]:
    """Return meeting and seat of everybody seated, in the order of the attendance table's key."""
    taken = np.zeros((held, len(practice.seats)), dtype=np.bool_)
    for number, seat in enumerate(practice.seats[: depth.seats]):
        share = seat.share if number == 0 else np.where(is_screen, seat.share / 5, seat.share)
        taken[:, number] = chances.happens(share, size=held)
    # Somebody was there, or there was no meeting.
    taken[:, 0] |= ~taken.any(axis=1)
    order = sorted(range(len(practice.seats)), key=lambda n: (practice.seats[n].agency, practice.seats[n].discipline))
    meeting, column = np.nonzero(taken[:, order])
    return meeting, np.array(order)[column]
