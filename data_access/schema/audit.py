"""The audit: one chain of entries that nobody changes, and the row that says where it ends."""

import sqlalchemy as sa

from data_access.access_vocabulary import Outcome
from data_access.schema.columns import STORE, code

# What the first entry follows: no hash of anything.
FIRST_HASH = "0" * 64

audit_entry = sa.Table(
    "audit_entry",
    STORE,
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("username", sa.String(64), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("session_id", sa.String(16), nullable=False),
    sa.Column("address", sa.String(45), nullable=False),
    sa.Column("request_id", sa.String(32), nullable=False),
    # No list of codes is checked here: entries outlive the lists, and a table that nobody may change cannot be rebuilt.
    sa.Column("event", sa.String(32), nullable=False),
    code("outcome", Outcome),
    sa.Column("page", sa.String(32), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("filters", sa.Text, nullable=False),
    sa.Column("metrics", sa.Text, nullable=False),
    sa.Column("releases", sa.Text, nullable=False),
    sa.Column("row_count", sa.BigInteger),
    sa.Column("cells_hidden", sa.BigInteger),
    sa.Column("content_sha256", sa.String(64), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("entry_hash", sa.String(64), nullable=False),
    # Each ends in the order of reading, so that the newest of a kind are found without sorting a million.
    sa.Index(None, "made_at", "sequence"),
    sa.Index(None, "username", "made_at", "sequence"),
    sa.Index(None, "event", "made_at", "sequence"),
    comment="One row per act that is accountable; update and delete are refused by the database itself.",
)

audit_head = sa.Table(
    "audit_head",
    STORE,
    sa.Column("head_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("entry_hash", sa.String(64), nullable=False),
    sa.CheckConstraint("head_id = 1", name="one_head"),
    comment="The one row that names the newest entry; whoever appends holds it first, so entries never fork.",
)
