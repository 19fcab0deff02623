"""Writes the small invented register of docs/examples in all three formats; nobody in it exists.

Run `python -m tests.example_register` to write the files again; a test proves that they are what this writes.
"""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"
Cell = str | date
Rows = list[list[Cell]]

_FORCES = ("Cheshire", "Cheshire Constabulary", "cheshire ", "E23000006", "Hampshire", "Metropolitan Police")
_AGENCIES = ("Local policing unit", "POL_CID", "Probation Service", "nhs_mh", "ADV_STALK", "Mental health trust ")
_PATHWAYS = ("Taken on", "PARTNER_MANAGED", "Managed with partners", "partner managed")
_RISKS = ("High", "moderate", "LOW", "Medium")
_FLAGS = ("yes", "N", "", "TRUE")
_RELATIONSHIPS = ("Ex intimate", "FRIEND_ACQUAINTANCE", "stranger private", "Neighbour")
_FIRST = date(2018, 6, 19)
REFERRALS = 30


def referrals() -> Rows:
    """Return headings and thirty invented referrals, spelt as differently as registers spell them."""
    rows: Rows = [
        [
            "Referral ID",
            "Force",
            "Date of referral",
            "Referring agency",
            "Pathway",
            "Risk",
            "Relationship",
            "Domestic",
            "Assessment date",
            "Status",
            "Closed date",
            "Closure outcome",
            "Invented",
        ]
    ]
    for number in range(REFERRALS):
        received = _FIRST + timedelta(days=9 * number)
        closed = number % 5 == 0
        rows.append(
            [
                f"EX-{received.year}-{number + 1:05d}",
                _FORCES[number % len(_FORCES)],
                received,
                _AGENCIES[number % len(_AGENCIES)],
                _PATHWAYS[number % len(_PATHWAYS)],
                _RISKS[number % len(_RISKS)],
                _RELATIONSHIPS[number % len(_RELATIONSHIPS)],
                _FLAGS[number % len(_FLAGS)],
                received + timedelta(days=6 + number % 9) if number % 7 else "",
                "Closed" if closed else "Open",
                received + timedelta(days=120) if closed else "",
                "Risk reduced" if closed else "",
                "invented",
            ]
        )
    return rows


def assessments() -> Rows:
    """Return headings and one invented risk assessment for every second referral."""
    rows: Rows = [["Assessment ID", "Referral ID", "Assessment date", "Tool", "Occasion", "Raw level", "Risk"]]
    for number, referral in enumerate(referrals()[1::2]):
        received = referral[2]
        if isinstance(received, date):
            made = received + timedelta(days=5)
            rows.append([f"EXA-{number + 1:04d}", str(referral[0]), made, "SASH", "initial", "MODERATE", "moderate"])
    return rows


def csv_bytes() -> bytes:
    """Return the referrals as a British spreadsheet saves them: dd/mm/yyyy."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_british(cell) for cell in row] for row in referrals())
    return text.getvalue().encode()


def _british(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:%d/%m/%Y}"


def write_xlsx(path: Path, sheets: dict[str, Rows]) -> None:
    """Write a workbook with real date cells."""
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": datetime(2018, 6, 19, tzinfo=UTC)})
        british = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for position, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(position, column, cell)
                    else:
                        sheet.write_datetime(position, column, cell, british)


def write_ods(path: Path, sheets: dict[str, Rows]) -> None:
    """Write the least that is an OpenDocument spreadsheet."""
    tables = "".join(_ods_table(name, rows) for name, rows in sheets.items())
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            archive.writestr(zipfile.ZipInfo(name, date_time=(2018, 6, 19, 0, 0, 0)), text)


def _ods_table(name: str, rows: Rows) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{lines}</table:table>'


def _ods_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    kind = (
        'office:value-type="string"'
        if isinstance(cell, str)
        else f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    )
    return f"<table:table-cell {kind}><text:p>{escape(_british(cell))}</text:p></table:table-cell>"


def write_all(folder: Path) -> None:
    """Write all three files."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = {"Referrals": referrals(), "Risk assessments": assessments()}
    (folder / "register.csv").write_bytes(csv_bytes())
    write_xlsx(folder / "register.xlsx", sheets)
    write_ods(folder / "register.ods", sheets)


if __name__ == "__main__":
    write_all(EXAMPLES)
