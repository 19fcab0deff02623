"""Tables as markup: said once what holds for all rows, and every text escaped."""

import re

from dashboard.charts.chart import Table
from dashboard.ui.markup import table

MONTHS = Table(
    headings=("Month", "Referrals", "Note"), rows=(("Jun 2018", "11", "part & more"),), numeric=(False, True, False)
)
WORDS = Table(headings=("Rule", "Meaning"), rows=(("a", "b"),), numeric=(False, False))


def test_numbers_are_told_apart_once_for_the_whole_table() -> None:
    markup = table(MONTHS, caption="Months")
    assert 'class="u-table-box u-numbers"' in markup
    assert '<td>11</td><td class="u-word">part &amp; more</td>' in markup
    assert "u-numbers" not in (plain := table(WORDS, caption="Rules"))
    assert "<td>b</td>" in plain


def test_a_row_that_leads_somewhere_carries_its_address_alone_for_its_table_says_that_it_stays() -> None:
    markup = table(MONTHS, caption="Months", addresses=("?period=2018-06&x=1",))
    assert '<th scope="row"><a href="?period=2018-06&amp;x=1">Jun 2018</a></th>' in markup
    (box,) = re.findall(r'<div class="u-table-box[^>]*>', markup)
    assert "data-stays" in box
    assert "data-stays" not in table(MONTHS, caption="Months", addresses=("",))
