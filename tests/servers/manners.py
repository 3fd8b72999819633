"""Watches a feed reader's manners: each of its requests is judged by what it was told before.

What the reader keeps is not looked at: it is followed by what a well-mannered one would keep of its answers. One that
was killed may have kept the answers of that moment or not; it is judged by whichever it shows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from urllib.parse import urlsplit

from tests.servers.scripted_http import Asked, Reply

AGENT = "season-watch/"
FAR_OFF = timedelta(days=3650)


class Fault(StrEnum):
    """What a reader can do wrong."""

    UNCONDITIONAL = "unconditional, though validators were given"
    BOGUS = "validators that this address never gave together"
    OUT_OF_SEQUENCE = "validators that were replaced since"
    EARLY = "earlier than its owner and the server allow"
    RESTING = "of a host that asked, by another answer, to be left alone"
    COOKIE = "a cookie"
    REFERRER = "a referrer"
    AGENT = "no honest user agent"
    UNZIPPED = "does not offer gzip alone"
    METHOD = "not a GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Validators, as characters on the wire."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING = Pair()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, and what it means: whether its body is a whole feed, and for how long it is to be left alone."""

    reply: Reply
    whole: bool = True
    wish: timedelta = timedelta(0)

    @property
    def pair(self) -> Pair:
        headers = dict(self.reply.headers)
        return Pair(etag=headers.get("ETag"), last_modified=headers.get("Last-Modified"))

    @property
    def rest(self) -> timedelta:
        """How long its whole host is to be left alone."""
        return self.wish if self.reply.status in (429, 503) else timedelta(0)

    @property
    def target(self) -> str | None:
        """Where it redirects to."""
        return dict(self.reply.headers).get("Location")


Habit = Callable[[Asked, int, datetime], Said]
"""How an address answers a request, the number of the poll that it belongs to, and when that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a reader may know of a source: what each address gave, which was the last, and when it may come again."""

    given: Mapping[str, Pair] = field(default_factory=dict)
    last: str = ""
    not_before: datetime | None = None
    gone: int = 0
    hop: str | None = None

    def may_send(self, url: str) -> frozenset[Pair]:
        """Of an address that was not the last to give a body, the validators may be forgotten."""
        own = self.given.get(url, NOTHING)
        return frozenset({own} if url == self.last else {own, NOTHING})

    def after(self, url: str, said: Said, now: datetime, owner: timedelta) -> "Memory":
        """What is known after an answer."""
        status = said.reply.status
        if said.target is not None:
            return replace(self, hop=said.target)
        gone = self.gone + 1 if status == 410 else 0
        wait = FAR_OFF if gone > 1 else max(owner, said.wish)
        memory = replace(self, hop=None, gone=gone, not_before=now + wait)
        if status == 304:
            pair = _merged(self.given.get(url, NOTHING), said.pair)
            return replace(memory, given={**self.given, url: pair}, last=url)
        if status == 200 and said.whole:
            return replace(memory, given={**self.given, url: said.pair}, last=url)
        return memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One fault of one request."""

    fault: Fault
    url: str
    at: datetime
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Until when a host asked to be left alone, and when it did."""

    asked_at: datetime
    until: datetime


@dataclass(slots=True, kw_only=True)
class Watched:
    """A source: what its reader may know by now, and at the moment before."""

    habits: Mapping[str, Habit]
    polls: int = 0
    ever: set[tuple[str, Pair]] = field(default_factory=set)
    now: tuple[Memory, ...] = (Memory(),)
    before: tuple[Memory, ...] = ()
    answered_at: datetime | None = None


