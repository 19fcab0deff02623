"""A packed figure goes out as the figure would have, but for what makes Plotly draw it once."""

import json

import pytest
from plotly import io, tools

from dashboard.charts import CHARTS, packed
from dashboard.charts.packed import for_clicks
from tests.drawings import a_view, drawn, monthly, plain, ten_months

ADDED = {"template", "margin", "datarevision"}


def sent(figure):
    """Return a figure the way Streamlit takes it: as a dictionary, then that as text."""
    return io.to_json(tools.return_figure_from_figure_or_data(figure, validate_figure=True), validate=False)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_a_packed_figure_goes_out_as_the_same_text_every_time(chart):
    once = drawn(chart, ten_months(), a_view())
    again = packed(once)
    if once.figure is None:
        assert again is once
        return
    assert sent(again.figure) == sent(again.figure) == again.figure.to_json()
    told, as_drawn = json.loads(sent(again.figure)), json.loads(once.figure.to_json())
    assert told["data"] == as_drawn["data"]
    assert {key: each for key, each in told["layout"].items() if key not in ADDED} == {
        key: each for key, each in as_drawn["layout"].items() if key not in ADDED
    }
    assert "template" not in told["layout"]
    assert all(told["layout"]["margin"][side] >= least for side, least in as_drawn["layout"]["margin"].items())


def test_another_figure_has_another_revision_and_the_same_one_the_same():
    figures = [
        packed(drawn(CHARTS[0], rows, a_view())).figure for rows in (ten_months(), ten_months(), monthly([7, 9]))
    ]
    one, same, other = (plain(figure)["layout"]["datarevision"] for figure in figures)
    assert one == same != other


def test_what_streamlit_sets_for_clicks_is_there_from_the_start_and_only_where_marks_are_clicked():
    figure = packed(drawn(CHARTS[0], ten_months(), a_view())).figure
    clicked = plain(for_clicks(figure))["layout"]
    assert (clicked["clickmode"], clicked["hovermode"], clicked["dragmode"]) == ("event+select", "closest", "pan")
    assert plain(figure)["layout"] == {
        **{key: each for key, each in clicked.items() if key not in {"clickmode", "hovermode"}},
        "dragmode": False,
    }
