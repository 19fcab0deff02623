"""The caseload as a file: the cases asked for and no others, marked, and with nothing a spreadsheet would run."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice

import xlsxwriter

from dashboard.administration.audit_export import TooLarge
from dashboard.administration.briefings import Masthead
from dashboard.administration.caseload import PAGE, CaseloadOffice
from dashboard.briefing.as_pdf import as_pdf
from dashboard.caseload.choice import CaseloadChoice
from dashboard.csv_lines import BYTE_ORDER_MARK, line
from dashboard.handout import Prepared
from dashboard.wording import caseload_file as words
from dashboard.wording.moments import moment
from dashboard.wording.numbers import count
from data_access.access_vocabulary import Event
from data_access.audit import Entry
from data_access.reference import Reference

# Ten times the largest caseload we know of, and a file that a spreadsheet opens at once.
MOST = 20_000
CSV, XLSX = "csv", "xlsx"
MIMES = {CSV: "text/csv", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Cell = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadFile:
    """What a file of the caseload is of.

    Attributes
    ----------
    choice, in_words
        What is asked, and the same in words.
    as_at, is_invented
        The day the records reach, and whether they are invented.
    reference
        The names of forces and agencies.
    """

    choice: CaseloadChoice
    in_words: str
    as_at: date
    is_invented: bool
    reference: Reference

    def prepared(self, office: CaseloadOffice, kind: str) -> Prepared:
        """Return the file and the words under which it leaves.

        Raises `NotPermitted`, `DatabaseUnavailable`, and `TooLarge` beyond `MOST` cases.
        """
        cases = tuple(islice(office.export(self.choice), MOST + 1))
        if len(cases) > MOST:
            raise TooLarge(
                f"More than {count(MOST)} cases are asked for: too many for one file.",
                unharmed="No file was made.",
                remedy="Choose fewer with a count of the action strip or a filter, and export again.",
            )
        about = self._about(office, len(cases))
        table = [words.row(case, as_at=self.as_at, reference=self.reference) for case in cases]
        content = _csv(about, table) if kind == CSV else _xlsx(about, table, now=office.now)
        entry = Entry(event=Event.EXPORT, page=PAGE, filters=self.in_words, rows=len(cases), detail=words.DETAIL)
        return Prepared(content=content, entry=entry)

    def name(self, kind: str) -> str:
        """Return the name of the file, by the day that the records reach."""
        return f"caseload_{self.as_at.isoformat()}.{kind}"

    def _about(self, office: CaseloadOffice, rows: int) -> list[tuple[str, str]]:
        by = f"{office.user.display_name} ({office.user.username})"
        return words.about(
            marking=office.user.grant.marking,
            by=by,
            on=moment(office.now),
            asked=self.in_words,
            rows=rows,
            as_at=self.as_at,
            is_invented=self.is_invented,
        )


def briefing_file(office: CaseloadOffice, masthead: Masthead, choice: CaseloadChoice) -> Prepared:
    """Return the counts of a force as the page that is mailed on Mondays; raises as `CaseloadOffice.needs`."""
    page = masthead.briefing(office.needs(choice))
    entry = Entry(event=Event.EXPORT, page=PAGE, filters=masthead.force, detail=words.BRIEFING_DETAIL)
    return Prepared(content=as_pdf(page, now=office.now), entry=entry)


def _csv(about: Iterable[tuple[str, str]], table: Iterable[Sequence[Cell]]) -> bytes:
    lines = chain(map(line, about), [line(()), line(words.HEADINGS)], (line(map(_text, row)) for row in table))
    return "".join([BYTE_ORDER_MARK, *lines]).encode()


def _text(cell: Cell) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _xlsx(about: Iterable[tuple[str, str]], table: Sequence[Sequence[Cell]], *, now: datetime) -> bytes:
    """Return a workbook of two sheets; texts are written as texts, so that none is ever a formula or a link."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "d mmm yyyy"}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        book.set_properties({"title": words.TITLE, "created": now.replace(tzinfo=None)})
        told, cases = book.add_worksheet(words.ABOUT_SHEET), book.add_worksheet(words.CASES_SHEET)
        told.set_column(0, 0, 24)
        told.set_column(1, 1, 90)
        for place, (name, value) in enumerate(about):
            told.write_string(place, 0, name, bold)
            told.write_string(place, 1, value, wrapped)
        _write_cases(cases, table, bold)
    return held.getvalue()


def _write_cases(sheet: xlsxwriter.worksheet.Worksheet, table: Sequence[Sequence[Cell]], bold: object) -> None:
    for column, heading in enumerate(words.HEADINGS):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, words.WIDTHS.get(heading, 16))
    for place, row in enumerate(table, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(place, column, cell)
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell)
            elif cell is not None:
                sheet.write_string(place, column, cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table), 1), len(words.HEADINGS) - 1)
