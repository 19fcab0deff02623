"""The words of releases: how one stands, what was done with it, and who took it away."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.wording.moments import moment
from dashboard.wording.numbers import count
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Exported, Taken

STATES: Mapping[ReleaseState, str] = MappingProxyType(
    {
        ReleaseState.DRAFT: "Draft",
        ReleaseState.CHECKED: "Checked",
        ReleaseState.APPROVED: "Approved",
        ReleaseState.EMBARGOED: "Under embargo",
        ReleaseState.RELEASED: "Released",
        ReleaseState.CORRECTED: "Corrected",
        ReleaseState.WITHDRAWN: "Withdrawn",
    }
)
STEPS: Mapping[ReleaseStep, str] = MappingProxyType(
    {
        ReleaseStep.DRAFT: "Drafted",
        ReleaseStep.CHECK: "Checked",
        ReleaseStep.APPROVE: "Approved",
        ReleaseStep.EMBARGO: "Put under embargo",
        ReleaseStep.RELEASE: "Released before the embargo ended",
        ReleaseStep.CORRECT: "Correction drafted",
        ReleaseStep.WITHDRAW: "Withdrawn",
    }
)
NONE = "There is no release yet."
LOOKED_UP = "looked up a release"
PUBLISHED = "written to a folder for the public"
WITHOUT_PICTURES = "Not all charts could be drawn; the pages say so, and their tables are whole."
NOTHING_NEW = "Everything that is out stands there already."
HIDDEN = "[c]"


def figure(shown: int | None, percentage: str) -> str:
    """Return a frozen figure as it was printed: a count, a percentage, or "[c]" where hidden."""
    return percentage or (HIDDEN if shown is None else count(shown))


def step(taken: Taken) -> str:
    """Return "Approved by ben on 17 Apr 2026, 10:00", with the moment, correction or reason that it names."""
    told = f"{STEPS[taken.step]} by {taken.by} on {moment(taken.at)}"
    parts = (
        told,
        f"until {moment(taken.until)}" if taken.until else "",
        taken.correction.text if taken.correction else "",
        taken.reason,
    )
    return ", ".join(filter(None, parts))


def wrote(path: str) -> str:
    """Return "wrote SR-2026-0417/index.html"."""
    return f"wrote {path}"


def removed(path: str) -> str:
    """Return "removed latest/cheshire.html"."""
    return f"removed {path}"


def exported(each: Exported) -> str:
    """Return "Exported by ann on 21 Apr 2026, 09:14: pack.zip"."""
    return f"Exported by {each.username} on {moment(each.at)}: {each.file_name}"
