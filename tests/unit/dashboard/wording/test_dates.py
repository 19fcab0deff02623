from datetime import date

import pytest

from dashboard.wording import dates


def test_days_and_periods_are_written_the_british_way():
    assert dates.day(date(2019, 4, 18)) == "18 Apr 2019"
    assert dates.period(date(2025, 4, 1), date(2026, 3, 31)) == "1 Apr 2025 to 31 Mar 2026"
    assert dates.period(date(2025, 4, 1), date(2025, 4, 1)) == "1 Apr 2025"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2018, 6, 19), date(2018, 8, 31), "Jun to Aug 2018"),
        (date(2018, 12, 1), date(2019, 2, 28), "Dec 2018 to Feb 2019"),
        (date(2018, 6, 1), date(2018, 6, 30), "Jun 2018"),
    ],
)
def test_a_span_of_months_names_each_year_once(first, last, words):
    assert dates.months_span(first, last) == words


@pytest.mark.parametrize(
    ("key", "since", "until", "units", "words"),
    [
        ("first-ten-months", date(2018, 6, 19), date(2019, 4, 18), 1, "in its first ten months"),
        ("first-ten-months", date(2018, 6, 19), date(2019, 4, 18), 3, "in their first ten months"),
        ("first-ten-months", date(2018, 6, 19), date(2018, 8, 31), 1, "from 19 Jun to 31 Aug 2018"),
        ("since-launch", date(2018, 6, 19), date(2026, 10, 31), 1, "from its launch on 19 Jun 2018 to 31 Oct 2026"),
        ("since-launch", date(2018, 6, 19), date(2026, 10, 31), 3, "from launch to 31 Oct 2026"),
        ("last-12-months", date(2025, 11, 1), date(2026, 10, 31), 1, "in the 12 months to 31 Oct 2026"),
        ("last-12-months", date(2018, 6, 19), date(2018, 10, 31), 1, "from 19 Jun to 31 Oct 2018"),
        ("fy-2025", date(2025, 4, 1), date(2026, 3, 31), 1, "in the financial year April 2025 to March 2026"),
        ("fy-2026", date(2026, 4, 1), date(2026, 10, 31), 1, "from 1 Apr to 31 Oct 2026"),
        ("fy-2018", date(2018, 6, 19), date(2019, 3, 31), 1, "from 19 Jun 2018 to 31 Mar 2019"),
        ("week-2019", date(2019, 4, 8), date(2019, 4, 12), 1, "in National Stalking Awareness Week, 8 to 12 Apr 2019"),
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31), 1, "in March 2019"),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28), 1, "in February 2019"),
        ("2019-03-04..2019-03-04", date(2019, 3, 4), date(2019, 3, 4), 1, "on 4 Mar 2019"),
        ("2018-12-01..2019-02-28", date(2018, 12, 1), date(2019, 2, 28), 1, "from 1 Dec 2018 to 28 Feb 2019"),
    ],
)
def test_every_period_has_its_words_in_a_sentence(key, since, until, units, words):
    assert dates.in_period(key, since, until, units=units) == words
