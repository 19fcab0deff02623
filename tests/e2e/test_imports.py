"""An administrator imports a register in a real browser: sees its faults, mends it, checks it, loads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from data_access.database import open_case, open_store
from data_access.schema import audit_entry, referral
from tests.e2e import reading
from tests.e2e.reading import PATIENCE_MS, PHONE, Reader, settled, sign_in
from tests.e2e.serving import Site, running

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "register.csv"
ROWS = 30
# What Streamlit itself violates and we cannot mend: rule, selector, reason.
EXCUSED = (
    ("presentation-role-conflict", 'section[aria-label="Registers"]', "Streamlit's drop zone for files can be focused"),
    ("presentation-role-conflict", 'section[aria-label="Mapping file"]', "the same"),
)


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: what is loaded here is there for nobody else."""
    with running(tmp_path_factory.mktemp("imports"), "start") as started:
        yield started


@pytest.fixture
def administrator(own_site: Site, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(**reading.SETTINGS)
    with context.new_page() as page:
        sign_in(page, own_site, "administrator")
    opened = Reader(context, own_site).open("/imports")
    yield opened
    context.close()
    assert opened.faults == []


def check(reader: Reader, *files: Path) -> None:
    """Choose files, ask for a check, and wait until it says what it found."""
    for again in (reader.button("Choose other files"), reader.button("Import another register")):
        if again.count():
            again.click()
    expect(reader.button("Check")).to_be_visible(timeout=PATIENCE_MS)
    settled(reader.page)
    reader.page.locator("input[type=file]").first.set_input_files([str(file) for file in files])
    for file in files:
        expect(reader.button(f"Remove {file.name}")).to_be_visible(timeout=PATIENCE_MS)
    settled(reader.page)
    reader.button("Check").click()
    expect(reader.button("Choose other files")).to_be_visible(timeout=PATIENCE_MS)
    settled(reader.page)


def agree(reader: Reader, words: str) -> None:
    reader.page.get_by_text(words).click()
    settled(reader.page)


def faulty(folder: Path) -> Path:
    """The example register with a date that does not exist and a name where a force should stand."""
    lines = EXAMPLE.read_text(encoding="utf-8-sig").splitlines()
    for line, column, wrong in ((3, 2, "31/02/2019"), (4, 1, "Jane Doe")):
        cells = lines[line].split(",")
        lines[line] = ",".join([*cells[:column], wrong, *cells[column + 1 :]])
    path = folder / "register of faults.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def told(site: Site) -> list[tuple[Any, ...]]:
    store = open_store(f"sqlite:///{site.folder / 'store.db'}")
    columns = (audit_entry.c.username, audit_entry.c.event, audit_entry.c.outcome, audit_entry.c.subject)
    with store.connect() as connection:
        entries = [tuple(row) for row in connection.execute(sa.select(*columns).order_by(audit_entry.c.sequence))]
    store.dispose()
    return [entry for entry in entries if entry[1] in {"IMPORT_CHECK", "IMPORT_LOAD", "EXPORT"}]


def examples_stored(site: Site) -> int:
    case = open_case(f"sqlite:///{site.folder / 'case.db'}", read_only=True)
    mine = sa.select(sa.func.count()).select_from(referral).where(referral.c.referral_id.like("EX-%"))
    with case.connect() as connection:
        found = int(connection.execute(mine).scalar_one())
    case.dispose()
    return found


def test_a_register_is_refused_mended_checked_and_loaded(administrator: Reader, tmp_path: Path) -> None:
    site, page = administrator.site, administrator.page
    check(administrator, faulty(tmp_path))
    expect(page.get_by_role("heading", name="2 faults in 2 of 30 rows.")).to_be_visible()
    faults = page.get_by_role("region", name="Faults by reason")
    expect(faults).to_contain_text("row 4 “31/02/2019”")
    expect(faults).to_contain_text("row 5")
    expect(page.get_by_text("Jane Doe")).to_have_count(0)
    expect(administrator.button("Load 28 rows")).to_be_disabled()
    with page.expect_download() as download:
        administrator.button("Download all faults (CSV)").click()
    listed = download.value.path().read_text(encoding="utf-8-sig")
    assert "31/02/2019" in listed
    assert "Jane Doe" not in listed

    check(administrator, EXAMPLE)
    expect(page.get_by_role("heading", name="30 rows checked: no faults.")).to_be_visible()
    assert examples_stored(site) == 0
    agree(administrator, "I know that this is a demonstration")
    administrator.button("Load 30 rows").click()
    expect(page.get_by_role("heading", name="Loaded: 30 added.")).to_be_visible(timeout=PATIENCE_MS)
    newest = page.get_by_role("region", name="Loads, the newest first").get_by_role("row").nth(1)
    expect(newest).to_contain_text("administrator")
    expect(newest).to_contain_text("register.csv")

    assert examples_stored(site) == ROWS
    assert told(site) == [
        ("administrator", "IMPORT_CHECK", "DONE", "register of faults.csv"),
        ("administrator", "EXPORT", "DONE", "faults.csv"),
        ("administrator", "IMPORT_CHECK", "DONE", "register.csv"),
        ("administrator", "IMPORT_LOAD", "DONE", "register.csv"),
        ("administrator", "IMPORT_LOAD", "DONE", "register.csv"),
    ]
    assert [path for path in (site.folder / "uploads").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_faults_are_for_everybody_to_read(administrator: Reader, tmp_path: Path, theme: Any) -> None:
    page = administrator.page
    page.emulate_media(color_scheme=theme)
    check(administrator, faulty(tmp_path))
    page.wait_for_timeout(200)
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]] == []
    page.set_viewport_size(PHONE)
    settled(page)
    wide = "[...document.querySelectorAll('html, [data-testid=stMain]')].map(each => each.scrollWidth)"
    assert max(page.evaluate(wide)) <= PHONE["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_choosing_files_breaks_no_rule_but_streamlits_own(administrator: Reader, theme: Any) -> None:
    page = administrator.page
    page.emulate_media(color_scheme=theme)
    page.locator("input[type=file]").first.set_input_files(str(EXAMPLE))
    settled(page)
    page.get_by_text("Other headings or words").click()
    page.wait_for_timeout(400)
    found = Axe().run(page).response["violations"]
    assert [
        f"{rule['id']}: {node['target']} {node['html'][:150]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == name and where in node["target"] for name, where, _ in EXCUSED)
    ] == []


def test_a_register_is_chosen_and_checked_without_a_mouse(administrator: Reader) -> None:
    page = administrator.page
    with page.expect_file_chooser() as chooser:
        administrator.button("Upload").first.focus()
        page.keyboard.press("Enter")
    chooser.value.set_files(str(EXAMPLE))
    expect(administrator.button(f"Remove {EXAMPLE.name}")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    administrator.button("Check").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="30 rows checked: no faults.")).to_be_visible(timeout=PATIENCE_MS)


def test_nobody_but_an_administrator_may_upload(own_site: Site, browser: Browser) -> None:
    context = browser.new_context(**reading.SETTINGS)
    with context.new_page() as page:
        sign_in(page, own_site, "manager")
        for address in ("/_stcore/upload_file/a/b", "/_stcore/upload_file/../upload_file/a/b"):
            answer = context.request.put(f"{own_site.address}{address}", multipart={"file": "x"})
            assert answer.status in {401, 403, 404}
    context.close()
