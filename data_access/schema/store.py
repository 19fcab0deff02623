"""The dashboard's own store: user accounts, their forces and their sessions."""

import sqlalchemy as sa

from data_access.access_vocabulary import Provider
from data_access.schema.columns import STORE, code
from data_access.vocabulary import Role


def username_key(*, primary: bool = False, index: bool = False) -> sa.Column[str]:
    """Return the foreign key of what belongs to one account and goes with it."""
    return sa.Column(
        "username",
        sa.String(64),
        sa.ForeignKey("user_account.username", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
        index=index or None,
    )


user_account = sa.Table(
    "user_account",
    STORE,
    sa.Column("username", sa.String(64), primary_key=True),
    sa.Column("display_name", sa.Text, nullable=False),
    sa.Column("password_hash", sa.String(72), nullable=False),
    code("role", Role),
    sa.Column("home_force_code", sa.String(9)),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("demonstration", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
    sa.Column("must_change_password", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("signed_in_at", sa.DateTime),
    comment="One row per person who may sign in; password_hash is bcrypt.",
)

user_force = sa.Table(
    "user_force",
    STORE,
    username_key(primary=True),
    sa.Column("force_code", sa.String(9), primary_key=True),
    comment="One row per force a user may see.",
)

user_session = sa.Table(
    "user_session",
    STORE,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    sa.Column("session_id", sa.String(16), nullable=False, unique=True),
    username_key(index=True),
    code("provider", Provider),
    sa.Column("address", sa.String(45), nullable=False),
    sa.Column("agent", sa.String(200), nullable=False),
    sa.Column("opened_at", sa.DateTime, nullable=False),
    sa.Column("seen_at", sa.DateTime, nullable=False),
    sa.Column("revoked_at", sa.DateTime),
    comment="One row per signed-in browser; only the hash of its token is kept, session_id is its public name.",
)
