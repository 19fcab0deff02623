"""What keeps the promises: one maker of safe tables, one of figures, one formatter, no clocks, no code from text."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.rule import Rule
from tests.architecture.source import Module, calls, imported, mentions

# The few shells that may ask for the time; everything else is told.
CLOCK_READERS = (
    "dashboard/app.py",
    "dashboard/asgi.py",
    "dashboard/__main__.py",
    "dashboard/commands.py",
    "dashboard/commands",
    "dashboard/identity/clock.py",
    "dashboard/ui/clock.py",
    "data_access/commands.py",
)
CLOCKS = re.compile(r"(^|\.)(date\.today|datetime\.(now|today|utcnow)|time\.(time|localtime|gmtime))$")
# Thousands, decimals, percent and dates; widths and alignment are not wording.
NUMBER_FORMAT = re.compile(r"[,%]|\.\d+[a-z]?")
UNPICKLERS = {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib", "cloudpickle"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}


def disclosed_made(source: Module) -> Iterator[str]:
    """Safe tables made by somebody who is not disclosure control."""
    for node, name in calls(source.tree):
        if name.split(".")[-1] == "Disclosed":
            yield f"{source.at(node)}: only dashboard/disclosure makes a Disclosed"


def figures_made(source: Module) -> Iterator[str]:
    """Plotly figures made outside the charts."""
    for node, name in mentions(source.tree):
        if name in {"go.Figure", "graph_objects.Figure", "plotly.graph_objects.Figure"}:
            yield f"{source.at(node)}: only dashboard/charts makes figures"


def express(source: Module) -> Iterator[str]:
    """Plotly Express, which costs several times graph objects on every rerun."""
    for node, name in imported(source.tree):
        if name.startswith("plotly.express"):
            yield f"{source.at(node)}: draw with plotly.graph_objects"


def numbers_worded(source: Module) -> Iterator[str]:
    """Numbers and dates formatted outside the one formatter."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec and NUMBER_FORMAT.search(_spelt(node.format_spec)):
            yield f"{source.at(node)}: dashboard/wording says how a number or a date is written"
    for node, name in calls(source.tree):
        if name.endswith(".strftime"):
            yield f"{source.at(node)}: dashboard/wording says how a date is written"


def _spelt(specification: ast.expr) -> str:
    return "".join(
        part.value for part in ast.walk(specification) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def clocks_read(source: Module) -> Iterator[str]:
    """Code that asks what time it is instead of being told."""
    for node, name in calls(source.tree):
        if CLOCKS.search(name):
            yield f"{source.at(node)}: {name}() is read by the shells; take `today` or `now` as an argument"


def raw_markup(source: Module) -> Iterator[str]:
    """Text given to the browser as markup."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield f"{source.at(node)}: unsafe_allow_html lets a name in the database write markup"


def text_run(source: Module) -> Iterator[str]:
    """Text or bytes turned into running code."""
    for node, name in calls(source.tree):
        if name in RUNS_TEXT:
            yield f"{source.at(node)}: {name} runs text"
    for node, name in imported(source.tree):
        if name.split(".")[0] in UNPICKLERS:
            yield f"{source.at(node)}: {name} runs what it reads"


def swallowed(source: Module) -> Iterator[str]:
    """Faults that are caught and forgotten."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        if node.type is None:
            yield f"{source.at(node)}: a bare except catches the end of the program too"
        if len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
            yield f"{source.at(node)}: nothing fails silently"


RULES = (
    Rule(
        says="only disclosure control makes a safe table",
        find=disclosed_made,
        planted=(
            ("dashboard/charts/volumes.py", "Disclosed(cells=1)"),
            ("dashboard/ui/panel.py", "from dashboard import disclosure\ndisclosure.Disclosed()"),
        ),
        blameless=(("dashboard/disclosure/hiding.py", "Disclosed(cells=1)"),),
        outside=("dashboard/disclosure",),
    ),
    Rule(
        says="only charts make figures",
        find=figures_made,
        planted=(
            ("dashboard/ui/panel.py", "import plotly.graph_objects as go\ngo.Figure()"),
            ("dashboard/ui/panel.py", "from plotly.graph_objects import Figure"),
        ),
        blameless=(("dashboard/charts/marks.py", "import plotly.graph_objects as go\ngo.Figure()"),),
        outside=("dashboard/charts",),
    ),
    Rule(
        says="no Plotly Express",
        find=express,
        planted=(("dashboard/charts/marks.py", "import plotly.express as px"),),
    ),
    Rule(
        says="one formatter writes numbers and dates",
        find=numbers_worded,
        planted=(
            ("dashboard/charts/marks.py", "f'{count:,}'"),
            ("dashboard/ui/cards.py", "f'{share:.0%}'"),
            ("dashboard/ui/cards.py", "f'{days:.1f} days'"),
            ("dashboard/periods.py", "f'{since:%B %Y}'"),
            ("dashboard/periods.py", "since.strftime('%B')"),
        ),
        blameless=(
            ("dashboard/wording/numbers.py", "f'{count:,}'"),
            ("dashboard/periods.py", "f'{year}-{month:02d}'"),
        ),
        inside=("dashboard", "pages"),
        outside=("dashboard/wording",),
    ),
    Rule(
        says="clocks are arguments",
        find=clocks_read,
        planted=(
            ("dashboard/periods.py", "from datetime import date\ndate.today()"),
            ("data_access/sessions.py", "import datetime\ndatetime.datetime.now(tz=None)"),
            ("dashboard/charts/marks.py", "import time\ntime.time()"),
        ),
        blameless=(
            ("dashboard/ui/clock.py", "datetime.now(tz=LONDON)"),
            ("data_access/importer/progress.py", "import time\ntime.monotonic()"),
        ),
        outside=CLOCK_READERS,
    ),
    Rule(
        says="no raw markup",
        find=raw_markup,
        planted=(("dashboard/ui/cards.py", "st.markdown(name, unsafe_allow_html=True)"),),
    ),
    Rule(
        says="no text runs as code",
        find=text_run,
        planted=(
            ("dashboard/selection.py", "eval(query)"),
            ("data_access/snapshot.py", "import pickle"),
            ("data_access/snapshot.py", "from pickle import loads"),
        ),
        blameless=(("dashboard/selection.py", "import re\nre.compile('x')"),),
    ),
    Rule(
        says="nothing fails silently",
        find=swallowed,
        planted=(
            ("dashboard/ui/panel.py", "try:\n    draw()\nexcept:\n    say()"),
            ("dashboard/ui/panel.py", "try:\n    draw()\nexcept ValueError:\n    pass"),
        ),
        blameless=(("dashboard/ui/panel.py", "try:\n    draw()\nexcept ValueError:\n    say()"),),
    ),
)
