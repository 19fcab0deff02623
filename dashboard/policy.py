"""Who may see what: the one table of roles, pages, grain and disclosure; every check reads it."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.periods import FIRST_TEN_MONTHS, LAST_12_MONTHS, PeriodChoice
from data_access.errors import UnitError
from data_access.scope import Grain, Scope
from data_access.vocabulary import Role


class NotPermitted(UnitError):
    """A reader asked for something their role may not do."""


class Narrowing(StrEnum):
    """How far a role may narrow by area, agency and risk.

    Sums over freely chosen sets, rounded or not, give small counts away by comparison; so only FREE, whose reader
    sees exact cases anyway, may combine.
    """

    FREE = "FREE"
    ONE = "ONE"  # one value of one of them at a time
    NONE = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What one role may do.

    Attributes
    ----------
    grain
        The finest view allowed.
    hide_below
        Counts under this are hidden; 0 means exact figures.
    round_to
        Shown counts are rounded to this; 1 means exact figures.
    merge_below
        Agencies and areas with fewer referrals are shown together as "other"; 0 merges none.
    periods
        Which periods may be asked for.
    opens_on
        Key of the period first shown.
    narrowing
        How far area, agency and risk may be narrowed.
    marking
        The protective marking printed on every page.
    """

    grain: Grain
    hide_below: int
    round_to: int
    merge_below: int
    periods: PeriodChoice
    opens_on: str
    narrowing: Narrowing
    marking: str


GRANTS = {
    Role.MANAGER: Grant(
        grain=Grain.CASE,
        hide_below=0,
        round_to=1,
        merge_below=0,
        periods=PeriodChoice.ANY,
        opens_on=LAST_12_MONTHS,
        narrowing=Narrowing.FREE,
        marking="OFFICIAL-SENSITIVE",
    ),
    Role.COMMISSIONER: Grant(
        grain=Grain.AGGREGATE,
        hide_below=5,
        round_to=5,
        merge_below=20,
        periods=PeriodChoice.LISTED,
        opens_on=FIRST_TEN_MONTHS,
        narrowing=Narrowing.ONE,
        marking="OFFICIAL",
    ),
    Role.PRESS_OFFICER: Grant(
        grain=Grain.HEADLINE,
        hide_below=8,
        round_to=5,
        merge_below=20,
        periods=PeriodChoice.FIRST_TEN_MONTHS,
        opens_on=FIRST_TEN_MONTHS,
        narrowing=Narrowing.NONE,
        marking="OFFICIAL",
    ),
    Role.ADMINISTRATOR: Grant(
        grain=Grain.NOTHING,
        hide_below=8,
        round_to=5,
        merge_below=20,
        periods=PeriodChoice.LISTED,
        opens_on=FIRST_TEN_MONTHS,
        narrowing=Narrowing.NONE,
        marking="OFFICIAL",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page: its key (and file name and url), title, question, and the roles that may open it."""

    key: str
    title: str
    question: str
    roles: frozenset[Role]
    filtered: bool


PAGES = (
    PageEntry(
        key="headlines",
        title="Headlines",
        question="What should everybody know?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER, Role.PRESS_OFFICER}),
        filtered=True,
    ),
    PageEntry(
        key="referrals",
        title="Referrals",
        question="How many people reach the unit, from where, and how serious is it?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
    ),
    PageEntry(
        key="definitions",
        title="Definitions",
        question="What does each figure mean?",
        roles=frozenset(Role),
        filtered=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who is reading: an account, its role, its forces and the force it opens on."""

    username: str
    display_name: str
    role: Role
    forces: tuple[str, ...]
    home_force: str | None
    demonstration: bool

    @property
    def grant(self) -> Grant:
        """What this user's role may do."""
        return GRANTS[self.role]

    @property
    def scope(self) -> Scope:
        """The rows this user may have."""
        forces = () if self.grant.grain is Grain.NOTHING else self.forces
        return Scope(forces=forces, grain=self.grant.grain)


def check_can_open(user: User, page_key: str) -> PageEntry:
    """Return the entry of a page, or raise `NotPermitted` with a reason fit for the reader."""
    for entry in PAGES:
        if entry.key == page_key and user.role in entry.roles:
            return entry
    raise NotPermitted(
        "This page is not part of your role.",
        unharmed="Nothing was shown or changed.",
        remedy="Use the pages in the menu, or ask an administrator if you need this one.",
    )


def can_open(user: User, page_key: str) -> bool:
    """Return whether `check_can_open` would let this user in."""
    try:
        check_can_open(user, page_key)
    except NotPermitted:
        return False
    return True


def pages_for(role: Role) -> tuple[PageEntry, ...]:
    """Return the pages of a role in menu order."""
    return tuple(entry for entry in PAGES if role in entry.roles)
