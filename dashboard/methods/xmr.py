"""XmR charts as Making Data Count draws them: mean, limits, and whether a point is within the usual range.

Formulas: NHSRplotthedots 0.2.2 (ptd_spc_standard) and the Making Data Count spreadsheet; the choices where the two
differ are the profiles. Small counts tie often: an equal pair breaks a trend, a point on the mean breaks a shift.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, pairwise
from statistics import mean

from dashboard.methods.xmr_rules import Label, Zones, label_points, start_of

__all__ = [
    "MDC",
    "NEEDED",
    "NHSR",
    "Label",
    "Profile",
    "Reading",
    "Segment",
    "Standing",
    "Verdict",
    "assurance",
    "read",
]

LIMIT = 2.66  # limits lie this many mean moving ranges from the mean: 3 / d2 for pairs, as published
SCREEN = 3.267  # a moving range this many times the mean one is itself a signal: D4 for pairs
NEAR = 2 / 3  # where the near zone begins, on the way from the mean to a limit
NEEDED = 13  # complete points before a verdict means anything (Making Data Count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Whose rules: points in a row for a shift and for a trend, and whether extreme moving ranges are screened out."""

    shift: int
    trend: int
    screens: bool


MDC = Profile(shift=7, trend=6, screens=False)
NHSR = Profile(shift=7, trend=7, screens=True)


class Standing(StrEnum):
    """What may be said about the last complete point."""

    TOO_EARLY = "TOO_EARLY"
    USUAL = "USUAL"
    UNUSUAL = "UNUSUAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the last complete point is news: its standing, the rule that fired, and the place where that began."""

    standing: Standing
    rule: Label | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Zones):
    """Points between two rebasings, and the lines they are held against.

    Attributes
    ----------
    first, last
        Places in the series, both included.
    points
        How many of them are complete: what the lines rest on.
    """

    first: int
    last: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A series as an XmR chart reads it.

    Attributes
    ----------
    segments
        In order; one where nothing was rebased.
    labels
        One a point: the rule it stands out by, or None.
    verdict
        About the last complete point; too early to say under `NEEDED` complete points in its segment.
    """

    segments: tuple[Segment, ...]
    labels: tuple[Label | None, ...]
    verdict: Verdict

    @property
    def mean(self) -> float:
        """Mean of the last segment."""
        return self.segments[-1].mean

    @property
    def lower(self) -> float:
        """Lower limit of the last segment."""
        return self.segments[-1].lower

    @property
    def upper(self) -> float:
        """Upper limit of the last segment."""
        return self.segments[-1].upper


def read(
    values: Sequence[float],
    *,
    profile: Profile = MDC,
    rebase_at: Sequence[int] = (),
    complete: Sequence[bool] | None = None,
) -> Reading:
    """Return a series read as an XmR chart; raises `ValueError` for a segment without a complete point.

    Parameters
    ----------
    values
        One a month, oldest first.
    profile
        Whose rules.
    rebase_at
        Places where a new segment begins; rebasing is a decision with a reason, never automatic.
    complete
        Whether each point is a whole month; part months are in no limit and no rule. All are when left out.
    """
    whole = [True] * len(values) if complete is None else list(complete)
    if len(whole) != len(values):
        message = f"{len(values)} points, and {len(whole)} words on whether they are complete."
        raise ValueError(message)
    starts = [0, *sorted({place for place in rebase_at if 0 < place < len(values)})]
    segments: list[Segment] = []
    labels: list[Label | None] = [None] * len(values)
    verdict = Verdict(standing=Standing.TOO_EARLY)
    for first, after in zip(starts, [*starts[1:], len(values)], strict=True):
        places = list(compress(range(first, after), whole[first:after]))
        points = [values[place] for place in places]
        segment = _segment(points, profile, first=first, last=after - 1)
        found = label_points(points, segment, shift=profile.shift, trend=profile.trend)
        for place, label in zip(places, found, strict=True):
            labels[place] = label
        segments.append(segment)
        verdict = _verdict(points, places, segment, found[-1])
    return Reading(segments=tuple(segments), labels=tuple(labels), verdict=verdict)


def assurance(*, lower: float, upper: float, target: float, more_is_better: bool) -> bool | None:
    """Return whether a process will keep meeting a target (True), keep missing it (False), or either (None)."""
    if target > upper:
        return not more_is_better
    if target < lower:
        return more_is_better
    return None


def _segment(points: list[float], profile: Profile, *, first: int, last: int) -> Segment:
    if not points:
        message = f"There is no complete point from place {first} to {last}."
        raise ValueError(message)
    # The exact mean: of equal points it is the point, and none of them lies on a side by rounding.
    centre = float(mean(points))
    reach = LIMIT * _mean_moving_range(points, screens=profile.screens)
    return Segment(
        first=first,
        last=last,
        points=len(points),
        mean=centre,
        lower=centre - reach,
        upper=centre + reach,
        near_lower=centre - NEAR * reach,
        near_upper=centre + NEAR * reach,
    )


def _mean_moving_range(points: list[float], *, screens: bool) -> float:
    """Return the mean difference of neighbours; screened, those that are signals themselves are left out once."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(points)]
    if not ranges:
        return 0.0
    average = float(mean(ranges))
    kept = [each for each in ranges if each < SCREEN * average] if screens else ranges
    return float(mean(kept)) if kept else average


def _verdict(points: list[float], places: list[int], segment: Segment, label: Label | None) -> Verdict:
    if segment.points < NEEDED:
        return Verdict(standing=Standing.TOO_EARLY)
    if label is None:
        return Verdict(standing=Standing.USUAL)
    return Verdict(standing=Standing.UNUSUAL, rule=label, since=places[start_of(label, points, segment)])
