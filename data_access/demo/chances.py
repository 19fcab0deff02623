"""Draws of chance that come out the same everywhere: raw generator bits looked up in tables of weights and quantiles.

NumPy promises the bit stream of PCG64 for ever, but not the methods built on it; so only the bits are used, and no
draw passes through a logarithm or an exponential, whose last digit differs between processors.
"""

from binascii import hexlify
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# A double holds 53 bits of the generator's 64.
_SPARE_BITS = np.uint64(11)
_UNIT = 2.0**-53
_HEX_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Mix:
    """Codes of one list and how often each is drawn; `steps` are the cumulative shares."""

    codes: tuple[str, ...]
    steps: tuple[float, ...]

    @classmethod
    def of(cls, codes: Iterable[str], weights: Mapping[str, float]) -> "Mix":
        """Return the mix of a code list; codes without a weight are never drawn."""
        listed = tuple(str(code) for code in codes)
        shares = np.array([weights.get(code, 0.0) for code in listed])
        steps = np.cumsum(shares) / shares.sum()
        steps[np.flatnonzero(shares)[-1] :] = 1.0
        return cls(listed, tuple(steps.tolist()))


@dataclass(frozen=True, slots=True)
class Curve:
    """A distribution as its quantiles: pairs of share and value, straight between them."""

    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, **quantiles: float) -> "Curve":
        """Return a curve from percentiles: `Curve.of(p0=1, p50=9, p100=90)`."""
        return cls(tuple((float(name[1:]) / 100, float(value)) for name, value in quantiles.items()))


class Chances:
    """A stream of draws named by a seed and a path, such as force and block; streams are independent.

    Parameters
    ----------
    seed
        The programme's seed.
    path
        Numbers that name the stream.
    """

    def __init__(self, seed: int, *path: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *path]))

    def uniform(self, size: int) -> Floats:
        """Return numbers evenly spread from 0 up to but not including 1."""
        raw: NDArray[np.uint64] = self._bits.random_raw(size)
        spread: Floats = (raw >> _SPARE_BITS).astype(np.float64) * _UNIT
        return spread

    def below(self, limit: Ints) -> Ints:
        """Return a whole number from 0 up to but not including each limit."""
        return (self.uniform(len(limit)) * limit).astype(np.int64)

    def happens(self, share: Floats | float, *, size: int) -> Flags:
        """Return whether each of `size` things happens, each with its share."""
        happened: Flags = self.uniform(size) < share
        return happened

    def chosen(self, mix: Mix, *, size: int) -> Ints:
        """Return places in the mix's code list."""
        return np.searchsorted(np.array(mix.steps), self.uniform(size), side="right").astype(np.int64)

    def chosen_by(self, mixes: Sequence[Mix], which: Ints) -> Ints:
        """Return places in the shared code list, each drawn from the mix that `which` names."""
        spread = self.uniform(len(which))
        places = np.zeros(len(which), dtype=np.int64)
        for number, mix in enumerate(mixes):
            mine = which == number
            places[mine] = np.searchsorted(np.array(mix.steps), spread[mine], side="right")
        return places

    def along(self, curve: Curve, *, size: int) -> Floats:
        """Return values spread as the curve says."""
        shares, values = zip(*curve.points, strict=True)
        spread: Floats = np.interp(self.uniform(size), shares, values)
        return spread

    def along_by(self, curves: Sequence[Curve], which: Ints) -> Floats:
        """Return values, each spread as the curve that `which` names."""
        spread = self.uniform(len(which))
        drawn = np.zeros(len(which))
        for number, curve in enumerate(curves):
            mine = which == number
            shares, values = zip(*curve.points, strict=True)
            drawn[mine] = np.interp(spread[mine], shares, values)
        return drawn

    def pseudonyms(self, size: int) -> pl.Series:
        """Return unlike marks of sixteen hexadecimal digits, as a keyed hash of a person would look."""
        raw: NDArray[np.uint64] = self._bits.random_raw(size)
        digits = hexlify(raw.astype(">u8").tobytes())
        ends = np.arange(size + 1, dtype=np.int64) * _HEX_DIGITS
        texts = pa.Array.from_buffers(pa.large_string(), size, [None, pa.py_buffer(ends), pa.py_buffer(digits)])
        return pl.Series(texts)
