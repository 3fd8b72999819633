"""An index for the copies of an item."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index(
        "ix_items_duplicate_of", "items", ["duplicate_of"], sqlite_where=sa.text("duplicate_of IS NOT NULL")
    )
