"""The public site as files: every number as it was released, nothing else, and every link within it."""

import json
import posixpath
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from dashboard.edition import Edition
from dashboard.press.web import Files, Kind, Published, drawings
from dashboard.wording import published as words
from data_access.release_vocabulary import ReleaseState
from tests.editions import an_edition
from tests.public_pages import SVG, document, feed, files_of, in_csv, in_html, in_json, links, printed

EDITION = an_edition()
PAGE = "SR-2026-0417/index.html"
LATER = datetime(2026, 4, 24, 9, 0, tzinfo=UTC)
HOSTILE = '=1+1 <script>alert("x")</script> & \u202eevil 🎉 ' + "x" * 200
PICTURES = {each.name: SVG % (each.size.width, each.size.height) for each in drawings(EDITION)}


def referring(edition: Edition, reference: str, **told: object) -> Edition:
    """The edition under another reference, also in each of its figures."""

    def moved(text: str) -> str:
        return text.replace(edition.reference, reference)

    plates = tuple(
        replace(
            plate,
            reference=reference,
            rows=tuple(
                replace(
                    row, figures=tuple(replace(figure, reference=moved(figure.reference)) for figure in row.figures)
                )
                for row in plate.rows
            ),
        )
        for plate in edition.plates
    )
    return replace(edition, reference=reference, plates=plates, **told)


@pytest.mark.parametrize("read", [in_html, in_json, in_csv])
@pytest.mark.parametrize("pictures", [{}, PICTURES], ids=["tables alone", "with pictures"])
def test_every_number_is_read_back_as_it_was_printed(read, pictures) -> None:
    assert read(files_of(Published(edition=EDITION), pictures=pictures), EDITION) == printed(EDITION)


def test_a_changed_number_would_be_noticed() -> None:
    plate = EDITION.plates[1]
    row = plate.rows[0]
    wrong = replace(row, figures=(replace(row.figures[0], text="19", value=19),))
    edition = replace(EDITION, plates=(EDITION.plates[0], replace(plate, rows=(wrong, *plate.rows[1:]))))
    files = files_of(Published(edition=edition))
    assert all(read(files, edition) != printed(EDITION) for read in (in_html, in_json, in_csv))


def test_a_hidden_figure_has_no_number_in_any_file() -> None:
    hidden = [figure for plate in EDITION.plates for figure in plate.figures if figure.value is None]
    assert len(hidden) == 3
    for each in json.loads(files_of(Published(edition=EDITION))["SR-2026-0417/release.json"].body)["plates"]:
        for figure in (figure for row in each["rows"] for figure in row["figures"] if figure["is_hidden"]):
            assert (figure["value"], figure["text"], figure["percentage"]) == (None, "[c]", "")


def test_no_figure_stands_twice_under_one_anchor() -> None:
    page = document(files_of(Published(edition=EDITION)), PAGE)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert "month.2018-06" in names


def pages(files: Files) -> list[str]:
    return [path for path, file in files.items() if file.kind in {Kind.PAGE, Kind.CARD}]


def test_every_link_leads_to_a_file_of_the_site_or_an_anchor_of_the_page() -> None:
    later = referring(EDITION, "SR-2026-0455", corrects="SR-2026-0417", previous="SR-2026-0417")
    old = replace(EDITION, state=ReleaseState.CORRECTED, correction="SR-2026-0455")
    files = files_of(Published(edition=old, changed_at=LATER), Published(edition=later), pictures=PICTURES)
    for path in pages(files):
        for link in links(files, path):
            to, _, name = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            assert target in files, (path, link)
            assert not name or name in document(files, target).xpath("//@id"), (path, link)


def test_a_page_runs_nothing_and_asks_nobody_else_for_anything() -> None:
    files = files_of(Published(edition=EDITION), pictures=PICTURES, address="https://figures.example/published/")
    for path in pages(files):
        page = document(files, path)
        assert (
            page.xpath("//script | //style | //form | //object | //embed | //@style | //@*[starts-with(name(), 'on')]")
            == []
        )
        assert page.get("lang") == "en-GB"
        loaded = page.xpath("//img/@src | //source/@srcset | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert loaded
        assert all(not re.match(r"[a-z]+:|//", each) for each in loaded)
    style = next(file.body.decode() for file in files.values() if file.kind is Kind.STYLE)
    assert re.findall(r"url\(([^)]+)\)", style) == [
        f'"{Path(path).name}"' for path, file in files.items() if file.kind is Kind.FONT
    ]


def test_the_social_card_is_named_with_its_size_and_words_where_there_is_one() -> None:
    address = "https://figures.example/published/"
    files = files_of(Published(edition=EDITION), pictures=PICTURES, address=address)
    said = {each.get("property"): each.get("content") for each in document(files, PAGE).xpath("//meta[@property]")}
    assert said["og:image"] == f"{address}SR-2026-0417/social.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "675")
    assert said["og:image:alt"] == EDITION.plates[0].alt_text
    assert files["SR-2026-0417/social.png"].kind is Kind.PICTURE
    (card,) = document(files, PAGE).xpath("//meta[@name='twitter:card']/@content")
    assert card == "summary_large_image"


def test_without_pictures_the_page_says_so_and_names_none() -> None:
    files = files_of(Published(edition=EDITION))
    page = document(files, PAGE)
    assert words.NO_PICTURES in page.text_content()
    assert page.xpath("//img | //meta[@property='og:image']") == []
    assert [path for path in files if path.endswith((".svg", ".png")) and not path.startswith("assets/")] == []


def test_each_drawing_has_its_alternative_text_and_measures() -> None:
    page = document(files_of(Published(edition=EDITION), pictures=PICTURES), PAGE)
    assert [image.get("alt") for image in page.xpath("//img")] == [plate.alt_text for plate in EDITION.plates]
    assert {(image.get("width"), image.get("height")) for image in page.xpath("//img")} == {("1200", "675")}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ReleaseState.WITHDRAWN, "Withdrawn on 24 Apr 2026, 10:00"),
        (ReleaseState.CORRECTED, "Corrected on 24 Apr 2026, 10:00"),
    ],
)
def test_a_release_that_does_not_stand_says_so_first_and_keeps_its_numbers(state: ReleaseState, told: str) -> None:
    fallen = replace(EDITION, state=state, mark=state.value)
    files = files_of(Published(edition=fallen, changed_at=LATER, reason="An agency was counted twice."))
    main = document(files, PAGE).xpath("//main")[0].text_content()
    assert main.startswith(told)
    assert "Why: An agency was counted twice." in main
    assert in_html(files, fallen) == printed(fallen)
    card = document(files, "SR-2026-0417/card-month.html").xpath("//main")[0].text_content()
    assert card.startswith(told)
    (title,) = document(files, PAGE).xpath("//meta[@property='og:title']/@content")
    assert title.startswith(told)
    listed = document(files, "index.html").text_content()
    assert EDITION.headline not in listed  # a list of what stands quotes nothing that does not
    assert not [path for path in files if path.startswith("latest/")]


def test_a_correction_and_what_it_corrects_lead_to_each_other() -> None:
    later = referring(EDITION, "SR-2026-0455", corrects="SR-2026-0417")
    old = replace(EDITION, state=ReleaseState.CORRECTED, correction="SR-2026-0455")
    files = files_of(Published(edition=old, changed_at=LATER), Published(edition=later))
    assert "../SR-2026-0455/index.html" in links(files, PAGE)
    assert "../SR-2026-0417/index.html" in links(files, "SR-2026-0455/index.html")
    assert files["latest/cheshire.json"] == files["SR-2026-0455/release.json"]


def test_the_list_is_newest_first_within_each_place() -> None:
    newer = referring(EDITION, "SR-2026-0455", public_at=LATER)
    met = referring(EDITION, "SR-2026-0456", place="Metropolitan Police")
    files = files_of(Published(edition=EDITION), Published(edition=met), Published(edition=newer))
    page = document(files, "index.html")
    assert page.xpath("//section/h2/text()") == ["Cheshire", "Metropolitan Police"]
    assert page.xpath("//section[1]//h3/a/@href") == ["SR-2026-0455/index.html", PAGE]
    assert {path for path in files if path.startswith("latest/")} == {
        "latest/cheshire.html",
        "latest/cheshire.json",
        "latest/metropolitan-police.html",
        "latest/metropolitan-police.json",
    }


def test_nothing_is_out_yet() -> None:
    files = files_of()
    assert words.NONE_YET in document(files, "index.html").text_content()
    assert feed(files).findall("{*}entry") == []


def test_the_feed_names_each_release_for_ever_and_when_it_changed() -> None:
    files = files_of(Published(edition=EDITION, changed_at=None), address="https://figures.example/published/")
    (entry,) = feed(files).findall("{*}entry")
    assert entry.findtext("{*}id") == "urn:uuid:257795a9-6e27-5802-8fe6-21aea7d75317"
    assert entry.find("{*}link").get("href") == f"https://figures.example/published/{PAGE}"
    assert entry.findtext("{*}updated") == "2026-04-19T23:01:00+00:00"


def test_json_is_as_its_schema_says() -> None:
    files = files_of(Published(edition=EDITION))
    schema = json.loads(files["assets/release.schema.json"].body)
    told = json.loads(files["SR-2026-0417/release.json"].body)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    assert set(told) == set(schema["properties"])
    for plate in told["plates"]:
        assert set(plate) == set(schema["$defs"]["plate"]["properties"])
        alone = json.loads(files[f"SR-2026-0417/plates/{plate['key']}.json"].body)
        assert {**alone, **plate} == alone


def test_hostile_words_are_words_in_every_file() -> None:
    plates = tuple(
        replace(plate, title=HOSTILE, sentence=HOSTILE, alt_text=HOSTILE, definition=HOSTILE, footnotes=(HOSTILE,))
        for plate in EDITION.plates
    )
    edition = replace(EDITION, title=HOSTILE, headline=HOSTILE, unit=HOSTILE, plates=plates, editors=(HOSTILE,))
    files = files_of(Published(edition=edition, reason=HOSTILE), pictures=PICTURES)
    for path in pages(files):
        page = document(files, path)
        assert page.xpath("//script") == []
    assert HOSTILE in document(files, PAGE).text_content()
    assert feed(files).findtext("{*}entry/{*}summary") == HOSTILE
    assert json.loads(files["SR-2026-0417/release.json"].body)["headline"] == HOSTILE
    assert b"<script" not in b"".join(
        file.body for file in files.values() if file.kind is not Kind.JSON and file.kind is not Kind.TABLE
    )
