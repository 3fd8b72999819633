"""Which servers show a certificate that ends within weeks: one look at each handshake."""

import ssl
from datetime import UTC, datetime, timedelta

from yarl import URL

from season_watch.model.trouble import Certificate

REMEMBERED = timedelta(days=30)
"""Certificates that hold for longer are nobody's business, and are forgotten: most do, so little is kept."""


class Certificates:
    """The certificates of hosts that end soon, as each host's last handshake showed them."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        """Look at every handshake made under `tls` from now on."""
        self._ending: dict[str, Certificate] = {}
        look = self._look

        class LookingObject(ssl.SSLObject):
            def do_handshake(self) -> None:
                super().do_handshake()
                look(self)

        tls.sslobject_class = LookingObject

    def ending(self, url: URL) -> Certificate | None:
        """The certificate by which an address was reached; None where it holds for long, or there was none."""
        return self._ending.get(url.raw_host or "") if url.scheme == "https" else None

    def _look(self, secured: ssl.SSLObject) -> None:
        host, shown = secured.server_hostname or "", secured.getpeercert() or {}
        if "notAfter" not in shown:
            return
        certificate = Certificate(since=_instant(str(shown["notBefore"])), until=_instant(str(shown["notAfter"])))
        if certificate.until - datetime.now(UTC) < REMEMBERED:
            self._ending[host] = certificate
        else:
            self._ending.pop(host, None)


def _instant(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)
