"""The words of the public pages: what stands around the figures of a release, and what became of it."""

from datetime import datetime

from dashboard.wording.moments import moment
from data_access.release_vocabulary import ReleaseState

SKIP = "Skip to the figures"
ALL_RELEASES = "All releases"
RELEASES = "Statistical releases"
ABOUT_RELEASES = (
    "Every release of figures about stalking referrals that was made public, for ever. One that was corrected or "
    "withdrawn stays readable, and says so."
)
NONE_YET = "No release is out yet."
NEWEST = "Newest figures"
ON_THIS_PAGE = "On this page"
INVENTED = "These figures are invented, to show how a release looks. They are about nobody."
NO_PICTURES = "The charts of this page are not ready. Every figure of them stands in its table."
PRIVACY = "This page runs no script, sets no cookie and tells nobody that you were here."
DOWNLOAD = "Download"
EVERYTHING = "All figures of this release"
CHART, TABLE, MACHINE = "Chart (SVG)", "Table (CSV)", "JSON"
MORE = "Definition, notes and references"
DEFINITION, NOTES, REFERENCES, EMBED = "Definition", "Notes", "References", "Show it on your own page"
REFERENCES_SAY = "Each reference names one figure for ever, as it was published here."
EMBED_SAYS = "It stays as it is here: if the figure is corrected or withdrawn, your page says so too."
RULE = "What is hidden and rounded"
EDITORS = "Notes to editors"
HELP = "Where to find help"
SHARE = "Share"
FULL_RELEASE = "Figures, definitions and references"
FIGURES = "Figures"
STATES = {
    ReleaseState.RELEASED: "",
    ReleaseState.CORRECTED: "Corrected",
    ReleaseState.WITHDRAWN: "Withdrawn",
}


def title(place: str, release: str) -> str:
    """Return the title of a release's page: "The first ten months, Cheshire: stalking referrals"."""
    return f"{release}, {place}: stalking referrals"


def released(at: datetime) -> str:
    """Return "Released 20 Apr 2026, 00:01"."""
    return f"Released {moment(at)}"


def reference(text: str) -> str:
    """Return "Reference SR-2026-0417"."""
    return f"Reference {text}"


def share_of(heading: str) -> str:
    """Return the rest of a heading "Share" for who hears it: " of Taken on"."""
    return f", {heading}"


def previous(text: str) -> str:
    """Return "The release before: SR-2026-0311"."""
    return f"The release before: {text}"


def changed(state: ReleaseState, at: datetime | None) -> str:
    """Return what a reader must know first of a release that does not stand."""
    when = f" on {moment(at)}" if at else ""
    if state is ReleaseState.WITHDRAWN:
        return f"Withdrawn{when}. Do not use these figures: they do not stand. They are kept so that nothing is lost."
    return f"Corrected{when}. Do not use these figures: newer ones take their place."


def because(reason: str) -> str:
    """Return "Why: an agency was counted twice."."""
    return f"Why: {reason}" if reason else ""


def replaced_by(text: str) -> str:
    """Return the words of the link to the correction."""
    return f"See the corrected figures, {text}"


def corrects(text: str) -> str:
    """Return what a correction says of itself."""
    return f"This release corrects {text}."


def frame_title(plate_title: str, place: str) -> str:
    """Return the title of an embedded card, for who cannot see it."""
    return f"{plate_title} ({place})"
