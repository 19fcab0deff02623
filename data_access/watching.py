"""Which of many sessions are still live, in one question: for whoever keeps open tabs honest."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from data_access.database import plainly
from data_access.schema import user_account, user_session
from data_access.sessions import Lifetimes, Store, live


def still_live(engine: Store, tokens: Collection[str], *, now: datetime, lifetimes: Lifetimes) -> frozenset[str]:
    """Return those hashed tokens whose session is live and whose account is active; raises `DatabaseUnavailable`.

    Parameters
    ----------
    tokens
        SHA-256 of each token, as the store keeps them; one question takes some 30,000.
    """
    if not tokens:
        return frozenset()
    found = (
        sa.select(user_session.c.token_sha256)
        .join_from(user_session, user_account)
        .where(user_session.c.token_sha256.in_(tokens))
        .where(live(now=now, lifetimes=lifetimes))
    )
    with plainly("The open sessions could not be checked"), engine.connect() as connection:
        return frozenset(connection.scalars(found))
