"""Who may see and do what: the one table of roles, pages, actions and routes; every check reads it."""

from dashboard.policy.actions import ACTIONS, Action, ActionEntry
from dashboard.policy.catalogue import ACCOUNT, PAGES, PageEntry, pages_for
from dashboard.policy.checks import (
    NotPermitted,
    can_open,
    check_can_open,
    check_may,
    may,
    pages_of,
)
from dashboard.policy.grants import GRANTS, Grant, Narrowing
from dashboard.policy.routes import ROUTES, Admission, RouteEntry, entries_at, entry_for
from dashboard.policy.user import Duty, User

__all__ = [
    "ACCOUNT",
    "ACTIONS",
    "GRANTS",
    "PAGES",
    "ROUTES",
    "Action",
    "ActionEntry",
    "Admission",
    "Duty",
    "Grant",
    "Narrowing",
    "NotPermitted",
    "PageEntry",
    "RouteEntry",
    "User",
    "can_open",
    "check_can_open",
    "check_may",
    "entries_at",
    "entry_for",
    "may",
    "pages_for",
    "pages_of",
]
