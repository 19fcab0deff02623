"""Streamlit's and Plotly's own ways out are shut by the settings in force."""

import tomllib

from dashboard.charts import PLOTLY_CONFIG
from tests.architecture.source import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_tables_offer_no_download_and_errors_no_detail():
    assert SETTINGS["client"]["disableDataExport"] is True
    assert SETTINGS["client"]["showErrorDetails"] == "none"


def test_nothing_about_readers_is_sent_elsewhere():
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_charts_have_no_tool_that_saves_a_picture():
    assert PLOTLY_CONFIG["displayModeBar"] is False
