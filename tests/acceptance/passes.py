"""Single passes of the program over local servers, at times of the test's choice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from season_watch.bootstrap import open_runtime
from season_watch.config.loading import load
from season_watch.daemon.one_pass import one_pass
from season_watch.model.delivery import Delivery
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch, WatchName
from season_watch.storage.queries import counts, deliveries, reading, sources
from season_watch.storage.schema import migrate
from season_watch.storage.views import Counts, SourceStatus
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.feeds import Published, feed_reply, wrap_report
from tests.servers.scripted_http import ScriptedServer
from tests.servers.smtp import SmtpServer, smtp_server
from tests.servers.webhooks import WebhookReceiver, webhook_receiver

HOUR = timedelta(hours=1)


@dataclass(slots=True, kw_only=True)
class World:
    """The servers, and the program's configuration for them. Each source is about a show of its own."""

    folder: Path
    web: ScriptedServer
    mailbox: SmtpServer
    hook: WebhookReceiver
    now: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    shows: dict[str, str] = field(default_factory=dict)

    def publish(self, source: str, headline: str | None = None) -> None:
        """Let a source's feed say that filming has wrapped on the show that it is about."""
        title = self.shows.setdefault(source, f"{source.title().replace('-', ' ')} Orchard")
        entry = Published(
            title=headline or f"{title} season 2 wraps filming",
            text=wrap_report(title),
            link=f"https://outlet.example/{source}",
            at=self.now + HOUR / 2,
        )
        self.web.answer(f"/{source}", feed_reply((entry,)))

    async def make_a_pass(self) -> None:
        """Let an hour pass, then check every source and deliver what is due."""
        settings = load(self._configuration().write(), {})
        migrate(settings.database)
        async with open_runtime(settings, clock=lambda: self.now) as runtime:
            self.now += HOUR
            await one_pass(runtime, [SourceName(name) for name in self.shows])

    def counts(self) -> Counts:
        with reading(self._configuration().database) as connection:
            return counts(connection)

    def sources(self) -> dict[str, SourceStatus]:
        """What `sources list` shows, by name."""
        with reading(self._configuration().database) as connection:
            return {str(status.source.name): status for status in sources(connection)}

    def newest_deliveries(self) -> dict[str, Delivery]:
        """What `alerts list` shows, the newest of each channel."""
        with reading(self._configuration().database) as connection:
            return {str(one.channel): one for one in reversed(deliveries(connection))}

    def _configuration(self) -> Configuration:
        return Configuration(
            folder=self.folder,
            watches=tuple(Watch(name=WatchName(name), title=title, season=2) for name, title in self.shows.items()),
            feeds=tuple(Feed(name=name, url=self.web.url(f"/{name}")) for name in self.shows),
            mail_port=self.mailbox.port,
            hook=self.hook.url,
            timeout="1s",
        )


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """A world with nothing in it yet."""
    with ScriptedServer() as web, smtp_server() as mailbox, webhook_receiver() as hook:
        yield World(folder=folder, web=web, mailbox=mailbox, hook=hook)
