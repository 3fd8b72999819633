"""How well a source is seen: its newest dates, its trouble, and where it says that it has moved to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for name in ("latest", "silent_after", "trouble", "move"):
        op.add_column("sources", sa.Column(name, sa.String(), nullable=True))
