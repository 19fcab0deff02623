"""Text of another system about one referral, what is a fact of it, and what is counted as a fault."""

from typing import Any

STRANGE: dict[str, list[dict[str, Any]]] = {
    "intervention": [{"category": "YOGA", "status": "ONGOING"}, {"category": None, "status": None}],
    "legal_measure": [
        {"measure": "ASBO", "decision": "MAYBE", "breach_count": "3"},
        {"breach_count": None},
        {"breach_count": "many"},
    ],
    "contact": [
        {"party": "VICTIM", "successful": "True"},
        {"party": "PERPETRATOR", "successful": "no"},
        {"party": "NEIGHBOUR", "successful": "t"},
    ],
    "advocacy": [{"accepted": "perhaps"}],
    "crime_outcome": [{"outcome_group": "CHARGED", "outcome_date": "soon"}, {"outcome_group": None}],
    "follow_up": [{"months": "12", "followed_up": "TRUE", "new_stalking_other_victim": "true"}],
    "wellbeing": [
        {"score": "20"},
        {"occasion": "END", "measured_on": "2018-11-01T09:00:00", "score": "12"},
        {"occasion": "END", "measured_on": None, "score": "1"},
        {"occasion": "END", "measured_on": "2018-12-01", "score": "low"},
        {"measure": "HAPPY", "occasion": "END"},
    ],
}
READ_AS: dict[str, Any] = {
    "lead_agency": None,
    "disciplines": set(),
    "advised": {"UNK"},
    "offered": set(),
    "started": set(),
    "completed": set(),
    "contacted": {"VICTIM", "UNK"},
    "applied": {"SPO_FULL", "UNK"},
    "granted": set(),
    "refused": set(),
    "breached": {"UNK"},
    "advocacy": None,
    "has_crime": True,
    "charged_after": None,
    "rereferred_after": None,
    "followed_up_6": None,
    "followed_up_12": "REPEAT",
    "wellbeing": "CORE10",
    "wellbeing_before": 20,
    "wellbeing_after": 12,
    "misdated": False,
    "early_orders": 2,
}
FAULTS = {
    "charge_without_day": 1,
    "unknown_accepted": 1,
    "unknown_category": 2,
    "unknown_decision": 1,
    "unknown_intervention_status": 2,
    "unknown_measure": 1,
    "unknown_outcome_group": 1,
    "unknown_party": 1,
    "unknown_wellbeing": 1,
}
