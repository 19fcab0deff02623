"""The two-person rule as a truth table: every role, every step, its own draft or another's."""

import re
from pathlib import Path

import pytest

from dashboard.policy import ACTIONS, RELEASE_ACTIONS, RELEASE_RULES, Duty, User, may, may_take
from data_access.release_vocabulary import BY_ANOTHER, ReleaseStep
from data_access.vocabulary import Role

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "releases.md"
# For each role, by step: may it with its own draft, and with another's?
NEITHER, OTHERS, BOTH = (False, False), (False, True), (True, True)
TRUTH = {
    ReleaseStep.DRAFT: {Role.PRESS_OFFICER: BOTH},
    ReleaseStep.CHECK: {Role.PRESS_OFFICER: OTHERS, Role.MANAGER: OTHERS},
    ReleaseStep.APPROVE: {Role.PRESS_OFFICER: OTHERS, Role.MANAGER: OTHERS},
    ReleaseStep.EMBARGO: {Role.PRESS_OFFICER: BOTH},
    ReleaseStep.RELEASE: {Role.PRESS_OFFICER: BOTH},
    ReleaseStep.CORRECT: {Role.PRESS_OFFICER: BOTH},
    ReleaseStep.WITHDRAW: {Role.PRESS_OFFICER: BOTH, Role.MANAGER: BOTH},
}


def somebody(role: Role, *, duties: frozenset[Duty] = frozenset()) -> User:
    return User(
        username="ann",
        display_name="Ann",
        role=role,
        forces=("E23000006",),
        home_force=None,
        demonstration=False,
        duties=duties,
    )


@pytest.mark.parametrize("step", list(ReleaseStep))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("author", ["ann", "ANN", "ben"])
def test_who_may_take_which_step_with_whose_draft(role: Role, step: ReleaseStep, author: str) -> None:
    own, others = TRUTH[step].get(role, NEITHER)
    assert may_take(somebody(role), step, author=author) is (others if author == "ben" else own)


@pytest.mark.parametrize("step", list(ReleaseStep))
@pytest.mark.parametrize("role", list(Role))
def test_button_and_step_agree(role: Role, step: ReleaseStep) -> None:
    user = somebody(role)
    assert may(user, RELEASE_ACTIONS[step]) is may_take(user, step, author=None) is may_take(user, step, author="ben")


@pytest.mark.parametrize("step", list(ReleaseStep))
def test_nobody_acts_who_owes_something_first(step: ReleaseStep) -> None:
    user = somebody(Role.PRESS_OFFICER, duties=frozenset({Duty.CHANGE_PASSWORD}))
    assert not may_take(user, step, author="ben")


def test_every_step_has_one_rule_and_one_action() -> None:
    assert set(RELEASE_RULES) == set(RELEASE_ACTIONS) == set(ReleaseStep)
    assert len(set(RELEASE_ACTIONS.values())) == len(ReleaseStep)
    assert {step for step, rule in RELEASE_RULES.items() if rule.by_another} == BY_ANOTHER
    assert all(ACTIONS[RELEASE_ACTIONS[step]].roles == rule.roles for step, rule in RELEASE_RULES.items())


def test_the_document_says_what_the_table_says() -> None:
    written = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| (yes|no) \| ([^|]+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE
    )
    names = {Role.PRESS_OFFICER: "press officer", Role.MANAGER: "manager"}
    assert written == [
        (
            step,
            " or ".join(names[role] for role in names if role in rule.roles),
            "no" if rule.by_another else "yes",
            rule.why,
        )
        for step, rule in RELEASE_RULES.items()
    ]
