"""The sizes of a picture: for a page, a post, a story and half a sheet of paper; and how finely each is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How a picture is written."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One size: its key in names of files, what it is for, and width and height in CSS pixels."""

    key: str
    label: str
    width: int
    height: int


WIDE = Size(key="16x9", label="Wide, for pages and slides (1200 by 675)", width=1200, height=675)
SQUARE = Size(key="1x1", label="Square, for posts (1080 by 1080)", width=1080, height=1080)
TALL = Size(key="9x16", label="Tall, for stories (1080 by 1920)", width=1080, height=1920)
# 210 by 148.5 mm at 96 pixels an inch: half of an upright sheet.
HALF_A4 = Size(key="a4-half", label="Half an A4 sheet, for print (794 by 561)", width=794, height=561)

SIZES: Mapping[str, Size] = {size.key: size for size in (WIDE, SQUARE, TALL, HALF_A4)}
SCALES = (1, 2, 3)
MIMES: Mapping[Format, str] = {
    Format.PNG: "image/png",
    Format.SVG: "image/svg+xml",
    Format.PDF: "application/pdf",
}
