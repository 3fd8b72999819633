"""What the pipeline writes is what this room reads: every kind of message, through both bodies and the schema."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path

from season_watch.cli.actions.alert_trial import sample
from season_watch.model.board import Belief, Board, Change, Fact, Standing, Update, UpdateKey, Witness
from season_watch.model.claim import STATES, Certainty, Evidence, Facet
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, DeliveryState, Message, TemplateFault
from season_watch.model.item import ItemId
from season_watch.model.occasion import Occasion, OccasionKind
from season_watch.model.reach import Reach
from season_watch.model.source import Source, SourceForCheck, SourceName
from season_watch.model.trouble import FIRST_SIGHT, Sight, Trouble, TroubleKind
from season_watch.model.watch import Watch, WatchName
from season_watch.notifying.content import content_of
from season_watch.notifying.document import body_of
from season_watch.notifying.email import rendered
from season_watch.notifying.textbody import text_body
from season_watch.pipeline.messages import STEPS, update_message
from season_watch.pipeline.notices import source_notices
from season_watch.pipeline.occasions import occasion_message
from season_watch.pipeline.own_notices import judged, judged_attempt, store_failing, store_working
from season_watch.pipeline.releasing import digest_message
from tests.unit.notifying.samples import delivery, schema_validator, update
from tests.unit.storage.databases import outcome
from tests.vocabulary import claim

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
HOOK = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://hook.example/",))
MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("a@home.example",))
REFUSED = Reach(channel=HOOK.name, recipient="https://hook.example/", refusing_since=AT, reason="gone", gave_up=True)
SOURCE = SourceForCheck(source=Source(name=SourceName("variety"), url="https://variety.example/feed"), added_at=AT)
PAGE = Path(__file__).parents[3] / "docs" / "messages.md"


def _of_sources() -> Iterator[Message]:
    """What starts and ends of every trouble of a source."""
    for kind in TroubleKind:
        troubled = Sight(trouble=Trouble(kind=kind, since=AT, why="http-503"))
        for before, after in ((FIRST_SIGHT, troubled), (troubled, FIRST_SIGHT)):
            (told,) = source_notices((MAIL,), replace(SOURCE, sight=before), outcome(SOURCE.source.name, sight=after))
            yield told.message


def _of_channels() -> Iterator[Message]:
    """What is said of a recipient that refuses, that takes again, and that wants no more."""
    refused = replace(delivery(update()), state=DeliveryState.DEAD, reason="gone: (410)", channel=HOOK.name)
    taken = replace(refused, state=DeliveryState.SENT)
    told, failing = judged(REFUSED, (HOOK, MAIL), now=AT)
    _, working = judged_attempt(told, (MAIL,), after=taken, now=AT)
    _, closed = judged_attempt(REFUSED, (HOOK, MAIL), after=refused, now=AT, closed=True)
    fault = TemplateFault(what="text.txt:3: 'x' is undefined", version="1")
    _, worded = judged_attempt(told, (MAIL,), after=refused, now=AT, fault=fault)
    yield from (one.message for one in (*failing, *working, *closed, *worded))


WITNESS = Witness(
    item=ItemId("item_1"),
    outlet="Variety",
    url="https://news.example/1",
    title="A title",
    published=AT,
    evidence=Evidence(quote="Filming has wrapped.", start=0, end=20),
)


def _of_days() -> Iterator[Message]:
    fact = claim("release.date=2025-10-31")
    belief = Belief(
        facet=fact.facet,
        state=fact.state,
        value=fact.value,
        certainty=fact.certainty,
        standing=Standing.STANDS,
        since=AT,
        witnesses=(WITNESS,),
    )
    for kind in OccasionKind:
        occasion = Occasion(watch=WATCH.name, kind=kind, value="2025-10-31")
        yield occasion_message(occasion, WATCH, belief, now=AT, days=7)


NOTICES = [
    *_of_sources(),
    *_of_channels(),
    *_of_days(),
    store_failing("The disk is full.", AT),
    store_working(AT, AT),
    sample(AT),
]


def _update(fact: Fact, change: Change, before: Fact | None) -> Message:
    update = Update(
        key=UpdateKey("upd_1"),
        watch=WATCH.name,
        change=change,
        fact=fact,
        before=before,
        witness=WITNESS,
        at=AT,
        reason="first confirmed claim",
    )
    return update_message(update, WATCH, Board(watch=WATCH.name, beliefs=(_belief(fact, WITNESS), *_earlier(fact))))


def _earlier(fact: Fact) -> tuple[Belief, ...]:
    """More of the same facet than a timeline tells, of every standing."""
    return tuple(_belief(fact, WITNESS, standing) for standing in Standing for _ in range(STEPS))


def _belief(fact: Fact, witness: Witness, standing: Standing = Standing.STANDS) -> Belief:
    return Belief(
        facet=fact.facet,
        state=fact.state,
        value=fact.value,
        certainty=fact.certainty,
        standing=standing,
        since=witness.published,
        witnesses=(witness,),
    )


DIGEST = digest_message(tuple(_update(fact, Change.OPENED, None) for fact in FACTS), AT)


def assert_can_be_sent(message: Message) -> None:
    schema_validator().validate(json.loads(body_of(message)))
    assert rendered(delivery(message), Address("", "a", "b.example"), Address("", "c", "d.example"))


def test_every_update_can_be_mailed_and_posted() -> None:
    for fact, change, before in UPDATES:
        assert_can_be_sent(_update(fact, change, before))


def test_every_notice_can_be_mailed_and_posted() -> None:
    for message in NOTICES:
        assert_can_be_sent(message)


def test_every_type_of_message_is_documented_and_no_other() -> None:
    made = {message.kind for message in NOTICES} | {_update(*parts).kind for parts in UPDATES} | {DIGEST.kind}
    assert made == set(re.findall(r"^\| `([a-z_.]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))


def test_a_digest_can_be_mailed_and_posted_whole_however_long_its_addresses_are() -> None:
    updates = tuple(_update(fact, Change.OPENED, None) for fact in FACTS) * 30
    for message in updates:
        message.data["evidence"]["url"] = "https://news.example/" + "a" * 180
    digest = digest_message(updates, AT)
    assert_can_be_sent(digest)
    posted = json.loads(body_of(digest))["data"]
    assert posted["digest"]["count"] == len(updates)
    assert len(posted["updates"]) + posted["digest"]["unlisted"] == len(updates)
    assert {entry["url"] for entry in posted["updates"]} == {"https://news.example/" + "a" * 180}


def test_a_digest_says_which_command_lists_the_rest() -> None:
    text = text_body(
        content_of(digest_message(tuple(_update(FACTS[0], Change.OPENED, None) for _ in range(50)), AT)), AT
    )
    assert text.startswith("50 updates since 17 December 2025, 09:30 UTC\n\nAll of Us Are Dead S2: 50\n")
    assert "10 more are not listed here: season-watch list --since 2025-12-17\n" in text


def test_what_a_feed_wrote_steers_nothing_in_a_digest() -> None:
    one = _update(FACTS[0], Change.OPENED, None)
    one.data["evidence"] |= {"outlet": "<b>\x1b[1mA\nBcc: x@y.example", "url": "javascript:alert(1)"}
    digest = digest_message((one, one), AT)
    mail = rendered(delivery(digest), Address("", "a", "b.example"), Address("", "c", "d.example")).decode()
    assert "javascript:" not in mail
    assert "<b>" not in mail.partition("text/html")[2]
    assert "\nBcc:" not in mail.replace("\r", "")
    assert "\x1b" not in mail
