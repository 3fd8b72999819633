"""Where hubs confirm what they were asked, and tell of news: one small HTTP endpoint on the daemon's own loop.

Imported only where a callback is configured: it takes memory. It stands behind its owner's reverse proxy, which
speaks TLS and keeps slow clients off.
"""

import asyncio
import hmac
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import ClientError, web
from aiohttp.typedefs import Handler

from season_watch.daemon.lean_structlog import structlog
from season_watch.model.errors import ConfigError, DatabaseFault
from season_watch.parsing.addresses import host
from season_watch.pipeline.subscribing import Subscribing

log = structlog.get_logger(__name__)

BODY_BYTES = 10 * 1024 * 1024
"""As long as a feed may be. It is signed as a whole, so all of it must be seen; none of it is kept."""

BODY_SECONDS = 20.0

CHUNK_BYTES = 64 * 1024

METHODS = ("sha1", "sha256", "sha384", "sha512")
"""Those of the recommendation. Some hubs know sha1 alone, which can't be forged where a key is part of it."""

_SECONDS = re.compile(r"[0-9]{1,9}")


@asynccontextmanager
async def listening(subscribing: Subscribing, listen: tuple[str, int]) -> AsyncIterator[None]:
    """Answer hubs as long as the block lasts. ConfigError where nothing can listen there."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # strangers who speak no HTTP are not worth a line
    app = web.Application(middlewares=[_boundary])
    endpoint = Endpoint(subscribing)
    place = f"{urlsplit(subscribing.callback).path}/{{token}}"
    app.add_routes([web.get(place, endpoint.confirm, allow_head=False), web.post(place, endpoint.take)])
    # No access log: an address of ours is a secret. Bodies are never inflated: what is signed are the bytes sent.
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, keepalive_timeout=15, shutdown_timeout=1)
    await runner.setup()
    try:
        await _listen(runner, *listen)
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, place: str, port: int) -> None:
    try:
        await web.TCPSite(runner, place, port).start()
    except OSError as error:
        raise ConfigError(f"[websub] listen: nothing can listen at {place}, port {port}: {error.strerror}.") from error
    log.info("listening for hubs", host=place, port=port)


class Endpoint:
    """Two handlers: what a hub asks by GET, and what it tells by POST."""

    def __init__(self, subscribing: Subscribing) -> None:
        self._subscribing = subscribing

    async def confirm(self, request: web.Request) -> web.Response:
        """Echo the challenge of a hub that was asked; note that a hub denies. 404 for all else."""
        token, query = request.match_info["token"], request.query
        topic, mode = query.get("hub.topic", ""), query.get("hub.mode")
        if mode == "denied" and (denied := await self._subscribing.deny(token, topic)):
            log.warning("hub denies", hub=host(denied.hub.url))
            return web.Response(text="")
        lease = _lease(query.get("hub.lease_seconds", ""))
        if mode == "subscribe" and (held := await self._subscribing.verify(token, topic, lease)):
            log.info("hub confirmed", hub=host(held.hub.url), seconds=int(lease.total_seconds()))
            return web.Response(text=query.get("hub.challenge", ""))
        return web.Response(status=404)

    async def take(self, request: web.Request) -> web.Response:
        """Take what a hub tells: its source is checked soon if it is signed, and nothing happens if it is not.

        Either way the answer is the same, as the recommendation has it: nobody can try signatures.
        """
        token = request.match_info["token"]
        secret = await self._subscribing.secret(token)
        if secret is None:
            return web.Response(status=410)
        if await _is_signed(request, secret):
            await self._subscribing.hear(token)
        else:
            log.warning("not signed by its hub")
        return web.Response(status=202)


@web.middleware
async def _boundary(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What can go wrong with any request; a bug ends this one alone."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except DatabaseFault:  # the program's voice tells of it
        return web.Response(status=503)
    except (TimeoutError, ClientError, ConnectionError):  # the body never came
        return web.Response(status=400)
    except Exception:
        log.exception("hub's request crashed")
        return web.Response(status=500)


def _lease(stated: str) -> timedelta:
    return timedelta(seconds=int(stated)) if _SECONDS.fullmatch(stated) else timedelta(0)


async def _is_signed(request: web.Request, secret: str) -> bool:
    method, _, signature = request.headers.get("X-Hub-Signature", "").partition("=")
    if method not in METHODS:
        return False
    digest, left = hmac.new(secret.encode(), digestmod=method), BODY_BYTES
    async with asyncio.timeout(BODY_SECONDS):
        async for chunk in request.content.iter_chunked(CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                return False
            digest.update(chunk)
    return hmac.compare_digest(digest.hexdigest().encode(), signature.lower().encode(errors="replace"))
