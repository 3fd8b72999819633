"""Replay: a file of ready items through the real plan and apply, on a database that lasts as long as the command."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from season_watch.cli.actions.item_files import read_items
from season_watch.cli.documents import Document, replayed_update
from season_watch.cli.output import Line, show_json, show_lines
from season_watch.cli.phrases import fact_phrase
from season_watch.model.board import Fact
from season_watch.model.claim import Claim
from season_watch.model.source import Source, SourceName
from season_watch.model.watch import Watch
from season_watch.pipeline.replay import Replayed, ReplayItem
from season_watch.pipeline.replay import replay as replay_items
from season_watch.pipeline.wording import statement
from season_watch.storage import schema
from season_watch.storage.registry import Declared
from season_watch.storage.store import SqliteStore

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
"""When the temporary database learnt of its watches: no item is older."""


def replay(watches: tuple[Watch, ...], path: Path, *, as_json: bool) -> None:
    """Print what each item says of each watch and what it sets off, an object or a block each."""
    asyncio.run(_replay(watches, read_items(path), as_json=as_json))


async def _replay(watches: tuple[Watch, ...], items: tuple[ReplayItem, ...], *, as_json: bool) -> None:
    of = {item.id: item for item in items}
    async with _temporary_store(Declared(watches=watches, sources=_outlets(items))) as store:
        async for replayed in replay_items(items, watches, store):
            if as_json:
                show_json(replay_document(replayed), indent=None)
            else:
                show_lines(tuple(_lines(replayed, of[replayed.item])))


@asynccontextmanager
async def _temporary_store(declared: Declared) -> AsyncIterator[SqliteStore]:
    with TemporaryDirectory(prefix="season-watch-") as folder:
        database = Path(folder) / "replay.db"
        schema.migrate(database)
        store = SqliteStore(database)
        try:
            await store.reconcile(declared, _BEFORE_ALL)
            yield store
        finally:
            await store.close()


def _outlets(items: Iterable[ReplayItem]) -> tuple[Source, ...]:
    """Each outlet counts as a source of its own."""
    first = {item.outlet: item for item in reversed(tuple(items))}
    return tuple(
        Source(name=SourceName(outlet), url=item.url, trust=item.trust) for outlet, item in sorted(first.items())
    )


def replay_document(replayed: Replayed) -> Document:
    """One line of the replay contract, which other measurements build on."""
    return {
        "item": replayed.item,
        "watch": replayed.watch,
        "about": replayed.about,
        "duplicate_of": replayed.duplicate_of,
        "claims": [_claim(claim) for claim in replayed.claims],
        "updates": [replayed_update(update) for update in replayed.updates],
    }


def _claim(claim: Claim) -> Document:
    return {
        "facet": claim.facet,
        "state": claim.state,
        "value": claim.value,
        "certainty": claim.certainty,
        "evidence": claim.evidence.quote,
    }


def _lines(replayed: Replayed, item: ReplayItem) -> Iterator[Line]:
    copied = f", a copy of {replayed.duplicate_of}" if replayed.duplicate_of else ""
    about = "about" if replayed.about else "not about"
    yield Line(text=f"{replayed.item}: {item.title}", style="bold")
    yield Line(text=f"{about} {replayed.watch}{copied}", indent=2)
    for claim in replayed.claims:
        yield Line(text=f"claims {_claimed(claim, item)}: “{claim.evidence.quote}”", indent=2)
    for update in replayed.updates:
        yield Line(text=f"→ {statement(update, update.witness.published)} ({update.change})", indent=2, style="green")


def _claimed(claim: Claim, item: ReplayItem) -> str:
    fact = Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=claim.certainty)
    return f"{claim.facet}, {fact_phrase(fact, item.published)}"
