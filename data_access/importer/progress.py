"""How far an import is, told as one share that only grows, however many files and sheets it has."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

# Told what is being done, and how much of the whole import is done (0 to 1).
Progress = Callable[[str, float], None]

# Where opening, checking and loading lie in the whole: about as long as they take for a large register.
OPENING, CHECKING, LOADING = (0.0, 0.1), (0.1, 0.5), (0.5, 1.0)


def within(progress: Progress, *, span: tuple[float, float]) -> Progress:
    """Return a progress whose 0 to 1 is one span of another's."""
    start, end = span

    def told(step: str, share: float) -> None:
        progress(step, start + (end - start) * share)

    return told


def spans(sizes: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Divide 0 to 1 in the proportion of some sizes, in their order."""
    whole = sum(sizes) or 1.0
    ends = list(accumulate(sizes, initial=0.0))
    return ((start / whole, end / whole) for start, end in pairwise(ends))
