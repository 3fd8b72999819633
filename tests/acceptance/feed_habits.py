"""Sources with habits of every kind that a feed reader has to be polite about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from gzip import compress

from tests.acceptance.feeds import Published, rss
from tests.servers.manners import Habit, Said
from tests.servers.scripted_http import Asked, Reply

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
LOGIN = b"<html><title>Sign in</title><form><input type=password></form></html>"

Headers = tuple[tuple[str, str], ...]
Name = Callable[[int], str]
"""The validator of an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Paths, the first of which is the source's, on the host of that number; `away` is where the others are."""

    name: str
    habits: Mapping[str, Habit]
    host: int = 0
    away: int = 0

    @property
    def path(self) -> str:
        return next(iter(self.habits))

    def host_of(self, path: str) -> int:
        return self.host if path == self.path else self.away


def edition(now: datetime, lasts: timedelta = 3 * HOUR) -> int:
    """How many editions there have been."""
    return (now - SINCE) // lasts


def body(number: int) -> bytes:
    """An edition of a feed: its newest entry alone."""
    at = SINCE + number * 3 * HOUR
    return rss((Published(title=f"Report {number}", text="Nothing", link=f"https://a.example/{number}", at=at),))


def strong(number: int) -> str:
    return f'"edition-{number}"'


def weak(number: int) -> str:
    return f'W/"{number:x}"'


def bare(number: int) -> str:
    return f"edition:{number}"


def dated(number: int) -> str:
    return http(SINCE + number * 3 * HOUR)


def http(at: datetime) -> str:
    """A date as HTTP writes it."""
    return format_datetime(at, usegmt=True)


def published(etag: Name | None = None, modified: Name | None = None, further: Headers = ()) -> Habit:
    """A feed that changes every three hours, and says so to those who ask with its validators."""

    def answer(asked: Asked, _poll: int, now: datetime) -> Said:
        number = edition(now)
        tags = (("ETag", etag(number)),) if etag else ()
        dates = (("Last-Modified", modified(number)),) if modified else ()
        headers = (*tags, *dates, *further, ("Set-Cookie", f"reader={number}; Path=/"))
        return Said(reply=_conditional(asked, headers, body(number)))

    return answer


def _conditional(asked: Asked, headers: Headers, content: bytes) -> Reply:
    """RFC 9110, 13.2.2: where there is an ETag in the request, the date is not looked at."""
    named = dict(headers)
    tag, date = asked.header("If-None-Match"), asked.header("If-Modified-Since")
    same = tag == named.get("ETag") if tag else date is not None and date == named.get("Last-Modified")
    if same:
        return Reply(status=304, headers=headers)
    return Reply(headers=(*headers, ("Content-Type", "application/rss+xml")), body=content)


def fresh(hours: int, *, by_date: bool = False) -> Habit:
    """An answer that says how long it is fresh."""

    def answer(asked: Asked, poll: int, now: datetime) -> Said:
        dates = (("Date", http(now)), ("Expires", http(now + hours * HOUR)))
        control = (("Cache-Control", f"public, max-age={hours * 3600}"),)
        said = published(strong, dated, dates if by_date else control)(asked, poll, now)
        return Said(reply=said.reply, wish=hours * HOUR)

    return answer


def busy(status: int, *, hours: int = 0, by_date: bool = False) -> Habit:
    """Every third poll is refused, with a wish to be left alone for some hours."""

    def answer(asked: Asked, poll: int, now: datetime) -> Said:
        if poll % 3:
            return published(strong, dated)(asked, poll, now)
        wish = http(now + hours * HOUR) if by_date else str(hours * 3600)
        headers = (("Retry-After", wish), ("ETag", '"refusal"')) if hours else ()
        return Said(reply=Reply(status=status, headers=headers), wish=hours * HOUR)

    return answer


def gone(asked: Asked, poll: int, now: datetime) -> Said:
    """Gone for good from the fourth poll on."""
    return Said(reply=Reply(status=410)) if poll > 3 else published(strong)(asked, poll, now)


