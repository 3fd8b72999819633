"""Which deliveries are due, and which digests list what was ruled out, told without walking all that waits."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_index("ix_deliveries_state_created_at", "deliveries", ["state", "created_at"])
    op.create_index(
        "ix_deliveries_digested_in",
        "deliveries",
        ["digested_in"],
        sqlite_where=sa.text("digested_in IS NOT NULL AND released_at IS NULL"),
    )
