from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.config.settings import Settings, Websub
from season_watch.config.tables import LogFormat, LogLevel
from season_watch.model.board import Change
from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Rule
from season_watch.model.errors import ConfigError
from season_watch.model.source import Selectors, Source, SourceKind, SourceName, Trust
from season_watch.model.timing import QuietHours, Timing
from season_watch.model.watch import Watch, WatchName
from season_watch.notifying.accounts import EmailAccount, PingAccount, Security, WebhookAccount
from season_watch.outbound.addresses import NetworkPort
from season_watch.outbound.limits import Limits

ENV = {"HOME": "/home/you"}
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"  # 24 letters in base64

WATCH = """
[[watch]]
name = "aouad"
title = "All of Us Are Dead"
season = 2
"""
MAIL = """
[[channel]]
name = "mail"
kind = "email"
host = "smtp.example.org"
from = "watch@example.org"
to = ["you@example.org", "me@example.org"]
"""
HOOK = f"""
[[channel]]
name = "hook"
kind = "webhook"
url = "https://example.org/hook"
secret = "{SECRET}"
"""


def loaded(folder: Path, text: str, env: dict[str, str] | None = None) -> Settings:
    file = folder / "season-watch.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, env or ENV)


def test_a_watch_alone_is_a_configuration(tmp_path: Path) -> None:
    assert loaded(tmp_path, WATCH) == Settings(
        watches=(Watch(name=WatchName("aouad"), title="All of Us Are Dead", season=2),),
        sources=(),
        channels=(),
        accounts=(),
        rules=(),
        limits=Limits(contact=""),
        ping=None,
        websub=None,
        database=Path("/home/you/.local/share/season-watch/season-watch.db"),
        log_format=LogFormat.TEXT,
        log_level=LogLevel.INFO,
    )


def test_what_is_not_written_is_as_the_model_has_it(tmp_path: Path) -> None:
    settings = loaded(tmp_path, WATCH + '[[source]]\nname = "s"\nurl = "https://example.org/feed"\n' + MAIL + HOOK)

    assert settings.sources == (Source(name=SourceName("s"), url="https://example.org/feed"),)
    assert settings.accounts == (
        EmailAccount(channel=ChannelName("mail"), host="smtp.example.org", port=587, sender="watch@example.org"),
        WebhookAccount(channel=ChannelName("hook"), secrets=(SECRET,)),
    )


def test_a_show_of_tvmaze_is_a_fans_word(tmp_path: Path) -> None:
    show = '[[source]]\nname = "s"\nurl = "https://api.tvmaze.com/shows/1"\nkind = "tvmaze"\n'
    for written in ("", 'trust = "fan"\n'):
        (source,) = loaded(tmp_path, WATCH + show + written).sources
        assert (source.kind, source.trust) == (SourceKind.TVMAZE, Trust.FAN)


def test_a_page_has_its_selectors(tmp_path: Path) -> None:
    text = """
[[source]]
name = "list"
url = "http://127.0.0.1:8080/news"
kind = "page"
trust = "official"
every = "1s"
fastest = "1s"
slowest = "5m"
watches = ["aouad"]
lang = "ko"
[source.selectors]
entry = "li.story"
published = "time"
"""

    assert loaded(tmp_path, WATCH + text).sources == (
        Source(
            name=SourceName("list"),
            url="http://127.0.0.1:8080/news",
            kind=SourceKind.PAGE,
            trust=Trust.OFFICIAL,
            every=timedelta(seconds=1),
            fastest=timedelta(seconds=1),
            slowest=timedelta(minutes=5),
            watches=(WatchName("aouad"),),
            selectors=Selectors(entry="li.story", published="time"),
            lang="ko",
        ),
    )


def test_a_channel_goes_to_its_addresses(tmp_path: Path) -> None:
    assert loaded(tmp_path, WATCH + MAIL + HOOK).channels == (
        Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("you@example.org", "me@example.org")),
        Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://example.org/hook",)),
    )


