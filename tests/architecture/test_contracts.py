"""The import contracts: kept by the tree, without a single excuse, and broken by planted faults."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE

LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
NAMES = [contract["name"] for contract in SETTINGS["contracts"]]

# Module, what it would import, and the contract that refuses it.
PLANTED = (
    ("data_access/planted.py", "import dashboard.policy", "Pages show, the dashboard thinks, data_access fetches"),
    ("dashboard/planted_utils.py", "", "Inside the dashboard, drawing rests on thinking"),
    ("dashboard/wording/planted.py", "import dashboard.ui.session", "Inside the dashboard, drawing rests on thinking"),
    ("dashboard/metrics/planted.py", "import streamlit", "Only app, asgi, ui and pages know Streamlit"),
    ("dashboard/ui/planted.py", "import plotly.graph_objects", "Only charts know Plotly"),
    ("dashboard/edition/planted.py", "import kaleido", "Only the press draws with Chromium"),
    ("dashboard/briefing/planted.py", "import pptx", "Only the press makes slides and workbooks of releases"),
    ("dashboard/charts/planted.py", "import sqlalchemy", "Only data_access speaks to a database"),
    ("pages/planted.py", "import polars", "Pages speak to the dashboard and to nothing beneath it"),
    ("data_access/planted_utils.py", "", "Inside data_access, questions rest on tables"),
)


def _lint(folder: Path) -> str:
    """What import-linter says of a tree, on lines wide enough not to be broken."""
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False, env={"COLUMNS": "200"}
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the tree with every fault planted at once."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in SOURCE:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    for path, line, _ in PLANTED:
        (copy / path).write_text(line, encoding="utf-8")
    return _lint(copy)


def test_every_contract_is_kept():
    said = _lint(ROOT)

    assert f"{len(NAMES)} kept, 0 broken" in said, said


def test_no_contract_excuses_an_import():
    excused = [contract["name"] for contract in SETTINGS["contracts"] if "ignore_imports" in contract]

    assert excused == []


def test_a_new_module_needs_a_place():
    layered = [contract for contract in SETTINGS["contracts"] if "containers" in contract]

    assert sorted(place for contract in layered for place in contract["containers"]) == ["dashboard", "data_access"]
    assert all(contract["exhaustive"] for contract in layered)


@pytest.mark.parametrize("contract", sorted({contract for _, _, contract in PLANTED}))
def test_a_planted_import_breaks_its_contract(refused: str, contract: str):
    assert f"{contract} BROKEN" in refused, refused


@pytest.mark.parametrize("path", [path for path, _, _ in PLANTED])
def test_the_planted_module_is_named(refused: str, path: str):
    name = path.removesuffix(".py").replace("/", ".")

    assert name in refused or name.split(".")[-1] in refused
