"""A server on loopback that does wrong what can be done wrong with HTTP/1.1: one port for each fault.

    with FaultServer(FAULTS) as server:
        ... ask for server.url("drip") ...

A fault is a function that is handed a connection, and whose return ends it. It runs in a thread of its own. The block
ends when the clients have hung up, so that what is open then is theirs.
"""

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self, cast

Fault = Callable[[socket.socket], None]

PAUSE = 0.05
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_BOMB = gzip.compress(bytes(64 * 1024 * 1024), compresslevel=9)


def saying(piece: bytes) -> Fault:
    """Says this and hangs up."""

    def say(connection: socket.socket) -> None:
        _hear(connection)
        connection.sendall(piece)

    return say


def repeating(first: bytes, again: bytes, pause: float = 0.0) -> Fault:
    """Says one thing, and another one for ever."""

    def repeat(connection: socket.socket) -> None:
        _hear(connection)
        connection.sendall(first)
        while True:
            connection.sendall(again)
            time.sleep(pause)

    return repeat


def stalling(first: bytes = b"") -> Fault:
    """Says this, and never anything more."""

    def stall(connection: socket.socket) -> None:
        _hear(connection)
        connection.sendall(first)
        _wait_for_the_end(connection)

    return stall


def resetting(first: bytes = b"") -> Fault:
    """Says this, and breaks the connection off with a reset."""

    def reset(connection: socket.socket) -> None:
        _hear(connection)
        connection.sendall(first)
        time.sleep(PAUSE)  # a reset overtakes what was sent just before
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return reset


def redirecting(location: bytes) -> Fault:
    """Sends on to an address."""
    return saying(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n")


def over_tls(context: ssl.SSLContext, fault: Fault) -> Fault:
    """The same behind a handshake."""

    def shake_hands(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            fault(secured)

    return shake_hands


def deaf(connection: socket.socket) -> None:
    """Hears whatever comes and says nothing: a handshake never ends."""
    _wait_for_the_end(connection)


def plain(connection: socket.socket) -> None:
    """Answers whatever comes in plain text, as a web server does on the wrong port."""
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def _coded(coding: bytes, body: bytes) -> Fault:
    return saying(_OK + b"Content-Encoding: " + coding + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def _hear(connection: socket.socket) -> None:
    heard = b""
    while not heard.endswith(b"\r\n\r\n"):
        heard += connection.recv(65_536) or b"\r\n\r\n"


def _wait_for_the_end(connection: socket.socket) -> None:
    while connection.recv(65_536):
        pass


FAULTS: Mapping[str, tuple[Fault, str]] = {
    "drip": (repeating(_OK + b"\r\n", b"x", PAUSE), "timeout(total)"),
    "drip of headers": (repeating(_OK, b"X", PAUSE), "timeout(total)"),
    "stall before headers": (stalling(), "timeout(total)"),
    "stall in headers": (stalling(_OK), "timeout(total)"),
    "stall in body": (stalling(_OK + b"Content-Length: 9\r\n\r\n<rss>"), "timeout(total)"),
    "stall in a chunk": (stalling(_CHUNKED + b"9\r\n<rss>"), "timeout(total)"),
    "flood of interim answers": (repeating(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500), "timeout(total)"),
    "reset before headers": (resetting(), "connect"),
    "reset in headers": (resetting(_OK), "connect"),
    "reset in body": (resetting(_OK + b"Content-Length: 9\r\n\r\n<rss>"), "incomplete"),
    "short body": (saying(_OK + b"Content-Length: 1000\r\n\r\n" + b"x" * 400), "incomplete"),
    "no last chunk": (saying(_CHUNKED + b"5\r\n<rss>\r\n"), "incomplete"),
    "chunk of no size": (saying(_CHUNKED + b"zz\r\n<rss>\r\n"), "protocol"),
    "two lengths": (saying(_OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>"), "protocol"),
    "length of no number": (saying(_OK + b"Content-Length: five\r\n\r\n<rss>"), "protocol"),
    "length and chunks": (
        saying(_OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n\r\n"),
        "protocol",
    ),
    "body without end": (repeating(_OK + b"\r\n", b"x" * 65_536), "too-large"),
    "gzip bomb": (_coded(b"gzip", _BOMB), "too-large"),
    "brotli": (_coded(b"br", b"\x0b\x02\x80hello\x03"), "unexpected-encoding"),
    "stacked": (_coded(b"gzip, gzip", gzip.compress(gzip.compress(b"<rss/>"))), "unexpected-encoding"),
    "stacked in two headers": (
        _coded(b"gzip\r\nContent-Encoding: gzip", gzip.compress(gzip.compress(b"<rss/>"))),
        "unexpected-encoding",
    ),
    "gzip that is none": (_coded(b"gzip", b"<rss/>"), "unexpected-encoding"),
    "gzip cut off": (_coded(b"gzip", gzip.compress(b"<rss/>" * 100)[:-12]), "incomplete"),
    "headers without end": (repeating(_OK, b"X-More: and more\r\n" * 100), "protocol"),
    "huge header": (repeating(_OK + b"X-Huge: ", b"x" * 65_536), "protocol"),
    "redirect to itself": (redirecting(b"/"), "redirects"),
    "redirect to another scheme": (redirecting(b"file:///etc/passwd"), "bad-url"),
    "redirect to a private address": (redirecting(b"http://10.0.0.1/"), "blocked-address(hop 2)"),
    "redirect nowhere": (redirecting(b"http://[::1"), "bad-url"),
    "switch of protocols": (saying(b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n"), "http-101"),
    "empty answer": (saying(b""), "protocol"),
    "no status line": (saying(b"<rss>as of 1991</rss>\r\n"), "protocol"),
    "another protocol": (saying(b"220 mail.example ESMTP\r\n"), "protocol"),
    "status of no number": (saying(b"HTTP/1.1 OK\r\n\r\n"), "protocol"),
}
"""By name: what is done, and the class of failure that a fetch must end with."""


class FaultServer:
    """Listens for each fault on a port of its own while the block lasts."""

    def __init__(self, faults: Mapping[str, tuple[Fault, str]], host: str = "127.0.0.2") -> None:
        self._host = host
        self._listeners = {name: _Listener((host, 0), fault) for name, (fault, _) in faults.items()}
        self._threads = [threading.Thread(target=each.serve_forever, args=(0.02,)) for each in self._listeners.values()]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listener in self._listeners.values():
            listener.shutdown()
            listener.server_close()
        for thread in self._threads:
            thread.join()

    def url(self, name: str, scheme: str = "http", host: str | None = None) -> str:
        return f"{scheme}://{host or self._host}:{self._listeners[name].server_address[1]}/"


class _Listener(ThreadingTCPServer):
    def __init__(self, place: tuple[str, int], fault: Fault) -> None:
        self.fault = fault
        super().__init__(place, _Handler)


class _Handler(BaseRequestHandler):
    def handle(self) -> None:
        with suppress(OSError):  # the client had enough, as it should
            cast("_Listener", self.server).fault(self.request)
