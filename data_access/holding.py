"""The one lock that both databases know: a write to the account's own row, held until the transaction ends.

Whoever opens something for an account (a ticket, a session) and whoever changes the account take it first, so that
nothing can be opened by a password, role or state that is being changed at that moment.
"""

import sqlalchemy as sa

from data_access.schema import user_account


def hold(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> bool:
    """Take the row of the account that fits and return whether there is one; nothing in it changes."""
    take = user_account.update().where(*conditions).values(active=user_account.c.active)
    return bool(connection.execute(take).rowcount)
