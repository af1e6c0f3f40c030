"""Let planners write notes of their own on an event, or on a report; and say what came of a report.

All notes so far are reports of readers.

Revision 2026_11_27_private_notes, after 2026_11_27_secret_feeds.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_private_notes"
down_revision = "2026_11_27_secret_feeds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("note") as batch:
        batch.add_column(sa.Column("sort", sa.String(20), nullable=False, server_default="report"))
        batch.add_column(sa.Column("author_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("about_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("outcome", sa.Text(), nullable=False, server_default=""))
        batch.create_foreign_key("fk_note_author_id_user", "user", ["author_id"], ["id"])
        batch.create_foreign_key("fk_note_about_id_note", "note", ["about_id"], ["id"], ondelete="CASCADE")
        batch.create_index("ix_note_about_id", ["about_id"])
    with op.batch_alter_table("note") as batch:  # the defaults were for the rows there are
        batch.alter_column("sort", server_default=None)
        batch.alter_column("outcome", server_default=None)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM note WHERE sort <> 'report'"))
    with op.batch_alter_table("note") as batch:
        batch.drop_index("ix_note_about_id")
        batch.drop_constraint("fk_note_about_id_note", type_="foreignkey")
        batch.drop_constraint("fk_note_author_id_user", type_="foreignkey")
        for name in ("outcome", "about_id", "author_id", "sort"):
            batch.drop_column(name)
