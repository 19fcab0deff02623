"""Releases: what was frozen, and what was done with it since; neither is ever changed.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


REFUSAL = "releases are append-only"
OUT_OF_TURN = "a release takes its steps in turn"
BY_THE_AUTHOR = "who drafted a release neither checks nor approves it"
TABLES = ("statistical_release", "release_step")
# What may follow what, step by step; whether an embargo has passed by then is the clock's to say, not the table's.
TURNS = (
    *("DRAFT>CHECK", "CHECK>APPROVE", "APPROVE>EMBARGO", "EMBARGO>EMBARGO", "EMBARGO>RELEASE"),
    *("EMBARGO>CORRECT", "RELEASE>CORRECT", "WITHDRAW>CORRECT", "CORRECT>CORRECT"),
    *("DRAFT>WITHDRAW", "CHECK>WITHDRAW", "APPROVE>WITHDRAW", "EMBARGO>WITHDRAW", "RELEASE>WITHDRAW"),
    "CORRECT>WITHDRAW",
)
_LISTED = ", ".join(f"'{turn}'" for turn in TURNS)
_BEFORE = "SELECT 1 FROM release_step WHERE release_id = NEW.release_id"
IN_TURN = (
    f"(NEW.step = 'DRAFT' AND NEW.place = 1 AND NOT EXISTS ({_BEFORE})) OR EXISTS "
    f"({_BEFORE} AND place = NEW.place - 1 AND step || '>' || NEW.step IN ({_LISTED}))"
)
BY_ANOTHER = (
    f"NEW.step NOT IN ('CHECK', 'APPROVE') OR EXISTS ({_BEFORE} AND place = 1 AND lower(made_by) <> lower(NEW.made_by))"
)
RULES = {"in_turn": (IN_TURN, OUT_OF_TURN), "by_another": (BY_ANOTHER, BY_THE_AUTHOR)}


def _sqlite(name: str, moment: str, refusal: str, *, unless: str = "") -> str:
    when = f" WHEN ({unless}) IS NOT TRUE" if unless else ""
    return f"CREATE TRIGGER {name} {moment}{when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def _postgresql(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN {body} END $$"


# A statement that would replace a row (INSERT OR REPLACE) is an insert first: a release that is there is refused by its
# trigger, a step by the one that asks for its turn.
FRESH = (
    "NOT EXISTS (SELECT 1 FROM statistical_release WHERE release_id = NEW.release_id "
    "OR (year = NEW.year AND number = NEW.number))"
)
SQLITE = (
    *(_sqlite(f"{table}_{act.lower()}", f"BEFORE {act} ON {table}", REFUSAL) for table in TABLES for act in ("UPDATE", "DELETE")),
    _sqlite("statistical_release_fresh", "BEFORE INSERT ON statistical_release", REFUSAL, unless=FRESH),
    *(
        _sqlite(f"release_step_{name}", "BEFORE INSERT ON release_step", refusal, unless=rule)
        for name, (rule, refusal) in RULES.items()
    ),
)
FUNCTIONS = {
    "release_is_append_only": f"RAISE EXCEPTION '{REFUSAL}';",
    **{
        f"release_step_{name}": f"IF ({rule}) IS NOT TRUE THEN RAISE EXCEPTION '{refusal}'; END IF; RETURN NEW;"
        for name, (rule, refusal) in RULES.items()
    },
}
TRIGGERS = (
    *((table, "change", "BEFORE UPDATE OR DELETE", "ROW", "release_is_append_only") for table in TABLES),
    *((table, "truncate", "BEFORE TRUNCATE", "STATEMENT", "release_is_append_only") for table in TABLES),
    *(("release_step", name, "BEFORE INSERT", "ROW", f"release_step_{name}") for name in RULES),
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
        "statistical_release",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("data_version", sa.String(length=200), nullable=False),
        sa.Column("hide_below", sa.SmallInteger(), nullable=False),
        sa.Column("round_to", sa.SmallInteger(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("definitions", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 9999", name=op.f("ck_statistical_release_number_of_four_digits")),
        sa.CheckConstraint("since <= until", name=op.f("ck_statistical_release_since_before_until")),
        sa.CheckConstraint("hide_below >= 1 AND round_to >= 1", name=op.f("ck_statistical_release_rule_that_hides")),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["statistical_release.release_id"], name=op.f("fk_statistical_release_previous_id")
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_statistical_release")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_statistical_release_year_number")),
        comment="One row per release: its disclosed cells, definitions, rule and data version, as JSON where they are "
        "many; update and delete are refused by the database itself.",
    )
    op.create_index(
        op.f("ix_statistical_release_force_code"), "statistical_release", ["force_code"], unique=False
    )
    op.create_table(
        "release_step",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_as", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("embargo_until", sa.DateTime(), nullable=True),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(step = 'EMBARGO') = (embargo_until IS NOT NULL)", name=op.f("ck_release_step_moment_of_embargo")
        ),
        sa.CheckConstraint(
            "(step = 'CORRECT') = (correction_id IS NOT NULL)", name=op.f("ck_release_step_correction_named")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["statistical_release.release_id"], name=op.f("fk_release_step_release_id")
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["statistical_release.release_id"], name=op.f("fk_release_step_correction_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "place", name=op.f("pk_release_step")),
        comment="One row per step of a release: who took it, as what, when and why; only added to, in the order of "
        "place, and the database refuses a step out of turn, or a check or an approval by who drafted it.",
    )
    op.create_table(
        "release_head",
        sa.Column("head_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("head_id = 1", name=op.f("ck_release_head_one_head")),
        sa.PrimaryKeyConstraint("head_id", name=op.f("pk_release_head")),
        comment="The one row that whoever drafts or takes a step holds first, so that two who come at once come in turn.",
    )
    op.bulk_insert(sa.table("release_head", sa.column("head_id")), [{"head_id": 1}])
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take the database back; releases go with their tables."""
    for table in ("release_head", "release_step", "statistical_release"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
