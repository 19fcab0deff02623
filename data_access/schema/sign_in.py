"""How a browser becomes a session: tickets, failed attempts, second factors, single sign-on; secrets as hashes only."""

import sqlalchemy as sa

from data_access.access_vocabulary import Provider, TicketPurpose
from data_access.schema.columns import STORE, code
from data_access.schema.store import username_key

sign_in_ticket = sa.Table(
    "sign_in_ticket",
    STORE,
    sa.Column("ticket_sha256", sa.String(64), primary_key=True),
    username_key(),
    code("purpose", TicketPurpose),
    code("provider", Provider),
    sa.Column("browser_sha256", sa.String(64), nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False, index=True),
    sa.Column("used_at", sa.DateTime),
    comment="One row per ticket that takes one browser one step further in signing in, once.",
)

sign_in_attempt = sa.Table(
    "sign_in_attempt",
    STORE,
    sa.Column("attempt_id", sa.Integer, primary_key=True),
    sa.Column("username", sa.String(64), nullable=False),
    sa.Column("address", sa.String(45), nullable=False),
    sa.Column("attempted_at", sa.DateTime, nullable=False, index=True),
    sa.Index(None, "username", "attempted_at"),
    sa.Index(None, "address", "attempted_at"),
    comment="One row per attempt to sign in that did not succeed, whoever the user is; a success clears its user's.",
)

second_factor = sa.Table(
    "second_factor",
    STORE,
    username_key(primary=True),
    sa.Column("secret_encrypted", sa.Text, nullable=False),
    sa.Column("confirmed_at", sa.DateTime),
    sa.Column("last_step", sa.BigInteger),
    comment="One row per user with an authenticator app; last_step is the 30 seconds of the last code taken.",
)

recovery_code = sa.Table(
    "recovery_code",
    STORE,
    username_key(primary=True),
    sa.Column("code_hmac", sa.String(64), primary_key=True),
    sa.Column("used_at", sa.DateTime),
    comment="One row per recovery code; keyed hash, because a short code could be guessed from a plain one.",
)

external_identity = sa.Table(
    "external_identity",
    STORE,
    sa.Column("issuer", sa.String(255), primary_key=True),
    sa.Column("subject", sa.String(255), primary_key=True),
    username_key(index=True),
    comment="One row per person of a single sign-on provider, by the provider's own unchanging identifier.",
)

single_sign_on_request = sa.Table(
    "single_sign_on_request",
    STORE,
    sa.Column("state_sha256", sa.String(64), primary_key=True),
    sa.Column("browser_sha256", sa.String(64), nullable=False),
    sa.Column("nonce", sa.String(64), nullable=False),
    sa.Column("code_verifier", sa.String(128), nullable=False),
    sa.Column("return_to", sa.Text, nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False, index=True),
    comment="One row per browser that was sent to the single sign-on provider and may come back, once.",
)
