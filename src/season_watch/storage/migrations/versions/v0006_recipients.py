"""How recipients take what they are sent, and when something could be written last."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "recipients",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("refusing_since", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("gave_up", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.String(), nullable=True),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "recipient", name="pk_recipients"),
        sa.ForeignKeyConstraint(["channel"], ["channels.name"], name="fk_recipients_channel"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeat"),
    )
