"""When a feed asks to be left alone: RSS `ttl`, `skipHours` and `skipDays`, and RSS 1.0's syndication module.

feedparser keeps but one of several hours, so whichever reader has the entries, the wish is found here.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from xml.parsers.expat import ExpatError, ParserCreate

from season_watch.model.source import FeedWish
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.namespaces import SYNDICATION_ADDRESS

_STATED = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:ttl|skipHours|skipDays|updatePeriod|updateFrequency)[\s>]", re.IGNORECASE)
_BETWEEN = " "
_CHANNELS = frozenset({"channel", "feed"})
_ENTRIES = frozenset({"item", "entry"})
_OF_CHANNEL = frozenset({"ttl"})
_OF_SKIPPED = {"skiphours": "hour", "skipdays": "day"}
_OF_MODULE = frozenset({"updateperiod", "updatefrequency", "updatebase"})
_LONGEST_VALUE = 64
_MOST_VALUES = 100
"""Values that are read of a feed: all hours, all days and the rest are less than half as many."""

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MOST_DIGITS = 8
_MIDNIGHT = 24
"""RSS 0.91 counts the hours from 1 to 24, RSS 2.0 from 0 to 23."""

_PERIODS = {"hourly": _HOUR, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY}
_USUAL_PERIOD = "daily"
"""What the module takes a feed for that states a frequency alone."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def stated_wish(document: bytes) -> FeedWish:
    """The wish of a UTF-8 document, with or without its entries; of a broken one, what stands before its fault."""
    if not _STATED.search(document):
        return FeedWish()
    return _wish(_Listener().values_of(document))


def _wish(values: Iterable[tuple[str, str]]) -> FeedWish:
    stated: dict[str, list[str]] = {}
    for name, value in values:
        stated.setdefault(name, []).append(value)
    period = _period(stated)
    return FeedWish(
        ttl=_MINUTE * _number(*stated.get("ttl", ())),
        period=period,
        base=_base(*stated.get("updatebase", ())) if period else None,
        hours=_sorted(_hour(value) for value in stated.get("hour", ())),
        weekdays=_sorted(_weekday(value) for value in stated.get("day", ())),
    )


def _period(stated: dict[str, list[str]]) -> int:
    """Seconds between two updates; 0 where the feed states none, or in no word of the module."""
    if not stated.keys() & {"updateperiod", "updatefrequency"}:
        return 0
    word = stated.get("updateperiod", [_USUAL_PERIOD])[0]
    return _PERIODS.get(word.lower(), 0) // (_number(*stated.get("updatefrequency", ())) or 1)


def _base(first: str = "", *_others: str) -> datetime | None:
    return stated_instant(first)


def _number(first: str = "", *_others: str) -> int:
    """A whole number, 0 where that is none; as large as can be told from the others."""
    if not (first.isascii() and first.isdigit()):
        return 0
    digits = first.lstrip("0") or "0"
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _hour(value: str) -> int | None:
    is_hour = value.isascii() and value.isdigit() and _number(value) <= _MIDNIGHT
    return _number(value) % _MIDNIGHT if is_hour else None


def _weekday(value: str) -> int | None:
    return _WEEKDAYS.index(value.lower()) if value.lower() in _WEEKDAYS else None


def _sorted(numbers: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({number for number in numbers if number is not None}))


class _Listener:
    """Expat's handlers, and the values they noted outside of entries, by their elements' names."""

    def __init__(self) -> None:
        self._values: list[tuple[str, str]] = []
        self._path: list[tuple[str, str]] = []
        self._named = ""
        self._text = ""
        self._entries = 0

    def values_of(self, document: bytes) -> tuple[tuple[str, str], ...]:
        """The values up to the end, or to a fault."""
        parser = ParserCreate("utf-8", _BETWEEN)
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        with suppress(ExpatError):
            parser.Parse(document, True)
        return tuple(self._values)

    def _on_start(self, name: str, _attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(_BETWEEN)
        local = local.lower()
        self._named = "" if self._entries else self._meant(namespace, local)
        self._text = ""
        self._entries += local in _ENTRIES
        self._path.append((namespace, local))

    def _on_text(self, text: str) -> None:
        if self._named:
            self._text += text[: _LONGEST_VALUE - len(self._text)]

    def _on_end(self, _name: str) -> None:
        if self._named and len(self._values) < _MOST_VALUES:
            self._values.append((self._named, self._text.strip()))
        self._named = ""
        _, local = self._path.pop()
        self._entries -= local in _ENTRIES

    def _meant(self, namespace: str, local: str) -> str:
        """The name of an element that states a wish where it stands; nothing for any other."""
        around, parent = self._path[-1] if self._path else ("", "")
        if namespace == SYNDICATION_ADDRESS:
            return local if local in _OF_MODULE and parent in _CHANNELS else ""
        is_meant = (parent in _CHANNELS and local in _OF_CHANNEL) or _OF_SKIPPED.get(parent) == local
        return local if is_meant and namespace == around else ""
