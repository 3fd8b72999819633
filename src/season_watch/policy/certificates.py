"""When a certificate that holds is worth a word."""

from datetime import datetime, timedelta

from season_watch.model.trouble import Certificate

SOON = timedelta(days=7)
"""Whoever renews by hand still has time then; whoever lets a program do it has missed that by weeks."""

LAST_SHARE = 6
"""Certificates that hold for days alone are renewed at half their time; in its last sixth something is wrong."""


def is_about_to_end(certificate: Certificate | None, now: datetime) -> bool:
    """Whether a certificate ends so soon that it should have been renewed by now."""
    if certificate is None:
        return False
    lifetime = certificate.until - certificate.since
    return certificate.until - now < min(SOON, lifetime / LAST_SHARE)
