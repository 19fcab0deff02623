"""A briefing says the same as text and as PDF, and whatever is in a name stays a name."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from dashboard.briefing.as_pdf import as_pdf
from dashboard.briefing.as_text import INVENTED, as_text
from dashboard.briefing.page import BriefingPage, Line, Section

NOW = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)
HOSTILE = ["#panic()", "*bold* _it_ $x$ <label> @ref", 'a " b \\ c', ']#read("/etc/passwd")[', "= heading"]


def page(*, force: str = "Cheshire", is_invented: bool = False) -> BriefingPage:
    return BriefingPage(
        unit="Integrated Anti-Stalking Unit",
        force=force,
        as_at=date(2026, 11, 22),
        headline="Six referrals have waited past their target; two are high risk.",
        sections=(
            Section(
                heading="Needs action",
                lines=(
                    Line(counted=6, words="waiting past target", meaning="Open, and not assessed in time."),
                    Line(counted=1200, words="records to mend"),
                ),
                notes=("A case may need several things.",),
            ),
        ),
        link="https://figures.example/caseload",
        marking="OFFICIAL-SENSITIVE",
        is_invented=is_invented,
    )


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def test_text_gives_one_count_a_line_and_the_link() -> None:
    assert as_text(page()).splitlines() == [
        "OFFICIAL-SENSITIVE",
        "",
        "Six referrals have waited past their target; two are high risk.",
        "Cheshire, as at 22 Nov 2026",
        "",
        "Needs action",
        "    6  waiting past target",
        "1,200  records to mend",
        "A case may need several things.",
        "",
        "See the cases (sign in first):",
        "https://figures.example/caseload",
    ]
    assert INVENTED in as_text(page(is_invented=True))


def test_the_pdf_is_one_tagged_page_of_real_text_with_title_language_and_link() -> None:
    found = read(as_pdf(page(is_invented=True), now=NOW))
    assert len(found.pages) == 1
    words = found.pages[0].extract_text()
    for told in ("OFFICIAL-SENSITIVE", "1,200", "records to mend", "Open, and not assessed in time.", INVENTED):
        assert told in words
    assert found.metadata is not None
    assert (
        found.metadata.title
        == "Six referrals have waited past their target; two are high risk. Cheshire, as at 22 Nov 2026"
    )
    catalogue = found.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert "figures.example/caseload" in str(found.pages[0]["/Annots"][0].get_object()["/A"])


def test_the_same_page_is_the_same_file() -> None:
    assert as_pdf(page(), now=NOW) == as_pdf(page(), now=NOW)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_the_typesetters_language(name: str) -> None:
    found = read(as_pdf(page(force=name), now=NOW))
    assert found.metadata is not None
    assert str(found.metadata.title).endswith(f"{name}, as at 22 Nov 2026")


def test_letters_that_the_font_lacks_are_told_as_question_marks() -> None:
    assert "Dŵr ??? ? Co-op" in read(as_pdf(page(force="Dŵr צוו 🎉 Co-op"), now=NOW)).pages[0].extract_text()
