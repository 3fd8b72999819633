import ssl

import aiohttp
import pytest

from season_watch.outbound.failures import BUGS, REASONS, failure_of
from season_watch.outbound.guard import BlockedAddressError
from season_watch.outbound.urls import BadUrlError


def test_every_exception_of_aiohttp_is_in_one_table() -> None:
    public = (getattr(aiohttp, name) for name in aiohttp.__all__)
    exceptions = {
        thing
        for thing in public
        if isinstance(thing, type) and issubclass(thing, Exception) and not issubclass(thing, Warning)
    }
    assert len(exceptions) > 20
    assert exceptions == (exceptions & set(REASONS)) ^ (exceptions & set(BUGS))


def test_an_exception_of_a_later_release_falls_to_its_parent() -> None:
    class TooSlowError(aiohttp.SocketTimeoutError):
        pass

    assert failure_of(TooSlowError("slow")).reason == "timeout"


@pytest.mark.parametrize(
    ("origin", "reason", "detail"),
    [
        pytest.param(
            ssl.SSLError(1, "out of luck"),
            "tls",
            "no secure connection came about: out of luck",
            id="handshake",
        ),
        pytest.param(
            BlockedAddressError("10.0.0.1 is not to be reached: private"),
            "blocked-address",
            "10.0.0.1 is not to be reached: private",
            id="guard",
        ),
    ],
)
def test_what_ended_a_connection_is_told_from_the_connection(origin: Exception, reason: str, detail: str) -> None:
    error = aiohttp.ClientConnectionError("no")
    error.__cause__ = OSError("the stream broke")
    error.__cause__.__context__ = origin
    failure = failure_of(error)
    assert (failure.reason, failure.detail) == (reason, detail)


def test_a_detail_is_one_line_and_never_empty() -> None:
    assert failure_of(BadUrlError("first\nsecond")).detail == "first second"
    assert failure_of(aiohttp.ClientConnectionError()).detail == "ClientConnectionError"
