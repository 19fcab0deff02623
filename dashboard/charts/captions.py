"""What stands around every figure: subtitle, source, notes, and the words where there is nothing to draw."""

from collections.abc import Iterable, Sequence

from dashboard.charts.alt_text import alt_text
from dashboard.charts.chart import Choice, Drawn, Plot, Table, View, type_of_figure
from dashboard.disclosure.disclosed import Disclosed
from dashboard.wording import dates, numbers
from dashboard.wording.symbols import HIDDEN_MEANING

HIDDEN = "Not shown, to protect people"
NOTHING = "No referrals to show"
ONLY_WHOLE = (
    "The parts are shown for finished periods without other filters only, to protect people. Choose the first ten "
    "months or a financial year that is over."
)

UNKEPT = (
    "The case database holds no such records, so nothing is known of this; that is not the same as none. Ask whoever "
    "runs the database to offer them."
)


def told(
    *,
    key: str,
    measure: str,
    title: str,
    disclosed: Disclosed,
    view: View,
    figure: type_of_figure,
    table: Table,
    kind: str,
    largest: str,
    period: str = "",
    notes: Iterable[str] = (),
    choices: Sequence[Choice] = (),
) -> Drawn:
    """Return a chart with all that is said about it.

    Parameters
    ----------
    measure
        What is shown, for the subtitle: "Referrals received each month".
    kind
        What a sighted reader sees, for the alt text: "Column chart".
    largest
        The largest value shown, with its label: "March 2019, 31".
    period
        The days in words where they are not those of the view.
    """
    subtitle = _subtitle(measure, view, period)
    told_notes = (*notes, *_protection(disclosed))
    return Drawn(
        key=key,
        title=title,
        subtitle=subtitle,
        figure=figure,
        table=table,
        alt_text=alt_text(kind=kind, title=title, largest=largest, subtitle=subtitle, hidden=disclosed.hidden_cells),
        source=source_of(view),
        notes=told_notes,
        definition=disclosed.metric,
        choices=tuple(choices),
    )


def untold(
    *,
    key: str,
    measure: str,
    disclosed: Disclosed,
    view: View,
    table: Table,
    period: str = "",
    happened: str = "received",
    why: str = "",
) -> Drawn:
    """Return a chart without a figure: nothing to count, all of it hidden, or the reason given.

    Parameters
    ----------
    happened
        What no referral was, where there was nothing to count: "received", "decided".
    """
    nothing = not disclosed.hidden_cells
    subtitle = _subtitle(measure, view, period)
    title = measure if why else NOTHING if nothing else HIDDEN
    empty = why or (_nothing(view, happened) if nothing else _all_hidden(view))
    return Drawn(
        key=key,
        title=title,
        subtitle=subtitle,
        figure=None,
        table=table,
        alt_text=f"{title}. {empty}",
        source=source_of(view),
        notes=_protection(disclosed),
        definition=disclosed.metric,
        empty=empty,
    )


def unshown(plot: Plot, view: View, *, why: str) -> Drawn:
    """Return a chart that readers of protected figures do not see, with the reason and what they may look at."""
    return Drawn(
        key=plot.key,
        title=HIDDEN,
        subtitle=_subtitle(plot.metric.name, view, ""),
        figure=None,
        table=Table(headings=(), rows=(), numeric=()),
        alt_text=f"{HIDDEN}: {plot.metric.name}. {why}",
        source=source_of(view),
        notes=(),
        definition=plot.metric,
        empty=why,
    )


def has_nothing_to_draw(disclosed: Disclosed) -> bool:
    """Return whether no group has a number above nought that may be shown."""
    return not (disclosed.cells.get_column("base").fill_null(0) > 0).any()


def _subtitle(measure: str, view: View, period: str) -> str:
    return ", ".join(filter(None, (measure, view.place, period or view.period, view.narrowing)))


def source_of(view: View) -> str:
    """Return where the figures come from, up to when, and that they are invented where they are."""
    source = f"Source: case database of the unit, data to {dates.day(view.data_to)}."
    return f"{source} Demonstration data: invented." if view.synthetic else source


def _protection(disclosed: Disclosed) -> tuple[str, ...]:
    """Return what the rule did to the numbers; nothing where they are exact."""
    hidden = (f"{HIDDEN_MEANING}.",) if disclosed.hidden_cells else ()
    if disclosed.rule.exact:
        return hidden
    rounding = f"Counts are rounded to the nearest {numbers.count(disclosed.rule.round_to)}, so they may not add up."
    return (*hidden, rounding)


def _nothing(view: View, happened: str) -> str:
    """Say which filter emptied the chart: the narrowing where there is one, else place and period."""
    where = f"in {view.place}, {view.period}"
    if view.narrowing:
        return (
            f"No referrals were {happened} {where}, with the filter {view.narrowing}. Remove that filter to see more."
        )
    return f"No referrals were {happened} {where}. Choose another period to see more."


def _all_hidden(view: View) -> str:
    remedy = "Remove a filter or choose a longer period" if view.narrowing else "Choose a longer period"
    return f"These counts are hidden to protect people: they are small, or would give a small one away. {remedy}."
