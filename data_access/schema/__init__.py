"""The tables of both databases, as SQLAlchemy Core; the only spelling of a column name."""

from data_access.schema.additions import annotation, saved_view, target
from data_access.schema.audit import FIRST_HASH, audit_entry, audit_head
from data_access.schema.caseload import alert, briefing, caseload_visit, force_setting, mailing, quality_count
from data_access.schema.columns import CASE, STORE
from data_access.schema.outcome import crime_outcome, follow_up, wellbeing
from data_access.schema.practice import (
    advocacy,
    contact,
    intervention,
    legal_measure,
    meeting,
    meeting_attendance,
    risk_assessment,
)
from data_access.schema.reference import (
    agency,
    area,
    awareness_week,
    force,
    load,
    series_break,
    worker,
)
from data_access.schema.referral import referral
from data_access.schema.release import release_head, release_step, statistical_release
from data_access.schema.sign_in import (
    external_identity,
    recovery_code,
    second_factor,
    sign_in_attempt,
    sign_in_ticket,
    single_sign_on_request,
)
from data_access.schema.store import user_account, user_force, user_session

__all__ = [
    "CASE",
    "FIRST_HASH",
    "STORE",
    "advocacy",
    "agency",
    "alert",
    "annotation",
    "area",
    "audit_entry",
    "audit_head",
    "awareness_week",
    "briefing",
    "caseload_visit",
    "contact",
    "crime_outcome",
    "external_identity",
    "follow_up",
    "force",
    "force_setting",
    "intervention",
    "legal_measure",
    "load",
    "mailing",
    "meeting",
    "meeting_attendance",
    "quality_count",
    "recovery_code",
    "referral",
    "release_head",
    "release_step",
    "risk_assessment",
    "saved_view",
    "second_factor",
    "series_break",
    "sign_in_attempt",
    "sign_in_ticket",
    "single_sign_on_request",
    "statistical_release",
    "target",
    "user_account",
    "user_force",
    "user_session",
    "wellbeing",
    "worker",
]
