"""A real WebSub hub on loopback: it is asked over HTTP, confirms or denies at the callback, and tells of news.

with ScriptedServer() as server:
    hub = Hub(server, lease=600)
    ... a daemon that reads a feed which names hub.url asks it ...
    subscriber = hub.wait_for(1)[0]
    hub.tell(subscriber, b"<rss/>")
"""

import hmac
import secrets
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from tests.servers.scripted_http import Asked, Reply, ScriptedServer

PATH = "/hub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who asked, and whether they echoed the challenge (of a denial: took it)."""

    form: dict[str, str]
    confirmed: bool

    @property
    def callback(self) -> str:
        return self.form["hub.callback"]


class Hub:
    """Answers 202 at once and then confirms for `lease` seconds, or denies; None: answers 503 and nothing else."""

    def __init__(self, server: ScriptedServer, *, lease: int | None = 864_000, denies: bool = False) -> None:
        self.url = server.url(PATH)
        self.lease = lease
        self.denies = denies
        self._subscribers: list[Subscriber] = []
        self._asked = threading.Condition()
        server.answer(PATH, self._take)

    def wait_for(self, count: int, seconds: float = 20.0) -> tuple[Subscriber, ...]:
        """Those who asked, as soon as so many did and were answered."""
        with self._asked:
            assert self._asked.wait_for(lambda: len(self._subscribers) >= count, seconds), self._subscribers
            return tuple(self._subscribers)

    def tell(self, subscriber: Subscriber, body: bytes, *, secret: str | None = None, method: str = "sha256") -> int:
        """Send a body, signed by the subscriber's secret or another one; returns the status."""
        key = subscriber.form["hub.secret"] if secret is None else secret
        signature = f"{method}={hmac.new(key.encode(), body, method).hexdigest()}"
        return asked_at(subscriber.callback, body, {"X-Hub-Signature": signature})[0]

    def _take(self, asked: Asked) -> Reply:
        form = dict(parse_qsl(asked.body.decode()))
        if self.lease is None:
            return Reply(status=503)
        threading.Thread(target=self._confirm, args=(form,), daemon=True).start()
        return Reply(status=202)

    def _confirm(self, form: dict[str, str]) -> None:
        challenge = secrets.token_hex()
        said = {"hub.mode": "denied" if self.denies else "subscribe", "hub.topic": form["hub.topic"]}
        more = {} if self.denies else {"hub.challenge": challenge, "hub.lease_seconds": str(self.lease)}
        status, answer = asked_at(f"{form['hub.callback']}?{urlencode(said | more)}")
        confirmed = status == 200 and (self.denies or answer == challenge.encode())
        with self._asked:
            self._subscribers.append(Subscriber(form=form, confirmed=confirmed))
            self._asked.notify_all()


def asked_at(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body of an answer, whatever it is."""
    request = urllib.request.Request(url, data=body, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read()
