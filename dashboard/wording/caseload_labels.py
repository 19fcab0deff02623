"""The words for the codes of the caseload: why a case needs action, and the thresholds that decide it."""

from collections.abc import Mapping
from enum import StrEnum

from data_access.caseload_vocabulary import AlertRule, Delivery, Need, Threshold

CASELOAD_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Need: {
        Need.PAST_TARGET: "Waiting past target",
        Need.DUE_SOON: "Assessment due soon",
        Need.NO_VICTIM_CONTACT: "High risk, no recent victim contact",
        Need.REVIEW_DUE: "Review due",
        Need.REPLY_OVERDUE: "Partner reply overdue",
        Need.ORDER_EXPIRING: "Order about to expire",
        Need.TO_MEND: "Record to mend",
    },
    Threshold: {
        Threshold.DUE_WITHIN_WORKING_DAYS: "Assessment due within, in working days",
        Threshold.CONTACT_WITHIN_DAYS: "Victim of high risk contacted within, in days",
        Threshold.REVIEW_WITHIN_DAYS: "Review due within, in days",
        Threshold.REPLY_GRACE_DAYS: "Partner reply overdue by more than, in days",
        Threshold.ORDER_WITHIN_DAYS: "Order expires within, in days",
    },
    AlertRule: {
        AlertRule.UNASSESSED_AFTER: "A case still unassessed after some days",
        AlertRule.NEEDS: "Cases that need action",
    },
    Delivery: {Delivery.SENT: "Sent", Delivery.FAILED: "Not sent"},
}
