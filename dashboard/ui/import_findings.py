"""What a check or a load came to: in one sentence, sheet by sheet, then the faults by reason and as files."""

from datetime import date
from pathlib import Path

import streamlit as st

from dashboard.administration.findings import Findings, Reason
from dashboard.administration.import_site import Check, Load
from dashboard.charts.chart import Table
from dashboard.handout import Prepared
from dashboard.policy import Action, User
from dashboard.ui import markup
from dashboard.ui.guard import download
from dashboard.wording import dates, numbers
from dashboard.wording import imports as words
from data_access.access_vocabulary import Event
from data_access.audit import Entry
from data_access.errors import ImportRejected

REASONS_SHOWN = 20  # more are no longer read; the file of faults has them all
CSV = "text/csv"


def show_check(check: Check, *, as_at: date) -> None:
    """Show what a check found and up to when the register goes."""
    found = check.findings
    stopped = not (found.clean or found.has_good_rows)
    said = words.headline(rows=found.rows_read, rejected=found.rejected, faults=found.faults, stopped=stopped)
    st.html(markup.heading(said, level=2, subtitle=words.checked_only(dates.day(as_at))))
    _sheets(found, headings=words.CHECKED_HEADINGS)
    if not found.clean:
        _reasons(found)
        _offer_faults(found)


def show_load(load: Load) -> None:
    """Show what a load did, and hand out the rows set aside."""
    found = load.findings
    added, updated, unchanged = (sum(getattr(one, name) for one in found.files) for name in words.COUNTED)
    said = words.loaded(added=added, updated=updated, unchanged=unchanged, rejected=found.rejected)
    st.html(markup.heading(said, level=2, subtitle=words.LOADED_SOON))
    _sheets(found, headings=words.LOADED_HEADINGS)
    for path in load.set_aside:
        _offer_set_aside(path, rows=found.rejected)
    if not found.clean:
        _offer_faults(found)


def _sheets(found: Findings, *, headings: tuple[str, ...]) -> None:
    numeric = (False, False, *(True for _ in headings[2:]))
    table = Table(headings=headings, rows=words.sheets(found.files), numeric=numeric)
    st.html(markup.table(table, caption="Rows by sheet"))
    if notes := words.notes(found.files):
        st.html(markup.foot(notes))


def _reasons(found: Findings) -> None:
    """Show why rows are rejected, the commonest reason first, and where to look."""
    named = len(found.files) > 1
    rows = tuple(_reason(each, named=named) for each in found.reasons[:REASONS_SHOWN])
    table = Table(headings=words.FAULT_HEADINGS, rows=rows, numeric=(False, True, False, False))
    st.html(markup.table(table, caption="Faults by reason"))
    st.html(markup.foot([words.more_reasons(len(found.reasons) - REASONS_SHOWN), words.VALUES_WITHHELD]))


def _reason(reason: Reason, *, named: bool) -> tuple[str, ...]:
    examples = [(each.file, each.sheet, each.row, each.value) for each in reason.examples]
    return (
        reason.column or "any",
        numbers.count(reason.count),
        words.places(examples, count=reason.count, named=named),
        words.reason(reason.why, reason.accepted),
    )


def _offer_faults(found: Findings) -> None:
    content = found.listed
    download(
        words.DOWNLOAD_FAULTS,
        key="import-faults",
        action=Action.CHECK_IMPORT,
        file_name="faults.csv",
        mime=CSV,
        make=lambda _user: Prepared(content=content, entry=Entry(event=Event.EXPORT, rows=found.faults)),
    )


def _offer_set_aside(path: Path, *, rows: int) -> None:
    def make(_user: User) -> Prepared:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ImportRejected(
                "The rows set aside are no longer there.",
                unharmed="What was loaded is loaded.",
                remedy="Check the register again: it names the rows with faults.",
            ) from error
        return Prepared(content=content, entry=Entry(event=Event.EXPORT, rows=rows, detail="rows set aside"))

    download(
        words.download_set_aside(path.name),
        key=f"import-aside-{path.name}",
        action=Action.LOAD_IMPORT,
        file_name=path.name,
        mime=CSV,
        make=make,
    )
