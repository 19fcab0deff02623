"""The pages: who may open each, and what each needs; a page that is not listed here does not exist."""

from dataclasses import dataclass

from data_access.vocabulary import Role

EVERYONE = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page: its key (and file name and url), title and question, who may open it and what it needs.

    Attributes
    ----------
    filtered
        Whether the filter bar stands above it.
    figures
        Whether it reads the figures of the unit; a page that does not opens even when there are none.
    in_menu
        Whether the menu offers it; one that it does not is reached by links that say what it is to show.
    own_address
        Whether its address says what it shows, and is left alone: not what was chosen for the charts.
    leads
        The roles that it opens first for.
    """

    key: str
    title: str
    question: str
    roles: frozenset[Role]
    filtered: bool = False
    figures: bool = False
    in_menu: bool = True
    own_address: bool = False
    leads: frozenset[Role] = frozenset()


ACCOUNT = PageEntry(
    key="account",
    title="Your account",
    question="Who may act in your name, and from where?",
    roles=EVERYONE,
)

PAGES = (
    PageEntry(
        key="headlines",
        title="Headlines",
        question="What should everybody know?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="referrals",
        title="Referrals",
        question="How many people reach the unit, from where, and how serious is it?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="pathways",
        title="Pathways",
        question="What becomes of a referral: taken on by the unit, or managed with partners?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="assessment",
        title="Time to assessment",
        question="How long do people wait, and who is waiting still?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="outcomes",
        title="Outcomes",
        question="What comes of it, once enough time has passed to know?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="programme",
        title="Programme",
        question="What do three ways of working teach a fourth force?",
        roles=frozenset({Role.MANAGER, Role.COMMISSIONER}),
        filtered=True,
        figures=True,
    ),
    PageEntry(
        key="press",
        title="Press room",
        question="What may be published, when, and in which words?",
        roles=frozenset({Role.PRESS_OFFICER, Role.MANAGER, Role.COMMISSIONER}),
        leads=frozenset({Role.PRESS_OFFICER}),
        own_address=True,
    ),
    PageEntry(
        key="caseload",
        title="Caseload",
        question="What needs doing, and for which cases?",
        roles=frozenset({Role.MANAGER}),
        leads=frozenset({Role.MANAGER}),
        figures=True,
        own_address=True,
    ),
    PageEntry(
        key="team",
        title="Team and flow",
        question="Who carries what, and do we keep up?",
        roles=frozenset({Role.MANAGER}),
        figures=True,
        own_address=True,
    ),
    PageEntry(
        key="cases",
        title="Cases",
        question="Which cases stand behind a count?",
        roles=frozenset({Role.MANAGER}),
        filtered=True,
        figures=True,
        in_menu=False,  # every chart leads there; the caseload is where a day begins
    ),
    PageEntry(
        key="case",
        title="Case",
        question="What happened in this case, and what comes next?",
        roles=frozenset({Role.MANAGER}),
        figures=True,
        in_menu=False,
        own_address=True,
    ),
    PageEntry(
        key="events",
        title="Events and targets",
        question="What happened that explains the figures, and what do we aim for?",
        roles=frozenset({Role.MANAGER}),
        figures=True,
    ),
    PageEntry(
        key="alerts",
        title="Alerts and briefings",
        question="What should reach us without our looking?",
        roles=frozenset({Role.MANAGER}),
        figures=True,
    ),
    PageEntry(
        key="quality",
        title="Data quality",
        question="Which records need mending, and how complete are the rest?",
        roles=frozenset({Role.MANAGER}),
        figures=True,
        own_address=True,
    ),
    PageEntry(
        key="users",
        title="Users",
        question="Who may sign in, as what, and who is signed in now?",
        roles=ADMINISTRATORS,
    ),
    PageEntry(
        key="audit",
        title="Audit",
        question="Who did what, when and from where?",
        roles=ADMINISTRATORS,
    ),
    PageEntry(
        key="imports",
        title="Imports",
        question="Is a register fit to be loaded, and what was loaded before?",
        roles=ADMINISTRATORS,
    ),
    PageEntry(
        key="definitions",
        title="Definitions",
        question="What does each figure mean?",
        roles=EVERYONE,
    ),
    ACCOUNT,
)


def pages_for(role: Role) -> tuple[PageEntry, ...]:
    """Return the pages of a role in menu order, the one that it opens first for at their head."""
    return tuple(sorted((entry for entry in PAGES if role in entry.roles), key=lambda entry: role not in entry.leads))
