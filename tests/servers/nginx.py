"""A real nginx on loopback, as a process of the user who runs the tests, that serves a folder."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS_TO_START = 10.0

_CONFIGURATION = """
daemon off;
master_process off;
pid {room}/nginx.pid;
error_log {room}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    charset utf-8;
    default_type text/html;
    types {{ text/plain txt; application/rss+xml rss; application/atom+xml atom; }}
    client_body_temp_path {room}/bodies;
    proxy_temp_path {room}/proxy;
    fastcgi_temp_path {room}/fastcgi;
    uwsgi_temp_path {room}/uwsgi;
    scgi_temp_path {room}/scgi;
    server {{ listen 127.0.0.1:{port}; root {pages}; }}
}}
"""


@contextmanager
def nginx(pages: Path, room: Path) -> Iterator[str]:
    """Serve `pages` and keep nginx's own files in `room`; yields the base address. Skips where there is no nginx."""
    program = _program()
    room.mkdir()
    port = _free_port()
    configuration = room / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(room=room, pages=pages, port=port), "utf-8")
    with subprocess.Popen([program, "-p", room, "-e", room / "error.log", "-c", configuration]) as process:
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _program() -> str:
    """Debian keeps it where only root's PATH leads."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        assert "CI" not in os.environ, "nginx is missing, and the tests that need it must run here"
        pytest.skip("nginx is missing: `apt install nginx-light` brings it")
    return program


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """nginx tells nobody that it listens, so this has to ask."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nginx does not listen on port {port}; its status is {process.poll()}")
