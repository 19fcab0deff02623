"""Who may see and do what: the one table of roles, pages, actions and routes; every check reads it."""

from dashboard.policy.actions import ACTIONS, RELEASE_ACTIONS, Action, ActionEntry
from dashboard.policy.catalogue import ACCOUNT, PAGES, PageEntry, pages_for
from dashboard.policy.checks import (
    NotPermitted,
    can_open,
    check_can_open,
    check_may,
    check_may_take,
    may,
    may_take,
    pages_of,
)
from dashboard.policy.grants import GRANTS, Grant, Narrowing
from dashboard.policy.releasing import RELEASE_RULES, SEE_UNRELEASED, ReleaseRule
from dashboard.policy.routes import ROUTES, Admission, RouteEntry, entries_at, entry_for
from dashboard.policy.user import Duty, User

__all__ = [
    "ACCOUNT",
    "ACTIONS",
    "GRANTS",
    "PAGES",
    "RELEASE_ACTIONS",
    "RELEASE_RULES",
    "ROUTES",
    "SEE_UNRELEASED",
    "Action",
    "ActionEntry",
    "Admission",
    "Duty",
    "Grant",
    "Narrowing",
    "NotPermitted",
    "PageEntry",
    "ReleaseRule",
    "RouteEntry",
    "User",
    "can_open",
    "check_can_open",
    "check_may",
    "check_may_take",
    "entries_at",
    "entry_for",
    "may",
    "may_take",
    "pages_for",
    "pages_of",
]
