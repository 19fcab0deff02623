"""Opens the files of one import and plans how each of their sheets is to be read."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_access.errors import ImportRejected
from data_access.importer.faults import file_fault, together
from data_access.importer.fields import TARGETS
from data_access.importer.mapping import ColumnMapping
from data_access.importer.progress import OPENING, Progress, within
from data_access.importer.reading import Opened, open_file
from data_access.importer.recognising import Plan, recognise
from data_access.importer.report import FileReport
from data_access.importer.rules import KNOWN_TABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files as opened and the sheets to be read.

    Attributes
    ----------
    plans
        Parents before children.
    aside
        Reports of sheets that are not read.
    faults
        What is wrong with whole files.
    """

    opened: tuple[Opened, ...]
    plans: tuple[Plan, ...]
    aside: tuple[FileReport, ...]
    faults: pl.DataFrame

    @property
    def source(self) -> str:
        """Names of the files."""
        return ", ".join(file.place.file for file in self.opened)

    @property
    def sha256(self) -> str:
        """Digest of what was read."""
        return one_digest([file.sha256 for file in self.opened])


def one_digest(digests: Sequence[str]) -> str:
    """Return the digest of the file, or of the files' digests where there are several."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def gather(
    paths: Sequence[Path], *, mapping: ColumnMapping, progress: Progress, names: Mapping[Path, str] | None = None
) -> Gathered:
    """Open every file and recognise every sheet; faults are kept, only files that share a name are refused.

    Parameters
    ----------
    names
        What people call files that are stored under other names.
    """
    called = {path: (names or {}).get(path, path.name) for path in paths}
    if len(set(called.values())) < len(paths):
        raise ImportRejected(
            "Two of the files have the same name, so their faults could not be told apart.",
            unharmed="Nothing was read or written.",
            remedy="Rename one of them, or import them one after the other.",
        )
    opened = tuple(_opened(called, mapping=mapping, progress=progress))
    plans: list[Plan] = []
    aside: list[FileReport] = []
    faults = [file.faults for file in opened]
    for file in opened:
        for sheet in file.sheets:
            answer = recognise(sheet, number=len(plans), mapping=mapping, alone=len(file.sheets) == 1)
            faults.append(answer.faults)
            if answer.plan is not None:
                plans.append(answer.plan)
            else:
                left_out = () if answer.faults.height else ("Its headings are those of no table.",)
                aside.append(FileReport(place=sheet.place, table=None, notes=left_out))
    found = together(faults)
    if not plans and found.is_empty():
        accepted = "a sheet whose headings are those of a table"
        found = together([file_fault(one.place, rule=KNOWN_TABLE, accepted=accepted) for one in aside])
    order = [target.name for target in TARGETS]
    plans.sort(key=lambda plan: order.index(plan.target.name))
    return Gathered(opened=opened, plans=tuple(plans), aside=tuple(aside), faults=found)


def _opened(called: Mapping[Path, str], *, mapping: ColumnMapping, progress: Progress) -> Iterable[Opened]:
    opening = within(progress, span=OPENING)
    for position, (path, name) in enumerate(called.items()):
        opening(f"opening {name}", position / len(called))
        yield open_file(path, mapping=mapping, name=name)
