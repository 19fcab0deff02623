"""What is tried once each on an ordinary day, for pages and roles; all of the rest in the long proofs."""

from collections.abc import Callable, Iterable

import pytest
from _pytest.mark import ParameterSet


def first_of_each(cases: Iterable[ParameterSet], *, by: Callable[[ParameterSet], object]) -> list[ParameterSet]:
    """Return cases in their order; all but the first of a kind are a long proof.

    Of pages closed to a role every one is tried every day on the wire, in a tenth of the time:
    tests/integration/test_refusals_pages.py.
    """
    seen: set[object] = set()
    ordered: list[ParameterSet] = []
    for each in cases:
        marks = [pytest.mark.slow] if by(each) in seen else []
        seen.add(by(each))
        ordered.append(pytest.param(*each.values, id=each.id, marks=marks))
    return ordered
