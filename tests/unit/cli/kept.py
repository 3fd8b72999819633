"""A configuration and a database in which something has happened, for commands that read."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from season_watch.bootstrap import declared
from season_watch.cli.actions.item_files import item_of
from season_watch.config.loading import load
from season_watch.model.source import Source, SourceName
from season_watch.pipeline.replay import ReplayItem, replay
from season_watch.storage import schema
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore

CONFIG = """
[[watch]]
name = "aouad"
title = "All of Us Are Dead"
season = 2

[[watch]]
name = "silo"
title = "Silo"
season = 4

[[channel]]
name = "hook"
kind = "webhook"
url = "http://127.0.0.1:9/secret-path"
secret = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"

[storage]
path = "kept.db"
"""

HOSTILE = "\x1b[2J\x1b]0;owned\x07\u202egnp.exe\n"

ITEMS: tuple[dict[str, str], ...] = (
    {
        "id": "one",
        "published": "2025-03-01",
        "outlet": "The Ledger",
        "url": "https://ledger.example/ordered",
        "title": "Netflix orders All of Us Are Dead season 2",
        "text": "Netflix has renewed All of Us Are Dead for a second season. It gave no date.",
    },
    {
        "id": "two",
        "published": "2025-07-23",
        "outlet": f"The {HOSTILE}Post 한국일보",
        "url": "https://post.example/wraps",
        "title": f"All of Us Are Dead season 2 has wrapped filming {HOSTILE}",
        "text": "Filming on season 2 of All of Us Are Dead has wrapped, Netflix confirmed.",
    },
)


def write_config(folder: Path, more: str = "") -> Path:
    """The configuration and `more` of it; its database is beside it."""
    config = folder / "season-watch.toml"
    config.write_text(CONFIG + more, encoding="utf-8")
    return config


def keep(folder: Path, told: tuple[dict[str, str], ...] = ITEMS, more: str = "") -> Path:
    """The configuration, and its database with all of `told` read; returns the configuration's path."""
    config = write_config(folder, more)
    settings = load(config, {})
    schema.migrate(settings.database)
    items = tuple(item_of(fields) for fields in told)
    outlets = tuple(Source(name=SourceName(item.outlet), url=item.url) for item in items)
    asyncio.run(_replay(settings.database, declared(settings), outlets, items))
    return config


async def _replay(
    database: Path, of_file: Declared, outlets: tuple[Source, ...], items: tuple[ReplayItem, ...]
) -> None:
    store = SqliteStore(database)
    try:
        await store.reconcile(replace(of_file, sources=outlets), datetime(2025, 1, 1, tzinfo=UTC))
        async for _ in replay(items, of_file.watches, store):
            pass
    finally:
        await store.close()
