"""The Users page: everybody listed, a password shown once, and every refusal in words."""

import re
from collections.abc import Mapping

import pytest

from dashboard.ui.people import CHOSEN, NEW
from data_access import accounts
from data_access.vocabulary import Role
from tests.app.visits import Site, Visit

PASSWORD = re.compile(r"<code>([a-z0-9-]{23})</code>")


def opened(site: Site) -> Visit:
    return site.visit(Role.ADMINISTRATOR, "users")


def listed(visit: Visit) -> dict[str, Mapping[str, str]]:
    """The people of the page by username."""
    return {row["Username"]: row for row in visit.table("Person").rows.values()}


def fill_in(visit: Visit, username: str, name: str = "Cleo", role: Role | None = Role.MANAGER) -> Visit:
    visit.app.text_input(key=f"{NEW}-username").input(username)
    visit.app.text_input(key=f"{NEW}-name").input(name)
    if role is not None:
        visit.app.selectbox(key=f"{NEW}-role").set_value(role)
    return visit.press("Add this person")


def chosen(visit: Visit, username: str) -> Visit:
    visit.app.selectbox(key=CHOSEN).set_value(username).run()
    return visit


def test_everybody_who_has_an_account_is_listed_with_role_and_state(fragile_site: Site) -> None:
    assert {who: (row["Role"], row["State"]) for who, row in listed(opened(fragile_site)).items()} == {
        "administrator": ("Administrator", "Active"),
        "commissioner": ("Commissioner", "Active"),
        "manager": ("Unit manager", "Active"),
        "press-officer": ("Press officer", "Active"),
    }


def test_an_added_person_is_listed_and_their_password_is_shown_once(fragile_site: Site) -> None:
    visit = fill_in(opened(fragile_site), " Cleo.B ")
    assert PASSWORD.search(" ".join(visit.html))
    assert "cleo.b may sign in with this password, shown once" in visit.text
    assert listed(visit)["cleo.b"]["State"] == "Must choose a password"
    assert [visit.app.text_input(key=f"new-person-{field}").value for field in ("username", "name")] == ["", ""]
    assert visit.app.selectbox(key="new-person-role").value is None
    again = Visit(visit.app.run())
    assert not PASSWORD.search(" ".join(again.html))


def test_the_password_is_in_nothing_the_tab_remembers(fragile_site: Site) -> None:
    visit = fill_in(opened(fragile_site), "cleo")
    shown = PASSWORD.search(" ".join(visit.html))
    assert shown is not None
    assert shown[1] not in str(visit.app.session_state)


@pytest.mark.parametrize(
    ("username", "name", "role", "said"),
    [
        ("manager", "Somebody Else", Role.MANAGER, "already an account called manager"),
        ("a b", "Cleo", Role.MANAGER, "A username is 2 to 64 small letters"),
        ("<script>alert(1)</script>", "Cleo", Role.MANAGER, "A username is 2 to 64 small letters"),
        ("cleo", " ", Role.MANAGER, "needs the person's name"),
        ("cleo", "Cleo", None, "No role was chosen"),
    ],
)
def test_what_no_account_may_be_is_said_and_nothing_is_made(
    fragile_site: Site, username: str, name: str, role: Role | None, said: str
) -> None:
    visit = fill_in(opened(fragile_site), username, name, role)
    assert said in visit.text
    assert len(visit.table("Person").rows) == len(Role)
    assert "<script>alert" not in " ".join(visit.html)


def test_disabling_and_enabling_somebody(fragile_site: Site) -> None:
    visit = chosen(opened(fragile_site), "manager").press("Disable: manager")
    assert "manager can no longer sign in, and is signed out everywhere." in visit.text
    account = accounts.find(fragile_site.gate.store, username="manager")
    assert account is not None
    assert not account.active
    assert "may sign in again" in visit.press("Enable: manager").text


def test_a_new_role_is_saved_and_signs_the_person_out(fragile_site: Site) -> None:
    visit = chosen(opened(fragile_site), "manager")
    visit.app.selectbox(key="change-manager-role").set_value(Role.COMMISSIONER)
    visit.press("Save")
    assert "manager is changed" in visit.text
    assert listed(visit)["manager"]["Role"] == "Commissioner"
    assert not fragile_site.visit(Role.MANAGER).filters


def test_where_somebody_is_signed_in_is_shown_and_can_be_ended(fragile_site: Site) -> None:
    visit = chosen(opened(fragile_site), "manager")
    assert visit.table("Browser").rows
    visit.press("Sign out everywhere")
    assert "manager is signed out." in visit.text
    assert "Not signed in anywhere now." in visit.text


def test_ones_own_account_offers_no_act_here(fragile_site: Site) -> None:
    visit = chosen(opened(fragile_site), "administrator")
    assert "This is your own account" in visit.text
    assert not [button for button in visit.app.button if "administrator" in button.label]
