"""Sources: the feeds and pages a season's news comes from, and what a check of one brought."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from season_watch.model.subscription import Hub, Subscription
from season_watch.model.trouble import FIRST_SIGHT, Sight
from season_watch.model.watch import AwaitedDay, WatchName

SourceName = NewType("SourceName", str)


class SourceKind(StrEnum):
    FEED = "feed"
    PAGE = "page"
    TVMAZE = "tvmaze"


class Trust(StrEnum):
    """How far a source's word goes. A fan page confirms nothing; an official source does at once."""

    OFFICIAL = "official"
    TRADE = "trade"
    PRESS = "press"
    FAN = "fan"


def trusts_of(kind: SourceKind) -> tuple[Trust, ...]:
    """How far the word of such a source may go, the usual first.

    TVmaze is kept by its users: its word alone confirms nothing, whatever its owner thinks of it.
    """
    return (Trust.FAN,) if kind is SourceKind.TVMAZE else (Trust.PRESS, Trust.OFFICIAL, Trust.TRADE, Trust.FAN)


def usual_trust(kind: SourceKind) -> Trust:
    """The trust of a source of which nobody said one."""
    return trusts_of(kind)[0]


class Origin(StrEnum):
    """Who added a row: the configuration file, or the user by a command."""

    FILE = "file"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of a list page: `entry` finds each entry; the others are looked up inside it.

    `link` defaults to the first `a[href]`, `title` to that link's text; `summary` and `published` may be absent.
    """

    entry: str
    link: str | None = None
    title: str | None = None
    summary: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where entries come from.

    It is checked `every` so often as a rule, and by its rhythm after no less than `fastest` and no more than `slowest`;
    where they are None they follow from `every`.

    A source that names its `watches` is about them: every thin entry of it is read in full. A source without serves
    all watches, and only its entries that mention one are read.
    """

    name: SourceName
    url: str
    kind: SourceKind = SourceKind.FEED
    trust: Trust = Trust.PRESS
    every: timedelta = timedelta(hours=1)
    fastest: timedelta | None = None
    slowest: timedelta | None = None
    watches: tuple[WatchName, ...] = ()
    selectors: Selectors | None = None
    lang: str | None = None
    origin: Origin = Origin.FILE

    def serves(self, watch: WatchName) -> bool:
        """Whether it may tell something of a watch."""
        return not self.watches or watch in self.watches


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to make the next request conditional (RFC 9110), byte for byte.

    `given_by` is the address that gave them, where a redirect led there; None for the address that was asked.
    """

    etag: str | None = None
    last_modified: str | None = None
    given_by: str | None = None


NO_VALIDATORS = Validators()


class Health(StrEnum):
    """How a source's last check ended."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a source brings entries, as its checks counted them up to `at`; what is older weighs less.

    `hours` are counts by hour of the day, `weekdays` the same entries from Monday on, both in UTC. They came within
    `covered` days, which weigh as they do. `lately` counts what came within the last hours.
    """

    at: datetime
    covered: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    lately: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWish:
    """When a feed itself asks not to be checked; one that says nothing equals `NO_WISH`.

    `ttl` and `period` are seconds: for how long it may be kept, and how far its updates lie apart, counted from `base`
    where it has one. `hours` of the day and `weekdays` (Monday is 0) are to be skipped, both in UTC.
    """

    ttl: int = 0
    period: int = 0
    base: datetime | None = None
    hours: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()


NO_WISH = FeedWish()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForCheck:
    """A source that was claimed for a check, with what is known of its last answer.

    `first_check`: no body of it that listed anything was read yet. `awaited` are the days on the boards of its watches
    that are near enough to matter for its next check. `subscription` is to the hub that its last body named.
    `reset` counts how often all that it lists was made new to it. `claimed_until` is when it is due again should its
    check leave nothing; None of one that was not claimed.
    """

    source: Source
    validators: Validators = NO_VALIDATORS
    body_digest: str | None = None
    note: str | None = None
    failures: int = 0
    zero_runs: int = 0
    added_at: datetime
    first_check: bool = False
    health: Health = Health.NEW
    paused: bool = False
    sight: Sight = FIRST_SIGHT
    last_checked_at: datetime | None = None
    rhythm: Rhythm | None = None
    wish: FeedWish = NO_WISH
    awaited: tuple[AwaitedDay, ...] = ()
    subscription: Subscription | None = None
    reset: int = 0
    claimed_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """A check that was not made: nothing of its source changes but when it is due again, and why then.

    `url` is where it would have been asked, and `claimed_until` as in `CheckOutcome`.
    """

    source: SourceName
    url: str
    at: datetime
    next_check_at: datetime
    next_check_reason: str
    claimed_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """What a check leaves on its source's row.

    `url` is where it was asked: what a source answered there says nothing of it at another address. Nor does it, once
    the source was `reset`, as by a new watch: what was seen then was seen without it. `error` is None
    when the check succeeded, else one line that starts with a class such as `not-a-feed`.
    `validators`, `body_digest` and `note` belong to the body whose entries are stored; a check without one keeps them.
    `next_check_reason` says why the next check is then. A source that is due otherwise by now than it was
    `claimed_until` was wanted otherwise during the check, and stays so. `new_url` is an address to ask from now on.
    `sight`, `rhythm`, `wish` and `hub` are None where they are as they were; `latest`, the newest dates of its entries,
    is kept with `sight`. `missed`: its hub had promised to tell of what it lists now, and had not.
    """

    source: SourceName
    url: str
    at: datetime
    health: Health
    next_check_at: datetime
    next_check_reason: str
    validators: Validators
    body_digest: str | None
    claimed_until: datetime | None = None
    reset: int = 0
    failures: int = 0
    zero_runs: int = 0
    error: str | None = None
    note: str | None = None
    new_url: str | None = None
    paused: bool = False
    sight: Sight | None = None
    latest: tuple[datetime, ...] | None = None
    rhythm: Rhythm | None = None
    hub: Hub | None = None
    missed: bool = False
    wish: FeedWish | None = None
