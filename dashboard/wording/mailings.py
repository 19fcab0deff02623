"""The words of alerts and briefings: what is watched for, when a mail is due, and what became of the last."""

from collections.abc import Mapping

from dashboard.wording import dates, moments, numbers
from dashboard.wording.labels import label, risk_in_words
from data_access.caseload_vocabulary import AlertRule, Delivery
from data_access.mailings import Alert, Briefing
from data_access.mailings.alerts import Watch
from data_access.mailings.deliveries import Mailed
from data_access.vocabulary import Risk

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ALERT_HEADINGS = ("Force", "Watches for", "To", "Set by", "Last mail")
BRIEFING_HEADINGS = ("Force", "When", "To", "Set by", "Last mail")
NO_ALERTS = "No alert is set. Nobody is mailed, whatever happens."
NO_BRIEFINGS = "No briefing is scheduled."
WHAT_A_MAIL_SAYS = (
    "A mail holds counts and a link, never a case: whoever follows the link signs in first. At most one a day leaves "
    "for each alert, on every day on which it is so."
)
NO_SERVER = (
    "No mail leaves from this service yet: whoever runs it must set UNIT_MAIL_HOST and UNIT_MAIL_DOMAINS. What is set "
    "here waits until then."
)
SET, SCHEDULED, ENDED = "The alert is set.", "The briefing is scheduled.", "It has ended; no more mail leaves for it."
EVERY_LEVEL = "Every level of risk"
NEVER = "None yet"
BRIEFING_HEADING = "Needs action"
ALERT_HEADING = "You asked to be told"
EVERY_DAY = "This mail comes once a day for as long as it is so. End the alert on the page Alerts and briefings."
NOTHING_DUE = "No mail is due."
NOT_ONE_SUM = "A case may need several things, so these do not add up."


def level(risk: Risk | None) -> str:
    """Return whom an alert looks at: "High risk", "Every level of risk"."""
    if risk is None:
        return EVERY_LEVEL
    words = risk_in_words(risk)
    return f"{words[:1].upper()}{words[1:]}"


def watched(watch: Watch) -> str:
    """Return what an alert watches for: "Any high risk case still unassessed after 3 days"."""
    among = f"{risk_in_words(watch.risk)} " if watch.risk else ""
    some = "Any" if watch.at_least == 1 else f"At least {numbers.count(watch.at_least)}"
    noun = "case" if watch.at_least == 1 else "cases"
    if watch.rule is AlertRule.UNASSESSED_AFTER:
        return f"{some} {among}{noun} still unassessed after {numbers.days(watch.days or 0)}"
    need = label(watch.need).lower() if watch.need else ""
    return f"{some} {among}{noun}: {need}"


def found(watch: Watch, counted: int) -> str:
    """Return what an alert found, as the subject of its mail: "3 high risk cases still unassessed after 3 days"."""
    among = f"{risk_in_words(watch.risk)} " if watch.risk else ""
    cases = f"{numbers.count(counted)} {among}{'case' if counted == 1 else 'cases'}"
    if watch.rule is AlertRule.UNASSESSED_AFTER:
        return f"{cases} still unassessed after {numbers.days(watch.days or 0)}"
    return f"{cases}: {label(watch.need).lower() if watch.need else ''}"


def alert_row(alert: Alert, forces: Mapping[str, str], last: Mailed | None) -> tuple[str, ...]:
    """Return the cells of one alert."""
    return (
        forces[alert.watch.force_code],
        watched(alert.watch),
        alert.address,
        f"{alert.set_by}, {moments.moment(alert.set_at)}",
        mailed(last),
    )


def briefing_row(briefing: Briefing, forces: Mapping[str, str], last: Mailed | None) -> tuple[str, ...]:
    """Return the cells of one briefing."""
    return (
        forces[briefing.force_code],
        when(briefing),
        briefing.address,
        f"{briefing.set_by}, {moments.moment(briefing.set_at)}",
        mailed(last),
    )


def when(briefing: Briefing) -> str:
    """Return when a briefing is due: "Mondays from 08:00"."""
    return f"{WEEKDAYS[briefing.weekday]}s from {briefing.hour:02}:00"


def mailed(last: Mailed | None) -> str:
    """Return what became of the last mail: "Sent 23 Nov 2026"."""
    if last is None:
        return NEVER
    return f"{label(last.delivery)} {dates.day(last.due_on)}"


def headline(counted: int) -> str:
    """Return what a briefing says first: "6 cases wait past the target"."""
    if not counted:
        return "No case waits past its target"
    waits = "case waits" if counted == 1 else "cases wait"
    return f"{numbers.count(counted)} {waits} past the target"


def delivery_told(delivery: Delivery, address: str) -> str:
    """Return one line of a run: "Sent to desk@cheshire.police.uk"."""
    return f"{label(delivery)}: {address}"
