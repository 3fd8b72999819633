"""Other rules, tried on the updates so far: which alerts would appear, vanish, or leave at another time."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from season_watch.cli.documents import Document, update_document
from season_watch.cli.output import Column, Table, say, show_json, show_table
from season_watch.cli.phrases import counted, day, update_phrase
from season_watch.config.loading import load
from season_watch.model.delivery import Channel, ChannelName, Rule
from season_watch.model.errors import NothingMatched
from season_watch.model.timing import Timing
from season_watch.model.watch import WatchName
from season_watch.policy.routing import routed
from season_watch.storage import queries, rule_queries
from season_watch.storage.views import NumberedUpdate

_APPEARS, _VANISHES, _MOVES = "appears", "vanishes", "leaves at another time"
_COLUMNS = (
    Column(title="alert", paint={_APPEARS: "green", _VANISHES: "red"}),
    Column(title="channel"),
    Column(title="#"),
    Column(title="when"),
    Column(title="watch"),
    Column(title="what", wraps=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wishes:
    """What is watched, and which rules send it where."""

    watches: frozenset[WatchName]
    channels: tuple[Channel, ...]
    rules: tuple[Rule, ...]

    def alerts(self, numbered: NumberedUpdate) -> dict[ChannelName, Timing]:
        """The channels that are told of an update, and the timing of each."""
        if numbered.update.watch not in self.watches:
            return {}
        routes = routed(numbered.update, self.rules, self.channels)
        return {route.channel.name: route.timing for route in routes}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """What becomes of one alert: it appears, vanishes, or leaves at another time."""

    what: str
    channel: ChannelName
    numbered: NumberedUpdate


def try_rules(database: Path, file: Path, *, as_json: bool) -> None:
    """Print what the rules of a file would change. ConfigError where it is none that loads."""
    settings = load(file, os.environ)
    after = _Wishes(
        watches=frozenset(watch.name for watch in settings.watches), channels=settings.channels, rules=settings.rules
    )
    with queries.reading(database) as connection:
        before = _Wishes(
            watches=frozenset(watch.name for watch in queries.watches(connection)),
            channels=rule_queries.channels(connection),
            rules=rule_queries.rules(connection),
        )
        updates = rule_queries.sendable_updates(connection)
    if not updates:
        raise NothingMatched("Nothing has happened yet that rules could be tried on.")
    found = tuple(one for update in updates for one in _differences(update, before, after))
    if as_json:
        show_json(_document(len(updates), found))
        return
    if found:
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, found))))
    say(_summary(len(updates), found))


def _differences(numbered: NumberedUpdate, before: _Wishes, after: _Wishes) -> Iterable[_Difference]:
    then, now = before.alerts(numbered), after.alerts(numbered)
    for channel in sorted(then.keys() | now.keys()):
        if then.get(channel) != now.get(channel):
            what = _APPEARS if channel not in then else _VANISHES if channel not in now else _MOVES
            yield _Difference(what=what, channel=channel, numbered=numbered)


def _row(one: _Difference) -> tuple[str, ...]:
    update = one.numbered.update
    return (one.what, one.channel, str(one.numbered.number), day(update.at), update.watch, update_phrase(one.numbered))


def _summary(updates: int, found: tuple[_Difference, ...]) -> str:
    of = f"Of {counted(updates, 'update', 'updates')}"
    if not found:
        return f"{of}, each would be told where and when it is now. Nothing was sent or changed."
    appear, vanish, move = (sum(one.what == what for one in found) for what in (_APPEARS, _VANISHES, _MOVES))
    return (
        f"{of}, {counted(appear, 'alert', 'alerts')} would appear, {vanish} vanish, and {move} leave at another time. "
        "Nothing was sent or changed."
    )


def _document(updates: int, found: tuple[_Difference, ...]) -> Document:
    return {
        "updates": updates,
        "differences": [
            {"alert": one.what, "channel": one.channel, "update": update_document(one.numbered)} for one in found
        ],
    }
