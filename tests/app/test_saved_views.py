"""Saved views: kept only when named, opened exactly, shared by link within scope, and silent about all else."""

import pytest

from dashboard.administration.saved_views import read_back, written
from dashboard.identity.clock import moment
from dashboard.ui.saved_views import CHOSEN, NAME, NEW
from dashboard.wording.saved_views import NOT_OPENED
from data_access import saved_views
from data_access.saved_views import SavedView
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit
from tests.doors import add
from tests.doorway import CHESHIRE, WITNESS, session_of
from tests.factories import HAMPSHIRE

HIGH_RISK = {"force": [CHESHIRE], "period": ["fy-2019"], "agency": ["PROB"], "risk": ["HIGH"]}


def save(visit: Visit, name: str = "High risk from probation") -> Visit:
    visit.app.text_input(key=f"{NEW}-name").input(name)
    return visit.press("Save this view")


def kept(site: Site, username: str = "manager") -> list[SavedView]:
    return list(saved_views.mine(site.gate.store, username=username))


def planted(site: Site, *, page: str = "referrals", username: str = "commissioner", **query: str) -> SavedView:
    """A view that somebody saved some other time."""
    asked = {"force": CHESHIRE, "period": "fy-2019"} | query
    return saved_views.save(
        site.gate.store,
        username=username,
        name="Secret name",
        page=page,
        query=written({key: [value] for key, value in asked.items()}),
        witness=WITNESS,
        now=moment(),
    )


def link(site: Site, role: Role, view_id: str, page: str = "") -> Visit:
    return site.visit(role, page, view=view_id)


def test_a_saved_view_opens_exactly_from_any_page(fragile_site: Site) -> None:
    visit = save(fragile_site.visit(Role.MANAGER, "referrals", **HIGH_RISK))
    assert "The view “High risk from probation” is saved." in visit.text
    (view,) = kept(fragile_site)
    assert (view.page, read_back(view.query)) == ("referrals", HIGH_RISK)
    for page in ("", "referrals", "account", "definitions", "events"):
        opened = link(fragile_site, Role.MANAGER, view.view_id, page)
        assert opened.headings == ["Referrals"], page
        assert opened.query == HIGH_RISK, page
        assert "Saved view “High risk from probation”." in opened.text, page


def test_nothing_is_kept_that_nobody_named(fragile_site: Site) -> None:
    visit = fragile_site.visit(Role.MANAGER, "referrals", **HIGH_RISK)
    assert "needs a name" in save(visit, " ").text
    assert kept(fragile_site) == []
    assert fragile_site.visit(Role.MANAGER, "referrals").query["period"] == ["last-12-months"]


def test_what_is_saved_is_what_is_shown_when_it_is_saved(fragile_site: Site) -> None:
    visit = fragile_site.visit(Role.MANAGER, "referrals", **HIGH_RISK)
    visit.press("High risk ✕")
    save(visit)
    (view,) = kept(fragile_site)
    assert "risk" not in read_back(view.query)


def test_a_view_is_opened_renamed_and_forgotten_from_the_popover(fragile_site: Site) -> None:
    visit = save(fragile_site.visit(Role.MANAGER, "referrals", **HIGH_RISK))
    (view,) = kept(fragile_site)
    elsewhere = fragile_site.visit(Role.MANAGER)
    elsewhere.app.selectbox(key=CHOSEN).set_value(view.view_id).run()
    elsewhere.press("Open")
    assert elsewhere.headings == ["Referrals"]
    assert elsewhere.query == HIGH_RISK
    visit.app.text_input(key=f"{NAME}-text").input("Probation")
    assert "is called “Probation” now" in visit.press("Rename").text
    assert [each.name for each in kept(fragile_site)] == ["Probation"]
    assert "The view “Probation” is forgotten." in visit.press("Forget").text
    assert kept(fragile_site) == []
    assert NOT_OPENED in link(fragile_site, Role.MANAGER, view.view_id).text


def test_somebody_else_opens_it_held_to_what_they_may_see_and_is_told_what_was_dropped(fragile_site: Site) -> None:
    save(fragile_site.visit(Role.MANAGER, "referrals", **HIGH_RISK | {"period": ["2019-03"]}))
    (view,) = kept(fragile_site)
    opened = link(fragile_site, Role.COMMISSIONER, view.view_id)
    assert opened.headings == ["Referrals"]
    assert set(opened.query) == {"force", "period", "risk"}
    assert "That period is not offered here" in opened.text
    assert "One agency, risk level or area can be chosen at a time" in opened.text


@pytest.mark.parametrize(
    ("role", "view"),
    [
        (Role.MANAGER, {"force": HAMPSHIRE}),
        (Role.PRESS_OFFICER, {"page": "referrals"}),
        (Role.ADMINISTRATOR, {"page": "headlines"}),
        (Role.COMMISSIONER, {"page": "events"}),
    ],
)
def test_a_view_that_is_not_for_the_readers_eyes_is_as_if_it_never_was(
    fragile_site: Site, role: Role, view: dict[str, str]
) -> None:
    theirs = planted(fragile_site, **view)
    refused, never = (link(fragile_site, role, view_id) for view_id in (theirs.view_id, "A" * 22))
    assert NOT_OPENED in refused.text
    assert "Secret name" not in refused.text
    assert refused.text == never.text
    assert refused.query == never.query
    assert "view" not in refused.query


@pytest.mark.parametrize("view_id", ["never-was", "\x00", "<script>alert(1)</script>", "../../etc", "x" * 5_000])
def test_a_made_up_link_says_the_same_and_shows_nothing_of_itself(site: Site, view_id: str) -> None:
    visit = link(site, Role.MANAGER, view_id)
    assert NOT_OPENED in visit.text
    assert view_id not in " ".join(visit.html)


def test_nobody_opens_a_view_without_signing_in(fragile_site: Site) -> None:
    view = planted(fragile_site)
    visit = fragile_site.visit(None, "referrals", view=view.view_id)
    assert not visit.charts
    assert "Secret name" not in visit.text


def test_whoever_owes_something_first_finds_the_link_still_in_the_address(fragile_site: Site) -> None:
    view = planted(fragile_site)
    add(fragile_site.gate.store, username="new", must_change_password=True)
    fragile_site.lend(Role.MANAGER, session_of(fragile_site.gate, "new"))
    visit = link(fragile_site, Role.MANAGER, view.view_id)
    assert visit.headings == ["Your account"]
    assert NOT_OPENED not in visit.text
    assert visit.query["view"] == [view.view_id]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", ":red[x] **b** [l](javascript:x)", "תצוגה 🎉"])
def test_a_hostile_name_is_shown_as_it_was_typed(fragile_site: Site, name: str) -> None:
    visit = save(fragile_site.visit(Role.MANAGER, "referrals"), name)
    assert f"The view “{name}” is saved." in visit.text
    assert "<script>alert" not in " ".join(visit.html)
    assert visit.app.selectbox(key=CHOSEN).options == [name]
    assert not [each for each in visit.app.markdown if name in each.value]
    assert f"Saved view “{name}”." in link(fragile_site, Role.MANAGER, kept(fragile_site)[0].view_id).text


def test_pages_without_a_choice_offer_no_views(site: Site) -> None:
    for role, page in ((Role.MANAGER, "account"), (Role.MANAGER, "events"), (Role.ADMINISTRATOR, "users")):
        assert not [button for button in site.visit(role, page).app.button if button.label == "Save this view"]
