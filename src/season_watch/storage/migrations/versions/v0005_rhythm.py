"""A source's limits and rhythm, why its next check is when it is, and an index for the days that are awaited."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("sources", sa.Column("fastest", sa.Float(), nullable=True))
    op.add_column("sources", sa.Column("slowest", sa.Float(), nullable=True))
    op.add_column("sources", sa.Column("next_check_reason", sa.String(), nullable=True))
    op.add_column("sources", sa.Column("rhythm", sa.String(), nullable=True))
    op.create_index("ix_beliefs_value", "beliefs", ["value"])
