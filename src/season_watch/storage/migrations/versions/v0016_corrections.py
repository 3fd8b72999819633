"""What the owner ruled out."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_NAMED = ("outlet", "item", "watch", "facet", "state", "value")


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in _NAMED),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_corrections_item"),
        sa.ForeignKeyConstraint(["watch"], ["watches.name"], name="fk_corrections_watch"),
        sqlite_autoincrement=True,
    )
