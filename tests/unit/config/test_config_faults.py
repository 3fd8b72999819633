from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.model.errors import ConfigError

WATCH = """[[watch]]
name = "aouad"
title = "All of Us Are Dead"
season = 2
"""
SOURCE = '[[source]]\nname = "s"\nurl = "https://example.org/feed"\n'
MAIL = """[[channel]]
name = "mail"
kind = "email"
host = "mx.example.org"
from = "a@example.org"
to = ["b@example.org"]
"""
HOOK = """[[channel]]
name = "hook"
kind = "webhook"
url = "https://example.org/hook"
"""
A_SECRET = 'secret = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"\n'
TIME = 'a time span such as "30s", "15m", "1h" or "7d"'
URL = "an http or https address without a user name in it"


def faults_of(folder: Path, text: str, env: dict[str, str] | None = None) -> tuple[str, ...]:
    """The faults of a configuration, each without the file's name in front."""
    file = folder / "season-watch.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as failure:
        load(file, env or {"HOME": "/home/you"})
    return tuple(fault.removeprefix(f"{file}:") for fault in failure.value.faults)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "1: there is no [[watch]], so nothing to look for", id="empty"),
        pytest.param(
            WATCH + WATCH.replace("aouad", "again").replace("All", "ALL"),
            "7: [[watch]] #2 watches what [[watch]] #1 does: ALL of Us Are Dead, season 2",
            id="one season twice",
        ),
        pytest.param(WATCH + "[wach]\n", "5: unknown table 'wach': did you mean 'watch'?", id="a misspelt table"),
        pytest.param(
            WATCH + 'alias = ["x"]\n',
            "5: unknown key 'alias' in [[watch]] #1: did you mean 'aliases'?",
            id="a misspelt key",
        ),
        pytest.param(WATCH + "zzz = 1\n", "5: unknown key 'zzz' in [[watch]] #1", id="a key like no other"),
        pytest.param(
            WATCH + SOURCE + 'selectors = {}\nkind = "page"\n',
            "8: the selectors of [[source]] #1 needs 'entry'",
            id="an empty inner table",
        ),
        pytest.param(
            WATCH + SOURCE + 'kind = "page"\n[source.selectors]\nentry = "li"\nlinks = "a"\n',
            "11: unknown key 'links' in the selectors of [[source]] #1: did you mean 'link'?",
            id="a misspelt key of an inner table",
        ),
        pytest.param(
            WATCH + SOURCE + 'selectors = "li"\nkind = "page"\n',
            "8: 'selectors' in [[source]] #1 must be a table",
            id="an inner table that is none",
        ),
        pytest.param('[[watch]]\nname = "a"\nseason = 1\n', "1: [[watch]] #1 needs 'title'", id="a missing key"),
        pytest.param(
            "source = 3\n" + WATCH,
            "1: 'source' must be written as [[source]]",
            id="no table where there should be some",
        ),
        pytest.param(WATCH + "[source]\n", "5: 'source' must be written as [[source]]", id="one pair of brackets"),
        pytest.param(WATCH + "[[log]]\n", "5: 'log' must be written as [log], once", id="two pairs of brackets"),
    ],
)
def test_a_wrong_shape_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert faults_of(tmp_path, text) == (fault,)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        pytest.param(
            'season = "2"', "'season' in [[watch]] #1 must be a whole number from 1 to 999, not '2'", id="text"
        ),
        pytest.param(
            "season = 0", "'season' in [[watch]] #1 must be a whole number from 1 to 999, not 0", id="too low"
        ),
        pytest.param(
            "season = true",
            "'season' in [[watch]] #1 must be a whole number from 1 to 999, not True",
            id="a truth value",
        ),
        pytest.param(
            "season = 2.0", "'season' in [[watch]] #1 must be a whole number from 1 to 999, not 2.0", id="a fraction"
        ),
    ],
)
def test_a_season_is_a_number(tmp_path: Path, line: str, wanted: str) -> None:
    assert faults_of(tmp_path, WATCH.replace("season = 2", line)) == (f"4: {wanted}",)


