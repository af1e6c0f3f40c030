"""The first tables: what is recorded, the journal, and the pieces of feeds.

Revision 2026_11_27_first_tables, after nothing.
"""

from datetime import UTC, datetime
from secrets import token_hex

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_27_first_tables"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("public_version", sa.BigInteger(), nullable=False),
        sa.Column("public_modified", INSTANT, nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("rendered_as", sa.String(length=500), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("seeded_with", sa.String(length=80), nullable=False),
        sa.Column("passed_at", INSTANT, nullable=True),
        sa.Column("cut_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head")),
    )
    op.create_table(
        "party",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("names", JSON, nullable=False),
        sa.Column("contact", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["party.id"], name=op.f("fk_party_parent_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("code", name=op.f("uq_party_code")),
    )
    op.create_index(op.f("ix_party_parent_id"), "party", ["parent_id"], unique=False)
    op.create_table(
        "slug_alias",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("noun", "slug", name=op.f("pk_slug_alias")),
    )
    op.create_index(op.f("ix_slug_alias_record_id"), "slug_alias", ["record_id"], unique=False)
    op.create_table(
        "user",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("disabled_at", INSTANT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name", name=op.f("uq_user_name")),
    )
    op.create_table(
        "change",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("verb", sa.String(length=30), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("is_correction", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("actor_kind", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_change_actor_id_user")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
    )
    op.create_index("ix_change_is_public_number", "change", ["is_public", "number"], unique=False)
    op.create_index("ix_change_noun_record_id_number", "change", ["noun", "record_id", "number"], unique=False)
    op.create_index(op.f("ix_change_transaction_id"), "change", ["transaction_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("descriptions", JSON, nullable=False),
        sa.Column("selection", JSON, nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_feed_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_feed_secret_hash")),
        sa.UniqueConstraint("slug", name=op.f("uq_feed_slug")),
    )
    op.create_table(
        "format",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("descriptions", JSON, nullable=False),
        sa.Column("colour", sa.String(length=30), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("secretariat_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["secretariat_id"], ["party.id"], name=op.f("fk_format_secretariat_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format")),
        sa.UniqueConstraint("slug", name=op.f("uq_format_slug")),
    )
    op.create_table(
        "format_member",
        sa.Column("format_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["format_id"], ["format.id"], name=op.f("fk_format_member_format_id_format"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_format_member_party_id_party")),
        sa.PrimaryKeyConstraint("format_id", "party_id", name=op.f("pk_format_member")),
    )
    op.create_index(op.f("ix_format_member_party_id"), "format_member", ["party_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("format_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("editions", JSON, nullable=False),
        sa.Column("descriptions", JSON, nullable=False),
        sa.Column("is_standing", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["format_id"], ["format.id"], name=op.f("fk_series_format_id_format")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_index(op.f("ix_series_format_id"), "series", ["format_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("format_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.BigInteger(), nullable=True),
        sa.Column("ordinal_is_inferred", sa.Boolean(), nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("descriptions", JSON, nullable=False),
        sa.Column("carried_by_id", sa.Uuid(), nullable=True),
        sa.Column("carried_edtf", sa.String(length=120), nullable=False),
        sa.Column("previous_edtf", sa.String(length=120), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=True),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.Column("window", sa.String(length=10), nullable=False),
        sa.Column("cities", JSON, nullable=False),
        sa.Column("venues", JSON, nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_before", sa.String(length=20), nullable=False),
        sa.Column("reasons_before", JSON, nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("has_left_feeds", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("owner_role", sa.String(length=20), nullable=False),
        sa.Column("asked_again_on", sa.Date(), nullable=True),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("private_note", sa.String(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("content_at", INSTANT, nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("date_edtf", sa.String(), nullable=False),
        sa.Column("date_stated", sa.String(), nullable=False),
        sa.Column("date_language", sa.String(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("date_timezone", sa.String(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("is_firm", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["format_id"], ["format.id"], name=op.f("fk_event_format_id_format")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["event.id"], name=op.f("fk_event_merged_into_id_event")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_event_owner_id_user")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_event_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    op.create_index(op.f("ix_event_format_id"), "event", ["format_id"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)
    op.create_index(op.f("ix_event_merged_into_id"), "event", ["merged_into_id"], unique=False)
    op.create_index(op.f("ix_event_series_id"), "event", ["series_id"], unique=False)
    op.create_index(op.f("ix_event_status"), "event", ["status"], unique=False)
    op.create_index("ix_event_visibility_earliest", "event", ["visibility", "earliest"], unique=False)
    op.create_index("ix_event_visibility_latest", "event", ["visibility", "latest"], unique=False)
    op.create_table(
        "series_participant",
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_series_participant_party_id_party")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_participant_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("series_id", "party_id", name=op.f("pk_series_participant")),
    )
    op.create_index(op.f("ix_series_participant_party_id"), "series_participant", ["party_id"], unique=False)
    op.create_table(
        "component",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("marker_key", sa.String(length=40), nullable=False),
        sa.Column("marker_text", sa.Text(), nullable=False),
        sa.Column("span_key", sa.String(length=40), nullable=False),
        sa.Column("span_text", sa.Text(), nullable=True),
        sa.Column("rich_text", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("is_firm", sa.Boolean(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_component_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "lang", name=op.f("pk_component")),
    )
    op.create_index("ix_component_lang_marker_key_uid", "component", ["lang", "marker_key", "uid"], unique=False)
    op.create_index("ix_component_lang_span_key_uid", "component", ["lang", "span_key", "uid"], unique=False)
    op.create_table(
        "document",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("dated_edtf", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_document_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
    )
    op.create_index(op.f("ix_document_event_id"), "document", ["event_id"], unique=False)
    op.create_table(
        "event_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_link_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_link")),
    )
    op.create_index(op.f("ix_event_link_event_id"), "event_link", ["event_id"], unique=False)
    op.create_table(
        "external_id",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_external_id_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_id")),
        sa.UniqueConstraint("system", "value", name=op.f("uq_external_id_system_value")),
    )
    op.create_index(op.f("ix_external_id_event_id"), "external_id", ["event_id"], unique=False)
    op.create_table(
        "host",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_host_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_host_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host")),
        sa.UniqueConstraint("event_id", "party_id", "role", name=op.f("uq_host_event_id_party_id_role")),
    )
    op.create_index(op.f("ix_host_event_id"), "host", ["event_id"], unique=False)
    op.create_index(op.f("ix_host_party_id"), "host", ["party_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=False),
        sa.Column("names", JSON, nullable=False),
        sa.Column("offices", JSON, nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_participant_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_participant_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index(op.f("ix_participant_event_id"), "participant", ["event_id"], unique=False)
    op.create_index(op.f("ix_participant_party_id"), "participant", ["party_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_event_id", sa.Uuid(), nullable=True),
        sa.Column("from_series_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("to_event_id", sa.Uuid(), nullable=True),
        sa.Column("to_series_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(from_event_id IS NULL) <> (from_series_id IS NULL)", name=op.f("ck_relation_one_origin")),
        sa.CheckConstraint("(to_event_id IS NULL) <> (to_series_id IS NULL)", name=op.f("ck_relation_one_target")),
        sa.ForeignKeyConstraint(
            ["from_event_id"], ["event.id"], name=op.f("fk_relation_from_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_series_id"], ["series.id"], name=op.f("fk_relation_from_series_id_series"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_event_id"], ["event.id"], name=op.f("fk_relation_to_event_id_event")),
        sa.ForeignKeyConstraint(["to_series_id"], ["series.id"], name=op.f("fk_relation_to_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_from_event_id"), "relation", ["from_event_id"], unique=False)
    op.create_index(op.f("ix_relation_from_series_id"), "relation", ["from_series_id"], unique=False)
    op.create_index(op.f("ix_relation_to_event_id"), "relation", ["to_event_id"], unique=False)
    op.create_index(op.f("ix_relation_to_series_id"), "relation", ["to_series_id"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.Column("is_broken", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("date_edtf", sa.String(), nullable=False),
        sa.Column("date_stated", sa.String(), nullable=False),
        sa.Column("date_language", sa.String(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("date_timezone", sa.String(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("is_firm", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_commitment_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_document_id"), "commitment", ["document_id"], unique=False)
    op.create_table(
        "paragraph",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("clause", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paragraph_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_paragraph_document_id_number")),
    )
    op.create_table(
        "commitment_party",
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_party_commitment_id_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_commitment_party_party_id_party")),
        sa.PrimaryKeyConstraint("commitment_id", "party_id", name=op.f("pk_commitment_party")),
    )
    op.create_index(op.f("ix_commitment_party_party_id"), "commitment_party", ["party_id"], unique=False)
    op.create_table(
        "realisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(event_id IS NULL) <> (series_id IS NULL)", name=op.f("ck_realisation_one_target")),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_realisation_commitment_id_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_realisation_event_id_event")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_realisation_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_realisation")),
    )
    op.create_index(op.f("ix_realisation_commitment_id"), "realisation", ["commitment_id"], unique=False)
    op.create_index(op.f("ix_realisation_event_id"), "realisation", ["event_id"], unique=False)
    op.create_index(op.f("ix_realisation_series_id"), "realisation", ["series_id"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("commitment_id", sa.Uuid(), nullable=True),
        sa.Column("format_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("sort", sa.String(length=10), nullable=False),
        sa.Column("paragraph_id", sa.Uuid(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("is_mention", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(sort = 'document') = (paragraph_id IS NOT NULL)", name=op.f("ck_source_paragraph_of_document")
        ),
        sa.CheckConstraint(
            "(CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN commitment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN format_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN series_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_source_one_target"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_source_commitment_id_commitment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_source_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["format_id"], ["format.id"], name=op.f("fk_source_format_id_format"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["paragraph_id"], ["paragraph.id"], name=op.f("fk_source_paragraph_id_paragraph")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_source_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_commitment_id"), "source", ["commitment_id"], unique=False)
    op.create_index(op.f("ix_source_event_id"), "source", ["event_id"], unique=False)
    op.create_index(op.f("ix_source_format_id"), "source", ["format_id"], unique=False)
    op.create_index(op.f("ix_source_paragraph_id"), "source", ["paragraph_id"], unique=False)
    op.create_index(op.f("ix_source_series_id"), "source", ["series_id"], unique=False)
    begin_journal()


def begin_journal() -> None:
    """Add the one row that every writer locks, so that the first two writers queue as well."""
    head = sa.table(
        "head",
        *(sa.column(name) for name in ("id", "number", "public_version", "epoch", "generation")),
        *(sa.column(name) for name in ("rendered_as", "base_url", "seeded_with")),
        sa.column("public_modified", INSTANT),
    )
    never = datetime(1970, 1, 1, tzinfo=UTC)
    row = {"id": 1, "number": 0, "public_version": 0, "epoch": token_hex(8), "generation": 1, "public_modified": never}
    op.bulk_insert(head, [{**row, "rendered_as": "", "base_url": "", "seeded_with": ""}])


def downgrade() -> None:
    op.drop_index(op.f("ix_source_series_id"), table_name="source")
    op.drop_index(op.f("ix_source_paragraph_id"), table_name="source")
    op.drop_index(op.f("ix_source_format_id"), table_name="source")
    op.drop_index(op.f("ix_source_event_id"), table_name="source")
    op.drop_index(op.f("ix_source_commitment_id"), table_name="source")
    op.drop_table("source")
    op.drop_index(op.f("ix_realisation_series_id"), table_name="realisation")
    op.drop_index(op.f("ix_realisation_event_id"), table_name="realisation")
    op.drop_index(op.f("ix_realisation_commitment_id"), table_name="realisation")
    op.drop_table("realisation")
    op.drop_index(op.f("ix_commitment_party_party_id"), table_name="commitment_party")
    op.drop_table("commitment_party")
    op.drop_table("paragraph")
    op.drop_index(op.f("ix_commitment_document_id"), table_name="commitment")
    op.drop_table("commitment")
    op.drop_index(op.f("ix_relation_to_series_id"), table_name="relation")
    op.drop_index(op.f("ix_relation_to_event_id"), table_name="relation")
    op.drop_index(op.f("ix_relation_from_series_id"), table_name="relation")
    op.drop_index(op.f("ix_relation_from_event_id"), table_name="relation")
    op.drop_table("relation")
    op.drop_index(op.f("ix_participant_party_id"), table_name="participant")
    op.drop_index(op.f("ix_participant_event_id"), table_name="participant")
    op.drop_table("participant")
    op.drop_index(op.f("ix_host_party_id"), table_name="host")
    op.drop_index(op.f("ix_host_event_id"), table_name="host")
    op.drop_table("host")
    op.drop_index(op.f("ix_external_id_event_id"), table_name="external_id")
    op.drop_table("external_id")
    op.drop_index(op.f("ix_event_link_event_id"), table_name="event_link")
    op.drop_table("event_link")
    op.drop_index(op.f("ix_document_event_id"), table_name="document")
    op.drop_table("document")
    op.drop_index("ix_component_lang_span_key_uid", table_name="component")
    op.drop_index("ix_component_lang_marker_key_uid", table_name="component")
    op.drop_table("component")
    op.drop_index(op.f("ix_series_participant_party_id"), table_name="series_participant")
    op.drop_table("series_participant")
    op.drop_index("ix_event_visibility_latest", table_name="event")
    op.drop_index("ix_event_visibility_earliest", table_name="event")
    op.drop_index(op.f("ix_event_status"), table_name="event")
    op.drop_index(op.f("ix_event_series_id"), table_name="event")
    op.drop_index(op.f("ix_event_merged_into_id"), table_name="event")
    op.drop_index(op.f("ix_event_kind"), table_name="event")
    op.drop_index(op.f("ix_event_format_id"), table_name="event")
    op.drop_table("event")
    op.drop_index(op.f("ix_series_format_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_format_member_party_id"), table_name="format_member")
    op.drop_table("format_member")
    op.drop_table("format")
    op.drop_table("feed")
    op.drop_index(op.f("ix_change_transaction_id"), table_name="change")
    op.drop_index("ix_change_noun_record_id_number", table_name="change")
    op.drop_index("ix_change_is_public_number", table_name="change")
    op.drop_table("change")
    op.drop_table("user")
    op.drop_index(op.f("ix_slug_alias_record_id"), table_name="slug_alias")
    op.drop_table("slug_alias")
    op.drop_index(op.f("ix_party_parent_id"), table_name="party")
    op.drop_table("party")
    op.drop_table("head")
