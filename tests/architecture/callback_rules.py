"""A widget's callback runs ahead of the entry script and its sign-in check: each stands behind the guard, in sight."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.rule import Rule
from tests.architecture.source import Module, calls, dotted, imported, modules

CALLBACKS = {"on_click", "on_change", "on_select", "on_submit", "on_release"}
STREAMLITS_OWN = {"rerun", "ignore", None}
FIRST_CALLBACK = 4  # arguments by place: `st.button` takes its callback as the fourth, others later


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a module guards: its functions under the guard, and those that return one of them."""

    functions: frozenset[str]
    makers: frozenset[str]

    def holds(self, value: ast.expr) -> bool:
        """Whether a value is a guarded function or one of Streamlit's own words."""
        if isinstance(value, ast.Constant):
            return value.value in STREAMLITS_OWN
        if isinstance(value, ast.Call):
            return dotted(value.func) in self.makers
        return isinstance(value, ast.Name) and value.id in self.functions


def bare_callbacks(source: Module) -> Iterator[str]:
    """Callbacks that are not plainly guarded, here or in the module of ours that they come from."""
    functions = [each for each in ast.walk(source.tree) if isinstance(each, ast.FunctionDef)]
    guarded = _guarded(source.tree) | frozenset(_guarded_elsewhere(source.tree))
    known = Guarded(
        guarded, frozenset(each.name for each in functions if _returned(each) and _returned(each) <= guarded)
    )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            for value in _callbacks(node):
                if not _is_seen(value, functions, source.tree, known):
                    yield f"{source.at(node)}: a callback stands under @callback(Action.X)"
            if dotted(node.func).startswith("st.") and len(node.args) >= FIRST_CALLBACK:
                yield f"{source.at(node)}: name the arguments, so that a callback among them can be seen"
        if isinstance(node, ast.Constant) and node.value in CALLBACKS:
            yield f"{source.at(node)}: name {node.value} as an argument, so that its guard can be seen"


def _callbacks(call: ast.Call) -> list[ast.expr]:
    return [word.value for word in call.keywords if word.arg in CALLBACKS]


def _guarded(tree: ast.Module) -> frozenset[str]:
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    return frozenset(each.name for each in functions if any(map(_is_guard, each.decorator_list)))


def _guarded_elsewhere(tree: ast.Module) -> Iterator[str]:
    """The imported names that are guarded where they are defined."""
    homes = {".".join(each.path.with_suffix("").parts): each.tree for each in modules()}
    for _, name in imported(tree):
        home, _, function = name.rpartition(".")
        if home in homes and function in _guarded(homes[home]):
            yield function


def _is_guard(decorator: ast.expr) -> bool:
    """Whether this is `callback(Action.X)`."""
    return (
        isinstance(decorator, ast.Call)
        and dotted(decorator.func).split(".")[-1] == "callback"
        and [dotted(argument).split(".")[0] for argument in decorator.args] == ["Action"]
    )


def _returned(function: ast.FunctionDef) -> set[str]:
    """The names a function returns; what functions inside it return is theirs."""
    inner = [each for each in ast.walk(function) if isinstance(each, ast.FunctionDef) and each is not function]
    theirs = {each for one in inner for each in ast.walk(one)}
    returned = [each.value for each in ast.walk(function) if isinstance(each, ast.Return) and each not in theirs]
    return {dotted(value) if value else "" for value in returned}


def _is_seen(value: ast.expr, functions: list[ast.FunctionDef], tree: ast.Module, known: Guarded) -> bool:
    """Whether a callback is guarded; a parameter is if every call in the module gives a guarded function for it."""
    for owner in functions:
        names = [each.arg for each in owner.args.args]
        if isinstance(value, ast.Name) and value.id in names and any(node is value for node in ast.walk(owner)):
            given = [_given(call, value.id, names.index(value.id)) for call, name in calls(tree) if name == owner.name]
            return bool(given) and all(each is not None and known.holds(each) for each in given)
    return known.holds(value)


def _given(call: ast.Call, name: str, place: int) -> ast.expr | None:
    """What a call gives for a parameter, by name or by place."""
    named = [word.value for word in call.keywords if word.arg == name]
    return (named or call.args[place : place + 1] or [None])[0]


_OFFER = "def offer(name, act):\n    st.button(name, on_click=act)\n"
_ACT = "@callback(Action.CHOOSE_FIGURES)\ndef act(): ...\n"

RULES = (
    Rule(
        says="every callback is guarded",
        find=bare_callbacks,
        planted=(
            ("dashboard/ui/panel.py", "def act(): ...\nst.button('Act', on_click=act)"),
            ("dashboard/ui/panel.py", "st.button('Act', on_click=lambda: act())"),
            ("dashboard/ui/panel.py", "from elsewhere import act\nst.button('Act', on_click=act)"),
            ("dashboard/ui/panel.py", "from dashboard.ui.filter_bar import narrow\nst.button('Act', on_click=narrow)"),
            ("dashboard/ui/panel.py", "@callback\ndef act(): ...\nst.button('Act', on_click=act)"),
            ("dashboard/ui/panel.py", "@callback(action)\ndef act(): ...\nst.button('Act', on_click=act)"),
            ("dashboard/ui/panel.py", "def made():\n    return act\nst.selectbox('x', [], on_change=made())"),
            ("dashboard/ui/panel.py", "def made(): ...\nst.selectbox('x', [], on_change=made())"),
            ("dashboard/ui/panel.py", "st.button('Act', **{'on_click': act})"),
            ("dashboard/ui/panel.py", "st.button('Act', None, None, act)"),
            ("dashboard/ui/panel.py", f"{_OFFER}def act(): ...\noffer('Act', act)"),
            ("dashboard/ui/panel.py", f"{_OFFER}{_ACT}offer('Act', act)\noffer('Act', other)"),
            ("dashboard/ui/panel.py", _OFFER),
            ("pages/users.py", "def act(): ...\nst.chat_input(on_submit=act)"),
        ),
        blameless=(
            ("dashboard/ui/panel.py", f"{_ACT}st.button('Act', on_click=act)"),
            (
                "dashboard/ui/panel.py",
                "def made():\n    @callback(Action.CHOOSE_FIGURES)\n    def act():\n        return\n    return act\n"
                "st.plotly_chart(figure, on_select=made())",
            ),
            ("dashboard/ui/panel.py", f"{_OFFER}{_ACT}offer('Act', act)\noffer('Act', act=act)"),
            ("dashboard/ui/panel.py", "from dashboard.ui.filter_bar import _reset\nst.button('Act', on_click=_reset)"),
            ("dashboard/ui/panel.py", "st.button('Act', on_click='ignore')"),
        ),
        inside=("dashboard/ui", "pages"),
        # Signing in comes before a session, and signing out must work without one.
        outside=("dashboard/ui/sign_in.py",),
    ),
)
