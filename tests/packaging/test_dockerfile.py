"""The Dockerfile, linted: no Docker engine runs where the tests do."""

import json
import re
from typing import NamedTuple

import pytest

from tests.packaging.checkout import ROOT, USER, text_of


class Instruction(NamedTuple):
    word: str
    rest: str


def instructions() -> list[Instruction]:
    lines = [line for line in text_of("Dockerfile").splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Instruction(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def of(word: str) -> list[str]:
    return [one.rest for one in instructions() if one.word == word]


def the_only(word: str) -> str:
    (rest,) = of(word)
    return rest


def environment() -> dict[str, str]:
    pairs = [pair.partition("=") for rest in of("ENV") for pair in rest.split()]
    return {name: value for name, _, value in pairs}


def copied_from_the_checkout() -> list[str]:
    words = [rest.split() for rest in of("COPY") if not rest.startswith("--from=")]
    return [source for *sources, _target in words for source in sources]


def test_every_stage_stands_on_a_small_base_pinned_by_its_tag() -> None:
    bases = [rest.split()[0] for rest in of("FROM")]
    assert len(bases) == 2
    assert set(bases) == {"python:3.11-slim-bookworm"}


def test_the_program_runs_as_a_fixed_user_that_is_not_root() -> None:
    assert the_only("USER") == f"{USER}:{USER}"
    assert any(f"--uid {USER}" in rest and f"--gid {USER}" in rest for rest in of("RUN"))


def test_nothing_runs_as_the_user_that_could_change_the_program() -> None:
    after = [one.word for one in instructions()][[one.word for one in instructions()].index("USER") :]
    assert not {"RUN", "COPY", "ADD"} & set(after)


def test_all_that_is_written_lies_in_the_one_volume() -> None:
    assert the_only("VOLUME") == "/data"
    names = ("HOME", "SEASON_WATCH_CONFIG", "SEASON_WATCH__STORAGE__PATH")
    assert all(environment()[name].startswith("/data") for name in names)
    assert "PYTHONDONTWRITEBYTECODE" in environment()
    assert of("WORKDIR")[-1] == "/data"


def test_the_program_is_asked_for_its_own_health() -> None:
    check = the_only("HEALTHCHECK")
    assert check.endswith('CMD ["season-watch", "healthcheck"]')
    assert {"--interval=1m", "--timeout=10s", "--retries=3"} <= set(check.split())


def test_arguments_reach_the_program_and_none_run_the_daemon() -> None:
    assert json.loads(the_only("ENTRYPOINT")) == ["season-watch"]
    assert json.loads(the_only("CMD")) == ["run"]


def test_the_time_zone_can_be_set() -> None:
    assert environment()["TZ"] == "UTC"


@pytest.mark.parametrize("source", copied_from_the_checkout())
def test_what_is_copied_exists_and_is_let_into_the_build(source: str) -> None:
    assert (ROOT / source).exists()
    assert f"!{source}" in text_of(".dockerignore").splitlines()


def test_only_what_is_copied_is_let_into_the_build() -> None:
    rules = [line for line in text_of(".dockerignore").splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == set(copied_from_the_checkout())


def test_whatever_is_installed_is_known_by_its_hash_or_comes_from_the_checkout() -> None:
    commands = [command for rest in of("RUN") for command in rest.split("&&") if " install " in f" {command}"]
    pip = [command.split() for command in commands if "pip" in command.split()[0]]
    assert len(pip) == 3
    assert all("--require-hashes" in words or "--no-index" in words for words in pip)


@pytest.mark.parametrize("name", ["runtime.txt", "build.txt", "dev.txt", "uv.txt"])
def test_every_requirement_is_one_version_with_its_hashes_and_no_address(name: str) -> None:
    text = text_of(f"requirements/{name}")
    requirements = re.findall(r"^(\S.*)\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
    names = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert len(requirements) == len(names) > 0
    assert all(re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+ ", line) for line, _ in requirements)
    assert "://" not in text


def test_the_image_holds_no_secret() -> None:
    secret = re.compile(r"password|secret|token|api_?key|whsec_", re.IGNORECASE)
    assert not [line for line in text_of("Dockerfile").splitlines() if secret.search(line)]
