"""The case database of the dictionary.

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
    op.create_table(
        "referral",
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("perpetrator_pid", sa.String(length=64), nullable=True),
        sa.Column("victim_pid", sa.String(length=64), nullable=True),
        sa.Column("referral_datetime", sa.DateTime(), nullable=False),
        sa.Column("referring_agency_code", sa.String(length=12), nullable=False),
        sa.Column(
            "referral_reason",
            sa.Enum(
                "NEW",
                "ESCALATION",
                "REPEAT",
                "CONSULTATION_ONLY",
                "UNK",
                name="referral_reason",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "stalking_type",
            sa.Enum(
                "REJECTED",
                "RESENTFUL",
                "INTIMACY_SEEKING",
                "INCOMPETENT_SUITOR",
                "PREDATORY",
                "UNK",
                name="stalking_type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "relationship",
            sa.Enum(
                "EX_INTIMATE",
                "CURRENT_PARTNER",
                "FAMILY",
                "FRIEND_ACQUAINTANCE",
                "COLLEAGUE",
                "NEIGHBOUR",
                "PROFESSIONAL",
                "STRANGER_PRIVATE",
                "STRANGER_PUBLIC",
                "UNK",
                name="relationship",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("domestic_flag", sa.Boolean(), nullable=True),
        sa.Column("cyber_flag", sa.Boolean(), nullable=True),
        sa.Column("child_at_risk_flag", sa.Boolean(), nullable=True),
        sa.Column(
            "perpetrator_status",
            sa.Enum(
                "SUSPECT",
                "ON_BAIL",
                "CHARGED",
                "CONVICTED",
                "ON_LICENCE",
                "IN_CUSTODY",
                "HOSPITAL",
                "UNK",
                name="perpetrator_status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "perp_sex",
            sa.Enum("F", "M", "OTHER", "UNK", name="perp_sex", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "perp_age_band",
            sa.Enum(
                "UNDER_18",
                "18_24",
                "25_34",
                "35_44",
                "45_54",
                "55_64",
                "65_PLUS",
                "UNK",
                name="perp_age_band",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "victim_sex",
            sa.Enum("F", "M", "OTHER", "UNK", name="victim_sex", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "victim_age_band",
            sa.Enum(
                "UNDER_18",
                "18_24",
                "25_34",
                "35_44",
                "45_54",
                "55_64",
                "65_PLUS",
                "UNK",
                name="victim_age_band",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "perp_mh_contact",
            sa.Enum(
                "NONE", "CURRENT", "PAST", "UNK", name="perp_mh_contact", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("crime_ref_hash", sa.String(length=64), nullable=True),
        sa.Column("triage_datetime", sa.DateTime(), nullable=True),
        sa.Column("accepted_datetime", sa.DateTime(), nullable=True),
        sa.Column(
            "pathway",
            sa.Enum(
                "MANAGED_UNIT",
                "PARTNER_MANAGED",
                "CONSULT_ONLY",
                "NOT_STALKING",
                "NOT_ACCEPTED",
                "PENDING",
                "UNK",
                name="pathway",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("pathway_datetime", sa.DateTime(), nullable=True),
        sa.Column("pathway_reason", sa.Text(), nullable=True),
        sa.Column("lead_agency_code", sa.String(length=12), nullable=True),
        sa.Column("multi_agency_assessment_date", sa.Date(), nullable=True),
        sa.Column(
            "current_risk",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="current_risk", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "AWAITING_TRIAGE",
                "AWAITING_ASSESSMENT",
                "OPEN",
                "MONITORING",
                "CLOSED",
                "UNK",
                name="status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("closed_date", sa.Date(), nullable=True),
        sa.Column(
            "closure_outcome",
            sa.Enum(
                "RISK_REDUCED",
                "BEHAVIOUR_CEASED",
                "CONVICTED_MANAGED_ELSEWHERE",
                "IN_CUSTODY",
                "TRANSFERRED_MAPPA",
                "TRANSFERRED_HEALTH",
                "TRANSFERRED_OTHER_FORCE",
                "NFA_EVIDENTIAL",
                "VICTIM_WITHDREW",
                "NO_STALKING_IDENTIFIED",
                "PERPETRATOR_DIED_OR_MOVED",
                "OTHER",
                "UNK",
                name="closure_outcome",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("previous_referral_id", sa.Text(), nullable=True),
        sa.Column("owner_code", sa.String(length=16), nullable=True),
        sa.Column("next_review_date", sa.Date(), nullable=True),
        sa.Column("partner_reply_due_date", sa.Date(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("extract_timestamp", sa.DateTime(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("previous_referral_id <> referral_id", name=op.f("ck_referral_not_its_own_predecessor")),
        sa.ForeignKeyConstraint(["area_id"], ["area.area_id"], name=op.f("fk_referral_area_id")),
        sa.ForeignKeyConstraint(["force_code"], ["force.force_code"], name=op.f("fk_referral_force_code")),
        sa.ForeignKeyConstraint(
            ["lead_agency_code"], ["agency.agency_code"], name=op.f("fk_referral_lead_agency_code")
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.load_id"], name=op.f("fk_referral_load_id")),
        sa.ForeignKeyConstraint(["owner_code"], ["worker.worker_code"], name=op.f("fk_referral_owner_code")),
        sa.ForeignKeyConstraint(
            ["previous_referral_id"], ["referral.referral_id"], name=op.f("fk_referral_previous_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["referring_agency_code"], ["agency.agency_code"], name=op.f("fk_referral_referring_agency_code")
        ),
        sa.PrimaryKeyConstraint("referral_id", name=op.f("pk_referral")),
        comment="One row per perpetrator-victim episode; pseudonymous; reversed dates are kept and counted, not refused.",
    )
    op.create_index(
        "ix_referral_force_code_referral_datetime", "referral", ["force_code", "referral_datetime"], unique=False
    )
    op.create_index(
        "ix_referral_force_code_status_referral_datetime",
        "referral",
        ["force_code", "status", "referral_datetime"],
        unique=False,
    )
    op.create_index("ix_referral_perpetrator_pid", "referral", ["perpetrator_pid"], unique=False)
    op.create_index("ix_referral_victim_pid", "referral", ["victim_pid"], unique=False)
    op.create_table(
        "advocacy",
        sa.Column("advocacy_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("offered_date", sa.Date(), nullable=True),
        sa.Column(
            "accepted",
            sa.Enum("YES", "NO", "NOT_OFFERED", "UNK", name="accepted", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "service",
            sa.Enum(
                "ISAC",
                "IDVA",
                "VICTIM_SUPPORT",
                "HELPLINE",
                "OTHER",
                "UNK",
                name="service",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("needs_assessment_date", sa.Date(), nullable=True),
        sa.Column("safety_plan_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("satisfaction_1_5", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "satisfaction_1_5 IS NULL OR satisfaction_1_5 BETWEEN 1 AND 5",
            name=op.f("ck_advocacy_satisfaction_of_five"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_advocacy_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("advocacy_id", name=op.f("pk_advocacy")),
        comment="One row per offer of one-to-one support to a victim.",
    )
    op.create_index(op.f("ix_advocacy_referral_id"), "advocacy", ["referral_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("contact_at", sa.DateTime(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "VICTIM", "PERPETRATOR", "PROFESSIONAL", "UNK", name="party", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.Enum(
                "IN_PERSON", "PHONE", "VIDEO", "WRITTEN", "UNK", name="mode", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("by_agency_code", sa.String(length=12), nullable=True),
        sa.Column("successful", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["by_agency_code"], ["agency.agency_code"], name=op.f("fk_contact_by_agency_code")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_contact_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact")),
        comment="One row per direct contact with a victim, a perpetrator or a professional.",
    )
    op.create_index(op.f("ix_contact_referral_id"), "contact", ["referral_id"], unique=False)
    op.create_table(
        "crime_outcome",
        sa.Column("crime_outcome_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "offence_code",
            sa.Enum(
                "195/12",
                "8/65",
                "8/66",
                "8Q-other",
                "HARASSMENT",
                "MAL_COMMS",
                "OTHER",
                "UNK",
                name="offence_code",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("recorded_date", sa.Date(), nullable=False),
        sa.Column(
            "outcome_group",
            sa.Enum(
                "CHARGED",
                "OUT_OF_COURT_FORMAL",
                "OUT_OF_COURT_INFORMAL",
                "EVIDENTIAL_VICTIM_SUPPORTS",
                "EVIDENTIAL_VICTIM_DOES_NOT_SUPPORT",
                "NO_SUSPECT",
                "PROSECUTION_PREVENTED",
                "NOT_PUBLIC_INTEREST",
                "DIVERSIONARY",
                "TRANSFERRED",
                "NOT_YET_ASSIGNED",
                "UNK",
                name="outcome_group",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("outcome_date", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "outcome_date IS NULL OR outcome_date >= recorded_date", name=op.f("ck_crime_outcome_outcome_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_crime_outcome_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("crime_outcome_id", name=op.f("pk_crime_outcome")),
        comment="One row per recorded crime linked to a referral.",
    )
    op.create_index(op.f("ix_crime_outcome_referral_id"), "crime_outcome", ["referral_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("months", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("followed_up", sa.Boolean(), nullable=False),
        sa.Column("new_stalking_same_victim", sa.Boolean(), nullable=True),
        sa.Column("new_stalking_other_victim", sa.Boolean(), nullable=True),
        sa.Column("other_offence", sa.Boolean(), nullable=True),
        sa.Column("re_referred", sa.Boolean(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "PNC", "NICHE_RMS", "VICTIM_REPORT", "UNK", name="source", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.CheckConstraint("months IN (3, 6, 12, 24)", name=op.f("ck_follow_up_months_listed")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_follow_up_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("referral_id", "months", name=op.f("pk_follow_up")),
        comment="One row per referral and length of follow-up in months.",
    )
    op.create_table(
        "intervention",
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "PSYCHOLOGICAL",
                "SOCIAL",
                "LEGAL",
                "VICTIM_SAFETY",
                "ADVICE",
                "UNK",
                name="category",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "FORMULATION",
                "THERAPY_FACT",
                "SKILLS_BUILDER",
                "CBT_DBT",
                "MH_REFERRAL",
                "MHA_DETENTION",
                "MEDICATION_REVIEW",
                "HOUSING",
                "SUBSTANCE",
                "EMPLOYMENT",
                "OUTREACH",
                "FAMILY",
                "LEGAL_ADVICE",
                "SAFETY_PLAN",
                "TARGET_HARDENING",
                "ADVOCACY",
                "RELOCATION",
                "OIC_ADVICE",
                "DISRUPTION_PLAN",
                "MAPPA_REFERRAL",
                "MARAC_REFERRAL",
                "UNK",
                name="type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("provider_agency_code", sa.String(length=12), nullable=True),
        sa.Column(
            "subject",
            sa.Enum(
                "PERPETRATOR",
                "VICTIM",
                "PROFESSIONAL",
                "UNK",
                name="subject",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("offered_date", sa.Date(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "RECOMMENDED",
                "OFFERED",
                "DECLINED",
                "STARTED",
                "COMPLETED",
                "DISENGAGED",
                "WITHDRAWN",
                "UNK",
                name="status",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("sessions_planned", sa.SmallInteger(), nullable=True),
        sa.Column("sessions_attended", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "end_date IS NULL OR start_date IS NULL OR end_date >= start_date",
            name=op.f("ck_intervention_end_in_order"),
        ),
        sa.CheckConstraint(
            "sessions_attended IS NULL OR sessions_attended >= 0", name=op.f("ck_intervention_attended_not_negative")
        ),
        sa.CheckConstraint(
            "sessions_planned IS NULL OR sessions_planned >= 0", name=op.f("ck_intervention_planned_not_negative")
        ),
        sa.CheckConstraint(
            "start_date IS NULL OR offered_date IS NULL OR start_date >= offered_date",
            name=op.f("ck_intervention_start_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_agency_code"], ["agency.agency_code"], name=op.f("fk_intervention_provider_agency_code")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_intervention_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("intervention_id", name=op.f("pk_intervention")),
        comment="One row per piece of advice or intervention: psychological, social, legal, victim safety, advice.",
    )
    op.create_index(op.f("ix_intervention_referral_id"), "intervention", ["referral_id"], unique=False)
    op.create_table(
        "legal_measure",
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "SPO_INTERIM",
                "SPO_FULL",
                "RESTRAINING_ORDER",
                "NON_MOLESTATION_ORDER",
                "DVPO_DAPO",
                "BAIL_CONDITIONS",
                "ARREST",
                "CAUTION_INTERVIEW",
                "CHARGE",
                "CONVICTION",
                "CUSTODIAL_SENTENCE",
                "COMMUNITY_ORDER",
                "PIN_LEGACY",
                "UNK",
                name="measure",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("applied_date", sa.Date(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "PENDING",
                "GRANTED",
                "REJECTED",
                "WITHDRAWN",
                "LAPSED",
                "UNK",
                name="decision",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("electronic_tag", sa.Boolean(), nullable=True),
        sa.Column("breach_count", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("breach_dates", sa.Text(), nullable=True),
        sa.CheckConstraint("breach_count >= 0", name=op.f("ck_legal_measure_breach_count_not_negative")),
        sa.CheckConstraint(
            "decision_date IS NULL OR decision_date >= applied_date", name=op.f("ck_legal_measure_decision_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_legal_measure_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_legal_measure")),
        comment="One row per order, arrest, charge or sentence; breach_dates is ISO dates joined by semicolons.",
    )
    op.create_index(op.f("ix_legal_measure_expiry_date"), "legal_measure", ["expiry_date"], unique=False)
    op.create_index(op.f("ix_legal_measure_referral_id"), "legal_measure", ["referral_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("meeting_date", sa.Date(), nullable=False),
        sa.Column(
            "meeting_type",
            sa.Enum(
                "DAILY_TRIAGE",
                "WEEKLY_CASE",
                "MONTHLY_CLINIC",
                "STRATEGY",
                "REVIEW",
                "CLOSURE",
                "UNK",
                name="meeting_type",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "MANAGED_UNIT",
                "PARTNER_MANAGED",
                "CONSULT_ONLY",
                "NOT_STALKING",
                "NOT_ACCEPTED",
                "PENDING",
                "UNK",
                name="decision",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("minutes_held", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_meeting_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting")),
        comment="One row per meeting about a referral.",
    )
    op.create_index(op.f("ix_meeting_referral_id"), "meeting", ["referral_id"], unique=False)
    op.create_table(
        "risk_assessment",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(), nullable=False),
        sa.Column(
            "tool",
            sa.Enum(
                "SASH",
                "S_DASH",
                "VS_DASH",
                "DASH",
                "SRP",
                "SAM",
                "PROF_JUDGEMENT",
                "OTHER",
                "UNK",
                name="tool",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "occasion",
            sa.Enum("INITIAL", "REVIEW", "CLOSURE", "UNK", name="occasion", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("raw_level", sa.Text(), nullable=True),
        sa.Column(
            "harmonised_level",
            sa.Enum("LOW", "MEDIUM", "HIGH", "UNK", name="harmonised_level", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "srp_violence",
            sa.Enum(
                "LOW", "MODERATE", "HIGH", "NA", "UNK", name="srp_violence", native_enum=False, create_constraint=True
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_imminent_violence",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_imminent_violence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_persistence",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_persistence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_recurrence",
            sa.Enum(
                "LOW", "MODERATE", "HIGH", "NA", "UNK", name="srp_recurrence", native_enum=False, create_constraint=True
            ),
            nullable=True,
        ),
        sa.Column(
            "srp_psychosocial",
            sa.Enum(
                "LOW",
                "MODERATE",
                "HIGH",
                "NA",
                "UNK",
                name="srp_psychosocial",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "assessor_discipline",
            sa.Enum(
                "POLICE",
                "PSYCHOLOGY",
                "PSYCHIATRY",
                "MH_NURSE",
                "OCC_THERAPY",
                "PROBATION",
                "ADVOCATE",
                "OUTREACH",
                "CPS",
                "SOCIAL_CARE",
                "HOUSING",
                "OTHER",
                "UNK",
                name="assessor_discipline",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("yes_count", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "yes_count IS NULL OR yes_count BETWEEN 0 AND 11", name=op.f("ck_risk_assessment_yes_count_of_eleven")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_risk_assessment_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_risk_assessment")),
        comment="One row per risk assessment of a referral.",
    )
    op.create_index(op.f("ix_risk_assessment_referral_id"), "risk_assessment", ["referral_id"], unique=False)
    op.create_table(
        "wellbeing",
        sa.Column("wellbeing_id", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "CORE10",
                "PHQ9",
                "GAD7",
                "FEAR_0_10",
                "SAFETY_0_10",
                "OUTCOMES_STAR",
                "UNK",
                name="measure",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "subject",
            sa.Enum(
                "PERPETRATOR",
                "VICTIM",
                "PROFESSIONAL",
                "UNK",
                name="subject",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "occasion",
            sa.Enum("START", "REVIEW", "END", "UNK", name="occasion", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("lowest_valid", sa.Integer(), nullable=False),
        sa.Column("highest_valid", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN lowest_valid AND highest_valid", name=op.f("ck_wellbeing_score_valid")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.referral_id"], name=op.f("fk_wellbeing_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wellbeing_id", name=op.f("pk_wellbeing")),
        comment="One row per score of a questionnaire or scale.",
    )
    op.create_index(op.f("ix_wellbeing_referral_id"), "wellbeing", ["referral_id"], unique=False)
    op.create_table(
        "meeting_attendance",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("agency_code", sa.String(length=12), nullable=False),
        sa.Column(
            "discipline",
            sa.Enum(
                "POLICE",
                "PSYCHOLOGY",
                "PSYCHIATRY",
                "MH_NURSE",
                "OCC_THERAPY",
                "PROBATION",
                "ADVOCATE",
                "OUTREACH",
                "CPS",
                "SOCIAL_CARE",
                "HOUSING",
                "OTHER",
                "UNK",
                name="discipline",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "contributed",
            sa.Enum(
                "ATTENDED", "WRITTEN", "APOLOGIES", "UNK", name="contributed", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("staff_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "staff_minutes IS NULL OR staff_minutes >= 0", name=op.f("ck_meeting_attendance_staff_minutes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agency.agency_code"], name=op.f("fk_meeting_attendance_agency_code")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_meeting_attendance_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "agency_code", "discipline", name=op.f("pk_meeting_attendance")),
        comment="One row per agency and discipline at a meeting.",
    )


def downgrade() -> None:
    """Take the database back."""
    op.drop_table("meeting_attendance")
    op.drop_index(op.f("ix_wellbeing_referral_id"), table_name="wellbeing")
    op.drop_table("wellbeing")
    op.drop_index(op.f("ix_risk_assessment_referral_id"), table_name="risk_assessment")
    op.drop_table("risk_assessment")
    op.drop_index(op.f("ix_meeting_referral_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_legal_measure_referral_id"), table_name="legal_measure")
    op.drop_index(op.f("ix_legal_measure_expiry_date"), table_name="legal_measure")
    op.drop_table("legal_measure")
    op.drop_index(op.f("ix_intervention_referral_id"), table_name="intervention")
    op.drop_table("intervention")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_crime_outcome_referral_id"), table_name="crime_outcome")
    op.drop_table("crime_outcome")
    op.drop_index(op.f("ix_contact_referral_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_advocacy_referral_id"), table_name="advocacy")
    op.drop_table("advocacy")
    op.drop_index("ix_referral_victim_pid", table_name="referral")
    op.drop_index("ix_referral_perpetrator_pid", table_name="referral")
    op.drop_index("ix_referral_force_code_status_referral_datetime", table_name="referral")
    op.drop_index("ix_referral_force_code_referral_datetime", table_name="referral")
    op.drop_table("referral")
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
