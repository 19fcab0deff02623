"""The Imports page without a browser: choose, check, agree, load; refused to whoever is no administrator any more."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dashboard.administration.uploads import FOLDER
from dashboard.ui import cache
from data_access.open_sessions import end_sessions
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit
from tests.doorway import WITNESS
from tests.import_bench import GOOD, MIXED
from tests.imports import MINIMUM

ADMINISTRATOR = Role.ADMINISTRATOR


def opened(site: Site) -> Visit:
    visit = site.visit(ADMINISTRATOR, "imports")
    assert not visit.app.exception
    return visit


def uploaded(visit: Visit, *files: tuple[str, bytes]) -> Visit:
    """Choose files and ask for a check, then wait as the page does."""
    visit.app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return waited(visit.press("Check"))


def waited(visit: Visit) -> Visit:
    """Wait for the work of the page and draw it again."""
    for place in list(cache.bench()._places.values()):
        place.work.wait()
    visit.app.run()
    assert not visit.app.exception
    return visit


def button(visit: Visit, label: str) -> Any:
    return next(each for each in visit.app.button if each.label == label)


def agreed(visit: Visit) -> Visit:
    for box in visit.app.checkbox:
        box.check()
    visit.app.run()
    return visit


def kept(site: Site) -> list[Path]:
    return [path for path in (site.folder / FOLDER).rglob("*") if path.is_file()]


def recorded(site: Site) -> list[tuple[str, str]]:
    entries = sa.select(audit_entry.c.event, audit_entry.c.outcome).order_by(audit_entry.c.sequence)
    with site.gate.store.connect() as connection:
        told = [tuple(row) for row in connection.execute(entries)]
    return [(event, outcome) for event, outcome in told if event.startswith("IMPORT")]


def test_a_register_is_checked_agreed_to_and_loaded(empty_site: Site) -> None:
    before = len(recorded(empty_site))
    visit = uploaded(opened(empty_site), MIXED)
    assert "1 fault in 1 of 2 rows." in visit.text
    assert "Atlantis" not in visit.text, "one odd word may be a name"
    assert button(visit, "Load 1 row").disabled
    waited(agreed(visit).press("Load 1 row"))
    assert "Loaded: 1 added, 1 set aside." in visit.text
    assert [row["Files"] for table in visit.tables if "Loads" in table.caption for row in table.rows.values()] == [
        "register.csv"
    ]
    assert recorded(empty_site)[before:] == [("IMPORT_CHECK", "DONE"), ("IMPORT_LOAD", "DONE"), ("IMPORT_LOAD", "DONE")]
    visit.press("Import another register")
    assert visit.app.file_uploader
    assert kept(empty_site) == []


def test_a_clean_register_needs_no_agreement_about_faults(empty_site: Site) -> None:
    visit = uploaded(opened(empty_site), GOOD)
    assert "2 rows checked: no faults." in visit.text
    assert [box.label[:25] for box in visit.app.checkbox] == ["I know that this is a dem"]
    assert button(visit, "Load 2 rows").disabled


def test_the_page_keeps_no_file_in_memory(empty_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    freed: list[str] = []
    free = MemoryUploadedFileManager.remove_file

    def note(keeper: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
        assert keeper.get_files(session_id, [file_id]), "it must be there under this very name"
        free(keeper, session_id=session_id, file_id=file_id)
        freed.append(file_id)

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", note)
    visit = uploaded(opened(empty_site), GOOD, ("other.csv", b"x"))
    assert len(freed) == 2
    assert "UploadedFile" not in repr(visit.app.session_state)
    visit.press("Choose other files")
    assert [each.value for each in visit.app.file_uploader] == [[], None]


def test_without_a_file_the_page_says_what_to_do(empty_site: Site) -> None:
    visit = opened(empty_site).press("Check")
    assert "No register was chosen." in visit.text
    assert visit.app.file_uploader


def test_another_tab_of_the_session_goes_on_where_the_first_was(empty_site: Site) -> None:
    uploaded(opened(empty_site), GOOD)
    assert "2 rows checked: no faults." in opened(empty_site).text


def test_names_and_values_are_text_and_nothing_else(empty_site: Site) -> None:
    word = "<img src=x onerror=alert(1)>"
    rows = [",".join((MINIMUM | {"referral_id": f"A-{row}", "force": word}).values()) for row in range(3)]
    content = "\r\n".join([",".join(MINIMUM), *rows, ""]).encode()
    visit = uploaded(opened(empty_site), ("<b>evil</b>\u202e.csv", content))
    assert word in visit.text
    assert not any(word in piece or "<b>evil" in piece for piece in visit.html)


@pytest.mark.parametrize("ends", ["session", "role"])
def test_whoever_is_no_administrator_any_more_loads_nothing(empty_site: Site, ends: str) -> None:
    visit = agreed(uploaded(opened(empty_site), GOOD))
    before = len(recorded(empty_site))
    if ends == "session":
        empty_site.hold(None)
    else:
        empty_site.hold(Role.MANAGER)
    visit.press("Load 2 rows")
    assert len(recorded(empty_site)) == before
    assert "Loaded: 2 added" not in visit.text


def test_files_go_when_their_session_has_ended(empty_site: Site) -> None:
    uploaded(opened(empty_site), GOOD)
    assert kept(empty_site)
    gate = empty_site.gate
    end_sessions(gate.store, username="administrator", witness=WITNESS, now=cache.bench()._site.clock())
    assert not cache.bench().sweep()
    assert kept(empty_site) == []
