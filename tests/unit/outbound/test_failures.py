import ssl
from collections.abc import Iterator
from types import ModuleType

import httpcore
import httpx
import pytest

from season_watch.outbound.failures import BUGS, REASONS, failure_of


def _exceptions(library: ModuleType) -> Iterator[type[Exception]]:
    public = (getattr(library, name) for name in library.__all__)
    return (thing for thing in public if isinstance(thing, type) and issubclass(thing, Exception))


@pytest.mark.parametrize("library", [httpx, httpcore], ids=["httpx", "httpcore"])
def test_every_exception_of_the_libraries_is_in_one_table(library: ModuleType) -> None:
    exceptions = set(_exceptions(library))
    assert len(exceptions) > 10
    assert exceptions == (exceptions & set(REASONS)) ^ (exceptions & set(BUGS))


def test_an_exception_of_a_later_release_falls_to_its_parent() -> None:
    class TooSlowError(httpcore.ReadTimeout):
        pass

    assert failure_of(TooSlowError("slow")).reason == "timeout"


def test_a_failed_handshake_is_told_from_a_failed_connection() -> None:
    error = httpcore.ConnectError("no")
    error.__context__ = OSError("the stream broke")
    error.__context__.__context__ = ssl.SSLError(1, "certificate has expired")
    assert failure_of(error).reason == "tls"


def test_a_detail_is_one_line_and_never_empty() -> None:
    assert failure_of(httpcore.ConnectError("first\nsecond")).detail == "first second"
    assert failure_of(httpcore.ConnectError("")).detail == "ConnectError"
