"""The Definitions page: metrics, words and codes, straight from the registries."""

import streamlit as st

from dashboard import glossary as registry
from dashboard.charts.chart import Table
from dashboard.glossary import CodeList, Definition
from dashboard.ui import markup


def glossary() -> None:
    """Show every metric with its formula, then the words of the field, then the code lists."""
    figures, words, codes = st.tabs(["Figures", "Words", "Codes"], key="tabs-definitions")
    with figures:
        st.html("".join(_figure(definition) for definition in registry.definitions()))
    with words:
        st.html(markup.definitions(registry.terms()))
    with codes:
        for code_list in registry.code_lists():
            with st.expander(f"{code_list.name}: {code_list.meaning}"):
                st.html(markup.table(_codes(code_list), caption=code_list.meaning))


def _figure(definition: Definition) -> str:
    name = markup.heading(definition.name, level=2)
    return f'<section class="u-entry">{name}{_explained(definition)}</section>'


def _explained(definition: Definition) -> str:
    return markup.definitions(
        (
            ("What it is", definition.definition),
            ("How it is worked out", f"{definition.formula}. {definition.base}."),
            ("Read it so", f"{definition.better} {definition.caption}"),
            ("Source", definition.source),
            ("Shown in", " · ".join(definition.shown_in)),
        )
    )


def _codes(code_list: CodeList) -> Table:
    return Table(headings=("Code", "Meaning"), rows=code_list.codes, numeric=(False, False))
