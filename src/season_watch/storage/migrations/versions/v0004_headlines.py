"""Headlines of items, by which a repeat is known whose address does not tell. What was kept before has none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("items", "item_versions"):
        op.add_column(table, sa.Column("headline", sa.String(), nullable=True))
    op.create_index("ix_items_headline", "items", ["headline"])
