"""How fast items are read, on one core: `make bench-read`.

Beside the reader stands its floor: the same text tokenised and matched against the same names in one pass, which is
what any reader pays before it understands a word. Figures are medians of several rounds; compare them within one run.
"""

import json
import re
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from season_watch.claims.mentions import Mentions
from season_watch.claims.page import MOST_CHARACTERS
from season_watch.claims.reader import read
from season_watch.model.watch import Watch, WatchName

STREAMS = Path(__file__).parents[1] / "tests" / "quality" / "streams"
ROUNDS = 5
ABOUT_CHARACTERS = 1_500
WATCH_COUNTS = (1, 10, 100, 1_000, 5_000)
ASKED = 100
LENGTHS = (3_000, 6_000, 12_000, 24_000, 48_000, 1_000_000, 5_000_000)

_WORD = re.compile(r"\w+")

Item = tuple[Watch, str, str, date, str]


def items() -> list[Item]:
    """The labelled items, each brought to about 1,500 characters by its own text repeated or cut."""
    found: list[Item] = []
    for path in sorted(STREAMS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            watch = Watch(
                name=WatchName(path.stem), title=row["show"], season=row["season"], aliases=tuple(row["aliases"])
            )
            if row["about"]:
                text = "\n\n".join([row["text"]] * (ABOUT_CHARACTERS // len(row["text"]) + 1))[:ABOUT_CHARACTERS]
                found.append((watch, row["title"], text, date.fromisoformat(row["published"]), row["lang"]))
    return found


def seconds(work: Callable[[], object]) -> float:
    """The median time of some rounds, after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return statistics.median(times)


def read_all(some: Iterable[Item]) -> None:
    for watch, title, text, published, lang in some:
        read(watch, title=title, text=text, published=published, lang=lang)


def tokenise_all(some: Iterable[Item]) -> None:
    for watch, title, text, _, _ in some:
        names = {name.lower() for name in (watch.title, *watch.aliases)}
        words = _WORD.findall(f"{title}\n{text}".lower())
        _ = [word for word in words if word in names]


def show(name: str, per_item: float) -> None:
    print(f"{name:<44}{1e3 * per_item:>10.3f} ms{1 / per_item:>12,.0f} a second")


def show_reading() -> None:
    some = items()
    reading, floor = seconds(lambda: read_all(some)) / len(some), seconds(lambda: tokenise_all(some)) / len(some)
    print(f"{len(some)} items about a watch, {ABOUT_CHARACTERS} characters each")
    show("read", reading)
    show("floor: tokenise and match", floor)
    print(f"{'ratio':<44}{reading / floor:>10.1f}")


def show_watches() -> None:
    print("\nitems that mention no watch, by the number of watches")
    text = " ".join(["Nothing in this orchard names any show that somebody waits for."] * 23)[:ABOUT_CHARACTERS]
    for count in WATCH_COUNTS:
        mentions = Mentions(
            Watch(name=WatchName(f"w{n}"), title=f"Velvet Orchard {n} Tales", season=2) for n in range(count)
        )
        show(f"{count:,} watches", seconds(partial(ask, mentions, text)) / ASKED)


def ask(mentions: Mentions, text: str) -> None:
    for _ in range(ASKED):
        mentions.in_item("A title", text)


def show_lengths() -> None:
    print(f"\none item whose text is repeated; {MOST_CHARACTERS:,} characters are read at most")
    watch, title, text, published, lang = next(item for item in items() if item[4] == "en")
    for shape, between in (("lines", "\n\n"), ("one line", " ")):
        for length in LENGTHS:
            long = (f"{' '.join(text.split())}{between}" * (length // len(text) + 1))[:length]
            took = seconds(partial(read, watch, title=title, text=long, published=published, lang=lang))
            name = f"{shape}, {length:,} characters"
            print(f"{name:<44}{1e3 * took:>10.2f} ms{1e9 * took / min(length, MOST_CHARACTERS):>10.0f} ns a character")


if __name__ == "__main__":
    show_reading()
    show_watches()
    show_lengths()
