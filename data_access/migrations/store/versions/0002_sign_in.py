"""Sign-in that names the browser, counts attempts, and takes a second factor or a provider's word.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database up; open sessions end, because the new ones say more about themselves."""
    op.drop_table("user_session")
    op.drop_table("sign_in_ticket")
    op.add_column(
        "user_account", sa.Column("must_change_password", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("user_account", sa.Column("signed_in_at", sa.DateTime(), nullable=True))
    op.create_table(
        "sign_in_ticket",
        sa.Column("ticket_sha256", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("SESSION", "SECOND_FACTOR", name="purpose", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "provider",
            sa.Enum("PASSWORD", "OIDC", name="provider", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("browser_sha256", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_sign_in_ticket_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ticket_sha256", name=op.f("pk_sign_in_ticket")),
        comment="One row per ticket that takes one browser one step further in signing in, once.",
    )
    op.create_index(op.f("ix_sign_in_ticket_expires_at"), "sign_in_ticket", ["expires_at"], unique=False)
    op.create_table(
        "user_session",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=16), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column(
            "provider",
            sa.Enum("PASSWORD", "OIDC", name="provider", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_user_session_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_user_session")),
        sa.UniqueConstraint("session_id", name=op.f("uq_user_session_session_id")),
        comment="One row per signed-in browser; only the hash of its token is kept, session_id is its public name.",
    )
    op.create_index(op.f("ix_user_session_username"), "user_session", ["username"], unique=False)
    op.create_table(
        "sign_in_attempt",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("attempted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_sign_in_attempt")),
        comment="One row per attempt to sign in that did not succeed, whoever the user is; a success clears its user's.",
    )
    op.create_index(
        op.f("ix_sign_in_attempt_address_attempted_at"), "sign_in_attempt", ["address", "attempted_at"], unique=False
    )
    op.create_index(op.f("ix_sign_in_attempt_attempted_at"), "sign_in_attempt", ["attempted_at"], unique=False)
    op.create_index(
        op.f("ix_sign_in_attempt_username_attempted_at"), "sign_in_attempt", ["username", "attempted_at"], unique=False
    )
    op.create_table(
        "single_sign_on_request",
        sa.Column("state_sha256", sa.String(length=64), nullable=False),
        sa.Column("browser_sha256", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("code_verifier", sa.String(length=128), nullable=False),
        sa.Column("return_to", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("state_sha256", name=op.f("pk_single_sign_on_request")),
        comment="One row per browser that was sent to the single sign-on provider and may come back, once.",
    )
    op.create_index(
        op.f("ix_single_sign_on_request_expires_at"), "single_sign_on_request", ["expires_at"], unique=False
    )
    op.create_table(
        "external_identity",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_external_identity_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_external_identity")),
        comment="One row per person of a single sign-on provider, by the provider's own unchanging identifier.",
    )
    op.create_index(op.f("ix_external_identity_username"), "external_identity", ["username"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("code_hmac", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_recovery_code_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("username", "code_hmac", name=op.f("pk_recovery_code")),
        comment="One row per recovery code; keyed hash, because a short code could be guessed from a plain one.",
    )
    op.create_table(
        "second_factor",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("secret_encrypted", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["username"], ["user_account.username"], name=op.f("fk_second_factor_username"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_second_factor")),
        comment="One row per user with an authenticator app; last_step is the 30 seconds of the last code taken.",
    )


def downgrade() -> None:
    """Take the database back; open sessions end."""
    op.drop_table("sign_in_attempt")
    op.drop_table("single_sign_on_request")
    op.drop_table("external_identity")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
    op.drop_table("user_session")
    op.drop_table("sign_in_ticket")
    op.drop_column("user_account", "signed_in_at")
    op.drop_column("user_account", "must_change_password")
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
