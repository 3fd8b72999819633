"""Which servers show a certificate that ends within weeks: a look at a handshake, every few hours."""

import ssl
import time
from datetime import UTC, datetime, timedelta

from yarl import URL

from season_watch.model.trouble import Certificate

REMEMBERED = timedelta(days=30)
"""Certificates that hold for longer are nobody's business, and are forgotten: most do, so little is kept."""


LOOK_EVERY = 6 * 3600.0
"""Seconds in which a host is looked at once: to read a certificate takes a tenth of what its handshake does."""


class Certificates:
    """The certificates of hosts that end soon, as each host's last handshake showed them."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        """Look at every handshake made under `tls` from now on."""
        self._ending: dict[str, Certificate] = {}
        self._looked_at: set[str] = set()
        self._since = time.monotonic()
        look = self._look

        class LookingObject(ssl.SSLObject):
            def do_handshake(self) -> None:
                super().do_handshake()
                look(self)

        tls.sslobject_class = LookingObject

    def ending(self, url: URL) -> Certificate | None:
        """The certificate that the host of an address showed last, at whichever port; None where it holds for long."""
        return self._ending.get(url.raw_host or "") if url.scheme == "https" else None

    def _look(self, secured: ssl.SSLObject) -> None:
        host = secured.server_hostname or ""
        if self._is_known(host):
            return
        shown = secured.getpeercert() or {}
        if "notAfter" not in shown:
            return
        certificate = Certificate(since=_instant(str(shown["notBefore"])), until=_instant(str(shown["notAfter"])))
        if certificate.until - datetime.now(UTC) < REMEMBERED:
            self._ending[host] = certificate
        else:
            self._ending.pop(host, None)

    def _is_known(self, host: str) -> bool:
        """Whether a host was looked at lately. One whose certificate ends soon is looked at until that is renewed."""
        if time.monotonic() - self._since > LOOK_EVERY:
            self._looked_at.clear()
            self._since = time.monotonic()
        is_known = host in self._looked_at and host not in self._ending
        self._looked_at.add(host)
        return is_known


def _instant(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)
