"""What the program says of its own channels and its own database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Delivery, Message, TemplateFault
from season_watch.model.reach import Reach
from season_watch.pipeline.messages import deliveries, notice
from season_watch.pipeline.wording import day
from season_watch.policy.reach import after_attempt, is_to_be_told

Judged = tuple[Reach, tuple[Delivery, ...]]
"""How a recipient takes what it is sent, and what is said of that."""


def judged_attempt(
    before: Reach,
    channels: tuple[Channel, ...],
    *,
    after: Delivery,
    now: datetime,
    closed: bool = False,
    fault: TemplateFault | None = None,
) -> Judged:
    """A recipient after one more attempt: the other channels are told that it refuses, all that it takes again.

    `closed` where it said that it wants no more, which is always told; so is the `fault` of a template, once.
    """
    reach, said = _judged(before, channels, after, now, closed=closed)
    return reach, said if fault is None else said + _template_failing(fault, after.channel, channels, now)


def _judged(before: Reach, channels: tuple[Channel, ...], after: Delivery, now: datetime, *, closed: bool) -> Judged:
    reach = after_attempt(before, after, now, closed=closed)
    if before.is_told and reach.refusing_since is None:
        return reach, _notices(_working(before, channels, now), channels, before)
    if reach.is_closed and not before.is_closed:
        return _told(reach, _closed(reach, channels, now), channels, now)
    return judged(reach, channels, now=now)


def judged(reach: Reach, channels: tuple[Channel, ...], *, now: datetime) -> Judged:
    """A recipient as time goes by: told of once it refused for long, or for good."""
    if not is_to_be_told(reach, now):
        return reach, ()
    return _told(reach, _failing(reach, channels, now), channels, now)


def store_failing(fault: str, now: datetime) -> Message:
    """The database can't be written."""
    text = f"{fault} Until then nothing is checked, and nothing but this is sent. You are told when it is over."
    return notice("store_failing", "the database can't be written", text, source=None, at=now)


def store_working(since: datetime, now: datetime) -> Message:
    """It can be written again."""
    text = (
        f"The database can be written again; it could not be since {_instant(since)}. Nothing that was stored is lost."
    )
    return notice("store_working", "the database can be written again", text, source=None, at=now)


def _told(reach: Reach, message: Message, channels: Iterable[Channel], now: datetime) -> Judged:
    """A recipient whose refusal the other channels are told of now."""
    others = (channel for channel in channels if channel.name != reach.channel)
    return replace(reach, told_at=now, is_told=True), _notices(message, others, reach)


def _closed(reach: Reach, channels: Iterable[Channel], now: datetime) -> Message:
    who = _who(reach, channels)
    text = (
        f"{who} is switched off: {reach.reason}. What was meant for it is kept as dead. Take it out of the "
        "configuration, or have `season-watch alerts retry` switch it on again and send what is dead."
    )
    return notice("channel_closed", f"{who} is switched off", text, source=None, at=now)


def _template_failing(
    fault: TemplateFault, channel: ChannelName, channels: Iterable[Channel], now: datetime
) -> tuple[Delivery, ...]:
    """What all are told of a template: once for its text, for what a delivery's id follows from is all in there."""
    text = (
        f"A template of {channel} failed ({fault.what}). Its messages are sent as the built-in template has them. "
        f"`season-watch alerts test {channel}` shows whether it works again."
    )
    message = notice("template_failing", f"a template of {channel} failed", text, source=None, at=now)
    return deliveries(message, channels, about=f"{message.kind}|{channel}|{fault.version}")


def _failing(reach: Reach, channels: Iterable[Channel], now: datetime) -> Message:
    who, since = _who(reach, channels), _instant(reach.refusing_since or now)
    ends = "gave up a message" if reach.gave_up else "has taken nothing"
    text = (
        f"{who} {ends} since {since}: {reach.reason}. `season-watch alerts list` shows what waits and what was given "
        "up, and `season-watch alerts retry` tries the latter again."
    )
    return notice("channel_failing", f"{who} does not take its messages", text, source=None, at=now)


def _working(reach: Reach, channels: Iterable[Channel], now: datetime) -> Message:
    who, since = _who(reach, channels), _instant(reach.refusing_since or now)
    text = (
        f"{who} takes messages again; it did not since {since}. `season-watch alerts list --state dead` shows what was "
        "given up meanwhile, if anything was."
    )
    return notice("channel_working", f"{who} takes messages again", text, source=None, at=now)


def _notices(message: Message, channels: Iterable[Channel], reach: Reach) -> tuple[Delivery, ...]:
    about = f"{message.kind}|{reach.channel}|{reach.recipient}|{message.at.isoformat()}"
    return deliveries(message, channels, about=about)


def _who(reach: Reach, channels: Iterable[Channel]) -> str:
    """The channel, with whom it is that refuses where others of it may not. A webhook's address may be secret."""
    channel = next((one for one in channels if one.name == reach.channel), None)
    if channel is None or channel.kind is not ChannelKind.EMAIL or len(channel.recipients) == 1:
        return reach.channel
    return f"{reach.channel} to {reach.recipient}"


def _instant(moment: datetime) -> str:
    return f"{day(moment)}, {moment:%H:%M} UTC"
