"""Pages closed to a role: tried all in the long proofs, and the first of each role on an ordinary day."""

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet


def first_of_each_role(closed: Iterable[ParameterSet]) -> list[ParameterSet]:
    """Return pages and the roles they are closed to; all but the first of a role are a long proof.

    Every one of them is tried every day on the wire, in a tenth of the time: tests/integration/test_refusals_pages.py.
    """
    seen: set[object] = set()
    ordered: list[ParameterSet] = []
    for each in closed:
        entry, role = each.values
        marks = [pytest.mark.slow] if role in seen else []
        seen.add(role)
        ordered.append(pytest.param(entry, role, id=each.id, marks=marks))
    return ordered
