"""Which address gave a source's validators. Those kept so far count as given by the one that is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("sources", sa.Column("given_by", sa.String(), nullable=True))
