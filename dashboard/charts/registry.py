"""The charts there are, and the one way to draw one."""

import polars as pl

from dashboard.charts.assessment import ASSESSMENT_CHARTS
from dashboard.charts.captions import ONLY_WHOLE, UNKEPT, unshown
from dashboard.charts.chart import Chart, Composite, Drawn, Plot, Theme, View
from dashboard.charts.closed import FEW_A_MONTH, FEW_DAYS, closed_to, too_few_for_months, whole_months
from dashboard.charts.funnels import PROGRAMME_CHARTS
from dashboard.charts.outcome_charts import OUTCOME_CHARTS
from dashboard.charts.pathway_charts import PATHWAY_CHARTS
from dashboard.charts.volumes import REFERRAL_CHARTS
from dashboard.disclosure.disclose import disclose
from dashboard.disclosure.disclosed import Disclosed, Rule
from data_access.practice_facts import unkept

CHARTS: tuple[Plot, ...] = (
    *REFERRAL_CHARTS,
    *PATHWAY_CHARTS,
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
    seen = whole_months(plot, view, rule)
    why = _unseen(plot, referrals, view, rule) or ("" if seen else FEW_DAYS)
    if why or seen is None:
        return unshown(plot, view, why=why)
    if seen is not view:
        view, referrals = seen, referrals.filter(pl.col("received_on") <= seen.filters.until)
    if isinstance(plot, Composite):
        tables = tuple(disclose(measured, rule, exact_total=False) for measured in plot.gather(referrals, view))
        return plot.paint(tables, view, theme)
    if isinstance(plot, Chart):
        return draw(plot, disclose(plot.gather(referrals, view), rule, exact_total=exact_total), view, theme)
    raise TypeError(plot.key)


def _unseen(plot: Plot, referrals: pl.DataFrame, view: View, rule: Rule) -> str:
    """Return why a reader under a rule does not see a chart, in words; "" where they do."""
    if plot.only_exact and not rule.exact:
        return plot.only_exact
    if closed := closed_to(rule, view):
        return closed
    if plot.only_whole and not (rule.exact or view.exact_headline):
        return ONLY_WHOLE
    if too_few_for_months(plot, referrals.height, view, rule):
        return FEW_A_MONTH
    return UNKEPT if unkept(referrals, plot.also) else ""
