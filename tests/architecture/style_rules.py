"""How the code reads: lengths, names, docstrings, spelling."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.architecture.rule import Rule
from tests.architecture.source import SOURCE, Module

EVERYWHERE = (*SOURCE, "tests")
LONGEST_FILE, LONGEST_TEST_FILE = 200, 300
LONGEST_FUNCTION = 40
# Names that name nothing: whatever is put under them stays there.
NOWHERE = {"util", "helper", "common", "misc", "core", "base", "manager", "service", "handler"}
NOTHING = {"df", "data", "result", "info", "item", "obj", "res"}
# American spellings seldom needed by a library we call; `color` and `center` are Plotly's and CSS's own words.
AMERICAN = re.compile(
    r"\b(behaviors?|organizations?|organized?|analyz(?:e|ed|es|ing)|summariz(?:e|ed|es|ing)|recogniz(?:e|ed|es)|"
    r"favorites?|neighbors?|catalogs?|canceled|labeled)\b",
    re.IGNORECASE,
)
Function = ast.FunctionDef | ast.AsyncFunctionDef
VERSIONS = ("data_access/migrations/case/versions", "data_access/migrations/store/versions")


def long_files(source: Module) -> Iterator[str]:
    """Files that have become the place where things go."""
    longest = LONGEST_TEST_FILE if source.inside("tests", *VERSIONS) else LONGEST_FILE
    lines = len(source.text.splitlines())
    if lines > longest:
        yield f"{source.path}: {lines} lines, at most {longest}; which idea is missing?"


def long_functions(source: Module) -> Iterator[str]:
    """Functions whose body, the docstring apart, cannot be seen at once."""
    for node in ast.walk(source.tree):
        if not isinstance(node, Function):
            continue
        body = node.body[1:] if ast.get_docstring(node) else node.body
        lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
        if lines > LONGEST_FUNCTION:
            yield f"{source.at(node)}: {node.name} has {lines} lines, at most {LONGEST_FUNCTION}"


def empty_module_names(source: Module) -> Iterator[str]:
    """Modules and folders named for nothing."""
    for part in (*source.path.parts[:-1], source.path.stem):
        if part.removesuffix("s") in NOWHERE:
            yield f"{source.path}: {part} names nothing"


def empty_variable_names(source: Module) -> Iterator[str]:
    """Variables and parameters named for nothing."""
    for node in ast.walk(source.tree):
        name = node.arg if isinstance(node, ast.arg) else ""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            name = node.id
        if name in NOTHING:
            yield f"{source.at(node)}: {name} names nothing; a frame is named for its rows"


def missing_docstrings(source: Module) -> Iterator[str]:
    """Public names that do not say what they are."""
    if not ast.get_docstring(source.tree):
        yield f"{source.path}: the module does not say what it knows"
    for node in _public(source.tree.body):
        for named in (node, *(_public(node.body) if isinstance(node, ast.ClassDef) else ())):
            if not ast.get_docstring(named):
                yield f"{source.at(named)}: {named.name} does not say what it is"


def _public(body: list[ast.stmt]) -> list[ast.ClassDef | Function]:
    return [node for node in body if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_")]


def american_spelling(source: Module) -> Iterator[str]:
    """American spelling in what people read: comments, docstrings, sentences."""
    for line, text in _prose(source):
        for word in AMERICAN.findall(text):
            yield f"{source.path}:{line}: {word}: British spelling, please"


def _prose(source: Module) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, node.value


LINE = "x = 1\n"

RULES = (
    Rule(
        says="a file holds one idea",
        find=long_files,
        planted=(
            ("dashboard/selection.py", LINE * 201),
            ("tests/unit/test_selection.py", LINE * 301),
        ),
        blameless=(
            ("dashboard/selection.py", LINE * 200),
            ("tests/unit/test_selection.py", LINE * 300),
        ),
        inside=EVERYWHERE,
    ),
    Rule(
        says="a function can be seen at once",
        find=long_functions,
        planted=(("dashboard/selection.py", "def read():\n" + f"    {LINE}" * 41),),
        blameless=(("dashboard/selection.py", 'def read():\n    """Long\n' + "\n" * 9 + '"""\n' + f"    {LINE}" * 40),),
        inside=EVERYWHERE,
        outside=VERSIONS,
    ),
    Rule(
        says="modules are named for what they hold",
        find=empty_module_names,
        planted=(
            ("dashboard/utils.py", LINE),
            ("data_access/common/frames.py", LINE),
            ("tests/helpers.py", LINE),
        ),
        blameless=(("dashboard/ui/session.py", LINE),),
        inside=EVERYWHERE,
    ),
    Rule(
        says="variables are named for what they hold",
        find=empty_variable_names,
        planted=(
            ("dashboard/metrics/metric.py", "df = 1"),
            ("dashboard/metrics/metric.py", "def measure(*, data): ..."),
            ("dashboard/metrics/metric.py", "for item in (): ..."),
            ("tests/unit/test_metric.py", "result = 1"),
        ),
        blameless=(("dashboard/metrics/metric.py", "figure.data = 1\nupdate(data=1)"),),
        inside=EVERYWHERE,
    ),
    Rule(
        says="every public name says what it is",
        find=missing_docstrings,
        planted=(
            ("dashboard/selection.py", "def read(): ..."),
            ("dashboard/selection.py", '"""Links."""\ndef read(): ...'),
            ("dashboard/selection.py", '"""Links."""\nclass Link:\n    """A link."""\n    def read(self): ...'),
        ),
        blameless=(
            ("dashboard/selection.py", '"""Links."""\ndef _read(): ...\nclass _Link:\n    def read(self): ...'),
        ),
        outside=VERSIONS,
    ),
    Rule(
        says="British spelling",
        find=american_spelling,
        planted=(
            ("dashboard/selection.py", "# the behavior of a link"),
            ("dashboard/wording/sentences.py", "'Choose an organization.'"),
            ("dashboard/selection.py", '"""Analyze a link."""'),
        ),
        blameless=(("dashboard/charts/marks.py", "dict(color='x', align='center')  # behaviour"),),
    ),
)
