import ssl
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest

from season_watch.model.delivery import ChannelName, NotSent, Sent
from season_watch.notifying.accounts import EmailAccount, Security
from season_watch.notifying.trial import try_mail_server, try_webhook
from tests.servers.certificate import server_tls, trusting_tls
from tests.servers.smtp import SmtpServer, smtp_server

LOGIN = ("watch", "right")


def account(server: SmtpServer, password: str) -> EmailAccount:
    return EmailAccount(
        channel=ChannelName("mail"),
        host="localhost",
        port=server.port,
        sender="watch@home.example",
        security=Security.STARTTLS,
        username=LOGIN[0],
        password=password,
    )


async def test_a_mail_server_that_lets_in_gets_no_mail() -> None:
    with smtp_server(tls=server_tls(), login=LOGIN) as server:
        assert await try_mail_server(account(server, LOGIN[1]), trusting_tls()) == Sent()
        assert not server.received


async def test_the_sender_s_domain_is_the_name_given_however_the_sender_is_written() -> None:
    with smtp_server(tls=server_tls(), login=LOGIN) as server:
        named = replace(account(server, LOGIN[1]), sender="Season Watch <watch@home.example>")
        assert await try_mail_server(named, trusting_tls()) == Sent()
        assert set(server.names) == {"home.example"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"sender": "nobody"}, "bad-address", id="a sender that is no address"),
        pytest.param({"host": "mail..example"}, "no-such-host", id="a host that is no name"),
    ],
)
async def test_what_is_wrong_in_the_account_is_told(changes: dict[str, Any], reason: str) -> None:
    with smtp_server() as server:
        result = await try_mail_server(replace(account(server, "any"), **changes), trusting_tls())
    assert isinstance(result, NotSent)
    assert result.reason.startswith(f"{reason}:")


async def test_a_wrong_password_is_told_without_being_shown() -> None:
    with smtp_server(tls=server_tls(), login=LOGIN) as server:
        result = await try_mail_server(account(server, "wrong-secret"), trusting_tls())
    assert isinstance(result, NotSent)
    assert result.reason.startswith("login-refused")
    assert "wrong-secret" not in result.reason


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with smtp_server(tls=server_tls(), login=LOGIN) as server:
        result = await try_mail_server(account(server, LOGIN[1]), ssl.create_default_context())
    assert isinstance(result, NotSent)
    assert result.reason.startswith("certificate-untrusted: ")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:8080/hook", "blocked-address: 127.0.0.1 is not to be reached: loopback"),
        ("https://no-such-host.invalid/hook", "dns: the name no-such-host.invalid was not found"),
        (f"https://{'a' * 70}.example/hook", f"dns: the name {'a' * 70}.example was not found"),
    ],
)
async def test_a_webhook_that_cannot_be_reached_is_told_by_its_host(url: str, reason: str) -> None:
    result = await try_webhook(url, ())
    assert isinstance(result, NotSent)
    assert result.reason == reason


async def test_a_webhook_in_a_network_that_is_allowed_may_be_reached() -> None:
    assert await try_webhook("http://127.0.0.1:8080/hook", (ip_network("127.0.0.0/8"),)) == Sent()
