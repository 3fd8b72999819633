"""Only certificates that end within weeks are remembered, and forgotten once they are renewed."""

import ssl
import subprocess
from pathlib import Path

import pytest
from yarl import URL

from season_watch.outbound.certificates import Certificates

HOST = "secure.example"
AT = URL(f"https://{HOST}/feed")


def certificate(folder: Path, days: int) -> Path:
    """A certificate with its key, signed by itself."""
    path = folder / f"{days}.pem"
    command = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days {days} -subj /CN={HOST}"
    names = ["-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def shake_hands(client: ssl.SSLContext, shown: Path) -> None:
    """A whole handshake in memory."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(shown)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [client.wrap_bio(back, there, server_hostname=HOST), server.wrap_bio(there, back, server_side=True)]
    while sides:
        try:
            sides[0].do_handshake()
            del sides[0]
        except ssl.SSLWantReadError:
            sides.reverse()


@pytest.mark.parametrize(("days", "is_remembered"), [(2, True), (29, True), (90, False)])
def test_a_certificate_is_remembered_where_it_ends_within_weeks(tmp_path: Path, days: int, is_remembered: bool) -> None:
    shown = certificate(tmp_path, days)
    client = ssl.create_default_context(cafile=f"{shown}.crt")
    certificates = Certificates(client)
    shake_hands(client, shown)
    found = certificates.ending(AT)
    assert ((found.until - found.since).days if found else None) == (days if is_remembered else None)


def test_a_certificate_that_was_renewed_is_forgotten(tmp_path: Path) -> None:
    short, long = certificate(tmp_path, 2), certificate(tmp_path, 90)
    (tmp_path / "all.crt").write_text("".join(Path(f"{each}.crt").read_text() for each in (short, long)))
    client = ssl.create_default_context(cafile=str(tmp_path / "all.crt"))
    certificates = Certificates(client)
    shake_hands(client, short)
    assert certificates.ending(AT) is not None
    shake_hands(client, long)
    assert certificates.ending(AT) is None


def test_a_certificate_that_holds_is_not_looked_at_again_for_hours(tmp_path: Path) -> None:
    long, short = certificate(tmp_path, 90), certificate(tmp_path, 2)
    (tmp_path / "all.crt").write_text("".join(Path(f"{each}.crt").read_text() for each in (short, long)))
    client = ssl.create_default_context(cafile=str(tmp_path / "all.crt"))
    certificates = Certificates(client)
    shake_hands(client, long)
    shake_hands(client, short)
    assert certificates.ending(AT) is None


def test_a_plain_connection_has_no_certificate(tmp_path: Path) -> None:
    shown = certificate(tmp_path, 2)
    client = ssl.create_default_context(cafile=f"{shown}.crt")
    certificates = Certificates(client)
    shake_hands(client, shown)
    assert certificates.ending(AT.with_scheme("http")) is None
