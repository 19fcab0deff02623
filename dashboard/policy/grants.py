"""What each role may see: grain, disclosure, periods and marking; one grant a role."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.periods import FIRST_TEN_MONTHS, LAST_12_MONTHS, PeriodChoice
from data_access.scope import Grain
from data_access.vocabulary import Role


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

# From coarsest to finest, so that an action can ask for at least one of them.
FINENESS = {grain: place for place, grain in enumerate(Grain)}
