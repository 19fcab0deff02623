"""How a page tells its figures, beside which referrals it tells of: what stands in the link unless it is as usual."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from data_access.case_list import Order

REFERRED, ASSESSED = "referred", "assessed"
BY, AFTER, SORT, MODEL = "by", "after", "sort", "model"
SCALE, RATE, MINUTES, TAKEN_ON, HIGH_RISK = "scale", "rate", "minutes", "taken-on", "high-risk"
ASSUMED = (SCALE, RATE, MINUTES, TAKEN_ON, HIGH_RISK)
EVIDENCE = ""  # an assumption nobody has changed
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,6}")  # ten million is more than any assumption may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose: its key in links, what is usual, and whether a word is one of its values."""

    key: str
    usual: str
    admits: Callable[[str], bool]


def _one_of(values: Iterable[str], word: str) -> bool:
    return word in values


def _is_number(word: str) -> bool:
    return _WHOLE_NUMBER.fullmatch(word) is not None


_ALL = (
    Option(key=BY, usual=REFERRED, admits=partial(_one_of, (REFERRED, ASSESSED))),  # by which date
    Option(key=AFTER, usual="90", admits=partial(_one_of, ("28", "90", "180", "365"))),  # days followed for outcomes
    Option(key=SORT, usual=Order.NEWEST.value, admits=partial(_one_of, tuple(Order))),  # of the list of cases
    Option(  # from what the referrals of a further force follow
        key=MODEL, usual="SAME_SIZE", admits=partial(_one_of, ("SAME_SIZE", "IN_PROPORTION", "EVERY_CRIME"))
    ),
    *(Option(key=key, usual=EVIDENCE, admits=_is_number) for key in ASSUMED),
)
OPTIONS: Mapping[str, Option] = {option.key: option for option in _ALL}


def canonical(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return what differs from the usual, in one order; an unknown key or word is left out."""
    asked = dict(pairs)
    return tuple(
        (key, asked[key])
        for key, option in OPTIONS.items()
        if key in asked and asked[key] != option.usual and option.admits(asked[key])
    )


def asked_in(query: Mapping[str, Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Return the options that a link chooses; of several words the first counts, nonsense is as usual."""
    return canonical((key, next((word.strip() for word in query.get(key, ())), "")) for key in OPTIONS)
