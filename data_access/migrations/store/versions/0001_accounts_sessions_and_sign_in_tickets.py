"""Accounts, sessions and sign-in tickets.

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
        "user_account",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.String(length=72), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "COMMISSIONER",
                "MANAGER",
                "PRESS_OFFICER",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("home_force_code", sa.String(length=9), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_user_account")),
        comment="One row per person who may sign in; password_hash is bcrypt.",
    )
    op.create_table(
        "sign_in_ticket",
        sa.Column("ticket_sha256", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_sign_in_ticket_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ticket_sha256", name=op.f("pk_sign_in_ticket")),
        comment="One row per ticket that turns a correct password into a session, once.",
    )
    op.create_index(op.f("ix_sign_in_ticket_expires_at"), "sign_in_ticket", ["expires_at"], unique=False)
    op.create_table(
        "user_force",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("force_code", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_user_force_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("username", "force_code", name=op.f("pk_user_force")),
        comment="One row per force a user may see.",
    )
    op.create_table(
        "user_session",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_user_session_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_user_session")),
        comment="One row per signed-in browser; only the hash of its token is kept.",
    )
    op.create_index(op.f("ix_user_session_username"), "user_session", ["username"], unique=False)


def downgrade() -> None:
    """Take the database back."""
    op.drop_index(op.f("ix_user_session_username"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_table("user_force")
    op.drop_index(op.f("ix_sign_in_ticket_expires_at"), table_name="sign_in_ticket")
    op.drop_table("sign_in_ticket")
    op.drop_table("user_account")
