"""What following a source's rhythm saves: `make bench-rhythm`, or `rhythm.py FOLDER` for other streams of items.

Sources publish as their kind does, or as the labelled streams did; the policy of the daemon decides when each is
checked, beside a fixed interval that makes as many requests. Everything is drawn from one seed. The times are minutes
from publication to check; "same wait" is how many requests a day a fixed interval needs for the same mean.
"""

import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import fmean, median, quantiles

from season_watch.model.source import Source, SourceName
from season_watch.model.watch import AwaitedDay, WatchName
from season_watch.policy.pace import interval, limits_of
from season_watch.policy.rhythm import first_rhythm, next_rhythm
from season_watch.policy.schedule import next_check

STREAMS = Path(__file__).parents[1] / "tests" / "quality" / "streams"
SEED = 7
SOURCES = 8
"""Of each kind: the rare ones bring too little for fewer."""

ROUNDS = 5
"""Of each labelled source, which are fewer still: the checks fall otherwise each time."""

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 240
ADDED_AFTER = timedelta(days=60)
"""Then a source is added, and its first body lists what was published last."""

LISTED = 30
PHASES = 50
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HOURLY = Source(name=SourceName("source"), url="https://source.example/feed", every=HOUR)

Rate = Callable[[datetime], float]
"""Entries an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A day that stands on the board from some moment on."""

    since: datetime
    day: AwaitedDay


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What one source published, oldest first, and what was awaited meanwhile; it is checked from `added` to `end`."""

    entries: tuple[datetime, ...]
    added: datetime
    end: datetime
    announced: tuple[Announced, ...] = ()

    @property
    def days(self) -> float:
        return (self.end - self.added) / DAY

    @property
    def checked(self) -> tuple[datetime, ...]:
        """The entries that a check is waited for."""
        return tuple(at for at in self.entries if self.added < at < self.end)


@dataclass(slots=True)
class Outcome:
    """How many requests were made in how many days, and how long each entry waited for its check."""

    requests: int = 0
    days: float = 0.0
    waits: list[timedelta] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.requests += other.requests
        self.days += other.days
        self.waits += other.waits


def poisson(rng: random.Random, rate: Rate, most: float) -> Iterator[datetime]:
    """Entries that come at random, at a rate that never exceeds `most`."""
    at = START
    while (at := at + HOUR * rng.expovariate(most)) < START + DAYS * DAY:
        if rng.random() * most < rate(at):
            yield at


def wire(rng: random.Random) -> Iterator[datetime]:
    """A hundred entries a day and more, fewer at night and half at weekends."""

    def rate(at: datetime) -> float:
        share_of_day = (at.hour + at.minute / 60 - 15) / 24
        return 6.25 * (1 + 0.8 * math.cos(2 * math.pi * share_of_day)) * (1.0 if at.weekday() < 5 else 0.5)

    return poisson(rng, rate, 12.0)


def office(rng: random.Random) -> Iterator[datetime]:
    """A trade paper: three entries an hour in the office hours of one place, next to none besides."""
    return poisson(rng, lambda at: 3.0 if at.weekday() < 5 and 14 <= at.hour < 23 else 0.06, 3.0)


def blog(rng: random.Random) -> Iterator[datetime]:
    """Fridays at ten or so; one week in ten nothing, one week in ten something else too."""
    for week in range(DAYS // 7):
        monday = START + week * 7 * DAY
        if rng.random() < 0.9:
            yield monday + 4 * DAY + HOUR * rng.gauss(10, 1)
        if rng.random() < 0.1:
            yield monday + HOUR * rng.uniform(0, 168)


def channel(rng: random.Random) -> Iterator[datetime]:
    """A video channel: three workdays of five, on the hour."""
    for number in range(DAYS):
        if number % 7 < 5 and rng.random() < 0.6:
            yield START + number * DAY + HOUR * (rng.choice((13, 14, 14, 15)) + rng.uniform(0, 0.05))


def silent(rng: random.Random) -> Iterator[datetime]:
    """An entry in two months, at random."""
    return poisson(rng, lambda _: 1 / (60 * 24), 1 / (60 * 24))


def even(rng: random.Random) -> Iterator[datetime]:
    """Six entries a day at random, day and night: there is nothing to learn, and nothing to gain."""
    return poisson(rng, lambda _: 0.25, 0.25)


def events(rng: random.Random) -> tuple[list[datetime], list[Announced]]:
    """A source about one show: two entries a week, and bursts about events, of which half were announced."""
    entries, announced = list(poisson(rng, lambda _: 0.3 / 24, 0.3 / 24)), []
    number = 10
    while number < DAYS - 2:
        began = START + number * DAY + HOUR * rng.uniform(7, 17)
        if rng.random() < 0.5:
            announced.append(
                Announced(since=began - 7 * DAY, day=AwaitedDay(watch=WatchName("show"), day=began.date()))
            )
        entries += [began + HOUR * rng.expovariate(1 / 6) for _ in range(rng.randint(8, 20))]
        number += rng.randint(15, 45)
    return entries, announced


def history(entries: Iterable[datetime], announced: Iterable[Announced] = ()) -> History:
    return History(
        entries=tuple(sorted(entries)),
        added=START + ADDED_AFTER,
        end=START + DAYS * DAY,
        announced=tuple(announced),
    )


KINDS: dict[str, Callable[[random.Random], History]] = {
    "wire, 130 a day": lambda rng: history(wire(rng)),
    "office hours, 20 a day": lambda rng: history(office(rng)),
    "evenly, 6 a day": lambda rng: history(even(rng)),
    "video channel, 3 a week": lambda rng: history(channel(rng)),
    "weekly blog": lambda rng: history(blog(rng)),
    "bursts about events": lambda rng: history(*events(rng)),
    "silent, 1 in 60 days": lambda rng: history(silent(rng)),
}


def generated() -> dict[str, list[History]]:
    return {kind: [make(random.Random(f"{SEED} {kind} {n}")) for n in range(SOURCES)] for kind, make in KINDS.items()}


def labelled(folder: Path) -> dict[str, list[History]]:
    """The labelled items as sources: a search for each show, a feed for each outlet, and one feed of all."""
    streams = [list(map(json.loads, path.read_text("utf-8").splitlines())) for path in sorted(folder.glob("*.jsonl"))]
    rows = [row for stream in streams for row in stream]
    by_outlet: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        by_outlet[str(row["outlet"])].append(row)
    announced = _announced(rows)
    sources = {
        "a search for each show": streams,
        "a feed for each outlet": by_outlet.values(),
        "one feed of all": [rows],
    }
    return {
        name: [_of_rows(each, announced) for each in every for _ in range(ROUNDS)]
        for name, every in sources.items()
        if rows
    }


def _of_rows(rows: list[dict[str, object]], announced: tuple[Announced, ...]) -> History:
    entries = tuple(sorted(map(_published, rows)))
    return History(entries=entries, added=entries[0] - 30 * DAY, end=entries[-1] + 30 * DAY, announced=announced)


def _published(row: dict[str, object]) -> datetime:
    """The streams know the day alone. The hour is drawn evenly, so that no habit is made up."""
    rng = random.Random(f"{SEED} {row['id']}")
    return datetime.fromisoformat(f"{row['published']}T00:00+00:00") + DAY * rng.random()


def _announced(rows: list[dict[str, object]]) -> tuple[Announced, ...]:
    """The days of release that the items state, from when they state them."""
    return tuple(
        Announced(since=_published(row), day=AwaitedDay(watch=WatchName(str(row["show"])), day=_day(claim["value"])))
        for row in rows
        for claim in row["claims"]  # type: ignore[attr-defined]
        if claim["facet"] == "release" and claim["state"] == "date" and claim["certainty"] != "predicted"
    )


def _day(value: str) -> date:
    return date.fromisoformat(value)


def adaptive(of: History, rng: random.Random) -> Outcome:
    """Check a source as the daemon would, told of what it lists and of the days on the board."""
    limits, now = limits_of(HOURLY), of.added
    rhythm = first_rhythm([at for at in of.entries if at <= now][-LISTED:], now)
    done = Outcome(days=of.days)
    waiting = list(reversed(of.checked))
    while now < of.end:
        last = now
        awaited = [one.day for one in of.announced if one.since <= now and abs(one.day.day - now.date()) <= 4 * DAY]
        usual = interval(now, limits, rhythm, awaited)
        now = next_check(now, usual, every=limits.every, server_wish=None, jitter=rng.random()).at
        done.requests += 1
        found = []
        while waiting and waiting[-1] <= now:
            found.append(waiting.pop())
        if found:
            done.waits += [now - at for at in found]
            rhythm = next_rhythm(rhythm, found, last_check=last, now=now)
    return done


def fixed(of: History, every: timedelta) -> list[timedelta]:
    """How long each entry waits under a fixed interval, whenever that began."""
    starts = [of.added - every * phase / PHASES for phase in range(PHASES)]
    return [every - (at - start) % every for at in of.checked for start in starts]


def shown(waits: list[timedelta]) -> str:
    minutes = [wait / timedelta(minutes=1) for wait in waits]
    return f"{median(minutes):>7.0f}{quantiles(minutes, n=10)[-1]:>7.0f}{fmean(minutes):>7.0f}"


def compare(name: str, histories: list[History]) -> Outcome:
    """One line: the policy, then a fixed interval at as many requests of each source."""
    done, same = Outcome(), Outcome()
    for number, one in enumerate(histories):
        ours = adaptive(one, random.Random(f"{SEED} {name} {number}"))
        done.add(ours)
        same.waits += fixed(one, one.days * DAY / ours.requests)
    show(name, done, same.waits)
    return done


def show(name: str, ours: Outcome, theirs: list[timedelta]) -> None:
    a_day = ours.requests / ours.days
    mean = fmean(wait / DAY for wait in ours.waits)
    gain = median(theirs) / median(ours.waits)
    print(f"{name:<26}{a_day:>9.1f}  {shown(ours.waits)}  {shown(theirs)}  {gain:>6.2f} ×{1 / (2 * mean):>11.1f}")


def table(title: str, sources: dict[str, list[History]]) -> None:
    """A line for each kind, and one for all together, beside one fixed interval for all."""
    print(f"\n{title:<26}requests  {'its rhythm':^21}  {'fixed, as many':^21}    median  same wait:")
    print(f"{'':<26}{'a day':>8}   {'median    p90   mean':>21}  {'median    p90   mean':>21}   shorter  a day")
    total = Outcome()
    for name, histories in sources.items():
        total.add(compare(name, histories))
    every = total.days * DAY / total.requests
    show("all", total, [wait for histories in sources.values() for one in histories for wait in fixed(one, every)])


def main() -> None:
    print("every = 1h, so 15 minutes to 4 hours; minutes from publication to check")
    table("generated", generated())
    streams = labelled(Path(sys.argv[1]) if len(sys.argv) > 1 else STREAMS)
    if streams:
        table("labelled streams", streams)


if __name__ == "__main__":
    main()
