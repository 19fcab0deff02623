"""The dashboard's own store: user accounts, their forces, their sessions and sign-in tickets."""

import sqlalchemy as sa

from data_access.schema.columns import STORE, code
from data_access.vocabulary import Role

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
    comment="One row per person who may sign in; password_hash is bcrypt.",
)

user_force = sa.Table(
    "user_force",
    STORE,
    sa.Column(
        "username",
        sa.String(64),
        sa.ForeignKey("user_account.username", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("force_code", sa.String(9), primary_key=True),
    comment="One row per force a user may see.",
)

user_session = sa.Table(
    "user_session",
    STORE,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    sa.Column(
        "username",
        sa.String(64),
        sa.ForeignKey("user_account.username", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("opened_at", sa.DateTime, nullable=False),
    sa.Column("seen_at", sa.DateTime, nullable=False),
    sa.Column("revoked_at", sa.DateTime),
    comment="One row per signed-in browser; only the hash of its token is kept.",
)

sign_in_ticket = sa.Table(
    "sign_in_ticket",
    STORE,
    sa.Column("ticket_sha256", sa.String(64), primary_key=True),
    sa.Column(
        "username",
        sa.String(64),
        sa.ForeignKey("user_account.username", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("expires_at", sa.DateTime, nullable=False, index=True),
    sa.Column("used_at", sa.DateTime),
    comment="One row per ticket that turns a correct password into a session, once.",
)
