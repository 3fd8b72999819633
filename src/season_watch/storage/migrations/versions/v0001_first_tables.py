"""The first tables: watches, sources, items with what was read from them, boards, updates, deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _watches()
    _sources()
    _seen_digests()
    _items()
    _item_versions()
    _sightings()
    _readings()
    _claims()
    _beliefs()
    _updates()
    _channels()
    _rules()
    _deliveries()


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=optional)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _watches() -> None:
    op.create_table(
        "watches",
        _text("name"),
        _text("title"),
        _number("season"),
        _text("aliases"),
        _text("silent_before", optional=True),
        _flag("archived"),
        sa.PrimaryKeyConstraint("name", name="pk_watches"),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        _text("name"),
        _text("url"),
        _text("kind"),
        _text("trust"),
        sa.Column("every", sa.Float(), nullable=False),
        _text("watches"),
        _text("selectors", optional=True),
        _text("lang", optional=True),
        _text("origin"),
        _flag("archived"),
        _flag("paused"),
        _text("added_at"),
        _text("next_check_at"),
        _text("last_checked_at", optional=True),
        _text("last_success_at", optional=True),
        _text("health"),
        _text("error", optional=True),
        _text("note", optional=True),
        _number("failures"),
        _number("zero_runs"),
        _text("moved_to", optional=True),
        _text("etag", optional=True),
        _text("last_modified", optional=True),
        _text("body_digest", optional=True),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )


def _seen_digests() -> None:
    op.create_table(
        "seen_digests",
        _text("source"),
        _text("digest"),
        _text("last_seen_at"),
        sa.PrimaryKeyConstraint("source", "digest", name="pk_seen_digests"),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name="fk_seen_digests_source"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_seen_digests_source_last_seen_at", "seen_digests", ["source", "last_seen_at"])


def _items() -> None:
    op.create_table(
        "items",
        _text("id"),
        _number("version"),
        _text("url"),
        _text("guid", optional=True),
        _text("source"),
        _text("trust"),
        _text("outlet"),
        _text("lang", optional=True),
        _text("title"),
        _text("text"),
        _text("published"),
        _text("first_seen_at"),
        _text("text_state"),
        _text("fingerprint", optional=True),
        _text("duplicate_of", optional=True),
        _number("tries"),
        _text("next_read_at", optional=True),
        _flag("backfill"),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
    )
    op.create_index("ix_items_fingerprint", "items", ["fingerprint"])
    op.create_index("ix_items_text_state_next_read_at", "items", ["text_state", "next_read_at"])
    op.create_index("ix_items_url", "items", ["url"])


def _item_versions() -> None:
    op.create_table(
        "item_versions",
        _text("id"),
        _number("version"),
        _text("url"),
        _text("guid", optional=True),
        _text("source"),
        _text("trust"),
        _text("outlet"),
        _text("lang", optional=True),
        _text("title"),
        _text("text"),
        _text("published"),
        _text("first_seen_at"),
        _text("text_state"),
        _text("fingerprint", optional=True),
        _text("duplicate_of", optional=True),
        _number("tries"),
        _text("next_read_at", optional=True),
        _flag("backfill"),
        sa.PrimaryKeyConstraint("id", "version", name="pk_item_versions"),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name="fk_item_versions_id"),
    )


def _sightings() -> None:
    op.create_table(
        "sightings",
        _text("item"),
        _text("source"),
        _text("url"),
        _text("guid", optional=True),
        _text("outlet"),
        _text("at"),
        sa.PrimaryKeyConstraint("item", "source", "url", name="pk_sightings"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_sightings_item"),
    )
    op.create_index("ix_sightings_source_guid", "sightings", ["source", "guid"])
    op.create_index("ix_sightings_url", "sightings", ["url"])


def _readings() -> None:
    op.create_table(
        "readings",
        _text("item"),
        _number("version"),
        _text("watch"),
        _flag("about"),
        _text("near_misses"),
        sa.PrimaryKeyConstraint("item", "version", "watch", name="pk_readings"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_readings_item"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_readings_watch"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        _text("item"),
        _number("version"),
        _text("watch"),
        _number("position"),
        _text("facet"),
        _text("state"),
        _text("value", optional=True),
        _text("certainty"),
        _text("quote"),
        _number("start"),
        _number("end"),
        _text("rule"),
        _text("cues"),
        _text("by", optional=True),
        _flag("refutes"),
        sa.PrimaryKeyConstraint("item", "version", "watch", "position", name="pk_claims"),
        sa.ForeignKeyConstraint(
            ["item", "version", "watch"],
            ["readings.item", "readings.version", "readings.watch"],
            name="fk_claims_item_version_watch",
            ondelete="CASCADE",
        ),
    )


def _beliefs() -> None:
    op.create_table(
        "beliefs",
        _text("watch"),
        _number("position"),
        _text("facet"),
        _text("state"),
        _text("value", optional=True),
        _text("certainty"),
        _text("standing"),
        _text("since"),
        _text("witnesses"),
        _text("ended_at", optional=True),
        sa.PrimaryKeyConstraint("watch", "position", name="pk_beliefs"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_beliefs_watch"),
    )


def _updates() -> None:
    op.create_table(
        "updates",
        _number("id"),
        _text("key"),
        _text("watch"),
        _text("change"),
        _text("facet"),
        _text("state"),
        _text("value", optional=True),
        _text("certainty"),
        _text("before", optional=True),
        _text("item"),
        _text("outlet"),
        _text("url"),
        _text("title"),
        _text("published"),
        _text("quote"),
        _number("start"),
        _number("end"),
        _text("at"),
        _text("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_updates"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_updates_item"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_updates_watch"),
        sa.UniqueConstraint("key", name="uq_updates_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_updates_watch", "updates", ["watch"])


def _channels() -> None:
    op.create_table(
        "channels",
        _text("name"),
        _text("kind"),
        _text("recipients"),
        _flag("archived"),
        sa.PrimaryKeyConstraint("name", name="pk_channels"),
    )


def _rules() -> None:
    op.create_table(
        "rules",
        _number("position"),
        _text("channels"),
        _text("watches"),
        _text("facets"),
        _text("certainty"),
        sa.PrimaryKeyConstraint("position", name="pk_rules"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        _number("sequence"),
        _text("id"),
        _text("channel"),
        _text("recipient"),
        _text("kind"),
        _text("at"),
        _text("subject"),
        _text("data"),
        _text("created_at"),
        _text("update", optional=True),
        _text("state"),
        _number("attempts"),
        _text("next_attempt_at", optional=True),
        _text("lease_until", optional=True),
        _text("reason", optional=True),
        sa.PrimaryKeyConstraint("sequence", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["channel"], ["channels.name"], name="fk_deliveries_channel"),
        sa.ForeignKeyConstraint(["update"], ["updates.key"], name="fk_deliveries_update"),
        sa.UniqueConstraint("id", name="uq_deliveries_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state_next_attempt_at", "deliveries", ["state", "next_attempt_at"])
