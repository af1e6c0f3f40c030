"""Keep the secret feeds of persons, in a table of their own instead of among the public ones.

Revision 2026_11_27_secret_feeds, after 2026_11_27_tokens.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_27_secret_feeds"
down_revision = "2026_11_27_tokens"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "secret_feed",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("selection", JSON, nullable=False),
        sa.Column("has_drafts", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_secret_feed_owner_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_secret_feed_token_hash")),
    )
    op.create_index(op.f("ix_secret_feed_owner_id"), "secret_feed", ["owner_id"])
    with op.batch_alter_table("feed") as batch:
        batch.drop_constraint(op.f("uq_feed_secret_hash"), type_="unique")
        batch.drop_constraint(op.f("fk_feed_owner_id_user"), type_="foreignkey")
        batch.drop_column("secret_hash")
        batch.drop_column("owner_id")


def downgrade() -> None:
    with op.batch_alter_table("feed") as batch:
        batch.add_column(sa.Column("secret_hash", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("owner_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f("fk_feed_owner_id_user"), "user", ["owner_id"], ["id"])
        batch.create_unique_constraint(op.f("uq_feed_secret_hash"), ["secret_hash"])
    op.drop_table("secret_feed")
