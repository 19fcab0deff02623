"""What can be made of a release: one list that the press room, its files, the audit, documents and tests read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.press.briefing import commissioner_briefing
from dashboard.press.pack import awareness_week_pack
from dashboard.press.pictures import picture
from dashboard.press.product import Asked, Product
from dashboard.press.sizes import MIMES, Format
from dashboard.press.slides import slides
from dashboard.press.tables import tables
from dashboard.press.workbook import workbook

_OFFICE = "application/vnd.openxmlformats-officedocument"


def _picture(form: Format) -> Callable[[Asked], bytes]:
    def make(asked: Asked) -> bytes:
        if asked.plate is None:
            message = "A picture is of one plate."
            raise ValueError(message)
        return picture(asked.plate, size=asked.size, form=form, scale=asked.scale)

    return make


def _slides(asked: Asked) -> bytes:
    return slides(asked.edition, plates=asked.plates, now=asked.now)


def _workbook(asked: Asked) -> bytes:
    return workbook(asked.edition, plates=asked.plates, now=asked.now)


def _tables(asked: Asked) -> bytes:
    return tables(asked.edition, plates=asked.plates)


def _briefing(asked: Asked) -> bytes:
    return commissioner_briefing(asked.edition, now=asked.now)


def _pack(asked: Asked) -> bytes:
    return awareness_week_pack(asked.edition, now=asked.now, progress=asked.progress)


_PPTX = f"{_OFFICE}.presentationml.presentation"
_XLSX = f"{_OFFICE}.spreadsheetml.sheet"
PNG = Product(
    key="png",
    label="PNG",
    why="a picture for posts and documents",
    suffix="png",
    mime=MIMES[Format.PNG],
    of_plate=True,
    make=_picture(Format.PNG),
    sized=True,
)
BRIEFING = Product(
    key="briefing",
    label="Briefing (PDF)",
    why="two pages for the commissioner: figures, likely questions, what not to say",
    suffix="pdf",
    mime="application/pdf",
    of_plate=False,
    make=_briefing,
    part="briefing",
)
PACK = Product(
    key="pack",
    label="Awareness-week pack (ZIP)",
    why="everything below and every chart in all sizes, with captions, alternative texts and help lines",
    suffix="zip",
    mime="application/zip",
    of_plate=False,
    make=_pack,
    part="pack",
)
_ALL = (
    PNG,
    Product(
        key="svg",
        label="SVG",
        why="a drawing that stays sharp at any size",
        suffix="svg",
        mime=MIMES[Format.SVG],
        of_plate=True,
        make=_picture(Format.SVG),
        sized=True,
    ),
    Product(
        key="pdf",
        label="PDF",
        why="a drawing for print",
        suffix="pdf",
        mime=MIMES[Format.PDF],
        of_plate=True,
        make=_picture(Format.PDF),
        sized=True,
    ),
    Product(
        key="slide",
        label="PPTX",
        why="a slide whose chart can be edited",
        suffix="pptx",
        mime=_PPTX,
        of_plate=True,
        make=_slides,
    ),
    Product(
        key="sheet",
        label="XLSX",
        why="its table as a workbook",
        suffix="xlsx",
        mime=_XLSX,
        of_plate=True,
        make=_workbook,
    ),
    Product(
        key="table", label="CSV", why="its table as text", suffix="csv", mime="text/csv", of_plate=True, make=_tables
    ),
    PACK,
    BRIEFING,
    Product(
        key="slides",
        label="Slides (PPTX)",
        why="one finding a slide, with charts that can be edited",
        suffix="pptx",
        mime=_PPTX,
        of_plate=False,
        make=_slides,
        part="slides",
    ),
    Product(
        key="workbook",
        label="Workbook (XLSX)",
        why="every table, to the government's guidance on spreadsheets",
        suffix="xlsx",
        mime=_XLSX,
        of_plate=False,
        make=_workbook,
        part="tables",
    ),
    Product(
        key="tables",
        label="Tables (CSV)",
        why="every figure with its reference, as text",
        suffix="csv",
        mime="text/csv",
        of_plate=False,
        make=_tables,
        part="tables",
    ),
)
PRODUCTS: Mapping[str, Product] = MappingProxyType({product.key: product for product in _ALL})
