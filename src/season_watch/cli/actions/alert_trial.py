"""A sample message over one channel, now: does it arrive, and how does it look?"""

import asyncio
from datetime import datetime

import typer

from season_watch.bootstrap import open_outside, utc_now
from season_watch.cli.documents import shown_recipient
from season_watch.cli.output import Line, show_lines
from season_watch.config.settings import Settings
from season_watch.model.delivery import Channel, Delivery, Message, NotSent, SendResult
from season_watch.model.errors import NothingMatched
from season_watch.pipeline.messages import deliveries, notice


def try_channel(settings: Settings, name: str) -> None:
    """Send the sample to every recipient of the channel; exits with 1 where one did not take it."""
    channel = next((channel for channel in settings.channels if channel.name == name), None)
    if channel is None:
        names = ", ".join(channel.name for channel in settings.channels) or "none yet"
        raise NothingMatched(f"There is no channel called {name}: there is {names}.")
    results = asyncio.run(_send(settings, channel))
    show_lines(tuple(Line(text=_told(delivery, result)) for delivery, result in results))
    if any(isinstance(result, NotSent) for _, result in results):
        raise typer.Exit(1)


async def _send(settings: Settings, channel: Channel) -> list[tuple[Delivery, SendResult]]:
    now = utc_now()
    samples = deliveries(sample(now), (channel,), about=f"test|{now.isoformat()}")
    async with open_outside(settings) as outside:
        return [(one, await outside.sender.send(one, channel, now)) for one in samples]


def sample(now: datetime) -> Message:
    """A notice that says what it is."""
    text = "This is a test: alerts of season-watch arrive here."
    return notice("test", "a test of this channel", text, source=None, at=now)


def _told(delivery: Delivery, result: SendResult) -> str:
    to = f"{delivery.channel} to {shown_recipient(delivery.recipient)}"
    return f"✗ {to}: {result.reason}" if isinstance(result, NotSent) else f"✓ {to}: taken"
