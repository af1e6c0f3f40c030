"""Find records by the forms of their words: a table of stems for all nouns, instead of a column of words for events.

The service fills the table when it starts, and after `flask db upgrade` (`services.indexing.settle`).

Revision 2026_11_27_search, after 2026_11_27_what_a_day_brings.
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_27_search"
down_revision = "2026_11_27_what_a_day_brings"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# The words are letters and digits of any script, parted by spaces and strokes. FTS5's tokenizer of ASCII takes all
# beyond ASCII for letters, and PostgreSQL is given the words ready: both have the very same ones.
ADDED = "INSERT INTO search_words(rowid, words) VALUES (new.number, new.words)"
REMOVED = "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.number, old.words)"
TABLE = "words, content='search_entry', content_rowid='number', tokenize='ascii', detail='none'"
SQLITE = (
    f"CREATE VIRTUAL TABLE search_words USING fts5({TABLE})",
    f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {ADDED}; END",
    f"CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN {REMOVED}; END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN {REMOVED}; {ADDED}; END",
)
POSTGRESQL = ("CREATE INDEX search_words ON search_entry USING gin (array_to_tsvector(string_to_array(words, ' ')))",)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("record_id", "noun", name=op.f("uq_search_entry_record_id_noun")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
    op.drop_column("event", "search_text")
    add("head", "indexed_as", sa.String(80))


def downgrade() -> None:
    op.drop_column("head", "indexed_as")
    add("event", "search_text", sa.String())
    fill()
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("search_words")
    op.drop_table("search_entry")


def add(table: str, name: str, kind: sa.types.TypeEngine[str]) -> None:
    """Add a column that is never null and has no default of its own."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, server_default=None)


def fill() -> None:
    """Have events found by their own words again; those of what they name come with the next change."""
    named = ("titles", "descriptions", "cities", "venues")
    event = sa.table("event", sa.column("id"), sa.column("search_text"), *(sa.column(name, JSON) for name in named))
    for row in op.get_bind().execute(sa.select(event)).mappings().all():
        text = " ".join(text for name in named for text in row[name].values())
        folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
        words = " ".join(dict.fromkeys(re.findall(r"\w+", folded)))
        statement = sa.update(event).where(event.c.id == row["id"]).values(search_text=f" {words} ")
        op.get_bind().execute(statement)
