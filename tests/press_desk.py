"""A press desk in a unit: people at their release office, and a small set of tables that passed its audit."""

from datetime import date, datetime

import sqlalchemy as sa

from dashboard.administration.releases import ReleaseOffice
from dashboard.disclosure.disclosed import Rule
from dashboard.policy import User
from dashboard.release.audit import Audit, Finding
from dashboard.release.cells import Kind, Percentage, ReleasedCell, ReleasedTable, Rendered
from dashboard.release.circumstances import Circumstances
from dashboard.release.compose import Composed
from dashboard.release.proposal import Proposal
from data_access.releases import Reference
from data_access.vocabulary import Role
from tests.factories import CHESHIRE
from tests.frozen import acting

CIRCUMSTANCES = Circumstances(
    unit="Integrated Anti-Stalking Unit",
    place="Cheshire",
    period_key="first-ten-months",
    agencies={"PROB": "Probation Service", "POL_LPU": "Local policing unit"},
    happenings=((date(2019, 3, 3), "Probation vacancy"),),
    is_invented=True,
)


def a_person(username: str, role: Role, *, forces: tuple[str, ...] = (CHESHIRE,)) -> User:
    return User(
        username=username,
        display_name=username.title(),
        role=role,
        forces=forces,
        home_force=None,
        demonstration=False,
    )


def office(store: sa.Engine, user: User, *, now: datetime) -> ReleaseOffice:
    return ReleaseOffice(user=user, store=store, witness=acting(user.username, role=user.role), now=now)


def tables(*, received: int = 260, agency: str = "PROB") -> Rendered:
    """The total, its two parts and one agency, another hidden."""
    taken_on, others = 83, received - 83
    return Rendered(
        since=date(2018, 6, 19),
        until=date(2019, 4, 18),
        as_at=date(2019, 4, 30),
        rule=Rule(hide_below=8, round_to=5),
        agencies=(agency,),
        grouped_on=date(2019, 4, 30),
        tables=(
            ReleasedTable(key="total", cells=(ReleasedCell(keys=(), shown=received, kind=Kind.EXACT),)),
            ReleasedTable(
                key="route",
                cells=(
                    ReleasedCell(keys=("UNIT",), shown=taken_on, kind=Kind.EXACT),
                    ReleasedCell(keys=("PARTNER",), shown=others, kind=Kind.EXACT),
                ),
            ),
            ReleasedTable(
                key="agency",
                cells=(
                    ReleasedCell(keys=(agency,), shown=240, kind=Kind.ROUNDED),
                    ReleasedCell(keys=("OTHERS",), shown=None, kind=Kind.HIDDEN),
                ),
            ),
        ),
        percentages=(Percentage(table="route", keys=("UNIT",), base_table="total", base_keys=(), text="32%"),),
    )


def a_proposal(
    rendered: Rendered | None = None,
    *,
    previous: Reference | None = None,
    faults: tuple[str, ...] = (),
    force_code: str = CHESHIRE,
) -> Proposal:
    findings = tuple(Finding(table="agency", fault=fault) for fault in faults)
    return Proposal(
        composed=Composed(rendered=rendered or tables(), audit=Audit(findings=findings)),
        force_code=force_code,
        title="The first ten months",
        data_version="2/7/IMPORT/2019-05-01T09:00:00/2019-04-30/0123456789ab",
        previous=previous,
        circumstances=CIRCUMSTANCES,
    )
