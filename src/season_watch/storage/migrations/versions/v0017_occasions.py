"""What was told because of the day it was; where the days of a watch begin, and when its owner is reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "occasions",
        sa.Column("watch", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("watch", "kind", "value", name="pk_occasions"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_occasions_watch"),
        sqlite_with_rowid=False,
    )
    op.add_column("watches", sa.Column("zone", sa.String(), nullable=True))
    op.add_column("watches", sa.Column("remind", sa.Float(), nullable=True))
