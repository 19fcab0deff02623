"""Pictures as Chromium draws them: what stands in the files, whose they are, and what happens when it dies."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from defusedxml import ElementTree
from PIL import Image
from pypdf import PdfReader

from dashboard.press import pictures
from dashboard.press.darkroom import Darkroom
from dashboard.press.no_picture import NotOwn
from dashboard.press.sizes import SQUARE, WIDE, Format
from tests.editions import plates

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SPLIT, MONTHS, AGENCIES, RISKS = plates()
EIGHT = 8


@pytest.fixture(scope="module")
def room():
    """A darkroom of these tests' own, Chromium in it started once."""
    opened = Darkroom()
    yield opened
    opened.stop()


def in_full(plate):
    """Every figure of a plate with its percentage."""
    return {f"{each.text} ({each.percentage})" if each.percentage else each.text for each in plate.figures}


def words_of_svg(file):
    texts = ElementTree.fromstring(file.decode()).iter("{http://www.w3.org/2000/svg}text")
    return [" ".join("".join(text.itertext()).replace("\xa0", " ").split()) for text in texts]


@pytest.mark.parametrize("plate", plates(), ids=lambda plate: plate.key)
def test_the_same_figures_stand_in_the_words_of_svg_and_of_pdf(room, plate):
    svg = pictures.drawn_by(room, plate, size=WIDE, form=Format.SVG, scale=1)
    pdf = pictures.drawn_by(room, plate, size=WIDE, form=Format.PDF, scale=1)
    in_svg = words_of_svg(svg)
    in_pdf = PdfReader(BytesIO(pdf)).pages[0].extract_text()

    for words in in_full(plate):
        assert any(words in text for text in in_svg), (words, in_svg)
        assert words in in_pdf
    assert plate.title in in_pdf
    assert plate.title in in_svg


def test_a_png_is_as_large_as_asked_and_says_what_it_shows(room):
    file = pictures.drawn_by(room, SPLIT, size=SQUARE, form=Format.PNG, scale=2)

    with Image.open(BytesIO(file)) as image:
        image.load()
        assert image.size == (2160, 2160)
        assert image.text["Description"] == SPLIT.alt_text
        assert image.text["Title"] == SPLIT.title
        assert image.text["Reference"] == SPLIT.reference


def test_a_pdf_is_one_page_of_the_size_that_tells_its_title(room):
    read = PdfReader(BytesIO(pictures.drawn_by(room, MONTHS, size=WIDE, form=Format.PDF, scale=3)))

    assert read.metadata.title == MONTHS.title
    assert [round(float(each)) for each in read.pages[0].mediabox[2:]] == [900, 506]


def test_eight_at_once_are_each_given_their_own(room):
    asked = [(replace(plate, title=f"Picture {number}"), number) for number, plate in enumerate(plates() * 2)]
    together = threading.Barrier(len(asked))

    def one(plate, number):
        together.wait()
        return number, pictures.drawn_by(room, plate, size=WIDE, form=Format.SVG, scale=1)

    with ThreadPoolExecutor(EIGHT) as people:
        answers = list(people.map(lambda each: one(*each), asked))

    assert len(answers) == EIGHT
    for number, file in answers:
        assert [text for text in words_of_svg(file) if text.startswith("Picture ")] == [f"Picture {number}"]


class Swapping:
    """A darkroom that hands each of two callers the other's picture, as kaleido's own server does now and then."""

    def __init__(self, room):
        self._room = room
        self._both = threading.Barrier(2)
        self._drawn = []

    def draw(self, figure, **asked):
        mine = self._room.draw(figure, **asked)
        self._drawn.append(mine)
        self._both.wait()
        return next(other for other in self._drawn if other is not mine)


@pytest.mark.parametrize("form", Format)
def test_a_picture_of_somebody_else_never_leaves(room, form):
    swapping = Swapping(room)

    def one(plate):
        with pytest.raises(NotOwn):
            pictures.drawn_by(swapping, plate, size=WIDE, form=form, scale=1)
        return True

    with ThreadPoolExecutor(2) as people:
        assert list(people.map(one, (AGENCIES, RISKS))) == [True, True]
