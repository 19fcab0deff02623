"""Views that readers keep under a name: a page and a choice, never a figure; nothing is kept that nobody named.

Whoever is given the id of a view may ask for it; what they then see is decided above, by their own scope.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from data_access.access_vocabulary import Event
from data_access.audit import Entry, Witness
from data_access.database import plainly
from data_access.errors import UnitError
from data_access.free_text import fault_in, one_line
from data_access.holding import hold
from data_access.moments import to_utc
from data_access.schema import saved_view, user_account
from data_access.schema.additions import LONGEST_NAME, LONGEST_QUERY

UNCHANGED = "No view was changed."
ID_BYTES = 16  # 128 bits: nobody finds another's view by guessing
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
MOST = 50  # views of one reader; a longer list is no help


class ViewRefused(UnitError):
    """A view cannot be saved, renamed or forgotten as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """One view: its id for links, whose it is, its name, the page and the choice as it stands in an address."""

    view_id: str
    username: str
    name: str
    page: str
    query: str
    created_at: datetime
    used_at: datetime | None


def save(
    engine: sa.Engine, *, username: str, name: str, page: str, query: str, witness: Witness, now: datetime
) -> SavedView:
    """Keep a view under a name and return it; raises `ViewRefused` for a name that is taken, empty or too long."""
    view = SavedView(
        view_id=secrets.token_urlsafe(ID_BYTES),
        username=username,
        name=_checked(name),
        page=page,
        query=query,
        created_at=now,
        used_at=None,
    )
    if len(query) > LONGEST_QUERY:
        raise _refused("Too much is chosen to be kept in one view.", remedy="Choose fewer areas or agencies.")
    with plainly("The view could not be saved"), engine.begin() as connection:
        hold(connection, user_account.c.username == username)  # of two that come at once, one finds the other
        kept = set(connection.scalars(sa.select(saved_view.c.name).where(saved_view.c.username == username)))
        _check_free(view.name, kept)
        if len(kept) >= MOST:
            raise _refused(f"You have {MOST} saved views already.", remedy="Forget one that you no longer need.")
        connection.execute(saved_view.insert().values(_columns(view)))
        entry = Entry(event=Event.VIEW_SAVE, page=page, subject=view.name, filters=query)
        witness.record(connection, entry, now=now)
    return view


def rename(engine: sa.Engine, *, username: str, view_id: str, name: str, witness: Witness, now: datetime) -> None:
    """Give one's own view another name; raises `ViewRefused` if it is not one's own or the name is taken."""
    wanted = _checked(name)
    with plainly("The view could not be renamed"), engine.begin() as connection:
        hold(connection, user_account.c.username == username)
        own = sa.select(saved_view).where(saved_view.c.username == username)
        by_id = {row.view_id: row for row in connection.execute(own)}
        if view_id not in by_id:
            raise _no_such()
        _check_free(wanted, {row.name for row in by_id.values() if row.view_id != view_id})
        connection.execute(saved_view.update().where(saved_view.c.view_id == view_id).values(name=wanted))
        before = by_id[view_id]
        entry = Entry(event=Event.VIEW_RENAME, page=before.page, subject=wanted, detail=f"was {before.name}")
        witness.record(connection, entry, now=now)


def forget(engine: sa.Engine, *, username: str, view_id: str, witness: Witness, now: datetime) -> None:
    """Forget one's own view, and with it its link; raises `ViewRefused` for a view that is not one's own."""
    own = (saved_view.c.username == username, saved_view.c.view_id == view_id)
    with plainly("The view could not be forgotten"), engine.begin() as connection:
        row = connection.execute(
            saved_view.delete().where(*own).returning(saved_view.c.name, saved_view.c.page)
        ).one_or_none()
        if row is None:
            raise _no_such()
        witness.record(connection, Entry(event=Event.VIEW_FORGET, page=row.page, subject=row.name), now=now)


def mine(engine: sa.Engine, *, username: str) -> tuple[SavedView, ...]:
    """Return the views of one reader by name; raises `DatabaseUnavailable`."""
    own = saved_view.select().where(saved_view.c.username == username)
    with plainly("The saved views could not be read"), engine.connect() as connection:
        views = [_view(row) for row in connection.execute(own)]
    return tuple(sorted(views, key=lambda view: (view.name.casefold(), view.name)))


def find(engine: sa.Engine, *, view_id: str) -> SavedView | None:
    """Return a view by its id, whosever it is, or None; raises `DatabaseUnavailable`."""
    if not _ID.fullmatch(view_id):  # what a stranger put into a link is no question for a database
        return None
    with plainly("The saved view could not be read"), engine.connect() as connection:
        row = connection.execute(saved_view.select().where(saved_view.c.view_id == view_id)).one_or_none()
    return None if row is None else _view(row)


def opened(engine: sa.Engine, view: SavedView, *, witness: Witness, now: datetime) -> None:
    """Note that a view was opened, by its owner or by somebody who was given its link."""
    used = saved_view.update().where(saved_view.c.view_id == view.view_id).values(used_at=to_utc(now))
    with plainly("The saved view could not be opened"), engine.begin() as connection:
        connection.execute(used)
        entry = Entry(event=Event.VIEW_OPEN, page=view.page, subject=view.name, filters=view.query)
        witness.record(connection, entry, now=now)


def _checked(name: str) -> str:
    wanted = one_line(name)
    if not wanted:
        raise _refused("The view needs a name.", remedy="Type a name that you will know it by.")
    if fault := fault_in(wanted, longest=LONGEST_NAME):
        raise _refused(f"The name {fault}.", remedy="Write it in fewer or plainer characters.")
    return wanted


def _check_free(name: str, taken: set[str]) -> None:
    if name.casefold() in {each.casefold() for each in taken}:
        raise _refused(
            "You have a view of that name already.", remedy="Choose another name, or forget the old one first."
        )


def _columns(view: SavedView) -> Mapping[str, object]:
    names = ("view_id", "username", "name", "page", "query")
    return {name: getattr(view, name) for name in names} | {"created_at": to_utc(view.created_at)}


def _view(row: sa.Row[tuple[object, ...]]) -> SavedView:
    return SavedView(
        view_id=row.view_id,
        username=row.username,
        name=row.name,
        page=row.page,
        query=row.query,
        created_at=row.created_at.replace(tzinfo=UTC),
        used_at=row.used_at and row.used_at.replace(tzinfo=UTC),
    )


def _no_such() -> ViewRefused:
    return _refused("There is no such view among yours.", remedy="Reload the page to see those you have.")


def _refused(happened: str, *, remedy: str) -> ViewRefused:
    return ViewRefused(happened, unharmed=UNCHANGED, remedy=remedy)
