"""A sample message over one channel, now: does it arrive, and how does it look?"""

import asyncio
from datetime import datetime

import typer

from season_watch.bootstrap import open_outside, utc_now
from season_watch.cli.documents import shown_recipient
from season_watch.cli.output import Line, show_lines
from season_watch.config.settings import Settings
from season_watch.model.board import Board, Change, Fact, Update, UpdateKey, Witness
from season_watch.model.claim import Certainty, Evidence, Facet, State
from season_watch.model.delivery import Channel, Delivery, Message, NotSent, SendResult, Sent, TemplateFault
from season_watch.model.errors import NothingMatched
from season_watch.model.item import ItemId
from season_watch.model.watch import Watch, WatchName
from season_watch.notifying.accounts import AppriseAccount, EmailAccount
from season_watch.pipeline.messages import deliveries, notice, update_message


def try_channel(settings: Settings, name: str) -> None:
    """Send the sample to every recipient of the channel; exits with 1 where one did not take it."""
    channel = next((channel for channel in settings.channels if channel.name == name), None)
    if channel is None:
        names = ", ".join(channel.name for channel in settings.channels) or "none yet"
        raise NothingMatched(f"There is no channel called {name}: there is {names}.")
    results = asyncio.run(_send(settings, channel))
    show_lines(tuple(Line(text=_told(delivery, result)) for delivery, result in results))
    if not all(_is_well(result) for _, result in results):
        raise typer.Exit(1)


async def _send(settings: Settings, channel: Channel) -> list[tuple[Delivery, SendResult]]:
    now = utc_now()
    message = sample_update(now) if _has_templates(settings, channel) else sample(now)
    samples = deliveries(message, (channel,), about=f"test|{now.isoformat()}")
    async with open_outside(settings) as outside:
        return [(one, await outside.sender.send(one, channel, now)) for one in samples]


def _has_templates(settings: Settings, channel: Channel) -> bool:
    account = next(account for account in settings.accounts if account.channel == channel.name)
    return isinstance(account, EmailAccount | AppriseAccount) and account.templates is not None


def sample(now: datetime) -> Message:
    """A notice that says what it is."""
    text = "This is a test: alerts of season-watch arrive here."
    return notice("test", "a test of this channel", text, source=None, at=now)


def sample_update(now: datetime) -> Message:
    """An update of a season that nobody makes, for templates to word: notices are not theirs."""
    watch = Watch(name=WatchName("test"), title="A test of season-watch", season=1)
    quote = "This is a test: filming has wrapped."
    witness = Witness(
        item=ItemId("test"),
        outlet="season-watch",
        url="https://example.org/a-test",
        title="A test of this channel",
        published=now,
        evidence=Evidence(quote=quote, start=0, end=len(quote)),
    )
    rumoured, confirmed = (
        Fact(facet=Facet.FILMING, state=State.WRAPPED, value=None, certainty=certainty)
        for certainty in (Certainty.RUMOURED, Certainty.CONFIRMED)
    )
    update = Update(
        key=UpdateKey("test"),
        watch=watch.name,
        change=Change.CONFIRMED,
        fact=confirmed,
        before=rumoured,
        witness=witness,
        at=now,
        reason="a test",
    )
    return update_message(update, watch, Board(watch=watch.name))


def _is_well(result: SendResult) -> bool:
    return isinstance(result, Sent) and result.fault is None


def _told(delivery: Delivery, result: SendResult) -> str:
    to = f"{delivery.channel} to {shown_recipient(delivery.recipient)}"
    match result:
        case NotSent(reason=reason):
            return f"✗ {to}: {reason}"
        case Sent(fault=TemplateFault(what=what)):
            return f"✗ {to}: taken, but not in your words: {what}"
        case Sent():
            return f"✓ {to}: taken"
