"""What each force sets for its own caseload: after how many days a case needs action, and where its case system is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import quote, urlsplit

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.caseload_vocabulary import Threshold
from data_access.database import plainly
from data_access.errors import UnitError
from data_access.moments import to_utc
from data_access.schema import force_setting
from data_access.schema.caseload import LONGEST_VALUE
from data_access.scope import Scope

UNCHANGED = "Nothing was changed."
CASE_LINK = "CASE_LINK"
REFERENCE = "{reference}"
MOST_DAYS = 365
# None is published: each is what units say they work by, and a force sets its own.
DEFAULTS = MappingProxyType(
    {
        Threshold.DUE_WITHIN_WORKING_DAYS: 5,  # a working week
        Threshold.CONTACT_WITHIN_DAYS: 14,
        Threshold.REVIEW_WITHIN_DAYS: 0,  # due today or before
        Threshold.REPLY_GRACE_DAYS: 0,  # the day after it was due
        Threshold.ORDER_WITHIN_DAYS: 28,  # time to apply for another before it lapses
    }
)


class ForceSettingRefused(UnitError):
    """A setting of a force cannot be made as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceSettings:
    """What some forces set, as (force, key, value); frozen, and so part of a cache key."""

    held: tuple[tuple[str, str, str], ...]

    def days(self, force_code: str, threshold: Threshold) -> int:
        """Return the days that a force set, else the default."""
        value = self._value(force_code, threshold.value)
        return DEFAULTS[threshold] if value is None else int(value)

    def link_template(self, force_code: str) -> str:
        """Return the address of a force's own case system, with `{reference}` in it; "" where none is set."""
        return self._value(force_code, CASE_LINK) or ""

    def case_link(self, force_code: str, reference: str) -> str:
        """Return the address of one case in its force's own system; "" where none is set."""
        return self.link_template(force_code).replace(REFERENCE, quote(reference, safe=""))

    def _value(self, force_code: str, key: str) -> str | None:
        return next((value for force, of, value in self.held if (force, of) == (force_code, key)), None)


def read(engine: sa.Engine, *, forces: Iterable[str]) -> ForceSettings:
    """Return what some forces have set; raises `DatabaseUnavailable`."""
    newest = (
        sa.select(sa.func.max(force_setting.c.setting_id))
        .where(force_setting.c.force_code.in_(sorted(set(forces))))
        .group_by(force_setting.c.force_code, force_setting.c.key)
    )
    column = force_setting.c
    asked = (
        sa.select(column.force_code, column.key, column.value)
        .where(column.setting_id.in_(newest))
        .order_by(column.force_code, column.key)
    )
    with plainly("The settings of the force could not be read"), engine.connect() as connection:
        return ForceSettings(held=tuple((force, key, value) for force, key, value in connection.execute(asked)))


def set_threshold(
    engine: sa.Engine,
    *,
    force_code: str,
    threshold: Threshold,
    days: int,
    scope: Scope,
    witness: Witness,
    now: datetime,
) -> None:
    """Set one threshold of a force; raises `OutOfScope`, and `ForceSettingRefused` for days that none may have."""
    scope.check_force(force_code)
    if not 0 <= days <= MOST_DAYS:
        raise ForceSettingRefused(
            f"A threshold is 0 to {MOST_DAYS} days, not {days}.",
            unharmed=UNCHANGED,
            remedy="Choose a number of days in that range.",
        )
    told = Entry(event=Event.THRESHOLD_SET, subject=force_code, detail=f"{threshold}: {days} days")
    _write(engine, force_code, threshold.value, str(days), told=told, witness=witness, now=now)


def set_case_link(
    engine: sa.Engine, *, force_code: str, template: str, scope: Scope, witness: Witness, now: datetime
) -> None:
    """Set the address of a force's own case system, or none with ""; raises `OutOfScope`, `ForceSettingRefused`."""
    scope.check_force(force_code)
    template = template.strip()
    if template and not _is_link(template):
        raise ForceSettingRefused(
            "That is not the address of a case system.",
            unharmed=UNCHANGED,
            remedy=f"Begin with https:// and put {REFERENCE} where the reference of a case belongs, after the host.",
        )
    told = Entry(event=Event.CASE_LINK_SET, subject=force_code, detail=template or "no link")
    _write(engine, force_code, CASE_LINK, template, told=told, witness=witness, now=now)


def _is_link(template: str) -> bool:
    """Whoever writes a link decides where a manager's click goes: https, one host, and no reference inside it."""
    if not template.isprintable() or len(template) > LONGEST_VALUE or " " in template:
        return False
    try:
        parts = urlsplit(template)
        host = parts.hostname
    except ValueError:  # brackets that are no address
        return False
    told = parts.path + parts.query + parts.fragment
    return parts.scheme == "https" and bool(host) and "@" not in parts.netloc and told.count(REFERENCE) == 1


def _write(
    engine: sa.Engine, force_code: str, key: str, value: str, *, told: Entry, witness: Witness, now: datetime
) -> None:
    written = force_setting.insert().values(
        force_code=force_code, key=key, value=value, set_by=witness.actor.username, set_at=to_utc(now)
    )
    with plainly("The setting could not be made"), engine.begin() as connection:
        connection.execute(written)
        witness.record(connection, told, now=now)
