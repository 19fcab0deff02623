"""The awareness-week pack with its pictures: every one of its own plate, marked, and the pack whole when one fails."""

from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from dashboard.press.darkroom import Darkroom
from dashboard.press.no_picture import TookTooLong
from dashboard.press.pack import awareness_week_pack
from dashboard.press.pictures import drawn_by
from dashboard.press.sizes import WIDE, Format
from tests.editions import an_edition, plates
from tests.frozen import NOW
from tests.packs import files_of, manifest_of, words_of_file

pytestmark = pytest.mark.browser
MARK = "DRAFT, not for publication"
SPLIT, _, AGENCIES, _ = plates()
PIXELS = {"16x9": (2400, 1350), "1x1": (2160, 2160), "9x16": (1080, 1920), "a4-half": (1588, 1122)}


@pytest.fixture(scope="module")
def room():
    """A darkroom of these tests' own, Chromium in it started once."""
    opened = Darkroom()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def files(room):
    edition = an_edition(mark=MARK, plates=(SPLIT, AGENCIES))
    return files_of(awareness_week_pack(edition, now=NOW, draw=partial(drawn_by, room)))


def test_each_plate_is_there_in_all_sizes_and_as_a_drawing(files):
    manifest = manifest_of(files)

    assert manifest["missing"] == ""
    assert [each["path"] for each in manifest["files"]] == list(files)[2:]
    for plate in (SPLIT, AGENCIES):
        named = {path.split("_")[-1]: path for path in files if f"_{plate.key}_" in path}
        assert set(named) == {*(f"{size}.png" for size in PIXELS), "16x9.svg"}
        for size, pixels in PIXELS.items():
            with Image.open(BytesIO(files[named[f"{size}.png"]])) as image:
                assert image.size == pixels


def test_each_picture_tells_its_own_plate_and_the_mark_of_the_release(files):
    described = {each["path"]: each for each in manifest_of(files)["files"]}

    for plate in (SPLIT, AGENCIES):
        for path in (path for path in files if path.startswith("pictures/") and f"_{plate.key}_" in path):
            words = words_of_file(path, files[path])
            assert plate.alt_text in words
            assert MARK in words
            assert described[path]["references"] == [figure.reference for figure in plate.figures]


def test_when_a_picture_fails_the_pack_has_those_before_it_and_says_which_are_missing(room):
    def draw(plate, *, size, form, scale):
        if (size, form) != (WIDE, Format.PNG):
            raise TookTooLong
        return drawn_by(room, plate, size=size, form=form, scale=scale)

    told = files_of(awareness_week_pack(an_edition(plates=(SPLIT,)), now=NOW, draw=draw))
    missing = manifest_of(told)["missing"]

    assert missing.startswith("Only some pictures are in this pack. The picture could not be drawn in time.")
    assert missing in told["README.txt"].decode()
    assert len([path for path in told if path.startswith("pictures/")]) == 1
    assert any(path.endswith(".pptx") for path in told)
