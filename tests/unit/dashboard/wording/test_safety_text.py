"""Safety text: the numbers to call are these, digit by digit; whoever changes one changes it here too."""

import re

from dashboard.wording.safety_text import HELP_LINES, REPORTING


def test_the_numbers_to_call_are_the_services_own():
    numbers = re.findall(r"\b(?:\d{3,4} \d{3,4} \d{4}|999|101|55)\b", " ".join(HELP_LINES))

    assert numbers == ["999", "55", "101", "0808 802 0300", "020 3866 4107"]


def test_danger_comes_first_and_the_helpline_is_named():
    assert HELP_LINES[0].startswith("In danger now: call 999.")
    assert any("National Stalking Helpline (Suzy Lamplugh Trust)" in line for line in HELP_LINES)


def test_reporters_are_first_asked_to_print_the_help_lines_and_every_rule_is_whole_sentences():
    assert "help lines" in REPORTING[0]
    assert all(rule.endswith(".") and rule[0].isupper() for rule in REPORTING)
