"""Templates of the owner's, as the configuration names them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.config.wordings import MOST_BYTES
from season_watch.model.errors import ConfigError
from season_watch.notifying.accounts import EmailAccount, OwnTemplates

CONFIG = (
    '[[watch]]\nname = "aouad"\ntitle = "All of Us Are Dead"\nseason = 2\n'
    '[[channel]]\nname = "mail"\nkind = "email"\nhost = "mx"\nfrom = "a@example.org"\nto = ["b@example.org"]\n'
    'templates = "mine"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for templates, beside a configuration that names it."""
    (tmp_path / "season-watch.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def templates(folder: Path) -> OwnTemplates | None:
    (account,) = load(folder.parent / "season-watch.toml", {"HOME": "/"}).accounts
    assert isinstance(account, EmailAccount)
    return account.templates


def faults(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        templates(folder)
    return [fault.partition("season-watch.toml:11: ")[2].replace(str(folder), "mine") for fault in caught.value.faults]


def test_those_that_are_there_are_taken(folder: Path) -> None:
    (folder / "text.txt").write_text("{{ update.label }}", encoding="utf-8")
    (folder / "page.html").write_text("<p>학교", encoding="utf-8")
    (folder / "notes.md").write_text("{{", encoding="utf-8")
    assert templates(folder) == OwnTemplates(texts=(("text.txt", "{{ update.label }}"), ("page.html", "<p>학교")))


def test_a_fault_is_told_with_the_template_s_file_and_line(folder: Path) -> None:
    (folder / "subject.txt").write_text("{{ update.label", encoding="utf-8")
    (folder / "page.html").write_text("one\n{{ at | shout }}", encoding="utf-8")
    assert faults(folder) == [
        "mine/subject.txt:1: unexpected end of template, expected 'end of print statement'.",
        "mine/page.html:2: there is no filter 'shout'",
    ]


def test_a_folder_without_templates_is_a_mistake(folder: Path) -> None:
    assert faults(folder) == [
        "'templates' in [[channel]] #1 names mine, where none of subject.txt, text.txt, page.html is"
    ]
    folder.rmdir()
    assert "where none of" in faults(folder)[0]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"\xff\xfe", "mine/text.txt: can't be read: it is not UTF-8", id="not text"),
        pytest.param(b"x" * (MOST_BYTES + 1), f"mine/text.txt: is longer than {MOST_BYTES} bytes", id="too long"),
    ],
)
def test_what_is_no_template_is_told(folder: Path, content: bytes, fault: str) -> None:
    (folder / "text.txt").write_bytes(content)
    assert faults(folder) == [fault]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["a-folder", "a-pipe"])
def test_what_is_no_file_is_told_and_not_waited_for(folder: Path, make: Callable[[Path], None]) -> None:
    make(folder / "text.txt")
    assert faults(folder) == ["mine/text.txt: is no file"]
