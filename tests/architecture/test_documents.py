"""Documents say what the code says, and decisions say what would change them."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from typer.main import get_command

from dashboard.commands import application as site_commands
from dashboard.glossary import metrics_document
from dashboard.settings import DashboardSettings
from data_access.commands import application as data_commands
from data_access.dictionary import code_lists, dictionary_document
from data_access.schema import CASE, STORE
from data_access.settings import DataSettings
from tests.architecture.source import ROOT, Module, modules
from tests.architecture.style_rules import AMERICAN

README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ("question", "chose", "declined", "would change our minds")
PROSE = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")
NAMED = re.compile(r"`((?:tests/[\w/]+\.py::|(?:dashboard|data_access)\.)[\w.]+)`")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def parts_missing(record: str) -> list[str]:
    """What a decision record does not say, under a heading or after bold words."""
    heading, bold = r"^## .*{}.*\n+[^#\s]", r"^\*\*[^*\n]*{}[^*\n]*\*\*\s*\w"
    said = {
        part
        for part in PARTS
        for shape in (heading, bold)
        if re.search(shape.format(part), record, re.MULTILINE | re.IGNORECASE)
    }
    return [part for part in PARTS if part not in said]


def dead_links(document: str, *, folder: Path) -> list[str]:
    """Links to files that are not there."""
    return [target for target in LINK.findall(document) if not (folder / target).exists()]


def names_missing(document: str) -> list[str]:
    """Functions, classes and tests that a document names in code style and the tree does not have."""
    return [name for name in NAMED.findall(document) if name not in _all_defined()]


@lru_cache(maxsize=1)
def _all_defined() -> frozenset[str]:
    return frozenset(name for source in modules() for name in _defined(source))


def _defined(source: Module) -> Iterator[str]:
    """Every function and class of a module: "tests/x.py::name" of a test, "dashboard.x.name" of anything else."""
    start = f"{source.path}::" if source.inside("tests") else f"{source.path.with_suffix('')}.".replace("/", ".")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"{start}{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from (
                    f"{start}{node.name}.{each.name}"
                    for each in node.body
                    if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
                )


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("document", "written"),
    [("docs/metrics.md", metrics_document), ("docs/dictionary.md", dictionary_document)],
    ids=["metrics", "dictionary"],
)
def test_a_generated_document_is_up_to_date(document, written):
    assert (ROOT / document).read_text(encoding="utf-8") == written(), "run `make docs`"


def test_the_dictionary_names_every_table_column_and_code():
    document = dictionary_document()
    tables = [*CASE.tables.values(), *STORE.tables.values()]

    assert [table.name for table in tables if f"### {table.name}\n\n{table.comment}\n" not in document] == []
    assert [column.name for table in tables for column in table.columns if f"| {column.name} |" not in document] == []
    assert [code.value for codes in code_lists() for code in codes if f"`{code.value}`" not in document] == []


def test_the_readme_names_every_setting():
    settings = {f"`UNIT_{name.upper()}`" for model in (DataSettings, DashboardSettings) for name in model.model_fields}

    assert settings == set(re.findall(r"^\| (`UNIT_\w+`)", README, re.MULTILINE))


@pytest.mark.parametrize(
    ("module", "application"), [("data_access", data_commands), ("dashboard", site_commands)], ids=["data", "dashboard"]
)
def test_the_readme_names_every_command(module, application):
    commands = set(get_command(application).commands)

    assert commands == set(re.findall(rf"^\| `python -m {module} (\w+)", README, re.MULTILINE))


def test_decisions_are_numbered_once_and_in_order():
    numbers = [path.name[:5] for path in DECISIONS]

    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{4}-", number) for number in numbers)


@pytest.mark.parametrize("record", DECISIONS, ids=_name)
def test_a_decision_has_its_four_parts(record: Path):
    assert parts_missing(record.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("shape", ["## The {}\n\nBecause.\n\n", "**We {}** because.\n\n"])
def test_a_record_without_an_alternative_is_found(shape: str):
    record = "".join(shape.format(part) for part in PARTS if part != "declined")

    assert parts_missing(record) == ["declined"]


def test_an_empty_part_is_found():
    record = "".join(f"## The {part}\n\n{'' if part == 'chose' else 'Because.'}\n\n" for part in PARTS)

    assert parts_missing(record) == ["chose"]


@pytest.mark.parametrize("document", PROSE, ids=_name)
def test_every_link_leads_somewhere(document: Path):
    assert dead_links(document.read_text(encoding="utf-8"), folder=document.parent) == []


def test_a_dead_link_is_found(tmp_path: Path):
    assert dead_links("[a](nowhere.md) [b](https://example.org) [c](#here)", folder=tmp_path) == ["nowhere.md"]


@pytest.mark.parametrize("document", PROSE, ids=_name)
def test_every_function_and_test_named_exists(document: Path):
    assert names_missing(document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name", ["dashboard.policy.may_open", "data_access.scope.Scope.check", "tests/conftest.py::yesterday"]
)
def test_a_name_that_does_not_exist_is_found(name: str):
    assert names_missing(f"kept by `{name}` and `dashboard.policy.checks.check_can_open`") == [name]


@pytest.mark.parametrize(
    ("document", "heading", "count"), [("DEVELOPERS.md", "The four promises", 4), ("security.md", "The promises", 20)]
)
def test_every_promise_names_who_keeps_it_and_a_test_that_watches(document: str, heading: str, count: int):
    guide = (ROOT / "docs" / document).read_text(encoding="utf-8")
    section = guide.split(f"## {heading}\n")[1].split("\n## ")[0]
    promises = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:]

    assert len(promises) >= count
    assert [promise for promise, _, tests in promises if "::test_" not in tests] == []
    assert [promise for promise, keepers, _ in promises if "`" not in keepers and "nothing" not in keepers] == []


def test_security_answers_for_every_chapter_of_the_standard():
    document = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| V(\d+)[^|]* \| ([a-z ]+?) \|", document, re.MULTILINE)

    assert {int(chapter) for chapter, _ in rows} == set(range(1, 18))
    assert {state for _, state in rows} <= {"met", "partly", "not met", "not applicable", "site"}


@pytest.mark.parametrize("document", PROSE, ids=_name)
def test_prose_is_spelt_the_british_way(document: Path):
    assert AMERICAN.findall(CODE.sub("", document.read_text(encoding="utf-8"))) == []
