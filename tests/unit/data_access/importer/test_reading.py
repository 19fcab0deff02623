"""Files as they come: encodings, separators, odd rows, and things that are no register at all."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from data_access.importer import delimited
from data_access.importer.mapping import ColumnMapping
from data_access.importer.reading import Opened, open_file
from data_access.importer.sheets import Unreadable
from tests.example_register import write_ods


def opened(folder: Path, content: bytes, *, name: str = "register.csv") -> Opened:
    path = folder / name
    path.write_bytes(content)
    return open_file(path, mapping=ColumnMapping())


def rows(file: Opened) -> list[tuple[int, tuple[str | None, ...]]]:
    """Return row number and texts of every row of the first sheet."""
    return [
        (number, texts)
        for batch in file.sheets[0].batches()
        for number, texts in zip(batch.rows, batch.texts.rows(), strict=True)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found_out(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    text = end.join([f"id{separator}name", f"1{separator}Café", ""])
    file = opened(tmp_path, text.encode(encoding))
    assert file.sheets[0].headings == ("id", "name")
    assert rows(file) == [(2, ("1", "Café"))]


def test_rows_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    file = opened(tmp_path, b'\n"a","b"\n"x\ny","1"\n\n"z","2"\n')
    assert rows(file) == [(3, ("x\ny", "1")), (5, ("z", "2"))]


def test_a_separator_named_in_the_first_line_is_used(tmp_path: Path) -> None:
    file = opened(tmp_path, b"sep=;\r\na;b,c\r\n1;2\r\n")
    assert file.sheets[0].headings == ("a", "b,c")
    assert rows(file) == [(3, ("1", "2"))]


def test_a_row_with_too_many_values_is_a_fault_and_not_cut(tmp_path: Path) -> None:
    file = opened(tmp_path, b"a,b\n1,2\n3,4,5\n6,7,\n")
    (batch,) = file.sheets[0].batches()
    assert [(fault["row"], fault["value"], fault["rule"]) for fault in batch.faults.iter_rows(named=True)] == [
        (3, "5", "row_shape")
    ]


def test_a_lone_quotation_mark_inside_a_value_is_kept(tmp_path: Path) -> None:
    assert rows(opened(tmp_path, b'a,b\n6" nail,5" pipe\n')) == [(2, ('6" nail', '5" pipe'))]


def test_a_quotation_mark_never_closed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="never closed"):
        rows(opened(tmp_path, b'a,b\n"1,2\n3,4\n'))


def test_a_file_larger_than_a_block_is_read_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "BLOCK_BYTES", 64)
    lines = "".join(f'{number},"word, {number}\nand more é"\n' for number in range(500))
    file = opened(tmp_path, f"id,text\n{lines}".encode())
    batches = list(file.sheets[0].batches())
    assert len(batches) > 100
    assert [number for number, _ in rows(file)] == list(range(2, 502))
    assert rows(file)[-1] == (501, ("499", "word, 499\nand more é"))
    assert batches[-1].part == 1.0


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.csv", "empty"),
        (b"\n  \n", "a.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.csv", "picture"),
        (b"%PDF-1.7", "a.csv", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "password"),
        (b"PK\x03\x04 cut short", "a.xlsx", "damaged"),
        (b"id,\0\0\0\n", "a.csv", "no text"),
    ],
)
def test_what_is_no_register_is_named_for_what_it_is(tmp_path: Path, content: bytes, name: str, says: str) -> None:
    (fault,) = opened(tmp_path, content, name=name).faults.iter_rows(named=True)
    assert says in fault["value"]
    assert fault["file"] == name


def test_a_missing_file_is_a_fault_like_others(tmp_path: Path) -> None:
    (fault,) = open_file(tmp_path / "absent.csv", mapping=ColumnMapping()).faults.iter_rows(named=True)
    assert (fault["rule"], fault["value"]) == ("readable", "No such file or directory")


def test_a_word_document_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "another kind" in open_file(path, mapping=ColumnMapping()).faults["value"][0]


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Referrals").write_row(0, 0, ["a", "b"])
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged" in open_file(path, mapping=ColumnMapping()).faults["value"][0]


def test_a_password_protected_opendocument_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "password" in open_file(path, mapping=ColumnMapping()).faults["value"][0]


def test_a_formula_without_a_value_is_a_fault_and_not_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Referrals")
        sheet.write_row(2, 1, ["id", "sum", "text", "error"])
        sheet.write_string(3, 1, "A-1")
        sheet.write_formula(3, 2, "=1+1", None, "")
        sheet.write_formula(3, 3, '="x"', None, "x")
        sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    file = open_file(path, mapping=ColumnMapping())
    (batch,) = file.sheets[0].batches()
    found = [(fault["row"], fault["column"], fault["value"]) for fault in batch.faults.iter_rows(named=True)]
    assert found == [(4, "sum", "formula without a value"), (4, "error", "#DIV/0!")]
    assert batch.rows.to_list() == [4]


def test_an_opendocument_formula_without_a_value_is_a_fault(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain.ods", tmp_path / "a.ods"
    write_ods(plain, {"Referrals": [["id", "sum"], ["A-1", "x"]]})
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as archive:
        for part in source.namelist():
            text = source.read(part).decode()
            kept = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
            archive.writestr(part, text.replace(kept, '<table:table-cell table:formula="of:=1+1"/>'))
    (batch,) = open_file(path, mapping=ColumnMapping()).sheets[0].batches()
    assert [(fault["row"], fault["column"]) for fault in batch.faults.iter_rows(named=True)] == [(2, "sum")]
