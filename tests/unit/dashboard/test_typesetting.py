"""The typesetter shows what it promises to, asks "?" of the rest, and never reads a value as its own language."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from dashboard.typesetting import printable, typeset

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TEMPLATE = """
#let told = json(bytes(sys.inputs.page))
#set document(title: "Letters")
#set text(font: "Casework Sans", lang: "en", size: 6pt)
#told.words.at(0)
"""


def typeset_text(folder: Path, words: str) -> str:
    template = folder / "letters.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    content = typeset(template, {"words": (words,)}, now=NOW)
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_every_letter_that_is_promised_is_in_a_font(tmp_path: Path):
    promised = [letter for letter in map(chr, range(0x21, 0x3000)) if printable(letter) == letter != "?"]

    # A tagged page with a letter that no font has is refused by the typesetter.
    shown = typeset_text(tmp_path, " ".join(promised))

    assert len(promised) > 500
    assert {"ŵ", "£", "€", "…", "“", "≥", "→", "\N{MINUS SIGN}", "\N{RIGHT SINGLE QUOTATION MARK}"} < set(shown)


def test_what_no_page_can_show_is_a_question_mark_or_a_blank():
    assert printable("Dŵr צוו 🎉 a\x00b\nc\ud800") == "Dŵr ??? ? a?b c?"
    assert printable("e\N{COMBINING ACUTE ACCENT}") == "é"


def test_values_are_text_and_not_the_typesetters_language(tmp_path: Path):
    words = '#panic() $x$ *b* _i_ <l> @r ]#read("/etc/passwd")[ \\ "'

    assert typeset_text(tmp_path, words) == words
