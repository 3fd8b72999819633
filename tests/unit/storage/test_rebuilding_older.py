"""Databases from before weighings were kept: their order is told from what there is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from season_watch.model.weighing import Weighing
from season_watch.storage.mapping import from_row
from season_watch.storage.schema import migrate
from tests.unit.storage.databases import made_at
from tests.vocabulary import WATCH

BEFORE = 13
"""The last schema without weighings."""

FILL = """
INSERT INTO watches (name, title, season, aliases, archived) VALUES ('aouad-s2', 'All of Us Are Dead', 2, '[]', 0);
INSERT INTO items
    (id, version, url, source, trust, outlet, title, text, published, first_seen_at, text_state, tries, backfill) VALUES
    ('late', 1, 'https://a.example', 'wire', 'press', 'A', 'A', 'a', '2025-01-01T00:00:00+00:00',
     '2025-03-01T00:00:00+00:00', 'full', 0, 0),
    ('page', 2, 'https://b.example', 'wire', 'press', 'B', 'B', 'b', '2025-04-01T00:00:00+00:00',
     '2025-02-01T00:00:00+00:00', 'headline_only', 3, 1),
    ('mute', 1, 'https://c.example', 'wire', 'press', 'C', 'C', 'c', '2025-01-01T00:00:00+00:00',
     '2025-01-01T00:00:00+00:00', 'full', 0, 0);
INSERT INTO item_versions SELECT
    id, 1 AS version, url, guid, source, 'fan', outlet, lang, title, text, first_seen_at, first_seen_at, 'full',
    fingerprint, duplicate_of, 0, NULL, 0, headline FROM items WHERE id = 'page';
INSERT INTO readings (item, version, watch, about, near_misses) VALUES
    ('late', 1, 'aouad-s2', 1, '[]'), ('page', 1, 'aouad-s2', 1, '[]'), ('page', 2, 'aouad-s2', 1, '[]'),
    ('mute', 1, 'aouad-s2', 1, '[]');
INSERT INTO claims
    (item, version, watch, position, facet, state, value, certainty, quote, start, "end", rule, cues, refutes) VALUES
    ('late', 1, 'aouad-s2', 0, 'filming', 'wrapped', NULL, 'confirmed', 'it “wrapped”', 0, 12, 'r', '["c"]', 0),
    ('page', 1, 'aouad-s2', 1, 'release', 'date', '2026-01-01', 'rumoured', 'dated', 5, 10, 'r', '[]', 0),
    ('page', 1, 'aouad-s2', 0, 'trailer', 'none', NULL, 'confirmed', 'none', 0, 4, 'r', '[]', 1),
    ('page', 2, 'aouad-s2', 0, 'filming', 'started', NULL, 'confirmed', 'began', 0, 5, 'r', '[]', 0);
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "watch.db"
    made_at(path, BEFORE)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FILL)
    return path


def weighings(path: Path) -> list[Weighing]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [from_row(Weighing, row) for row in connection.execute("SELECT * FROM weighings ORDER BY number")]


def test_what_was_weighed_before_is_taken_from_what_each_version_claims(older: Path) -> None:
    migrate(older)
    first, second, third = weighings(older)
    assert [(one.item.id, one.item.version) for one in (first, second, third)] == [
        ("page", 1),
        ("late", 1),
        ("page", 2),
    ]
    assert {one.watch for one in (first, second, third)} == {WATCH.name}
    assert [(said.state, said.value, said.refutes) for said in first.claims] == [
        ("none", None, True),
        ("date", "2026-01-01", False),
    ]
    assert (first.item.trust, first.item.text_state, third.item.text_state) == ("fan", "full", "headline_only")
    assert (second.claims[0].evidence.quote, second.claims[0].cues) == ("it “wrapped”", ("c",))


def test_what_set_off_an_update_was_weighed_when_that_was_written(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute(
            """
            INSERT INTO updates (key, watch, change, facet, state, certainty, item, outlet, url, title, published,
                                 quote, start, "end", at, reason)
            VALUES ('k', 'aouad-s2', 'opened', 'filming', 'wrapped', 'confirmed', 'late', 'A', 'u', 't',
                    '2025-01-01T00:00:00+00:00', 'it “wrapped”', 0, 12, '2025-05-01T00:00:00+00:00', 'first')
            """
        )
    migrate(older)
    assert [one.item.id for one in weighings(older)] == ["page", "page", "late"]
