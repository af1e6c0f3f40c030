"""Keep one-time links to accounts, other identities of people, and no name of anybody in the journal.

Revision 2026_11_27_invitations, after 2026_11_27_form_drafts.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_27_invitations"
down_revision = "2026_11_27_form_drafts"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CHANGE = sa.table("change", sa.column("number", sa.BigInteger), sa.column("noun", sa.String), sa.column("fields", JSON))


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_invitation_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])
    op.create_index(op.f("ix_invitation_user_id"), "invitation", ["user_id"])
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_identity_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_identity_user_id"), "identity", ["user_id"])
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("former_number", sa.BigInteger(), nullable=True))
        batch.create_unique_constraint(op.f("uq_user_former_number"), ["former_number"])
    _forget_names()


def _forget_names() -> None:
    """Take the names of people out of lines written before: the journal knows them by their ids."""
    connection = op.get_bind()
    lines = connection.execute(sa.select(CHANGE.c.number, CHANGE.c.fields).where(CHANGE.c.noun == "user")).all()
    for number, fields in lines:
        kept = {name: pair for name, pair in fields.items() if name not in {"name", "full_name"}}
        if kept != fields:
            connection.execute(sa.update(CHANGE).where(CHANGE.c.number == number).values(fields=kept))


def downgrade() -> None:
    with op.batch_alter_table("user") as batch:
        batch.drop_constraint(op.f("uq_user_former_number"), type_="unique")
        batch.drop_column("former_number")
    op.drop_table("identity")
    op.drop_table("invitation")
