"""A real HTTP receiver on loopback, in threads of its own, that keeps what it is sent and answers as told."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A request as it came. Header names are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to answer. `hold` keeps the sender waiting until it is set."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    hold: Event | None = None


@dataclass(slots=True, kw_only=True)
class WebhookReceiver:
    """What a test sees of the receiver. `replies` are consumed one at a time; then it takes everything.

    It hangs up on each request that `drops` says so of, once it has it.
    """

    url: str
    replies: list[Reply] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    drops: Callable[[Posted], bool] = lambda _: False
    _arrival: Condition = field(default_factory=Condition)

    def wait_for(self, count: int, seconds: float = 10) -> tuple[Posted, ...]:
        """The requests so far, as soon as there are `count` of them."""
        with self._arrival:
            assert self._arrival.wait_for(lambda: len(self.posted) >= count, seconds), (
                f"{len(self.posted)} of {count} requests came in {seconds} s"
            )
            return tuple(self.posted)

    def _keep(self, posted: Posted) -> Reply:
        with self._arrival:
            self.posted.append(posted)
            self._arrival.notify_all()
            return self.replies.pop(0) if self.replies else Reply()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    receiver: WebhookReceiver

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that hangs up early is part of some tests."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name is http.server's
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        posted = Posted(path=self.path, headers=headers, body=body)
        reply = self.server.receiver._keep(posted)
        if reply.hold is not None:
            reply.hold.wait(30)
        if self.server.receiver.drops(posted):
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in (*reply.headers, *_length(reply)):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    do_GET = do_POST  # noqa: N815 - a followed redirect would come as GET

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Nothing on stderr."""


def _length(reply: Reply) -> tuple[tuple[str, str], ...]:
    return () if reply.status == 204 else (("content-length", str(len(reply.body))),)


@contextmanager
def webhook_receiver() -> Iterator[WebhookReceiver]:
    """Run a receiver that answers 204 to everything until told otherwise."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.receiver = WebhookReceiver(url=f"http://127.0.0.1:{server.server_address[1]}/hook")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="webhook-receiver")
    thread.start()
    try:
        yield server.receiver
    finally:
        for reply in server.receiver.replies:
            if reply.hold is not None:
                reply.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
