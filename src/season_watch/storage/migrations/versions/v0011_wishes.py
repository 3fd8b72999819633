"""When a feed asks not to be checked."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("sources", sa.Column("wish", sa.String(), nullable=True))
