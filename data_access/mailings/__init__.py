"""What is mailed without anybody asking at that moment: alerts and weekly briefings, and what became of each mail."""

from data_access.mailings.alerts import Alert, end_alert, set_alert, standing_alerts
from data_access.mailings.briefings import Briefing, end_briefing, set_briefing, standing_briefings
from data_access.mailings.deliveries import Cause, claim, last_deliveries, settle
from data_access.mailings.refusal import MailingRefused

__all__ = [
    "Alert",
    "Briefing",
    "Cause",
    "MailingRefused",
    "claim",
    "end_alert",
    "end_briefing",
    "last_deliveries",
    "set_alert",
    "set_briefing",
    "settle",
    "standing_alerts",
    "standing_briefings",
]
