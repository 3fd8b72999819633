"""The performance: publish story by story, let the daemon notice, and see what it sends."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from season_watch.bootstrap import open_runtime
from season_watch.config.loading import load
from season_watch.daemon.run import Pace, run
from season_watch.demo.configuration import write_configuration
from season_watch.demo.history import Story, stories
from season_watch.demo.press import article_page, published_page
from season_watch.demo.servers import Document, Mailbox, Post, WebhookReceiver, WebServer
from season_watch.demo.sources import PUBLISHERS, Format, welcome
from season_watch.storage.queries import backlog, counts, reading
from season_watch.storage.schema import migrate
from season_watch.storage.views import Counts

PACE = Pace(check=0.1, read=0.05, deliver=0.05)
"""Seconds between ticks: years pass in a minute."""

AFTER_PUBLICATION = timedelta(hours=3)
"""When the daemon looks after a story came out: more than the hour between two checks, and its jitter."""

PATIENCE = 20.0
"""Seconds that the daemon may take over one story; it takes half a one."""

_CONTENT_TYPES = {
    Format.RSS: "application/rss+xml",
    Format.ATOM: "application/atom+xml",
    Format.LIST_PAGE: "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How far the performance is, for a progress display."""

    number: int
    total: int
    story: Story
    mails: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """What happened: the database it left, and what the receivers got."""

    database: Path
    counts: Counts
    mails: tuple[EmailMessage, ...]
    posts: tuple[Post, ...]
    statuses: dict[int, int]


class Calendar:
    """The one thing that is simulated: a clock that is moved from story to story."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now


async def perform(folder: Path, show: Callable[[Moment], None]) -> Performance:
    """Play the whole history in a folder. Raises TimeoutError where the daemon got stuck."""
    history = stories()
    calendar = Calendar(history[0].published - timedelta(days=1))
    async with AsyncExitStack() as stack:
        newsstand = Newsstand()
        web = stack.enter_context(WebServer(newsstand.find))
        newsstand.base = web.base
        hook = stack.enter_context(WebhookReceiver())
        mailbox = await stack.enter_async_context(Mailbox())
        settings = load(write_configuration(folder, web=web.base, hook=hook.base, smtp_port=mailbox.port), {})
        migrate(settings.database)
        runtime = await stack.enter_async_context(open_runtime(settings, clock=calendar))
        stop = asyncio.Event()
        daemon = asyncio.create_task(run(runtime, stop=stop, pace=PACE))
        try:
            for number, story in enumerate(history, 1):
                newsstand.publish(story)
                calendar.now = max(story.published, calendar.now) + AFTER_PUBLICATION
                await _caught_up(settings.database, calendar.now)
                show(Moment(number=number, total=len(history), story=story, mails=len(mailbox.mails)))
        finally:
            stop.set()
            await daemon
        with reading(settings.database) as connection:
            final = counts(connection)
        return Performance(
            database=settings.database,
            counts=final,
            mails=tuple(mailbox.mails),
            posts=tuple(hook.posts),
            statuses=dict(sorted(web.statuses.items())),
        )


class Newsstand:
    """What stands at each address of the demo's web: all that was published so far."""

    def __init__(self) -> None:
        self._out: tuple[Story, ...] = ()
        self._welcomes = tuple(map(welcome, PUBLISHERS))
        self.base = ""

    def publish(self, story: Story) -> None:
        """One story more. One at a time: of two that come out together, either could be the one that alerts."""
        self._out = (*self._out, story)

    def find(self, target: str) -> Document | None:
        """The document at a path and query; None where there is none, or none yet."""
        out = self._out
        for publisher in PUBLISHERS:
            if publisher.path == target:
                body = published_page(publisher, out, self.base)
                return Document(body=body, content_type=_CONTENT_TYPES[publisher.format])
        story = next((story for story in (*reversed(out), *self._welcomes) if story.path == target), None)
        return Document(body=article_page(story), content_type="text/html; charset=utf-8") if story else None


async def _caught_up(database: Path, now: datetime) -> None:
    """Wait until nothing is due any more at a time of the calendar."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with reading(database) as connection:
                if not backlog(connection, now):
                    return
            await asyncio.sleep(0.03)
