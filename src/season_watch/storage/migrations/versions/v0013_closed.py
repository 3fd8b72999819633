"""Which recipients want nothing any more."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("recipients", sa.Column("is_closed", sa.Boolean(), nullable=False, server_default=sa.false()))
