"""What the configuration may say: each table, each key, its default and its meaning. All else follows this page."""

from enum import StrEnum

from season_watch.config import kinds
from season_watch.config.channels import CHANNELS
from season_watch.config.shapes import NAME, Key, Table
from season_watch.model.board import Change
from season_watch.model.claim import Certainty, Facet
from season_watch.model.source import SourceKind, Trust, usual_trust


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


WATCH = Table(
    name="watch",
    meaning="One season of one show.",
    many=True,
    keys=(
        NAME,
        Key(name="title", kind=kinds.TEXT, meaning="The show's title as most articles write it.", required=True),
        Key(name="season", kind=kinds.whole_number(1, 999), meaning="The season you wait for.", required=True),
        Key(name="aliases", kind=kinds.several(kinds.TEXT), meaning="Other titles of the show, in any language."),
        Key(name="zone", kind=kinds.ZONE, meaning="Where a day begins for you; else where the machine is."),
        Key(
            name="remind",
            kind=kinds.duration("1d", "60d"),
            meaning="How long before a confirmed day of release you are reminded of it; else you are not.",
        ),
    ),
)

SOURCE = Table(
    name="source",
    meaning="A feed, or a page that lists articles.",
    many=True,
    keys=(
        NAME,
        Key(name="url", kind=kinds.URL, meaning="Where it is.", required=True),
        Key(
            name="kind",
            kind=kinds.choice(SourceKind),
            meaning="RSS, Atom, JSON Feed or a news sitemap; an HTML page; or a show of TVmaze's API.",
            default=SourceKind.FEED,
        ),
        Key(
            name="trust",
            kind=kinds.choice(Trust),
            meaning="How far its word goes: `official` confirms at once, `fan`, as TVmaze always is, confirms nothing.",
            default=usual_trust(SourceKind.FEED),
        ),
        Key(
            name="every",
            kind=kinds.duration("1s", "30d"),
            meaning="How often it is checked as a rule. Stay at 15m or more unless the host is yours.",
            default="1h",
        ),
        Key(
            name="fastest",
            kind=kinds.duration("1s", "30d"),
            meaning="The shortest that its rhythm makes of `every`; else a quarter of it, no less than 15m.",
        ),
        Key(
            name="slowest",
            kind=kinds.duration("1s", "30d"),
            meaning="The longest that its rhythm makes of `every`; else four times as long.",
        ),
        Key(
            name="watches",
            kind=kinds.several(kinds.TEXT),
            meaning="The watches it is about: every entry is read in full. None: only what mentions a watch is.",
        ),
        Key(name="lang", kind=kinds.LANGUAGE, meaning="Its language, where it does not state one."),
    ),
)

SELECTORS = Table(
    name="selectors",
    meaning='CSS selectors; needed with `kind = "page"`, and only there.',
    within="source",
    keys=(
        Key(
            name="entry",
            kind=kinds.TEXT,
            meaning="Finds each entry; the others are looked up inside it.",
            required=True,
        ),
        Key(name="link", kind=kinds.TEXT, meaning="The link to the article; else the first link."),
        Key(name="title", kind=kinds.TEXT, meaning="The headline; else the link's text."),
        Key(name="summary", kind=kinds.TEXT, meaning="The teaser."),
        Key(name="published", kind=kinds.TEXT, meaning="The date."),
    ),
)

RULE = Table(
    name="rule",
    meaning="What is sent to whom. Without any rule, every channel gets what is confirmed or rumoured of every watch.",
    many=True,
    keys=(
        Key(name="channels", kind=kinds.some(kinds.TEXT), meaning="The channels it sends to.", required=True),
        Key(name="watches", kind=kinds.several(kinds.TEXT), meaning="The watches it is for; none means all."),
        Key(name="facets", kind=kinds.several(kinds.choice(Facet)), meaning="What it is about; none means all."),
        Key(
            name="certainty",
            kind=kinds.some(kinds.choice(Certainty)),
            meaning="How sure it must be.",
            default=(Certainty.CONFIRMED, Certainty.RUMOURED),
        ),
        Key(
            name="changes",
            kind=kinds.several(kinds.choice(Change)),
            meaning="What it must do to the board; none means all.",
        ),
        Key(name="zone", kind=kinds.ZONE, meaning="Where the clock hangs that `quiet`, `digest` and `a_day` mean."),
        Key(name="quiet", kind=kinds.QUIET_HOURS, meaning="When nothing is sent. What was held is one message after."),
        Key(name="digest", kind=kinds.CRON, meaning="When all that came meanwhile is sent as one message."),
        Key(
            name="group_wait",
            kind=kinds.duration("1s", "1d"),
            meaning="How long a first update waits for others, to leave with them as one message.",
        ),
        Key(
            name="group_interval",
            kind=kinds.duration("1s", "1d"),
            meaning="How long what comes after a message is collected before the next one.",
        ),
        Key(
            name="a_day",
            kind=kinds.whole_number(1, 10_000),
            meaning="Messages a day to each recipient. What is beyond that is one message the next day.",
        ),
    ),
)

STORAGE = Table(
    name="storage",
    meaning="Where things are kept.",
    keys=(
        Key(
            name="path",
            kind=kinds.PATH,
            meaning="The database; else `$XDG_DATA_HOME/season-watch/season-watch.db`.",
        ),
    ),
)

NETWORK = Table(
    name="network",
    meaning="How the program goes out.",
    keys=(
        Key(
            name="contact",
            kind=kinds.CONTACT,
            meaning="Your page or mail address, told to every host in the user agent.",
        ),
        Key(
            name="allow",
            kind=kinds.several(kinds.NETWORK),
            meaning="Private networks that it may reach, whole or at one port: `192.168.1.5:8123`, `[fd00::5]:8123`.",
        ),
        Key(
            name="timeout",
            kind=kinds.duration("1s", "10m"),
            meaning="How long one fetch may take in all.",
            default="30s",
        ),
    ),
)

PING = Table(
    name="ping",
    meaning="A dead man's switch such as healthchecks.io: told that all works, and raises the alarm when it is not.",
    keys=(
        Key(name="url", kind=kinds.URL, meaning="What to ask for; none means nothing is.", secret=True),
        Key(name="every", kind=kinds.duration("1s", "1d"), meaning="How often.", default="5m"),
        Key(
            name="allow",
            kind=kinds.several(kinds.NETWORK),
            meaning="Private networks, or ports in them, that this alone may reach.",
        ),
    ),
)

WEBSUB = Table(
    name="websub",
    meaning="How hubs tell of a feed's news, so that it is asked less often. Both keys, or none: then no hub is asked.",
    keys=(
        Key(
            name="callback",
            kind=kinds.URL,
            meaning="The public address that leads here, best https: hubs post below it.",
        ),
        Key(
            name="listen",
            kind=kinds.LISTEN,
            meaning="Where the daemon listens for what your reverse proxy passes on, its path unchanged.",
        ),
    ),
)

LOG = Table(
    name="log",
    meaning="What is said on standard error.",
    keys=(
        Key(
            name="format",
            kind=kinds.choice(LogFormat),
            meaning="For people, or one JSON object a line.",
            default=LogFormat.TEXT,
        ),
        Key(name="level", kind=kinds.choice(LogLevel), meaning="What is worth a line.", default=LogLevel.INFO),
    ),
)

SINGLE = (STORAGE, NETWORK, PING, WEBSUB, LOG)
ALL = (WATCH, SOURCE, SELECTORS, *CHANNELS.values(), RULE, *SINGLE)
