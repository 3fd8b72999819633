"""What the configuration says, as the rest of the program knows it."""

from dataclasses import dataclass
from pathlib import Path

from season_watch.config.tables import LogFormat, LogLevel
from season_watch.model.delivery import Channel, Rule
from season_watch.model.source import Source
from season_watch.model.watch import Watch
from season_watch.notifying.accounts import Account, PingAccount
from season_watch.outbound.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Websub:
    """Where hubs tell of news: the public address, without a slash at its end, and host and port to listen at."""

    callback: str
    listen: tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole configuration: every name in it is defined, every secret is at hand, one account a channel."""

    watches: tuple[Watch, ...]
    sources: tuple[Source, ...]
    channels: tuple[Channel, ...]
    accounts: tuple[Account, ...]
    rules: tuple[Rule, ...]
    limits: Limits
    ping: PingAccount | None
    websub: Websub | None
    database: Path
    log_format: LogFormat
    log_level: LogLevel
