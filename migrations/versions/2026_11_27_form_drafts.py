"""What is typed into forms and not saved yet.

Revision 2026_11_27_form_drafts, after 2026_11_27_signing_in.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_27_form_drafts"
down_revision = "2026_11_27_signing_in"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "form_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("path", sa.String(300), nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_form_draft_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_draft")),
    )
    op.create_index(op.f("ix_form_draft_browser"), "form_draft", ["browser"])
    op.create_index("ix_form_draft_kept_at", "form_draft", ["kept_at"])
    op.create_index("ix_form_draft_user_id_path", "form_draft", ["user_id", "path"])


def downgrade() -> None:
    op.drop_table("form_draft")
