from pathlib import Path

import pytest

from season_watch.config.loading import load
from season_watch.config.settings import Settings
from season_watch.model.errors import ConfigError
from season_watch.notifying.accounts import EmailAccount, WebhookAccount

WATCH = '[[watch]]\nname = "aouad"\ntitle = "All of Us Are Dead"\nseason = 2\n'
MAIL = (
    '[[channel]]\nname = "mail"\nkind = "email"\nhost = "mx"\nfrom = "a@example.org"\nto = ["b@example.org"]\n'
    'username = "me"\n'
)
HOOK = '[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "https://example.org/hook"\n'
OLD = "whsec_" + "b2xk" * 8
NEW = "whsec_" + "bmV3" * 8
SIGNING_SECRET = "whsec_ and 24 to 64 bytes in base64"
PASSWORD = " correct horse "


def loaded(folder: Path, text: str, env: dict[str, str] | None = None) -> Settings:
    file = folder / "season-watch.toml"
    file.write_text(WATCH + text, encoding="utf-8")
    return load(file, {"HOME": str(folder), **(env or {})})


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f'password = "{PASSWORD}"', id="written"),
        pytest.param('password = "${MAIL_PASSWORD}"', id="from the environment"),
        pytest.param('password_file = "password"', id="from a file beside the configuration"),
        pytest.param('password_file = "~/password"', id="from a file in the home folder"),
    ],
)
def test_a_password_is_taken_as_it_is(tmp_path: Path, line: str) -> None:
    (tmp_path / "password").write_text(PASSWORD + "\n", encoding="utf-8")

    account = loaded(tmp_path, MAIL + line, {"MAIL_PASSWORD": PASSWORD}).accounts[0]

    assert isinstance(account, EmailAccount)
    assert (account.username, account.password) == ("me", PASSWORD)


@pytest.mark.parametrize(
    ("line", "secrets"),
    [
        pytest.param(f'secret = "{NEW}"', (NEW,), id="written"),
        pytest.param('secret = "${HOOK_SECRET}"', (NEW,), id="from the environment"),
        pytest.param('secret_file = "secret"', (NEW,), id="from a file"),
        pytest.param(f'secrets = ["${{HOOK_SECRET}}", "{OLD}"]', (NEW, OLD), id="several, newest first"),
    ],
)
def test_a_webhook_is_signed_with_its_secrets(tmp_path: Path, line: str, secrets: tuple[str, ...]) -> None:
    (tmp_path / "secret").write_text(NEW + "\n", encoding="utf-8")

    account = loaded(tmp_path, HOOK + line, {"HOOK_SECRET": NEW}).accounts[0]

    assert isinstance(account, WebhookAccount)
    assert account.secrets == secrets


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            MAIL + 'password = "${NOT_SET}"',
            "12: 'password' in [[channel]] #1 names the environment variable NOT_SET, which is not set",
            id="an unset variable",
        ),
        pytest.param(
            MAIL + 'password = "${SHORT}\\n"',
            "12: 'password' in [[channel]] #1 must be a text of one line",
            id="a password of two lines",
        ),
        pytest.param(
            MAIL + 'password_file = "nowhere"',
            "12: 'password_file' in [[channel]] #1 names {folder}/nowhere, which can't be read: "
            "No such file or directory",
            id="a missing file",
        ),
        pytest.param(
            MAIL + 'password_file = "empty"',
            "12: 'password_file' in [[channel]] #1 names {folder}/empty, which must hold a text of one line",
            id="an empty file",
        ),
        pytest.param(
            HOOK + 'secret_file = "binary"',
            f"9: 'secret_file' in [[channel]] #1 names {{folder}}/binary, which must hold {SIGNING_SECRET}",
            id="a file that holds something else",
        ),
        pytest.param(
            HOOK + 'secret = "${SHORT}"',
            f"9: 'secret' in [[channel]] #1 must be {SIGNING_SECRET}",
            id="too short a secret",
        ),
        pytest.param(
            HOOK + f'secrets = ["{NEW}", "${{SHORT}}"]',
            "9: 'secrets' in [[channel]] #1 must be a list of different values, "
            f"each {SIGNING_SECRET}, and one at least",
            id="one bad secret of two",
        ),
        pytest.param(
            HOOK.replace("https://example.org/hook", "example.org/${SHORT}") + f'secret = "{NEW}"',
            "8: 'url' in [[channel]] #1 must be an http or https address without a user name in it",
            id="an address with a token in it",
        ),
    ],
)
def test_a_secret_that_can_t_be_used_is_named_and_not_shown(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigError) as failure:
        loaded(tmp_path, text, {"SHORT": "hushhush"})

    assert failure.value.faults == (f"{tmp_path}/season-watch.toml:{fault.format(folder=tmp_path)}",)


def test_a_bad_value_from_the_environment_is_shown_as_the_file_has_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as failure:
        loaded(tmp_path, MAIL.replace('"mx"', '"${HOST}/"') + 'password = "x"', {"HOST": "hushhush"})

    assert "not '${HOST}/'" in str(failure.value)
    assert "hushhush" not in str(failure.value)


def test_settings_that_are_printed_show_no_secret(tmp_path: Path) -> None:
    settings = loaded(tmp_path, MAIL + f'password = "{PASSWORD}"\n' + HOOK + f'secret = "{NEW}"')

    assert PASSWORD not in repr(settings)
    assert NEW not in repr(settings)
