"""What each board is made of, in the order in which it was weighed.

Of what was weighed before, the order is known only where it set off an update; else it follows from when an item was
first seen, and for a later version from when that appeared. What a version was read to say before it was read again
is gone, so that `rebuild` may find such boards to differ a little.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_OF_ITEM = (
    "id, version, url, guid, source, trust, outlet, lang, title, published, first_seen_at, text_state, fingerprint, "
    "headline, duplicate_of, tries, next_read_at, backfill"
)
_CLAIMS = """
    SELECT json_group_array(json(claim)) FROM (
        SELECT json_object(
            'facet', facet, 'state', state, 'value', value, 'certainty', certainty,
            'evidence', json_object('quote', quote, 'start', start, 'end', "end"),
            'rule', rule, 'cues', json(cues), 'by', "by",
            'refutes', json(CASE WHEN refutes THEN 'true' ELSE 'false' END)
        ) AS claim
        FROM claims
        WHERE claims.item = readings.item AND claims.version = readings.version AND claims.watch = readings.watch
        ORDER BY position
    )
"""
_SET_OFF_AT = """
    SELECT min(updates.at) FROM updates JOIN claims USING (item, watch, facet, state, quote)
    WHERE updates.item = readings.item AND updates.watch = readings.watch AND claims.version = readings.version
"""
_FILL = f"""
    INSERT INTO weighings ({_OF_ITEM}, text, watch, claims, at)
    SELECT {_OF_ITEM}, '', watch, claims, at FROM (
        SELECT known.*, watch, ({_CLAIMS}) AS claims, coalesce(
            ({_SET_OFF_AT}), CASE WHEN known.version > 1 THEN max(published, first_seen_at) ELSE first_seen_at END
        ) AS at
        FROM readings JOIN (
            SELECT {_OF_ITEM} FROM items UNION ALL SELECT {_OF_ITEM} FROM item_versions
        ) AS known ON known.id = readings.item AND known.version = readings.version
    )
    WHERE claims <> '[]'
    ORDER BY at, first_seen_at, published, id, version, watch
"""  # noqa: S608 - constants of this module


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=optional)


def upgrade() -> None:
    op.create_table(
        "weighings",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("watch"),
        _text("id"),
        sa.Column("version", sa.Integer(), nullable=False),
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
        _text("headline", optional=True),
        _text("duplicate_of", optional=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        _text("next_read_at", optional=True),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        _text("claims"),
        _text("at"),
        sa.PrimaryKeyConstraint("number", name="pk_weighings"),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name="fk_weighings_id"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_weighings_watch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_weighings_watch", "weighings", ["watch"])
    op.create_index("ix_weighings_id", "weighings", ["id"])
    op.execute(_FILL)
