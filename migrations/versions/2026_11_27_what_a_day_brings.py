"""Find what a day brings about by an index: windows that open or close, meetings that were held.

Revision 2026_11_27_what_a_day_brings, after 2026_11_27_first_tables.
"""

from alembic import op

revision = "2026_11_27_what_a_day_brings"
down_revision = "2026_11_27_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_window_latest", "event", ["window", "latest"])


def downgrade() -> None:
    op.drop_index("ix_event_window_latest", "event")
