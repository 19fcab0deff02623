"""The page Alerts and briefings: set, listed at once, refused in words, ended, and never for anybody but a manager."""

import pytest

from dashboard.settings import dashboard_settings
from dashboard.ui.mailings import ALERT, BRIEFING, ENDING
from data_access.caseload_vocabulary import AlertRule, Need
from data_access.mailings import Cause, standing_alerts, standing_briefings
from data_access.vocabulary import Risk, Role
from tests.app.visits import Site, Visit

DESK = "desk@cheshire.police.uk"


@pytest.fixture
def site(fragile_site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that may write to one domain."""
    monkeypatch.setenv("UNIT_MAIL_HOST", "mail.example")
    monkeypatch.setenv("UNIT_MAIL_DOMAINS", "cheshire.police.uk")
    dashboard_settings.cache_clear()
    return fragile_site


def opened(site: Site) -> Visit:
    return site.visit(Role.MANAGER, "alerts")


def set_alert(visit: Visit, address: str = DESK) -> Visit:
    visit.app.text_input(key=f"{ALERT}-address").input(address)
    return visit.press("Set this alert")


def test_an_alert_is_listed_at_once_and_the_form_keeps_no_address(site: Site) -> None:
    visit = set_alert(opened(site))
    assert "The alert is set." in visit.text
    (row,) = visit.table("Force").rows.values()
    assert row["Watches for"] == "Any high risk case still unassessed after 3 days"
    assert (row["To"], row["Last mail"]) == (DESK, "None yet")
    assert visit.app.text_input(key=f"{ALERT}-address").value == ""


def test_an_alert_for_a_need_asks_which_and_how_many(site: Site) -> None:
    visit = opened(site)
    visit.app.radio(key=f"{ALERT}-rule").set_value(AlertRule.NEEDS)
    visit.app.run()
    visit.app.selectbox(key=f"{ALERT}-need").set_value(Need.REPLY_OVERDUE)
    visit.app.number_input(key=f"{ALERT}-least").set_value(5)
    visit.app.selectbox(key=f"{ALERT}-risk").set_value(Risk.LOW)
    set_alert(visit)
    (alert,) = standing_alerts(site.gate.store)
    assert (alert.watch.need, alert.watch.at_least, alert.watch.risk) == (Need.REPLY_OVERDUE, 5, Risk.LOW)


def test_an_address_elsewhere_is_refused_in_words_and_stays_to_be_mended(site: Site) -> None:
    visit = set_alert(opened(site), "desk@evil.example")
    assert "own organisations only" in visit.text
    assert "@cheshire.police.uk" in visit.text
    assert visit.app.text_input(key=f"{ALERT}-address").value == "desk@evil.example"
    assert standing_alerts(site.gate.store) == ()


def test_a_briefing_is_scheduled_and_ended(site: Site) -> None:
    visit = opened(site)
    visit.app.text_input(key=f"{BRIEFING}-address").input(DESK)
    visit.press("Schedule this briefing")
    (briefing,) = standing_briefings(site.gate.store)
    assert "Mondays from 08:00" in visit.text
    visit.app.selectbox(key=f"{ENDING}-cause").set_value(Cause(briefing_id=briefing.briefing_id))
    visit.press("End it")
    assert "no more mail leaves" in visit.text
    assert standing_briefings(site.gate.store) == ()


def test_without_a_mail_server_the_page_says_that_nothing_leaves(fragile_site: Site) -> None:
    dashboard_settings.cache_clear()
    assert "No mail leaves from this service yet" in opened(fragile_site).text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_opens_it(fragile_site: Site, role: Role) -> None:
    assert "Alerts and briefings" not in fragile_site.visit(role, "alerts").text
