"""The one table from exceptions to failures: our guard's, our bodies', our addresses', and all of aiohttp's."""

import ssl
from collections.abc import Iterator

import aiohttp

from season_watch.outbound.bodies import IncompleteError, TooLargeError, UnexpectedEncodingError
from season_watch.outbound.exchange import Failure
from season_watch.outbound.guard import BlockedAddressError, UnknownHostError
from season_watch.outbound.tls_faults import tls_failure
from season_watch.outbound.urls import BadUrlError

BLOCKED = "blocked-address"

REASONS: dict[type[Exception], str] = {
    error: reason
    for reason, errors in {
        BLOCKED: (BlockedAddressError,),
        "dns": (UnknownHostError, aiohttp.ClientConnectorDNSError),
        "too-large": (TooLargeError,),
        "incomplete": (IncompleteError,),
        "unexpected-encoding": (UnexpectedEncodingError,),
        "bad-url": (BadUrlError, aiohttp.InvalidURL, aiohttp.InvalidUrlClientError, aiohttp.NonHttpUrlClientError),
        "tls": (
            *(ssl.SSLError, aiohttp.ClientSSLError, aiohttp.ClientConnectorSSLError),
            *(aiohttp.ClientConnectorCertificateError, aiohttp.ServerFingerprintMismatch),
        ),
        "timeout": (aiohttp.ServerTimeoutError, aiohttp.ConnectionTimeoutError, aiohttp.SocketTimeoutError),
        "connect": (
            *(aiohttp.ClientConnectionError, aiohttp.ClientConnectionResetError, aiohttp.ClientOSError),
            *(aiohttp.ClientConnectorError, aiohttp.ServerConnectionError),
            *(aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError),
        ),
        "protocol": (
            *(aiohttp.ClientError, aiohttp.ClientResponseError, aiohttp.ServerDisconnectedError),
            *(aiohttp.ClientPayloadError, aiohttp.ContentTypeError),
        ),
    }.items()
    for error in errors
}
"""Expected ends of an exchange. What is in neither this table nor `BUGS` is a bug, too."""

BUGS: tuple[type[Exception], ...] = (
    *(aiohttp.TooManyRedirects, aiohttp.RedirectClientError, aiohttp.InvalidUrlRedirectClientError),
    *(aiohttp.NonHttpUrlRedirectClientError, aiohttp.WSServerHandshakeError, aiohttp.WebSocketError),
    *(aiohttp.WSMessageTypeError, aiohttp.UploadAbortedError, aiohttp.EofStream),
)
"""What can only be raised where this program uses the libraries wrongly."""

EXPECTED = tuple(REASONS)
_TELLING = (BlockedAddressError, ssl.SSLError)


def failure_of(error: Exception) -> Failure:
    """The failure that an expected exception stands for: what set it off, where that says more than itself."""
    origin = next((origin for origin in _origins(error) if _tells_more(origin)), error)
    if isinstance(origin, ssl.SSLError):
        return tls_failure(origin)
    reason = next(REASONS[kind] for kind in type(origin).__mro__ if kind in REASONS)
    return Failure(reason=reason, detail=_one_line(_said(origin)) or type(origin).__name__)


def _tells_more(origin: BaseException) -> bool:
    """aiohttp's errors of TLS are errors of the standard library too, but without what those say."""
    return isinstance(origin, _TELLING) and not isinstance(origin, aiohttp.ClientError)


def _said(error: BaseException) -> str:
    """What an exception says, without the whole address: what is secret in it must not reach a log."""
    match error:
        case aiohttp.ClientResponseError():
            return error.message
        case aiohttp.ServerDisconnectedError():
            return "the server hung up before its answer was whole"
        case _:
            return str(error)


def _origins(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at:
        yield at
        at = at.__cause__ or at.__context__


def _one_line(text: str) -> str:
    return " ".join(text.split())
