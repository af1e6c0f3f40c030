"""Keep what readers report of events, and count what is tried too often.

Revision 2026_11_27_reports, after 2026_11_27_what_calendars_show.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_reports"
down_revision = "2026_11_27_what_calendars_show"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_note_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user.id"], name=op.f("fk_note_settled_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_event_id"), "note", ["event_id"], unique=False)
    op.create_index("ix_note_settled_at_created_at", "note", ["settled_at", "created_at"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sort", "source", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_began_at", "attempt", ["began_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_attempt_began_at", table_name="attempt")
    op.drop_table("attempt")
    op.drop_index("ix_note_settled_at_created_at", table_name="note")
    op.drop_index(op.f("ix_note_event_id"), table_name="note")
    op.drop_table("note")
