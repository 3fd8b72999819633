"""Every fault of a real handshake has its name, and a sentence that a person understands."""

import re
import ssl
import subprocess
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest

from season_watch.outbound.addresses import Address
from season_watch.outbound.client import HttpClient
from season_watch.outbound.exchange import Failure, Request
from season_watch.outbound.limits import Limits
from season_watch.outbound.tls_faults import CERTIFICATE_FAULTS, TLS_FAULTS
from tests.servers.faults import Fault, FaultServer, over_tls, plain, saying

LIMITS = Limits(contact="test", allow=(IPv4Network("127.0.0.2/32"),))
WHOLE = saying(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
SENTENCE = re.compile(r"[a-z][^\n_]{10,120}")

Made = Callable[..., tuple[Path, Path]]
"""Makes a certificate: its file with the key, and the file of whom to trust."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("tls")

    def make(name: str = "secure.example", *, days: int = 2, bits: int = 2048) -> tuple[Path, Path]:
        stem = f"{name}{days}{bits}"
        path, key, wish, whole = (folder / f"{stem}.{suffix}" for suffix in ("crt", "key", "csr", "pem"))
        kind = f"-newkey rsa:{bits} -nodes -subj /CN={name} -keyout {key} -addext subjectAltName=DNS:{name}"
        openssl(f"req {kind} -out {wish}")
        openssl(f"x509 -req -in {wish} -signkey {key} -days {days} -copy_extensions copy -out {path}")
        whole.write_text(path.read_text() + key.read_text())
        return whole, path

    return make


def openssl(arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], check=True, capture_output=True)


def presenting(path: Path, latest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(path)
    if latest is not None:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = latest
    return context


async def failure_at(fault: Fault) -> Failure:
    """What comes of asking a server that does this."""

    async def resolve(host: str, port: int) -> tuple[Address, ...]:
        return (IPv4Address("127.0.0.2"),)

    with FaultServer({"here": (fault, "")}) as server:
        async with HttpClient(LIMITS, resolve=resolve) as client:
            url = server.url("here", "https", "secure.example")
            outcome = await client.exchange(Request(url=url, seconds=10, body_bytes=100))
    assert isinstance(outcome, Failure)
    return outcome


@pytest.mark.parametrize(
    ("wanted", "reason", "said"),
    [
        pytest.param({"days": -1}, "certificate-expired", "has expired", id="expired"),
        pytest.param({"name": "other.example"}, "certificate-of-another-name", "another name", id="another-name"),
        pytest.param({"bits": 1024}, "certificate-too-weak", "too weak", id="weak-key"),
    ],
)
async def test_a_certificate_that_will_not_do_is_named_and_told(
    made: Made, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, object], reason: str, said: str
) -> None:
    whole, trusted = made(**wanted)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    failure = await failure_at(over_tls(presenting(whole), WHOLE))
    assert failure.reason == reason
    assert said in failure.detail


async def test_a_certificate_that_nobody_vouches_for_is_named(made: Made) -> None:
    failure = await failure_at(over_tls(presenting(made()[0]), WHOLE))
    assert (failure.reason, failure.detail) == (
        "certificate-untrusted",
        "the certificate of the server is signed by nobody but itself",
    )


async def test_a_server_without_tls_is_told_so() -> None:
    failure = await failure_at(plain)
    assert (failure.reason, failure.detail) == ("tls", "the server does not speak TLS at this port")


async def test_a_server_of_the_last_century_is_told_so(made: Made) -> None:
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        old = presenting(made()[0], ssl.TLSVersion.TLSv1_1)
    failure = await failure_at(over_tls(old, WHOLE))
    assert (failure.reason, failure.detail) == ("tls", TLS_FAULTS["UNSUPPORTED_PROTOCOL"])


@pytest.mark.parametrize("sentence", [*(said for _, said in CERTIFICATE_FAULTS.values()), *TLS_FAULTS.values()])
def test_every_sentence_is_one_for_people(sentence: str) -> None:
    assert SENTENCE.fullmatch(sentence)
