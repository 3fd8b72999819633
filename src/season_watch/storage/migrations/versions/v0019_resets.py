"""How often all that a source lists was made new to it, so that a check from before keeps nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("sources", sa.Column("reset", sa.Integer(), nullable=False, server_default="0"))
