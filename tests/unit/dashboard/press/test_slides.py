"""The slides of a release, read back by python-pptx, by openpyxl and as the XML they are: each figure and no more."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pptx
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide

from dashboard.charts.chart import Theme
from dashboard.charts.house_style import PALETTES
from dashboard.edition import Edition, Plate
from dashboard.press.slides import slides
from dashboard.wording import release_files as words
from tests.editions import an_edition, plates
from tests.titles import HOSTILE

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
MARK = "EMBARGOED until 00:01 on 20 Apr 2026"
LIGHT = PALETTES[Theme.LIGHT]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def opened(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content))


def findings(content: bytes) -> list[Slide]:
    """The slides between the cover and how to read them."""
    return list(opened(content).slides)[1:-1]


def chart_on(slide: Slide) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def text_of(slide: Slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def shown(plate: Plate) -> list[int]:
    """The counts of a plate that its chart draws: in a bar of parts the whole is their sum and its label."""
    rows = plate.rows[1:] if plate.key == "total" else plate.rows
    return sorted(figure.value for row in rows for figure in row.figures if figure.value is not None)


def parts(content: bytes, pattern: str) -> Iterator[bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        yield from (archive.read(name) for name in sorted(archive.namelist()) if re.fullmatch(pattern, name))


def test_each_finding_is_a_slide_with_its_title_measure_source_and_reference() -> None:
    edition = an_edition()
    for plate, slide in zip(edition.plates, findings(slides(edition, now=NOW)), strict=True):
        assert slide.shapes.title.text_frame.text == plate.title
        for text in (plate.subtitle, plate.filters, plate.source, plate.data_to, plate.reference, "invented"):
            assert text in text_of(slide)


def test_the_chart_of_each_plate_is_native_and_holds_the_figures_shown_and_no_other() -> None:
    edition = an_edition()
    content = slides(edition, now=NOW)
    for plate, slide in zip(edition.plates, findings(content), strict=True):
        chart = chart_on(slide).chart
        values = [value for series in chart.plots[0].series for value in series.values]
        assert sorted(value for value in values if value is not None) == shown(plate)
        assert chart.chart_type in {
            XL_CHART_TYPE.BAR_STACKED,
            XL_CHART_TYPE.BAR_CLUSTERED,
            XL_CHART_TYPE.COLUMN_CLUSTERED,
        }


def test_neither_the_xml_of_a_chart_nor_its_workbook_holds_a_point_for_what_is_hidden() -> None:
    edition = an_edition()
    for plate, slide in zip(edition.plates, findings(slides(edition, now=NOW)), strict=True):
        part = chart_on(slide).chart.part
        root = ElementTree.fromstring(part.blob)  # noqa: S314 - our own file
        drawn = [
            int(float(value.text or "")) for cache in root.iter(f"{CHART}numCache") for value in cache.iter(f"{CHART}v")
        ]
        book = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob))
        cells = [cell for row in book["Sheet1"].iter_rows() for cell in row if isinstance(cell.value, int | float)]
        assert sorted(drawn) == sorted(cell.value for cell in cells) == shown(plate)
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_hidden_figure_is_named_in_the_label_of_its_row() -> None:
    content = slides(an_edition(), now=NOW)
    labels = [list(chart_on(slide).chart.plots[0].categories) for slide in findings(content)]

    assert labels[2][-1] == "Other agencies: [c]"
    assert labels[3] == ["High", "Medium", "Low: [c]"]


def test_a_row_of_which_a_part_is_hidden_says_which_and_nothing_is_stacked() -> None:
    divided = plates()[3]
    low = divided.rows[2]
    half = type(low)(code=low.code, label=low.label, figures=(divided.rows[1].figures[0], low.figures[1]))
    plate = type(divided)(**{**fields_of(divided), "rows": (*divided.rows[:2], half)})
    chart = chart_on(findings(slides(an_edition(plates=(plate,)), now=NOW))[0]).chart

    assert list(chart.plots[0].categories)[2] == "Low (With partners [c])"
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED


def fields_of(plate: Plate) -> dict[str, Any]:
    return {name: getattr(plate, name) for name in plate.__slots__}


def test_a_split_that_does_not_add_up_is_drawn_as_bars_side_by_side() -> None:
    split = plates()[0]
    plate = type(split)(**{**fields_of(split), "rows": split.rows[:2]})
    chart = chart_on(findings(slides(an_edition(plates=(plate,)), now=NOW))[0]).chart

    assert list(chart.plots[0].categories) == ["Received", "Taken on by the unit (32%)"]
    assert list(chart.plots[0].series[0].values) == [260, 83]


def test_where_nothing_is_shown_the_slide_says_so_in_words_and_has_no_chart() -> None:
    divided = plates()[3]
    plate = type(divided)(**{**fields_of(divided), "rows": divided.rows[2:]})
    (slide,) = findings(slides(an_edition(plates=(plate,)), now=NOW))

    assert "Low, taken on: [c]" in text_of(slide)
    assert not [shape for shape in slide.shapes if shape.has_chart]


def test_what_is_taken_on_and_what_partners_manage_keep_their_colours() -> None:
    content = slides(an_edition(), now=NOW)
    for slide in (findings(content)[0], findings(content)[3]):
        colours = [f"#{series.format.fill.fore_color.rgb}" for series in chart_on(slide).chart.plots[0].series]
        assert colours == [LIGHT.taken_on, LIGHT.partners]


def test_each_chart_has_its_alt_text_and_each_slide_one_title() -> None:
    edition = an_edition()
    content = slides(edition, now=NOW)
    for plate, slide in zip(edition.plates, findings(content), strict=True):
        assert chart_on(slide).element.nvGraphicFramePr.cNvPr.get("descr") == plate.alt_text
    assert all(slide.shapes.title.text_frame.text for slide in opened(content).slides)


def test_the_notes_hold_the_definition_every_figure_with_its_reference_and_what_to_know() -> None:
    edition = an_edition(mark=MARK)
    for plate, slide in zip(edition.plates, findings(slides(edition, now=NOW)), strict=True):
        said = slide.notes_slide.notes_text_frame.text
        for text in (MARK, plate.definition, plate.sentence, plate.filters, *plate.footnotes):
            assert text in said
        for figure in plate.figures:
            assert f"{figure.in_full}, {figure.reference}" in said


@pytest.mark.parametrize("mark", ["", "DRAFT", MARK])
def test_the_mark_stands_on_every_slide_and_inside_every_chart_while_there_is_one(mark: str) -> None:
    content = slides(an_edition(mark=mark), now=NOW)
    for slide in opened(content).slides:
        assert (words.STATE in [shape.name for shape in slide.shapes]) is bool(mark)
        assert mark in text_of(slide)
    for slide in findings(content):
        chart = chart_on(slide).chart
        assert chart.has_title is bool(mark)
        assert not mark or chart.chart_title.text_frame.text == mark
    assert opened(content).core_properties.content_status == mark


def test_the_cover_says_whose_release_it_is_and_the_last_slide_how_to_read_it() -> None:
    edition = an_edition()
    deck = opened(slides(edition, now=NOW))
    cover, last = text_of(deck.slides[0]), text_of(deck.slides[len(deck.slides) - 1])

    for text in (edition.title, edition.unit, edition.headline, "19 Jun 2018 to 18 Apr 2019", edition.reference):
        assert text in cover
    for text in (words.HOW_TO_READ, edition.rule, edition.reference, edition.help_lines[0]):
        assert text in last
    assert edition.editors[0] in deck.slides[len(deck.slides) - 1].notes_slide.notes_text_frame.text
    assert (deck.core_properties.title, deck.core_properties.language) == (edition.title, "en-GB")
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.01


def test_every_text_is_said_to_be_british_english() -> None:
    for part in parts(slides(an_edition(mark=MARK), now=NOW), r"ppt/.*\.xml"):
        root = ElementTree.fromstring(part)  # noqa: S314 - our own file
        runs = [run for name in ("r", "fld") for run in root.iter(f"{DRAWING}{name}")]
        assert all(run[0].get("lang") == "en-GB" for run in runs)
        assert b"en-US" not in part


def test_nothing_is_left_of_the_template_that_it_was_made_from() -> None:
    with ZipFile(io.BytesIO(slides(an_edition(), now=NOW))) as archive:
        names = archive.namelist()
        text = b"".join(map(archive.read, names))

    assert len(names) == len(set(names))
    assert not [name for name in names if "thumbnail" in name or "printer" in name]
    assert b"Calibri" not in text
    assert len([name for name in names if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)]) == 3


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_slides_or_runs_behind_a_chart(text: str) -> None:
    hostile = tuple(
        type(plate)(
            **{
                **fields_of(plate),
                "title": text,
                "alt_text": text,
                "definition": text,
                "footnotes": (text,),
                "columns": tuple(type(column)(code=column.code, heading=text) for column in plate.columns),
                "rows": tuple(type(row)(code=row.code, label=text, figures=row.figures) for row in plate.rows),
            }
        )
        for plate in plates()
    )
    edition: Edition = an_edition(title=text, headline=text, editors=(text,), mark=text, plates=hostile)
    content = slides(edition, now=NOW)
    for plate, slide in zip(edition.plates, findings(content), strict=True):
        chart = chart_on(slide).chart
        values = [value for series in chart.plots[0].series for value in series.values]
        assert sorted(value for value in values if value is not None) == shown(plate)
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert len(slide.shapes.title.text_frame.text) <= 300


def test_the_same_release_at_the_same_moment_gives_the_same_bytes() -> None:
    assert slides(an_edition(), now=NOW) == slides(an_edition(), now=NOW)
