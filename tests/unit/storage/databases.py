"""Databases and values for the tests of the storage."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from season_watch.model.board import Belief, Board, Change, Fact, Standing, Update, UpdateKey, Witness
from season_watch.model.claim import Claim
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, DeliveryId, Message, Rule
from season_watch.model.item import Item
from season_watch.model.source import NO_VALIDATORS, CheckOutcome, Health, Source, SourceName
from season_watch.pipeline.plan import Sighting
from season_watch.storage import schema
from season_watch.storage.registry import Declared
from tests.vocabulary import WATCH, claim, day

NOW = day("2025-03-01")
HOUR = timedelta(hours=1)
WIRE = Source(name=SourceName("wire"), url="https://wire.example/feed", watches=(WATCH.name,))
TRADE = Source(name=SourceName("trade"), url="https://trade.example/feed")
MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("ann@example.org",))
EVERYTHING = Rule(channels=(MAIL.name,))
DECLARED = Declared(watches=(WATCH,), sources=(WIRE, TRADE), channels=(MAIL,), rules=(EVERYTHING,))


def outcome(source: SourceName = WIRE.name, **more: object) -> CheckOutcome:
    """A check at the declared address that went well at `NOW`; the next in an hour."""
    values: dict[str, object] = {
        "source": source,
        "url": f"https://{source}.example/feed",
        "at": NOW,
        "health": Health.OK,
        "next_check_at": NOW + HOUR,
        "next_check_reason": "as usual",
        "validators": NO_VALIDATORS,
        "body_digest": None,
    }
    return CheckOutcome(**(values | more))  # type: ignore[arg-type]


def sighting(of: Item, source: SourceName = WIRE.name, **more: object) -> Sighting:
    """The source carried the item, at the item's own address."""
    values: dict[str, object] = {
        "item": of.id,
        "source": source,
        "guid": of.guid,
        "url": of.url,
        "outlet": of.outlet,
        "at": NOW,
    }
    return Sighting(**(values | more))  # type: ignore[arg-type]


def witness(of: Item, said: Claim) -> Witness:
    return Witness(
        item=of.id, outlet=of.outlet, url=of.url, title=of.title, published=of.published, evidence=said.evidence
    )


def board(of: Item, *claims: str) -> Board:
    """A board on which one item claimed all this."""
    return Board(watch=WATCH.name, beliefs=tuple(_belief(of, claim(text)) for text in claims))


def update(key: str, of: Item, text: str = "release.date=2025-10-31") -> Update:
    said = claim(text)
    fact = Fact(facet=said.facet, state=said.state, value=said.value, certainty=said.certainty)
    return Update(
        key=UpdateKey(key),
        watch=WATCH.name,
        change=Change.MOVED,
        fact=fact,
        before=fact,
        witness=witness(of, said),
        at=NOW,
        reason="said so",
    )


def delivery(name: str, about: UpdateKey | None = None, **more: object) -> Delivery:
    values: dict[str, object] = {
        "id": DeliveryId(name),
        "channel": MAIL.name,
        "recipient": "ann@example.org",
        "message": Message(kind="update.confirmed", at=NOW, subject="News", data={"of": ["지금", None, 1.5]}),
        "created_at": NOW,
        "update": about,
    }
    return Delivery(**(values | more))  # type: ignore[arg-type]


def made_at(path: Path, number: int) -> None:
    """A database as the program of an older schema made it."""
    versions = path.with_name("versions")
    versions.mkdir()
    for script in schema.VERSIONS.glob("v*.py"):
        if int(script.stem[1:5]) <= number:
            shutil.copy(script, versions)
    schema.migrate(path, versions)


def integrity(path: Path) -> str:
    """What SQLite says of a database's soundness: `ok`."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def _belief(of: Item, said: Claim) -> Belief:
    return Belief(
        facet=said.facet,
        state=said.state,
        value=said.value,
        certainty=said.certainty,
        standing=Standing.STANDS,
        since=of.published,
        witnesses=(witness(of, said),),
    )
