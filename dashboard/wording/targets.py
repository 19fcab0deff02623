"""The words of targets: how soon a force aims to assess a referral."""

from dashboard.wording import dates, moments, numbers
from dashboard.wording.labels import label
from data_access.targets import Target
from data_access.vocabulary import Risk

EVERY_LEVEL = "Every level of risk"
FROM_SETTING = "Setting of the service"
HEADINGS = ("Level of risk", "Target", "In force since", "Set by", "To come")
MEASURE = "Days from referral to joint assessment, at the most"
AIMED = "The target is set, and every figure that knows a target counts by it."
SETTING = (
    "A target for one level of risk comes before the one for every level. Earlier targets stay on record: a target "
    "holds from the day you name, until the next."
)


def caption(force_name: str) -> str:
    """Return what stands over the targets of one force."""
    return f"Targets of {force_name}"


def risk(level: Risk | None) -> str:
    """Return whom a target is for: "High risk", "Every level of risk"."""
    if level is None:
        return EVERY_LEVEL
    return "Risk not recorded" if level is Risk.UNKNOWN else f"{label(level)} risk"


def row(level: Risk | None, *, days: int, held: Target | None, own: bool, to_come: Target | None) -> tuple[str, ...]:
    """Return the cells of one target: whom for, how many days, since when, by whom, and what comes next.

    Parameters
    ----------
    held
        The target in force; None where the setting holds.
    own
        Whether it was set for this very level of risk and not for every level.
    """
    if held is None:
        since, by = "", FROM_SETTING
    else:
        since = dates.day(held.effective_from)
        by = f"{held.set_by}, {moments.moment(held.set_at)}" if own else f"As {EVERY_LEVEL.lower()}"
    coming = f"{numbers.days(to_come.days)} from {dates.day(to_come.effective_from)}" if to_come else ""
    return risk(level), numbers.days(days), since, by, coming
