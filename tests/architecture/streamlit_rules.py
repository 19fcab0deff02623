"""How Streamlit may be used: each of its side doors has one keeper."""

import ast
from collections.abc import Iterator

from tests.architecture.rule import Rule
from tests.architecture.source import Module, calls, imported, mentions

PAGE_VERBS = {
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "columns",
    "container",
    "tabs",
    "expander",
    "divider",
}
CACHES = ("cache_data", "cache_resource")
# Left out of a cache's key on purpose: an engine cannot be hashed, and there is one per process.
UNHASHED = {"_engine", "_case", "_store"}
LONGEST_PAGE = 80


def session_state(source: Module) -> Iterator[str]:
    """Session state outside its home."""
    for node, name in mentions(source.tree):
        if name.endswith((".session_state", "SessionStateProxy")):
            yield f"{source.at(node)}: session state has one home, dashboard/ui/session.py"


def caches(source: Module) -> Iterator[str]:
    """Streamlit caches outside their home."""
    for node, name in mentions(source.tree):
        if name.split(".")[-1] in CACHES:
            yield f"{source.at(node)}: Streamlit's caches have one home, dashboard/ui/cache.py"


def unbounded_caches(source: Module) -> Iterator[str]:
    """Caches without a bound, or with an argument that is left out of the key.

    Streamlit leaves out a parameter that begins with an underscore: `_scope` would serve one reader's rows to another.
    """
    for function in ast.walk(source.tree):
        if not isinstance(function, ast.FunctionDef) or not any(_is_cache(each) for each in function.decorator_list):
            continue
        bounds = {word.arg for each in function.decorator_list if isinstance(each, ast.Call) for word in each.keywords}
        if "max_entries" not in bounds:
            yield f"{source.at(function)}: {function.name} is cached without max_entries"
        for parameter in _parameters(function):
            if parameter.startswith("_") and parameter not in UNHASHED:
                yield f"{source.at(function)}: {parameter} would be left out of the cache key"


def _is_cache(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute | ast.Name) and ast.unparse(called).split(".")[-1] in CACHES


def _parameters(function: ast.FunctionDef) -> list[str]:
    spelt = function.args
    return [each.arg for each in (*spelt.posonlyargs, *spelt.args, *spelt.kwonlyargs)]


def bare_fragments(source: Module) -> Iterator[str]:
    """Fragments that no guard stands before: their reruns skip the entry script and its sign-in check."""
    for node, name in mentions(source.tree):
        if name in {"st.fragment", "streamlit.fragment"}:
            yield f"{source.at(node)}: use the fragment of dashboard/ui/guard.py, which checks the session"


def page_verbs(source: Module) -> Iterator[str]:
    """Anything of Streamlit that a page may not use."""
    for node, name in mentions(source.tree):
        owner, _, verb = name.partition(".")
        if owner in {"st", "streamlit"} and verb and verb.split(".")[0] not in PAGE_VERBS:
            yield f"{source.at(node)}: a page may not use {name}; it wants a verb of dashboard/ui/desk.py"


def page_shape(source: Module) -> Iterator[str]:
    """Pages that decide, loop or define, are too long to be a storyboard, or never ask for the desk."""
    if source.path.name == "__init__.py":
        return
    lines = len(source.text.splitlines())
    if lines > LONGEST_PAGE:
        yield f"{source.path}: {lines} lines; a page has at most {LONGEST_PAGE}"
    if not {"open_page", "open_office"} & {name for _, name in calls(source.tree)}:
        yield f"{source.path}: a page opens with open_page() or open_office(), which refuse whoever has no seat"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.If | ast.IfExp | ast.For | ast.While | ast.FunctionDef | ast.ClassDef | ast.Try):
            yield f"{source.at(node)}: a page tells, it does not decide; this wants a verb of dashboard/ui/desk.py"


def page_imports(source: Module) -> Iterator[str]:
    """Imports of a page beyond Streamlit and the dashboard."""
    for node, name in imported(source.tree):
        if name.split(".")[0] not in {"streamlit", "dashboard"}:
            yield f"{source.at(node)}: a page imports Streamlit and the dashboard, not {name}"


RULES = (
    Rule(
        says="session state has one home",
        find=session_state,
        planted=(
            ("dashboard/ui/panel.py", "import streamlit as st\nst.session_state['role'] = 1"),
            ("pages/headlines.py", "from streamlit import session_state"),
        ),
        blameless=(
            ("dashboard/ui/session.py", "import streamlit as st\nst.session_state.clear()"),
            ("dashboard/edge/routes.py", "async def session_state(request): ..."),
        ),
        outside=("dashboard/ui/session.py",),
    ),
    Rule(
        says="caches have one home",
        find=caches,
        planted=(("dashboard/ui/panel.py", "import streamlit as st\n@st.cache_data(max_entries=9)\ndef f(): ..."),),
        outside=("dashboard/ui/cache.py",),
    ),
    Rule(
        says="caches are bounded and keyed by all their arguments",
        find=unbounded_caches,
        planted=(
            ("dashboard/ui/cache.py", "import streamlit as st\n@st.cache_data\ndef figures(scope): ..."),
            ("dashboard/ui/cache.py", "import streamlit as st\n@st.cache_data(ttl=60)\ndef figures(scope): ..."),
            (
                "dashboard/ui/cache.py",
                "import streamlit as st\n@st.cache_data(max_entries=9)\ndef figures(*, _scope): ...",
            ),
        ),
        blameless=(
            (
                "dashboard/ui/cache.py",
                "import streamlit as st\n@st.cache_data(max_entries=9)\ndef f(_engine, scope): ...",
            ),
        ),
        inside=("dashboard/ui/cache.py",),
    ),
    Rule(
        says="every fragment is guarded",
        find=bare_fragments,
        planted=(
            ("dashboard/ui/panel.py", "import streamlit as st\n@st.fragment\ndef panel(): ..."),
            ("dashboard/ui/panel.py", "from streamlit import fragment"),
        ),
        blameless=(("dashboard/ui/panel.py", "from dashboard.ui.guard import fragment\n@fragment\ndef panel(): ..."),),
        outside=("dashboard/ui/guard.py",),
    ),
    Rule(
        says="pages use Streamlit for layout and prose only",
        find=page_verbs,
        planted=(
            ("pages/headlines.py", "import streamlit as st\nst.selectbox('Force', [])"),
            ("pages/headlines.py", "from streamlit import dataframe"),
        ),
        blameless=(("pages/headlines.py", "import streamlit as st\nleft, right = st.columns(2)"),),
        inside=("pages",),
    ),
    Rule(
        says="pages are storyboards",
        find=page_shape,
        planted=(
            ("pages/headlines.py", "desk = open_page()\n" * 81),
            ("pages/headlines.py", "show()"),
            ("pages/headlines.py", "desk = open_page()\nif desk.user:\n    show()"),
            ("pages/headlines.py", "desk = open_page()\nfor chart in ():\n    show()"),
        ),
        blameless=(("pages/headlines.py", "desk = open_page()\nwith left:\n    show()"),),
        inside=("pages",),
    ),
    Rule(
        says="pages import Streamlit and the dashboard",
        find=page_imports,
        planted=(
            ("pages/headlines.py", "import polars as pl"),
            ("pages/headlines.py", "from data_access import scope"),
        ),
        inside=("pages",),
    ),
)
