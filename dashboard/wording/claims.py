"""What is said to who typed a title that claims more than its table shows: always what the numbers do show."""

from dashboard.wording import numbers
from dashboard.wording.numbers import count

MOST_WORDS = 15  # of a title (ONS service manual)
MOST_LETTERS = 120  # about two lines under a picture
_LONGEST = 40


def quoted(phrase: str) -> str:
    """Return words of a title between quotation marks, cut where they are many."""
    return f"“{phrase if len(phrase) <= _LONGEST else phrase[: _LONGEST - 1] + '…'}”"


def no_months(phrase: str) -> str:
    """Return what to say of a change where no row is a month or a quarter."""
    return f"{quoted(phrase)} tells of a change over time. This table has no months, so it shows none."


def one_month(phrase: str) -> str:
    """Return what to say of a change where fewer than two whole months are shown."""
    return f"{quoted(phrase)} tells of a change over time. It takes at least two whole months; this table has fewer."


def hidden_months(phrase: str) -> str:
    """Return what to say of a change where a month is hidden."""
    return f"{quoted(phrase)} cannot be judged: a month is hidden to protect people."


def too_few_months(phrase: str, *, steps: int, step: str, needed: int, change: str) -> str:
    """Return what to say of a change under the number of months that a verdict takes."""
    return (
        f"{quoted(phrase)} needs {count(needed)} complete months before it can be told from chance; the table has "
        f"{numbers.noun(steps, f'complete {step}')}. {change}"
    )


def usual(phrase: str, *, steps: int, step: str, lower: float, upper: float, change: str) -> str:
    """Return what to say of a change while every month lies within the usual range."""
    between = f"{numbers.average(max(lower, 0))} to {numbers.average(upper)}"
    return (
        f"{quoted(phrase)} claims more than the numbers: all {count(steps)} complete {step}s lie within the usual "
        f"range, {between}. {change}"
    )


def unusual_elsewhere(phrase: str, *, change: str) -> str:
    """Return what to say of a change where the months that stand out do so elsewhere or the other way."""
    return f"{quoted(phrase)} is not what stands out: no month it speaks of is unusual in that direction. {change}"


def from_to(first: str, before: int, last: str, after: int) -> str:
    """Return "From 18 in Jun 2018 to 25 in Mar 2019: 7 more."."""
    return f"From {count(before)} in {first} to {count(after)} in {last}: {numbers.change(after, before)}."


def other_way(phrase: str, *, change: str) -> str:
    """Return what to say of a rise that was none, or a fall."""
    return f"{quoted(phrase)} goes against the numbers. {change}"


def no_majority(phrase: str, *, largest: str) -> str:
    """Return what to say of "most" where no share that it could mean is more than half."""
    return f"{quoted(phrase)} means more than half. The largest share shown is {largest}."


def no_shares(phrase: str) -> str:
    """Return what to say of a share where the table gives none."""
    return f"{quoted(phrase)} tells of a share. The table shows no percentage that it could mean."


def no_such_share(phrase: str, *, nearest: str) -> str:
    """Return what to say of a fraction that no share is near to."""
    return f"{quoted(phrase)} is not close to any share it could mean. The nearest is {nearest}."


def no_such_ratio(phrase: str, *, change: str) -> str:
    """Return what to say of "double" where no two figures that it could mean are that far apart."""
    return f"{quoted(phrase)} is not what the figures come to. {change}".rstrip()


def absolute(phrase: str) -> str:
    """Return what to say of "all", "none" or "never"."""
    return (
        f"{quoted(phrase)} leaves no exception. The table cannot show that, for small counts are hidden and others "
        "rounded. Give the number instead."
    )


def not_the_highest(phrase: str, *, top: str) -> str:
    """Return what to say of "highest" where another figure is higher."""
    return f"{quoted(phrase)} is not the one named. The highest shown is {top}."


def not_the_lowest(phrase: str, *, bottom: str) -> str:
    """Return what to say of "lowest" where another is lower or hidden."""
    return f"{quoted(phrase)} cannot be said of the one named: {bottom}."


def lowest_shown(bottom: str, *, hides: bool) -> str:
    """Return "the lowest shown is ..., and what is hidden may be lower"."""
    return f"the lowest shown is {bottom}{', and what is hidden may be lower' if hides else ''}"


def record(phrase: str, *, period: str, top: str) -> str:
    """Return what to say of a record."""
    return (
        f"{quoted(phrase)} compares with times that this release does not cover. It holds {period}; its highest is "
        f"{top}."
    )


def not_shown(phrase: str, *, nearest: str) -> str:
    """Return what to say of a number that is not on the table."""
    return f"{quoted(phrase)} is not in this table.{f' The nearest is {nearest}.' if nearest else ''}"


def cause(phrase: str) -> str:
    """Return what to say of a cause."""
    return f"{quoted(phrase)} gives a reason. The figures count referrals; they do not say why."


def people(phrase: str) -> str:
    """Return what to say of people or crimes where referrals are counted."""
    return (
        f"{quoted(phrase)} is not what is counted. These are referrals: reports that reached the unit. One person may "
        "be referred more than once, and nothing is proved by it."
    )


def blame(phrase: str) -> str:
    """Return what to say of blame and ranking."""
    return f"{quoted(phrase)} ranks or blames. The figures show who referred how often, not who did well or badly."


def too_many_words(words: int) -> str:
    """Return what to say of a long title."""
    return f"The title has {count(words)} words; readers take in {count(MOST_WORDS)} at most."


def too_many_letters(letters: int) -> str:
    """Return what to say of a title that fits no picture."""
    return f"The title has {count(letters)} letters; {count(MOST_LETTERS)} fit under a picture."


def shouted(phrase: str) -> str:
    """Return what to say of capitals and exclamation marks."""
    return f"{quoted(phrase)} shouts. Write it in small letters, without an exclamation mark."
