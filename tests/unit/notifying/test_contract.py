"""What the pipeline writes is what this room reads: every kind of message, through both bodies and the schema."""

import json
from datetime import UTC, datetime
from email.headerregistry import Address

import pytest

from season_watch.model.board import Change, Fact, Update, UpdateKey, Witness
from season_watch.model.claim import STATES, Certainty, Evidence, Facet
from season_watch.model.delivery import Message
from season_watch.model.item import ItemId
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.notifying.email import rendered
from season_watch.notifying.webhook import body_of
from season_watch.pipeline.messages import notice, update_message
from tests.unit.notifying.samples import delivery, schema_validator

AT = datetime(2025, 12, 17, 9, 30, tzinfo=UTC)
WATCH = Watch(name=WatchName("aouad-s2"), title="All of Us Are Dead", season=2)
FACTS = [
    Fact(facet=facet, state=state, value="2026-21", certainty=certainty)
    for facet in Facet
    for state in STATES[facet]
    for certainty in (Certainty.CONFIRMED, Certainty.RUMOURED)
]
UPDATES = [
    *((fact, Change.OPENED, None) for fact in FACTS),
    *((FACTS[0], change, FACTS[1]) for change in Change),
]
NOTICES = [
    notice("source_gone", "a source is gone", "It answered 410 twice.", source=SourceName("variety"), at=AT),
    notice("first_check", "first check", "Twelve items were read.", source=None, at=AT),
]


def _update(fact: Fact, change: Change, before: Fact | None) -> Message:
    witness = Witness(
        item=ItemId("item_1"),
        outlet="Variety",
        url="https://news.example/1",
        title="A title",
        published=AT,
        evidence=Evidence(quote="Filming has wrapped.", start=0, end=20),
    )
    update = Update(
        key=UpdateKey("upd_1"),
        watch=WATCH.name,
        change=change,
        fact=fact,
        before=before,
        witness=witness,
        at=AT,
        reason="first confirmed claim",
    )
    return update_message(update, WATCH)


def assert_can_be_sent(message: Message) -> None:
    schema_validator().validate(json.loads(body_of(message)))
    assert rendered(delivery(message), Address("", "a", "b.example"), Address("", "c", "d.example"))


def test_every_update_can_be_mailed_and_posted() -> None:
    for fact, change, before in UPDATES:
        assert_can_be_sent(_update(fact, change, before))


@pytest.mark.parametrize("message", NOTICES, ids=lambda message: message.kind)
def test_every_notice_can_be_mailed_and_posted(message: Message) -> None:
    assert_can_be_sent(message)
