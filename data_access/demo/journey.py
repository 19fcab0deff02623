"""The road of a referral: received, triaged, assessed together, decided, closed; cut off at the as-at date."""

from dataclasses import replace

import numpy as np

from data_access.demo.cases import Block, Cases
from data_access.demo.chances import Chances, Curve, Flags, Ints
from data_access.demo.columns import MINUTES_A_DAY, NEVER, is_one_of, place, to_working_day
from data_access.demo.practice import AGENCIES
from data_access.demo.volumes import LAUNCH_TAKEN_ON
from data_access.vocabulary import Pathway, Risk, Status

# Most referrals come in working hours; the quantiles are minutes after midnight.
_TIME_OF_DAY = Curve.of(p0=5, p6=480, p30=600, p60=760, p92=1050, p99=1320, p100=1435)
# Days from receipt to the joint assessment, for low, medium, high and unknown risk; a long tail on each.
_TO_ASSESSMENT = (
    Curve.of(p0=1, p10=4, p25=8, p50=14, p75=25, p90=45, p97=80, p100=150),
    Curve.of(p0=1, p10=3, p25=6, p50=11, p75=19, p90=34, p97=64, p100=120),
    Curve.of(p0=0, p10=1, p25=3, p50=6, p75=10, p90=15, p97=27, p100=60),
    Curve.of(p0=1, p10=3, p25=6, p50=11, p75=19, p90=34, p97=64, p100=120),
)
# No high-risk referral is left waiting today for more days than this, but for the planted faults.
_LONGEST_HIGH_WAIT = 14
# Agencies whose papers come late or soon, as a factor on the days to assessment.
_PAPERS = {"PROB": 1.35, "NHS_MH": 1.2, "PRISON": 1.5, "HOUS": 1.4, "ASC": 1.3, "POL_CTRL": 0.85, "ADV_STALK": 0.9}
_TO_DECISION = Curve.of(p0=0, p60=0.9, p85=2, p100=6)
_SCREENED_OUT = Curve.of(p0=0, p50=1, p90=4, p100=9)
# Days from decision to closure, in the order of the pathways.
_SCREENED_SPELL = Curve.of(p0=0, p60=0.9, p90=5, p100=14)
_SPELLS = (
    Curve.of(p0=20, p25=78, p50=140, p75=245, p95=470, p100=730),
    Curve.of(p0=4, p25=30, p50=58, p75=98, p95=200, p100=330),
    *(_SCREENED_SPELL for _ in range(len(Pathway) - 2)),
)
# Joint assessment of referrals that are then not kept; those kept always have one.
_ASSESSED_THOUGH_NOT_KEPT = 0.3
# From this part of its spell on, an open case is only watched.
_WATCHED_FROM = 0.72
_EVENING = 20 * 60