@pytest.mark.parametrize(
    ("security", "port"),
    [
        pytest.param(Security.STARTTLS, 587, id="submission"),
        pytest.param(Security.TLS, 465, id="submission over tls"),
        pytest.param(Security.NONE, 25, id="plain"),
    ],
)
def test_the_port_of_a_mail_server_follows_from_its_security(tmp_path: Path, security: Security, port: int) -> None:
    usual = loaded(tmp_path, WATCH + MAIL + f'security = "{security}"\n').accounts[0]
    stated = loaded(tmp_path, WATCH + MAIL + f'security = "{security}"\nport = 2525\n').accounts[0]

    assert isinstance(usual, EmailAccount)
    assert isinstance(stated, EmailAccount)
    assert (usual.security, usual.port, stated.port) == (security, port, 2525)


def test_without_a_rule_every_channel_gets_what_may_be_true(tmp_path: Path) -> None:
    assert loaded(tmp_path, WATCH + MAIL + HOOK).rules == (
        Rule(
            channels=(ChannelName("mail"), ChannelName("hook")),
            certainty=(Certainty.CONFIRMED, Certainty.RUMOURED),
        ),
    )


def test_a_rule_says_when_what_it_sends_leaves(tmp_path: Path) -> None:
    when = 'changes = ["moved"]\nzone = "Asia/Seoul"\nquiet = "22:00-07:30"\ngroup_wait = "30s"\na_day = 5\n'
    (rule,) = loaded(tmp_path, WATCH + HOOK + f'[[rule]]\nchannels = ["hook"]\n{when}').rules
    assert rule.changes == (Change.MOVED,)
    assert rule.timing == Timing(
        zone="Asia/Seoul",
        quiet=QuietHours(start=time(22), end=time(7, 30)),
        group_wait=timedelta(seconds=30),
        a_day=5,
    )


def test_with_a_rule_only_what_it_says_is_sent(tmp_path: Path) -> None:
    rule = '[[rule]]\nchannels = ["hook"]\nwatches = ["aouad"]\nfacets = ["release"]\ncertainty = ["predicted"]\n'

    assert loaded(tmp_path, WATCH + MAIL + HOOK + rule).rules == (
        Rule(
            channels=(ChannelName("hook"),),
            watches=(WatchName("aouad"),),
            facets=(Facet.RELEASE,),
            certainty=(Certainty.PREDICTED,),
        ),
    )


def test_the_tables_that_stand_once_are_read(tmp_path: Path) -> None:
    text = """
[storage]
path = "kept.db"
[network]
contact = "https://example.org/me"
allow = ["127.0.0.0/8", "::1/128"]
timeout = "5s"
[log]
format = "json"
level = "debug"
"""

    settings = loaded(tmp_path, WATCH + text)

    assert settings.database == tmp_path / "kept.db"
    assert settings.limits == Limits(
        contact="https://example.org/me", allow=(ip_network("127.0.0.0/8"), ip_network("::1/128")), seconds=5.0
    )
    assert (settings.log_format, settings.log_level) == (LogFormat.JSON, LogLevel.DEBUG)


def test_what_one_channel_may_reach_stands_in_its_table_alone(tmp_path: Path) -> None:
    text = f"""
[[channel]]
name = "home"
kind = "webhook"
url = "http://192.168.1.5:8123/hook"
secret = "{SECRET}"
allow = ["192.168.1.5:8123"]
"""

    settings = loaded(tmp_path, WATCH + text)

    (account,) = settings.accounts
    assert isinstance(account, WebhookAccount)
    assert account.allow == (NetworkPort(network=ip_network("192.168.1.5"), port=8123),)
    assert settings.limits.allow == ()


