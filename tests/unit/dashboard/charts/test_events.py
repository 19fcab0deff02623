"""Events on the charts of their time: drawn apart from breaks, told in words, and text wherever they stand."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.charts import CHARTS
from dashboard.charts.chart import Chart, Theme
from dashboard.charts.events import LOZENGE, events_in, marked
from dashboard.charts.months import covered, numbers_between
from dashboard.charts.volumes import REFERRALS_BY_MONTH, REFERRALS_LAST_YEAR
from data_access.annotations import Annotation
from data_access.filters import Filters
from tests.disclosures import EXACT, OFFICIAL
from tests.drawings import a_view, drawn, monthly, plain, ten_months
from tests.factories import CHESHIRE, HAMPSHIRE

SEPTEMBER = date(2018, 9, 3)
# Charts along time: whatever is added to the registry by month or by quarter tells of events too.
ALONG_TIME = [chart for chart in CHARTS if {"month", "quarter"} & set(chart.by)]
EVERY_CHART_ALONG_TIME = pytest.mark.parametrize("chart", ALONG_TIME, ids=lambda chart: chart.key)


def event(happened_on: date = SEPTEMBER, title: str = "Second team started", *, force: str = CHESHIRE) -> Annotation:
    return Annotation(
        annotation_id=1,
        force_code=force,
        happened_on=happened_on,
        title=title,
        explanation="",
        created_by="manager",
        created_at=datetime(2026, 6, 30, 9, 0, tzinfo=UTC),
    )


def seen(chart: Chart, *events: Annotation, rule=EXACT, theme: Theme = Theme.LIGHT, **told):
    """A chart of Cheshire's months with events; the one that looks a year back over months that have one."""
    if chart is REFERRALS_LAST_YEAR:
        shifted = tuple(event(each.happened_on + timedelta(days=365), each.title) for each in events)
        view = a_view(date(2019, 6, 19), date(2020, 3, 31), events=shifted, **told)
        return drawn(chart, monthly([20] * 22), view, rule=rule, theme=theme)
    return drawn(chart, ten_months(), a_view(events=events, **told), rule=rule, theme=theme)


def lozenges(figure) -> list[str]:
    layout = plain(figure)["layout"]
    said = [each["text"] for each in layout.get("annotations", [])]
    said += [tick.split("<br>")[-1] for tick in layout["yaxis"].get("ticktext", [])]
    return [text for text in said if LOZENGE in text]


@EVERY_CHART_ALONG_TIME
@pytest.mark.parametrize("rule", [EXACT, OFFICIAL], ids=["exact", "official"])
@pytest.mark.parametrize("theme", Theme, ids=str)
def test_an_event_is_drawn_and_told_under_every_chart_along_time(chart, rule, theme):
    # Small groups are added up for readers of protected figures, as they are on their pages.
    picture = seen(chart, event(), rule=rule, theme=theme, merge_below=0 if rule is EXACT else 5)
    if chart.only_exact and rule is OFFICIAL:
        assert picture.figure is None
        return
    assert lozenges(picture.figure)
    (note,) = [note for note in picture.notes if note.startswith("Event")]
    assert note in {
        "Event a, 3 Sep 2018: Second team started.",
        "Event a, 3 Sep 2019: Second team started.",
    }


@EVERY_CHART_ALONG_TIME
def test_without_events_a_figure_is_as_it_was(chart):
    assert plain(seen(chart).figure) == plain(seen(chart, event(date(2030, 1, 1))).figure)
    assert not [note for note in seen(chart).notes if note.startswith("Event")]


@EVERY_CHART_ALONG_TIME
@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "=1+1", "צוות שני", "🎉", "<b>x</b>", "x" * 80])
def test_a_title_stands_in_the_notes_as_text_and_nowhere_in_the_figure(chart, title):
    picture = seen(chart, event(title=title))
    assert title not in json.dumps(plain(picture.figure), ensure_ascii=False)
    (note,) = [note for note in picture.notes if title in note]
    assert note.startswith("Event a, ")


def test_an_event_and_a_break_look_different():
    view = a_view(date(2019, 6, 1), date(2020, 6, 30), events=(event(date(2020, 4, 1)),))
    layout = plain(drawn(REFERRALS_BY_MONTH, monthly([20] * 25), view).figure)["layout"]
    assert [shape["line"]["dash"] for shape in layout["shapes"]] == ["dot", "dash"]
    assert layout["shapes"][0]["x0"] == layout["shapes"][1]["x0"] == 9.5
    letters = [each["text"] for each in layout["annotations"]]
    assert "<b>A</b>" in letters
    assert f"{LOZENGE}a" in letters


def test_the_line_stands_where_in_its_month_the_event_happened():
    view = a_view(events=(event(date(2018, 9, 1)), event(date(2018, 9, 16)), event(date(2018, 9, 30))))
    assert [each.place for each in marked(view, numbers_between(covered(view)))] == [2.5, 3.0, 3.47]


def test_what_stood_over_the_plot_makes_room_for_the_letters():
    def layout(*events):
        return plain(seen(REFERRALS_BY_MONTH, *events).figure)["layout"]

    before, after = layout(), layout(event())
    assert after["margin"]["t"] == before["margin"]["t"] + 20
    assert after["annotations"][0]["yshift"] == 20


def test_letters_that_would_meet_share_a_place_and_each_event_keeps_its_note():
    events = [event(SEPTEMBER + timedelta(days=offset), f"Event {offset}") for offset in (0, 3, 6, 120)]
    picture = seen(REFERRALS_BY_MONTH, *events)
    assert lozenges(picture.figure) == [f"{LOZENGE}a\N{EN DASH}c", f"{LOZENGE}d"]
    assert len(plain(picture.figure)["layout"]["shapes"]) == 4
    assert len([note for note in picture.notes if note.startswith("Event")]) == 4


def test_two_hundred_events_have_a_letter_each():
    events = [event(SEPTEMBER + timedelta(days=offset)) for offset in range(200)]
    view = a_view(events=tuple(events))
    letters = [each.letter for each in marked(view, numbers_between(covered(view)))]
    assert len(set(letters)) == 200
    assert letters[24:28] == ["y", "z", "aa", "ab"]


def test_a_letter_means_the_same_event_on_every_chart_of_a_page():
    view = a_view(date(2018, 6, 19), date(2020, 3, 31), events=(event(), event(date(2019, 9, 3), "Third team")))
    notes = {
        note for chart in ALONG_TIME for note in drawn(chart, monthly([20] * 22), view).notes if "Third team" in note
    }
    assert notes == {"Event b, 3 Sep 2019: Third team."}


def test_where_several_forces_are_looked_at_the_event_names_its_own():
    picture = seen(REFERRALS_BY_MONTH, event(), event(force=HAMPSHIRE), forces=())
    assert [note for note in picture.notes if note.startswith("Event")] == [
        "Event a in Cheshire, 3 Sep 2018: Second team started.",
        "Event b in Hampshire, 3 Sep 2018: Second team started.",
    ]


def test_only_events_of_the_period_and_the_forces_are_shown():
    filters = Filters(since=SEPTEMBER, until=date(2018, 12, 31), forces=(CHESHIRE,))
    inside = [event(SEPTEMBER), event(date(2018, 12, 31))]
    outside = [event(date(2018, 9, 2)), event(date(2019, 1, 1)), event(force=HAMPSHIRE)]
    assert events_in([*inside, *outside], filters) == tuple(inside)
