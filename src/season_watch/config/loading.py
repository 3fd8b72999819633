"""Loads a configuration file: reads it, finds every fault, and only then builds what the program works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from season_watch.config import tables
from season_watch.config.accounts import account_of, channel_of
from season_watch.config.checking import Reader, Row
from season_watch.config.consistency import (
    TIMING_KEYS,
    check_known,
    check_limits,
    check_selectors,
    check_selectors_read,
    check_something_to_do,
    check_timing,
    check_trust,
    check_unique,
    check_watched_once,
    check_websub,
)
from season_watch.config.credentials import Credentials
from season_watch.config.document import Faults, read
from season_watch.config.finding import from_file, usual_database
from season_watch.config.overrides import check_overrides, overrides
from season_watch.config.settings import Settings, Websub
from season_watch.config.trusting import check_apprise, check_owner
from season_watch.config.wordings import Wordings
from season_watch.model.delivery import Channel, Rule
from season_watch.model.source import Selectors, Source, usual_trust
from season_watch.model.timing import Timing
from season_watch.model.watch import Watch
from season_watch.notifying.accounts import Account, OwnTemplates, PingAccount
from season_watch.outbound.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """Every table of a file, read; `secrets` and `templates` have one entry a channel."""

    watches: tuple[Row, ...]
    sources: tuple[Row, ...]
    channels: tuple[Row, ...]
    secrets: tuple[tuple[str, ...], ...]
    templates: tuple[OwnTemplates | None, ...]
    rules: tuple[Row, ...]
    storage: dict[str, Any]
    network: dict[str, Any]
    ping: dict[str, Any]
    websub: dict[str, Any]
    log: dict[str, Any]


def load(path: Path, env: Mapping[str, str], *, thoroughly: bool = False) -> Settings:
    """Read a configuration file. Raises ConfigError with all its faults, a sentence each, no secret in any.

    `thoroughly`: its CSS selectors are read as well, which takes a tenth of a second.
    """
    document = read(path)
    faults = Faults(document)
    wordings = Wordings(path, env, faults)
    found = _read(Reader(document, env, faults), Credentials(path, env, faults), wordings, env, faults)
    _check(found, path, faults)
    if thoroughly:
        check_selectors_read(found.sources, faults)
    faults.complain()
    return _settings(found, path, env)


def _read(
    reader: Reader, credentials: Credentials, wordings: Wordings, env: Mapping[str, str], faults: Faults
) -> _Tables:
    reader.check_names()
    check_overrides(env, faults)
    channels = reader.channels()
    single = (reader.single(table).values | overrides(table, env, faults) for table in tables.SINGLE)
    storage, network, ping, websub, log = single
    return _Tables(
        watches=reader.many(tables.WATCH),
        sources=reader.sources(),
        channels=channels,
        secrets=tuple(credentials.of(row) for row in channels),
        templates=tuple(wordings.of(row) for row in channels),
        rules=reader.many(tables.RULE),
        storage=storage,
        network=network,
        ping=ping,
        websub=websub,
        log=log,
    )


def _check(found: _Tables, path: Path, faults: Faults) -> None:
    check_something_to_do(found.watches, faults)
    for rows in (found.watches, found.sources, found.channels):
        check_unique(rows, "name", faults)
    check_unique(found.sources, "url", faults)
    check_watched_once(found.watches, faults)
    check_selectors(found.sources, faults)
    check_limits(found.sources, faults)
    check_trust(found.sources, faults)
    check_known(found.sources, "watches", found.watches, faults)
    check_known(found.rules, "watches", found.watches, faults)
    check_known(found.rules, "channels", found.channels, faults)
    check_timing(found.rules, faults)
    check_websub(found.websub, faults)
    check_apprise(found.channels, faults)
    check_owner(found.channels, path, faults)


def _settings(found: _Tables, path: Path, env: Mapping[str, str]) -> Settings:
    channels = tuple(channel_of(row) for row in found.channels)
    database = found.storage["path"]
    return Settings(
        watches=tuple(Watch(**row.values) for row in found.watches),
        sources=tuple(_source(row) for row in found.sources),
        channels=channels,
        accounts=_accounts(found),
        rules=tuple(_rule(row) for row in found.rules) or _rule_for_all(channels),
        limits=_limits(found.network),
        ping=PingAccount(**found.ping) if found.ping["url"] else None,
        websub=_websub(found.websub),
        database=from_file(database, path, env) if database else usual_database(env),
        log_format=found.log["format"],
        log_level=found.log["level"],
    )


def _accounts(found: _Tables) -> tuple[Account, ...]:
    each = zip(found.channels, found.secrets, found.templates, strict=True)
    return tuple(account_of(row, secrets, templates, found.network["allow"]) for row, secrets, templates in each)


def _source(row: Row) -> Source:
    selectors = row.values.get(tables.SELECTORS.name)
    trust = row.values["trust"] if "trust" in row.written else usual_trust(row.values["kind"])
    return Source(**{**row.values, "trust": trust, "selectors": Selectors(**selectors.values) if selectors else None})


def _rule(row: Row) -> Rule:
    timing = {name: row.values[name] for name in TIMING_KEYS if row.values[name] is not None}
    what = {name: value for name, value in row.values.items() if name not in TIMING_KEYS}
    return Rule(**what, timing=Timing(**timing) if timing else None)


def _rule_for_all(channels: tuple[Channel, ...]) -> tuple[Rule, ...]:
    """Whoever adds a channel and no rule wants to hear of everything that may be true."""
    return (Rule(channels=tuple(channel.name for channel in channels)),) if channels else ()


def _websub(websub: dict[str, Any]) -> Websub | None:
    callback = websub["callback"]
    return Websub(callback=callback.rstrip("/"), listen=websub["listen"]) if callback else None


def _limits(network: dict[str, Any]) -> Limits:
    return Limits(contact=network["contact"] or "", allow=network["allow"], seconds=network["timeout"].total_seconds())
