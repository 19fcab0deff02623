"""Embargo day in Chromium: from a draft to files on disk, by two people, and to the commissioner once it is out."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from dashboard.press.products import PRODUCTS
from dashboard.wording import press_room as words
from data_access.release_vocabulary import ReleaseStep
from tests.e2e.reading import PHONE, Reader, Readers, settled

pytestmark = pytest.mark.browser

SENTENCE = (
    "The unit in Cheshire received 260 referrals in its first ten months. "
    "It took on 83 (32%) and worked with partners on the other 177."
)
LONG_MS = 120_000  # composing attacks a release, and a pack has some sixty pictures


@pytest.fixture(scope="module")
def drafted() -> dict[str, str]:
    """The reference of the release of this run, once it is drafted."""
    return {}


def saved(page: Page, name: str, folder: Path) -> Path:
    """Press a button of a page that stands still and save what it hands out, as a browser does."""
    settled(page)
    with page.expect_download(timeout=LONG_MS) as handed:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / handed.value.suggested_filename
    handed.value.save_as(path)
    return path


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def take(reader: Reader, step: ReleaseStep) -> None:
    reader.page.get_by_role("button", name=words.STEPS[step], exact=True).click()
    expect(reader.page.get_by_text(words.DONE[step])).to_be_visible()
    settled(reader.page)


def at_release(readers: Readers, who: str, drafted: dict[str, str]) -> Reader:
    return readers(who).open(f"/press?release={drafted['reference']}")


def test_a_press_officer_drafts_and_cannot_check_it(readers: Readers, drafted: dict[str, str]) -> None:
    reader = readers("press").open("/")  # where a press officer's day begins
    page = reader.page
    page.get_by_text(words.DRAFTING).first.click()
    page.get_by_role("textbox", name="Title of the release").fill("The first ten months")
    page.get_by_role("button", name=words.DRAFTING, exact=True).click()
    expect(page.get_by_text(words.DRAFTED)).to_be_visible(timeout=LONG_MS)
    settled(page)
    drafted["reference"] = reader.query()["release"][0]
    expect(page.get_by_text(SENTENCE).first).to_be_visible()
    expect(page.get_by_text("DRAFT, not for publication").first).to_be_visible()
    expect(page.get_by_text(words.ANOTHER_MUST)).to_be_visible()
    expect(page.get_by_role("button", name=words.STEPS[ReleaseStep.CHECK])).to_have_count(0)
    expect(page.get_by_role("img", name=re.compile("The unit took on 32% of 260 referrals"))).to_be_visible()


def test_a_second_person_checks_and_approves(readers: Readers, drafted: dict[str, str]) -> None:
    reader = at_release(readers, "manager", drafted)
    take(reader, ReleaseStep.CHECK)
    take(reader, ReleaseStep.APPROVE)
    expect(reader.page.get_by_text(re.compile("Approved by manager"))).to_be_visible()


def test_under_embargo_every_file_says_so_and_a_title_is_held_to_its_figures(
    readers: Readers, drafted: dict[str, str], tmp_path: Path
) -> None:
    reader = at_release(readers, "press", drafted)
    page = reader.page
    page.get_by_text(words.STEPS[ReleaseStep.EMBARGO]).first.click()
    take(reader, ReleaseStep.EMBARGO)
    expect(page.get_by_text(re.compile("^EMBARGOED until")).first).to_be_visible()
    title = page.get_by_role("textbox", name=words.TITLE, exact=True)
    title.fill("Surge in stalking")
    title.press("Enter")
    expect(page.get_by_role("status").get_by_text(re.compile("Surge"))).to_be_visible()
    settled(page)
    drawing = saved(page, "SVG", tmp_path).read_text("utf-8")
    assert "Surge in stalking" in drawing
    assert "EMBARGOED until" in drawing
    for row in csv.reader(saved(page, "Tables (CSV)", tmp_path).read_text("utf-8-sig").splitlines()):
        if row and row[0] == "Mark":
            assert row[1].startswith("EMBARGOED until")


def test_a_commissioner_does_not_know_of_it_yet(readers: Readers, drafted: dict[str, str]) -> None:
    reader = at_release(readers, "commissioner", drafted)
    expect(reader.page.get_by_text(re.compile("ever frozen"))).to_be_visible()
    expect(reader.page.get_by_role("main")).not_to_contain_text("260")


def test_once_it_is_out_every_file_lands_on_disk_and_reads_the_same(
    readers: Readers, drafted: dict[str, str], tmp_path: Path
) -> None:
    reader = at_release(readers, "press", drafted)
    page = reader.page
    page.get_by_text(words.STEPS[ReleaseStep.RELEASE]).first.click()
    page.get_by_role("textbox", name="Why").first.fill("Told on the radio")
    take(reader, ReleaseStep.RELEASE)
    files = {
        key: saved(page, product.label, tmp_path)
        for key, product in PRODUCTS.items()
        if key != "pack"
    }  # fmt: skip
    assert all(path.stat().st_size and drafted["reference"] in path.name for path in files.values())
    assert "83" in files["svg"].read_text("utf-8")
    briefing = PdfReader(files["briefing"])
    assert len(briefing.pages) == 2
    assert "177" in "".join(page.extract_text() for page in briefing.pages)
    assert len(Presentation(str(files["slides"])).slides) > 10
    figures = [cell.value for sheet in load_workbook(files["workbook"]) for row in sheet.rows for cell in row]
    assert {260, 83, 177} <= set(figures)
    assert not any("EMBARGOED" in str(value) for value in figures)


def test_the_pack_is_made_with_a_bar_and_checks_out(readers: Readers, drafted: dict[str, str], tmp_path: Path) -> None:
    page = at_release(readers, "press", drafted).page
    page.get_by_role("button", name=words.MAKE_PACK).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name=PRODUCTS["pack"].label)).to_be_visible(timeout=LONG_MS)
    settled(page)
    with zipfile.ZipFile(io.BytesIO(saved(page, PRODUCTS["pack"].label, tmp_path).read_bytes())) as pack:
        assert pack.testzip() is None
        manifest = json.loads(pack.read(next(name for name in pack.namelist() if name.endswith("manifest.json"))))
        assert drafted["reference"] in json.dumps(manifest)
        assert sum(name.endswith(".png") for name in pack.namelist()) >= 12


def test_sentence_caption_and_chart_go_to_the_clipboard(readers: Readers, drafted: dict[str, str]) -> None:
    page = at_release(readers, "press", drafted).page
    page.get_by_role("button", name=words.COPY_SENTENCE).first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    assert clipboard(page) == f"{SENTENCE} Reference {drafted['reference']}."
    page.get_by_role("button", name=words.COPY_PICTURE, exact=True).click()
    expect(page.get_by_role("button", name=words.COPIED_PICTURE)).to_be_visible()
    kinds = page.evaluate("navigator.clipboard.read().then(all => all.flatMap(each => each.types))")
    assert kinds == ["image/png"]


def test_a_commissioner_is_briefed_in_one_tap_on_a_phone(
    readers: Readers, drafted: dict[str, str], tmp_path: Path
) -> None:
    reader = readers("commissioner")
    reader.page.set_viewport_size(PHONE)
    reader.open("/")
    briefing = PdfReader(saved(reader.page, words.BRIEF_ME, tmp_path))
    assert SENTENCE.replace("\n", " ") in " ".join(briefing.pages[0].extract_text().split())
    assert drafted["reference"] in briefing.pages[0].extract_text() + briefing.pages[1].extract_text()


def test_a_journalist_s_reference_opens_the_figure(readers: Readers, drafted: dict[str, str]) -> None:
    page = readers("press").open("/press").page
    page.get_by_role("textbox", name=words.LOOK_UP).fill(f"{drafted['reference'].lower()}-route.unit")
    page.get_by_role("button", name="Open", exact=True).click()
    figure = page.get_by_role("region", name=words.REFERENCE_OPENED)
    expect(figure).to_contain_text("83")
    expect(figure).to_contain_text(f"{drafted['reference']}-route.UNIT-")


def test_withdrawn_it_says_so_and_names_who_is_to_be_told(readers: Readers, drafted: dict[str, str]) -> None:
    reader = at_release(readers, "manager", drafted)
    page = reader.page
    page.get_by_text(words.STEPS[ReleaseStep.WITHDRAW]).first.click()
    page.get_by_role("textbox", name="Why").first.fill("Counted twice")
    take(reader, ReleaseStep.WITHDRAW)
    expect(page.get_by_text("WITHDRAWN, do not use").first).to_be_visible()
    told = page.get_by_role("region", name=words.EXPORTERS)
    expect(told).to_contain_text("press (press officer)")
    expect(told).to_contain_text("commissioner (commissioner)")
