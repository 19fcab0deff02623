"""What lies where: the fixed folders, no page that Streamlit could serve by itself, pages as the catalogue says."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dashboard.policy import PAGES
from tests.architecture.source import ROOT, SOURCE, files, imported, modules

AT_THE_ROOT = {
    *("dashboard", "pages", "data_access", "tests", "docs", ".streamlit", ".ci"),
    *("requirements.txt", "README.md", "Makefile", "pyproject.toml", "LICENSE"),
    *(".gitignore", ".gitattributes", ".pre-commit-config.yaml"),
}
CATEGORIES = {"spec", "unit", "properties", "integration", "app", "e2e", "golden", "architecture", "bench"}
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".css", ".js", ".csv", ".html", ".svg", ""}
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|mnt|opt)/\w|\b[A-Z]:\\{1,2}Users")
PINS = ("requirements.txt", "tests/requirements.txt", "tests/requirements_apart.txt")
PINNED = re.compile(r"[A-Za-z0-9_.\[\]-]+==[\w.]+( *;.*)?")


def entry_points_with_pages(root: Path) -> list[Path]:
    """Pages that Streamlit would serve without the entry script, and so without the sign-in."""
    exposed = [root / name for name in ("app.py", "asgi.py", "streamlit_app.py", "main.py") if (root / name).exists()]
    return exposed + [path for path in (root / "dashboard").rglob("pages*") if path.is_dir() or path.stem == "pages"]


def machine_paths(text: str, *, checkout: str) -> list[str]:
    """Every path in a text that exists on one machine only."""
    return [*SOMEBODYS_MACHINE.findall(text), *([checkout] if checkout in text else [])]


def unpinned(requirements: str) -> list[str]:
    """Every requirement without an exact version."""
    lines = (line.split(" #")[0].strip() for line in requirements.splitlines())
    return [line for line in lines if line and not line.startswith(("#", "-r ")) and not PINNED.fullmatch(line)]


def brought_along(name: str) -> list[str]:
    """What a library needs on this machine, its chosen extras included."""
    extras = ("", "binary") if name == "psycopg" else ("",)
    needed = [Requirement(line) for line in requires(name) or ()]
    return [
        each.name for each in needed if not each.marker or any(each.marker.evaluate({"extra": one}) for one in extras)
    ]


def test_nothing_else_lies_at_the_root():
    assert {path.relative_to(ROOT).parts[0] for path in files()} <= AT_THE_ROOT


def test_no_page_can_be_served_without_the_entry_script():
    assert entry_points_with_pages(ROOT) == []


@pytest.mark.parametrize("planted", ["app.py", "dashboard/pages/audit.py", "dashboard/ui/pages.py"])
def test_a_planted_side_door_is_found(planted: str, tmp_path: Path):
    (tmp_path / planted).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / planted).touch()

    assert entry_points_with_pages(tmp_path)


def test_the_catalogue_and_the_page_files_are_the_same():
    written = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}

    assert written == {entry.key for entry in PAGES}


def test_every_test_has_a_category():
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in files() if path.match("tests/*/**/*.py")}

    assert folders <= CATEGORIES


def test_no_file_names_somebodys_machine():
    named = {
        path.relative_to(ROOT).as_posix(): found
        for path in files()
        if path.suffix in TEXT and path != Path(__file__)
        if (found := machine_paths(path.read_text(encoding="utf-8", errors="replace"), checkout=f"{ROOT}/"))
    }

    assert named == {}


@pytest.mark.parametrize("text", ["see /home/ada/notes", "open C:\\Users\\ada", "at /srv/checkout/x"])
def test_a_planted_machine_path_is_found(text: str):
    assert machine_paths(text, checkout="/srv/checkout/")


@pytest.mark.parametrize("text", ["/auth/session", "https://example.org/home/x", "pages/home/x", "var/case.db"])
def test_an_address_is_not_a_machine_path(text: str):
    assert machine_paths(text, checkout="/srv/checkout/") == []


@pytest.mark.parametrize("path", PINS)
def test_every_requirement_is_pinned(path: str):
    assert unpinned((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", ["polars", "polars>=2", "polars==2.*", "polars~=2.1"])
def test_a_loose_requirement_is_found(line: str):
    assert unpinned(f"# why\nplotly==7.1.0  # charts\n{line}") == [line]


def test_every_library_we_import_is_pinned_by_choice():
    chosen = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("# Brought along")[0]
    names = {line.split("==")[0].split("[")[0].lower() for line in chosen.splitlines() if "==" in line}
    distributions = packages_distributions()
    imports = {
        name.split(".")[0]
        for source in modules()
        if source.inside(*SOURCE)
        for _, name in imported(source.tree)
        if name.split(".")[0] not in {*SOURCE, *sys.stdlib_module_names}
    }

    assert {name for name in imports if not names & {each.lower() for each in distributions.get(name, ())}} == set()


def test_every_library_they_bring_along_is_pinned_too():
    pinned = {
        canonicalize_name(Requirement(line.split(" #")[0]).name)
        for path in PINS
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    }
    brought = {canonicalize_name(name) for each in pinned if each != "colorama" for name in brought_along(each)}

    assert brought - pinned == set()


def test_the_pythons_we_name_are_the_pythons_we_accept():
    accepted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert accepted == ">=3.11,<3.14"
    assert "python3.13 python3.12 python3.11 python3;" in makefile
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in makefile
