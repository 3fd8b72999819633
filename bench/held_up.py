"""How much later the slowest of a hundred feeds is read because of hostile bodies before them: medians of rounds.

`held_up.py [ROUNDS]`, in milliseconds, for children that are warm and for those that must be started first: what the
slowest feed lost against the same hundred alone. Bodies in turn, for the machine may be busy with other things.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from statistics import median

from season_watch.bootstrap import READ_FIRST
from season_watch.isolation.isolation import ChildIsolation
from season_watch.model.watch import Watch, WatchName
from season_watch.pipeline.ports import ReadFailed
from season_watch.pipeline.reading import SourceBody, read_source
from season_watch.pipeline.rehearsal import SAMPLE

BAR = 250
GOOD = 100
ENTRIES = 30
READ = 10
"""One feed in so many has an entry that is read by the rules."""

AUTHOR = b"<rss version='2.0'><channel><item><author>" + b"a." * 100_000 + b"@</author></item></channel>"
TAGS = b"<html><body>" + b"<p>" * 1_000_000
ALONE = "none"
HOSTILE = {
    ALONE: (),
    "an author that feedparser is quadratic in": (AUTHOR,),
    "a page of a million tags": (TAGS,),
    "one after the other": (AUTHOR, TAGS),
}
WATCH = Watch(name=WatchName("lanterns"), title="Harbour Lanterns", season=2)
TEXT = b"Filming has wrapped on the second season of Harbour Lanterns, the studio confirmed on Monday. " * 6


def entry(title: bytes, number: int, at: int) -> bytes:
    link = b"https://example.org/%d/%d" % (number, at)
    return b"<item><title>%s</title><link>%s</link><guid>%s</guid><description>%s</description></item>" % (
        title,
        link,
        link,
        TEXT if title.startswith(b"Harbour") else b"A word or two.",
    )


def feed(number: int) -> SourceBody:
    """A feed of thirty entries; some name the watch."""
    titles = [b"Harbour Lanterns wraps season 2" if number % READ == 0 else b"News", *[b"Other news"] * (ENTRIES - 1)]
    entries = b"".join(entry(title, number, at) for at, title in enumerate(titles))
    body = b'<rss version="2.0"><channel><title>Feed</title>' + entries + b"</channel></rss>"
    return replace(SAMPLE, body=body, watches=(WATCH,))


FEEDS = tuple(feed(number) for number in range(GOOD))


async def slowest(isolation: ChildIsolation, hostile: tuple[bytes, ...]) -> float:
    """Seconds until the last of the good feeds was read, where the hostile bodies came before them."""
    began = time.monotonic()

    async def read(job: SourceBody) -> float:
        result = await isolation.run(read_source, job)
        assert not isinstance(result, ReadFailed), result
        return time.monotonic() - began

    bad = [asyncio.create_task(isolation.run(read_source, replace(SAMPLE, body=body))) for body in hostile]
    await asyncio.sleep(0)
    last = max(await asyncio.gather(*map(read, FEEDS)))
    for task in bad:
        task.cancel()
    await asyncio.gather(*bad, return_exceptions=True)
    return last


async def cold(hostile: tuple[bytes, ...]) -> float:
    """In children that are started for it."""
    async with ChildIsolation(rehearsal=READ_FIRST) as isolation:
        return await slowest(isolation, hostile)


async def warm(hostile: tuple[bytes, ...]) -> float:
    """In children that have read such feeds before."""
    async with ChildIsolation(rehearsal=READ_FIRST) as isolation:
        await slowest(isolation, ())
        return await slowest(isolation, hostile)


def medians(way: Callable[[tuple[bytes, ...]], Coroutine[None, None, float]], rounds: int) -> dict[str, float]:
    """In milliseconds, of each kind."""
    runs: dict[str, list[float]] = {name: [] for name in HOSTILE}
    for _ in range(rounds):
        for name, bodies in HOSTILE.items():
            runs[name].append(asyncio.run(way(bodies)) * 1000)
    return {name: median(times) for name, times in runs.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for way in (warm, cold):
        found = medians(way, rounds)
        alone = found.pop(ALONE)
        print(f"{way.__name__}: {GOOD} feeds alone take {alone:.0f} ms (late by at most {BAR})")
        for name, taken in found.items():
            print(f"  {name}: late by {taken - alone:.0f} ms")


if __name__ == "__main__":
    main()