@pytest.mark.parametrize(
    ("key", "written", "wanted"),
    [
        pytest.param("name", '" "', "a text of one line, not ' '", id="blank"),
        pytest.param("name", '"a\\nb"', "a text of one line, not 'a\\nb'", id="two lines"),
        pytest.param("url", '"ftp://example.org"', f"{URL}, not 'ftp://example.org'", id="another protocol"),
        pytest.param("url", '"https://"', f"{URL}, not 'https://'", id="no host"),
        pytest.param("url", '"https://example.org:port/"', f"{URL}, not 'https://example.org:port/'", id="no port"),
        pytest.param("url", '"https://me:pw@example.org"', f"{URL}, not 'https://…@example.org'", id="a user name"),
        pytest.param("url", '"https://[::1"', f"{URL}, not 'https://[::1'", id="half an address"),
        pytest.param("kind", '"rss"', "one of feed, page, tvmaze, not 'rss'", id="an unknown kind"),
        pytest.param("trust", '"offical"', "one of official, trade, press, fan, not 'offical'", id="an unknown tier"),
        pytest.param("every", '"soon"', f"{TIME}, from 1s to 30d, not 'soon'", id="no time"),
        pytest.param("every", '"0s"', f"{TIME}, from 1s to 30d, not '0s'", id="too short a time"),
        pytest.param("every", '"31d"', f"{TIME}, from 1s to 30d, not '31d'", id="too long a time"),
        pytest.param("every", "60", f"{TIME}, from 1s to 30d, not 60", id="a time without unit"),
        pytest.param("lang", '"English"', 'a language tag such as "en" or "ko", not \'English\'', id="no language tag"),
        pytest.param(
            "watches",
            '"aouad"',
            "a list of different values, each a text of one line, not 'aouad'",
            id="a text for a list",
        ),
        pytest.param(
            "watches",
            '["aouad", "aouad"]',
            "a list of different values, each a text of one line, not ['aouad', 'aouad']",
            id="twice the same",
        ),
    ],
)
def test_a_wrong_value_says_what_is_wanted(tmp_path: Path, key: str, written: str, wanted: str) -> None:
    keys = {"name": '"s"', "url": '"https://example.org/feed"'} | {key: written}
    text = WATCH + "[[source]]\n" + "".join(f"{name} = {value}\n" for name, value in keys.items())
    line = 6 + list(keys).index(key)

    assert faults_of(tmp_path, text) == (f"{line}: '{key}' in [[source]] #1 must be {wanted}",)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        pytest.param(
            '[network]\nallow = ["10.0.0.1/8"]\n',
            "'allow' in [network] must be a list of different values, each a network such as \"192.168.1.0/24\", "
            "not ['10.0.0.1/8']",
            id="a host for a network",
        ),
        pytest.param(
            '[network]\ncontact = "me (you)"\n',
            "'contact' in [network] must be an http or https address, or a mail address, not 'me (you)'",
            id="no contact",
        ),
        pytest.param(
            '[network]\ntimeout = "1h"\n',
            f"'timeout' in [network] must be {TIME}, from 1s to 10m, not '1h'",
            id="too long",
        ),
        pytest.param(
            '[log]\nformat = "xml"\n', "'format' in [log] must be one of text, json, not 'xml'", id="no format"
        ),
    ],
)
def test_a_wrong_value_of_a_table_that_stands_once_says_what_is_wanted(tmp_path: Path, table: str, fault: str) -> None:
    assert faults_of(tmp_path, WATCH + table) == (f"6: {fault}",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            WATCH + WATCH.replace("season = 2", "season = 3"),
            "6: 'name' in [[watch]] #2 is 'aouad', which is that of [[watch]] #1",
            id="a name given twice",
        ),
        pytest.param(
            WATCH + SOURCE + SOURCE.replace('"s"', '"t"'),
            "10: 'url' in [[source]] #2 is 'https://example.org/feed', which is that of [[source]] #1",
            id="an address given twice",
        ),
        pytest.param(
            WATCH + SOURCE + 'watches = ["aoud"]\n',
            "8: 'watches' in [[source]] #1 names 'aoud', but no [[watch]] has that name: did you mean 'aouad'?",
            id="a source's watch",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\nwatches = ["glory"]\n',
            "13: 'watches' in [[rule]] #1 names 'glory', but no [[watch]] has that name",
            id="a rule's watch",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\nquiet = "22:00-07:00"\n',
            "13: 'quiet' in [[rule]] #1 needs 'zone', such as \"Europe/Berlin\"",
            id="quiet hours on nobody's clock",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\nquiet = "7-9"\nzone = "UTC"\n',
            "13: 'quiet' in [[rule]] #1 must be two different times of day such as \"22:00-07:00\", not '7-9'",
            id="hours without minutes",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\nquiet = "07:00-07:00"\nzone = "UTC"\n',
            "13: 'quiet' in [[rule]] #1 must be two different times of day such as \"22:00-07:00\", not '07:00-07:00'",
            id="no hours",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\nquiet = "22:00-24:00"\nzone = "UTC"\n',
            "13: 'quiet' in [[rule]] #1 must be two different times of day such as \"22:00-07:00\", not '22:00-24:00'",
            id="an hour that no clock shows",
        ),
        *(
            pytest.param(
                WATCH + MAIL + f'[[rule]]\nchannels = ["mail"]\nzone = "{zone}"\n',
                f"13: 'zone' in [[rule]] #1 must be the name of a time zone such as \"Asia/Seoul\", not '{zone}'",
                id=f"a zone that is {what}",
            )
            for what, zone in (("unknown", "Asia/Soul"), ("a folder", "Asia"), ("a path", "../etc/passwd"))
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\ndigest = "0 8 31 2 *"\nzone = "UTC"\n',
            "13: 'digest' in [[rule]] #1 must be a cron expression of five fields that some day meets, such as"
            " \"0 8 * * *\", not '0 8 31 2 *'",
            id="a digest that is never due",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mail"]\ndigest = "0 8 * * *"\nzone = "UTC"\ngroup_wait = "30s"\n',
            "15: 'group_wait' in [[rule]] #1 has no use beside 'digest', which collects anyway",
            id="a digest that waits",
        ),
        pytest.param(
            WATCH + MAIL + '[[rule]]\nchannels = ["mial"]\n',
            "12: 'channels' in [[rule]] #1 names 'mial', but no [[channel]] has that name: did you mean 'mail'?",
            id="a rule's channel",
        ),
        pytest.param(
            WATCH + SOURCE + 'kind = "page"\n',
            "8: [[source]] #1 needs 'selectors', because its kind is page",
            id="a page without selectors",
        ),
        pytest.param(
            WATCH + SOURCE + 'selectors = { entry = "li" }\n',
            "8: [[source]] #1 has 'selectors', which only kind = \"page\" may have",
            id="a feed with selectors",
        ),
        pytest.param(
            WATCH + SOURCE + 'kind = "tvmaze"\ntrust = "official"\n',
            "9: 'trust' in [[source]] #1 must be fan, or left out: tvmaze always is",
            id="a show of tvmaze with trust",
        ),
    ],
)
def test_what_does_not_fit_together_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert faults_of(tmp_path, text) == (fault,)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            '[[channel]]\nname = "x"\nkind = "pigeon"\n',
            "7: 'kind' in [[channel]] #1 must be one of email, webhook, apprise, command, stdout, not 'pigeon'",
            id="an unknown kind",
        ),
        pytest.param(
            '[[channel]]\nname = "x"\n',
            "5: 'kind' in [[channel]] #1 must be one of email, webhook, apprise, command, stdout",
            id="no kind",
        ),
        pytest.param(
            MAIL + 'url = "https://example.org"\n',
            "11: unknown key 'url' in [[channel]] #1",
            id="a key of another kind",
        ),
        pytest.param(
            MAIL.replace('["b@example.org"]', "[]"),
            "10: 'to' in [[channel]] #1 must be a list of different values, "
            "each a mail address such as you@example.org, and one at least, not []",
            id="nobody to write to",
        ),
        pytest.param(
            MAIL.replace("a@example.org", "Me <a@example.org>"),
            "9: 'from' in [[channel]] #1 must be a mail address such as you@example.org, not 'Me <a@example.org>'",
            id="more than an address",
        ),
        pytest.param(
            MAIL.replace("mx.example.org", "smtp://mx"),
            "8: 'host' in [[channel]] #1 must be the name or address of a host, not 'smtp://mx'",
            id="an address for a host",
        ),
        pytest.param(
            MAIL + 'username = "me"\n',
            "11: [[channel]] #1 needs one of 'password', 'password_file', because it has 'username'",
            id="a login without password",
        ),
        pytest.param(
            MAIL + 'password = "hush"\n',
            "11: [[channel]] #1 needs 'username', because it has 'password'",
            id="a password without login",
        ),
        pytest.param(
            HOOK, "5: [[channel]] #1 needs one of 'secret', 'secret_file', 'secrets'", id="a webhook without secret"
        ),
        pytest.param(
            HOOK + A_SECRET + 'secret_file = "/dev/null"\n',
            "10: [[channel]] #1 has both 'secret' and 'secret_file': keep one",
            id="two secrets",
        ),
    ],
)
def test_what_is_wrong_with_a_channel_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in faults_of(tmp_path, WATCH + text)


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = '[log]\nlevel = 1\n[[watch]]\nname = "a"\ntilte = "b"\nseason = 0\n[[source]]\nname = "s"\nwatches = ["b"]\n'

    assert faults_of(tmp_path, text, {"HOME": "/", "SEASON_WATCH__X__Y": "1"}) == (
        "the environment variable SEASON_WATCH__X__Y names no key",
        "2: 'level' in [log] must be one of debug, info, warning, error, not 1",
        "3: [[watch]] #1 needs 'title'",
        "5: unknown key 'tilte' in [[watch]] #1: did you mean 'title'?",
        "6: 'season' in [[watch]] #1 must be a whole number from 1 to 999, not 0",
        "7: [[source]] #1 needs 'url'",
        "9: 'watches' in [[source]] #1 names 'b', but no [[watch]] has that name",
    )


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        pytest.param(
            'fastest = "2h"', "'fastest' in [[source]] #1 is a longer time than 'every'", id="a fastest that is slow"
        ),
        pytest.param(
            'slowest = "30m"', "'slowest' in [[source]] #1 is a shorter time than 'every'", id="a slowest that is fast"
        ),
    ],
)
def test_the_usual_interval_lies_between_its_limits(tmp_path: Path, limits: str, fault: str) -> None:
    (found,) = faults_of(tmp_path, f"{WATCH}{SOURCE}{limits}\n")

    assert found.endswith(fault)


