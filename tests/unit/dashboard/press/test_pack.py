"""The awareness-week pack without pictures: whole, described by itself, marked, and never half."""

import csv
import hashlib
import io
import json
import re
import tempfile
import threading
from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from dashboard.edition import Edition
from dashboard.edition.notes import INVENTED
from dashboard.press.pack import awareness_week_pack
from dashboard.press.pack_plan import in_order, pictures
from dashboard.press.pack_words import WORDS
from dashboard.wording.safety_text import HELP_LINES
from tests.editions import an_edition, plates
from tests.packs import draw_without_chromium, files_of, manifest_of, words_of_file
from tests.titles import HOSTILE

NOW = datetime(2026, 7, 1, 11, 30, 4, tzinfo=UTC)  # 12:30:04 in London
MARK = "EMBARGOED until 20 Apr 2026, 00:01"
SAFE = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,200}\.[a-z]{3,4}")


def pack(edition: Edition) -> bytes:
    return awareness_week_pack(edition, now=NOW, draw=draw_without_chromium)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return files_of(pack(an_edition(help_lines=HELP_LINES, mark=MARK)))


def test_it_holds_slides_tables_briefing_and_words_after_what_to_read_first(files: dict[str, bytes]):
    name = "stalking-referrals-2018-19_SR-2026-0417"

    assert list(files) == [
        "README.txt",
        "manifest.json",
        f"briefing/{name}_briefing.pdf",
        f"slides/{name}_slides.pptx",
        f"tables/{name}_tables.csv",
        f"tables/{name}_tables.xlsx",
        *sorted(f"words/{name}_{key}.txt" for key in WORDS),
    ]


def test_every_picture_is_planned_in_every_size_under_a_name_that_says_it_all():
    paths = [each.path for each in in_order(tuple(pictures(an_edition(), draw=draw_without_chromium)))]

    assert len(paths) == len(plates()) * 5
    for size in ("16x9.png", "1x1.png", "9x16.png", "a4-half.png", "16x9.svg"):
        assert f"pictures/stalking-referrals-2018-19_SR-2026-0417_month_{size}" in paths


def test_two_files_of_one_name_are_refused():
    planned = tuple(pictures(an_edition(plates=plates()[:1]), draw=draw_without_chromium))

    with pytest.raises(ValueError, match="same name"):
        in_order((*planned, planned[0]))


def test_the_manifest_describes_every_file_with_its_checksum(files: dict[str, bytes]):
    described = manifest_of(files)["files"]

    assert [each["path"] for each in described] == list(files)[2:]
    for each in described:
        assert each["bytes"] == len(files[each["path"]])
        assert each["sha256"] == hashlib.sha256(files[each["path"]]).hexdigest()
        assert each["references"] == [figure.reference for plate in plates() for figure in plate.figures]
        assert each["mediaType"] != "application/octet-stream"


def test_the_manifest_tells_the_release_and_every_figure_as_printed(files: dict[str, bytes]):
    told = manifest_of(files)

    assert told["reference"] == "SR-2026-0417"
    assert (told["since"], told["until"], told["asAt"]) == ("2018-06-19", "2019-04-18", "2019-04-30")
    assert told["madeAt"] == "2026-07-01T11:30:04+00:00"
    assert told["rule"] == an_edition().rule
    figures = [figure for plate in plates() for figure in plate.figures]
    assert {
        reference: (each["value"], each["text"], each["percentage"], each["asAt"])
        for reference, each in told["figures"].items()
    } == {figure.reference: (figure.value, figure.text, figure.percentage, figure.held) for figure in figures}


def test_the_same_numbers_stand_in_its_plain_table_and_its_manifest(files: dict[str, bytes]):
    path = next(path for path in files if path.endswith(".csv"))
    lines = csv.reader(io.StringIO(files[path].decode("utf-8-sig")))
    by_reference = {cell: line for line in lines for cell in line if re.match("SR-2026-0417-", cell)}

    for reference, figure in manifest_of(files)["figures"].items():
        assert (figure["text"] if figure["value"] is None else str(figure["value"])) in by_reference[reference]


def test_the_mark_and_that_it_is_invented_stand_in_every_file(files: dict[str, bytes]):
    for path, content in files.items():
        assert MARK in words_of_file(path, content), path
        if path != "manifest.json":
            assert INVENTED in words_of_file(path, content), path
    assert manifest_of(files)["isInvented"]


