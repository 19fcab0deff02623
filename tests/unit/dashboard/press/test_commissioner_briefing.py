"""The commissioner's briefing: two tagged pages, every number as printed, nothing hidden in it, nothing cut off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from dashboard.edition import Edition, Plate, Row, Shape
from dashboard.edition.notes import INVENTED
from dashboard.press.briefing import commissioner_briefing
from dashboard.press.briefing_plates import MOST_BARS, MOST_COLUMNS, Chosen, plate_told
from dashboard.wording.safety_text import HELP_LINES
from tests.built_editions import built
from tests.editions import ONE, ROUTES, a_plate, an_edition, plates, printed
from tests.releases import a_unit, composed

NOW = datetime(2026, 11, 29, 12, 0, 0, 123456, tzinfo=UTC)
MARK = "EMBARGOED until 20 Apr 2026, 00:01"
LONG = "Cheshire and Wirral Partnership NHS Foundation Trust, community mental health teams "
HOSTILE = (
    '#panic() ]#read("/etc/passwd")[ $x$ <l> @r',
    "=HYPERLINK(1) <script>alert(1)</script>",
    "Surge 🎉 צוו \N{RIGHT-TO-LEFT OVERRIDE}abc\x00\n\n= heading",
    "W" * 10_000,
    "long words and many " * 500,
)


def read(edition: Edition) -> PdfReader:
    return PdfReader(BytesIO(commissioner_briefing(edition, now=NOW)))


def text_of(found: PdfReader) -> str:
    """The words of all pages in one line; words that were broken are whole again."""
    text = " ".join(page.extract_text() for page in found.pages)
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def heights(page: PageObject) -> list[float]:
    """How far above the lower edge of the sheet each piece of text stands, in points."""
    seen: list[float] = []

    def visit(text: str, matrix: list[float], place: list[float], *_: Any) -> None:
        if text.strip():
            seen.append(place[5] * matrix[3] + matrix[5])

    page.extract_text(visitor_text=visit)
    return seen


def twelve_plates(*, title: str = "", label: str = LONG) -> Edition:
    """The largest a release can be: years of months, many agencies under long names, all tables."""
    count = 30
    codes = [f"{2018 + month // 12}-{month % 12 + 1:02d}" for month in range(36)]
    months = [Row(code=code, label=code, figures=(printed(f"month.{code}", count),)) for code in codes]
    groups = [
        Row(code=f"G{n}", label=f"{label}{n}", figures=(printed(f"agency.G{n}", 20 + n, percentage="7%"),))
        for n in range(MOST_BARS + 6)
    ]
    parts = [
        Row(
            code=f"G{n}",
            label=f"{label}{n}",
            figures=(printed(f"x.G{n}.U", 10 + n, percentage="40%"), printed(f"x.G{n}.P", None)),
        )
        for n in range(MOST_BARS)
    ]
    named: dict[str, Any] = {"title": title} if title else {}
    return an_edition(
        mark=MARK,
        help_lines=HELP_LINES,
        **({"headline": title, "title": title} if title else {}),
        plates=(
            plates()[0],
            *(a_plate(key, Shape.STEPS, months, ONE, **named) for key in ("month", "quarter")),
            *(a_plate(key, Shape.GROUPS, groups, ONE, **named) for key in ("agency", "risk", "outcome")),
            *(
                a_plate(key, Shape.PARTS, parts, ROUTES, **named)
                for key in ("risk-route", "agency-route", "quarter-route", "quarter-risk", "outcome-route")
            ),
        ),
    )


def test_it_is_two_tagged_pages_with_title_and_language():
    found = read(an_edition())

    assert len(found.pages) == 2
    assert found.metadata is not None
    assert str(found.metadata.title).startswith("Cheshire received 260 referrals in its first ten months")
    assert str(found.metadata.title).endswith("SR-2026-0417")
    catalogue = found.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_the_charts_are_drawn_and_have_words_for_who_cannot_see_them():
    content = commissioner_briefing(an_edition(), now=NOW)
    tree = str(PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    found = PdfReader(BytesIO(content))

    assert tree
    assert not any(page.images for page in found.pages)
    told = [node["/Alt"] for node in _nodes(found.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in node]
    assert told == [plate.alt_text for plate in plates()[:2]]  # groups and parts are tables, which read themselves
    kinds = [str(node.get("/S")) for node in _nodes(found.trailer["/Root"]["/StructTreeRoot"])]
    assert kinds.count("/Table") == 3
    assert kinds.count("/H1") == 1


def _nodes(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each)
    elif hasattr(node, "get"):
        yield node
        if "/K" in node:
            yield from _nodes(node["/K"])


def test_every_figure_is_printed_as_it_is_and_every_hidden_one_as_such():
    edition = an_edition()
    text = text_of(read(edition))

    for plate in edition.plates:
        assert plate.title in text or plate.key == "total"
        for row in plate.rows:
            assert row.label in text
            for figure in row.figures:
                assert re.search(rf"(?<!\d){re.escape(figure.text)}(?!\d)", text)
                assert figure.percentage in text
                assert figure.held in text
    assert "260 = 83 (32%) + 177 (68%)" in re.sub(r" (Received|Taken on by the unit|Managed with partners)", "", text)
    assert "Other agencies [c] " in text
    assert "Low [c] [c] " in text


def test_a_hidden_month_stands_as_such_in_its_place_and_has_no_column():
    months = [
        Row(code=f"2018-0{month}", label=f"Month {month}", figures=(printed(f"month.{month}", count, exact=True),))
        for month, count in ((6, 18), (7, None), (8, 27))
    ]
    told = plate_told(a_plate("month", Shape.STEPS, months, ONE))
    text = text_of(read(an_edition(plates=(a_plate("month", Shape.STEPS, months, ONE),))))

    assert "18 [c] 27 Month 6 Month 7 Month 8" in text
    assert ["length" in row["figures"][0] for row in told["rows"]] == [True, False, True]


def test_no_number_is_in_it_that_the_edition_does_not_tell():
    edition = an_edition(help_lines=HELP_LINES)
    told = set(re.findall(r"\d+", f"{edition!r}"))
    of_the_calendar = {"19", "18", "30", "20", "00", "01"}

    assert set(re.findall(r"\d+", text_of(read(edition)))) - told <= of_the_calendar | {"1", "2", "9", "13"}


def test_what_must_be_said_with_it_is_said():
    edition = an_edition(help_lines=HELP_LINES)
    text = text_of(read(edition))

    for told in (
        edition.headline,
        edition.rule,
        *edition.help_lines,
        INVENTED,
        "Data to 18 Apr 2019, as recorded by 30 Apr 2019",
        plates()[0].source,
        "19 Jun 2018 to 18 Apr 2019",
        "SR-2026-0417-route.UNIT-K",
        "Three likely questions, with answers",
        "What not to say",
        "What these figures cannot answer",
        plates()[0].definition,
    ):
        assert told in text


@pytest.mark.parametrize("mark", ["DRAFT, not for publication", MARK, "WITHDRAWN, do not use"])
def test_a_mark_stands_as_a_band_and_in_the_head_of_both_pages(mark: str):
    for page in read(an_edition(mark=mark)).pages:
        assert page.extract_text().count(mark) == 2


def test_the_same_edition_is_the_same_file():
    assert commissioner_briefing(an_edition(), now=NOW) == commissioner_briefing(an_edition(), now=NOW)


@pytest.mark.parametrize("title", ["", *HOSTILE], ids=["long names", "typst", "script", "signs", "word", "words"])
def test_the_largest_release_is_two_pages_and_nothing_falls_off_them(title: str):
    edition = twelve_plates(title=title, label=title or LONG)
    found = read(edition)

    assert len(found.pages) == 2
    assert HELP_LINES[-1] in text_of(found)
    for page in found.pages:
        told = heights(page)
        foot = min(told)
        assert foot > 20
        assert not [height for height in told if foot + 1 < height < foot + 8]


def test_rows_that_do_not_fit_are_left_out_in_words():
    text = text_of(read(twelve_plates(label="Agency ")))

    assert f"The latest {MOST_COLUMNS} of 36 rows; the others are in the tables of the release." in text
    assert f"The first {MOST_BARS} of {MOST_BARS + 6} rows; the others are in the tables of the release." in text


def test_each_plate_is_shown_once_and_one_with_a_finding_is_preferred():
    edition = twelve_plates()
    chosen = Chosen.of(edition)

    assert sorted(plate.key for plate in (*chosen.shown, *chosen.others)) == sorted(each.key for each in edition.plates)
    bare = [replace(plate, title=plate.measure) if plate.key == "risk-route" else plate for plate in edition.plates]
    assert Chosen.of(replace(edition, plates=tuple(bare))).right not in (None, bare[6])


@pytest.mark.parametrize("keys", [(), ("total",), ("month",), ("agency",), ("risk-route",)])
def test_a_release_of_few_tables_is_two_pages_too(keys: tuple[str, ...]):
    kept: tuple[Plate, ...] = tuple(plate for plate in plates() if plate.key in keys)

    assert len(read(an_edition(plates=kept)).pages) == 2


def test_parts_that_do_not_make_up_the_whole_are_not_drawn_as_if_they_did():
    split = plates()[0]
    rounded = replace(
        split, rows=(split.rows[0], *(replace(row, figures=(printed("r", 85),)) for row in split.rows[1:]))
    )
    found = read(an_edition(plates=(rounded,)))

    assert "of which" in text_of(found)
    assert not [node for node in _nodes(found.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in node]


@pytest.mark.parametrize("seed", [3, 5])
def test_a_release_as_it_is_composed_is_told_whole_and_nothing_falls_off(seed: int):
    edition = built(composed(a_unit(seed, 400)).rendered, late=False)
    found = read(edition)
    text = text_of(found)

    assert len(found.pages) == 2
    for plate in Chosen.of(edition).shown:
        assert plate.title in text or plate.shape is Shape.SPLIT
        for figure in plate.figures:
            assert figure.text in text
            assert figure.percentage in text
    for told in (edition.headline, edition.mark, edition.rule, *HELP_LINES):
        assert told in text
    assert "Taken on: " in text
