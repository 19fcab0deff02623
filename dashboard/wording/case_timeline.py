"""The timeline of a case: every happening once, in its group, and those of one day always in the same order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.wording import numbers
from dashboard.wording.case_law import law
from dashboard.wording.case_steps import dues, steps
from dashboard.wording.case_work import work
from dashboard.wording.happenings import Happening, Kind
from data_access.caseload.case_file import CaseFile

_PLACE = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The happenings of one case: to come, up to the day the data reach, and those whose day is not recorded."""

    ahead: tuple[Happening, ...]
    past: tuple[Happening, ...]
    undated: tuple[Happening, ...]


def timeline(file: CaseFile, agencies: Mapping[str, str], *, as_at: date, newest_first: bool) -> Timeline:
    """Return the timeline of a case, the newest or the oldest first; what has no day keeps its own order."""
    told = [*steps(file.head, agencies), *work(file, agencies), *law(file, as_at=as_at), *dues(file.head, as_at=as_at)]
    dated = sorted(
        ((each.on, each) for each in told if each.on is not None), key=lambda pair: (pair[0], _PLACE[pair[1].kind])
    )
    if newest_first:
        dated.reverse()
    return Timeline(
        ahead=tuple(each for on, each in dated if on > as_at),
        past=tuple(each for on, each in dated if on <= as_at),
        undated=tuple(sorted((each for each in told if each.on is None), key=lambda each: _PLACE[each.kind])),
    )


def since_receipt(on: date, received_on: date | None) -> str:
    """Return how a day lies to that of receipt: "after 12 days", "day of receipt", "dated 3 days before receipt"."""
    if received_on is None:
        return ""
    gap = (on - received_on).days
    if gap == 0:
        return "day of receipt"
    return f"after {numbers.days(gap)}" if gap > 0 else f"dated {numbers.days(-gap)} before receipt"
