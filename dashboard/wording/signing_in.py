"""The words of signing in: what is asked, why it was refused, and what comes next."""

from datetime import datetime

from dashboard.wording import moments

INVITATION = "Sign in to see how many people reach the unit, how they are helped and what came of it."
ENDED = "Your session has ended. Sign in again to go on where you were."
PASSWORD_CHANGED = "Your password is changed. Sign in with the new one."  # noqa: S105 - a sentence
# The same for a wrong password, an unknown name and a disabled account: nobody learns which names exist.
MISMATCH = "That username and password do not match. Try again, or ask an administrator for a new password."
TOO_LATE = "The time for the code is over. Sign in again."
WRONG_CODE = "That code is wrong or was used before. Wait for the next one in your app, or use a recovery code."
CODE_ASKED = "Type the six digits that your authenticator app shows now. If you have lost it, use a recovery code."
NOT_KEPT = (
    "Your browser did not keep the session. Over plain http, use Chrome, Edge or Firefox on this very computer; "
    "then reload the page and sign in again."
)
NO_COOKIES = (
    "Your browser keeps no cookies for this site, so it cannot be signed in. Nothing is wrong with your account. "
    "Allow cookies for this address (over plain http, use Chrome, Edge or Firefox on this very computer), then "
    "reload the page."
)
NOT_SIGNED_OUT = "You are signed out here, but the browser kept its cookie. Close the browser to be sure."


def locked(until: datetime) -> str:
    """Return the words for too many attempts; the same whoever the user is, and whether there is one."""
    return f"Too many attempts. Try again after {moments.time_after(until)}."


def elsewhere(name: str) -> str:
    """Return the words of the way to another provider of identity."""
    return f"Sign in with {name}"
