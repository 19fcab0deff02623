"""One thing that a reader is told while drilling down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What is known of one sum of base cells, and whether it is a cell of a table or a headline."""

    cells: frozenset[int]
    low: int
    high: int
    is_target: bool = False