def follow(block: Block, *, chances: Chances) -> Cases:
    """Return the cases of a block as they stand at the as-at date."""
    size = len(block)
    minute = chances.along(_TIME_OF_DAY, size=size).astype(np.int64)
    # The last referral of the launch period must still be decided within it.
    received_at = block.days * MINUTES_A_DAY + np.where(block.launch, np.minimum(minute, _EVENING), minute)
    agency = chances.chosen(block.practice.referrers, size=size)
    risk = chances.chosen(block.practice.risk, size=size)
    pathway = chances.chosen_by(block.practice.pathways, risk)
    pathway = _with_published_split(pathway, risk, launch=block.launch, spread=chances.uniform(size))
    kept = is_one_of(pathway, Pathway.TAKEN_ON, Pathway.PARTNER)
    wants = kept | is_one_of(risk, Risk.HIGH) | chances.happens(_ASSESSED_THOUGH_NOT_KEPT, size=size)
    triaged_at = received_at + chances.along(block.practice.triage, size=size).astype(np.int64)
    assessed = np.where(wants, _assessed(block, agency, risk, triaged_at, chances), NEVER)
    decided_at = _decided_at(assessed, triaged_at, chances)
    closed = to_working_day(decided_at // MINUTES_A_DAY + chances.along_by(_SPELLS, pathway).astype(np.int64))
    cases = Cases(
        block=block,
        received_at=received_at,
        triaged_at=triaged_at,
        decided_at=decided_at,
        assessed=assessed,
        closed=closed,
        agency=agency,
        risk=risk,
        pathway=pathway,
        status=np.zeros(size, dtype=np.int64),
        wants_assessment=wants,
    )
    return _as_at(_launch_settled(cases))


def _with_published_split(pathway: Ints, risk: Ints, *, launch: Flags, spread: np.ndarray) -> Ints:
    """Return pathways in which the launch period has exactly its 83 taken on, likelier the higher the risk."""
    rows = np.flatnonzero(launch)
    if not len(rows):
        return pathway
    # A spread twice as wide as the step between levels lets risk tilt the choice without deciding it.
    tilt = risk[rows] / 2 + spread[rows] * 2
    settled = pathway.copy()
    settled[rows] = place(Pathway.PARTNER)
    settled[rows[np.argsort(-tilt, kind="stable")[:LAUNCH_TAKEN_ON]]] = place(Pathway.TAKEN_ON)
    return settled


def _assessed(block: Block, agency: Ints, risk: Ints, triaged_at: Ints, chances: Chances) -> Ints:
    papers = np.array([_PAPERS.get(code, 1.0) for code in AGENCIES])[agency]
    wait = (chances.along_by(_TO_ASSESSMENT, risk) * papers * block.practice.slowness).astype(np.int64)
    day = to_working_day(np.maximum(block.days + wait, triaged_at // MINUTES_A_DAY))
    seen_by = block.days + _LONGEST_HIGH_WAIT
    overdue = is_one_of(risk, Risk.HIGH) & (day > block.as_at) & (seen_by <= block.as_at)
    assessed: Ints = np.where(overdue, seen_by, day)
    return assessed


def _decided_at(assessed: Ints, triaged_at: Ints, chances: Chances) -> Ints:
    size = len(assessed)
    after_assessment = assessed + chances.along(_TO_DECISION, size=size).astype(np.int64)
    after_triage = triaged_at // MINUTES_A_DAY + chances.along(_SCREENED_OUT, size=size).astype(np.int64)
    day = to_working_day(np.where(assessed == NEVER, after_triage, after_assessment))
    office_hours = 9 * 60 + (chances.uniform(size) * 8 * 60).astype(np.int64)
    decided_at: Ints = np.maximum(day * MINUTES_A_DAY + office_hours, triaged_at + 30)
    return decided_at


def _launch_settled(cases: Cases) -> Cases:
    """Bring whatever the launch period still waits for forward to the as-at date: all 260 are decided."""
    launch, end = cases.block.launch, cases.block.end

    def by(values: Ints, latest: int) -> Ints:
        return np.where(launch, np.minimum(values, latest), values)

    return replace(
        cases,
        triaged_at=by(cases.triaged_at, end - 120),
        assessed=by(cases.assessed, cases.block.as_at),
        decided_at=by(cases.decided_at, end - 60),
    )


def _as_at(cases: Cases) -> Cases:
    """Return the cases with everything after the as-at date undone."""
    block = cases.block
    triaged_at = np.where(cases.triaged_at < block.end, cases.triaged_at, NEVER)
    assessed = np.where(cases.assessed <= block.as_at, cases.assessed, NEVER)
    decided_at = np.where(cases.decided_at < block.end, cases.decided_at, NEVER)
    closed = np.where((decided_at != NEVER) & (cases.closed <= block.as_at), cases.closed, NEVER)
    watched_from = cases.decided + (cases.closed - cases.decided) * _WATCHED_FROM
    waits = (decided_at == NEVER) & (assessed == NEVER)
    status = np.select(
        [closed != NEVER, triaged_at == NEVER, waits, (decided_at != NEVER) & (watched_from <= block.as_at)],
        [
            place(code)
            for code in (Status.CLOSED, Status.AWAITING_TRIAGE, Status.AWAITING_ASSESSMENT, Status.MONITORING)
        ],
        place(Status.OPEN),
    )
    return replace(
        cases,
        triaged_at=triaged_at,
        assessed=assessed,
        decided_at=decided_at,
        closed=closed,
        pathway=np.where(decided_at == NEVER, place(Pathway.PENDING), cases.pathway),
        status=status,
    )
