from datetime import date

from dashboard.wording import badges


def test_a_badge_says_whether_a_figure_is_news_and_why():
    march = date(2026, 3, 1)
    assert badges.unusual_since(march, months=8, above=True) == "unusual since March 2026: 8 months above the average"
    assert badges.unusual_trend(march, months=6, rising=False) == "unusual since March 2026: 6 months falling"
    assert badges.unusual_in(march, above=False) == "unusual in March 2026: below the usual range"
    assert badges.too_early(months=9, needed=13) == "too early to say: 9 of the 13 months needed"
