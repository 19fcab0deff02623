"""The four cards: what each says for an exact reader and for one under the rule, worked out by hand."""

from datetime import date, timedelta

from dashboard.almanac import almanac
from dashboard.charts.chart import View
from dashboard.disclosure.disclosed import Rule
from dashboard.headline.asked import Asked
from dashboard.headline.card import Card
from dashboard.headline.split import split_of
from dashboard.headline.story import tell
from dashboard.metrics import reconcile
from dashboard.periods import PeriodChoice, read
from dashboard.selection import Selection, filters_of
from dashboard.wording import dates, filtering
from data_access.scope import Grain, Scope
from data_access.vocabulary import Pathway, Risk, Status
from tests.factories import CHESHIRE, a_referral, a_snapshot

EXACT = Rule(hide_below=0, round_to=1)
OFFICIAL = Rule(hide_below=5, round_to=5)
AS_AT = date(2020, 6, 30)


def rows(start: date, months: int, each: int, **told: object) -> list[dict[str, object]]:
    """So many referrals on the 5th of each month, every third taken on, assessed in 7 days, closed after 60."""
    found = []
    for place in range(months * each):
        day = (start.replace(day=1) + timedelta(days=31 * (place // each))).replace(day=5)
        found.append(
            a_referral(
                received_on=day,
                pathway=Pathway.TAKEN_ON if place % 3 == 0 else Pathway.PARTNER,
                status=Status.CLOSED,
                closed_on=day + timedelta(days=60),
                **told,
            )
        )
    return found


def story(
    found: list[dict[str, object]], *, period: str, rule: Rule, exact: bool = True, as_at: date = AS_AT
) -> tuple[str, dict[str, Card]]:
    snapshot = a_snapshot(found, as_at=as_at)
    scope = Scope(forces=(CHESHIRE,), grain=Grain.CASE)
    almanac_dates = almanac(snapshot.reference, forces=(CHESHIRE,), data_to=as_at)
    asked_for = read(period, dates=almanac_dates, choice=PeriodChoice.ANY)
    assert asked_for is not None
    filters = filters_of(Selection(force=CHESHIRE, period=period), asked_for)
    view = View(
        filters=filters,
        place=filtering.place_in_words(filters, snapshot.reference),
        period=dates.period(filters.since, filters.until),
        narrowing="",
        data_to=as_at,
        synthetic=True,
        breaks=(),
        reference=snapshot.reference,
    )
    told = tell(
        Asked(
            snapshot=snapshot,
            scope=scope,
            filters=filters,
            period=asked_for,
            dates=almanac_dates,
            rule=rule,
            split=split_of(reconcile(snapshot.referrals(scope=scope, filters=filters)), rule, exact=exact),
            view=view,
            target_days=14,
        )
    )
    return told.sentence, {card.metric.key: card for card in told.cards}


def test_cards_compare_with_the_same_period_last_year_and_are_judged() -> None:
    found = rows(date(2018, 7, 1), 12, 30) + rows(date(2019, 7, 1), 12, 36)
    sentence, cards = story(found, period="2019-07-01..2020-03-31", rule=EXACT)
    assert sentence.startswith("The unit received 324 referrals")
    assert len(cards) == 4
    assert cards["referrals_received"].number == "324"
    assert "54 more than the same period last year (+20%)" in cards["referrals_received"].context
    assert cards["taken_on"].number == "108"
    assert cards["taken_on"].context.startswith("33% of those decided")
    assert cards["assessed_within_target"].number == "100%"
    assert cards["referrals_received"].unusual, "nine months in a row above the mean of two years"


def test_months_across_a_series_break_are_not_judged_together() -> None:
    found = rows(date(2018, 7, 1), 12, 30) + rows(date(2019, 7, 1), 12, 36)
    _, cards = story(found, period="2019-07-01..2020-06-30", rule=EXACT)
    assert cards["referrals_received"].why == "3 of the 13 complete months needed", "counted otherwise from April 2020"


def test_a_figure_is_not_compared_across_a_series_break_and_says_why() -> None:
    found = rows(date(2018, 7, 1), 12, 30) + rows(date(2019, 7, 1), 12, 36)
    reason = "not compared with the same period last year: Counted otherwise, 1 Apr 2020"
    _, cards = story(found, period="2019-07-01..2020-06-30", rule=EXACT)
    for key in ("referrals_received", "taken_on", "assessed_within_target"):
        assert cards[key].uncompared == reason
        assert "same period last year" not in cards[key].context
    assert cards["high_risk_open"].uncompared == "", "thirty days ago the counting was the same"
    assert "30 days ago" in cards["high_risk_open"].context
    _, before = story(found, period="2019-07-01..2020-03-31", rule=EXACT)
    assert {card.uncompared for card in before.values()} == {""}


def test_open_cases_are_not_compared_across_a_break_of_the_last_thirty_days() -> None:
    found = rows(date(2018, 7, 1), 12, 30)
    _, cards = story(found, period="2019-03", rule=EXACT, as_at=date(2020, 4, 20))
    card = cards["high_risk_open"]
    assert card.uncompared.startswith("not compared with 30 days ago")
    assert "30 days ago" not in card.context
    assert cards["referrals_received"].uncompared == ""


def test_first_months_are_too_early_to_say_and_have_nothing_to_compare_with() -> None:
    _, cards = story(rows(date(2018, 7, 1), 10, 26), period="first-ten-months", rule=EXACT)
    received = cards["referrals_received"]
    assert "no earlier period to compare" in received.context
    assert received.badge == "too early to say"
    assert not received.unusual


def test_those_who_wait_are_counted_and_the_longest_wait_is_named_for_exact_readers_only() -> None:
    waiting = [
        a_referral(received_on=AS_AT - timedelta(days=days), days_to_assessment=None, status=Status.AWAITING_ASSESSMENT)
        for days in (19, 16, 3, 3, 3, 3)
    ]
    found = rows(date(2019, 7, 1), 11, 30) + waiting
    _, exact = story(found, period="2020-06-01..2020-06-30", rule=EXACT)
    assert "6 still waiting, the longest for 19 days" in exact["assessed_within_target"].context
    _, official = story(found, period="2020-06-01..2020-06-30", rule=OFFICIAL, exact=False)
    assert "the longest" not in official["assessed_within_target"].context


def test_high_risk_now_stands_apart_from_the_period_and_is_hidden_when_small() -> None:
    now_open = [a_referral(received_on=date(2020, 6, 2), risk=Risk.HIGH) for _ in range(3)]
    found = rows(date(2018, 7, 1), 10, 26) + now_open
    _, exact = story(found, period="first-ten-months", rule=EXACT)
    assert exact["high_risk_open"].number == "3"
    assert "3 more than 30 days ago" in exact["high_risk_open"].context
    _, official = story(found, period="first-ten-months", rule=OFFICIAL)
    assert official["high_risk_open"].number == "[c]"
    assert "3" not in official["high_risk_open"].context.replace("30 days", "")


def test_card_shows_the_number_of_the_sentence_under_every_rule() -> None:
    found = rows(date(2018, 7, 1), 10, 26)
    for rule, exact in ((EXACT, True), (OFFICIAL, True), (OFFICIAL, False)):
        sentence, cards = story(found, period="first-ten-months", rule=rule, exact=exact)
        for key in ("referrals_received", "taken_on"):
            assert cards[key].number.removeprefix("about ") in sentence
