"""The page Events and targets: what a manager notes shows at once, is withdrawn with a reason, and stays text."""

from datetime import date

import pytest

from dashboard.charts.events import LOZENGE
from dashboard.identity.clock import moment
from dashboard.ui.events import NEW, WITHDRAWAL
from dashboard.ui.targets import NEW as TARGET
from data_access import annotations
from data_access.scope import Grain, Scope
from data_access.vocabulary import Risk, Role
from tests.app.reading import unpacked
from tests.app.visits import Site, Visit
from tests.doors import add
from tests.doorway import CHESHIRE, WITNESS, session_of
from tests.factories import HAMPSHIRE, MET

SECOND_TEAM = date(2019, 9, 3)


def opened(site: Site) -> Visit:
    return site.visit(Role.MANAGER, "events")


def note(visit: Visit, title: str = "Second team started", *, why: str = "", on: date | None = SECOND_TEAM) -> Visit:
    visit.app.text_input(key=f"{NEW}-title").input(title)
    visit.app.text_area(key=f"{NEW}-why").input(why)
    if on is not None:
        visit.app.date_input(key=f"{NEW}-day").set_value(on)
    return visit.press("Note this event")


def withdraw(visit: Visit, annotation_id: int, reason: str) -> Visit:
    visit.app.selectbox(key=f"{WITHDRAWAL}-event").set_value(annotation_id)
    visit.app.text_input(key=f"{WITHDRAWAL}-reason").input(reason)
    return visit.press("Withdraw this event")


def aim(visit: Visit, days: int, *, risk: Risk | None = None, since: date = SECOND_TEAM) -> Visit:
    visit.app.selectbox(key=f"{TARGET}-risk").set_value(risk)
    visit.app.number_input(key=f"{TARGET}-days").set_value(days)
    visit.app.date_input(key=f"{TARGET}-from").set_value(since)
    return visit.press("Set this target")


def noted(visit: Visit) -> list[str]:
    listed = [each for each in visit.tables if each.headings[0] == "Day"]
    return [row["What happened"] for each in listed for row in each.rows.values() if row["Kind"] == "Event"]


def ids(site: Site) -> list[int]:
    return [each.annotation_id for each in annotations.read(site.gate.store, forces=(CHESHIRE,))]


def test_a_noted_event_is_listed_at_once_and_the_form_is_empty_again(fragile_site: Site) -> None:
    visit = note(opened(fragile_site), why="Two nurses joined.")
    assert "The event is noted" in visit.text
    assert noted(visit) == ["Second team started"]
    assert visit.app.text_input(key=f"{NEW}-title").value == ""
    assert "Two nurses joined." in visit.text


def test_series_breaks_stand_beside_the_events(fragile_site: Site) -> None:
    rows = opened(fragile_site).table("Day").rows.values()
    assert {row["Kind"] for row in rows} == {"Series break"}
    assert all("not comparable" in row["Explanation"] for row in rows)


def test_a_withdrawn_event_disappears_at_once(fragile_site: Site) -> None:
    visit = note(opened(fragile_site))
    (annotation_id,) = ids(fragile_site)
    assert "withdrawn with a reason" in withdraw(visit, annotation_id, " ").text
    assert noted(visit) == ["Second team started"]
    assert "The event is withdrawn" in withdraw(visit, annotation_id, "Noted twice").text
    assert noted(visit) == []


@pytest.mark.parametrize(
    ("title", "on", "said"),
    [
        (" ", SECOND_TEAM, "needs a title"),
        ("Second team", None, "No day was chosen"),
        ("x\u202ey", SECOND_TEAM, "cannot be seen"),
    ],
)
def test_what_no_event_may_be_is_said_and_what_was_typed_stays(
    fragile_site: Site, title: str, on: date | None, said: str
) -> None:
    visit = note(opened(fragile_site), title, on=on)
    assert said in visit.text
    assert "No event was changed." in visit.text
    assert noted(visit) == []
    assert visit.app.text_input(key=f"{NEW}-title").value == title


