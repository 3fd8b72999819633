"""Sources in and out as OPML, by command."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.acceptance.configuring import Configuration
from tests.unit.cli.command import Told, season_watch
from tests.vocabulary import WATCH

LIST = """<opml version="2.0"><body><outline text="TV">
<outline text="The Wire &amp; Co" type="rss" xmlUrl="https://wire.example/feed"
 category="/trust/trade,/watch/aouad-s2,/watch/no"/>
<outline text="The Wire &amp; Co" xmlUrl="https://two.example/feed" category="/TV/Korea"/></outline>
<outline text="bad" xmlUrl="file:///etc/hostname"/><outline text="again" xmlUrl="https://two.example/feed"/>
<outline text="ours" xmlUrl="https://ours.example/feed" category="/trust/official"/></body></opml>"""


@pytest.fixture
def configuration(tmp_path: Path) -> Configuration:
    configuration = Configuration(folder=tmp_path, watches=(WATCH,))
    configuration.write()
    told_by(configuration, "poll")
    return configuration


def told_by(configuration: Configuration, *command: str) -> Told:
    return season_watch(*command, at=configuration.path.parent)


def imported(configuration: Configuration, text: str) -> Told:
    (configuration.folder / "list.opml").write_text(text, "utf-8")
    return told_by(configuration, "sources", "import", "list.opml")


def test_a_list_is_imported_and_says_what_it_left_out(configuration: Configuration) -> None:
    told = imported(configuration, LIST)
    assert (told.code, told.err) == (0, "")
    assert "Left out: file:///etc/hostname is not an http or https address" in told.out
    assert "Left out: https://two.example/feed is in the file twice." in told.out
    assert "Added 3 sources, left out 2." in told.out
    assert "Official by the file's word, so that they confirm at once: ours." in told.out
    sources = {one["name"]: one for one in json.loads(told_by(configuration, "sources", "list", "--json").out)}
    assert {name: (one["url"], one["trust"], one["watches"], one["origin"]) for name, one in sources.items()} == {
        "The Wire & Co": ("https://wire.example/feed", "trade", ["aouad-s2"], "user"),
        "The Wire & Co-2": ("https://two.example/feed", "press", [], "user"),
        "ours": ("https://ours.example/feed", "official", [], "user"),
    }


def test_what_is_exported_can_be_imported(configuration: Configuration) -> None:
    imported(configuration, LIST)
    told_by(configuration, "sources", "add", "https://page.example/", "--entry", "li > a", "--name", "<page>")
    exported = told_by(configuration, "sources", "export")
    assert (exported.code, exported.err) == (0, "")
    outlines = [dict(one.attrib) for one in etree.fromstring(exported.out.encode()).iter("outline")]
    assert outlines[0] == {
        "text": "<page>",
        "type": "link",
        "url": "https://page.example/",
        "category": "/trust/press",
    }
    assert outlines[1]["category"] == "/trust/trade,/watch/aouad-s2"
    before = told_by(configuration, "sources", "list", "--json").out
    for name in ("The Wire & Co", "The Wire & Co-2", "ours"):
        told_by(configuration, "sources", "remove", name)
    imported(configuration, exported.out)
    after = told_by(configuration, "sources", "list", "--json").out
    assert [(one["name"], one["url"], one["trust"]) for one in json.loads(after)] == [
        (one["name"], one["url"], one["trust"]) for one in json.loads(before)
    ]


def test_what_is_no_list_is_refused(configuration: Configuration) -> None:
    assert imported(configuration, "<rss/>").code == 2
    assert imported(configuration, '<opml><body><outline text="folder"/></body></opml>').code == 3
    assert told_by(configuration, "sources", "import", "nothing.opml").code == 1
    assert told_by(configuration, "sources", "export").code == 3


def test_what_is_exported_moves_no_cursor_and_needs_no_letters_that_a_terminal_lacks(
    configuration: Configuration,
) -> None:
    told_by(configuration, "sources", "add", "https://page.example/", "--entry", "li > a", "--name", "우리 wire")
    imported(configuration, LIST.replace("The Wire &amp; Co", "a&#x202e;b&#x9b;2J"))
    exported = told_by(configuration, "sources", "export").out
    assert exported.isascii()
    assert exported.replace("\n", "").isprintable()
    assert "우리 wire" in [one.get("text") for one in etree.fromstring(exported.encode()).iter("outline")]
