"""Forces, areas, agencies, workers, awareness weeks, series breaks and loads.

Revision 0001, after None.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    op.create_table(
        "agency",
        sa.Column("agency_code", sa.String(length=12), nullable=False),
        sa.Column("agency_name", sa.Text(), nullable=False),
        sa.Column(
            "agency_group",
            sa.Enum(
                "POLICE",
                "CRIMINAL_JUSTICE",
                "HEALTH",
                "VICTIM_SERVICES",
                "LOCAL_AUTHORITY",
                "EDUCATION",
                "MULTI_AGENCY",
                "SELF",
                "OTHER",
                "UNK",
                name="agency_group",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("agency_code", name=op.f("pk_agency")),
        sa.UniqueConstraint("agency_name", name=op.f("uq_agency_agency_name")),
        comment="One row per kind of agency that refers or takes part.",
    )
    op.create_table(
        "awareness_week",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_awareness_week_week_in_order")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_awareness_week")),
        comment="One row per National Stalking Awareness Week; dates are looked up, never computed.",
    )
    op.create_table(
        "force",
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("force_name", sa.Text(), nullable=False),
        sa.Column("police_uk_slug", sa.Text(), nullable=False),
        sa.Column(
            "site_model",
            sa.Enum(
                "INTEGRATED_UNIT",
                "CLINIC_PANEL",
                "THREAT_CENTRE",
                "NONE",
                "UNK",
                name="site_model",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("unit_name", sa.Text(), nullable=True),
        sa.Column("referral_definition", sa.Text(), nullable=True),
        sa.Column("programme_start", sa.Date(), nullable=True),
        sa.Column("programme_end", sa.Date(), nullable=True),
        sa.Column("population_mid_year", sa.Integer(), nullable=True),
        sa.Column("recorded_stalking_fy", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "programme_end IS NULL OR programme_end >= programme_start", name=op.f("ck_force_programme_in_order")
        ),
        sa.PrimaryKeyConstraint("force_code", name=op.f("pk_force")),
        sa.UniqueConstraint("force_name", name=op.f("uq_force_force_name")),
        sa.UniqueConstraint("police_uk_slug", name=op.f("uq_force_police_uk_slug")),
        comment="One row per territorial police force of England and Wales; ONS code.",
    )
    op.create_table(
        "load",
        sa.Column("load_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("DEMONSTRATION", "IMPORT", "EXTERNAL", name="kind", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=True),
        sa.Column("rows_added", sa.Integer(), nullable=False),
        sa.Column("rows_updated", sa.Integer(), nullable=False),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("load_id", name=op.f("pk_load")),
        comment="One row per load of data; the newest gives the data version and the data-to date.",
    )
    op.create_table(
        "area",
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.Column(
            "area_type",
            sa.Enum(
                "LPU", "DISTRICT", "BCU", "BOROUGH", "UNK", name="area_type", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("la_code", sa.String(length=9), nullable=True),
        sa.Column("in_scope_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["force_code"], ["force.force_code"], name=op.f("fk_area_force_code")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_area")),
        sa.UniqueConstraint("force_code", "area_name", name=op.f("uq_area_force_code_area_name")),
        comment="One row per policing area inside a force.",
    )
    op.create_index(op.f("ix_area_force_code"), "area", ["force_code"], unique=False)
    op.create_table(
        "series_break",
        sa.Column("break_id", sa.String(length=32), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=True),
        sa.Column("breaks_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["force_code"], ["force.force_code"], name=op.f("fk_series_break_force_code")),
        sa.PrimaryKeyConstraint("break_id", name=op.f("pk_series_break")),
        comment="One row per change of definition or recording; force_code empty means everywhere.",
    )
    op.create_index(op.f("ix_series_break_breaks_on"), "series_break", ["breaks_on"], unique=False)
    op.create_table(
        "worker",
        sa.Column("worker_code", sa.String(length=16), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(["force_code"], ["force.force_code"], name=op.f("fk_worker_force_code")),
        sa.PrimaryKeyConstraint("worker_code", name=op.f("pk_worker")),
        comment="One row per member of a unit, by pseudonymous code; never a name.",
    )
    op.create_index(op.f("ix_worker_force_code"), "worker", ["force_code"], unique=False)


def downgrade() -> None:
    """Take the database back."""
    op.drop_index(op.f("ix_worker_force_code"), table_name="worker")
    op.drop_table("worker")
    op.drop_index(op.f("ix_series_break_breaks_on"), table_name="series_break")
    op.drop_table("series_break")
    op.drop_index(op.f("ix_area_force_code"), table_name="area")
    op.drop_table("area")
    op.drop_table("load")
    op.drop_table("force")
    op.drop_table("awareness_week")
    op.drop_table("agency")
