"""The words of the press room: the shelf of releases, the steps with one, and what is said of its files."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from dashboard.wording import releases
from dashboard.wording.moments import moment
from dashboard.wording.numbers import count, noun
from data_access.release_vocabulary import ReleaseState, ReleaseStep
from data_access.releases import Exported, Kept, Life

SHELF_HEADINGS = ("Reference", "Title", "Force", "How it stands", "Out", "Drafted by")
SHELF_CAPTION = "Releases, newest first"
NO_RELEASE = "Nothing has been released yet. A press officer drafts a release here, and a second person checks it."
NOTHING_OUT = "Nothing has been released yet."
ALL_RELEASES = "All releases"
WHERE_YOU_ARE = "Where you are"
LOOK_UP = "Open a reference"
LOOK_UP_HELP = "The reference beside a figure, such as SR-2026-0417-total-K"
NO_FORCE = "Your account has no force with a unit, so there is nothing to release. Ask an administrator."

DRAFTING = "Draft a release"
DRAFTING_WHY = (
    "The figures are frozen as they are in the records today, hidden and rounded for the public, and attacked before "
    "anything is written. Nobody but the press desk and the unit's managers sees a draft."
)
COMPOSING = "Hiding small counts, then attacking the release as its readers could…"
DRAFTED = "Drafted, and safe from every attack that was tried. Now somebody else must check it."

STANDING = "How it stands"
STEPS: Mapping[ReleaseStep, str] = MappingProxyType(
    {
        ReleaseStep.CHECK: "I have checked every figure",
        ReleaseStep.APPROVE: "Approve for publication",
        ReleaseStep.EMBARGO: "Set the embargo",
        ReleaseStep.RELEASE: "Lift the embargo now",
        ReleaseStep.WITHDRAW: "Withdraw",
        ReleaseStep.CORRECT: "Draft a correction",
    }
)
DONE: Mapping[ReleaseStep, str] = MappingProxyType(
    {
        ReleaseStep.CHECK: "Checked. It can be approved now.",
        ReleaseStep.APPROVE: "Approved. The press desk can set its embargo now.",
        ReleaseStep.EMBARGO: "The embargo is set; the release goes out by itself when it ends.",
        ReleaseStep.RELEASE: "Released.",
        ReleaseStep.WITHDRAW: "Withdrawn. Whoever exported its figures is listed below, to be told.",
        ReleaseStep.CORRECT: "The correction is drafted. Somebody else must check it; the old one stands until then.",
    }
)
REASON_IS_PUBLIC = (
    "Once the release was out, your reason stands beside its figures for everybody to read: write nothing of a person, "
    "and no number that is hidden."
)
ANOTHER_MUST = "You drafted this release, so somebody else must check and approve it."
MOVED_ON = (
    "The records have changed since this draft. Its figures stay as they were frozen: draft it again to take in what "
    "is new."
)
HOURS = {"": "It comes once", "FIRST": "The first, summer time", "SECOND": "The second, winter time"}

CHANGED = "What changed since"
CHANGED_NOTHING = "What changed"
CHANGE_LIST = "Every figure that differs"
FIRST_ONE = "This is the first release of the force: every figure is new."
CHANGE_HEADINGS = ("Figure", "Before", "Now", "Change")
EXPORTERS = "Who exported its figures"
NO_EXPORTERS = "Nobody has exported its figures."
EXPORTER_HEADINGS = ("Who", "When", "File")

CHARTS = "Charts"
CHART = "Chart"
TITLE = "Title on the chart"
TITLE_HELP = "Leave it empty for the finding. Your words are checked against the figures, never changed."
SIZE = "Size"
SCALE = "Sharpness"
PREVIEW = "Preview: the file as it leaves"
SAVE_AS = "Save this chart"
SAY_IT = "Say it"
CLAIMS_FINE = "The figures bear this title."
FIGURES_CAPTION = "The figures, each with its reference"
WHOLE = "The whole release"
PACK_WHY = (
    "Every chart in all sizes, slides, tables, briefing, captions, alternative texts, notes to editors and help lines."
)
MAKE_PACK = "Make the awareness-week pack"
MAKING_PACK = "Making the pack…"
EDITORS = "Notes to editors and help lines"
PUBLIC_PAGE = "Its public page"
COPY_SENTENCE = "Copy sentence"
COPY_CAPTION = "Copy caption"
COPY_ALT = "Copy alternative text"
COPY_EDITORS = "Copy notes to editors"
COPY_PICTURE = "Copy chart"
COPIED_PICTURE = "Chart copied"
COPY_FAILED = "Could not copy: save the PNG instead"
BRIEF_ME = "Brief me (two pages)"
REFERENCE_OPENED = "The figure you asked for"
COPY_FIGURE = "Copy figure"


def out(life: Life, now: datetime) -> str:
    """Return when a release went out or will: "19 Apr 2026, 00:01", "under embargo until ...", or "not yet"."""
    if life.public_at is None:
        return "never" if life.state(now) is ReleaseState.WITHDRAWN else "not yet"
    return moment(life.public_at) if life.public_at <= now else f"embargo ends {moment(life.public_at)}"


def shelf_row(kept: Kept, place: str, now: datetime) -> tuple[str, ...]:
    """Return one release as a row of the shelf."""
    state = releases.STATES[kept.life.state(now)]
    return (kept.reference.text, kept.title, place, state, out(kept.life, now), kept.life.author)


def changed(total: int, unchanged: int) -> str:
    """Return how many figures differ: "12 figures differ; 78 are as they were."."""
    verb = "differs" if total == 1 else "differ"
    return f"{noun(total, 'figure')} {verb}; {count(unchanged)} {'is' if unchanged == 1 else 'are'} as before."


def approved_by(life: Life) -> str:
    """Return "Approved by ben on 17 Apr 2026, 10:00", or that nobody has."""
    approval = life.last(ReleaseStep.APPROVE)
    return releases.step(approval) if approval else "Nobody has approved it yet."


def scale(times: int) -> str:
    """Return "2 times, for sharp screens"."""
    return {1: "1 time", 2: "2 times, for sharp screens", 3: "3 times, for print"}[times]


def making(done: int, of: int, what: str) -> str:
    """Return how far a pack is: "12 of 60: slides"."""
    return f"{count(done)} of {count(of)}: {what}"


def stands(life: Life, now: datetime) -> bool:
    """Return whether a release is out and neither corrected nor withdrawn."""
    return life.state(now) is ReleaseState.RELEASED


def released(title: str) -> str:
    """Return the name of the way to a release that is out."""
    return f"Released figures: {title}"


def corrects(reference: str) -> str:
    """Return what a correction takes the place of."""
    return f"Takes the place of {reference}"


def exporter_row(each: Exported) -> tuple[str, str, str]:
    """Return one export as a row: who, when, which file."""
    return f"{each.username} ({each.role.replace('_', ' ').lower()})", moment(each.at), each.file_name
