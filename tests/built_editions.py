"""Editions built from composed releases, as an office builds them: frozen, with steps taken, at a moment."""

from collections.abc import Mapping
from datetime import timedelta

from dashboard.edition import Edition
from dashboard.edition.build import edition_of
from dashboard.release.cells import Rendered
from dashboard.release.proposal import frozen_form
from data_access.release_vocabulary import ReleaseStep as Step
from data_access.releases import Kept, Life, Reference, Taken
from tests.frozen import EMBARGO, NOW
from tests.press_desk import a_proposal, tables

REFERENCE = Reference(year=2026, number=417)
OUT = EMBARGO + timedelta(hours=1)


def taken(*steps: Step) -> Life:
    """The life of a release of which these steps were taken."""
    when = {Step.EMBARGO: EMBARGO}
    return Life(
        steps=tuple(Taken(step=step, by="ann", role="PRESS_OFFICER", at=NOW, until=when.get(step)) for step in steps)
    )


APPROVED = (Step.DRAFT, Step.CHECK, Step.APPROVE)


def built(rendered: Rendered | None = None, *, life: Life | None = None, late: bool = True) -> Edition:
    """The edition of a release: out where `late`, under embargo before, whatever steps were taken otherwise."""
    shown = rendered or tables()
    frozen = frozen_form(a_proposal(shown))
    kept = Kept(
        release_id=1,
        reference=REFERENCE,
        force_code=frozen.force_code,
        title=frozen.title,
        since=frozen.since,
        until=frozen.until,
        as_at=frozen.as_at,
        data_version=frozen.data_version,
        hide_below=frozen.hide_below,
        round_to=frozen.round_to,
        previous=None,
        content_sha256="",
        life=life or taken(*APPROVED, Step.EMBARGO),
    )
    definitions: Mapping[str, Mapping[str, str]] = frozen.definitions
    return edition_of(kept, shown, definitions, now=OUT if late else NOW)
