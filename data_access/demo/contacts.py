"""Direct contact with the people of a case, and the one-to-one support offered to victims."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Ints, Mix
from data_access.demo.columns import MINUTES_A_DAY, NEVER, Rows, dates, flags, is_one_of, moments, numbers, place, texts
from data_access.demo.depth import Depth
from data_access.demo.practice import AGENCIES
from data_access.support_vocabulary import AdvocacyAnswer, AdvocacyService, ContactMode, Party
from data_access.vocabulary import Pathway, Risk

_TAKEN_ON = Curve.of(p0=2, p50=4, p90=7, p100=8.9)
# Cases that partners hold see the unit seldom, and then through a professional.
_PARTNER_CONTACTED = 0.42
_PARTY = Mix.of(Party, {Party.VICTIM: 56, Party.PERPETRATOR: 30, Party.PROFESSIONAL: 14})
_MODE = Mix.of(
    ContactMode, {ContactMode.PHONE: 56, ContactMode.IN_PERSON: 27, ContactMode.VIDEO: 9, ContactMode.WRITTEN: 8}
)
_BY = Mix.of(AGENCIES, {"POL_LPU": 42, "ADV_STALK": 31, "NHS_MH": 17, "PROB": 10})
_REACHED = 0.83
_FORTNIGHT = 14
_NOT_REACHED = 9  # of so many open cases at high risk one was not reached of late

_OFFERED_SUPPORT = 0.84
_ANSWER = Mix.of(
    AdvocacyAnswer,
    {AdvocacyAnswer.YES: 62, AdvocacyAnswer.NO: 22, AdvocacyAnswer.NOT_OFFERED: 10, AdvocacyAnswer.UNKNOWN: 6},
)
_SERVICE = Mix.of(
    AdvocacyService,
    {
        AdvocacyService.ISAC: 48, AdvocacyService.IDVA: 31, AdvocacyService.VICTIM_SUPPORT: 12,
        AdvocacyService.HELPLINE: 6, AdvocacyService.OTHER: 3,
    },
)  # fmt: skip
_TO_OFFER = Curve.of(p0=0, p50=2, p90=9, p100=20)
_TO_PLAN = Curve.of(p0=1, p50=8, p90=25, p100=60)
_SATISFIED = Curve.of(p0=1, p8=2, p20=3, p45=4, p100=5.9)
_ANSWERED_SURVEY = 0.35
_PLANNED = 0.78


def contacts(cases: Cases, *, depth: Depth, chances: Chances) -> pl.DataFrame:
    """Return the rows of the contact table; every case taken on has one with a victim or a perpetrator."""
    size = len(cases.block)
    taken_on = is_one_of(cases.pathway, Pathway.TAKEN_ON)
    partner = is_one_of(cases.pathway, Pathway.PARTNER) & chances.happens(_PARTNER_CONTACTED, size=size)
    many = np.minimum(chances.along(_TAKEN_ON, size=size).astype(np.int64), depth.contacts)
    rows = Rows.counted(np.where(taken_on, many, partner & (depth.contacts > 1)))
    of = rows.parent
    party = np.where(taken_on[of], chances.chosen(_PARTY, size=len(rows)), place(Party.PROFESSIONAL))
    first = taken_on[of] & (rows.ordinal == 0)
    party = np.where(first & is_one_of(party, Party.PROFESSIONAL), place(Party.VICTIM), party)
    # Contacts are spread over the open spell, the first with the decision, the others between nine and five.
    spell = (cases.last_day - cases.decided)[of]
    later = (spell * (rows.ordinal + chances.uniform(len(rows))) / (depth.contacts + 1)).astype(np.int64)
    hour = (9 * 60 + chances.uniform(len(rows)) * 8 * 60).astype(np.int64)
    begun = cases.decided_at[of]
    at = np.where(rows.ordinal == 0, begun, np.maximum((cases.decided[of] + later) * MINUTES_A_DAY + hour, begun))
    spread = pl.DataFrame(
        {
            "contact_id": rows.keys(cases.block.ids, "C"),
            "referral_id": rows.parents(cases.block.ids),
            "contact_at": moments(at),
            "party": texts(tuple(Party), party),
            "mode": texts(tuple(ContactMode), chances.chosen(_MODE, size=len(rows))),
            "by_agency_code": texts(AGENCIES, chances.chosen(_BY, size=len(rows))),
            "successful": flags(chances.happens(_REACHED, size=len(rows)) | first),
        }
    )
    return pl.concat([spread, _kept_in_touch(cases)])


def _kept_in_touch(cases: Cases) -> pl.DataFrame:
    """Return a call to the victim within a fortnight of today for nearly every open case at high risk.

    By turns and not by chance: what is drawn after it stays what it was.
    """
    known = cases.block.as_at - cases.received >= _FORTNIGHT
    open_high = (cases.closed == NEVER) & is_one_of(cases.risk, Risk.HIGH) & known
    turn = np.cumsum(open_high) * open_high
    rows = Rows.counted((turn % _NOT_REACHED > 0).astype(np.int64))
    turns = turn[rows.parent]
    days = cases.block.as_at - turns * 5 % _FORTNIGHT
    at = days * MINUTES_A_DAY + 9 * 60 + turns * 37 % (8 * 60)
    many = len(rows)
    return pl.DataFrame(
        {
            "contact_id": rows.keys(cases.block.ids, "N"),
            "referral_id": rows.parents(cases.block.ids),
            "contact_at": moments(at),
            "party": texts(tuple(Party), np.full(many, place(Party.VICTIM))),
            "mode": texts(tuple(ContactMode), np.full(many, place(ContactMode.PHONE))),
            "by_agency_code": texts(AGENCIES, np.full(many, AGENCIES.index("ADV_STALK"))),
            "successful": flags(np.full(many, fill_value=True)),
        }
    )


def advocacy(cases: Cases, *, chances: Chances) -> pl.DataFrame:
    """Return the rows of the advocacy table: one for most referrals that were kept."""
    size = len(cases.block)
    kept = is_one_of(cases.pathway, Pathway.TAKEN_ON, Pathway.PARTNER)
    rows = Rows.counted((kept & chances.happens(_OFFERED_SUPPORT, size=size)).astype(np.int64))
    of, many = rows.parent, len(rows)
    answer = chances.chosen(_ANSWER, size=many)
    offered = cases.received[of] + chances.along(_TO_OFFER, size=many).astype(np.int64)
    offered = np.where(is_one_of(answer, AdvocacyAnswer.NOT_OFFERED), NEVER, np.minimum(offered, cases.block.as_at))
    engaged = is_one_of(answer, AdvocacyAnswer.YES)
    needs = offered + chances.along(_TO_OFFER, size=many).astype(np.int64)
    plan = needs + chances.along(_TO_PLAN, size=many).astype(np.int64)
    planned = engaged & chances.happens(_PLANNED, size=many)
    ended = engaged & (cases.closed[of] != NEVER)
    score = chances.along(_SATISFIED, size=many).astype(np.int64)

    def by_now(day: Ints) -> Ints:
        return np.where(day <= cases.block.as_at, day, NEVER)

    return pl.DataFrame(
        {
            "advocacy_id": rows.keys(cases.block.ids, "V"),
            "referral_id": rows.parents(cases.block.ids),
            "offered_date": dates(offered),
            "accepted": texts(tuple(AdvocacyAnswer), answer),
            "service": texts(tuple(AdvocacyService), chances.chosen(_SERVICE, size=many)),
            "needs_assessment_date": dates(np.where(engaged, by_now(needs), NEVER)),
            "safety_plan_date": dates(np.where(planned, by_now(plan), NEVER)),
            "end_date": dates(np.where(ended, np.maximum(cases.closed[of], offered), NEVER)),
            "satisfaction_1_5": numbers(score, only=ended & chances.happens(_ANSWERED_SURVEY, size=many)),
        }
    )
