"""The forces of the programme: each with its unit, its places and how many referrals reach it a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data_access.demo.elsewhere import ELSEWHERE, Elsewhere
from data_access.vocabulary import AreaType, SiteModel

CHESHIRE = "E23000006"
HAMPSHIRE = "E23000030"
MET = "E23000001"
CHESHIRE_LAUNCH = date(2018, 6, 19)
# In its second year the unit took in the whole county, as its first press notices said it would.
WHOLE_COUNTY = date(2019, 9, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One policing area; `share` is its part of the force's referrals once it is in scope."""

    area_id: str
    name: str
    kind: AreaType
    share: float
    in_scope_from: date
    la_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One force with a unit.

    Attributes
    ----------
    code, prefix
        ONS code, and the letters its references start with.
    model, unit_name, referral_definition
        How its unit works, what it is called, and what it counts as a referral.
    population
        Rough mid-year population; None for a force of the enlarged programme.
    levels
        From which day how many referrals a month are expected.
    places
        Its policing areas.
    workers
        How many people own cases.
    """

    code: str
    prefix: str
    model: SiteModel
    unit_name: str
    referral_definition: str
    population: int | None
    levels: tuple[tuple[date, float], ...]
    places: tuple[Place, ...]
    workers: int

    @property
    def launched_on(self) -> date:
        """The unit's first day."""
        return self.levels[0][0]


@lru_cache(maxsize=1)
def all_sites() -> tuple[Site, ...]:
    """Return all 43 forces, the three of the programme first."""
    return (_cheshire(), _hampshire(), _met(), *(_elsewhere(number, one) for number, one in enumerate(ELSEWHERE)))


def _places(
    prefix: str, kind: AreaType, shares: Mapping[str, float], *, since: date, la_code: str | None = None
) -> tuple[Place, ...]:
    return tuple(
        Place(
            area_id=f"{prefix}-{name.upper().replace(' ', '-')}",
            name=name,
            kind=kind,
            share=share,
            in_scope_from=since,
            la_code=la_code,
        )
        for name, share in shares.items()
    )


def _cheshire() -> Site:
    lpu = AreaType.LPU
    return Site(
        code=CHESHIRE,
        prefix="CHE",
        model=SiteModel.INTEGRATED_UNIT,
        unit_name="Integrated Anti-Stalking Unit",
        referral_definition="A case that an agency brings to the unit for joint assessment.",
        population=1_100_000,
        levels=(
            (CHESHIRE_LAUNCH, 26),
            (WHOLE_COUNTY, 42),
            (date(2021, 5, 4), 56),
            (date(2023, 6, 5), 71),
        ),
        places=(
            *_places("CHE", lpu, {"Warrington": 50}, since=CHESHIRE_LAUNCH, la_code="E06000007"),
            *_places("CHE", lpu, {"Runcorn": 25, "Widnes": 25}, since=CHESHIRE_LAUNCH, la_code="E06000006"),
            *_places("CHE", lpu, {"Crewe": 37, "Macclesfield": 23}, since=WHOLE_COUNTY, la_code="E06000049"),
            *_places(
                "CHE",
                lpu,
                {"Chester": 34, "Ellesmere Port": 22, "Northwich": 26},
                since=WHOLE_COUNTY,
                la_code="E06000050",
            ),
        ),
        workers=16,
    )


def _hampshire() -> Site:
    launch = date(2018, 4, 9)
    districts = {
        "Southampton": 19, "Portsmouth": 17, "Basingstoke and Deane": 9, "New Forest": 8, "Havant": 8, "Eastleigh": 7,
        "Isle of Wight": 7, "Fareham": 6, "Test Valley": 6, "Winchester": 6, "Gosport": 5, "East Hampshire": 5,
        "Rushmoor": 5, "Hart": 3,
    }  # fmt: skip
    return Site(
        code=HAMPSHIRE,
        prefix="HAM",
        model=SiteModel.CLINIC_PANEL,
        unit_name="Hampshire Stalking Clinic",
        referral_definition="An adult case put before the clinic's panel, chosen for its risk.",
        population=2_000_000,
        levels=((launch, 15), (date(2020, 9, 7), 21), (date(2023, 4, 3), 29)),
        places=_places("HAM", AreaType.DISTRICT, districts, since=launch),
        workers=9,
    )


def _met() -> Site:
    launch = date(2018, 10, 1)
    commands = {
        "Central East": 9, "Central North": 7, "Central South": 10, "Central West": 8, "East Area": 10, "North Area": 9,
        "North East": 8, "North West": 9, "South Area": 10, "South East": 8, "South West": 6, "West Area": 10,
    }  # fmt: skip
    return Site(
        code=MET,
        prefix="MET",
        model=SiteModel.THREAT_CENTRE,
        unit_name="Stalking Threat Assessment Centre",
        referral_definition="A stalking report that the centre's daily screening passes on.",
        population=9_000_000,
        levels=((launch, 55), (date(2021, 4, 6), 78), (date(2024, 1, 8), 88)),
        places=_places("MET", AreaType.BCU, commands, since=launch),
        workers=20,
    )


def _elsewhere(number: int, one: Elsewhere) -> Site:
    """Return a force of the enlarged programme: plain names, a share of Cheshire's size."""
    quarters = {"Central": 30, "North": 22, "South": 20, "East": 16, "West": 12}
    # A week apart, all before the programme's first ten months are over.
    launch = date.fromordinal(date(2018, 7, 2).toordinal() + 7 * number)
    models = tuple(model for model in SiteModel if model not in (SiteModel.NONE, SiteModel.UNKNOWN))
    return Site(
        code=one.code,
        prefix=one.prefix,
        model=models[number % len(models)],
        unit_name="Anti-Stalking Unit",
        referral_definition="A case that an agency brings to the unit.",
        population=None,
        levels=((launch, 34 * one.size), (date(2021, 4, 6), 64 * one.size)),
        places=_places(
            one.prefix, AreaType.DISTRICT, {f"{name} district": part for name, part in quarters.items()}, since=launch
        ),
        workers=max(3, round(16 * one.size)),
    )
