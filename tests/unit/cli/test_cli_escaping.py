import json

import pytest

from season_watch.cli.escaping import visible, visible_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("filming has wrapped", "filming has wrapped", id="plain words stay"),
        pytest.param("지금 우리 학교는 – “시즌2”", "지금 우리 학교는 – “시즌2”", id="any script and its quotes stay"),
        pytest.param("👩\u200d🚀", "👩\u200d🚀", id="a joined emoji stays one"),
        pytest.param("one\ntwo\r\n\tthree\u2028four", "one two three four", id="a line break starts no line"),
        pytest.param("\x1b[2J\x1b]0;x\x07", r"\x1b[2J\x1b]0;x\x07", id="an escape sequence moves nothing"),
        pytest.param("a\x9b31mb", r"a\x9b31mb", id="nor does its one-byte form"),
        pytest.param("a\u202egnp.exe", r"a\u202egnp.exe", id="a direction override turns nothing"),
        pytest.param("a\u2066b\u200ec\u061c", r"a\u2066b\u200ec\u061c", id="nor do isolates and marks"),
        pytest.param("a\ud800b", r"a\ud800b", id="a lone surrogate can be written"),
        pytest.param("a\x08\x08b\x00", r"a\x08\x08b\x00", id="nothing is rubbed out"),
    ],
)
def test_what_cannot_be_seen_is_written_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["\u202e\u2066", "\x7f\x9b", "\x1b[2J", "\ud800", "\u2028", "지우학 “é” 😀"])
def test_json_made_safe_says_the_same_and_steers_nothing(text: str) -> None:
    safe = visible_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(safe) == [text]
    assert safe.isprintable()


def test_json_keeps_letters_of_any_script() -> None:
    assert visible_json(json.dumps("지우학", ensure_ascii=False)) == '"지우학"'
