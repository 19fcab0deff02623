"""What may be done on the pages, by whom; an action that is not listed here cannot be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dashboard.policy.catalogue import ADMINISTRATORS, EVERYONE
from dashboard.policy.releasing import RELEASE_PAGE, RELEASE_RULES, SEE_RELEASED
from data_access.release_vocabulary import ReleaseStep
from data_access.scope import Grain
from data_access.vocabulary import Role


class Action(StrEnum):
    """Everything a page, callback, download or route may do for its reader beyond showing a page."""

    CHOOSE_FIGURES = "CHOOSE_FIGURES"
    CHANGE_OWN_ACCOUNT = "CHANGE_OWN_ACCOUNT"
    CHANGE_ACCOUNTS = "CHANGE_ACCOUNTS"
    READ_AUDIT = "READ_AUDIT"
    EXPORT_AUDIT = "EXPORT_AUDIT"
    CHECK_IMPORT = "CHECK_IMPORT"
    LOAD_IMPORT = "LOAD_IMPORT"
    VIEW_CASE = "VIEW_CASE"
    EXPORT_CASES = "EXPORT_CASES"
    ANNOTATE = "ANNOTATE"
    SET_TARGETS = "SET_TARGETS"
    SAVE_VIEWS = "SAVE_VIEWS"
    SET_MAILINGS = "SET_MAILINGS"
    READ_RELEASES = "READ_RELEASES"
    EXPORT_RELEASE = "EXPORT_RELEASE"
    DRAFT_RELEASE = "DRAFT_RELEASE"
    CHECK_RELEASE = "CHECK_RELEASE"
    APPROVE_RELEASE = "APPROVE_RELEASE"
    EMBARGO_RELEASE = "EMBARGO_RELEASE"
    LIFT_EMBARGO = "LIFT_EMBARGO"
    CORRECT_RELEASE = "CORRECT_RELEASE"
    WITHDRAW_RELEASE = "WITHDRAW_RELEASE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    """One action: on which page it is done, by which roles, and how fine a view it needs."""

    action: Action
    page: str
    roles: frozenset[Role]
    grain: Grain = Grain.NOTHING


RELEASE_ACTIONS: Mapping[ReleaseStep, Action] = MappingProxyType(
    {
        ReleaseStep.DRAFT: Action.DRAFT_RELEASE,
        ReleaseStep.CHECK: Action.CHECK_RELEASE,
        ReleaseStep.APPROVE: Action.APPROVE_RELEASE,
        ReleaseStep.EMBARGO: Action.EMBARGO_RELEASE,
        ReleaseStep.RELEASE: Action.LIFT_EMBARGO,
        ReleaseStep.CORRECT: Action.CORRECT_RELEASE,
        ReleaseStep.WITHDRAW: Action.WITHDRAW_RELEASE,
    }
)
_FIGURE_READERS = frozenset({Role.MANAGER, Role.COMMISSIONER})
_MANAGERS = frozenset({Role.MANAGER})
_ENTRIES = (
    ActionEntry(action=Action.CHOOSE_FIGURES, page="headlines", roles=_FIGURE_READERS, grain=Grain.HEADLINE),
    ActionEntry(action=Action.CHANGE_OWN_ACCOUNT, page="account", roles=EVERYONE),
    ActionEntry(action=Action.CHANGE_ACCOUNTS, page="users", roles=ADMINISTRATORS),
    ActionEntry(action=Action.READ_AUDIT, page="audit", roles=ADMINISTRATORS),
    ActionEntry(action=Action.EXPORT_AUDIT, page="audit", roles=ADMINISTRATORS),
    ActionEntry(action=Action.CHECK_IMPORT, page="imports", roles=ADMINISTRATORS),
    ActionEntry(action=Action.LOAD_IMPORT, page="imports", roles=ADMINISTRATORS),
    ActionEntry(action=Action.VIEW_CASE, page="cases", roles=_MANAGERS, grain=Grain.CASE),
    ActionEntry(action=Action.EXPORT_CASES, page="caseload", roles=_MANAGERS, grain=Grain.CASE),
    ActionEntry(action=Action.ANNOTATE, page="events", roles=_MANAGERS, grain=Grain.CASE),
    ActionEntry(action=Action.SET_TARGETS, page="events", roles=_MANAGERS, grain=Grain.CASE),
    ActionEntry(action=Action.SET_MAILINGS, page="alerts", roles=_MANAGERS, grain=Grain.CASE),
    ActionEntry(action=Action.SAVE_VIEWS, page="headlines", roles=_FIGURE_READERS, grain=Grain.HEADLINE),
    ActionEntry(action=Action.READ_RELEASES, page=RELEASE_PAGE, roles=SEE_RELEASED, grain=Grain.HEADLINE),
    ActionEntry(action=Action.EXPORT_RELEASE, page=RELEASE_PAGE, roles=SEE_RELEASED, grain=Grain.HEADLINE),
    *(
        ActionEntry(action=RELEASE_ACTIONS[step], page=RELEASE_PAGE, roles=rule.roles, grain=Grain.HEADLINE)
        for step, rule in RELEASE_RULES.items()
    ),
)
ACTIONS = {entry.action: entry for entry in _ENTRIES}
