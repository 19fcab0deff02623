"""The ways out: Streamlit's own are shut, and there is none of ours without a record."""

import ast
from collections.abc import Iterator

from tests.architecture.rule import Rule
from tests.architecture.source import Module, calls, mentions

# Each offers its numbers for download whatever the settings say.
OWN_CHARTS = {
    "line_chart",
    "bar_chart",
    "area_chart",
    "scatter_chart",
    "altair_chart",
    "vega_lite_chart",
    "pydeck_chart",
}
DOWNLOADS = {"download_button", "data_editor"}


def own_charts(source: Module) -> Iterator[str]:
    """Streamlit's own charts."""
    for node, name in calls(source.tree):
        if name.startswith("st.") and name.split(".")[-1] in OWN_CHARTS:
            yield f"{source.at(node)}: {name} hands out its numbers; draw a chart of dashboard/charts"


def tooled_charts(source: Module) -> Iterator[str]:
    """Plotly charts shown with their own tools, of which one saves a picture."""
    toolless = {"PLOTLY_CONFIG", *_named_after("PLOTLY_CONFIG", source.tree)}
    for node, name in calls(source.tree):
        if not name.endswith(".plotly_chart"):
            continue
        config = [word.value for word in node.keywords if word.arg == "config"]
        if not any(isinstance(part, ast.Name) and part.id in toolless for each in config for part in ast.walk(each)):
            yield f"{source.at(node)}: show charts with PLOTLY_CONFIG, which has no tools"


def _named_after(constant: str, tree: ast.Module) -> set[str]:
    """Every name that is given a value made from a constant."""
    return {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and constant in ast.unparse(node.value)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }


def downloads(source: Module) -> Iterator[str]:
    """Files given to the browser past the guard, which records them."""
    for node, name in mentions(source.tree):
        if name.split(".")[-1] in DOWNLOADS:
            yield f"{source.at(node)}: {name} lets figures leave without a record; use the download of the guard"


RULES = (
    Rule(
        says="no chart but ours",
        find=own_charts,
        planted=(("dashboard/ui/panel.py", "import streamlit as st\nst.line_chart([1, 2])"),),
    ),
    Rule(
        says="charts come without tools",
        find=tooled_charts,
        planted=(
            ("dashboard/ui/panel.py", "import streamlit as st\nst.plotly_chart(figure)"),
            (
                "dashboard/ui/panel.py",
                "import streamlit as st\nst.plotly_chart(figure, config={'displayModeBar': True})",
            ),
        ),
        blameless=(
            ("dashboard/ui/panel.py", "import streamlit as st\nst.plotly_chart(figure, config=PLOTLY_CONFIG)"),
            ("dashboard/ui/panel.py", "config = dict(PLOTLY_CONFIG)\nst.plotly_chart(figure, config=config)"),
        ),
    ),
    Rule(
        says="nothing leaves without a record",
        find=downloads,
        planted=(
            ("dashboard/ui/panel.py", "import streamlit as st\nst.download_button('CSV', rows)"),
            ("dashboard/ui/panel.py", "from streamlit import data_editor"),
        ),
        blameless=(("dashboard/ui/panel.py", "from dashboard.ui.guard import download\ndownload('CSV', make=make)"),),
        outside=("dashboard/ui/guard.py",),
    ),
)
