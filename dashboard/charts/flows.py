"""How referrals flow: from agency to risk to pathway to outcome, as a Sankey of tables of two columns each.

Every table is protected on its own. A link that may not be shown is not drawn, and stands as [c] in the table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import polars as pl

from dashboard.charts import captions
from dashboard.charts.chart import Choice, Composite, Drawn, Table, Theme, View, type_of_figure
from dashboard.charts.flow_stages import AGENCY, OUTCOME, PATHWAY, RISK, Pairs, Stage, staged
from dashboard.charts.house_style import LABEL_SIZE, PALETTES, Palette, figure
from dashboard.disclosure.disclosed import Disclosed, together
from dashboard.metrics.measure import measure
from dashboard.metrics.metric import Measured
from dashboard.metrics.volumes import REFERRALS_RECEIVED
from dashboard.wording import flows as words
from dashboard.wording import numbers

_HEIGHT = 460
_ARROW = "\N{RIGHTWARDS ARROW}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: its stages' places, its codes, its labels, and how many it carries; None where hidden."""

    place: int
    ends: tuple[str, str]
    words: str
    counted: int | None

    @property
    def mark(self) -> str:
        """What stands for it in the table."""
        return "/".join((str(self.place), *self.ends))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow:
    """A Sankey of some stages, first to last."""

    key: str
    question: str
    measured_as: str
    stages: tuple[Stage, ...]
    only_exact: str = ""

    def chart(self) -> Composite:
        """Return the entry for the registry of charts."""
        return Composite(
            key=self.key,
            question=self.question,
            metric=REFERRALS_RECEIVED,
            by=tuple(stage.column for stage in self.stages),
            dimension="agency" if self.stages[0] is AGENCY else "pathway",
            only_exact=self.only_exact,
            only_whole=True,
            gather=self.gather,
            paint=self.paint,
        )

    def gather(self, referrals: pl.DataFrame, view: View) -> tuple[Measured, ...]:
        """Return referrals by each stage and the next, with a nought for every pair without any."""
        told = staged(referrals, self.stages, view)
        return tuple(_table_of(told, one, other, view) for one, other in pairwise(self.stages))

    def paint(self, tables: tuple[Disclosed, ...], view: View, theme: Theme) -> Drawn:
        """Return the Sankey with everything said about it."""
        everything = together(tables, metric=REFERRALS_RECEIVED)
        links = self._links(tables, view)
        table = _text(links)
        if captions.has_nothing_to_draw(everything):
            return captions.untold(key=self.key, measure=self.measured_as, disclosed=everything, view=view, table=table)
        widest = max(links, key=lambda link: link.counted or 0)
        return captions.told(
            key=self.key,
            measure=self.measured_as,
            title=f"Widest stream: {widest.words.lower()}",
            disclosed=everything,
            view=view,
            figure=self._figure(links, view, theme),
            table=table,
            kind="Flow chart (Sankey)",
            largest=f"{widest.words}, {numbers.count(widest.counted)}",
            notes=(words.NOT_YET, words.OPENS if everything.rule.exact else words.READ),
            choices=tuple(self._choices(links, view)),
        )

    def _links(self, tables: Sequence[Disclosed], view: View) -> tuple[Link, ...]:
        found = []
        for place, (table, one, other) in enumerate(zip(tables, self.stages, self.stages[1:], strict=False)):
            rows = table.cells.select(one.column, other.column, "counted").iter_rows()
            counts = {(start, end): counted for start, end, counted in rows}
            for (start, name), (end, target) in product(one.names(view).items(), other.names(view).items()):
                if (start, end) in counts:
                    said = f"{name} {_ARROW} {target}"
                    found.append(Link(place=place, ends=(start, end), words=said, counted=counts[start, end]))
        return tuple(found)

    def _choices(self, links: Sequence[Link], view: View) -> Iterator[Choice]:
        """Yield every node, stage by stage, and then every link: both of its ends together."""
        shown = [link for link in links if link.counted]
        for (place, code), name in self._nodes(shown, view).items():
            stage = self.stages[place]
            yield _choice(stage.opens(view, code), label=name, mark=f"{stage.column}/{code}")
        for link in shown:
            one, other = self.stages[link.place : link.place + 2]
            pairs = (*one.opens(view, link.ends[0]), *other.opens(view, link.ends[1]))
            yield _choice(pairs, label=link.words, mark=link.mark)

    def _figure(self, links: Sequence[Link], view: View, theme: Theme) -> type_of_figure:
        palette = PALETTES[theme]
        shown = [link for link in links if link.counted]
        nodes = self._nodes(shown, view)
        at = {key: place for place, key in enumerate(nodes)}
        trace = {
            "type": "sankey",
            "arrangement": "snap",
            "textfont": {"color": palette.ink, "size": LABEL_SIZE},
            "node": {
                "label": list(nodes.values()),
                "color": [self._colour(key, palette) for key in nodes],
                "line": {"width": 0},
                "pad": 14,
                "thickness": 14,
                "hoverinfo": "none",
            },
            "link": {
                "source": [at[link.place, link.ends[0]] for link in shown],
                "target": [at[link.place + 1, link.ends[1]] for link in shown],
                "value": [link.counted for link in shown],
                "color": palette.grid,
                "hoverinfo": "none",
            },
        }
        return figure([trace], {"margin": {"l": 2, "r": 2, "t": 8, "b": 8}}, height=_HEIGHT, theme=theme)

    def _nodes(self, shown: Sequence[Link], view: View) -> Mapping[tuple[int, str], str]:
        """Return the labels of the nodes that some shown link touches, stage by stage, in the order of their lists."""
        touched = {(link.place + side, link.ends[side]) for link in shown for side in (0, 1)}
        return {
            (place, code): name
            for place, stage in enumerate(self.stages)
            for code, name in stage.names(view).items()
            if (place, code) in touched
        }

    def _colour(self, key: tuple[int, str], palette: Palette) -> str:
        place, code = key
        return self.stages[place].colour(palette, code)


