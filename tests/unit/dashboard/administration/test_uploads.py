"""What a browser calls a file becomes a label that hides, breaks and leads to nothing."""

import pytest

from dashboard.administration.uploads import LONGEST_LABEL, UNNAMED, label_of


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("register.csv", "register.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\secret\\stalking log.xlsx", "stalking log.xlsx"),
        ("/etc/cron.d/x", "x"),
        ("a\x00b\r\nSet-Cookie: c.csv", "a b Set-Cookie: c.csv"),
        ("invoice\u202egpj.exe", "invoice gpj.exe"),
        ("\u2066reg\u2069\u200bister.csv", "reg ister.csv"),
        ("سجل.csv", "سجل.csv"),
        ("🦉 register.csv", "🦉 register.csv"),
        ("e\u0301te\u0301.csv", "été.csv"),
        ("<script>alert(1)<", "<script>alert(1)<"),
        ("\ud800.csv", "csv"),
        ("..", UNNAMED),
        ("", UNNAMED),
        ("a/", UNNAMED),
    ],
)
def test_a_name_becomes_a_label(name: str, label: str) -> None:
    assert label_of(name) == label


@pytest.mark.parametrize("ending", [".xlsx", ".csv", "." + "x" * 5_000, ""])
def test_a_label_is_short_and_keeps_a_real_ending(ending: str) -> None:
    label = label_of("a" * 10_000 + ending)
    assert len(label) <= LONGEST_LABEL
    assert label.endswith(ending if ending in {".xlsx", ".csv"} else "…")
