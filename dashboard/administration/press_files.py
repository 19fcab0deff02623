"""The files of a release: made from its edition at this moment, named in the audit, refused if it moved meanwhile."""

from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.administration.press_room import PressRoom
from dashboard.edition import Edition, Plate
from dashboard.handout import Prepared
from dashboard.policy import Action, check_may
from dashboard.press.pack import Progress
from dashboard.press.product import Asked, Product
from dashboard.press.sizes import WIDE, Size
from data_access.access_vocabulary import Event
from data_access.audit import Entry
from data_access.errors import UnitError
from data_access.free_text import one_line
from data_access.releases import unknown

LONGEST_TITLE = 120


class ReleaseMoved(UnitError):
    """A release was corrected, withdrawn or released while a file of it was being made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One file asked for.

    Attributes
    ----------
    product, reference
        What is to be made, of which release.
    plate
        Key of the chart; "" for all of it.
    title
        What is to stand over the chart; "" for its finding.
    size, scale
        Of a picture.
    """

    product: Product
    reference: str
    plate: str = ""
    title: str = ""
    size: Size = WIDE
    scale: int = 1

    def asked(self, edition: Edition, *, now: datetime) -> Asked:
        """Return what is asked of an edition; raises `ReferenceRefused` for a chart that it has not."""
        return Asked(edition=edition, plate=self._plate(edition), size=self.size, scale=self.scale, now=now)

    def _plate(self, edition: Edition) -> Plate | None:
        if not self.product.of_plate:
            return None
        found = edition.plate(self.plate)
        if found is None:
            raise unknown(f"{self.reference}-{self.plate}")
        title = one_line(self.title)[:LONGEST_TITLE]
        return found.titled(title) if title else found


def prepared(working: PressRoom, request: Request, *, progress: Progress | None = None) -> Prepared:
    """Return a file and the words under which it leaves.

    Raises `NotPermitted`, `ReferenceRefused`, `ReleaseDamaged`, `DatabaseUnavailable`, whatever the product raises
    where it cannot be made, and `ReleaseMoved` when the release no longer stands as it did when the file was begun.
    """
    check_may(working.office.user, Action.EXPORT_RELEASE)
    _, edition = working.opened(request.reference)
    asked = request.asked(edition, now=working.office.now)
    content = request.product.make(asked if progress is None else replace(asked, progress=progress))
    _check_still(working.at_this_moment(), request, mark=edition.mark)
    return Prepared(content=content, entry=entry_of(request, asked))


def still(working: PressRoom, request: Request, made: Prepared, *, mark: str) -> Prepared:
    """Return a file that was made before, if its release stands now as it did then; raises as `prepared` does."""
    check_may(working.office.user, Action.EXPORT_RELEASE)
    _check_still(working, request, mark=mark)
    return made


def entry_of(request: Request, asked: Asked) -> Entry:
    """Return what the audit says of a file."""
    plates = asked.plates or asked.edition.plates
    hidden = sum(figure.value is None for plate in plates for figure in plate.figures)
    of = f"{asked.plate.key}, “{asked.plate.title}”" if asked.plate is not None else "the whole release"
    size = f", {asked.size.key} at {asked.scale}" if request.product.sized else ""
    return Entry(
        event=Event.EXPORT,
        subject=request.product.name(asked),
        filters=f"{asked.edition.place}, {asked.edition.since} to {asked.edition.until}",
        releases=(asked.edition.reference,),
        rows=sum(len(plate.rows) for plate in plates),
        cells_hidden=hidden,
        detail=f"{request.product.label}{size} of {of}; {asked.edition.mark or 'released'}",
    )


def _check_still(working: PressRoom, request: Request, *, mark: str) -> None:
    """Look again, at the moment the file is ready: what is made of a release must be how it stands."""
    _, edition = working.opened(request.reference)
    if edition.mark != mark:
        raise ReleaseMoved(
            f"{edition.reference} changed while the file was made: {edition.mark or 'it is released now'}.",
            unharmed="No file left.",
            remedy="Look at the release as it stands now, and ask for the file again.",
        )
