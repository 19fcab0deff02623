"""How columns are spelt: naming convention, code lists, flags and keys; shared by every table module."""

from enum import StrEnum

import sqlalchemy as sa

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

CASE = sa.MetaData(naming_convention=NAMING)
STORE = sa.MetaData(naming_convention=NAMING)


def code(name: str, codes: type[StrEnum], *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that holds one code of a list, checked by the database."""
    longest = max(len(member.value) for member in codes)
    kind = sa.Enum(
        codes,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=longest,
        values_callable=lambda members: [member.value for member in members],
    )
    return sa.Column(name, kind, nullable=nullable)


def referral_key() -> sa.Column[str]:
    """Return the foreign key of a child row; a referral's children go with it."""
    return sa.Column(
        "referral_id",
        sa.Text,
        sa.ForeignKey("referral.referral_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )
