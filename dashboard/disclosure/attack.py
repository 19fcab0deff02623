"""What a reader can work out of a hidden count: the attack, run by us before anybody else does.

Two forms. A line of counts under one total needs arithmetic only. Counts in rows and columns are a circulation
(source, rows, columns, sink, and back through the total): what one count may be, given what is known of all others,
is its own value plus and minus the flow that can be sent around it (Ford and Fulkerson 1962). Both are exact: the
limits of a network with whole capacities are whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.disclosure.disclosed import CannotProtect
from dashboard.disclosure.rules import Span

Path = list[tuple[int, int]]


def spans_in_line(counts: Sequence[int], *, known: Sequence[Span], total: Span) -> tuple[Span, ...]:
    """Return what each count of a line can be, when a reader knows this of each and of their total."""
    lowest_sum = sum(low for low, _ in known)
    highest_sum = sum(high for _, high in known)
    for count, span in zip(counts, known, strict=True):
        _check_sound(count, span)
    _check_sound(sum(counts), total)
    return tuple(
        (max(low, total[0] - (highest_sum - high)), min(high, total[1] - (lowest_sum - low))) for low, high in known
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Counts in rows and columns, with what a reader knows of each, of the margins and of the total."""

    counts: Sequence[Sequence[int]]
    cells: Sequence[Sequence[Span]]
    rows: Sequence[Span]
    columns: Sequence[Span]
    total: Span

    def circulation(self) -> "Circulation":
        """Return the table as a network in which a count is an arc."""
        height, width = len(self.rows), len(self.columns)
        source, sink = height + width, height + width + 1
        network = Circulation(nodes=height + width + 2)
        for row, counts in enumerate(self.counts):
            network.add(source, row, count=sum(counts), known=self.rows[row])
            for column, count in enumerate(counts):
                network.add(row, height + column, count=count, known=self.cells[row][column])
        for column in range(width):
            down = sum(counts[column] for counts in self.counts)
            network.add(height + column, sink, count=down, known=self.columns[column])
        network.add(sink, source, count=sum(map(sum, self.counts)), known=self.total)
        return network

    def cell_arc(self, row: int, column: int) -> tuple[int, int]:
        """Return the arc of one count."""
        return row, len(self.rows) + column

    def row_arc(self, row: int) -> tuple[int, int]:
        """Return the arc of the sum of a row."""
        return len(self.rows) + len(self.columns), row

    def column_arc(self, column: int) -> tuple[int, int]:
        """Return the arc of the sum of a column."""
        return len(self.rows) + column, len(self.rows) + len(self.columns) + 1


class Circulation:
    """Counts that flow in a circle, each with the room it has to rise and to fall."""

    def __init__(self, *, nodes: int) -> None:
        self._room: list[dict[int, int]] = [{} for _ in range(nodes)]
        self._counts: dict[tuple[int, int], int] = {}

    def add(self, tail: int, head: int, *, count: int, known: Span) -> None:
        """Add one count between two nodes, with what is known of it."""
        lowest, highest = known
        _check_sound(count, known)
        self._room[tail][head] = highest - count
        self._room[head][tail] = count - lowest
        self._counts[tail, head] = count

    def span(self, arc: tuple[int, int], *, enough: int) -> Span:
        """Return what the count on an arc can be, looking no further than `enough` above and below it."""
        tail, head = arc
        count = self._counts[arc]
        up, down = self._room[tail][head], self._room[head][tail]
        self._room[tail][head] = self._room[head][tail] = 0
        rise = self._most(head, tail, limit=min(up, enough))
        fall = self._most(tail, head, limit=min(down, enough))
        self._room[tail][head], self._room[head][tail] = up, down
        return count - fall, count + rise

    def _most(self, start: int, goal: int, *, limit: int) -> int:
        """Return how much can flow from start to goal, at most `limit`; leaves the network as it was."""
        sent: list[tuple[Path, int]] = []
        total = 0
        while total < limit and (path := self._path(start, goal)):
            amount = min(limit - total, *(self._room[tail][head] for tail, head in path))
            self._send(path, amount)
            sent.append((path, amount))
            total += amount
        for path, amount in sent:
            self._send(path, -amount)
        return total

    def _send(self, path: Path, amount: int) -> None:
        for tail, head in path:
            self._room[tail][head] -= amount
            self._room[head][tail] += amount

    def _path(self, start: int, goal: int) -> Path:
        """Return a shortest way with room left, or nothing."""
        came_from = {start: start}
        queue = [start]
        for node in queue:  # which grows meanwhile
            for head, room in self._room[node].items():
                if room > 0 and head not in came_from:
                    came_from[head] = node
                    if head == goal:
                        return _steps(came_from, start, goal)
                    queue.append(head)
        return []


def _steps(came_from: dict[int, int], start: int, goal: int) -> Path:
    path: Path = []
    while goal != start:
        path.append((came_from[goal], goal))
        goal = came_from[goal]
    return path


def _check_sound(count: int, known: Span) -> None:
    """Refuse an attack that starts from something untrue: it would prove nothing."""
    if not known[0] <= count <= known[1]:
        raise CannotProtect(
            "What a reader is said to know of a table is not true of it.",
            unharmed="No figure was shown.",
            remedy="Report this: the disclosure step is at fault, not the figures.",
        )
