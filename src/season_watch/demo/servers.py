"""The world around the demo, on loopback: a web server that publishes, a mailbox and a webhook receiver."""

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands at an address."""

    body: bytes
    content_type: str


class _Server:
    """An HTTP server on a free port, in a thread of its own while the block runs."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer((LOOPBACK, 0), handler)
        self._server.daemon_threads = True
        self.base = f"http://{LOOPBACK}:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the display belongs to the demo."""


class WebServer(_Server):
    """Publishes documents with validators; `find` says what stands at a path now. `statuses` counts the answers."""

    def __init__(self, find: Callable[[str], Document | None]) -> None:
        self.statuses: dict[int, int] = {}
        statuses = self.statuses

        class Handler(_Quiet):
            def do_GET(self) -> None:
                document = find(self.path)
                status, body = _answer(document, self.headers.get("If-None-Match"))
                statuses[status] = statuses.get(status, 0) + 1
                self.send_response(status)
                if document is not None:
                    self.send_header("ETag", _etag(document))
                    self.send_header("Content-Type", document.content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        super().__init__(Handler)


def _answer(document: Document | None, validator: str | None) -> tuple[int, bytes]:
    if document is None:
        return HTTPStatus.NOT_FOUND, b""
    if validator == _etag(document):
        return HTTPStatus.NOT_MODIFIED, b""
    return HTTPStatus.OK, document.body


def _etag(document: Document) -> str:
    return f'"{blake2b(document.body, digest_size=8).hexdigest()}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What was posted: the headers that sign it, and the bytes that they sign."""

    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The body, which is JSON."""
        document: dict[str, Any] = json.loads(self.body)
        return document


class WebhookReceiver(_Server):
    """Takes what is posted; `posts` holds it in order of arrival."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        posts = self.posts

        class Handler(_Quiet):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                posts.append(Post(headers=dict(self.headers), body=body))
                self.send_response(HTTPStatus.NO_CONTENT)
                self.end_headers()

        super().__init__(Handler)


class Mailbox:
    """A mail server; `mails` holds what arrived, in order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: ARG002, N802
        """Called by aiosmtpd with each mail."""
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, EmailMessage, policy=policy.default))
        return "250 OK"

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="demo", loop=loop), LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await self._server.wait_closed()
