"""Packs opened again: their files, their manifest, and the words of a file of any kind as its own reader finds them."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from dashboard.edition import Plate
from dashboard.press.darkroom import Darkroom
from dashboard.press.pictures import drawn_by
from dashboard.press.sizes import Format, Size


def draw_without_chromium(plate: Plate, *, size: Size, form: Format, scale: int) -> bytes:
    """Draw as a machine that has no Chromium does."""
    room = Darkroom(find=lambda: None)
    try:
        return drawn_by(room, plate, size=size, form=form, scale=scale)
    finally:
        room.stop()


def files_of(pack: bytes) -> dict[str, bytes]:
    """The files of a pack by their path, in its order."""
    with ZipFile(io.BytesIO(pack)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def manifest_of(files: Mapping[str, bytes]) -> Any:
    """What the manifest says."""
    return json.loads(files["manifest.json"])


def words_of_file(path: str, content: bytes) -> str:
    """The words of a file: of a picture those beside it, of a deck those of its slides."""
    if path.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    if path.endswith(".png"):
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            return " ".join(str(told) for told in image.info.values())
    if path.endswith(".pptx"):
        slides = Presentation(io.BytesIO(content)).slides
        return " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    if path.endswith(".xlsx"):
        sheets = load_workbook(io.BytesIO(content)).worksheets
        return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)
    if path.endswith(".csv"):
        return " ".join(cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line)
    return content.decode()
