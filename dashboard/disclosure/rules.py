"""What a rule does to one count, and what a reader can tell from what it shows."""

from dashboard.disclosure.disclosed import Rule
from dashboard.policy import Grant

Span = tuple[int, int]  # lowest and highest count a reader must reckon with, both included

# Above any count: what a reader knows of the top of a hidden count that need not be small.
NO_LIMIT = 1 << 40


def rule_for(grant: Grant) -> Rule:
    """Return the rule of a role, read from the policy table."""
    return Rule(hide_below=grant.hide_below, round_to=grant.round_to)


def is_small(count: int, rule: Rule) -> bool:
    """Return whether a count must be hidden for its own sake; zero is small wherever anything is."""
    return count < rule.hide_below


def rounded(count: int, rule: Rule) -> int:
    """Return what is shown for a count that is not small: the nearest multiple, halves up.

    Never under the smallest multiple that is itself not small, so that nothing shown looks like something hidden.
    """
    nearest = (2 * count + rule.round_to) // (2 * rule.round_to) * rule.round_to
    return max(nearest, _smallest_shown(rule))


def span_of_rounded(shown: int, rule: Rule) -> Span:
    """Return the counts that `rounded` shows as `shown`."""
    lowest = shown - rule.round_to // 2
    if shown == _smallest_shown(rule):
        lowest = rule.hide_below
    return max(lowest, rule.hide_below), shown + (rule.round_to - 1) // 2


def span_of_hidden(count: int, rule: Rule, *, ceiling: int = NO_LIMIT) -> Span:
    """Return what is known of a hidden count by a reader who can tell small ones from those hidden to protect them.

    That is more than our readers are told: both carry the same mark. `ceiling` is the most a large one can be.
    """
    if is_small(count, rule):
        return 0, rule.hide_below - 1
    return rule.hide_below, ceiling


def span_of(count: int, rule: Rule, *, hidden: bool) -> Span:
    """Return what a reader knows of one count of a table."""
    return span_of_hidden(count, rule) if hidden else span_of_rounded(rounded(count, rule), rule)


def span_of_total(count: int, rule: Rule, *, exact: bool) -> Span:
    """Return what a reader knows of a total: itself where it is a headline."""
    if is_small(count, rule):
        return 0, rule.hide_below - 1
    return (count, count) if exact else span_of_rounded(rounded(count, rule), rule)


def is_wide(span: Span, rule: Rule) -> bool:
    """Return whether a small count is safe inside what a reader can work out.

    At least 3 possible values, reaching 3 or more (docs/disclosure.md); under a threshold of 3 all that it allows.
    """
    lowest, highest = span
    return highest - lowest + 1 >= min(3, rule.hide_below) and highest >= min(3, rule.hide_below - 1)


def _smallest_shown(rule: Rule) -> int:
    return -(-rule.hide_below // rule.round_to) * rule.round_to
