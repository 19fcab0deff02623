"""The floor: what six charts cost any author, drawn the ordinary way, with nothing behind them."""

import plotly.graph_objects as go
import streamlit as st

MONTHS = 30
COUNTS = [20 + (place * 7) % 13 for place in range(MONTHS)]
NAMES = [f"Agency number {place}" for place in range(12)]


def monthly() -> go.Figure:
    """A month's columns, their mean and limits, as the first panel of Referrals has them."""
    months = [f"{2018 + place // 12}-{place % 12 + 1:02}" for place in range(MONTHS)]
    figure = go.Figure(go.Bar(x=months, y=COUNTS, name="Referrals"))
    for name, height in (("Mean", 26), ("Upper limit", 38), ("Lower limit", 14)):
        figure.add_trace(go.Scatter(x=months, y=[height] * MONTHS, mode="lines", name=name))
    figure.update_layout(title="Referrals a month", height=320)
    return figure


def ranked(names: list[str], title: str) -> go.Figure:
    """Bars from the longest down."""
    lengths = sorted(COUNTS[: len(names)])
    figure = go.Figure(go.Bar(x=lengths, y=names, orientation="h", text=lengths))
    figure.update_layout(title=title, height=320)
    return figure


def lines(title: str) -> go.Figure:
    """Two years, a line each."""
    figure = go.Figure()
    for year in (2018, 2019):
        figure.add_trace(go.Scatter(x=list(range(1, 13)), y=COUNTS[year - 2018 :][:12], mode="lines", name=str(year)))
    figure.update_layout(title=title, height=320)
    return figure


st.title("Six charts")
for each in (
    monthly(),
    ranked(NAMES, "By agency"),
    ranked(NAMES[:4], "By risk"),
    ranked(NAMES[:6], "By area"),
    lines("Same period last year"),
    lines("Since launch"),
):
    st.plotly_chart(each)
