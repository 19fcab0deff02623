"""The charts there are, and the one way to draw one."""

import polars as pl

from dashboard.charts.assessment import ASSESSMENT_CHARTS
from dashboard.charts.captions import ONLY_WHOLE, UNKEPT, unshown
from dashboard.charts.chart import Chart, Composite, Drawn, Plot, Theme, View
from dashboard.charts.closed import closed_to
from dashboard.charts.funnels import PROGRAMME_CHARTS
from dashboard.charts.outcome_charts import OUTCOME_CHARTS
from dashboard.charts.pathway_charts import PATHWAY_CHARTS
from dashboard.charts.volumes import (
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_AREA,
    REFERRALS_BY_MONTH,
    REFERRALS_BY_RISK,
    REFERRALS_CUMULATIVE,
    REFERRALS_LAST_YEAR,
)
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Disclosed, Rule
from data_access.practice_facts import unkept

CHARTS: tuple[Plot, ...] = (
    REFERRALS_BY_MONTH,
    *PATHWAY_CHARTS,
    REFERRALS_BY_AGENCY,
    REFERRALS_BY_RISK,
    REFERRALS_BY_AREA,
    REFERRALS_CUMULATIVE,
    REFERRALS_LAST_YEAR,
    *ASSESSMENT_CHARTS,
    *OUTCOME_CHARTS,
    *PROGRAMME_CHARTS,
)


def draw(chart: Chart, disclosed: Disclosed, view: View, theme: Theme) -> Drawn:
    """Return a chart drawn from numbers that may be shown: figure, table, title, caption and alt text together."""
    return chart.paint(disclosed, view, theme)


def present(
    plot: Plot, referrals: pl.DataFrame, view: View, *, rule: Rule, theme: Theme, exact_total: bool = False
) -> Drawn:
    """Return any chart of the registry: measured, disclosed under a rule, drawn; or why this reader does not see it."""
    if plot.only_exact and not rule.exact:
        return unshown(plot, view, why=plot.only_exact)
    if closed := closed_to(rule, view):
        return unshown(plot, view, why=closed)
    if plot.only_whole and not (rule.exact or view.exact_headline):
        return unshown(plot, view, why=ONLY_WHOLE)
    if unkept(referrals, plot.also):
        return unshown(plot, view, why=UNKEPT)
    if isinstance(plot, Composite):
        tables = tuple(disclose(measured, rule, exact_total=False) for measured in plot.gather(referrals, view))
        return plot.paint(tables, view, theme)
    if isinstance(plot, Chart):
        return draw(plot, disclose(plot.gather(referrals, view), rule, exact_total=exact_total), view, theme)
    raise TypeError(plot.key)
