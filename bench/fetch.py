"""What one conditional GET answered 304 costs in processor time: `.venv/bin/python bench/fetch.py [ROUNDS]`.

A thousand small feeds on 711 addresses of loopback, served by nginx; season-watch's fetcher and a bare httpx loop take
turns at asking for them all, twenty at once, in one process that stays up. The figures are medians of rounds, and only
their ratio travels from machine to machine.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Network
from pathlib import Path
from statistics import median

import httpx

from season_watch.fetching.fetcher import HttpFetcher
from season_watch.model.source import SourceKind, Validators
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import FetchRequest, NotModified

FEEDS = 1_000
HOSTS = 711
AT_ONCE = 20
PORT = 18_089
FEED = b"<rss version='2.0'><channel><title>A feed</title></channel></rss>"
CONFIGURATION = """
daemon off;
pid {room}/nginx.pid;
error_log {room}/error.log;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {room}/b; proxy_temp_path {room}/p; fastcgi_temp_path {room}/f;
    uwsgi_temp_path {room}/u; scgi_temp_path {room}/s;
    server {{ listen 0.0.0.0:{port}; root {room}; }}
}}
"""

Get = Callable[[str], Awaitable[None]]


@contextmanager
def served() -> Iterator[Validators]:
    """Serve the feed at any path ending in its name; yields its validators."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin") or sys.exit("nginx is missing")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        room.chmod(0o755)
        (room / "feed.xml").write_bytes(FEED)
        (room / "nginx.conf").write_text(CONFIGURATION.format(room=room, port=PORT))
        with subprocess.Popen([program, "-e", room / "error.log", "-c", room / "nginx.conf"]) as process:
            try:
                yield _validators()
            finally:
                process.terminate()


def _validators() -> Validators:
    answer = httpx.Client(transport=httpx.HTTPTransport(retries=8)).get(f"http://127.0.0.1:{PORT}/feed.xml")
    return Validators(etag=answer.headers["ETag"], last_modified=answer.headers["Last-Modified"])


@asynccontextmanager
async def bare_httpx(known: Validators) -> AsyncIterator[Get]:
    """The floor: what an httpx loop without any feature pays."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    headers = {"If-None-Match": known.etag or "", "If-Modified-Since": known.last_modified or ""}
    async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False) as client:

        async def get(url: str) -> None:
            answer = await client.get(url, headers=headers)
            assert answer.status_code == 304

        yield get


@asynccontextmanager
async def season_watch(known: Validators) -> AsyncIterator[Get]:
    """The fetcher as the daemon builds it."""
    limits = Limits(contact="https://watch.example", allow=(IPv4Network("127.0.0.0/8"),))
    async with HttpClient(limits) as client:
        fetcher = HttpFetcher(client, limits, lambda: datetime.now(UTC))

        async def get(url: str) -> None:
            result = await fetcher.fetch(FetchRequest(url=url, kind=SourceKind.FEED, validators=known))
            assert isinstance(result, NotModified), result

        yield get


async def round_of(get: Get, urls: list[str]) -> float:
    """Ask for every address once; the processor time of one, in milliseconds."""
    todo = iter(urls)

    async def worker() -> None:
        for url in todo:
            await get(url)

    began = time.process_time()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return 1000 * (time.process_time() - began) / len(urls)


async def measured(known: Validators, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds a request of each round: httpx, season-watch."""
    urls = [
        f"http://127.1.{host // 250}.{1 + host % 250}:{PORT}/feed.xml?{n}" for n in range(FEEDS) for host in [n % HOSTS]
    ]
    floor, ours = [], []
    async with bare_httpx(known) as bare, season_watch(known) as fetch:
        for _ in range(rounds + 1):
            floor.append(await round_of(bare, urls))
            ours.append(await round_of(fetch, urls))
    return floor[1:], ours[1:]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with served() as known:
        floor, ours = asyncio.run(measured(known, rounds))
    for name, figures in (("bare httpx", floor), ("season-watch", ours)):
        print(f"{name:13} {median(figures):.3f} ms a request ({min(figures):.3f} to {max(figures):.3f})")
    print(f"ratio         {median(ours) / median(floor):.2f}")


if __name__ == "__main__":
    main()
