"""Releases in a store: a small draft, and the steps of two people."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from data_access.audit import Actor, Witness
from data_access.release_vocabulary import ReleaseStep
from data_access.releases import Correction, Draft, Kept, Reference, freeze, take
from data_access.scope import Grain, Scope
from tests.doorway import KEY
from tests.factories import CHESHIRE

NOW = datetime(2026, 4, 17, 9, 0, tzinfo=UTC)
EMBARGO = datetime(2026, 4, 19, 23, 1, tzinfo=UTC)  # a minute past midnight in London, Monday 20 April
SCOPE = Scope(forces=(CHESHIRE,), grain=Grain.HEADLINE)
STEPS = (ReleaseStep.CHECK, ReleaseStep.APPROVE, ReleaseStep.EMBARGO)


def acting(username: str, *, role: str = "PRESS_OFFICER") -> Witness:
    return Witness(actor=Actor(username=username, role=role), key=KEY)


ANN, BEN = acting("ann"), acting("ben")


def a_draft(*, previous: Reference | None = None, shown: int | None = 260, title: str = "Ten months") -> Draft:
    return Draft(
        force_code=CHESHIRE,
        title=title,
        since=date(2018, 6, 19),
        until=date(2019, 4, 18),
        as_at=date(2019, 4, 30),
        data_version="v1",
        hide_below=8,
        round_to=5,
        previous=previous,
        hidden=0,
        cells={"tables": [{"key": "total", "cells": [{"keys": [], "shown": shown}]}]},
        definitions={"total": {"title": "Referrals received", "definition": "What is counted."}},
    )


def drafted(
    store: sa.Engine,
    *,
    previous: Reference | None = None,
    shown: int = 260,
    correcting: Correction | None = None,
    witness: Witness = ANN,
    now: datetime = NOW,
) -> Kept:
    draft = a_draft(previous=previous, shown=shown)
    return freeze(store, draft, correcting=correcting, scope=SCOPE, witness=witness, now=now)


def taken(
    store: sa.Engine,
    kept: Kept,
    *steps: ReleaseStep,
    witness: Witness = BEN,
    until: datetime | None = EMBARGO,
    reason: str = "as agreed",
    now: datetime = NOW + timedelta(hours=1),
) -> Kept:
    """Take some steps, one after the other, and return the release as it then stands."""
    for step in steps:
        kept = take(
            store,
            kept.reference,
            step,
            seen=len(kept.life.steps),
            until=until if step is ReleaseStep.EMBARGO else None,
            reason=reason,
            scope=SCOPE,
            witness=witness,
            now=now,
        )
    return kept


def embargoed(store: sa.Engine, *, previous: Reference | None = None, shown: int = 260) -> Kept:
    return taken(store, drafted(store, previous=previous, shown=shown), *STEPS)
