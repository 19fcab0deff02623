"""Worked examples: a metric, a little table drawn in text, and what it must come to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.metrics import Metric, Unit, measure
from tests.referral_facts import facts

Expected = int | tuple[int, int]
Check = Callable[..., None]


@pytest.fixture
def worked_example() -> Check:
    """Check a metric on a table: `expect` is the count, or (counted, base) of a share."""

    def check(metric: Metric, table: str, *, expect: Expected) -> None:
        measured = measure(metric, facts(_read(table)))
        shown = measured.total[0] if metric.unit is Unit.COUNT else measured.total
        assert shown == expect

    return check


def _read(table: str) -> list[dict[str, Any]]:
    """Return the rows of a table: a heading, a rule, a line per referral; text after # is for the reader."""
    heading, _, *lines = [line.split("#")[0].strip() for line in table.strip().splitlines()]
    names = [name.strip() for name in heading.split("|")]
    cells = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [
        {name: _value(name, text) for name, text in zip(names, row, strict=True) if name != "referral"} for row in cells
    ]


def _value(name: str, text: str) -> object:
    if text == "":
        return None
    if name.endswith("_on"):
        return date.fromisoformat(text)
    if name == "days_to_assessment":
        return int(text)
    return text == "yes" if name.startswith("is_") else text
