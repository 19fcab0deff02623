"""A workbook may be anybody's: its XML is read without what could multiply or reach out."""

import pytest

from data_access.errors import ImportRejected
from data_access.importer.plain_xml import parsed

TENFOLD = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10 if before else "figures"}">'
    for name, before in zip("abcdefgh", ["", *"abcdefg"], strict=True)
)
BOMB = f"<!DOCTYPE book [{TENFOLD}]><book>&h;</book>"


@pytest.mark.parametrize(
    "document",
    [
        BOMB.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{BOMB}'.encode("utf-16"),
        b'<!DOCTYPE book [<!ENTITY out SYSTEM "file:///etc/hostname">]><book>&out;</book>',
        b'<!DOCTYPE book SYSTEM "http://127.0.0.1:1/book.dtd"><book/>',
        b"<!DOCTYPE book><book/>",
        b"<book>",
        b"",
        b"\x00\x01",
    ],
)
def test_what_no_office_program_writes_is_refused(document: bytes) -> None:
    with pytest.raises(ImportRejected, match="no office program"):
        parsed(document)


def test_plain_xml_is_read() -> None:
    assert [cell.text for cell in parsed("<row><c>1</c><c>é</c></row>".encode())] == ["1", "é"]
