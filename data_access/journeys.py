"""Browsers that were sent to the single sign-on provider: each may come back once, within minutes, and no other."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from data_access.browsers import Browser
from data_access.database import plainly
from data_access.moments import to_utc
from data_access.schema import single_sign_on_request
from data_access.tickets import hashed

# Long enough to find a telephone and approve; after that the way is asked for again.
LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One browser's way to the provider and back.

    Attributes
    ----------
    state
        Comes back with the browser; stored as SHA-256.
    nonce, code_verifier
        What the provider's answer must contain, and what proves to it that we asked.
    return_to
        The path of this site to open afterwards.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)
    return_to: str


def begin(engine: sa.Engine, journey: Journey, *, browser: Browser, now: datetime) -> None:
    """Remember a journey of this browser; those past their time are cleared away."""
    with plainly("The sign-in could not be begun"), engine.begin() as connection:
        connection.execute(
            single_sign_on_request.delete().where(single_sign_on_request.c.expires_at <= to_utc(now)),
        )
        connection.execute(
            single_sign_on_request.insert().values(
                state_sha256=hashed(journey.state),
                browser_sha256=hashed(browser.cookie),
                nonce=journey.nonce,
                code_verifier=journey.code_verifier,
                return_to=journey.return_to,
                expires_at=to_utc(now + LIFE),
            )
        )


def end(engine: sa.Engine, state: str, *, browser: Browser, now: datetime) -> Journey | None:
    """Return the journey of a state and forget it, or None if it is unknown, used, too old or another browser's."""
    if not state or not browser.cookie:
        return None
    mine = (
        single_sign_on_request.c.state_sha256 == hashed(state),
        single_sign_on_request.c.browser_sha256 == hashed(browser.cookie),
        single_sign_on_request.c.expires_at > to_utc(now),
    )
    take = single_sign_on_request.delete().where(*mine).returning(single_sign_on_request)
    with plainly("The sign-in could not be checked"), engine.begin() as connection:
        row = connection.execute(take).one_or_none()
    if row is None:
        return None
    return Journey(state=state, nonce=row.nonce, code_verifier=row.code_verifier, return_to=row.return_to)