def test_more_than_the_field_takes_is_not_noted(fragile_site: Site) -> None:
    visit = note(opened(fragile_site), "x" * 10_000)
    assert noted(visit) == []
    assert ids(fragile_site) == []


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script>", "=1+1", "**bold** [link](javascript:alert(1)) :red[x]", "צוות שני 🎉", "&lt;b&gt;"],
)
def test_hostile_text_is_shown_as_it_was_typed(fragile_site: Site, title: str) -> None:
    visit = note(opened(fragile_site), title, why=title)
    assert noted(visit) == [title]
    assert "<script>alert" not in " ".join(visit.html)
    assert [each for each in visit.app.markdown if title in each.value] == []


def test_a_target_shows_at_once_for_the_level_it_was_set_for(fragile_site: Site) -> None:
    visit = aim(opened(fragile_site), 3, risk=Risk.HIGH)
    assert "The target is set" in visit.text
    rows = visit.table("Level of risk").rows
    assert {level: row["Target"] for level, row in rows.items()} == {
        "Every level of risk": "14 days",
        "High risk": "3 days",
        "Medium risk": "14 days",
        "Low risk": "14 days",
        "Risk not recorded": "14 days",
    }
    assert rows["Low risk"]["Set by"] == "Setting of the service"
    assert rows["High risk"]["In force since"] == "3 Sep 2019"


def test_only_managers_open_the_page(site: Site) -> None:
    for role in set(Role) - {Role.MANAGER}:
        assert site.visit(role, "events").headings != ["Events and targets"]


def test_an_event_stands_at_once_on_the_charts_of_everybody_who_may_see_the_force(fragile_site: Site) -> None:
    said = "Event a, 3 Sep 2019: Second team started."
    note(opened(fragile_site))
    views = [fragile_site.visit(role, "referrals", period="fy-2019") for role in (Role.MANAGER, Role.COMMISSIONER)]
    assert all(said in visit.text for visit in views)
    annotations_drawn = [
        each for chart in views[0].charts for each in unpacked(chart.spec)["layout"].get("annotations", [])
    ]
    assert f"{LOZENGE}a" in {each["text"] for each in annotations_drawn}
    assert said not in fragile_site.visit(Role.MANAGER, "referrals", period="fy-2018").text
    (annotation_id,) = ids(fragile_site)
    withdraw(opened(fragile_site), annotation_id, "Noted twice")
    assert said not in fragile_site.visit(Role.MANAGER, "referrals", period="fy-2019").text


def test_all_forces_of_a_reader_bring_the_events_of_no_other(fragile_site: Site) -> None:
    store = fragile_site.gate.store
    for force in (CHESHIRE, HAMPSHIRE, MET):
        scope = Scope(forces=(force,), grain=Grain.CASE)
        annotations.add(
            store,
            force_code=force,
            happened_on=SECOND_TEAM,
            title=f"Seen in {force}",
            explanation="",
            scope=scope,
            witness=WITNESS,
            now=moment(),
        )
    add(store, username="two", role=Role.COMMISSIONER, forces=(CHESHIRE, HAMPSHIRE))
    fragile_site.lend(Role.COMMISSIONER, session_of(fragile_site.gate, "two"))
    text = fragile_site.visit(Role.COMMISSIONER, "referrals", force="all", period="fy-2019").text
    assert "Event a in Cheshire, 3 Sep 2019: Seen in" in text
    assert "Event b in Hampshire, 3 Sep 2019: Seen in" in text
    assert f"Seen in {MET}" not in text
    assert f"Seen in {HAMPSHIRE}" not in fragile_site.visit(Role.COMMISSIONER, "referrals", period="fy-2019").text


def test_a_target_counts_at_once_on_the_headlines(fragile_site: Site) -> None:
    assert "Assessed within 14 days" in fragile_site.visit(Role.MANAGER).text
    aim(opened(fragile_site), 21)
    assert "Assessed within 21 days" in fragile_site.visit(Role.MANAGER).text
    aim(opened(fragile_site), 3, risk=Risk.HIGH)
    assert "Assessed within 21 days" in fragile_site.visit(Role.MANAGER).text
    assert "Assessed within 3 days" in fragile_site.visit(Role.MANAGER, risk="HIGH").text


def test_across_a_series_break_the_headlines_say_why_they_do_not_compare(fragile_site: Site) -> None:
    text = fragile_site.visit(Role.MANAGER, period="2020-04").text
    assert "not compared with the same period last year: Former partners counted as stalking, 1 Apr 2020" in text
    assert "than the same period last year" not in text
