"""The words of what a force sets for its caseload: when a case needs action, and where its own case system is."""

from dashboard.wording import numbers
from dashboard.wording.labels import label
from data_access.caseload_vocabulary import Threshold
from data_access.force_settings import DEFAULTS, REFERENCE, ForceSettings

TITLE = "What needs action, and when"
MEASURE = "Numbers of days from which a case counts as needing action; the aims for assessment are the targets above"
HEADINGS = ("Threshold", "Days", "Usual")
THRESHOLD_BOX, LINK_BOX = "Set when a case needs action", "Lead from a case to its case system"
SET_THRESHOLD, SET_LINK = "Set this threshold", "Set this address"
SETTING = (
    "It holds from now on for lists, counts, alerts and briefings of the force alike. What was set before stays on "
    "record. Working days leave out weekends and the bank holidays of England and Wales."
)
LINK_LABEL = "Address of a case in your case system"
LINK_EXAMPLE = f"https://cases.example.police.uk/open/{REFERENCE}"
LINKING = (
    f"Begin with https:// and write {REFERENCE} where the reference of the case belongs. The page of each case then "
    "leads there, in a tab of its own. Leave it empty for no link."
)
THRESHOLD_IS_SET = "The threshold is set, and lists and counts follow it."
LINK_IS_SET = "The link to the case system is set."
NO_LINK = "no link is set"


def caption(force_name: str) -> str:
    """Return what stands over the thresholds of one force."""
    return f"Thresholds of {force_name}"


def rows(settings: ForceSettings, force_code: str) -> tuple[tuple[str, ...], ...]:
    """Return the thresholds of a force: what for, how many days, and how many where nobody set it."""
    return tuple(
        (label(each), numbers.count(settings.days(force_code, each)), numbers.count(DEFAULTS[each]))
        for each in Threshold
    )


def link(settings: ForceSettings, force_code: str) -> str:
    """Return where the page of a case of a force leads."""
    return f"Case system: {settings.link_template(force_code) or NO_LINK}."
