from pathlib import Path

import pytest

from season_watch.config.document import Place, read
from season_watch.model.errors import ConfigError

TEXT = '''\
top = 1 # [[watch]]
[[watch]]
name = "a"
aliases = [
  "[[watch]]",
  ["season = 3"],
]
season = 2
note = """
[[watch]]
season = 9
"""

[[source]]
name = "s"

  [[ source ]]
name = "t"
[source.selectors]
entry = "li"
[[source]]
name = "u"
selectors = { entry = "p" }

[log]
format = "text"
'''


@pytest.mark.parametrize(
    ("place", "key", "line"),
    [
        pytest.param(Place(table=""), "top", 1, id="a key above all tables"),
        pytest.param(Place(table="watch", number=1), "", 2, id="a header"),
        pytest.param(Place(table="watch", number=1), "name", 3, id="a key"),
        pytest.param(Place(table="watch", number=1), "season", 8, id="a key after a list that looks like tables"),
        pytest.param(Place(table="watch", number=1), "absent", 2, id="an absent key stands at its header"),
        pytest.param(Place(table="source", number=2), "name", 18, id="the second of its kind, indented"),
        pytest.param(Place(table="selectors", number=2, within="source"), "entry", 20, id="a table within a table"),
        pytest.param(Place(table="source", number=3), "name", 22, id="the third, after a table within the second"),
        pytest.param(Place(table="selectors", number=3, within="source"), "entry", 23, id="an inline table"),
        pytest.param(Place(table="log"), "format", 26, id="a table that stands once"),
        pytest.param(Place(table="nowhere"), "", 1, id="nowhere"),
    ],
)
def test_each_key_is_found_on_its_line(tmp_path: Path, place: Place, key: str, line: int) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_text(TEXT, encoding="utf-8")

    assert read(file).line(place, key) == line


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(
            b"[[watch]]\nname 1\n", ":2:6: not TOML: Expected '=' after a key in a key/value pair", id="syntax"
        ),
        pytest.param(b"[[watch]]\nname = [\n", ":3: not TOML: Invalid value", id="an end too early"),
        pytest.param(
            b"name = 1" + 5000 * b"0",
            ":1: not TOML: Exceeds the limit (4300 digits) for integer string conversion: value has 5001 digits; "
            "use sys.set_int_max_str_digits() to increase the limit",
            id="a number beyond all measure",
        ),
        pytest.param(b"name = '\xff'", ": can't be read: it is not UTF-8", id="another encoding"),
    ],
)
def test_a_file_that_is_not_toml_says_where(tmp_path: Path, content: bytes, fault: str) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_bytes(content)

    with pytest.raises(ConfigError) as failure:
        read(file)

    assert str(failure.value) == f"{file}{fault}"


def test_a_file_that_can_t_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as failure:
        read(tmp_path)

    assert str(failure.value) == f"{tmp_path}: can't be read: Is a directory"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_bytes(b"\xef\xbb\xbfname = 1")

    assert read(file).data == {"name": 1}
