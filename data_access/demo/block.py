"""One block of the programme: every table's rows for a run of one force's referrals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from data_access.demo.assessments import risk_assessments
from data_access.demo.cases import Block, references, years_of
from data_access.demo.chances import Chances
from data_access.demo.columns import day_number
from data_access.demo.contacts import advocacy, contacts
from data_access.demo.depth import Depth
from data_access.demo.faults import Frames, Planting, forget_assessments, plant
from data_access.demo.interventions import interventions
from data_access.demo.journey import follow
from data_access.demo.legal import legal_measures
from data_access.demo.meetings import meetings
from data_access.demo.outcomes import crime_outcomes, follow_ups, wellbeing
from data_access.demo.people import meet
from data_access.demo.plan import Share
from data_access.demo.planted import PLANTED_FROM
from data_access.demo.referrals import referral_frame
from data_access.demo.repeats import find_repeats
from data_access.demo.volumes import LAUNCH_UNTIL, arrival_days, is_anchored

# Bounds memory: a block with its children takes some tens of megabytes.
BLOCK_ROWS = 50_000
_NARROWEST_NUMBER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What all blocks of one programme share: the seed, the as-at date, the load, how deep it goes."""

    seed: int
    as_at: date
    load_id: int
    extracted: datetime
    depth: Depth


def blocks_of(share: Share, *, making: Making) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks of one force, and whether each is the one that gets the faults."""
    site = share.site
    as_at = making.as_at
    chances = Chances(making.seed, day_number(site.launched_on), *site.code.encode())
    days = arrival_days(site, received=share.received, as_at=as_at, chances=chances)
    anchored = is_anchored(site, received=share.received, as_at=as_at)
    launch = (days <= day_number(LAUNCH_UNTIL)) & anchored
    years = years_of(days)
    first_of_year = np.searchsorted(years, years, side="left")
    longest = int((np.arange(len(days)) - first_of_year).max(initial=0)) + 1
    width = max(_NARROWEST_NUMBER, len(str(longest)))
    ids = references(site.prefix, days, first_of_year=first_of_year, years=years, width=width)
    for start in range(0, share.received, BLOCK_ROWS):
        part = slice(start, start + BLOCK_ROWS)
        block = Block(site=site, as_at=day_number(as_at), ids=ids[part], days=days[part], launch=launch[part])
        yield block, start == 0 and share.received >= PLANTED_FROM


def fill(block: Block, *, number: int, planted: bool, making: Making) -> Frames:
    """Return the rows of every case table for one block, parents before children."""
    chances = Chances(making.seed, number, *block.site.code.encode())
    cases = follow(block, chances=chances)
    repeats = find_repeats(cases, chances=chances)
    planting = Planting.of(cases, repeats)
    if planted:
        cases = forget_assessments(cases, planting)
    people = meet(repeats, model=block.site.model, chances=chances)
    referrals = referral_frame(
        cases, repeats, people, load_id=making.load_id, extracted=making.extracted, chances=chances
    )
    depth = making.depth
    held, attended = meetings(cases, depth=depth, chances=chances)
    frames = {
        "referral": referrals,
        "risk_assessment": risk_assessments(cases, depth=depth, chances=chances),
        "meeting": held,
        "meeting_attendance": attended,
        "intervention": interventions(cases, depth=depth, chances=chances),
        "legal_measure": legal_measures(cases, chances=chances),
        "contact": contacts(cases, depth=depth, chances=chances),
        "advocacy": advocacy(cases, chances=chances),
        "crime_outcome": crime_outcomes(cases, people.crime_recorded, chances=chances),
        "follow_up": follow_ups(cases, repeats.returned_on, depth=depth, chances=chances),
        "wellbeing": wellbeing(cases, chances=chances),
    }
    return plant(frames, cases, planting) if planted else frames
