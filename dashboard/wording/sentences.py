"""The sentences a reader may quote, made from disclosed numbers alone: headline, equation, comparison, badge.

A hidden number is left out in words that say no more than its rule: never "fewer than five", never "none".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.wording import dates, numbers
from dashboard.wording.numbers import Number

SPLIT_NOT_SHOWN = "How they were decided is not shown, to protect people."
SAME_PERIOD_LAST_YEAR = "the same period last year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What became of the referrals received, as the reader may know it; the four parts make up `received`."""

    received: Number
    taken_on: Number
    with_partners: Number
    awaiting: Number
    not_accepted: Number

    @property
    def decided(self) -> int | None:
        """Taken on and with partners together, where both may be shown."""
        if self.taken_on.counted is None or self.with_partners.counted is None:
            return None
        return self.taken_on.counted + self.with_partners.counted

    @property
    def is_two_parts(self) -> bool:
        """Whether everything received was taken on or managed with partners, beyond doubt."""
        parts = (self.received, self.taken_on, self.with_partners)
        return all(part.exact for part in parts) and self.decided is not None and self.decided == self.received.counted


def headline(
    split: Split, *, period_key: str, since: date, until: date, units: int = 1, narrowing: str = "", subject: str = ""
) -> str:
    """Return the sentence at the top of the Headlines page.

    Parameters
    ----------
    split
        The disclosed numbers.
    period_key, since, until
        As `dashboard.periods.Period` has them.
    units
        How many units are spoken of.
    narrowing
        The other filters in words, as `narrowing_in_words` gives them.
    subject
        Who received, where the page does not say whose figures these are: "Cheshire's unit".
    """
    subject = subject or ("The unit" if units == 1 else f"The {numbers.in_words(units)} units")
    when = dates.in_period(period_key, since, until, units=units)
    tail = f"{when.rstrip(',')}, {narrowing}" if narrowing else when.rstrip(",")
    received = split.received
    if received.counted is None:
        return f"{subject} received too few referrals to publish a number {tail}."
    what = "about " * (not received.exact) + numbers.noun(received.counted, "referral")
    opening = f"{subject} received {what} {tail}."
    return " ".join(filter(None, (opening, _decisions(split, pronoun="It" if units == 1 else "They"))))


def _decisions(split: Split, *, pronoun: str) -> str:
    """Return what became of the referrals; "" where there were none."""
    if split.received.counted == 0:
        return ""
    if split.decided is None:
        return SPLIT_NOT_SHOWN
    if split.is_two_parts:
        return _two_parts(split, pronoun=pronoun)
    took_on = f"{pronoun} took on {_quantity(split.taken_on)}{_of_decided(split)}"
    return f"{took_on} and worked with partners on {_quantity(split.with_partners)}{_rest(split)}."


def _two_parts(split: Split, *, pronoun: str) -> str:
    """Say it as it was first said: "It took on 83 (32%) and worked with partners on the other 177."."""
    taken_on, partners, received = split.taken_on.counted, split.with_partners.counted, split.received.counted
    whole = "it" if received == 1 else f"all {numbers.count(received)}"
    if partners == 0:
        return f"{pronoun} took it on." if received == 1 else f"{pronoun} took on {whole}."
    if taken_on == 0:
        return f"{pronoun} worked with partners on {whole}."
    took_on = numbers.with_percent(taken_on, received)
    other = "the other one" if partners == 1 else f"the other {numbers.count(partners)}"
    return f"{pronoun} took on {took_on} and worked with partners on {other}."


def _quantity(number: Number) -> str:
    return "none" if number.counted == 0 else numbers.about(number.counted, exact=number.exact)


def _of_decided(split: Split) -> str:
    """Name the base whenever it is not plainly the referrals received."""
    percentage = numbers.percent(split.taken_on.counted, split.decided)
    return f" ({percentage} of those decided)" if percentage and split.taken_on.counted else ""


def _rest(split: Split) -> str:
    """Return what is neither taken on nor with partners: "; 3 await a decision and 2 were not accepted"."""
    clauses = [
        _clause(split.awaiting, one="awaits a decision", many="await a decision"),
        _clause(split.not_accepted, one="was not accepted", many="were not accepted"),
    ]
    present = [clause for clause in clauses if clause]
    return f"; {' and '.join(present)}" if present else ""


def _clause(number: Number, *, one: str, many: str) -> str:
    """Leave out what is nought, and what is hidden: a clause about it would say that there is something."""
    if not number.counted:
        return ""
    return f"{numbers.about(number.counted, exact=number.exact)} {one if number.counted == 1 else many}"


def equation(split: Split) -> str:
    """Return the reconciling equation, "260 received = 83 taken on by the unit + ..."; every part is named."""
    parts = (
        (split.taken_on, "taken on by the unit"),
        (split.with_partners, "managed with partners"),
        (split.awaiting, "awaiting decision"),
        (split.not_accepted, "not accepted"),
    )
    right = " + ".join(f"{numbers.count(number.counted)} {words}" for number, words in parts)
    sentence = f"{numbers.count(split.received.counted)} received = {right}"
    return f"{sentence}.{_equation_note([split.received, *(number for number, _ in parts)])}"


def _equation_note(shown: Iterable[Number]) -> str:
    figures = tuple(shown)
    rounded = any(not figure.exact and figure.counted is not None for figure in figures)
    hidden = any(figure.counted is None for figure in figures)
    return " Rounded numbers may not add up." * rounded + " [c] is not shown, to protect people." * hidden


def comparison(now: Number, before: Number | None, *, against: str = SAME_PERIOD_LAST_YEAR) -> str:
    """Return "38 more than the same period last year (+17%)"; says why where there is nothing to compare."""
    if before is None:
        return "no earlier period to compare"
    if now.counted is None or before.counted is None:
        return "not compared: a number is not shown, to protect people"
    if now.counted == before.counted:
        return f"{'the same as' if now.exact and before.exact else 'about the same as'} {against}"
    change = numbers.change(now.counted, before.counted)
    approximately = "" if now.exact and before.exact else "about "
    percentage = numbers.percent_change(now.counted, before.counted)
    return f"{approximately}{change} than {against}{f' ({percentage})' if percentage else ''}"


def share_comparison(now: float | None, before: float | None, *, against: str = SAME_PERIOD_LAST_YEAR) -> str:
    """Return "up 4 points on the same period last year"."""
    if before is None:
        return "no earlier period to compare"
    if now is None:
        return "not compared: a number is not shown, to protect people"
    moved = numbers.points(now, before)
    return f"{moved} {'from' if moved == 'no change' else 'on'} {against}"
