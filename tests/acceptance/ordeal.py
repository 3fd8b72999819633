"""A daemon that is killed again and again, between a server that publishes and receivers that take their time."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from season_watch.model.watch import Watch, WatchName
from season_watch.policy.timing import STORM
from season_watch.storage.queries import counts, deliveries, reading
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import DaemonProcess, daemon_process, starting
from tests.acceptance.feeds import Published, rss, wrap_report
from tests.acceptance.invariants import Inspector, Receipts, id_of
from tests.servers.scripted_http import Asked, Reply, ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply as Answer
from tests.servers.webhooks import WebhookReceiver, webhook_receiver

SLOWNESS = 0.1
"""Seconds that a slow receiver takes over one message; a check of a feed takes about as long."""

FEEDS = 2
"""Each entry stands in every feed, so that what is known after a crash decides whether it is news."""

LONGEST_HOLD = 20.0
"""Seconds after which a server gives up holding; a test that holds has let go long before."""

_FIRST = ("Velvet", "Copper", "Silent", "Amber", "Hollow", "Crimson", "Paper", "Winter", "Marble", "Saffron", "Iron")
_SECOND = ("Orchard", "Lighthouse", "Harbour", "Meadow", "Lantern", "Compass", "Bakery", "Viaduct", "Parish", "Canal")
TITLES = tuple(f"{first} {second}" for first, second in itertools.product(_FIRST, _SECOND))


MOST_POSTS = 10 * len(TITLES)


class Slowly(Event):
    """What a receiver waits for that is slow: nobody sets it, and it gives up soon."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(SLOWNESS)


