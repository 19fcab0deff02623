"""Who holds a referral, where it is, and what is to be done next: the columns a manager's Monday is made of."""

import numpy as np
import polars as pl

from data_access.demo.cases import Cases
from data_access.demo.chances import Chances, Curve, Ints, Mix
from data_access.demo.columns import NEVER, dates, day_number, is_one_of, texts, to_working_day
from data_access.demo.practice import AGENCIES
from data_access.demo.sites import Place, Site
from data_access.vocabulary import Pathway, Status

_AREA_MISSING = 0.015
# A referral not yet looked at has no owner; a fresh one sometimes not yet.
_UNOWNED_WHILE_WAITING = 0.22
_REVIEW = Curve.of(p0=-12, p10=-3, p15=1, p60=21, p90=42, p100=63)
_REPLY = Curve.of(p0=-9, p25=-1, p50=4, p90=12, p100=21)
_REPLY_AWAITED = 0.5
_LEADS = Mix.of(
    AGENCIES,
    {"POL_LPU": 48, "POL_CID": 14, "PROB": 12, "NHS_MH": 8, "ADV_STALK": 7, "ADV_DA": 6, "ASC": 3, "HOUS": 2},
)
_STEPS = {
    Status.AWAITING_TRIAGE: ("Triage", "Record risk", "Ask referrer for missing papers"),
    Status.AWAITING_ASSESSMENT: (
        "Book clinic",
        "Chase partner reply",
        "Desk review",
        "Ask officer for interview notes",
    ),
    Status.OPEN: ("Review safety plan", "Home visit with advocate", "Prepare order application", "Case conference"),
    Status.MONITORING: ("Check with victim's advocate", "Closure review", "Check for new reports"),
}
_REASONS = {
    Pathway.TAKEN_ON: ("HIGH_HARM", "FIXATION", "HEALTH_NEED"),
    Pathway.PARTNER: ("PARTNER_LEADS", "PLAN_IN_PLACE", "LOWER_HARM"),
    Pathway.CONSULT_ONLY: ("ADVICE_GIVEN",),
    Pathway.NOT_STALKING: ("NO_PATTERN", "OTHER_OFFENCE"),
    Pathway.NOT_ACCEPTED: ("OUT_OF_AREA", "ALREADY_HELD"),
}
_NEXT_STEP_MISSING = 0.06


def caseload(cases: Cases, *, chances: Chances) -> pl.DataFrame:
    """Return the columns of area, lead, owner, reason and what is next; one row per referral."""
    size = len(cases.block)
    site = cases.block.site
    open_now = ~is_one_of(cases.status, Status.CLOSED, Status.AWAITING_TRIAGE)
    kept = is_one_of(cases.pathway, Pathway.TAKEN_ON, Pathway.PARTNER)
    waiting = is_one_of(cases.status, Status.AWAITING_ASSESSMENT)
    owned = kept | (waiting & ~chances.happens(_UNOWNED_WHILE_WAITING, size=size))
    reviewed = is_one_of(cases.status, Status.OPEN, Status.MONITORING) & kept
    partner_open = is_one_of(cases.pathway, Pathway.PARTNER) & open_now
    awaited = (waiting | partner_open) & chances.happens(_REPLY_AWAITED, size=size)
    owner = chances.below(np.full(size, site.workers))
    return pl.DataFrame(
        {
            "area_id": texts([one.area_id for one in site.places], _areas(site.places, cases, chances)),
            "lead_agency_code": texts(AGENCIES, _leads(cases, chances)),
            "pathway_reason": _worded(cases.pathway, _REASONS, chances),
            "owner_code": texts(worker_codes(site), np.where(owned, owner, NEVER)),
            "next_review_date": dates(np.where(reviewed, _near(cases, _REVIEW, chances), NEVER)),
            "partner_reply_due_date": dates(np.where(awaited, _near(cases, _REPLY, chances), NEVER)),
            "next_step": _worded(cases.status, _STEPS, chances, missing=_NEXT_STEP_MISSING),
        }
    )


def worker_codes(site: Site) -> tuple[str, ...]:
    """Return the pseudonymous codes of a force's workers."""
    return tuple(f"{site.prefix}-P{number:02d}" for number in range(1, site.workers + 1))


def _areas(places: tuple[Place, ...], cases: Cases, chances: Chances) -> Ints:
    """Draw each referral's area from those in scope when it was received."""
    starts = sorted({one.in_scope_from for one in places})
    eras = [
        Mix.of(
            [one.area_id for one in places],
            {one.area_id: one.share for one in places if one.in_scope_from <= start},
        )
        for start in starts
    ]
    era = np.searchsorted([day_number(start) for start in starts], cases.received, side="right") - 1
    drawn = chances.chosen_by(eras, era)
    return np.where(chances.happens(_AREA_MISSING, size=len(drawn)), NEVER, drawn)


def _leads(cases: Cases, chances: Chances) -> Ints:
    """Return who leads: the unit's police what it takes on, a partner the rest that is kept."""
    partner = chances.chosen(_LEADS, size=len(cases.block))
    police = AGENCIES.index("POL_CID")
    return np.select(
        [is_one_of(cases.pathway, Pathway.TAKEN_ON), is_one_of(cases.pathway, Pathway.PARTNER)],
        [police, partner],
        NEVER,
    )


def _near(cases: Cases, curve: Curve, chances: Chances) -> Ints:
    """Return working days around the as-at date, never before the referral was a day old."""
    day = cases.block.as_at + chances.along(curve, size=len(cases.block)).astype(np.int64)
    return to_working_day(np.maximum(day, cases.received + 1))


def _worded(
    places: Ints,
    wordings: dict[Pathway, tuple[str, ...]] | dict[Status, tuple[str, ...]],
    chances: Chances,
    *,
    missing: float = 0.0,
) -> pl.Series:
    """Return one of the wordings of each row's code, empty where there is none."""
    words = [word for listed in wordings.values() for word in listed]
    chosen = np.full(len(places), NEVER)
    spread = chances.uniform(len(places))
    start = 0
    for member, listed in wordings.items():
        mine = is_one_of(places, member)
        chosen[mine] = start + (spread[mine] * len(listed)).astype(np.int64)
        start += len(listed)
    return texts(words, np.where(chances.happens(missing, size=len(places)), NEVER, chosen))
