"""The real daemon and a real hub: it is asked, it tells, and where it does not, polling goes on as ever."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from season_watch.model.subscription import SubscriptionState
from season_watch.model.watch import Watch, WatchName
from season_watch.storage import queries
from season_watch.storage.views import SourceStatus
from tests.acceptance.configuring import Configuration, Feed
from tests.acceptance.daemon_process import DaemonProcess, daemon_process
from tests.acceptance.feeds import Published, rss, wrap_report
from tests.acceptance.waiting import wait_until
from tests.servers.hub import Hub, asked_at
from tests.servers.scripted_http import Reply, ScriptedServer
from tests.servers.webhooks import WebhookReceiver, webhook_receiver

pytestmark = pytest.mark.slow

WATCH = Watch(name=WatchName("velvet"), title="Velvet Orchard", season=2)
NOW = datetime.now(UTC)
OLD = Published(title="A quiet day", text="Nothing happened.", link="https://o.example/old", at=NOW - timedelta(days=2))
NEWS = Published(
    title="Filming on Velvet Orchard season 2 has wrapped",
    text=wrap_report("Velvet Orchard"),
    link="https://o.example/wrapped",
    at=NOW + timedelta(hours=6),
)
TOLD = "its hub tells of news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A daemon that has read a feed which names a hub."""

    web: ScriptedServer
    hub: Hub
    alerts: WebhookReceiver
    daemon: DaemonProcess
    configuration: Configuration

    def publish(self, *entries: Published) -> None:
        self.web.answer("/feed", feed(self.hub, *entries))

    def checks(self) -> int:
        return self.web.paths().count("/feed")

    def status(self) -> SourceStatus:
        with queries.reading(self.configuration.database) as connection:
            (source,) = queries.sources(connection)
        return source


def feed(hub: Hub, *entries: Published) -> Reply:
    """A feed that names its hub in its headers, and so says nothing else of itself."""
    return Reply(body=rss(entries), headers=(("Link", f'<{hub.url}>; rel="hub", </feed>; rel="self"'),))


@contextmanager
def scene(folder: Path, *, every: str, lease: int | None = 864_000, denies: bool = False) -> Iterator[Scene]:
    with ScriptedServer() as web, webhook_receiver() as alerts:
        hub = Hub(web, lease=lease, denies=denies)
        web.answer("/feed", feed(hub, OLD))
        configuration = Configuration(
            folder=folder,
            watches=(WATCH,),
            feeds=(Feed(name="wire", url=web.url("/feed"), every=every),),
            hook=alerts.url,
            websub_port=free_port(),
        )
        with daemon_process(configuration.write()) as daemon:
            yield Scene(web=web, hub=hub, alerts=alerts, daemon=daemon, configuration=configuration)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_what_a_hub_tells_of_is_alerted_without_waiting_for_the_next_poll(tmp_path: Path) -> None:
    with scene(tmp_path, every="1h") as told:
        (subscriber,) = told.hub.wait_for(1)
        assert subscriber.confirmed
        assert subscriber.form["hub.topic"] == told.web.url("/feed")
        assert told.status().hub_state is SubscriptionState.HELD
        told.publish(OLD, NEWS)
        assert told.hub.tell(subscriber, b"whatever: it is not read") == 202
        (alert,) = told.alerts.wait_for(1, 30)
        assert b"filming has wrapped" in alert.body
        wait_until(lambda: told.status().next_check_reason == TOLD)
        assert told.checks() == 2
        for secret in (subscriber.form["hub.secret"], subscriber.callback.rpartition("/")[2]):
            assert secret not in told.daemon.log


def test_what_its_hub_did_not_sign_has_nothing_checked(tmp_path: Path) -> None:
    with scene(tmp_path, every="1h") as told:
        (subscriber,) = told.hub.wait_for(1)
        due = told.status().next_check_at
        forged = {"X-Hub-Signature": "sha256=" + "é" * 3}
        assert told.hub.tell(subscriber, b"forged", secret="guessed") == 202
        assert told.hub.tell(subscriber, b"forged", method="md5") == 202
        assert asked_at(subscriber.callback, b"forged")[0] == 202
        assert asked_at(subscriber.callback, b"forged", forged)[0] == 202
        assert asked_at(f"{subscriber.callback}x", b"forged")[0] == 410
        assert asked_at(f"{subscriber.callback}?hub.mode=subscribe&hub.topic=x&hub.challenge=1")[0] == 404
        assert told.status().next_check_at == due
        assert told.checks() == 1


@pytest.mark.parametrize(
    ("lease", "denies"), [pytest.param(60, True, id="it denies"), pytest.param(None, False, id="it is down")]
)
def test_where_a_hub_will_not_tell_polling_goes_on(tmp_path: Path, lease: int | None, denies: bool) -> None:
    with scene(tmp_path, every="1s", lease=lease, denies=denies) as polled:
        wait_until(lambda: polled.status().hub_state is SubscriptionState.REFUSED)
        polled.publish(OLD, NEWS)
        polled.alerts.wait_for(1, 30)
        assert polled.status().next_check_reason != TOLD


def test_a_lease_that_ends_has_the_feed_polled_as_before(tmp_path: Path) -> None:
    with scene(tmp_path, every="1s", lease=12) as told:
        assert told.hub.wait_for(1)[0].confirmed
        wait_until(lambda: told.status().next_check_reason == TOLD)
        wait_until(lambda: told.status().next_check_reason != TOLD)
        told.publish(OLD, NEWS)
        told.alerts.wait_for(1, 30)


def test_a_hub_that_keeps_news_to_itself_is_relied_on_no_more_until_it_tells(tmp_path: Path) -> None:
    with scene(tmp_path, every="1s") as told:
        (subscriber,) = told.hub.wait_for(1)
        wait_until(lambda: told.status().next_check_reason == TOLD)
        told.publish(OLD, NEWS)
        wait_until(lambda: told.status().hub_state is SubscriptionState.SILENT)
        assert told.status().next_check_reason != TOLD
        told.hub.tell(subscriber, b"here I am")
        wait_until(lambda: told.status().hub_state is SubscriptionState.HELD)
