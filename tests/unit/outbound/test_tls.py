import ssl
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest

from season_watch.outbound.addresses import Address
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Answer, Failure, Request
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import ScriptedServer

LIMITS = Limits(contact="test", allow=(IPv4Network("127.0.0.2/32"),))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for secure.example alone, with its key, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "secure.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=secure.example"
    names = ["-addext", "subjectAltName=DNS:secure.example", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def server(certificate: Path) -> Iterator[ScriptedServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with ScriptedServer("127.0.0.2", tls=context) as running:
        yield running


async def resolve(host: str, port: int) -> tuple[Address, ...]:
    return (IPv4Address("127.0.0.2"),)


async def outcome(url: str) -> Answer | Failure:
    async with HttpClient(LIMITS, resolve=resolve) as client:
        return await client.exchange(Request(url=url, seconds=10, body_bytes=1000))


async def test_the_name_is_verified_though_the_address_was_dialled(
    server: ScriptedServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    assert isinstance(await outcome(server.url("/", "secure.example")), Answer)
    wrong = await outcome(server.url("/", "other.example"))
    assert isinstance(wrong, Failure)
    assert wrong.reason == "certificate-of-another-name"


async def test_a_certificate_that_ends_within_weeks_comes_with_the_answer(
    server: ScriptedServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    async with HttpClient(LIMITS, resolve=resolve) as client:
        request = Request(url=server.url("/", "secure.example"), seconds=10, body_bytes=1000)
        answers = [await client.exchange(request) for _ in range(2)]
    assert server.connections == 1, "the second answer came over the connection of the first"
    for answer in answers:
        assert isinstance(answer, Answer)
        assert answer.certificate is not None
        assert answer.certificate.until - answer.certificate.since == timedelta(days=2)


async def test_a_certificate_that_nobody_vouches_for_is_refused(server: ScriptedServer) -> None:
    failure = await outcome(server.url("/", "secure.example"))
    assert isinstance(failure, Failure)
    assert failure.reason == "certificate-untrusted"
    assert server.requests == []
