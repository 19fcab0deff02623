"""Pictures as Chromium draws them: what stands in the files, whose they are, and what happens when it dies."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import psutil
import pytest
from defusedxml import ElementTree
from PIL import Image
from pypdf import PdfReader

from dashboard.press import pictures, warm
from dashboard.press.darkroom import Darkroom
from dashboard.press.no_picture import BrowserDied, NoBrowser, NotOwn, TookTooLong
from dashboard.press.sizes import SQUARE, WIDE, Format
from tests.editions import plates

pytestmark = pytest.mark.browser
SPLIT, MONTHS, AGENCIES, RISKS = plates()
EIGHT = 8


@pytest.fixture(scope="module")
def room():
    """A darkroom of these tests' own, Chromium in it started once."""
    pictures.stop()  # that of the process, which other tests may have used
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


def test_no_letter_is_lost_where_two_would_be_drawn_as_one(room):
    title = "Officers file offences: fifty fluffy affidavits"
    pdf = pictures.drawn_by(room, replace(AGENCIES, title=title), size=WIDE, form=Format.PDF, scale=1)

    assert title in PdfReader(BytesIO(pdf)).pages[0].extract_text()


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


def browser_of(room):
    """The main process of a darkroom's Chromium, and of no other that tests in this process have started."""
    started = psutil.Process(room._shift.chromium._browser.subprocess.pid)
    (main,) = [each for each in (started, *started.children(recursive=True)) if _is_main(each)]
    return main


def _is_main(process):
    words = process.cmdline()
    return "--headless" in words and "python" not in words[0] and not any(word.startswith("--type") for word in words)


def test_chromium_killed_while_it_draws_is_started_again_and_the_picture_comes(room):
    room.warm()
    browser = browser_of(room)
    browser.suspend()  # so that it cannot have finished before it dies

    with ThreadPoolExecutor(1) as somebody:
        answer = somebody.submit(pictures.drawn_by, room, AGENCIES, size=WIDE, form=Format.SVG, scale=1)
        asked_of(room)
        browser.kill()
        file = answer.result()

    assert AGENCIES.title in words_of_svg(file)
    assert browser_of(room).pid != browser.pid


def asked_of(room):
    """Wait until a darkroom has handed a figure to its browser."""
    handed = threading.Event()
    room._shift.loop.call_soon_threadsafe(handed.set)
    handed.wait()


def test_a_browser_that_never_answers_is_given_up_and_the_next_picture_comes(room, monkeypatch):
    room.warm()
    monkeypatch.setattr(warm, "TIME_LIMIT_S", 0.3)
    browser = browser_of(room)
    browser.suspend()
    with pytest.raises(TookTooLong):
        pictures.drawn_by(room, MONTHS, size=WIDE, form=Format.SVG, scale=1)
    monkeypatch.undo()

    assert MONTHS.title in words_of_svg(pictures.drawn_by(room, MONTHS, size=WIDE, form=Format.SVG, scale=1))


def test_stopped_it_leaves_no_process_behind_and_starts_again_when_asked():
    own = Darkroom()
    before = {each.pid for each in psutil.Process().children(recursive=True)}
    own.warm()
    own.stop()
    left = [each for each in psutil.Process().children(recursive=True) if each.pid not in before]

    assert left == []
    own.stop()  # twice does no harm


def test_a_browser_that_dies_at_once_is_said_to_have_died(tmp_path):
    dying = tmp_path / "chromium"
    dying.write_text("#!/bin/sh\nexit 1\n")
    dying.chmod(0o755)
    own = Darkroom(find=lambda: str(dying))
    with pytest.raises(BrowserDied, match="ended twice"):
        pictures.drawn_by(own, SPLIT, size=WIDE, form=Format.PNG, scale=1)
    own.stop()


def test_without_a_chromium_the_error_says_what_can_still_be_made(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    own = Darkroom()
    with pytest.raises(NoBrowser, match="spreadsheets and the briefing still can"):
        pictures.drawn_by(own, SPLIT, size=WIDE, form=Format.PNG, scale=1)
    own.stop()
