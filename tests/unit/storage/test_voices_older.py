"""Boards from before voices were kept: who is behind them is told from their witnesses."""

import sqlite3
from contextlib import closing
from pathlib import Path

from season_watch.model.board import Belief, Voice
from season_watch.model.claim import Certainty
from season_watch.model.item import ItemId
from season_watch.model.source import Trust
from season_watch.policy.heard import voice_name
from season_watch.storage import queries
from season_watch.storage.schema import migrate
from tests.unit.storage.databases import made_at

BEFORE = 17
"""The last schema without voices."""

FILL = """
INSERT INTO watches (name, title, season, aliases, archived) VALUES ('aouad-s2', 'All of Us Are Dead', 2, '[]', 0);
INSERT INTO items
    (id, version, url, source, trust, outlet, title, text, published, first_seen_at, text_state, tries, backfill) VALUES
    ('official', 1, 'https://a.example', 'wire', 'official', 'Échos  du Soir', 'A', 'a', '2025-01-01T00:00:00+00:00',
     '2025-03-01T00:00:00+00:00', 'full', 0, 0);
INSERT INTO beliefs (watch, position, facet, state, certainty, standing, since, witnesses) VALUES
    ('aouad-s2', 0, 'filming', 'wrapped', 'rumoured', 'stands', '2025-01-01T00:00:00+00:00',
     '[{"item": "official", "outlet": "Échos  du Soir", "url": "https://a.example", "title": "A",
        "published": "2025-01-01T00:00:00+00:00", "evidence": {"quote": "wrapped", "start": 0, "end": 7}},
       {"item": "forgotten", "outlet": "Wire", "url": "https://b.example", "title": "B",
        "published": "2025-01-02T00:00:00+00:00", "evidence": {"quote": "wrapped", "start": 0, "end": 7}}]'),
    ('aouad-s2', 1, 'trailer', 'teaser', 'confirmed', 'stands', '2025-01-01T00:00:00+00:00', '[]');
"""


def test_voices_are_the_outlets_of_the_witnesses_with_the_trust_of_their_items(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    made_at(path, BEFORE)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FILL)
    migrate(path)

    filming, trailer = beliefs(path)
    assert filming.voices == (
        a_voice("official", "Échos  du Soir", Trust.OFFICIAL),
        a_voice("forgotten", "Wire", Trust.PRESS),
    )
    assert trailer.voices == ()


def beliefs(path: Path) -> tuple[Belief, ...]:
    with queries.reading(path) as connection:
        (board,) = queries.boards(connection)
    return board.beliefs


def a_voice(item: str, outlet: str, trust: Trust) -> Voice:
    return Voice(item=ItemId(item), name=voice_name(outlet), trust=trust, certainty=Certainty.RUMOURED)
