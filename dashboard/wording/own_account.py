"""The words of the page Your account: what each step does, before it is done, and what came of it after."""

from collections.abc import Iterable
from datetime import datetime

from dashboard.wording import moments
from dashboard.wording.labels import label
from dashboard.wording.numbers import count
from data_access.vocabulary import Role

FIRST_OF_YOUR_OWN = (
    "First choose a password of your own: the one you signed in with was made by somebody else. "
    "Everything else opens after that."
)
FIRST_SECOND_STEP = (
    "First set up the second step: your role opens more than a password alone may protect. Everything else opens "
    "after that."
)
RULE_OF_LENGTH = "At least 12 characters. Four words that have nothing to do with each other do well."
ENDS_ALL = "After the change you are signed out everywhere, here too, and sign in with the new password."
ELSEWHERE = (
    "Your organisation's account vouches for you: your password and any code are kept and changed there, not here."
)
SECOND_STEP_WHY = (
    "A code from an app on your phone, asked for after your password. Whoever learns your password still stays out."
)
SCAN = "In your authenticator app (Microsoft Authenticator, Google Authenticator or another), add an account and scan:"
SCAN_TEXT = "Picture of the key, for the camera of an authenticator app; the key itself follows as text."
OR_TYPE = "Or type this key into the app:"
THEN_CODE = "Then type the six digits that the app shows."
KEEP_CODES = (
    "Each of these codes lets you in once if you lose the app. Print them, or put them into a password manager, now: "
    "nobody can show them again."
)
CODES_KEPT = "I have kept them"
CODES_COPIED = "Copy all"
SECOND_STEP_SET = "The second step is on. You are asked for a code whenever you sign in."
SECOND_STEP_REMOVED = "The second step is off. Your password alone signs you in."
NEW_CODES = "You have ten new recovery codes; the earlier ones no longer work."
SESSIONS_WHY = "If you do not recognise one, sign it out and change your password."
ONLY_HERE = "You are signed in here only."
OTHERS_ENDED = "You are signed in here only; every other session is ended."
FEW_CODES = 3


def who(username: str, role: Role, forces: Iterable[str]) -> str:
    """Return the line beneath the reader's name: username, role, forces."""
    return " · ".join([username, label(role), ", ".join(forces) or "no force"])


def second_step_on(since: datetime, *, codes_left: int) -> str:
    """Return since when the second step is on and how many recovery codes are left."""
    codes = "recovery code is" if codes_left == 1 else "recovery codes are"
    left = f"{count(codes_left)} {codes} left" if codes_left else "No recovery code is left"
    more = " Make new ones before you need them." if codes_left <= FEW_CODES else ""
    return f"On since {moments.moment(since)}. {left}.{more}"


def key_in_groups(secret: str) -> str:
    """Return an app's key in groups of four, as it is typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def session_ended(browser: str) -> str:
    """Return what came of ending one session."""
    return f"{browser} is signed out."
