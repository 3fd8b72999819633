"""Subscriptions to hubs. Feeds that were read before name theirs with their next change."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("next_ask_at", sa.String(), nullable=False),
        sa.Column("callback", sa.String(), nullable=True),
        sa.Column("secret", sa.String(), nullable=True),
        sa.Column("lease_until", sa.String(), nullable=True),
        sa.Column("asked_at", sa.String(), nullable=True),
        sa.Column("told_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("source", name="pk_subscriptions"),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name="fk_subscriptions_source"),
        sa.UniqueConstraint("callback", name="uq_subscriptions_callback"),
    )
    op.create_index("ix_subscriptions_next_ask_at", "subscriptions", ["next_ask_at"])
