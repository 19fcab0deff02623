"""The audit: entries that nobody changes, and the row that says where they end.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


TABLES = ("audit_entry", "audit_head")
FIRST_HASH = "0" * 64
# Of the entries nothing may be changed; a new one must follow the head, and takes the head with it. The head goes nowhere
# else. A statement that would replace a row (INSERT OR REPLACE, ON CONFLICT) is an insert first, and is refused as one.
REFUSAL = "the audit is append-only"
FOLLOWS = "EXISTS (SELECT 1 FROM audit_head WHERE sequence = NEW.sequence - 1 AND entry_hash = NEW.previous_hash)"
MOVE = "UPDATE audit_head SET sequence = NEW.sequence, entry_hash = NEW.entry_hash;"
HELD = "NEW.head_id = OLD.head_id AND NEW.sequence = OLD.sequence AND NEW.entry_hash = OLD.entry_hash"
MOVED = (
    "NEW.head_id = OLD.head_id AND NEW.sequence = OLD.sequence + 1 AND EXISTS (SELECT 1 FROM audit_entry "
    "WHERE sequence = NEW.sequence AND previous_hash = OLD.entry_hash AND entry_hash = NEW.entry_hash)"
)


def _sqlite(name: str, moment: str, *, unless: str = "") -> str:
    when = f" WHEN ({unless}) IS NOT TRUE" if unless else ""
    return f"CREATE TRIGGER {name} {moment}{when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _postgresql(name: str, body: str) -> str:
    # The tables of this schema, whatever the search path of whoever writes.
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN {body} END $$"


SQLITE = (
    _sqlite("audit_entry_insert", "BEFORE INSERT ON audit_entry", unless=FOLLOWS),
    f"CREATE TRIGGER audit_entry_inserted AFTER INSERT ON audit_entry BEGIN {MOVE} END",
    _sqlite("audit_entry_update", "BEFORE UPDATE ON audit_entry"),
    _sqlite("audit_entry_delete", "BEFORE DELETE ON audit_entry"),
    _sqlite("audit_head_insert", "BEFORE INSERT ON audit_head"),
    _sqlite("audit_head_update", "BEFORE UPDATE ON audit_head", unless=f"({HELD}) OR ({MOVED})"),
    _sqlite("audit_head_delete", "BEFORE DELETE ON audit_head"),
)
RAISE = f"RAISE EXCEPTION '{REFUSAL}';"
FUNCTIONS = {
    "audit_is_append_only": RAISE,
    "audit_follows_head": f"IF ({FOLLOWS}) IS NOT TRUE THEN {RAISE} END IF; RETURN NEW;",
    "audit_moves_head": f"{MOVE} RETURN NULL;",
    "audit_head_is_held_or_moved": f"IF (({HELD}) OR ({MOVED})) IS NOT TRUE THEN {RAISE} END IF; RETURN NEW;",
}
TRIGGERS = (
    ("audit_entry", "insert", "BEFORE INSERT", "ROW", "audit_follows_head"),
    ("audit_entry", "inserted", "AFTER INSERT", "ROW", "audit_moves_head"),
    ("audit_entry", "change", "BEFORE UPDATE OR DELETE", "ROW", "audit_is_append_only"),
    ("audit_entry", "truncate", "BEFORE TRUNCATE", "STATEMENT", "audit_is_append_only"),
    ("audit_head", "insert", "BEFORE INSERT OR DELETE", "ROW", "audit_is_append_only"),
    ("audit_head", "update", "BEFORE UPDATE", "ROW", "audit_head_is_held_or_moved"),
    ("audit_head", "truncate", "BEFORE TRUNCATE", "STATEMENT", "audit_is_append_only"),
)
POSTGRESQL = (
    *(_postgresql(name, body) for name, body in FUNCTIONS.items()),
    *(
        f"CREATE TRIGGER {table}_{name} {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        for table, name, moment, each, function in TRIGGERS
    ),
    # Also where a session says it is only copying another database (session_replication_role).
    *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}" for table, name, *_ in TRIGGERS),
)


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "audit_entry",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("session_id", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("DONE", "REFUSED", "FAILED", name="outcome", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("metrics", sa.Text(), nullable=False),
        sa.Column("releases", sa.Text(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=True),
        sa.Column("cells_hidden", sa.BigInteger(), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_entry")),
        comment="One row per act that is accountable; update and delete are refused by the database itself.",
    )
    for column in ("", "username", "event"):
        columns = [*([column] if column else []), "made_at", "sequence"]
        op.create_index(op.f(f"ix_audit_entry_{'_'.join(columns)}"), "audit_entry", columns, unique=False)
    op.create_table(
        "audit_head",
        sa.Column("head_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("head_id = 1", name=op.f("ck_audit_head_one_head")),
        sa.PrimaryKeyConstraint("head_id", name=op.f("pk_audit_head")),
        comment="The one row that names the newest entry; whoever appends holds it first, so entries never fork.",
    )
    head = sa.table("audit_head", sa.column("head_id"), sa.column("sequence"), sa.column("entry_hash"))
    op.bulk_insert(head, [{"head_id": 1, "sequence": 0, "entry_hash": FIRST_HASH}])
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take the database back; the audit goes with its tables."""
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
