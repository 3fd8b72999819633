"""A daemon that is killed again and again, between a server that publishes and receivers that take their time."""

import itertools
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from season_watch.model.watch import Watch, WatchName
from season_watch.storage.queries import counts, deliveries, reading
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import DaemonProcess, daemon_process, starting
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.acceptance.invariants import Receipts
from tests.servers.scripted_http import Asked, Reply, ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import Reply as Answer
from tests.servers.webhooks import WebhookReceiver, webhook_receiver

SLOWNESS = 0.1
"""Seconds that a slow receiver takes over one message; a check of a feed takes about as long."""

FEEDS = 2
"""Each entry stands in every feed, so that what is known after a crash decides whether it is news."""

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
    """The servers around the daemon, and what was done to it. Each entry published must become one update."""

    configuration: Configuration
    web: ScriptedServer
    mailbox: SmtpServer
    hook: WebhookReceiver
    kills: int = 0
    published: list[Published] = field(default_factory=list)

    def publish(self, count: int = 1) -> None:
        """Let all feeds carry so many entries more, each about a show of its own."""
        for title in TITLES[len(self.published) :][:count]:
            link = f"https://outlet.example/{title.replace(' ', '-').lower()}"
            headline = f"{title} season 2 wraps filming"
            entry = Published(title=headline, text=wrap_report(title), link=link, at=datetime.now(UTC))
            self.published.append(entry)

    def answer(self, asked: Asked) -> Reply:
        """The feed as it stands."""
        return feed_reply(self.published)

    def daemon(self) -> AbstractContextManager[DaemonProcess]:
        """A daemon that is ready."""
        return daemon_process(self.configuration.path, "--backfill")

    def starting_daemon(self) -> AbstractContextManager[DaemonProcess]:
        """A daemon that is not ready yet."""
        return starting(self.configuration.path, "--backfill")

    def kill(self, daemon: DaemonProcess) -> None:
        """End the daemon as a crash would."""
        daemon.kill()
        self.kills += 1

    def hold_mails(self) -> Event:
        """The mail server takes what comes and keeps its answer until the event is set."""
        self.mailbox.hold = Event()
        return self.mailbox.hold

    def hold_a_post(self) -> Event:
        """The webhook's receiver takes what comes next and keeps its answer until the event is set."""
        held = Event()
        self.hook.replies.insert(0, Answer(hold=held))
        return held

    def slow_down(self) -> None:
        """From now on both receivers take their time."""
        self.mailbox.hold = Slowly()
        self.hook.replies.extend([Answer(hold=Slowly())] * MOST_POSTS)

    def speed_up(self) -> None:
        """From now on both receivers answer at once."""
        self.mailbox.hold = None
        self.hook.replies.clear()

    def updates(self) -> int:
        with reading(self.configuration.database) as connection:
            return counts(connection).updates

    def unsent(self) -> frozenset[str]:
        """The ids of the deliveries that are not known to have been sent."""
        with reading(self.configuration.database) as connection:
            return frozenset(one.id for one in deliveries(connection) if one.state != "sent")

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
        world = Ordeal(configuration=configuration, web=web, mailbox=mailbox, hook=hook)
        for number in range(FEEDS):
            web.answer(f"/feed-{number}", world.answer)
        yield world
