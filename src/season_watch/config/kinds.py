"""The kinds of values that the configuration knows: how each is read, and how it is described to people and editors."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from season_watch.model.timing import QuietHours
from season_watch.outbound.addresses import Allowed, NetworkPort
from season_watch.policy.cron import parse

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d{1,6})([smhd])")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
# Line breaks and their like: a text of the configuration may end up in a header.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NETWORK_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[0-9./]+)):(?P<port>[0-9]{1,5})")
_PORTS = range(1, 65_536)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+]*://\S")
_QUIET_HOURS = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# Standard Webhooks, "Signature scheme": a secret is 24 to 64 random bytes.
_SECRET_BYTES = range(24, 65)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of value. `read` takes what TOML gave and returns the value, or raises ValueError.

    `wanted` completes the sentence "must be …" and never depends on the value, which may be a secret.
    """

    wanted: str
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]
    many: bool = False


def _line(value: object) -> str:
    if not isinstance(value, str) or not value or _CONTROL.search(value):
        raise ValueError
    return value


def _text(value: object) -> str:
    text = _line(value).strip()
    if not text:
        raise ValueError
    return text


def _url(value: object) -> str:
    url = _text(value)
    parts = urlsplit(url)
    # `port` raises ValueError where it is no number. A name or password in an address would end up in logs.
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.port == 0
        or "@" in parts.netloc
        or " " in url
    ):
        raise ValueError
    return url


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise ValueError
        return text

    return read


_email_address = _matching(_ADDRESS)


def _contact(value: object) -> str:
    text = _text(value)
    # It stands in the User-Agent header, where only ASCII is safe and brackets end the comment (RFC 9110).
    if not text.isascii() or set(text) & set("()\\"):
        raise ValueError
    return _email_address(text) if "://" not in text else _url(text)


def _host(value: object) -> str:
    host = _text(value)
    if set(host) & set("/@ ") or "://" in host:
        raise ValueError
    return host


def _network(value: object) -> Allowed:
    text = _text(value)
    at = _NETWORK_PORT.fullmatch(text)
    if at is None:
        return ip_network(text)
    port = int(at["port"])
    if port not in _PORTS:
        raise ValueError
    return NetworkPort(network=ip_network(at["six"] or at["four"]), port=port)


def _listen(value: object) -> tuple[str, int]:
    text = _text(value)
    parts = urlsplit(f"//{text}")
    if not parts.hostname or not parts.port or "@" in text or parts.path or parts.query or parts.fragment:
        raise ValueError
    return parts.hostname, parts.port


def _path(value: object) -> Path:
    return Path(_text(value))


def _quiet_hours(value: object) -> QuietHours:
    found = _QUIET_HOURS.fullmatch(_text(value))
    if found is None or found[1] == found[2]:
        raise ValueError
    return QuietHours(start=time.fromisoformat(found[1]), end=time.fromisoformat(found[2]))


def _zone(value: object) -> str:
    zone = _text(value)
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, OSError) as error:  # a folder of zones raises OSError
        raise ValueError from error


def _cron(value: object) -> str:
    expression = _text(value)
    parse(expression)
    return " ".join(expression.split())


def _signing_secret(value: object) -> str:
    secret = _text(value)
    if not secret.startswith("whsec_"):
        raise ValueError
    if len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) not in _SECRET_BYTES:
        raise ValueError
    return secret


def _apprise_url(value: object) -> str:
    url = _text(value)
    if not _SCHEME.match(url):
        raise ValueError
    return url