def _table_of(told: pl.DataFrame, one: Stage, other: Stage, view: View) -> Measured:
    by = (one.column, other.column)
    measured = measure(REFERRALS_RECEIVED, told, by=by)
    starts, ends = (stage.needed(told, view) for stage in (one, other))
    pairs = pl.DataFrame({one.column: starts}).join(pl.DataFrame({other.column: ends}), how="cross")
    counted = measured.cells.with_columns(pl.col(by).cast(pl.String))
    cells = pairs.join(counted, on=by, how="left", maintain_order="left")
    return replace(measured, cells=cells.with_columns(pl.col("counted", "base").fill_null(0)))


def _choice(pairs: Pairs, *, label: str, mark: str) -> Choice:
    (dimension, code), *also = pairs
    return Choice(dimension=dimension, code=code, also=tuple(also), label=label, mark=mark)


def _text(links: Sequence[Link]) -> Table:
    told = [link for link in links if link.counted != 0]
    rows = tuple((link.words, numbers.count(link.counted)) for link in told) or (("None", "0"),)
    codes = tuple(link.mark for link in told)
    return Table(headings=("From and to", "Referrals"), rows=rows, numeric=(False, True), codes=codes)


FLOW = Flow(
    key="flow",
    question="Which way do referrals go?",
    measured_as="Referrals received, from agency to risk to pathway to outcome",
    stages=(AGENCY, RISK, PATHWAY, OUTCOME),
    only_exact=words.ONLY_EXACT,
).chart()

# Without the risk: risk by pathway is a chart of its own, and one table hidden in two ways would betray itself.
FLOW_TO_OUTCOME = Flow(
    key="flow_to_outcome",
    question="What comes of each pathway?",
    measured_as="Referrals received, from pathway to outcome",
    stages=(PATHWAY, OUTCOME),
).chart()
