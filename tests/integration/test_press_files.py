"""Files of a release on both databases: recorded before they leave, marked until it is out, refused if it moved."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from dashboard.administration.press_files import ReleaseMoved, Request, prepared, still
from dashboard.administration.press_room import PressRoom
from dashboard.edition.notes import DRAFT
from dashboard.policy import NotPermitted, User
from dashboard.press.product import Asked
from dashboard.press.products import PRODUCTS
from data_access.access_vocabulary import Event
from data_access.audit import append
from data_access.releases import Kept, ReferenceRefused
from data_access.vocabulary import Role
from tests.factories import HAMPSHIRE
from tests.frozen import EMBARGO, NOW, acting
from tests.press_desk import a_person, a_proposal, office

ANN, BEN = a_person("ann", Role.PRESS_OFFICER), a_person("ben", Role.PRESS_OFFICER)
COM, MAY = a_person("com", Role.COMMISSIONER), a_person("may", Role.MANAGER)
ADA, FAR = a_person("ada", Role.ADMINISTRATOR), a_person("far", Role.PRESS_OFFICER, forces=(HAMPSHIRE,))
TABLES = PRODUCTS["tables"]
OUT = EMBARGO + timedelta(hours=1)


def room(store: sa.Engine, user: User, *, now: datetime = NOW) -> PressRoom:
    return PressRoom(office=office(store, user, now=now), clock=lambda: now)


def under_embargo(store: sa.Engine) -> Kept:
    kept = office(store, ANN, now=NOW).draft(a_proposal())
    second = office(store, BEN, now=NOW)
    second.check(kept.reference, seen=1)
    second.approve(kept.reference, seen=2)
    return office(store, ANN, now=NOW).embargo(kept.reference, seen=3, until=EMBARGO)


def of(kept: Kept, key: str = "tables", **told: str) -> Request:
    return Request(product=PRODUCTS[key], reference=kept.reference.text, **told)


@pytest.mark.parametrize("key", [key for key in PRODUCTS if key not in {"png", "svg", "pdf", "pack"}])
def test_a_file_says_of_itself_what_the_audit_keeps(store_engine: sa.Engine, key: str) -> None:
    kept = under_embargo(store_engine)
    plate = "agency" if PRODUCTS[key].of_plate else ""
    made = prepared(room(store_engine, ANN), of(kept, key, plate=plate))
    assert made.content
    assert made.entry.event is Event.EXPORT
    assert made.entry.releases == (kept.reference.text,)
    assert made.entry.cells_hidden == 1
    assert made.entry.subject.startswith(f"stalking-referrals-2018-19_{kept.reference.text}_")
    assert "EMBARGOED until 20 Apr 2026, 00:01" in made.entry.detail


def test_whoever_exported_is_listed_once_the_figures_are_withdrawn(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)
    entry = prepared(room(store_engine, COM, now=OUT), of(kept)).entry
    append(store_engine, acting("com", role="COMMISSIONER"), entry, now=OUT)
    office(store_engine, ANN, now=OUT).withdraw(kept.reference, seen=4, reason="Counted twice")
    told = office(store_engine, MAY, now=OUT).exporters(kept.reference)
    assert [(each.username, each.file_name) for each in told] == [("com", entry.subject)]


def test_a_title_of_one_s_own_stands_in_the_file_and_in_the_audit(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)
    made = prepared(room(store_engine, ANN), of(kept, "table", plate="agency", title="=cmd|' /C calc'!A0 \n surge"))
    assert "surge" in made.entry.detail
    assert "\n=cmd" not in made.content.decode("utf-8-sig")


def test_the_mark_is_there_until_the_moment_it_ends(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)
    before, after = (prepared(room(store_engine, ANN, now=now), of(kept)).content for now in (NOW, EMBARGO))
    assert b"EMBARGOED until" in before
    assert b"EMBARGOED" not in after
    drafted = office(store_engine, ANN, now=NOW).draft(a_proposal(previous=kept.reference))
    assert DRAFT.encode() in prepared(room(store_engine, ANN), of(drafted)).content


@pytest.mark.parametrize("user", [COM, FAR], ids=["commissioner", "another force"])
def test_before_it_is_out_nobody_else_gets_a_file_or_learns_that_there_is_one(
    store_engine: sa.Engine, user: User
) -> None:
    kept = under_embargo(store_engine)
    with pytest.raises(ReferenceRefused, match="ever frozen"):
        prepared(room(store_engine, user), of(kept))


def test_an_administrator_gets_no_file(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)
    with pytest.raises(NotPermitted):
        prepared(room(store_engine, ADA, now=OUT), of(kept))


@pytest.mark.parametrize("plate", ["", "nothing", "route", "../agency"])
def test_a_chart_that_the_release_has_not_is_refused(store_engine: sa.Engine, plate: str) -> None:
    kept = under_embargo(store_engine)
    with pytest.raises(ReferenceRefused):
        prepared(room(store_engine, ANN), of(kept, "table", plate=plate))


def test_a_release_withdrawn_while_its_file_is_made_is_not_handed_out(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)

    def slowly(asked: Asked) -> bytes:
        office(store_engine, MAY, now=OUT).withdraw(kept.reference, seen=4, reason="Counted twice")
        return TABLES.make(asked)

    request = replace(of(kept), product=replace(TABLES, make=slowly))
    with pytest.raises(ReleaseMoved, match="WITHDRAWN"):
        prepared(room(store_engine, COM, now=OUT), request)


def test_a_file_made_before_the_embargo_ended_is_not_handed_out_after(store_engine: sa.Engine) -> None:
    kept = under_embargo(store_engine)
    made = prepared(room(store_engine, ANN), of(kept))
    mark = "EMBARGOED until 20 Apr 2026, 00:01"
    assert still(room(store_engine, ANN), of(kept), made, mark=mark) is made
    with pytest.raises(ReleaseMoved, match="it is released now"):
        still(room(store_engine, ANN, now=OUT), of(kept), made, mark=mark)


def test_a_file_over_the_end_of_the_embargo_is_refused_and_comes_clean_when_asked_for_again(
    store_engine: sa.Engine,
) -> None:
    kept = under_embargo(store_engine)
    working = replace(room(store_engine, ANN), clock=lambda: EMBARGO)
    with pytest.raises(ReleaseMoved):
        prepared(working, of(kept))
    assert b"EMBARGOED" not in prepared(working.at_this_moment(), of(kept)).content