def _argv(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError
    return (_text(value[0]), *(_argument(each) for each in value[1:]))


def _argument(value: object) -> str:
    # The one character that no argument of a program can hold.
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    return value


def whole_number(least: int, most: int) -> Kind:
    """A whole number from `least` to `most`."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError
        return value

    return Kind(
        wanted=f"a whole number from {least} to {most}",
        read=read,
        schema={"type": "integer", "minimum": least, "maximum": most},
    )


def duration(least: str, most: str) -> Kind:
    """A time span from `least` to `most`, all three written as a number and a unit: `30s`, `15m`, `1h`, `7d`."""

    def parse(text: str) -> timedelta:
        found = _DURATION.fullmatch(text)
        if not found:
            raise ValueError
        return timedelta(**{_UNITS[found[2]]: int(found[1])})

    shortest, longest = parse(least), parse(most)

    def read(value: object) -> timedelta:
        span = parse(_text(value))
        if not shortest <= span <= longest:
            raise ValueError
        return span

    return Kind(
        wanted=f'a time span such as "30s", "15m", "1h" or "7d", from {least} to {most}',
        read=read,
        schema={"type": "string", "pattern": f"^{_DURATION.pattern}$"},
    )


def choice(words: type[StrEnum]) -> Kind:
    """One of the words of an enumeration."""
    return Kind(
        wanted=f"one of {', '.join(words)}",
        read=lambda value: words(_text(value)),
        schema={"type": "string", "enum": [str(word) for word in words]},
    )


def several(kind: Kind) -> Kind:
    """A list of values of one kind, each different."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError
        values = tuple(kind.read(each) for each in value)
        if len(set(values)) < len(values):
            raise ValueError
        return values

    return Kind(
        wanted=f"a list of different values, each {kind.wanted}",
        read=read,
        schema={"type": "array", "items": kind.schema, "uniqueItems": True},
        many=True,
    )


def some(kind: Kind) -> Kind:
    """A list as `several` reads it that names at least one value."""
    listed = several(kind)

    def read(value: object) -> Any:  # noqa: ANN401 - as the listed kind
        if not value:
            raise ValueError
        return listed.read(value)

    return Kind(
        wanted=f"{listed.wanted}, and one at least", read=read, schema={**listed.schema, "minItems": 1}, many=True
    )


_STRING = {"type": "string", "minLength": 1}

TEXT = Kind(wanted="a text of one line", read=_text, schema=_STRING)
URL = Kind(
    wanted="an http or https address without a user name in it",
    read=_url,
    schema={"type": "string", "pattern": r"^(https?://|\$\{)"},
)
EMAIL_ADDRESS = Kind(wanted="a mail address such as you@example.org", read=_email_address, schema=_STRING)
CONTACT = Kind(wanted="an http or https address, or a mail address", read=_contact, schema=_STRING)
HOST = Kind(wanted="the name or address of a host", read=_host, schema=_STRING)
NETWORK = Kind(wanted='a network such as "192.168.1.0/24"', read=_network, schema=_STRING)
LISTEN = Kind(wanted='a host and a port such as "127.0.0.1:8123"', read=_listen, schema=_STRING)
LANGUAGE = Kind(
    wanted='a language tag such as "en" or "ko"',
    read=_matching(_LANGUAGE),
    schema={"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"},
)
QUIET_HOURS = Kind(
    wanted='two different times of day such as "22:00-07:00"',
    read=_quiet_hours,
    schema={"type": "string", "pattern": f"^{_QUIET_HOURS.pattern}$"},
)
ZONE = Kind(wanted='the name of a time zone such as "Asia/Seoul"', read=_zone, schema=_STRING)
CRON = Kind(
    wanted='a cron expression of five fields that some day meets, such as "0 8 * * *"', read=_cron, schema=_STRING
)
PASSWORD = Kind(wanted="a text of one line", read=_line, schema=_STRING)
PATH = Kind(wanted="a path", read=_path, schema=_STRING)
SIGNING_SECRET = Kind(wanted="whsec_ and 24 to 64 bytes in base64", read=_signing_secret, schema=_STRING)
APPRISE_URL = Kind(wanted='an address such as "ntfy://ntfy.sh/my-topic"', read=_apprise_url, schema=_STRING)
ARGV = Kind(
    wanted="a list of texts, and one at least",
    read=_argv,
    schema={"type": "array", "items": {"type": "string"}, "minItems": 1},
    many=True,
)
