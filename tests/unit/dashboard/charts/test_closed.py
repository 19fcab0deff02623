"""Which views are closed to readers of protected figures, whatever the chart."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts import CHARTS, present
from dashboard.charts.chart import Plot, Theme, View
from dashboard.charts.closed import FEW_DAYS, NARROWED, closed_to, too_few_for_months
from dashboard.charts.volumes import REFERRALS_BY_MONTH, REFERRALS_BY_RISK
from data_access.vocabulary import Risk
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, monthly

NARROWINGS = ({"agencies": ("PROB",)}, {"risks": (Risk.HIGH,)})
A_WEEK = date(2019, 4, 8), date(2019, 4, 14)


def _rounded(view: View) -> View:
    return replace(view, exact_headline=False)


@pytest.mark.parametrize("chosen", NARROWINGS, ids=lambda chosen: "-".join(chosen))
@pytest.mark.parametrize("plot", CHARTS, ids=lambda plot: plot.key)
def test_under_a_filter_no_chart_tells_a_protected_reader_anything(plot: Plot, chosen: dict[str, tuple[str]]) -> None:
    drawn = present(
        plot, monthly([40] * 11), _rounded(a_view(**chosen)), rule=OFFICIAL, theme=Theme.LIGHT, exact_total=False
    )
    assert (drawn.figure, drawn.table.rows, drawn.choices) == (None, (), ())
    assert drawn.empty in {NARROWED, plot.only_exact}


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (_rounded(a_view()), ""),
        (_rounded(a_view(agencies=("PROB",))), NARROWED),
        (_rounded(a_view(*A_WEEK)), FEW_DAYS),
        (a_view(*A_WEEK), ""),
        (_rounded(a_view(date(2019, 2, 1), date(2019, 2, 28))), ""),
    ],
    ids=["a period", "a filter", "a rounded week", "an exact week", "the shortest month"],
)
def test_a_view_is_closed_for_its_filter_or_its_few_days(view: View, why: str) -> None:
    assert closed_to(OFFICIAL, view) == why


@pytest.mark.parametrize("chosen", [{}, *NARROWINGS], ids=lambda chosen: "-".join(chosen) or "none")
def test_no_view_is_closed_to_an_exact_reader(chosen: dict[str, tuple[str]]) -> None:
    assert closed_to(EXACT, _rounded(a_view(*A_WEEK, **chosen))) == ""


def test_a_protected_reader_sees_no_part_of_the_month_in_which_a_period_ends() -> None:
    months = monthly([40] * 11)
    protected, exact = (
        present(REFERRALS_BY_MONTH, months, a_view(), rule=rule, theme=Theme.LIGHT) for rule in (OFFICIAL, EXACT)
    )
    assert protected.table.rows[-1][0] == "Mar 2019"
    assert protected.subtitle.endswith("to 31 Mar 2019")
    assert exact.table.rows[-1][0] == "Apr 2019 (part month)"


@pytest.mark.parametrize(("referrals", "is_closed"), [(119, True), (121, False)])
def test_months_are_closed_where_fewer_than_ten_come_in_one(referrals: int, is_closed: bool) -> None:
    year = a_view(date(2018, 7, 1), date(2019, 6, 30))
    assert too_few_for_months(REFERRALS_BY_MONTH, referrals, year, OFFICIAL) is is_closed
    assert not too_few_for_months(REFERRALS_BY_MONTH, referrals, year, EXACT)
    assert not too_few_for_months(REFERRALS_BY_RISK, referrals, year, OFFICIAL)
