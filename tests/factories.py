"""Small, believable records for tests; each takes what matters and fills in the rest."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from dashboard.policy import User
from data_access.facts import month_number, referral_schema
from data_access.reference import Agency, Area, AwarenessWeek, Force, Reference, SeriesBreak
from data_access.snapshot import Snapshot
from data_access.vocabulary import AgencyGroup, Pathway, Risk, Role, SiteModel, Status

CHESHIRE, HAMPSHIRE, MET, KENT = "E23000006", "E23000030", "E23000001", "E23000032"
LAUNCH = date(2018, 6, 19)


def a_force(code: str, name: str, launched_on: date | None) -> Force:
    return Force(
        code=code,
        name=name,
        site_model=SiteModel.INTEGRATED_UNIT if launched_on else SiteModel.NONE,
        unit_name=f"{name} unit" if launched_on else None,
        referral_definition=None,
        launched_on=launched_on,
        ended_on=None,
    )


def a_reference() -> Reference:
    """Three forces with units and one without; three areas, four agencies, two weeks, one break."""
    return Reference(
        forces=(
            a_force(MET, "Metropolitan Police", date(2018, 9, 3)),
            a_force(CHESHIRE, "Cheshire", LAUNCH),
            a_force(HAMPSHIRE, "Hampshire", date(2018, 7, 2)),
            a_force(KENT, "Kent", None),
        ),
        areas=(
            Area(area_id="CHE-WAR", force_code=CHESHIRE, name="Warrington"),
            Area(area_id="CHE-RUN", force_code=CHESHIRE, name="Runcorn"),
            Area(area_id="HAM-SOU", force_code=HAMPSHIRE, name="Southampton"),
        ),
        agencies=(
            Agency(code="POL_LPU", name="Local policing unit", group=AgencyGroup.POLICE),
            Agency(code="PROB", name="Probation Service", group=AgencyGroup.CRIMINAL_JUSTICE),
            Agency(code="NHS_MH", name="Mental health trust", group=AgencyGroup.HEALTH),
            Agency(code="UNK", name="Not recorded", group=AgencyGroup.UNKNOWN),
        ),
        awareness_weeks=(
            AwarenessWeek(year=2018, starts_on=date(2018, 4, 16), ends_on=date(2018, 4, 20), theme=None),
            AwarenessWeek(year=2019, starts_on=date(2019, 4, 8), ends_on=date(2019, 4, 12), theme=None),
        ),
        series_breaks=(
            SeriesBreak(
                break_id="B1", force_code=None, breaks_on=date(2020, 4, 1), title="Counted otherwise", explanation="So."
            ),
        ),
    )


def a_referral(**told: Any) -> dict[str, Any]:
    """One row of the referral facts: Cheshire, 2 January 2019, medium risk, with partners, open, unless told."""
    received_on = told.get("received_on", date(2019, 1, 2))
    return {
        "force": CHESHIRE,
        "area": "CHE-WAR",
        "received_on": received_on,
        "month": month_number(received_on),
        "agency": "POL_LPU",
        "risk": Risk.MEDIUM.value,
        "pathway": Pathway.PARTNER.value,
        "status": Status.OPEN.value,
        "days_to_assessment": 7,
        "closed_on": None,
        "closure_outcome": None,
        "is_rereferral": False,
        **{key: value.value if hasattr(value, "value") else value for key, value in told.items()},
    }


def some_referrals(rows: Iterable[Mapping[str, Any]], reference: Reference | None = None) -> pl.DataFrame:
    """The facts frame of some rows, sorted as a snapshot holds them."""
    known = reference or a_reference()
    schema = referral_schema(
        forces=[force.code for force in known.forces],
        areas=[area.area_id for area in known.areas],
        agencies=[agency.code for agency in known.agencies],
    )
    return pl.DataFrame(list(rows), schema=schema).sort("force", "received_on")


def a_snapshot(rows: Iterable[Mapping[str, Any]] = (), *, as_at: date = date(2026, 6, 29)) -> Snapshot:
    reference = a_reference()
    return Snapshot(
        version="test-1",
        as_at=as_at,
        loaded_at=datetime(2026, 6, 30, 8, 30),  # noqa: DTZ001 - civil time, as the databases hold it
        synthetic=True,
        reference=reference,
        referrals_all=some_referrals(rows, reference),
    )


def a_user(role: Role, *, forces: tuple[str, ...] = (CHESHIRE,), home_force: str | None = CHESHIRE) -> User:
    return User(
        username=role.value.lower().replace("_", "-"),
        display_name=role.value.title(),
        role=role,
        forces=forces,
        home_force=home_force,
        demonstration=True,
    )
