"""Find what the calendar's pages show by an index alone: by day, in the order of the list, by status.

A record that was merged into another stands in none of them.

Revision 2026_11_27_what_calendars_show, after 2026_11_27_search.
"""

from alembic import op
from sqlalchemy import text

revision = "2026_11_27_what_calendars_show"
down_revision = "2026_11_27_search"
branch_labels = None
depends_on = None

SHOWN = dict.fromkeys(("sqlite_where", "postgresql_where"), text("merged_into_id IS NULL"))
INDEXES = {
    "ix_event_day": ["visibility", "is_firm", "earliest", "latest", "status", "kind"],
    "ix_event_order": ["visibility", "earliest", "latest", "status", "kind", "is_firm"],
    "ix_event_status_order": ["visibility", "status", "earliest", "latest"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "event", columns, **SHOWN)
    op.drop_index("ix_event_visibility_earliest", "event")


def downgrade() -> None:
    op.create_index("ix_event_visibility_earliest", "event", ["visibility", "earliest"])
    for name in INDEXES:
        op.drop_index(name, "event")
