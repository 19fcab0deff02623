"""Which settings were in force when: each change is an entry of the audit, and the last entry of each is its value."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.schema import audit_entry

NEVER = "not recorded before"
GONE = "no longer a setting"
# An entry keeps 2,000 characters: two values, every character of them escaped, and the words between them fit.
LONGEST_VALUE = 400
DIGEST_LENGTH = 16  # 64 bits


def record_settings(engine: sa.Engine, settings: Mapping[str, str], *, witness: Witness, now: datetime) -> int:
    """Record each setting that differs from what was last recorded, and return how many; all in one transaction.

    Raises `DatabaseUnavailable`: what cannot be recorded is not put in force.
    """
    with plainly("The settings could not be recorded"), engine.begin() as connection:
        before = _last_recorded(connection)
        after = {**dict.fromkeys(before, GONE), **{name: _kept(value) for name, value in settings.items()}}
        changed = {name: value for name, value in sorted(after.items()) if before.get(name) != value}
        for name, value in changed.items():
            detail = f"is {_quoted(value)}, was {_quoted(before.get(name, NEVER))}"
            witness.record(connection, Entry(event=Event.SETTING_CHANGE, subject=name, detail=detail), now=now)
    return len(changed)


def _last_recorded(connection: sa.Connection) -> dict[str, str]:
    entry = audit_entry.c
    newest = (
        sa.select(sa.func.max(entry.sequence)).where(entry.event == Event.SETTING_CHANGE.value).group_by(entry.subject)
    )
    rows = connection.execute(sa.select(entry.subject, entry.detail).where(entry.sequence.in_(newest)))
    return {row.subject: _value(row.detail) for row in rows}


def _kept(value: str) -> str:
    """Return a value as an entry can keep it; of a long one, its beginning and a digest of all of it."""
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value)
    if len(printable) <= LONGEST_VALUE:
        return printable
    digest = hashlib.sha256(value.encode(errors="replace")).hexdigest()[:DIGEST_LENGTH]
    end = f"… (all of it: SHA-256 {digest})"
    return printable[: LONGEST_VALUE - len(end)] + end


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(detail: str) -> str:
    """Return the value an entry says is in force; its own words, read back."""
    value, _ = json.JSONDecoder().raw_decode(detail.removeprefix("is "))
    return str(value)
