"""What a page tells, read from what the browser gets: tables by row and column, charts with their arrays unpacked."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

import numpy as np

from tests.drawings import numbers_in

# A date, a length of time, a share or how many values are hidden is no count of people.
NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\d{1,2} [A-Z][a-z]{2,8} \d{4}|\b[A-Z][a-z]{2} \d{4}|\b(?:19|20)\d\d(?:/\d\d)?\b"
    r"|[\d.]+%|[\d.]+ points?|\d+ in 10|\d+ values? (?:is|are) not shown"
    r"|\d+ days|\d+ months|\d+ of the \d+ (?:complete )?months|Awareness week \d+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table as the browser gets it: every cell by the words of its row and column."""

    caption: str
    headings: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]


def counts_in(text: str) -> set[float]:
    """Every number in some words that may be a count of people."""
    return numbers_in([NO_COUNT.sub(" ", text)])


def tables_in(markup: str) -> list[ShownTable]:
    """Every table of some HTML."""
    return [_table(found) for found in re.findall(r"<table\b.*?</table>", markup, re.DOTALL)]


def unpacked(spec: str) -> dict[str, Any]:
    """A figure's JSON without its template, arrays unpacked."""
    told: dict[str, Any] = json.loads(spec, object_hook=_array)
    told["layout"].pop("template", None)
    return told


def chart_numbers(chart: Any) -> set[float]:
    """Every count a chart gives away: along its value axis, in its words, in what its marks carry, and read aloud."""
    told = unpacked(chart.spec)
    traces, layout = told["data"], told["layout"]
    along = "x" if any(trace.get("orientation") == "h" for trace in traces) else "y"
    drawn = {float(value) for trace in traces for value in trace.get(along, []) if value is not None}
    words = [*(each["text"] for each in layout.get("annotations", [])), chart.alt]
    for trace in traces:
        words += [str(each) for name in ("text", "hovertext", "customdata") for each in np.ravel(trace.get(name, []))]
    for axis in ("xaxis", "yaxis"):
        words += layout[axis].get("ticktext", [])
    return drawn | counts_in(" . ".join(words))


def _array(piece: dict[str, Any]) -> Any:
    if set(piece) >= {"dtype", "bdata"}:
        return np.frombuffer(base64.b64decode(piece["bdata"]), dtype=np.dtype(piece["dtype"])).tolist()
    return piece


def _table(markup: str) -> ShownTable:
    caption = _cells(markup, "caption")[0]
    head, *rows = re.findall(r"<tr>(.*?)</tr>", markup, re.DOTALL)
    headings = _cells(head, "t[hd]")
    told = [_cells(row, "t[hd]") for row in rows]
    return ShownTable(
        caption=caption,
        headings=headings,
        rows={row[0]: dict(zip(headings, row, strict=True)) for row in told},
    )


def _cells(markup: str, tag: str) -> tuple[str, ...]:
    found = re.findall(rf"<(?:{tag})[^>]*>(.*?)</(?:{tag})>", markup, re.DOTALL)
    return tuple(unescape(re.sub(r"<[^>]+>", "", cell)) for cell in found)  # a heading may be a link
