"""Who is behind each belief, and the words that an item's new version left out.

Of what was believed before, the voices are the outlets of the witnesses that were kept, as sure as the belief, with the
trust of their items.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_VOICES = """
    UPDATE beliefs SET voices = (
        SELECT json_group_array(json_object(
            'item', json_extract(value, '$.item'),
            'name', voice_name(json_extract(value, '$.outlet')),
            'trust', coalesce((SELECT trust FROM items WHERE id = json_extract(value, '$.item')), 'press'),
            'certainty', beliefs.certainty,
            'wavered', json('false')
        ))
        FROM json_each(beliefs.witnesses)
    )
"""


def upgrade() -> None:
    op.add_column("beliefs", sa.Column("voices", sa.String(), nullable=False, server_default="[]"))
    op.add_column("weighings", sa.Column("unsaid", sa.String(), nullable=False, server_default="[]"))
    # SQLite's own lower() knows ASCII alone.
    op.get_bind().connection.driver_connection.create_function("voice_name", 1, _voice_name)  # type: ignore[union-attr]
    op.execute(_VOICES)


def _voice_name(outlet: str) -> str:
    return " ".join(outlet.casefold().split())
