"""The Audit page through the whole application: what it shows, what is asked of it, and that reading it is recorded."""

import csv
import io
import re
import shutil

import pytest

from dashboard.administration import audit_export
from dashboard.administration.audit_log import ENTRIES_A_PAGE, Asked, AuditOffice
from dashboard.identity.clock import moment
from dashboard.policy import NotPermitted, User
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry
from data_access.audit.reading import AuditQuery, head, search
from data_access.schema import audit_entry
from data_access.vocabulary import Role
from tests import audits
from tests.app.visits import Address, Site, Visit
from tests.doorway import BROWSER

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def log(fragile_site: Site, programme: Address) -> Site:
    """A site whose audit, a copy for this test alone, holds more than one page can show."""
    shutil.copy(programme.var_dir / "secret", fragile_site.folder)
    key = fragile_site.gate.key
    store = fragile_site.gate.store
    audits.chain(store, ENTRIES_A_PAGE + 5, by=audits.witness("ann", key=key))
    refused = Entry(event=Event.SIGN_IN, outcome=Outcome.REFUSED, subject=SCRIPT, detail="100% _wrong_", rows=7)
    audits.record(store, refused, by=audits.witness("mallory", address="203.0.113.9", key=key))
    return fragile_site


def recorded(site: Site, event: Event = Event.ACCESS) -> list[tuple[str, str, str]]:
    """Who, on which page, with which filters; newest first."""
    found = search(site.gate.store, AuditQuery(events=(event,)), limit=20).entries
    return [(entry.username, entry.page, entry.filters) for entry in found]


def ask(visit: Visit, **typed: str) -> Visit:
    for label, value in typed.items():
        fields = [*visit.app.text_input, *visit.app.selectbox]
        next(field for field in fields if field.label == label).set_value(value)
    return visit.press("Search")


def rows(visit: Visit) -> int:
    return sum(piece.count("<time>") for piece in visit.html)


def test_the_newest_entries_come_first_and_the_reading_is_the_first_of_them(log: Site) -> None:
    visit = log.visit(Role.ADMINISTRATOR, "audit")
    assert not visit.app.exception
    assert rows(visit) == ENTRIES_A_PAGE
    assert re.search(r"Access\s+Read the audit", visit.text)
    assert recorded(log) == [("administrator", "audit", "the whole audit")]


def test_a_question_is_recorded_once_however_often_the_page_runs(log: Site) -> None:
    visit = log.visit(Role.ADMINISTRATOR, "audit")
    ask(ask(visit, Who="ann"), Who="ann").press("Older")
    assert recorded(log) == [("administrator", "audit", "by ann"), ("administrator", "audit", "the whole audit")]


def test_older_and_newer_turn_the_pages(log: Site) -> None:
    visit = log.visit(Role.ADMINISTRATOR, "audit")
    first = visit.text
    labels = [button.label for button in visit.app.button]
    assert ("Older" in labels, "Newer" in labels) == (True, False)
    older = visit.press("Older")
    assert older.text != first
    assert "Newer" in [button.label for button in older.app.button]
    assert older.press("Newer").text == first


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ({"Who": "mallory"}, 1),
        ({"Who": "Mallory "}, 1),
        ({"Who": "mal"}, 0),
        ({"Containing": "0% _WRONG"}, 1),
        ({"Containing": "0%_wrong"}, 0),
        ({"Containing": "203.0.113"}, 1),
        ({"Containing": "' OR 1=1 --"}, 0),
        ({"Outcome": "REFUSED"}, 1),
        ({"What": "Signing in and out", "Who": "mallory"}, 1),
        ({"What": "Exports"}, 0),
        ({"What": "Cases"}, ENTRIES_A_PAGE),
    ],
)
def test_what_is_asked_for_is_what_is_shown(log: Site, typed: dict[str, str], count: int) -> None:
    visit = ask(log.visit(Role.ADMINISTRATOR, "audit"), **typed)
    assert not visit.app.exception
    assert rows(visit) == count
    assert ("Nothing was recorded that matches" in visit.text) == (count == 0)


@pytest.mark.parametrize("field", ["Who", "Containing"])
@pytest.mark.parametrize(
    "typed",
    [SCRIPT, "%", "\\", "'; DROP TABLE audit_entry; --", "a\x00b", "=cmd|' /C calc'!A1", "\u202egnp"],
)
def test_whatever_is_typed_finds_only_what_holds_it_and_is_recorded_as_typed(log: Site, field: str, typed: str) -> None:
    visit = ask(log.visit(Role.ADMINISTRATOR, "audit"), **{field: typed})
    assert not visit.app.exception
    assert rows(visit) == {"Containing": {SCRIPT: 1, "%": 1}}.get(field, {}).get(typed, 0)
    assert SCRIPT not in " ".join(visit.html)