def churning(_asked: Asked, poll: int, now: datetime) -> Said:
    """One body, under another ETag each time."""
    return Said(reply=Reply(headers=(("ETag", strong(poll)), ("Last-Modified", http(now))), body=body(1)))


def forgetful(asked: Asked, poll: int, now: datetime) -> Said:
    """Every second answer has no validators."""
    return published()(asked, poll, now) if poll % 2 else published(strong, dated)(asked, poll, now)


def renaming(asked: Asked, poll: int, now: datetime) -> Said:
    """Says that nothing changed, and names the same body anew."""
    if asked.header("If-None-Match"):
        return Said(reply=Reply(status=304, headers=(("ETag", strong(poll)),)))
    return published(strong, dated)(asked, poll, now)


def cut(asked: Asked, poll: int, now: datetime) -> Said:
    """Every third body breaks off, under an ETag that names the whole one."""
    if poll % 3:
        return published(strong, dated)(asked, poll, now)
    return Said(reply=Reply(headers=(("ETag", '"cut"'),), body=body(poll)[:90], length=9000), whole=False)


def captive(asked: Asked, poll: int, now: datetime) -> Said:
    """Every third answer is a login page, with validators of its own."""
    if poll % 3:
        return published(weak, dated)(asked, poll, now)
    page = (("ETag", '"login"'), ("Last-Modified", http(now)), ("Content-Type", "text/html"))
    return Said(reply=Reply(headers=page, body=LOGIN), whole=False)


def zipped(asked: Asked, _poll: int, now: datetime) -> Said:
    """As Apache does it: what is zipped has an ETag of its own."""
    headers = (("ETag", f'"{edition(now)}-gzip"'), ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return Said(reply=_conditional(asked, headers, compress(body(edition(now)), mtime=0)))


def moved(status: int, *targets: str) -> Habit:
    """A redirect with validators of its own; after every fourth poll it leads elsewhere."""

    def answer(_asked: Asked, poll: int, _now: datetime) -> Said:
        target = targets[poll // 4 % len(targets)]
        return Said(reply=Reply(status=status, headers=(("Location", target), ("ETag", '"redirect"'))))

    return answer


def sources(place: Callable[[int, str], str]) -> tuple[Source, ...]:
    """All of them. `place` tells the address of a path on a host: half of them share one, the others have two."""
    plain: dict[str, Habit] = {
        "strong": published(strong),
        "weak": published(weak),
        "bare": published(bare),
        "dated": published(None, dated),
        "both": published(strong, dated),
        "neither": published(),
        "no-cache": published(weak, dated, (("Cache-Control", "no-cache, max-age=86400"),)),
        "max-age": fresh(5),
        "expires": fresh(5, by_date=True),
        "too-many": busy(429, hours=6),
        "overloaded": busy(503, hours=6, by_date=True),
        "failing": busy(500),
        "missing": busy(404),
        "gone": gone,
        "churning": churning,
        "forgetful": forgetful,
        "renaming": renaming,
        "cut": cut,
        "captive": captive,
        "zipped": zipped,
    }
    named = (
        Source(name=name, host=number % 2 * (number // 2 + 1), habits={f"/{name}": habit})
        for number, (name, habit) in enumerate(plain.items())
    )
    return (*named, *_moving(place))


def _moving(place: Callable[[int, str], str]) -> tuple[Source, ...]:
    """Sources that redirect: for good and for now, within their host and beyond, and to one target after the other."""
    return tuple(
        Source(
            name=name,
            habits={
                f"/{name}": moved(status, *(place(away, f"/{name}/{number}") for number in range(targets))),
                **{f"/{name}/{number}": published(strong, dated) for number in range(targets)},
            },
            host=host,
            away=away,
        )
        for name, status, targets, host, away in (
            ("moved-for-good", 301, 1, 0, 0),
            ("moved-for-now", 302, 1, 1, 1),
            ("moved-away", 302, 1, 0, 3),
            ("moving-about", 307, 2, 0, 0),
            ("moving-for-good", 308, 2, 2, 4),
        )
    )
