"""A real HTTP server on loopback whose every byte a test decides.

    with ScriptedServer() as server:
        server.answer("/feed", Reply(body=b"<rss/>", headers=(("ETag", '"1"'),)))
        ... ask for server.url("/feed") ...
        assert server.requests[0].header("If-None-Match") is None

Several answers to one path are given one after the other, and the last one again and again. An answer may be a
function of the request. It runs in threads of its own, so that tests of any kind, and other processes, can use it.
"""

import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as the server saw it. Header values are as on the wire, a character a byte."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    peer: tuple[str, int]

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent back. A body in pieces is sent piece by piece and ends with the connection.

    `length` is the Content-Length to state where it shall not be the true one.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Iterable[bytes] = b""
    length: int | None = None


Script = Reply | Callable[[Asked], Reply]
NOT_FOUND = Reply(status=404, body=b"nothing here")


class ScriptedServer:
    """Starts on a free port of `host` and stops with the block. `stopping` is set first: endless answers watch it."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self._tls = tls
        self.requests: list[Asked] = []
        self.connections = 0
        self.busiest = 0
        self.stopping = threading.Event()
        self._busy = 0
        self._scripts: dict[str, list[Script]] = {}
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        self._server = _Server((self.host, 0), _Handler)
        self._server.owner = self
        if self._tls:
            self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, target: str = "/", host: str | None = None) -> str:
        return f"{'https' if self._tls else 'http'}://{host or self.host}:{self.port}{target}"

    def answer(self, path: str, *scripts: Script) -> None:
        """Answer a path (without query) from now on."""
        with self._changed:
            self._scripts[path] = list(scripts)

    def paths(self) -> list[str]:
        """The targets asked for, in order."""
        return [asked.target for asked in self.requests]

    def wait_for(self, count: int, seconds: float = 10.0) -> None:
        """Wait until this many requests have come."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, seconds), self.paths()

    def begin(self, asked: Asked) -> Script:
        with self._changed:
            self.requests.append(asked)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
            self._changed.notify_all()
            scripts = self._scripts.get(urlsplit(asked.target).path, [NOT_FOUND])
            return scripts.pop(0) if len(scripts) > 1 else scripts[0]

    def end(self) -> None:
        with self._changed:
            self._busy -= 1

    def connected(self) -> None:
        with self._changed:
            self.connections += 1


class _Server(ThreadingHTTPServer):
    owner: ScriptedServer
    daemon_threads = True
    block_on_close = False  # a client's idle connection must not hold up the end of a test
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self._owner = cast("_Server", self.server).owner
        self._owner.connected()

    def do_GET(self) -> None:
        asked = self._asked()
        script = self._owner.begin(asked)
        try:
            self._send(script if isinstance(script, Reply) else script(asked))
        finally:
            self._owner.end()

    do_POST = do_GET  # noqa: N815 - the names are http.server's

    def _asked(self) -> Asked:
        return Asked(
            method=self.command,
            target=self.path,
            headers=tuple(self.headers.items()),
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            peer=self.client_address,
        )

    def _send(self, reply: Reply) -> None:
        whole = isinstance(reply.body, bytes)
        pieces = (reply.body,) if isinstance(reply.body, bytes) else reply.body
        length = len(reply.body) if isinstance(reply.body, bytes) and reply.length is None else reply.length
        self.close_connection = not whole or reply.length is not None
        self.send_response_only(reply.status, HTTPStatus(reply.status).phrase)
        for name, value in reply.headers:
            self.send_header(name, value)
        if length is not None and reply.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Keep quiet: tests read `requests`."""
