"""The index of open cases.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up."""
    is_open = sa.text("status <> 'CLOSED'")
    op.create_index(
        "ix_referral_open",
        "referral",
        ["force_code", "referral_datetime", "referral_id"],
        unique=False,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    """Take the database back."""
    op.drop_index("ix_referral_open", table_name="referral")