def test_an_edition_that_is_out_bears_no_mark():
    for path, content in files_of(pack(an_edition())).items():
        assert "EMBARGOED" not in words_of_file(path, content)


def test_the_help_lines_stand_in_every_text_and_in_the_briefing(files: dict[str, bytes]):
    for path, content in files.items():
        if path.endswith((".txt", "briefing.pdf")):
            assert all(line in words_of_file(path, content) for line in HELP_LINES), path


def test_the_words_are_those_of_the_edition(files: dict[str, bytes]):
    told = {path.split("_")[-1]: content.decode() for path, content in files.items() if path.startswith("words/")}

    for plate in plates():
        assert plate.alt_text in told["alternative-texts.txt"]
        assert f"{plate.title}\r\n{plate.subtitle}." in told["captions.txt"]
        assert plate.sentence in told["sentences.txt"]
        assert plate.caption in told["captions.txt"]
    assert an_edition().headline in told["sentences.txt"]
    assert an_edition().editors[0] in told["notes-to-editors.txt"]
    assert told["captions.txt"].count("[c]: ") >= sum(plate.hides for plate in plates())


def test_a_plate_whose_figures_bear_no_finding_is_no_sentence_to_quote():
    bare = replace(plates()[0], title=plates()[0].measure, sentence="Referrals received (Referrals received).")
    told = files_of(pack(an_edition(plates=(bare,))))

    assert bare.sentence not in next(text for path, text in told.items() if "sentences" in path).decode()


def test_without_chromium_it_says_that_there_are_no_pictures_and_why(files: dict[str, bytes]):
    missing = manifest_of(files)["missing"]

    assert missing.startswith("No pictures are in this pack. Pictures cannot be made here")
    assert missing in files["README.txt"].decode()
    assert "pictures/" not in files["README.txt"].decode()


def test_every_name_is_safe_on_every_disk_and_every_entry_is_of_one_moment(files: dict[str, bytes]):
    assert all(SAFE.fullmatch(path) and ".." not in path for path in files)
    with ZipFile(io.BytesIO(pack(an_edition(reference="../../SR 1/\x00", title="../../etc")))) as archive:
        assert all(SAFE.fullmatch(entry.filename) for entry in archive.infolist())
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 7, 1, 12, 30, 4)}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(title: str):
    told = files_of(pack(an_edition(title=title, headline=title, mark=MARK, plates=plates()[:1])))

    assert json.loads(told["manifest.json"])["title"] == json.loads(told["manifest.json"])["headline"]
    # Whatever is in it, the mark stays the first line and the help lines the last.
    for path in (path for path in told if path.endswith(".txt")):
        lines = told[path].decode().split("\r\n")
        assert lines[0].startswith(MARK)
        assert lines[-2] == an_edition().help_lines[-1]


def test_the_same_edition_and_moment_give_the_same_pack():
    edition = an_edition(plates=plates()[:1])

    assert files_of(pack(edition)) == files_of(pack(edition))


def test_whoever_waits_is_told_of_every_file_and_on_their_own_thread():
    told: list[tuple[int, int, str]] = []
    threads: set[int] = set()

    def progress(done: int, of: int, what: str) -> None:
        told.append((done, of, what))
        threads.add(threading.get_ident())

    awareness_week_pack(an_edition(plates=plates()[:1]), now=NOW, progress=progress, draw=draw_without_chromium)

    assert [done for done, _, _ in told] == list(range(1, 5 + len(WORDS)))
    assert {of for _, of, _ in told} == {4 + len(WORDS) + 5}
    assert all(what for _, _, what in told)
    assert threads == {threading.get_ident()}


def test_whoever_gives_up_leaves_nothing_running():
    class Gone(Exception):
        pass

    def progress(_done: int, _of: int, _what: str) -> None:
        raise Gone

    with pytest.raises(Gone):
        awareness_week_pack(an_edition(), now=NOW, progress=progress, draw=draw_without_chromium)

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pack")]


def test_it_is_made_in_memory_and_needs_no_disk(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/to/write")

    assert len(files_of(pack(an_edition(plates=plates()[:1])))) == 6 + len(WORDS)
