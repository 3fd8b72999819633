"""Anchors of texts, by which copies are found. What was kept before has none: only copies of newer items are told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "anchors",
        sa.Column("watch", sa.String(), nullable=False),
        sa.Column("anchor", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("watch", "anchor", "day", "item", name="pk_anchors"),
        sqlite_with_rowid=False,
    )
