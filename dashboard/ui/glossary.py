"""The Definitions page: metrics, terms and codes, straight from the registries."""

import streamlit as st

from dashboard.ui import markup


def glossary() -> None:
    """Show every metric with its formula, then the terms, then the code lists."""
    st.html(markup.heading("What each figure means", level=1, subtitle="The same words stand beside every figure."))
