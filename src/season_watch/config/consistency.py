"""What must hold between keys and between tables: names are unique and known, and what needs another key has it."""

from collections.abc import Iterable, Mapping
from typing import Any

from season_watch.config.checking import Row, did_you_mean
from season_watch.config.document import TOP, Faults, Place
from season_watch.model.source import SourceKind, trusts_of, usual_trust

TIMING_KEYS = ("zone", "quiet", "digest", "group_wait", "group_interval", "a_day")
"""The keys of a rule that say when, not what."""

_NAMED_BY = {"watches": "watch", "channels": "channel"}


def check_unique(rows: Iterable[Row], key: str, faults: Faults) -> None:
    """Find the values of `key` that an earlier row has."""
    first: dict[str, Row] = {}
    for row in rows:
        value = row.values[key]
        if value is not None and first.setdefault(value, row) is not row:
            faults.add(row.place, key, f"'{key}' in {row.place} is '{value}', which is that of {first[value].place}")


def check_watched_once(watches: Iterable[Row], faults: Faults) -> None:
    """Find the seasons that an earlier row watches: whatever happens to them would be told twice."""
    first: dict[tuple[str, int], Row] = {}
    for row in watches:
        title, season = row.values["title"], row.values["season"]
        if title is None or season is None:
            continue
        earlier = first.setdefault((title.casefold(), season), row)
        if earlier is not row:
            faults.add(row.place, "title", f"{row.place} watches what {earlier.place} does: {title}, season {season}")


def check_known(rows: Iterable[Row], key: str, named: Iterable[Row], faults: Faults) -> None:
    """Find the names under `key` that none of `named` has."""
    known = {row.values["name"] for row in named} - {None}
    for row in rows:
        for name in row.values[key] or ():
            if name not in known:
                unknown = f"'{key}' in {row.place} names '{name}', but no [[{_NAMED_BY[key]}]] has that name"
                faults.add(row.place, key, unknown + did_you_mean(name, known))


def check_selectors(sources: Iterable[Row], faults: Faults) -> None:
    """A page needs selectors, and nothing else has a use for them."""
    for row in sources:
        kind, has_selectors = row.values["kind"], "selectors" in row.written
        if kind is SourceKind.PAGE and not has_selectors:
            faults.add(row.place, "kind", f"{row.place} needs 'selectors', because its kind is page")
        if kind is not SourceKind.PAGE and has_selectors:
            faults.add(row.place, "selectors", f"{row.place} has 'selectors', which only kind = \"page\" may have")


def check_selectors_read(sources: Iterable[Row], faults: Faults) -> None:
    """Find the CSS selectors that can't be read."""
    tables = [row.values["selectors"] for row in sources if isinstance(row.values.get("selectors"), Row)]
    if not tables:
        return
    from season_watch.parsing.selecting import selector_fault

    for table in tables:
        for key, selector in table.values.items():
            reason = selector_fault(selector) if selector is not None else None
            if reason is not None:
                faults.add(table.place, key, f"'{key}' in {table.place} is no CSS selector: {selector!r}: {reason}")


def check_limits(sources: Iterable[Row], faults: Faults) -> None:
    """The usual interval of a source lies between its limits."""
    for row in sources:
        fastest, every, slowest = (row.values[key] for key in ("fastest", "every", "slowest"))
        if every and fastest and fastest > every:
            faults.add(row.place, "fastest", f"'fastest' in {row.place} is a longer time than 'every'")
        if every and slowest and slowest < every:
            faults.add(row.place, "slowest", f"'slowest' in {row.place} is a shorter time than 'every'")


def check_trust(sources: Iterable[Row], faults: Faults) -> None:
    """The word of some kinds of source goes so far and no further."""
    for row in sources:
        stated = row.values["trust"] if "trust" in row.written else None
        kind = row.values["kind"] or SourceKind.FEED
        if stated is not None and stated not in trusts_of(kind):
            faults.add(
                row.place, "trust", f"'trust' in {row.place} must be {usual_trust(kind)}, or left out: {kind} always is"
            )


def check_timing(rules: Iterable[Row], faults: Faults) -> None:
    """What stands on a clock needs to know whose, and a digest collects anyway."""
    for row in rules:
        for key in ("quiet", "digest", "a_day"):
            if row.values[key] is not None and "zone" not in row.written:
                faults.add(row.place, key, f"'{key}' in {row.place} needs 'zone', such as \"Europe/Berlin\"")
        for key in ("group_wait", "group_interval"):
            if row.values[key] is not None and row.values["digest"] is not None:
                faults.add(row.place, key, f"'{key}' in {row.place} has no use beside 'digest', which collects anyway")


def check_websub(values: Mapping[str, Any], faults: Faults) -> None:
    """An address where nobody listens is of no use, nor is a listener of whom no hub knows."""
    place = Place(table="websub")
    for key, other in (("callback", "listen"), ("listen", "callback")):
        if values[key] and not values[other]:
            faults.add(place, key, f"{place} has '{key}', and so needs '{other}'")
    if set(values["callback"] or "") & set("?#{}"):
        faults.add(place, "callback", f"'callback' in {place} must have no query, fragment or braces")


def check_something_to_do(watches: Iterable[Row], faults: Faults) -> None:
    """There is a watch."""
    if not tuple(watches):
        faults.add(TOP, "", "there is no [[watch]], so nothing to look for")
