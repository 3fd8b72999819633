"""Whatever a server does wrong, a fetch ends in time, leaves nothing behind, and holds up no other."""

import asyncio
import gc
import os
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest

from season_watch.fetching.fetcher import HttpFetcher
from season_watch.fetching.forgetting import NoMemory
from season_watch.model.source import SourceKind
from season_watch.outbound.addresses import Address
from season_watch.outbound.client import HttpClient
from season_watch.outbound.limits import Limits
from season_watch.pipeline.ports import Fetched, FetchFailed, FetchRequest, FetchResult
from tests.acceptance.waiting import wait_until
from tests.servers.faults import FAULTS, Fault, FaultServer, deaf, over_tls, plain, saying
from tests.servers.scripted_http import Reply, ScriptedServer

LIMITS = Limits(
    contact="test",
    allow=(IPv4Network("127.0.0.2/32"), IPv4Network("127.0.0.3/32")),
    seconds=1.0,
    body_bytes=1024 * 1024,
)
GRACE_SECONDS = 1.0
LATE_SECONDS = 1.0
"""A sound source takes milliseconds; so long it may take on a machine that is busy with forty bad ones."""

NAME = "secure.example"
WHOLE = saying(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>")


def certificate(folder: Path, name: str, days: int) -> Path:
    """A certificate for one name, with its key, signed by itself; expired yesterday where `days` is -1."""
    path, key, wish = (folder / f"{name}{days}.{suffix}" for suffix in ("pem", "key", "csr"))
    subject = f"-subj /O=tests{days}/CN={name}"  # a name of its own: whom to trust is looked up by it
    wanted = f"openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes {subject} -keyout {key} -out {wish}"
    signed = f"openssl x509 -req -in {wish} -signkey {key} -days {days} -copy_extensions copy -out {path}"
    subprocess.run([*wanted.split(), "-addext", f"subjectAltName=DNS:{name}"], check=True, capture_output=True)
    subprocess.run(signed.split(), check=True, capture_output=True)
    path.write_text(path.read_text() + key.read_text())
    return path


def presenting(path: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


@pytest.fixture(scope="module")
def tls_faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultServer]:
    """Faults of handshakes; all but the stranger's certificate are vouched for by SSL_CERT_FILE."""
    folder = tmp_path_factory.mktemp("tls")
    sound, expired = certificate(folder, NAME, 2), certificate(folder, NAME, -1)
    other, stranger = certificate(folder, "other.example", 2), certificate(folder, NAME, 3)
    (folder / "trusted.pem").write_text("".join(each.read_text() for each in (sound, expired, other)))
    faults: dict[str, tuple[Fault, str]] = {
        "none": (over_tls(presenting(sound), WHOLE), ""),
        "expired": (over_tls(presenting(expired), WHOLE), "certificate-expired"),
        "another name": (over_tls(presenting(other), WHOLE), "certificate-of-another-name"),
        "signed by itself": (over_tls(presenting(stranger), WHOLE), "certificate-untrusted"),
        "no handshake": (plain, "tls"),
        "endless handshake": (deaf, "timeout(total)"),
    }
    with pytest.MonkeyPatch.context() as patch, FaultServer(faults) as running:
        patch.setenv("SSL_CERT_FILE", str(folder / "trusted.pem"))
        yield running


@pytest.fixture(scope="module")
def faults() -> Iterator[FaultServer]:
    with FaultServer(FAULTS) as running:
        yield running


async def resolve(host: str, port: int) -> tuple[Address, ...]:
    return (IPv4Address("127.0.0.2"),)


async def fetched(client: HttpClient, *urls: str) -> tuple[tuple[FetchResult, float], ...]:
    """What came of fetches side by side, none waiting for another's turn, and how long each took."""
    return tuple(await asyncio.gather(*(_timed(client, url) for url in urls)))


async def _timed(client: HttpClient, url: str) -> tuple[FetchResult, float]:
    fetcher = HttpFetcher(client, LIMITS, lambda: datetime(2026, 3, 1, tzinfo=UTC), NoMemory())
    began = time.monotonic()
    result = await fetcher.fetch(FetchRequest(url=url, kind=SourceKind.FEED))
    return result, time.monotonic() - began


@pytest.mark.parametrize("name", FAULTS)
async def test_every_fault_ends_in_time_with_its_class(faults: FaultServer, name: str) -> None:
    async with HttpClient(LIMITS) as client:
        ((result, seconds),) = await fetched(client, faults.url(name))
    assert isinstance(result, FetchFailed), result
    assert (result.reason, len(result.detail.splitlines())) == (FAULTS[name][1], 1), result
    assert seconds < LIMITS.seconds + GRACE_SECONDS


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("expired", "certificate-expired"),
        ("another name", "certificate-of-another-name"),
        ("signed by itself", "certificate-untrusted"),
        ("no handshake", "tls"),
        ("endless handshake", "timeout(total)"),
    ],
)
async def test_a_bad_handshake_ends_in_time_with_its_class(tls_faults: FaultServer, name: str, reason: str) -> None:
    async with HttpClient(LIMITS, resolve=resolve) as client:
        ((sound, _),) = await fetched(client, tls_faults.url("none", "https", NAME))
        ((result, seconds),) = await fetched(client, tls_faults.url(name, "https", NAME))
    assert isinstance(sound, Fetched), sound
    assert isinstance(result, FetchFailed), result
    assert result.reason == reason, result
    assert seconds < LIMITS.seconds + GRACE_SECONDS


async def test_all_faults_at_once_hold_up_no_sound_source_and_leave_nothing_open() -> None:
    gc.collect()  # what tests before this one left for the collector would be missed later
    files, tasks = open_files(), len(asyncio.all_tasks())
    with ScriptedServer("127.0.0.3") as sound, FaultServer(FAULTS) as faulty:
        sound.answer("/feed", Reply(body=b"<rss/>"))
        async with HttpClient(LIMITS) as client:
            bad = asyncio.ensure_future(fetched(client, *(faulty.url(name) for name in FAULTS)))
            good: list[tuple[FetchResult, float]] = []
            while not bad.done():
                good += await fetched(client, sound.url("/feed"), sound.url("/feed"))
            ends = await bad
            assert len(asyncio.all_tasks()) == tasks
    assert all(isinstance(result, Fetched) for result, _ in good)
    assert max(seconds for _, seconds in good) < LATE_SECONDS
    assert max(seconds for _, seconds in ends) < LIMITS.seconds + GRACE_SECONDS
    wait_until(lambda: open_files() <= files)  # the sound server's threads let go a moment later


def open_files() -> frozenset[str]:
    """What is open, each by its own name. Others' files may close meanwhile, which makes no room for a new one."""
    return frozenset(os.path.realpath(link) for link in Path("/proc/self/fd").iterdir())
