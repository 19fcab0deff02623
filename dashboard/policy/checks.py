"""The checks, each in a pair: `check_can_…` raises with a reason, `can_…` says yes or no; so button and act agree."""

from dashboard.policy.actions import ACTIONS, RELEASE_ACTIONS, Action, ActionEntry
from dashboard.policy.catalogue import ACCOUNT, PAGES, PageEntry, pages_for
from dashboard.policy.grants import FINENESS
from dashboard.policy.releasing import RELEASE_RULES
from dashboard.policy.user import User
from data_access.errors import UnitError
from data_access.release_vocabulary import ReleaseStep


class NotPermitted(UnitError):
    """A reader asked for something their role may not do."""


def check_can_open(user: User, page_key: str) -> PageEntry:
    """Return the entry of a page, or raise `NotPermitted` with a reason fit for the reader."""
    _check_duties(user, page_key)
    for entry in PAGES:
        if entry.key == page_key and user.role in entry.roles:
            return entry
    raise NotPermitted(
        "This page is not part of your role.",
        unharmed="Nothing was shown or changed.",
        remedy="Use the pages in the menu, or ask an administrator if you need this one.",
    )


def can_open(user: User, page_key: str) -> bool:
    """Return whether `check_can_open` would let this user in."""
    try:
        check_can_open(user, page_key)
    except NotPermitted:
        return False
    return True


def check_may(user: User, action: Action) -> ActionEntry:
    """Return the entry of an action, or raise `NotPermitted` with a reason fit for the reader."""
    entry = ACTIONS[action]
    _check_duties(user, entry.page)
    if user.role in entry.roles and FINENESS[user.grant.grain] >= FINENESS[entry.grain]:
        return entry
    raise NotPermitted(
        "This is not part of your role.",
        unharmed="Nothing was shown or changed.",
        remedy="Ask an administrator if your work needs it.",
    )


def may(user: User, action: Action) -> bool:
    """Return whether `check_may` would let this user act."""
    try:
        check_may(user, action)
    except NotPermitted:
        return False
    return True


def check_may_take(user: User, step: ReleaseStep, *, author: str | None) -> None:
    """Raise `NotPermitted` unless the user may take a step with a release of this author; None before there is one."""
    check_may(user, RELEASE_ACTIONS[step])
    if author is not None and RELEASE_RULES[step].by_another and user.username.casefold() == author.casefold():
        raise NotPermitted(
            "You drafted this release, so somebody else must take this step.",
            unharmed="Nothing was shown or changed.",
            remedy="Ask a colleague to open it, look at every figure and decide.",
        )


def may_take(user: User, step: ReleaseStep, *, author: str | None) -> bool:
    """Return whether `check_may_take` would let this user act."""
    try:
        check_may_take(user, step, author=author)
    except NotPermitted:
        return False
    return True


def pages_of(user: User) -> tuple[PageEntry, ...]:
    """Return the pages this user may open now, in menu order."""
    return tuple(entry for entry in pages_for(user.role) if can_open(user, entry.key))


def _check_duties(user: User, page_key: str) -> None:
    if user.duties and page_key != ACCOUNT.key:
        raise NotPermitted(
            "Your account must be made safe first.",
            unharmed="Nothing was shown or changed.",
            remedy="Follow the steps on the page Your account; everything else opens after.",
        )
