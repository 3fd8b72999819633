"""Channels that act on this machine, and who may have written the file that asks for them."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.config.settings import Settings
from season_watch.model.delivery import Channel, ChannelKind, ChannelName
from season_watch.model.errors import ConfigError
from season_watch.notifying.accounts import AppriseAccount, CommandAccount, LineFormat, StdoutAccount

WATCH = '[[watch]]\nname = "aouad"\ntitle = "All of Us Are Dead"\nseason = 2\n'
COMMAND = '[[channel]]\nname = "own"\nkind = "command"\nargv = ["notify-send", "--", ""]\n'
STDOUT = '[[channel]]\nname = "out"\nkind = "stdout"\n'
PHONE = '[[channel]]\nname = "phone"\nkind = "apprise"\nurl = "ntfy://canary-token@ntfy.sh/topic"\n'
NOBODY = 65534


def written(folder: Path, text: str) -> Path:
    file = folder / "season-watch.toml"
    file.write_text(WATCH + text, encoding="utf-8")
    file.chmod(0o600)
    return file


def loaded(file: Path, env: dict[str, str] | None = None) -> Settings:
    return load(file, {"HOME": str(file.parent), **(env or {})})


def faults(file: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        loaded(file)
    return [fault.removeprefix(f"{file}:") for fault in caught.value.faults]


def test_a_command_is_its_arguments_and_its_time(tmp_path: Path) -> None:
    settings = loaded(written(tmp_path, COMMAND + 'timeout = "5s"\n'))
    assert settings.channels == (Channel(name=ChannelName("own"), kind=ChannelKind.COMMAND, recipients=("command",)),)
    assert settings.accounts == (CommandAccount(channel=ChannelName("own"), argv=("notify-send", "--", ""), seconds=5),)


def test_standard_output_is_for_people_or_for_programs(tmp_path: Path) -> None:
    other = STDOUT.replace('"out"', '"json"') + 'format = "json"\n'
    assert loaded(written(tmp_path, STDOUT + other)).accounts == (
        StdoutAccount(channel=ChannelName("out")),
        StdoutAccount(channel=ChannelName("json"), format=LineFormat.JSON),
    )


@pytest.mark.parametrize("argv", ["[]", '"notify-send"', '[""]', "[1]", '["a\\u0000"]', '["a", "b\\u0000"]'])
def test_what_is_no_command_is_refused(tmp_path: Path, argv: str) -> None:
    (fault,) = faults(written(tmp_path, COMMAND.replace('["notify-send", "--", ""]', argv)))
    assert "'argv' in [[channel]] #1 must be a list of texts, and one at least" in fault


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
@pytest.mark.parametrize(("text", "kind"), [(COMMAND, "command"), (STDOUT, "stdout")])
def test_a_file_that_others_may_write_to_may_not_ask_for_it(tmp_path: Path, text: str, kind: str, mode: int) -> None:
    file = written(tmp_path, text)
    file.chmod(mode)
    assert faults(file) == [
        f"7: [[channel]] #1 must not be a {kind} channel while others may write to {file}: chmod go-w {file}"
    ]


def test_nor_may_one_in_a_folder_where_others_may_replace_it(tmp_path: Path) -> None:
    file = written(tmp_path, COMMAND)
    tmp_path.chmod(0o777)
    assert "others may write to" in faults(file)[0]
    tmp_path.chmod(0o1777)
    assert loaded(file).accounts


def test_a_link_is_as_safe_as_what_it_leads_to(tmp_path: Path) -> None:
    file = written(tmp_path, COMMAND)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    file.chmod(0o666)
    assert "others may write to" in faults(link)[0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_nor_may_a_file_of_another_user(tmp_path: Path) -> None:
    file = written(tmp_path, COMMAND)
    os.chown(file, NOBODY, NOBODY)
    assert f"while {file} belongs to another user: make it yours, or root's" in faults(file)[0]


def test_a_file_that_asks_for_neither_may_belong_to_anybody(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    file.chmod(0o666)
    assert loaded(file).channels == ()


@pytest.mark.skipif(find_spec("apprise") is None, reason="Apprise is an extra")
def test_apprise_is_one_secret_and_no_recipient(tmp_path: Path) -> None:
    settings = loaded(written(tmp_path, PHONE))
    (account,) = settings.accounts
    assert account == AppriseAccount(channel=ChannelName("phone"), url="ntfy://canary-token@ntfy.sh/topic")
    assert settings.channels[0].recipients == ("apprise",)
    assert "canary" not in repr(settings)


@pytest.mark.skipif(find_spec("apprise") is None, reason="Apprise is an extra")
def test_apprise_may_reach_what_the_program_and_its_channel_may(tmp_path: Path) -> None:
    network = '[network]\nallow = ["10.0.0.0/8"]\n'
    (account,) = loaded(written(tmp_path, PHONE + 'allow = ["192.168.1.5:80"]\n' + network)).accounts
    assert isinstance(account, AppriseAccount)
    assert len(account.allow) == 2


@pytest.mark.skipif(find_spec("apprise") is not None, reason="Apprise is installed")
def test_whoever_has_no_apprise_is_told_how_to_get_it(tmp_path: Path) -> None:
    assert faults(written(tmp_path, PHONE)) == [
        "7: [[channel]] #1 needs Apprise, an extra: pip install 'season-watch[apprise]'"
    ]


@pytest.mark.parametrize("url", ["no address", "canary-token", "://canary-token", "1canary://x"])
def test_what_is_no_address_of_apprise_is_refused_and_not_shown(tmp_path: Path, url: str) -> None:
    found = faults(written(tmp_path, PHONE.replace("ntfy://canary-token@ntfy.sh/topic", url)))
    assert 'must be an address such as "ntfy://ntfy.sh/my-topic"' in found[-1]
    assert "canary" not in "".join(found)


def test_the_address_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    text = PHONE.replace('url = "ntfy://canary-token@ntfy.sh/topic"', 'url_file = "url"')
    (tmp_path / "url").write_text("canary-token")
    found = faults(written(tmp_path, text))
    assert any("must hold an address such as" in fault for fault in found)
    assert "canary" not in "".join(found)


def test_an_address_is_needed_and_once(tmp_path: Path) -> None:
    without = faults(written(tmp_path, PHONE.replace("url = ", "# ")))
    twice = faults(written(tmp_path, PHONE + 'url_file = "url"\n'))
    assert any("needs one of 'url', 'url_file'" in fault for fault in without)
    assert any("has both 'url' and 'url_file': keep one" in fault for fault in twice)
