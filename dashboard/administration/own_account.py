"""What somebody does with their own account: password, second step, sessions; each act checked and recorded."""

from dataclasses import dataclass, field
from datetime import datetime

from dashboard.identity.gate import Gate
from dashboard.identity.passwords import check_password, hash_password, is_password_of
from dashboard.identity.second_factor import address_for_app, new_recovery_codes, new_secret
from dashboard.policy import Action, User, check_may
from dashboard.wording import moments
from data_access import accounts, attempts, open_sessions, second_factors
from data_access.access_vocabulary import Provider
from data_access.audit import Witness
from data_access.browsers import Browser
from data_access.errors import AccountRefused
from data_access.open_sessions import OpenSession
from data_access.second_factors import SecondFactor

UNCHANGED = "Your account is as it was."
WRONG_PASSWORD = "wrong password, on the page of the own account"  # noqa: S105 - words for the audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an account stands.

    Attributes
    ----------
    sessions
        The browsers it is signed in with, the one that asks first.
    second_factor
        The second step that counts, or None.
    provider
        Who vouched for the person in this session: where it is not us, password and codes are kept elsewhere.
    """

    sessions: tuple[OpenSession, ...]
    second_factor: SecondFactor | None
    provider: Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSecret:
    """What an authenticator app needs to know: the secret, and the address that holds it for a camera."""

    secret: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """One person before their own account, at one moment.

    Every method raises `NotPermitted` for whoever may not change their account, `AccountRefused` with the reason where
    something cannot be done, and `DatabaseUnavailable` when the store or its audit cannot be written.
    """

    user: User
    gate: Gate
    browser: Browser
    now: datetime

    def standing(self) -> Standing:
        """Return how the account stands."""
        self._check()
        sessions = open_sessions.open_sessions(
            self.gate.store, username=self.user.username, lifetimes=self.gate.lifetimes, now=self.now
        )
        this_first = sorted(sessions, key=lambda each: each.session_id != self.user.session_id)
        factor = second_factors.find(self.gate.store, username=self.user.username)
        return Standing(
            sessions=tuple(this_first),
            second_factor=factor if factor and factor.confirmed_at else None,
            provider=this_first[0].provider if this_first else Provider.PASSWORD,
        )

    def change_password(self, *, current: str, new: str, again: str) -> None:
        """Change the password; every session ends, this one too."""
        self._check()
        if new != again:
            raise _refused("The two new passwords are not the same.", remedy="Type the new password twice, alike.")
        check_password(new, username=self.user.username, display_name=self.user.display_name)
        if new == current:
            raise _refused("The new password is the old one.", remedy="Choose one that you have not used here.")
        self._prove(current)
        accounts.change_password(
            self.gate.store,
            username=self.user.username,
            password_hash=hash_password(new),
            witness=self._witness,
            now=self.now,
        )

    def propose_second_factor(self, *, password: str) -> None:
        """Prepare a new secret for an app; it counts once a code has proved that the app has it."""
        self._check()
        self._prove(password)
        sealed = self.gate.second_factor_keys.sealed(new_secret(), username=self.user.username)
        second_factors.propose(self.gate.store, username=self.user.username, sealed=sealed)

    def proposed_secret(self, *, issuer: str) -> AppSecret | None:
        """Return the secret that is to be confirmed, or None; one that counts is never shown again."""
        self._check()
        factor = second_factors.find(self.gate.store, username=self.user.username)
        if factor is None or factor.confirmed_at is not None:
            return None
        secret = self.gate.second_factor_keys.unsealed(factor.sealed, username=self.user.username)
        return AppSecret(secret=secret, address=address_for_app(secret, username=self.user.username, issuer=issuer))

    def confirm_second_factor(self, *, code: str) -> tuple[str, ...]:
        """Let the proposed secret count from now on, and return the recovery codes, which nobody can show again."""
        self._check()
        username, keys = self.user.username, self.gate.second_factor_keys
        factor = second_factors.find(self.gate.store, username=username)
        if factor is None:
            raise _refused("There is no second step to confirm.", remedy="Start again with your password.")
        proof = keys.proof(code, sealed=factor.sealed, username=username, now=self.now)
        codes = new_recovery_codes()
        second_factors.confirm(
            self.gate.store,
            username=username,
            sealed=factor.sealed,
            steps=proof.steps,
            code_hmacs=[keys.code_hmac(each, username=username) for each in codes],
            witness=self._witness,
            now=self.now,
        )
        return codes

    def renew_recovery_codes(self, *, password: str) -> tuple[str, ...]:
        """Put ten new recovery codes in place of all earlier ones and return them."""
        self._check()
        self._prove(password)
        username, keys, codes = self.user.username, self.gate.second_factor_keys, new_recovery_codes()
        hmacs = [keys.code_hmac(each, username=username) for each in codes]
        second_factors.renew_codes(
            self.gate.store, username=username, code_hmacs=hmacs, witness=self._witness, now=self.now
        )
        return codes

    def remove_second_factor(self, *, password: str) -> None:
        """Take the second step and its recovery codes away."""
        self._check()
        self._prove(password)
        second_factors.remove(
            self.gate.store, username=self.user.username, witness=self._witness, now=self.now, ends_sessions=False
        )

    def end_session(self, session_id: str) -> None:
        """End one of this person's sessions, in whatever browser it is; anybody else's is left alone."""
        self._check()
        self._end(only=session_id)

    def end_other_sessions(self) -> int:
        """End every session but this one and return how many ended."""
        self._check()
        return self._end(keep=self.user.session_id)

    def _end(self, *, only: str | None = None, keep: str | None = None) -> int:
        return open_sessions.end_sessions(
            self.gate.store, username=self.user.username, only=only, keep=keep, witness=self._witness, now=self.now
        )

    def _check(self) -> None:
        check_may(self.user, Action.CHANGE_OWN_ACCOUNT)

    def _prove(self, password: str) -> None:
        """Raise `AccountRefused` unless the password is this person's; a wrong one counts like a failed sign-in."""
        store, username = self.gate.store, self.user.username
        attempt = attempts.begin(store, username=username, browser=self.browser, limits=self.gate.limits, now=self.now)
        account = None if attempt.locked_by else accounts.find(store, username=username)
        if is_password_of(account.password_hash if account else None, password=password):
            attempts.withdraw(store, attempt)
            return
        attempts.fail(store, attempt, key=self.gate.key, now=self.now, why=WRONG_PASSWORD)
        if attempt.locked_until is not None:
            until = moments.time_after(attempt.locked_until)
            raise _refused("Too many attempts with a wrong password.", remedy=f"Try again after {until}.")
        raise _refused("That is not your password.", remedy="Type the password that you signed in with.")

    @property
    def _witness(self) -> Witness:
        return self.gate.witness(self.user, browser=self.browser)


def _refused(happened: str, *, remedy: str) -> AccountRefused:
    return AccountRefused(happened, unharmed=UNCHANGED, remedy=remedy)
