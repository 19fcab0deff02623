"""Which pictures a release's pages show: a wide and a square drawing of each plate, and one for posts about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.edition import Edition, Plate
from dashboard.press.sizes import SQUARE, WIDE, Format, Size

SOCIAL = "social.png"
# The names of pictures within the folder of a release, each with its bytes; one that could not be drawn is not there.
Pictures = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One picture of a release: its name within the release's folder, and what is to be drawn."""

    name: str
    plate: Plate
    size: Size
    form: Format


def drawings(edition: Edition) -> Iterator[Drawing]:
    """Yield the pictures of an edition, the first seen first."""
    for plate in edition.plates:
        yield Drawing(name=drawing_name(plate.key, WIDE), plate=plate, size=WIDE, form=Format.SVG)
        yield Drawing(name=drawing_name(plate.key, SQUARE), plate=plate, size=SQUARE, form=Format.SVG)
    for plate in edition.plates[:1]:
        yield Drawing(name=SOCIAL, plate=plate, size=WIDE, form=Format.PNG)


def drawing_name(key: str, size: Size) -> str:
    """Return "plates/month.svg" for the wide drawing of a plate, "plates/month-1x1.svg" for another size."""
    return f"plates/{key}.svg" if size is WIDE else f"plates/{key}-{size.key}.svg"
