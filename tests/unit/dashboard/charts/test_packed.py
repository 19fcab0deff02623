"""A packed figure goes out exactly as the figure would have."""

import pytest
from plotly import io, tools

from dashboard.charts import CHARTS, packed
from tests.drawings import a_view, drawn, ten_months


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_a_packed_figure_goes_out_as_the_same_text_every_time(chart):
    plain = drawn(chart, ten_months(), a_view())
    again = packed(plain)
    if plain.figure is None:
        assert again is plain
        return
    for _ in range(2):
        # The way Streamlit takes: the figure as a dictionary, then that as text.
        sent = io.to_json(tools.return_figure_from_figure_or_data(again.figure, validate_figure=True), validate=False)
        assert sent == plain.figure.to_json()
    assert again.figure.to_json() == plain.figure.to_json()
