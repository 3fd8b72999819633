import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from season_watch.cli.actions.item_files import instant, read_items
from season_watch.model.errors import ParseError
from season_watch.model.source import Trust

ITEM = {"id": "a", "published": "2025-07-23", "outlet": "O", "lang": "en", "url": "https://o.example/a", "title": "T"}
WHOLE = {**ITEM, "text": "Words."}


def file_of(folder: Path, *lines: str | Mapping[str, object]) -> Path:
    path = folder / "items.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_items_come_in_file_order_and_blank_lines_are_no_items(tmp_path: Path) -> None:
    path = file_of(tmp_path, WHOLE, "", {**WHOLE, "id": "b", "lang": None, "trust": "fan"}, "  ")
    first, second = read_items(path)
    assert (first.id, first.lang, first.trust) == ("a", "en", Trust.PRESS)
    assert (second.id, second.lang, second.trust) == ("b", None, Trust.FAN)


def test_labels_beside_an_item_are_not_looked_at(tmp_path: Path) -> None:
    (item,) = read_items(file_of(tmp_path, {**WHOLE, "claims": [{}], "about": True}))
    assert item.text == "Words."


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2025-07-23", datetime(2025, 7, 23, tzinfo=UTC)),
        ("2025-07-23T18:05:00", datetime(2025, 7, 23, 18, 5, tzinfo=UTC)),
        ("2025-07-23T18:05:00Z", datetime(2025, 7, 23, 18, 5, tzinfo=UTC)),
        ("2025-07-23T18:05:00+09:00", datetime(2025, 7, 23, 9, 5, tzinfo=UTC)),
    ],
)
def test_published_is_a_date_or_an_instant(text: str, meant: datetime) -> None:
    assert instant(text) == meant


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param("{", "not JSON", id="cut off"),
        pytest.param("[1]", "an item is a JSON object", id="not an object"),
        pytest.param(json.dumps(ITEM), "an item needs 'text', a string", id="a key is missing"),
        pytest.param(json.dumps({**WHOLE, "title": 7}), "an item needs 'title', a string", id="a key is no string"),
        pytest.param(json.dumps({**WHOLE, "published": "soon"}), "'soon' is no date", id="no date"),
        pytest.param(json.dumps({**WHOLE, "trust": "mum"}), "'trust' must be one of official", id="no trust"),
        pytest.param("[" * 100_000, "nested too deeply", id="a bomb"),
    ],
)
def test_a_bad_line_is_named_with_its_file(tmp_path: Path, line: str, fault: str) -> None:
    path = file_of(tmp_path, WHOLE, line)
    with pytest.raises(ParseError, match=r"items\.jsonl:2: ") as caught:
        read_items(path)
    assert fault in str(caught.value)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(b'{"id": "\xff"}')
    with pytest.raises(ParseError, match=r"items\.jsonl:1: not UTF-8\."):
        read_items(path)


def test_half_a_character_pair_is_replaced_so_that_it_can_be_kept(tmp_path: Path) -> None:
    (item,) = read_items(file_of(tmp_path, json.dumps({**WHOLE, "text": "a\ud800b"})))
    assert item.text == "a\ufffdb"
