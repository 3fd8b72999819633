"""The tables of the channels, one a kind."""

from season_watch.config import kinds
from season_watch.config.shapes import NAME, Key, Table
from season_watch.model.delivery import ChannelKind
from season_watch.notifying.accounts import LineFormat, Security

_CHANNEL_KIND = Key(name="kind", kind=kinds.choice(ChannelKind), meaning="How it is reached.", required=True)

_TEMPLATES = Key(
    name="templates",
    kind=kinds.PATH,
    meaning="A folder with templates of your own, for what is said of an update.",
)

EMAIL = Table(
    name="channel",
    meaning="Mail over SMTP.",
    many=True,
    keys=(
        NAME,
        _CHANNEL_KIND,
        Key(name="host", kind=kinds.HOST, meaning="The mail server.", required=True),
        Key(
            name="port",
            kind=kinds.whole_number(1, 65535),
            meaning="Its port; else 587, or 465 with tls, or 25 with none.",
        ),
        Key(
            name="security",
            kind=kinds.choice(Security),
            meaning="How the connection is protected.",
            default=Security.STARTTLS,
        ),
        Key(name="from", kind=kinds.EMAIL_ADDRESS, meaning="The sender's address.", required=True),
        Key(
            name="to",
            kind=kinds.some(kinds.EMAIL_ADDRESS),
            meaning="Who gets a mail; each gets their own.",
            required=True,
        ),
        Key(name="username", kind=kinds.TEXT, meaning="The name to log in with; then a password is needed."),
        Key(name="password", kind=kinds.PASSWORD, meaning='The password, best as `"${SMTP_PASSWORD}"`.', secret=True),
        Key(name="password_file", kind=kinds.PATH, meaning="A file that holds the password."),
        Key(
            name="unsubscribe",
            kind=kinds.URL,
            meaning="Your page where recipients leave; `{recipient}` in it becomes who does.",
        ),
        _TEMPLATES,
    ),
)

WEBHOOK = Table(
    name="channel",
    meaning="A signed POST (Standard Webhooks). It needs one of `secret`, `secret_file` and `secrets`.",
    many=True,
    keys=(
        NAME,
        _CHANNEL_KIND,
        Key(name="url", kind=kinds.URL, meaning="Where it is posted.", required=True, secret=True),
        Key(
            name="secret",
            kind=kinds.SIGNING_SECRET,
            meaning='What signs it, best as `"${WEBHOOK_SECRET}"`.',
            secret=True,
        ),
        Key(name="secret_file", kind=kinds.PATH, meaning="A file that holds the secret."),
        Key(
            name="secrets",
            kind=kinds.some(kinds.SIGNING_SECRET),
            meaning="Several secrets, newest first, while you change from one to the next.",
            secret=True,
        ),
        Key(
            name="allow",
            kind=kinds.several(kinds.NETWORK),
            meaning="Private networks, or ports in them, that this channel alone may reach: `192.168.1.5:8123`.",
        ),
    ),
)

APPRISE = Table(
    name="channel",
    meaning="Any service that Apprise knows: ntfy, Gotify, Discord, Slack, Telegram, Matrix and a hundred more.",
    many=True,
    keys=(
        NAME,
        _CHANNEL_KIND,
        Key(
            name="url",
            kind=kinds.APPRISE_URL,
            meaning='Apprise\'s address of it, which holds your secrets: best as `"${NTFY_URL}"`.',
            secret=True,
        ),
        Key(name="url_file", kind=kinds.PATH, meaning="A file that holds the address."),
        Key(
            name="allow",
            kind=kinds.several(kinds.NETWORK),
            meaning="Private networks, or ports in them, that this channel alone may reach: `192.168.1.5:8123`.",
        ),
        _TEMPLATES,
    ),
)

COMMAND = Table(
    name="channel",
    meaning="A program of yours, started for each message, which it reads as JSON from its standard input.",
    many=True,
    keys=(
        NAME,
        _CHANNEL_KIND,
        Key(
            name="argv",
            kind=kinds.ARGV,
            meaning="The program and its arguments; no shell sees them.",
            required=True,
        ),
        Key(
            name="timeout",
            kind=kinds.duration("1s", "5m"),
            meaning="How long it may take; then it is killed.",
            default="30s",
        ),
    ),
)

STDOUT = Table(
    name="channel",
    meaning="A line a message on the standard output of the daemon.",
    many=True,
    keys=(
        NAME,
        _CHANNEL_KIND,
        Key(
            name="format",
            kind=kinds.choice(LineFormat),
            meaning="For people, or one JSON object a line.",
            default=LineFormat.TEXT,
        ),
    ),
)

CHANNELS = {
    ChannelKind.EMAIL: EMAIL,
    ChannelKind.WEBHOOK: WEBHOOK,
    ChannelKind.APPRISE: APPRISE,
    ChannelKind.COMMAND: COMMAND,
    ChannelKind.STDOUT: STDOUT,
}