@dataclass(slots=True)
class Manners:
    """Judges the requests for all sources. `owner` is the interval under which their owner never goes.

    `explained` are the requests that only a kill explains: what they lack was told at the moment of one.
    """

    now: datetime
    owner: timedelta
    polls: int = 0
    conditional: int = 0
    explained: int = 0
    faults: list[Found] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    _killed_at: set[datetime] = field(default_factory=set)
    _sources: list[Watched] = field(default_factory=list)
    _rests: dict[str, list[Rest]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def watch(self, habits: Mapping[str, Habit]) -> Mapping[str, Callable[[Asked], Reply]]:
        """How to answer at the addresses of one source."""
        source = Watched(habits=habits)
        self._sources.append(source)
        return {url: self._script(source, url) for url in habits}

    def score(self) -> str:
        """What was judged, in a line."""
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return (
            f"{self.polls} polls of {len(self._sources)} sources, {self.statuses.total()} requests ({statuses}), "
            f"{self.conditional} of them conditional, {self.explained} explained by a kill, {len(self.faults)} faults"
        )

    def killed(self) -> None:
        """The reader died at this moment: what it is told now may be lost. Move the clock before it starts again."""
        self._killed_at.add(self.now)

    def _script(self, source: Watched, url: str) -> Callable[[Asked], Reply]:
        def script(asked: Asked) -> Reply:
            with self._lock:
                return self._answer(source, url, asked)

        return script

    def _answer(self, source: Watched, url: str, asked: Asked) -> Reply:
        known = self._known(source)
        if all(memory.hop != url for memory in known):
            source.polls += 1
            self.polls += 1
        known = self._judged(source, known, url, asked)
        if source.answered_at != self.now:
            source.before, source.answered_at = known, self.now
        said = source.habits[url](asked, source.polls, self.now)
        self.statuses[said.reply.status] += 1
        source.ever.add((url, said.pair))
        if said.rest:
            self._rests.setdefault(_host(url), []).append(Rest(asked_at=self.now, until=self.now + said.rest))
        source.now = tuple(memory.after(url, said, self.now, self.owner) for memory in known)
        return said.reply

    def _known(self, source: Watched) -> tuple[Memory, ...]:
        """A reader that was killed may have lost what it was told at that moment, but not that it asked."""
        answered_at = source.answered_at
        if answered_at is None or answered_at == self.now or answered_at not in self._killed_at:
            return source.now
        asked = answered_at + self.owner
        lost = (replace(memory, not_before=max(memory.not_before or asked, asked)) for memory in source.before)
        return tuple(replace(memory, hop=None) for memory in (*source.now, *lost))

    def _judged(self, source: Watched, known: tuple[Memory, ...], url: str, asked: Asked) -> tuple[Memory, ...]:
        """Note what is wrong with a request; returns what it shows to be known."""
        verdicts = [_of_memory(memory, url, asked, self.now, source.ever) for memory in known]
        mildest = min(verdicts, key=len)
        self.explained += len(mildest) < len(verdicts[0])
        self.conditional += sent(asked) != NOTHING
        for fault in (*mildest, *self._of_host(url, mildest), *_of_request(asked)):
            self.faults.append(Found(fault=fault, url=url, at=self.now, asked=asked))
        return tuple(memory for memory, verdict in zip(known, verdicts, strict=True) if len(verdict) == len(mildest))

    def _of_host(self, url: str, own: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """What a host asked at the moment of a kill may be lost; what is early anyway is told once."""
        rests = [rest for rest in self._rests.get(_host(url), ()) if self.now < rest.until]
        heeded = [rest for rest in rests if rest.asked_at not in self._killed_at or rest.asked_at == self.now]
        self.explained += len(rests) > len(heeded) == 0
        return (Fault.RESTING,) if heeded and Fault.EARLY not in own else ()


def sent(asked: Asked) -> Pair:
    """The validators of a request."""
    return Pair(etag=asked.header("If-None-Match"), last_modified=asked.header("If-Modified-Since"))


def _of_memory(
    memory: Memory, url: str, asked: Asked, now: datetime, ever: Iterable[tuple[str, Pair]]
) -> tuple[Fault, ...]:
    pair = sent(asked)
    too_early = memory.hop != url and memory.not_before is not None and now < memory.not_before
    early = (Fault.EARLY,) if too_early else ()
    if pair in memory.may_send(url):
        return early
    if pair == NOTHING:
        return (*early, Fault.UNCONDITIONAL)
    return (*early, Fault.OUT_OF_SEQUENCE if (url, pair) in ever else Fault.BOGUS)


def _of_request(asked: Asked) -> tuple[Fault, ...]:
    rude = {
        Fault.METHOD: asked.method != "GET",
        Fault.COOKIE: asked.header("Cookie") is not None,
        Fault.REFERRER: asked.header("Referer") is not None,
        Fault.AGENT: AGENT not in (agent := asked.header("User-Agent") or "") or "(+" not in agent,
        Fault.UNZIPPED: asked.header("Accept-Encoding") != "gzip",
    }
    return tuple(fault for fault, is_rude in rude.items() if is_rude)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _merged(old: Pair, new: Pair) -> Pair:
    return Pair(etag=new.etag or old.etag, last_modified=new.last_modified or old.last_modified)
