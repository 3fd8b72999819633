"""The configuration file of the demo: the same kind of file an owner writes, for the addresses of the local servers."""

import json
from pathlib import Path

from season_watch.demo.history import WATCH
from season_watch.demo.sources import PUBLISHERS, Format, Publisher

RECIPIENT = "you@home.example"
SECRET = "whsec_ZGVtby1zZWNyZXQtb2YtdGhlLWxvY2FsLWRlbW8="  # noqa: S105 - signs posts to a receiver of the demo's own


def write_configuration(folder: Path, *, web: str, hook: str, smtp_port: int) -> Path:
    """Write `season-watch.toml` into a folder; returns its path."""
    path = folder / "season-watch.toml"
    path.write_text(
        "\n".join((_head(folder), _watch(), *(_source(one, web) for one in PUBLISHERS), _channels(hook, smtp_port))),
        "utf-8",
    )
    return path


def _head(folder: Path) -> str:
    database = json.dumps(str(folder / "season-watch.db"))
    return f'[storage]\npath = {database}\n\n[network]\ncontact = "https://demo.example"\nallow = ["127.0.0.0/8"]\n'


def _watch() -> str:
    aliases = json.dumps(WATCH.aliases, ensure_ascii=False)
    return f'[[watch]]\nname = "{WATCH.name}"\ntitle = "{WATCH.title}"\nseason = {WATCH.season}\naliases = {aliases}\n'


def _source(publisher: Publisher, web: str) -> str:
    lines = [
        "[[source]]",
        f'name = "{publisher.name}"',
        f'url = "{web}{publisher.path}"',
        f'trust = "{publisher.trust}"',
        f'watches = ["{WATCH.name}"]',
    ]
    if publisher.format is Format.LIST_PAGE:
        selectors = '{ entry = "li.story", summary = ".teaser", published = "time" }'
        lines += ['kind = "page"', f"selectors = {selectors}"]
    return "\n".join((*lines, ""))


def _channels(hook: str, smtp_port: int) -> str:
    return f"""[[channel]]
name = "mail"
kind = "email"
host = "127.0.0.1"
port = {smtp_port}
security = "none"
from = "season-watch@home.example"
to = ["{RECIPIENT}"]

[[channel]]
name = "hook"
kind = "webhook"
url = "{hook}/season-watch"
secret = "{SECRET}"
"""
