"""Every rule holds on the tree; every rule finds its planted faults; no rule blames what keeps it."""

import pytest

from tests.architecture import callback_rules, exit_rules, safety_rules, streamlit_rules, style_rules
from tests.architecture.rule import Rule
from tests.architecture.source import modules

RULES = (*safety_rules.RULES, *streamlit_rules.RULES, *callback_rules.RULES, *exit_rules.RULES, *style_rules.RULES)
PLANTED = [(rule, *planted) for rule in RULES for planted in rule.planted]
BLAMELESS = [(rule, *blameless) for rule in RULES for blameless in rule.blameless]


def _name(value: object) -> str:
    return value.says if isinstance(value, Rule) else ""


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_the_tree_keeps_the_rule(rule: Rule):
    faults = [fault for source in modules() for fault in rule.faults(source)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED, ids=_name)
def test_the_rule_finds_a_planted_fault(rule: Rule, path: str, text: str):
    assert rule.faults_of(path, text)


@pytest.mark.parametrize(("rule", "path", "text"), BLAMELESS, ids=_name)
def test_the_rule_blames_nothing_else(rule: Rule, path: str, text: str):
    assert rule.faults_of(path, text) == []


def test_every_rule_has_a_planted_fault():
    assert [rule.says for rule in RULES if not rule.planted] == []
