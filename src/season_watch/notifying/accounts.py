"""What a channel needs to send: addresses and secrets. Built from the configuration, never stored or shown."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from season_watch.model.delivery import ChannelName
from season_watch.outbound.addresses import Allowed


class Security(StrEnum):
    """How the connection to a mail server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplates:
    """The owner's templates, name and text each; what is missing is written by the built-in one."""

    texts: tuple[tuple[str, str], ...]

    @property
    def version(self) -> str:
        """Names these very texts."""
        return sha256(repr(self.texts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailAccount:
    """A mail server and the sender's address. `seconds` bounds one attempt.

    `unsubscribe` is where recipients leave; `{recipient}` in it stands for who does.
    """

    channel: ChannelName
    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    unsubscribe: str | None = None
    templates: OwnTemplates | None = None
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAccount:
    """The secrets that sign a webhook (`whsec_…`), newest first: several while a key is rotated.

    `allow` opens to this channel alone what the program may not reach otherwise.
    """

    channel: ChannelName
    secrets: tuple[str, ...] = field(repr=False)
    allow: tuple[Allowed, ...] = ()
    seconds: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PingAccount:
    """Where a watchman is told that all is well, and how often; `allow` is as that of a webhook."""

    url: str = field(repr=False)
    every: timedelta
    allow: tuple[Allowed, ...] = ()
    seconds: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseAccount:
    """Apprise's address of a service, a secret as a whole. `allow` is all that it may reach and would not otherwise."""

    channel: ChannelName
    url: str = field(repr=False)
    allow: tuple[Allowed, ...] = ()
    templates: OwnTemplates | None = None
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAccount:
    """A program of the owner's, with its arguments, and how long it may take."""

    channel: ChannelName
    argv: tuple[str, ...]
    seconds: float = 30.0


class LineFormat(StrEnum):
    """How a message is written on one line."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class StdoutAccount:
    """The standard output of this process. `seconds` bounds the wait for whoever reads it."""

    channel: ChannelName
    format: LineFormat = LineFormat.TEXT
    seconds: float = 5.0


Account = EmailAccount | WebhookAccount | AppriseAccount | CommandAccount | StdoutAccount
