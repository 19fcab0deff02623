"""Views kept under a name: saved by whoever sees figures, opened by whoever is given the link and may see them.

A view is a page and a choice, never a figure: whoever opens it gets their own figures, held to what they may have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from dashboard.policy import Action, User, can_open, check_can_open, check_may, may
from dashboard.selection import ALL_FORCES
from data_access import audit, saved_views
from data_access.access_vocabulary import Event, Outcome
from data_access.audit import Entry, Witness
from data_access.saved_views import SavedView
from data_access.sessions import Store

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewOffice:
    """One reader at work on their saved views, at one moment.

    Every method raises `NotPermitted` for whoever sees no figures, `ViewRefused` for what no view may be or whose
    view it is not, and `DatabaseUnavailable` when the store or its audit cannot be written; nothing is changed then.
    """

    user: User
    store: Store
    witness: Witness
    now: datetime

    def save(self, name: str, *, page: str, query: Query) -> SavedView:
        """Keep a page and a choice under a name."""
        check_may(self.user, Action.SAVE_VIEWS)
        check_can_open(self.user, page)
        return saved_views.save(
            self.store,
            username=self.user.username,
            name=name,
            page=page,
            query=written(query),
            witness=self.witness,
            now=self.now,
        )

    def rename(self, view_id: str, *, name: str) -> None:
        """Give one's own view another name; its link stays."""
        check_may(self.user, Action.SAVE_VIEWS)
        saved_views.rename(
            self.store,
            username=self.user.username,
            view_id=view_id,
            name=name,
            witness=self.witness,
            now=self.now,
        )

    def forget(self, view_id: str) -> None:
        """Forget one's own view; its link opens nothing any more."""
        check_may(self.user, Action.SAVE_VIEWS)
        saved_views.forget(self.store, username=self.user.username, view_id=view_id, witness=self.witness, now=self.now)

    def open(self, view_id: str) -> SavedView | None:
        """Return the view of a link, or None: for one that never was, is forgotten, or is not for this reader's eyes.

        Which of these it is, nobody learns.
        """
        view = saved_views.find(self.store, view_id=view_id)
        if view is None:
            return None
        if not self._may_open(view):
            detail = "the view of a page or force that is not the reader's"
            entry = Entry(event=Event.VIEW_OPEN, outcome=Outcome.REFUSED, subject=view.name, detail=detail)
            audit.append(self.store, self.witness, entry, now=self.now)
            return None
        saved_views.opened(self.store, view, witness=self.witness, now=self.now)
        return view

    def _may_open(self, view: SavedView) -> bool:
        forces = set(read_back(view.query).get("force", ())) - {ALL_FORCES}
        return may(self.user, Action.SAVE_VIEWS) and can_open(self.user, view.page) and forces <= set(self.user.forces)


def written(query: Query) -> str:
    """Return a choice as one text, as it stands in an address; inverse of `read_back`."""
    return urlencode(query, doseq=True)


def read_back(query: str) -> dict[str, list[str]]:
    """Return the choice that a saved text stands for."""
    return parse_qs(query)
