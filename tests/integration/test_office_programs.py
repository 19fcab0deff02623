"""Slides and workbooks opened by the office program of this machine, where it has one, as a newsroom opens them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard.edition import Edition
from dashboard.press.slides import slides
from dashboard.press.workbook import workbook
from tests.editions import an_edition
from tests.frozen import NOW

PROGRAMS = tuple(filter(None, map(shutil.which, ("soffice", "libreoffice"))))[:1]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "write"), [("pptx", slides), ("xlsx", workbook)])
def test_an_office_program_opens_the_file_and_prints_its_figures(
    tmp_path: Path, kind: str, write: Callable[..., bytes]
) -> None:
    edition: Edition = an_edition(mark="DRAFT, not for publication")
    path = tmp_path / f"release.{kind}"
    path.write_bytes(write(edition, now=NOW))
    for program in PROGRAMS:
        home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
        subprocess.run([program, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path], check=True)
        printed = " ".join(page.extract_text() for page in PdfReader(path.with_suffix(".pdf")).pages)
        assert all(figure.text in printed for plate in edition.plates for figure in plate.figures)
        assert "DRAFT" in printed
