"""Tells quickly that no identifier stands twice, so that the database need be asked only when one may."""

from collections.abc import Sequence

import polars as pl

# 40 MB of fingerprints; a longer register leaves the question to the database rather than fill the memory.
MOST_FINGERPRINTS = 5_000_000


class Fingerprints:
    """Fingerprints of the identifiers of one sheet: equal identifiers have equal ones, few others have."""

    def __init__(self) -> None:
        self._seen: list[pl.Series] = []
        self.count = 0

    def add(self, keys: pl.DataFrame) -> None:
        """Note the identifiers of some rows."""
        self.count += keys.height
        if self.count <= MOST_FINGERPRINTS:
            self._seen.append(keys.hash_rows())

    @property
    def seen(self) -> Sequence[pl.Series]:
        """The fingerprints, batch by batch; incomplete once there are too many."""
        return self._seen


def may_repeat(sheets: Sequence[Fingerprints]) -> bool:
    """Return whether an identifier may stand twice in these sheets; False is certain, True is a suspicion."""
    count = sum(sheet.count for sheet in sheets)
    if count > MOST_FINGERPRINTS:
        return True
    seen = [series for sheet in sheets for series in sheet.seen]
    return bool(seen) and pl.concat(seen).n_unique() < count
