"""The tree as the rules see it: Python modules with their syntax, and every file that could be committed."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("dashboard", "data_access", "pages")
NOT_OURS = {".git", ".venv", "var", "__pycache__", ".hypothesis", "node_modules"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file: where it stands below the root, its text and its syntax."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a fault is, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def inside(self, *places: str) -> bool:
        """Whether the file is one of these, or lies in one of these folders."""
        return any(self.path.is_relative_to(place) for place in places)


def module(path: str, text: str) -> Module:
    """Read a module from its text; planted faults come this way too."""
    return Module(path=PurePosixPath(path), text=text, tree=ast.parse(text))


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Every file that is or could be committed; without git, every file that is not plainly generated."""
    listed = _known_to_git()
    return tuple(sorted({ROOT / name for name in listed if (ROOT / name).is_file()} if listed else _below(ROOT)))


def _known_to_git() -> list[str]:
    if not shutil.which("git"):
        return []
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.rstrip("\0").split("\0") if answer.stdout else []


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every Python module of the project."""
    return tuple(
        module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix == ".py"
    )


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in NOT_OURS or entry.name.endswith("_cache"):
            continue
        if entry.is_dir():
            yield from _below(entry)
        else:
            yield entry


def dotted(node: ast.AST) -> str:
    """A name as it is written, "st.session_state"; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every import, as the full dotted name of what is brought in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def mentions(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every dotted name used or imported."""
    yield from imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node)):
            yield node, name


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a named function, with the name as written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            yield node, name