def test_clearing_the_form_shows_everything_again(log: Site) -> None:
    visit = ask(log.visit(Role.ADMINISTRATOR, "audit"), Who="mallory").press("Clear")
    assert rows(visit) == ENTRIES_A_PAGE
    assert [field.value for field in visit.app.text_input if field.label == "Who"] == [""]


def test_what_a_stranger_typed_is_text_and_not_markup(log: Site) -> None:
    visit = ask(log.visit(Role.ADMINISTRATOR, "audit"), Who="mallory")
    assert SCRIPT not in " ".join(visit.html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in " ".join(visit.html)


def test_a_whole_chain_is_said_to_be_whole_and_the_walk_is_recorded(log: Site) -> None:
    ends = head(log.gate.store)
    visit = log.visit(Role.ADMINISTRATOR, "audit").press("Verify the chain")
    assert f"The chain is whole: {ends.sequence + 1} entries, the newest hash begins " in visit.text
    newest = search(log.gate.store, AuditQuery(text="verified the audit"), limit=1).entries[0]
    assert (newest.username, newest.outcome) == ("administrator", Outcome.DONE)


def test_a_broken_chain_is_said_where_and_shown_there(log: Site) -> None:
    number = head(log.gate.store).sequence
    with audits.broken_into(log.gate.store) as connection:
        connection.execute(audit_entry.update().where(audit_entry.c.sequence == number).values(subject="gone"))
    visit = log.visit(Role.ADMINISTRATOR, "audit").press("Verify the chain")
    assert f"The chain is broken. Entry {number} was altered" in visit.text
    assert f"Entry {number - 1}" in visit.text


def test_a_hash_kept_elsewhere_is_looked_for(log: Site) -> None:
    visit = log.visit(Role.ADMINISTRATOR, "audit")
    next(each for each in visit.app.text_input if each.label.startswith("Hash kept")).set_value("ab" * 32)
    assert "belongs to no entry" in visit.press("Verify the chain").text


def administrator(site: Site) -> User:
    user = site.gate.user(site._tokens[Role.ADMINISTRATOR], now=moment())
    assert user is not None
    return user


def test_the_file_says_whose_it_is_and_holds_what_was_asked_for(log: Site) -> None:
    user = administrator(log)
    prepared = audit_export.prepared(user, log.gate.store, Asked(username="mallory"), now=audits.START)
    lines = list(csv.reader(io.StringIO(prepared.content.decode("utf-8-sig"))))
    opening = dict(line for line in lines if len(line) == 2)
    assert opening["Exported by"] == "Administrator (administrator)"
    assert opening["Filters"] == "by mallory"
    assert opening["Exported on"].startswith("30 Jun 2026, 10:00:00 (London)")
    assert head(log.gate.store).entry_hash in opening["Newest entry of the audit"]
    assert lines[-1][:3] == [str(head(log.gate.store).sequence), "2026-06-30T09:00:00.123456+00:00", "mallory"]
    assert (prepared.entry.rows, prepared.entry.filters) == (1, "by mallory")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "  =", "\uff1d"])
def test_a_spreadsheet_runs_nothing_of_the_file(start: str) -> None:
    assert audit_export.line((f"{start}HYPERLINK(1)",)).startswith("\"'")
    assert audit_export.line(("192.0.2.7", "ann")) == '"192.0.2.7","ann"\r\n'


def test_too_many_entries_are_refused_and_not_cut(log: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_export, "MOST", 10)
    with pytest.raises(audit_export.TooLarge, match="More than 10 entries"):
        audit_export.prepared(administrator(log), log.gate.store, Asked(), now=audits.START)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_reads_verifies_or_exports(log: Site, role: Role) -> None:
    user = log.gate.user(log._tokens[role], now=moment())
    assert user is not None
    office = AuditOffice(user=user, store=log.gate.store, witness=log.gate.witness(user, browser=BROWSER), now=moment())
    for act in (
        lambda: office.note_reading(Asked()),
        lambda: office.page(Asked()),
        lambda: office.matching(Asked()),
        lambda: office.around(1),
        lambda: office.verified(expected_hash=None, progress=lambda _done, _total: None),
        lambda: audit_export.prepared(user, log.gate.store, Asked(), now=moment()),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_an_audit_that_cannot_record_its_reading_shows_nothing(log: Site) -> None:
    with audits.broken_into(log.gate.store) as connection:
        connection.exec_driver_sql("DELETE FROM audit_head")
    visit = log.visit(Role.ADMINISTRATOR, "audit")
    assert "could not be recorded" in visit.text
    assert rows(visit) == 0
