"""compose.yaml, linted line by line: what it leaves open to the program, and what it closes."""

import re

import pytest

from tests.packaging.checkout import USER, text_of, version


def lines() -> list[str]:
    return [line for line in text_of("compose.yaml").splitlines() if line.strip() and not line.lstrip().startswith("#")]


def under(key: str) -> list[str]:
    """The list below a key of the service."""
    found = re.search(rf"^    {key}:\n((?:      .*\n)+)", text_of("compose.yaml"), re.MULTILINE)
    assert found is not None, key
    listed = (line.strip() for line in found[1].splitlines())
    return [line.removeprefix("- ") for line in listed if not line.startswith("#")]


@pytest.mark.parametrize(
    "line",
    ["read_only: true", "restart: unless-stopped", "mem_limit: 1g", "pids_limit: 128", "stop_grace_period: 15s"],
)
def test_the_service_says(line: str) -> None:
    assert f"    {line}" in lines()


def test_the_program_may_write_to_its_data_and_to_memory_alone() -> None:
    assert under("volumes") == ["./data:/data"]
    assert under("tmpfs") == ["/tmp:size=64m"]


def test_the_program_has_no_privilege_and_can_gain_none() -> None:
    assert under("cap_drop") == ["ALL"]
    assert under("security_opt") == ["no-new-privileges:true"]
    assert not [line for line in lines() if re.search(r"privileged|cap_add|network_mode|docker\.sock|user:", line)]


def test_secrets_come_from_a_file_that_may_be_missing_and_is_not_in_the_checkout() -> None:
    assert under("env_file") == ["path: season-watch.env", "required: false"]
    assert under("environment") == ["TZ: ${TZ:-UTC}"]
    assert "season-watch.env" not in text_of(".dockerignore")


def test_the_image_is_named_after_this_version() -> None:
    assert f"    image: season-watch:{version()}" in lines()


def test_the_data_folder_belongs_to_the_user_of_the_image() -> None:
    assert f"user {USER}" in text_of("compose.yaml")
    assert f"-o {USER} -g {USER} data" in text_of("README.md")


def test_every_line_is_a_key_or_an_element_of_a_list_two_spaces_deeper() -> None:
    for line in lines():
        assert re.fullmatch(r"(  )*(- )?(\w+: ?\S.*|[\w-]+:|\S+)", line), line
