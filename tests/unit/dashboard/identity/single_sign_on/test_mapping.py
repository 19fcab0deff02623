"""What the claims of a proven token mean here, and when they mean nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from dashboard.identity.single_sign_on import SignInRefused
from dashboard.identity.single_sign_on.mapping import person_of
from dashboard.single_sign_on_settings import SingleSignOn
from data_access.accounts import USERNAME
from data_access.vocabulary import Role
from tests.providers import CHESHIRE, FORCES, HAMPSHIRE, ROLES, claims_of

SETTINGS = SingleSignOn(
    name="an account",
    issuer="https://login.example",
    client_id="us",
    client_secret=SecretStr("ours"),
    return_address="https://here.example/auth/single-sign-on/return",
    scopes="openid",
    subject_claims=("sub",),
    username_claim="preferred_username",
    name_claim="name",
    roles_claim="roles",
    roles={name: Role(role) for name, role in ROLES.items()},
    forces_claim="roles",
    forces=FORCES,
)
ENTRA = replace(SETTINGS, subject_claims=("tid", "oid"))
BY_GROUP = replace(SETTINGS, roles_claim="groups", forces_claim="groups")


def test_a_person_is_their_provider_and_its_unchanging_name_for_them() -> None:
    person = person_of(claims_of(), settings=SETTINGS)
    assert (person.issuer, person.subject) == ("https://login.example", "0001")
    assert (person.role, person.forces) == (Role.MANAGER, (CHESHIRE,))
    assert person.display_name == "Ann Jones"


def test_at_entra_the_name_is_tenant_and_object() -> None:
    assert person_of(claims_of(tid="t-1", oid="o-1"), settings=ENTRA).subject == "t-1 o-1"


@pytest.mark.parametrize(
    "changed", [{"tid": "t-1"}, {"oid": "o-1"}, {"tid": "", "oid": "o"}, {"tid": "a b", "oid": "c"}, {"tid": 1}]
)
def test_without_an_unchanging_name_nobody_is_known(changed: dict[str, object]) -> None:
    with pytest.raises(SignInRefused, match="no usable tid and oid"):
        person_of(claims_of(**changed), settings=ENTRA)


@pytest.mark.parametrize("sub", ["x" * 256, " ", "a b", 17])
def test_a_name_that_cannot_be_kept_whole_is_refused_and_not_cut(sub: object) -> None:
    with pytest.raises(SignInRefused):
        person_of(claims_of(**{"sub": sub}), settings=SETTINGS)  # type: ignore[arg-type] - what a provider may say


@pytest.mark.parametrize(
    ("claimed", "username"),
    [
        ("A.Jones", "a.jones"),
        ("a.jones@cheshire.police.uk", "a.jones-cheshire.police.uk"),
        ("DOMAIN\\ann", "domain-ann"),
        ("_ann", "ann"),
        ("Zoë Müller", "zo--m-ller"),
        ("a" * 80, "a" * 64),
    ],
)
def test_a_username_keeps_to_our_rule(claimed: str, username: str) -> None:
    assert person_of(claims_of(preferred_username=claimed), settings=SETTINGS).username == username


@pytest.mark.parametrize("claimed", ["", "a", "---", "@", None, ["ann"], 5])
def test_without_a_usable_username_there_is_no_account(claimed: object) -> None:
    with pytest.raises(SignInRefused, match="preferred_username"):
        person_of(claims_of(preferred_username=claimed), settings=SETTINGS)


@given(st.text())
def test_whatever_a_provider_calls_somebody_the_username_is_one_of_ours_or_none(claimed: str) -> None:
    try:
        username = person_of(claims_of(preferred_username=claimed), settings=SETTINGS).username
    except SignInRefused:
        return
    assert USERNAME.fullmatch(username)


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [
        ("Ann\n\u202eJones\x00", "AnnJones"),
        ("  ", "a.jones-cheshire.example"),
        (None, "a.jones-cheshire.example"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_to_show_prints_what_it_says(claimed: object, shown: str) -> None:
    assert person_of(claims_of(name=claimed), settings=SETTINGS).display_name == shown


@pytest.mark.parametrize("roles", [[], ["force.cheshire"], ["UNIT.MANAGER", "force.cheshire"], "", "*"])
def test_no_role_lets_nobody_in(roles: object) -> None:
    with pytest.raises(SignInRefused, match="no role"):
        person_of(claims_of(roles=roles), settings=SETTINGS)


def test_two_roles_let_nobody_in_and_both_are_named() -> None:
    roles = ["unit.manager", "unit.administrator", "force.cheshire"]
    with pytest.raises(SignInRefused, match=r"2 roles on this dashboard \(ADMINISTRATOR, MANAGER\)") as refusal:
        person_of(claims_of(roles=roles), settings=SETTINGS)
    assert refusal.value.who == "a.jones-cheshire.example"


def test_two_names_of_one_role_are_one_role() -> None:
    settings = replace(SETTINGS, roles={**SETTINGS.roles, "unit.deputy": Role.MANAGER})
    roles = ["unit.manager", "unit.deputy", "force.cheshire"]
    assert person_of(claims_of(roles=roles), settings=settings).role is Role.MANAGER


@pytest.mark.parametrize("roles", [None, 5, {"unit.manager": True}, ["unit.manager", 5], [["unit.manager"]]])
def test_roles_that_are_no_list_of_names_let_nobody_in(roles: object) -> None:
    with pytest.raises(SignInRefused, match="not a list of names"):
        person_of(claims_of(roles=roles), settings=SETTINGS)


def test_one_role_may_be_written_without_a_list() -> None:
    assert person_of(claims_of(roles="unit.administrator"), settings=SETTINGS).role is Role.ADMINISTRATOR


def test_a_reader_of_figures_needs_a_force_and_an_administrator_does_not() -> None:
    with pytest.raises(SignInRefused, match="no police force"):
        person_of(claims_of(roles=["unit.manager"]), settings=SETTINGS)
    assert person_of(claims_of(roles=["unit.administrator"]), settings=SETTINGS).forces == ()


def test_several_forces_are_kept_in_order_and_once() -> None:
    settings = replace(SETTINGS, forces={**FORCES, "also.cheshire": CHESHIRE})
    roles = ["unit.manager", "also.cheshire", "force.hampshire", "force.cheshire"]
    assert person_of(claims_of(roles=roles), settings=settings).forces == (CHESHIRE, HAMPSHIRE)


@pytest.mark.parametrize(
    "left_out",
    [
        {"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "https://graph.example"}}},
        {"hasgroups": True},
        {"groups": ["unit.manager", "force.cheshire"], "_claim_names": {"groups": "src1"}},
    ],
)
def test_groups_that_were_left_out_are_told_with_the_remedy(left_out: dict[str, object]) -> None:
    with pytest.raises(SignInRefused, match="so many groups") as refusal:
        person_of(claims_of(**left_out), settings=BY_GROUP)
    assert "app roles" in refusal.value.remedy


def test_groups_that_were_left_out_are_no_matter_where_roles_are_read() -> None:
    said = claims_of(**{"_claim_names": {"groups": "src1"}})  # type: ignore[arg-type] - as above
    assert person_of(said, settings=SETTINGS).role is Role.MANAGER
