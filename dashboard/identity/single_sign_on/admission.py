"""From a browser that comes back from the provider to a ticket for a session; every refusal is in the audit."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from dashboard.identity.gate import Gate
from dashboard.identity.single_sign_on.mapping import SignInRefused, person_of
from dashboard.identity.single_sign_on.protocol import AGAIN, UNPROVEN, OpenIDProvider
from dashboard.identity.single_sign_on.setting_out import new_journey
from dashboard.settings import dashboard_settings
from data_access import audit, identities, journeys
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Actor, Entry, Witness
from data_access.browsers import Browser
from data_access.errors import AccountRefused, UnitError
from data_access.journeys import Journey

# As RFC 6749 writes its codes; whatever else a stranger puts there is not repeated.
ERROR_CODE = re.compile(r"[a-z_]{1,40}")
LOST = "This sign-in was used already, took too long, or began in another browser."


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a browser brings back from the provider; nothing of it is believed."""

    state: str = field(repr=False)
    code: str = field(repr=False)
    error: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """The ticket of somebody the provider vouched for, and the page they wanted."""

    ticket: str = field(repr=False)
    return_to: str


class JourneyLost(SignInRefused):
    """A browser came back that we did not send, or not like this."""


@lru_cache(maxsize=1)
def single_sign_on() -> OpenIDProvider | None:
    """Return the provider of this process, or None if none is set."""
    settings = dashboard_settings().single_sign_on
    return None if settings is None else OpenIDProvider(settings)


async def depart(provider: OpenIDProvider, gate: Gate, *, wanted: str, browser: Browser, now: datetime) -> str:
    """Return the provider's address to send this browser to, which may come back once.

    Raises `ProviderUnavailable`, or `DatabaseUnavailable`.
    """
    journey = new_journey(wanted=wanted)
    try:
        address = await provider.address(journey, now=now)
    except UnitError as error:
        await asyncio.to_thread(_record, gate, error, who="", subject="", browser=browser, now=now)
        raise
    await asyncio.to_thread(journeys.begin, gate.store, journey, browser=browser, now=now)
    return address


async def arrive(
    provider: OpenIDProvider, gate: Gate, *, arrival: Arrival, browser: Browser, now: datetime
) -> Admitted:
    """Return the ticket of whoever came back; raises `SignInRefused`, `AccountRefused` or `ProviderUnavailable`."""
    who = subject = ""
    try:
        journey = await asyncio.to_thread(_journey_of, arrival, gate=gate, browser=browser, now=now)
        _check_answer(arrival, issuer=provider.settings.issuer)
        claims = await provider.claims(arrival.code, journey=journey, now=now)
        person = person_of(claims, settings=provider.settings)
        who, subject = person.username, f"{person.issuer} {person.subject}"
        ticket = await asyncio.to_thread(identities.admit, gate.store, person, browser=browser, key=gate.key, now=now)
    except UnitError as error:
        claimed = error.who if isinstance(error, SignInRefused) else who
        await asyncio.to_thread(_record, gate, error, who=claimed, subject=subject, browser=browser, now=now)
        raise
    return Admitted(ticket=ticket, return_to=journey.return_to)


def _journey_of(arrival: Arrival, *, gate: Gate, browser: Browser, now: datetime) -> Journey:
    journey = journeys.end(gate.store, arrival.state, browser=browser, now=now)
    if journey is None:
        raise JourneyLost(LOST, remedy=AGAIN)
    return journey


def _check_answer(arrival: Arrival, *, issuer: str) -> None:
    """Raise `SignInRefused` unless the answer is this provider's and brings a code."""
    if arrival.issuer not in {"", issuer}:  # RFC 9207: another provider's answer, mixed into this journey
        raise SignInRefused(UNPROVEN, remedy=AGAIN)
    if arrival.error:
        reason = arrival.error if ERROR_CODE.fullmatch(arrival.error) else "unknown"
        raise SignInRefused(f"Your organisation's provider did not sign you in ({reason}).")
    if not arrival.code:
        raise SignInRefused(UNPROVEN, remedy=AGAIN)


def _record(gate: Gate, error: UnitError, *, who: str, subject: str, browser: Browser, now: datetime) -> None:
    """Write a sign-in that came to nothing into the audit, with the reason and nothing the provider sent."""
    is_refusal = isinstance(error, SignInRefused | AccountRefused)
    entry = Entry(
        event=Event.SIGN_IN,
        outcome=Outcome.REFUSED if is_refusal else Outcome.FAILED,
        subject=subject,
        detail=f"{identities.BY}: {error.happened}",
    )
    actor = Actor(username=who, address=browser.address, request_id=browser.request_id)
    audit.append(gate.store, Witness(actor=actor, key=gate.key), entry, now=now)