def test_a_ping_is_of_its_own_table(tmp_path: Path) -> None:
    text = '[ping]\nurl = "http://192.168.1.5:8000/ping/0123"\nallow = ["192.168.1.5:8000"]\n'

    settings = loaded(tmp_path, WATCH + text)

    assert settings.ping == PingAccount(
        url="http://192.168.1.5:8000/ping/0123",
        every=timedelta(minutes=5),
        allow=(NetworkPort(network=ip_network("192.168.1.5"), port=8000),),
    )
    assert "0123" not in repr(settings)


def test_a_wrong_address_of_the_ping_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        loaded(tmp_path, WATCH, {**ENV, "SEASON_WATCH__PING__URL": "ftp://secret.example"})
    assert "SEASON_WATCH__PING__URL" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    env = {
        **ENV,
        "SEASON_WATCH__STORAGE__PATH": "/srv/watch.db",
        "SEASON_WATCH__NETWORK__ALLOW": "10.0.0.0/8, 192.168.1.5",
        "SEASON_WATCH__NETWORK__TIMEOUT": "2m",
        "SEASON_WATCH__LOG__LEVEL": "error",
    }

    settings = loaded(tmp_path, WATCH + '[storage]\npath = "kept.db"\n[log]\nlevel = "debug"\n', env)

    assert settings.database == Path("/srv/watch.db")
    assert settings.limits == Limits(
        contact="", allow=(ip_network("10.0.0.0/8"), ip_network("192.168.1.5/32")), seconds=120.0
    )
    assert settings.log_level is LogLevel.ERROR


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        pytest.param(
            "SEASON_WATCH__LOG__LEVEL",
            "loud",
            "the environment variable SEASON_WATCH__LOG__LEVEL must be one of debug, info, warning, error, not 'loud'",
            id="a bad value",
        ),
        pytest.param(
            "SEASON_WATCH__LOG__LEVLE",
            "info",
            "the environment variable SEASON_WATCH__LOG__LEVLE names no key: did you mean 'LOG__LEVEL'?",
            id="a misspelt key",
        ),
    ],
)
def test_a_wrong_override_is_a_fault(tmp_path: Path, variable: str, value: str, fault: str) -> None:
    with pytest.raises(ConfigError) as failure:
        loaded(tmp_path, WATCH, {**ENV, variable: value})

    assert failure.value.faults == (fault,)


def test_any_text_may_come_from_the_environment(tmp_path: Path) -> None:
    text = WATCH + MAIL.replace('"smtp.example.org"', '"${HOST}.${DOMAIN}"').replace("me@example.org", "${WHO}@x.org")

    settings = loaded(tmp_path, text, {**ENV, "HOST": "mx", "DOMAIN": "example.net", "WHO": "they"})

    assert settings.channels[0].recipients == ("you@example.org", "they@x.org")
    assert isinstance(settings.accounts[0], EmailAccount)
    assert settings.accounts[0].host == "mx.example.net"


def test_hubs_are_heard_where_an_address_and_a_place_to_listen_are_given(tmp_path: Path) -> None:
    text = '[websub]\ncallback = "https://me.example/hubs/"\nlisten = "[::1]:8123"\n'

    assert loaded(tmp_path, WATCH + text).websub == Websub(callback="https://me.example/hubs", listen=("::1", 8123))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('callback = "https://me.example"', "and so needs 'listen'", id="nobody listens"),
        pytest.param('listen = "127.0.0.1:8123"', "and so needs 'callback'", id="nobody knows"),
        pytest.param(
            'callback = "https://me.example/?a=1"\nlisten = "127.0.0.1:8123"', "must have no query", id="a query"
        ),
        pytest.param('callback = "https://me.example"\nlisten = "8123"', "must be a host and a port", id="no port"),
        pytest.param(
            'callback = "https://me.example"\nlisten = "http://a:1/"', "must be a host and a port", id="an address"
        ),
    ],
)
def test_a_callback_that_no_hub_could_use_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ConfigError, match=fault):
        loaded(tmp_path, f"{WATCH}[websub]\n{text}\n")
