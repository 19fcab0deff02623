"""The picture of a plate: every number of it, no other, nothing hidden, and no text that does more than be read."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from dashboard.charts import plates
from dashboard.charts.plate_frame import MARK
from dashboard.edition import Shape
from dashboard.press.sizes import SIZES, WIDE
from tests.drawings import plain
from tests.editions import HIDDEN_NOTE, printed
from tests.editions import plates as example_plates

EVERY_PLATE = pytest.mark.parametrize("plate", example_plates(), ids=lambda plate: plate.key)
EVERY_SIZE = pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.key)
GOLDEN = Path(__file__).parents[3] / "golden" / "plates"
EMBARGOED = "EMBARGOED until 00:01 on Monday 20 April 2026"
NUMBER = re.compile(r"\d[\d,]*%?")
HOSTILE = {
    "script": "<script>alert(1)</script> took on a third",
    "link": '<a href="https://example.org/">Click</a> here & there',
    "breaks": "One<br>two<b>three</b>",
    "entities": "Fish &amp; chips &#60;b&#62;",
    "template": "%{meta[0]} $x^2$ {{ title }}",
    "emoji": "Referrals \N{CHART WITH UPWARDS TREND} rise \N{FAMILY}",
    "right to left": "\u0627\u0644\u0625\u062d\u0627\u0644\u0627\u062a 83",
    "turned round": "83 \u202e38 of\u202c 260",
    "control letters": "Nul\x00 bell\x07 lone \ud800 half",
    "one long word": "W" * 10_000,
    "ten thousand letters": "referrals " * 1_000,
}


def drawn(plate, size):
    return plain(plates.draw(plate, width=size.width, height=size.height))


def written(figure):
    """What a reader reads, piece by piece; line breaks and bold type apart."""
    pieces = [each["text"] for each in figure["layout"]["annotations"]]
    return [unescape(re.sub(r"</?b>", "", piece).replace("<br>", " ")) for piece in pieces]


def bars_of(figure):
    """The values of all bars, as the browser is told them."""
    return [value for trace in figure["data"] for value in trace["x" if trace["orientation"] == "h" else "y"]]


def own_words(plate):
    labels = [row.label for row in plate.rows] + [column.heading for column in plate.columns]
    held = [figure.held for figure in plate.figures]
    around = (plate.title, plate.subtitle, plate.filters, plate.caption, plate.definition, plate.mark)
    return " ".join([*around, *plate.footnotes, *labels, *held])


def figures_of(plate):
    return [word for figure in plate.figures for word in (figure.text, figure.percentage)]


@EVERY_PLATE
def test_a_picture_is_as_it_was_reviewed(plate):
    golden = GOLDEN / f"{plate.key}.json"

    assert drawn(plate, WIDE) == json.loads(golden.read_text(encoding="utf-8")), f"if it is better now, write {golden}"


@EVERY_PLATE
@EVERY_SIZE
def test_every_figure_stands_in_the_picture_and_no_other_number(plate, size):
    figure = drawn(plate, size)
    pieces = written(figure)

    for shown in plate.figures:
        with_share = f"{shown.text} ({shown.percentage})" if shown.percentage else shown.text
        assert any(with_share in " ".join(piece.split()) for piece in pieces), with_share
    allowed = set(NUMBER.findall(own_words(plate))) | {n for word in figures_of(plate) for n in NUMBER.findall(word)}
    assert {number for piece in pieces for number in NUMBER.findall(piece)} <= allowed


@EVERY_PLATE
@EVERY_SIZE
def test_bars_are_of_the_figures_shown_and_none_is_of_a_hidden_one(plate, size):
    whole = [plate.rows[0].figures[0].value] if plate.shape is Shape.SPLIT else []
    shown = [figure.value for figure in plate.figures if figure.value is not None]

    assert sorted(bars_of(drawn(plate, size)) + whole) == sorted(shown)


@EVERY_SIZE
def test_a_part_that_is_hidden_is_no_gap_in_the_bar_of_the_whole(size):
    split = example_plates()[0]
    hidden = replace(split, rows=(*split.rows[:2], replace(split.rows[2], figures=(printed("route.PARTNER", None),))))
    figure = drawn(hidden, size)

    assert bars_of(figure) == [260, 83]
    assert len({trace["xaxis"] for trace in figure["data"]}) == 1  # each from the same baseline
    assert "[c]" in written(figure)


@EVERY_PLATE
@EVERY_SIZE
def test_a_picture_says_by_itself_what_it_is_and_where_it_is_from(plate, size):
    said = " ".join(written(drawn(plate, size)))

    for words in (plate.title, plate.subtitle, plate.filters, plate.caption):
        assert words in said
    assert (HIDDEN_NOTE in said) or not plate.hides
    assert all(figure.held in said for figure in plate.figures)


@EVERY_PLATE
@EVERY_SIZE
def test_a_mark_stands_as_a_band_and_across(plate, size):
    figure = drawn(replace(plate, mark=EMBARGOED), size)

    assert written(figure).count(EMBARGOED) == 1
    assert written(figure).count("EMBARGOED") == 1
    assert [shape["x1"] - shape["x0"] for shape in figure["layout"]["shapes"] if shape["fillcolor"] == MARK] == [1]


def test_without_a_mark_there_is_none():
    assert not [shape for shape in drawn(example_plates()[1], WIDE)["layout"]["shapes"] if shape["fillcolor"] == MARK]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@EVERY_SIZE
def test_whatever_a_text_holds_it_is_only_read(words, size):
    plate = replace(example_plates()[2], title=words, mark=words, measure=words, footnotes=(words[:200],))
    row = replace(plate.rows[0], label=words[:200])
    figure = drawn(replace(plate, rows=(row, *plate.rows[1:])), size)
    pieces = [each["text"] for each in figure["layout"]["annotations"]]

    assert {tag for piece in pieces for tag in re.findall(r"<[^>]*>", piece)} <= {"<br>", "<b>", "</b>"}
    assert not re.search("[\x00-\x08\ud800-\udfff\u202a-\u202e]", "".join(pieces))
    assert sorted(bars_of(figure)) == [40, 65, 120]
