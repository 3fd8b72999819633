"""What ships with the code agrees with it: the real configuration, the template, the schema and the reference."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from season_watch.config import schema
from season_watch.config.channels import CHANNELS
from season_watch.config.loading import load
from season_watch.config.shapes import Key, Table
from season_watch.config.tables import ALL
from season_watch.config.template import template
from season_watch.model.source import Trust

ROOT = Path(__file__).parents[3]
REAL = ROOT / "config" / "season-watch.toml"
REFERENCE = ROOT / "docs" / "configuration.md"
SHIPPED_SCHEMA = Path(schema.__file__).with_name(schema.FILE_NAME)


def test_the_real_configuration_loads_without_any_secret() -> None:
    settings = load(REAL, {"HOME": "/home/you"})

    assert [watch.label for watch in settings.watches] == ["All of Us Are Dead S2"]
    assert {source.trust for source in settings.sources} == {Trust.OFFICIAL, Trust.TRADE, Trust.PRESS}
    assert settings.channels == ()
    assert settings.rules == ()


def test_no_source_of_the_real_configuration_is_asked_too_often() -> None:
    least = 15 * 60

    assert [s.name for s in load(REAL, {"HOME": "/"}).sources if s.every.total_seconds() < least] == []


def test_the_template_loads_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_text(template(), encoding="utf-8")

    assert load(file, {"HOME": "/"}).watches


@pytest.mark.parametrize(
    "text", [pytest.param(REAL.read_text(encoding="utf-8"), id="real"), pytest.param(template(), id="template")]
)
def test_what_is_commented_out_loads_when_it_is_taken_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_text("\n".join(map(taken_in, text.splitlines())), encoding="utf-8")

    secrets = {"SMTP_PASSWORD": "x", "WEBHOOK_SECRET": "whsec_" + "A" * 32, "PING_URL": "https://ping.example/x"}
    settings = load(file, {"HOME": "/", **secrets})

    assert [channel.name for channel in settings.channels] == ["mail", "hook"]
    assert settings.limits.contact


def taken_in(line: str) -> str:
    """A commented-out line of TOML without its mark; any other line as it is."""
    bare = line.removeprefix("# ")
    return bare if bare.startswith("[") or " = " in bare else line


def test_the_shipped_schema_is_the_one_that_the_tables_make() -> None:
    assert SHIPPED_SCHEMA.read_text(encoding="utf-8") == schema.schema_text(), (
        "run `python -m season_watch.config.schema > src/season_watch/config/season-watch.schema.json`"
    )


def test_the_schema_is_one_and_takes_what_loads() -> None:
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema.schema())

    for text in (REAL.read_text(encoding="utf-8"), template()):
        validator(schema.schema()).validate(tomllib.loads(text))


def test_the_schema_refuses_a_misspelt_key() -> None:
    document = {"watch": [{"name": "a", "title": "A", "season": 1, "alias": []}]}

    errors = [error.message for error in jsonschema.Draft202012Validator(schema.schema()).iter_errors(document)]

    assert errors == ["Additional properties are not allowed ('alias' was unexpected)"]


@pytest.mark.parametrize("table", [pytest.param(table, id=f"{table.name}-{n}") for n, table in enumerate(ALL)])
def test_the_reference_has_every_key_as_it_is(table: Table) -> None:
    sections = REFERENCE.read_text(encoding="utf-8").split("\n## ")
    section = next(part for part in sections if part.startswith(heading(table) + "\n"))

    rows = [line for line in section.splitlines() if line.startswith("| `")]

    assert table.meaning in section
    assert rows == [row(key) for key in table.keys]


def heading(table: Table) -> str:
    if table.within:
        return f"[{table.within}.{table.name}]"
    kind = next((f' with kind = "{kind}"' for kind, each in CHANNELS.items() if each is table), "")
    return (f"[[{table.name}]]" if table.many else f"[{table.name}]") + kind


def row(key: Key) -> str:
    return f"| `{key.name}` | {default(key)} | {key.meaning} | {key.kind.wanted} |"


def default(key: Key) -> str:
    if key.required:
        return "required"
    if key.default is None:
        return "`[]`" if key.kind.many else "–"
    return f"`{json.dumps(key.default)}`"


def test_loading_a_configuration_imports_nothing_heavy() -> None:
    heavy = ["pydantic", "sqlalchemy", "aiohttp", "feedparser", "bs4", "asyncio", "email"]
    script = f"import sys, season_watch.config.loading; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
