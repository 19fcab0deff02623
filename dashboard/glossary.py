"""What every figure, word and code means, gathered from the registries for the Definitions page and the documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts import CHARTS
from dashboard.metrics import METRICS, Direction, Metric, Unit
from dashboard.wording.labels import LABELS, label
from dashboard.wording.terms import TERMS

_BETTER = {
    Direction.UP: "Higher is better.",
    Direction.DOWN: "Lower is better.",
    Direction.NEITHER: "Neither higher nor lower is better in itself.",
}
_UNITS = {Unit.COUNT: "A count", Unit.SHARE: "A share"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One metric explained.

    Attributes
    ----------
    key, name, definition, formula, source, caption
        As the metric has them.
    base
        What kind of number it is, and of what.
    better
        Which direction is better, as a sentence.
    shown_in
        The questions of the charts that show it.
    """

    key: str
    name: str
    definition: str
    formula: str
    base: str
    source: str
    better: str
    caption: str
    shown_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """One code list: its name, what it is about, and its codes with their labels in their order."""

    name: str
    meaning: str
    codes: tuple[tuple[str, str], ...]


def definitions() -> tuple[Definition, ...]:
    """Return every metric, in the order of the registry."""
    return tuple(_definition(metric) for metric in METRICS)


def terms() -> tuple[tuple[str, str], ...]:
    """Return the words of the field with what they mean."""
    return tuple(TERMS.items())


def code_lists() -> tuple[CodeList, ...]:
    """Return every code list that the records use."""
    return tuple(
        CodeList(name=_spaced(codes), meaning=(codes.__doc__ or "").strip(), codes=tuple(_labelled(codes)))
        for codes in LABELS
    )


def metrics_document() -> str:
    """Return docs/metrics.md: metrics, terms and code lists, as text."""
    return "\n".join(_lines())


def _definition(metric: Metric) -> Definition:
    return Definition(
        key=metric.key,
        name=metric.name,
        definition=metric.definition,
        formula=metric.formula,
        base=f"{_UNITS[metric.unit]} of {metric.base_name}",
        source=metric.source,
        better=_BETTER[metric.better],
        caption=metric.caption,
        shown_in=tuple(chart.question for chart in CHARTS if chart.metric.key == metric.key),
    )


def _labelled(codes: type[StrEnum]) -> Iterator[tuple[str, str]]:
    for code in codes:
        yield code.value, label(code)


def _spaced(codes: type[StrEnum]) -> str:
    """Return the name of a code list as words: "ClosureOutcome" is "Closure outcome"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in codes.__name__).strip()
    return words.capitalize()


def _lines() -> Iterator[str]:
    yield "# Metrics, terms and codes"
    yield ""
    yield "Written by `python -m dashboard docs` from the registries; change those, not this file."
    yield ""
    yield "## Metrics"
    for definition in definitions():
        yield from _metric_lines(definition)
    yield ""
    yield "## Terms"
    yield ""
    yield from (f"- **{term}**: {meaning}" for term, meaning in terms())
    yield ""
    yield "## Code lists"
    for code_list in code_lists():
        yield from ("", f"### {code_list.name}", "", code_list.meaning, "", "| code | label |", "|---|---|")
        yield from (f"| {code} | {words} |" for code, words in code_list.codes)
    yield ""


def _metric_lines(definition: Definition) -> Iterator[str]:
    yield from ("", f"### {definition.name}", "", definition.definition, "")
    yield f"- Key: `{definition.key}`"
    yield f"- Formula: {definition.formula}"
    yield f"- Kind: {definition.base}"
    yield f"- Source: {definition.source}"
    yield f"- Direction: {definition.better}"
    yield f"- Note: {definition.caption}"
    if definition.shown_in:
        yield f"- Charts: {' · '.join(definition.shown_in)}"
