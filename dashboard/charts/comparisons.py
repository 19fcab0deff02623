"""Whether two stretches of days may be compared: not across a series break, nor across a unit that joined."""

from datetime import date

from dashboard.charts.chart import View
from dashboard.charts.months import later_launches
from dashboard.wording import comparisons as words


def change_between(view: View, since: date, until: date) -> str:
    """Return the newest change after one day and up to another, in words, or "" where figures may be compared.

    The days are the first of the earlier stretch and the last of the later one: a change within either makes its
    figures a mixture of two countings.
    """
    wanted = view.filters.forces
    known = [
        (each.breaks_on, each.title)
        for each in view.reference.series_breaks
        if each.force_code is None or not wanted or each.force_code in wanted
    ]
    known += [(force.launched_on, words.joins(force.name)) for force in later_launches(view) if force.launched_on]
    inside = sorted((on, title) for on, title in known if since < on <= until)
    return words.change(*inside[-1]) if inside else ""
