"""Slices of a source's last body, and an index for what is due."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "seen_slices",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("slices", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_seen_slices"),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name="fk_seen_slices_source"),
    )
    op.create_index(
        "ix_sources_next_check_at_name",
        "sources",
        ["next_check_at", "name"],
        sqlite_where=sa.text("archived = 0 AND paused = 0"),
    )