def test_a_name_that_is_defined_in_a_faulty_table_is_known_all_the_same(tmp_path: Path) -> None:
    text = WATCH.replace("season = 2", "season = 0") + SOURCE + 'watches = ["aouad"]\n'

    assert faults_of(tmp_path, text) == ("4: 'season' in [[watch]] #1 must be a whole number from 1 to 999, not 0",)


PAGE = '[[source]]\nname = "p"\nkind = "page"\nurl = "https://example.org/list"\n'


def test_selectors_that_cannot_be_read_are_found_where_that_is_worth_the_time(tmp_path: Path) -> None:
    selectors = '[source.selectors]\nentry = "li[["\ntitle = "h2 > a"\npublished = "time >"\n'
    file = tmp_path / "season-watch.toml"
    file.write_text(WATCH + PAGE + selectors + SOURCE, encoding="utf-8")
    settings = load(file, {"HOME": "/home/you"})
    with pytest.raises(ConfigError) as failure:
        load(file, {"HOME": "/home/you"}, thoroughly=True)

    entry, published = failure.value.faults
    assert entry.startswith(
        f"{file}:10: 'entry' in the selectors of [[source]] #1 is no CSS selector: 'li[[': Malformed"
    )
    assert published.startswith(
        f"{file}:12: 'published' in the selectors of [[source]] #1 is no CSS selector: 'time >'"
    )
    assert [source.name for source in settings.sources] == ["p", "s"]


def test_selectors_that_can_be_read_are_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "season-watch.toml"
    file.write_text(f'{WATCH}{PAGE}selectors = {{ entry = "li:not(.ad) > a[href]" }}\n', encoding="utf-8")
    assert load(file, {"HOME": "/home/you"}, thoroughly=True).sources
