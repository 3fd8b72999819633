"""When deliveries may leave, and silences."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "silences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch", sa.String(), nullable=True),
        sa.Column("facet", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_silences"),
        sqlite_autoincrement=True,
    )
    op.add_column("rules", sa.Column("changes", sa.String(), nullable=False, server_default="[]"))
    op.add_column("rules", sa.Column("timing", sa.String(), nullable=True))
    for name in ("timing", "released_at", "digested_in"):
        op.add_column("deliveries", sa.Column(name, sa.String(), nullable=True))
    op.execute("ALTER TABLE deliveries ADD COLUMN silence INTEGER REFERENCES silences (id)")
    op.create_index(
        "ix_deliveries_channel_recipient_released_at", "deliveries", ["channel", "recipient", "released_at"]
    )
    op.create_index("ix_deliveries_update", "deliveries", ["update"], sqlite_where=sa.text('"update" IS NOT NULL'))
    op.create_index("ix_deliveries_silence", "deliveries", ["silence"], sqlite_where=sa.text("silence IS NOT NULL"))
