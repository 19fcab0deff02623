"""What a unit wrote down about one referral, and what is a fact of it: worked examples of the practice facts."""

from datetime import date
from typing import Any

from tests.practice_rows import Rows


def meetings(*rows: tuple[str, str, str]) -> Rows:
    """Meetings as (day, discipline, how it contributed)."""
    return {
        "meeting": [
            {"meeting_id": f"M{place}", "meeting_date": date.fromisoformat(day)}
            for place, (day, _, _) in enumerate(rows)
        ],
        "meeting_attendance": [
            {"meeting_id": f"M{place}", "discipline": discipline, "contributed": contributed}
            for place, (_, discipline, contributed) in enumerate(rows)
        ],
    }


def _follow_up(months: int, followed: bool, same: bool | None, other: bool | None) -> dict[str, Any]:
    named = {"new_stalking_same_victim": same, "new_stalking_other_victim": other}
    return {"months": months, "followed_up": followed, **named}


def _score(measure: str, occasion: str, day: str, score: int, subject: str = "VICTIM") -> dict[str, Any]:
    measured_on = date.fromisoformat(day)
    return {"measure": measure, "occasion": occasion, "measured_on": measured_on, "score": score, "subject": subject}


# What a unit wrote down, and what is a fact of it. Received 2 July 2018, assessed 20 July.
EXAMPLES: dict[str, tuple[Rows, dict[str, Any]]] = {
    "a meeting counts up to the assessment, an apology or a later meeting does not": (
        meetings(
            ("2018-07-03", "POLICE", "ATTENDED"),
            ("2018-07-20", "PSYCHOLOGY", "WRITTEN"),
            ("2018-07-19", "ADVOCATE", "APOLOGIES"),
            ("2018-07-19", "CPS", "UNK"),
            ("2018-07-21", "PROBATION", "ATTENDED"),
            ("2018-07-04", "POLICE", "ATTENDED"),
        ),
        {"disciplines": {"POLICE", "PSYCHOLOGY"}},
    ),
    "advice goes as far as its status or its days say": (
        {
            "intervention": [
                {"category": "LEGAL", "status": "RECOMMENDED"},
                {"category": "SOCIAL", "status": "DECLINED"},
                {"category": "ADVICE", "status": "DISENGAGED"},
                {"category": "PSYCHOLOGICAL", "status": "COMPLETED"},
                {"category": "PSYCHOLOGICAL", "status": "RECOMMENDED"},
                {"category": "VICTIM_SAFETY", "status": "UNK", "start_date": date(2018, 8, 1)},
                {"category": "UNK", "status": "UNK"},
            ]
        },
        {
            "advised": {"LEGAL", "SOCIAL", "ADVICE", "PSYCHOLOGICAL", "VICTIM_SAFETY", "UNK"},
            "offered": {"SOCIAL", "ADVICE", "PSYCHOLOGICAL", "VICTIM_SAFETY"},
            "started": {"ADVICE", "PSYCHOLOGICAL", "VICTIM_SAFETY"},
            "completed": {"PSYCHOLOGICAL"},
        },
    ),
    "what was recommended with a day of the offer was offered": (
        {"intervention": [{"category": "LEGAL", "status": "RECOMMENDED", "offered_date": date(2018, 8, 1)}]},
        {"advised": {"LEGAL"}, "offered": {"LEGAL"}, "started": set(), "completed": set()},
    ),
    "each measure is granted, refused and breached on its own": (
        {
            "legal_measure": [
                {"measure": "SPO_INTERIM", "decision": "GRANTED", "breach_count": 2},
                {"measure": "SPO_FULL", "decision": "REJECTED"},
                {"measure": "SPO_FULL", "decision": "GRANTED"},
                {"measure": "ARREST", "decision": "WITHDRAWN"},
            ]
        },
        {
            "applied": {"SPO_INTERIM", "SPO_FULL", "ARREST"},
            "granted": {"SPO_INTERIM", "SPO_FULL"},
            "refused": {"SPO_FULL"},
            "breached": {"SPO_INTERIM"},
        },
    ),
    "only a successful contact reached anybody": (
        {
            "contact": [
                {"party": "VICTIM"},
                {"party": "PERPETRATOR", "successful": False},
                {"party": "PROFESSIONAL", "successful": None},
                {"party": "UNK"},
            ]
        },
        {"contacted": {"VICTIM", "UNK"}},
    ),
    "advocacy counts as far as it went": (
        {"advocacy": [{"accepted": answer} for answer in ("NOT_OFFERED", "YES", "NO", "UNK")]},
        {"advocacy": "YES"},
    ),
    "an unknown answer is still an answer": ({"advocacy": [{"accepted": "UNK"}]}, {"advocacy": "UNK"}),
    "declined goes further than not offered": (
        {"advocacy": [{"accepted": "NO"}, {"accepted": "NOT_OFFERED"}]},
        {"advocacy": "NO"},
    ),
    "the first charge counts, from receipt": (
        {
            "crime_outcome": [
                {"outcome_group": "CHARGED", "outcome_date": date(2018, 9, 10)},
                {"outcome_group": "CHARGED", "outcome_date": date(2018, 7, 12)},
                {"outcome_group": "NO_SUSPECT", "outcome_date": date(2018, 7, 3)},
            ]
        },
        {"has_crime": True, "charged_after": 10},
    ),
    "a charge before the referral is at day nought": (
        {"crime_outcome": [{"outcome_group": "CHARGED", "outcome_date": date(2018, 6, 20)}]},
        {"has_crime": True, "charged_after": 0},
    ),
    "a crime without a charge is a crime": ({"crime_outcome": [{}]}, {"has_crime": True, "charged_after": None}),
    "each look back has its finding, one that says nothing found nothing out": (
        {"follow_up": [_follow_up(6, True, False, None), _follow_up(12, True, None, None)]},
        {"followed_up_6": "NOTHING_NEW", "followed_up_12": "NOT_FOLLOWED"},
    ),
    "another victim is a repeat too; nobody looked, whatever else is written": (
        {"follow_up": [_follow_up(12, True, False, True), _follow_up(6, False, True, None)]},
        {"followed_up_6": "NOT_FOLLOWED", "followed_up_12": "REPEAT"},
    ),
    "looks back at 3 and 24 months have no fact": (
        {"follow_up": [_follow_up(3, True, True, True), _follow_up(24, True, True, True)]},
        {"followed_up_6": None, "followed_up_12": None},
    ),
    "an application for a stalking protection order before there were any is an error": (
        {
            "legal_measure": [
                {"measure": "SPO_FULL", "applied_date": date(2020, 1, 19)},
                {"measure": "SPO_INTERIM", "applied_date": date(2018, 8, 1)},
                {"measure": "SPO_FULL", "applied_date": date(2020, 1, 20)},
                {"measure": "ARREST", "applied_date": date(2018, 8, 1)},
            ]
        },
        {"early_orders": 2, "misdated": False},
    ),
    "the first score at the start and the last at the end, of one scale": (
        {
            "wellbeing": [
                _score("PHQ9", "START", "2018-07-01", 19),
                _score("CORE10", "START", "2018-07-05", 28),
                _score("CORE10", "START", "2018-07-09", 25),
                _score("CORE10", "REVIEW", "2018-08-09", 1),
                _score("CORE10", "END", "2018-11-01", 18),
                _score("CORE10", "END", "2018-12-01", 12),
                _score("CORE10", "END", "2018-12-09", 2, subject="PERPETRATOR"),
            ]
        },
        {"wellbeing": "CORE10", "wellbeing_before": 28, "wellbeing_after": 12},
    ),
    "two scales asked once each are no comparison": (
        {"wellbeing": [_score("PHQ9", "START", "2018-07-01", 19), _score("GAD7", "END", "2018-12-01", 2)]},
        {"wellbeing": None, "wellbeing_before": None, "wellbeing_after": None},
    ),
    "a scale that nobody knows is not compared with itself": (
        {"wellbeing": [_score("UNK", "START", "2018-07-01", 19), _score("UNK", "END", "2018-12-01", 2)]},
        {"wellbeing": None},
    ),
}