@dataclass(slots=True, kw_only=True)
class Ordeal:
    """The servers around the daemon, and what was done to it. Each entry published must become one update.

    `asked` is set when a feed is asked for; `held_feed` keeps the answer, or after `half` of the body the rest of it.
    """

    configuration: Configuration
    web: ScriptedServer
    mailbox: SmtpServer
    hook: WebhookReceiver
    inspector: Inspector
    kills: int = 0
    drops: int = 0
    published: list[Published] = field(default_factory=list)
    asked: Event = field(default_factory=Event)
    held_feed: Event | None = None
    half: bool = False
    _dropped: set[str] = field(default_factory=set)

    def publish(self, count: int = 1) -> None:
        """Let all feeds carry so many entries more, each about a show of its own; fewer in all than make a storm."""
        assert len(self.published) + count <= STORM
        for title in TITLES[len(self.published) :][:count]:
            link = f"https://outlet.example/{title.replace(' ', '-').lower()}"
            headline = f"{title} season 2 wraps filming"
            entry = Published(title=headline, text=wrap_report(title), link=link, at=datetime.now(UTC))
            self.published.append(entry)

    def answer(self, asked: Asked) -> Reply:
        """The feed as it stands; its validator says how many entries that are."""
        etag = f'"{len(self.published)}"'
        headers = (("Content-Type", "application/rss+xml"), ("ETag", etag))
        body, held = rss(self.published), self.held_feed
        if held is None:
            same = asked.header("If-None-Match") == etag
            return Reply(status=304, headers=headers) if same else Reply(headers=headers, body=body)
        if self.half:
            return Reply(headers=headers, body=self._halves(body, held), length=len(body))
        self.asked.set()
        held.wait(LONGEST_HOLD)
        return Reply(headers=headers, body=body)

    def _halves(self, body: bytes, held: Event) -> Iterator[bytes]:
        yield body[: len(body) // 2]
        self.asked.set()
        held.wait(LONGEST_HOLD)
        yield body[len(body) // 2 :]

    def daemon(self) -> AbstractContextManager[DaemonProcess]:
        """A daemon that is ready."""
        return daemon_process(self.configuration.path, "--backfill")

    def starting_daemon(self) -> AbstractContextManager[DaemonProcess]:
        """A daemon that is not ready yet."""
        return starting(self.configuration.path, "--backfill")

    def inspect(self) -> None:
        """See that all stands that must stand."""
        published = tuple(entry.link for entry in self.published)
        self.inspector.inspect(self.receipts(), excuses=self.excuses, published=published)

    @property
    def excuses(self) -> int:
        """How many repeats are explained: one each time that nobody heard whether a message was taken."""
        return self.kills + self.drops

    @contextmanager
    def feed_held(self, *, half: bool = False) -> Iterator[None]:
        """The web server keeps what it is asked for from now on, or the second half of it."""
        self.asked.clear()
        self.held_feed, self.half = Event(), half
        try:
            yield
        finally:
            self.held_feed.set()
            self.held_feed = None

    @contextmanager
    def mail_held(self, command: str = "DATA") -> Iterator[None]:
        """The mail server takes what comes, and keeps its answer to a command."""
        self.mailbox.holding.clear()
        self.mailbox.held, self.mailbox.hold = command, Event()
        try:
            yield
        finally:
            self.mailbox.hold.set()
            self.mailbox.hold = None

    @contextmanager
    def post_held(self) -> Iterator[Event]:
        """The webhook's receiver takes what comes next, and keeps its answer until the event is set."""
        held = Event()
        replies, self.hook.replies = self.hook.replies, [Answer(hold=held)]
        try:
            yield held
        finally:
            held.set()
            self.hook.replies = replies

    @contextmanager
    def database_held(self) -> Iterator[None]:
        """Nobody else can write to the database."""
        connection = sqlite3.connect(self.configuration.database, timeout=LONGEST_HOLD, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
        finally:
            connection.close()

    def drop_next(self) -> None:
        """Both receivers take the next message that is new to them, and hang up instead of saying so."""
        armed = {"mail", "hook"}

        def drops(channel: str, id: str) -> bool:  # noqa: A002
            if channel not in armed or id in self._dropped:
                return False
            armed.discard(channel)
            self._dropped.add(id)
            self.drops += 1
            return True

        self.mailbox.drops = lambda mail: drops("mail", id_of(mail))
        self.hook.drops = lambda post: drops("hook", post.headers["webhook-id"])

    def slow_down(self) -> None:
        """From now on both receivers take their time."""
        self.mailbox.held, self.mailbox.hold = "DATA", Slowly()
        self.hook.replies.extend([Answer(hold=Slowly())] * MOST_POSTS)

    def speed_up(self) -> None:
        """From now on both receivers answer at once."""
        self.mailbox.hold = None
        self.hook.replies.clear()

    def updates(self) -> int:
        with reading(self.configuration.database) as connection:
            return counts(connection).updates

    def unsent(self, channel: str | None = None) -> frozenset[str]:
        """The ids of the deliveries (of a channel) that are not known to have been sent."""
        with reading(self.configuration.database) as connection:
            rows = deliveries(connection)
        return frozenset(one.id for one in rows if one.state != "sent" and channel in (None, one.channel))

    def receipts(self) -> Receipts:
        return Receipts(mails=tuple(self.mailbox.received), posts=tuple(self.hook.posted))

    def is_done(self) -> bool:
        """Whether all that was published is an update, and everybody was told."""
        return self.updates() == len(self.published) and not self.unsent()


@contextmanager
def ordeal(folder: Path) -> Iterator[Ordeal]:
    """Servers and a configuration; the daemon is not started yet."""
    with ScriptedServer() as web, smtp_server() as mailbox, webhook_receiver() as hook:
        feeds = (Feed(name=f"wire-{number}", url=web.url(f"/feed-{number}"), every="1s") for number in range(FEEDS))
        watches = (Watch(name=WatchName(title.replace(" ", "-").lower()), title=title, season=2) for title in TITLES)
        configuration = Configuration(
            folder=folder, watches=tuple(watches), feeds=tuple(feeds), mail_port=mailbox.port, hook=hook.url
        )
        configuration.write()
        inspector = Inspector(database=configuration.database)
        world = Ordeal(configuration=configuration, web=web, mailbox=mailbox, hook=hook, inspector=inspector)
        for number in range(FEEDS):
            web.answer(f"/feed-{number}", world.answer)
        yield world
