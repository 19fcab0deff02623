"""Tables that describe the programme: forces, areas, agencies, workers, awareness weeks, series breaks, loads."""

import sqlalchemy as sa

from data_access.schema.columns import CASE, code
from data_access.vocabulary import AgencyGroup, AreaType, LoadKind, SiteModel

force = sa.Table(
    "force",
    CASE,
    sa.Column("force_code", sa.String(9), primary_key=True),
    sa.Column("force_name", sa.Text, nullable=False, unique=True),
    sa.Column("police_uk_slug", sa.Text, nullable=False, unique=True),
    code("site_model", SiteModel),
    sa.Column("unit_name", sa.Text),
    sa.Column("referral_definition", sa.Text),
    sa.Column("programme_start", sa.Date),
    sa.Column("programme_end", sa.Date),
    sa.Column("population_mid_year", sa.Integer),
    sa.Column("recorded_stalking_fy", sa.Integer),
    sa.CheckConstraint("programme_end IS NULL OR programme_end >= programme_start", name="programme_in_order"),
    comment="One row per territorial police force of England and Wales; ONS code.",
)

area = sa.Table(
    "area",
    CASE,
    sa.Column("area_id", sa.Text, primary_key=True),
    sa.Column("force_code", sa.String(9), sa.ForeignKey("force.force_code"), nullable=False, index=True),
    sa.Column("area_name", sa.Text, nullable=False),
    code("area_type", AreaType),
    sa.Column("la_code", sa.String(9)),
    sa.Column("in_scope_from", sa.Date),
    sa.UniqueConstraint("force_code", "area_name"),
    comment="One row per policing area inside a force.",
)

agency = sa.Table(
    "agency",
    CASE,
    sa.Column("agency_code", sa.String(12), primary_key=True),
    sa.Column("agency_name", sa.Text, nullable=False, unique=True),
    code("agency_group", AgencyGroup),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    comment="One row per kind of agency that refers or takes part.",
)

worker = sa.Table(
    "worker",
    CASE,
    sa.Column("worker_code", sa.String(16), primary_key=True),
    sa.Column("force_code", sa.String(9), sa.ForeignKey("force.force_code"), nullable=False, index=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    comment="One row per member of a unit, by pseudonymous code; never a name.",
)

awareness_week = sa.Table(
    "awareness_week",
    CASE,
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False),
    sa.Column("theme", sa.Text),
    sa.Column("source", sa.Text),
    sa.CheckConstraint("ends_on >= starts_on", name="week_in_order"),
    comment="One row per National Stalking Awareness Week; dates are looked up, never computed.",
)

series_break = sa.Table(
    "series_break",
    CASE,
    sa.Column("break_id", sa.String(32), primary_key=True),
    sa.Column("force_code", sa.String(9), sa.ForeignKey("force.force_code")),
    sa.Column("breaks_on", sa.Date, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    comment="One row per change of definition or recording; force_code empty means everywhere.",
)

load = sa.Table(
    "load",
    CASE,
    sa.Column("load_id", sa.Integer, primary_key=True, autoincrement=True),
    code("kind", LoadKind),
    sa.Column("loaded_at", sa.DateTime, nullable=False),
    sa.Column("as_at", sa.Date, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_sha256", sa.String(64)),
    sa.Column("rows_added", sa.Integer, nullable=False),
    sa.Column("rows_updated", sa.Integer, nullable=False),
    sa.Column("rows_unchanged", sa.Integer, nullable=False),
    sa.Column("rows_rejected", sa.Integer, nullable=False),
    comment="One row per load of data; the newest gives the data version and the data-to date.",
)
