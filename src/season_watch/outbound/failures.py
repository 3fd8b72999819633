"""The one table from exceptions to failures: our guard's, our bodies', and all of httpx and httpcore."""

import ssl
from collections.abc import Iterator

import httpcore
import httpx

from season_watch.outbound.bodies import IncompleteError, TooLargeError, UnexpectedEncodingError
from season_watch.outbound.exchange import Failure
from season_watch.outbound.guard import BlockedAddressError, UnknownHostError

REASONS: dict[type[Exception], str] = {
    error: reason
    for reason, errors in {
        "blocked-address": (BlockedAddressError,),
        "dns": (UnknownHostError,),
        "too-large": (TooLargeError,),
        "incomplete": (IncompleteError,),
        "unexpected-encoding": (UnexpectedEncodingError, httpx.DecodingError),
        "bad-url": (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol),
        "timeout": (
            *(httpx.TimeoutException, httpx.ConnectTimeout, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout),
            *(httpcore.TimeoutException, httpcore.ConnectTimeout, httpcore.ReadTimeout, httpcore.WriteTimeout),
            httpcore.PoolTimeout,
        ),
        "connect": (
            *(httpx.NetworkError, httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.CloseError),
            *(httpcore.NetworkError, httpcore.ConnectError, httpcore.ReadError, httpcore.WriteError),
            *(httpx.ProxyError, httpcore.ProxyError),
        ),
        "protocol": (
            *(httpx.ProtocolError, httpx.RemoteProtocolError, httpx.LocalProtocolError),
            *(httpcore.ProtocolError, httpcore.RemoteProtocolError, httpcore.LocalProtocolError),
            *(httpx.HTTPError, httpx.RequestError, httpx.TransportError, httpx.TooManyRedirects),
        ),
    }.items()
    for error in errors
}
"""Expected ends of an exchange. What is in neither this table nor `BUGS` is a bug, too."""

BUGS: tuple[type[Exception], ...] = (
    *(httpx.StreamError, httpx.StreamConsumed, httpx.StreamClosed, httpx.ResponseNotRead, httpx.RequestNotRead),
    *(httpx.HTTPStatusError, httpx.CookieConflict, httpcore.ConnectionNotAvailable),
)
"""What can only be raised where this program uses the libraries wrongly: never caught."""

EXPECTED = tuple(REASONS)


def failure_of(error: Exception) -> Failure:
    """The failure that an expected exception stands for."""
    handshake = next((origin for origin in _origins(error) if isinstance(origin, ssl.SSLError)), None)
    if handshake:
        return Failure(reason="tls", detail=_one_line(handshake))
    reason = next(REASONS[kind] for kind in type(error).__mro__ if kind in REASONS)
    return Failure(reason=reason, detail=_one_line(error))


def _origins(error: BaseException) -> Iterator[BaseException]:
    # The context, not the cause: httpcore's pool raises `from None`.
    context = error.__context__
    while context:
        yield context
        context = context.__context__


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
