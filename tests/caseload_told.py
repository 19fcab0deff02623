"""What an open case needs, told a second time in plain Python, so that the conditions in SQL can be held to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data_access.caseload.yardsticks import Yardstick
from data_access.caseload_vocabulary import Need
from data_access.vocabulary import Risk

Row = Mapping[str, Any]
ANY_SPO = frozenset({"SPO_INTERIM", "SPO_FULL"})
FIRST_SPO = date(2020, 1, 20)
WEEK = timedelta(days=7)


class Told:
    """One case with its contacts and orders, and all cases that it may have been entered twice among."""

    def __init__(self, case: Row, *, contacts: Sequence[Row], orders: Sequence[Row], all_cases: Sequence[Row]) -> None:
        self.case, self.contacts, self.orders, self.all_cases = case, contacts, orders, all_cases
        self.received: date = case["referral_datetime"].date()
        assessed = case["multi_agency_assessment_date"]
        self.assessed: date | None = assessed if assessed and assessed >= self.received else None

    def needs(self, held: Yardstick) -> set[Need]:
        """Return what it needs."""
        return {need for need, is_so in SAYS.items() if self.case["status"] != "CLOSED" and is_so(self, held)}

    def is_waiting(self) -> bool:
        return self.case["closed_date"] is None and self.assessed is None

    def last_day(self, held: Yardstick) -> date:
        return held.target_day(self.received, Risk(self.case["current_risk"]))

    def was_reached(self, held: Yardstick) -> bool:
        return any(
            each["party"] == "VICTIM"
            and each["contact_at"].date() >= held.contact_since
            and each["successful"] is not False
            for each in self.contacts
        )

    def has_order_ending(self, held: Yardstick) -> bool:
        granted = [each for each in self.orders if each["decision"] == "GRANTED" and each["expiry_date"]]

        def is_last(order: Row) -> bool:
            alike = ANY_SPO if order["measure"] in ANY_SPO else {order["measure"]}
            return order["expiry_date"] == max(each["expiry_date"] for each in granted if each["measure"] in alike)

        return any(held.as_at <= each["expiry_date"] <= held.order_by and is_last(each) for each in granted)

    def is_entered_twice(self) -> bool:
        case = self.case
        pair = case["force_code"], case["victim_pid"], case["perpetrator_pid"]

        def is_before(other: Row) -> bool:
            apart = case["referral_datetime"] - other["referral_datetime"]
            is_first = apart > timedelta() or other["referral_id"] < case["referral_id"]
            return timedelta() <= apart <= WEEK and is_first and other is not case

        alike = [
            each
            for each in self.all_cases
            if (each["force_code"], each["victim_pid"], each["perpetrator_pid"]) == pair and None not in pair
        ]
        return any(map(is_before, alike))

    def is_to_mend(self) -> bool:
        case, assessed = self.case, self.case["multi_agency_assessment_date"]
        spoken_to = {"VICTIM", "PERPETRATOR"} & {each["party"] for each in self.contacts}
        return (
            (case["owner_code"] is None and case["status"] != "AWAITING_TRIAGE")
            or (case["current_risk"] == "UNK" and assessed is not None)
            or case["closed_date"] is not None
            or (assessed is not None and assessed < self.received)
            or any(each["measure"] in ANY_SPO and each["applied_date"] < FIRST_SPO for each in self.orders)
            or (case["pathway"] == "MANAGED_UNIT" and not spoken_to)
            or case["referring_agency_code"] == "UNK"
            or self.is_entered_twice()
        )


SAYS: Mapping[Need, Callable[[Told, Yardstick], bool]] = {
    Need.PAST_TARGET: lambda told, held: told.is_waiting() and told.last_day(held) <= held.as_at,
    Need.DUE_SOON: lambda told, held: told.is_waiting() and held.as_at < told.last_day(held) <= held.due_by,
    Need.NO_VICTIM_CONTACT: lambda told, held: (
        told.case["current_risk"] == "HIGH" and told.received < held.contact_since and not told.was_reached(held)
    ),
    Need.REVIEW_DUE: lambda told, held: (told.case["next_review_date"] or date.max) <= held.review_by,
    Need.REPLY_OVERDUE: lambda told, held: (told.case["partner_reply_due_date"] or date.max) < held.reply_before,
    Need.ORDER_EXPIRING: lambda told, held: told.has_order_ending(held),
    Need.TO_MEND: lambda told, _: told.is_to_mend(),
}
