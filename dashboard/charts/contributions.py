"""What each group contributes to a change between two periods: steps from one total to the other that add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One group's counts in both periods, and the running total that its change starts from."""

    code: str
    then: int
    now: int
    start: int

    @property
    def change(self) -> int:
        """How many more there are now, fewer if negative."""
        return self.now - self.then

    @property
    def end(self) -> int:
        """The running total after this change."""
        return self.start + self.change


def contributions(
    counts: Mapping[str, tuple[int, int]], *, order: Sequence[str], most: int, into: str
) -> tuple[Contribution, ...]:
    """Return the steps from the total of the earlier period to that of the later one.

    Parameters
    ----------
    counts
        Of each group, the count in the earlier and in the later period.
    order
        The order to take the steps in.
    most
        How many steps there may be; the smallest changes past that are added up into one, taken last.
    into
        The code of the step of those added up.

    A group that `order` does not know raises `KeyError`: without it the steps would not add up.
    """
    place = {code: number for number, code in enumerate((*(code for code in order if code != into), into))}
    kept = {code: pair for code, pair in counts.items() if pair != (0, 0)}
    if len(kept) > most:
        ranked = sorted(kept, key=lambda code: (-abs(kept[code][1] - kept[code][0]), place[code]))
        rest = [kept.pop(code) for code in ranked[most - 1 :]]
        kept = {**kept, into: (sum(then for then, _ in rest), sum(now for _, now in rest))}
    return tuple(_taken((code, *kept[code]) for code in sorted(kept, key=place.__getitem__)))


def _taken(groups: Iterable[tuple[str, int, int]]) -> Iterable[Contribution]:
    """Yield the steps one after the other, each from where the one before ended."""
    known = tuple(groups)
    reached = sum(then for _, then, _ in known)
    for code, then, now in known:
        yield Contribution(code=code, then=then, now=now, start=reached)
        reached += now - then
