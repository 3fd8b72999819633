"""The daemon: one a database, with the configuration's log, ended by SIGTERM and reloaded by SIGHUP."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import NoReturn

from season_watch.bootstrap import Runtime, open_runtime
from season_watch.cli import logs
from season_watch.cli.actions.health import alive_file
from season_watch.cli.actions.setup import moved
from season_watch.cli.options import Options
from season_watch.config.settings import Settings
from season_watch.daemon.lean_structlog import structlog
from season_watch.daemon.run import run as run_ticks
from season_watch.daemon.run import stop_on_signals
from season_watch.model.errors import ConfigError, StorageError
from season_watch.storage.lock import hold

log = structlog.get_logger(__name__)


def run(options: Options, *, backfill: bool) -> None:
    """Run until told to stop, then end the process. DatabaseInUse where another process works on the database."""
    settings = options.settings()
    logs.set_up(settings.log_format, logs.louder(settings.log_level, options.verbosity))
    _migrate(settings.database)
    with hold(settings.database), asyncio.Runner() as runner:
        runner.run(_run(options, settings, backfill=backfill))
        _leave()


def _leave() -> NoReturn:
    """End the process now that all is closed: Python would wait for each name lookup that hangs, for a minute and more.

    No thread can be told to give up `getaddrinfo`. The system frees the lock on the database.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _migrate(database: Path) -> None:
    """Move the database where it must be, and then begin anew: a daemon would carry Alembic's 12 MB along for ever."""
    result = moved(database)
    if result.before != result.after:
        backup = str(result.backup) if result.backup else None
        log.info("migrated", before=result.before, after=result.after, backup=backup)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - it is this very command


async def _run(options: Options, settings: Settings, *, backfill: bool) -> None:
    stop = asyncio.Event()
    beat = partial(alive_file(settings.database).touch, mode=0o600)
    async with open_runtime(settings, backfill=backfill) as runtime, _listening(settings, runtime):
        stop_on_signals(stop, _reload(options, runtime))
        beat()
        await run_ticks(runtime, stop=stop, beat=beat)


def _listening(settings: Settings, runtime: Runtime) -> AbstractAsyncContextManager[None]:
    """Where hubs tell of news. Its web server takes memory, which who asks no hub is spared."""
    if settings.websub is None or runtime.subscribing is None:
        return nullcontext()
    from season_watch.daemon.callback import listening

    return listening(runtime.subscribing, settings.websub.listen)


def _reload(options: Options, runtime: Runtime) -> Callable[[], Awaitable[None]]:
    """Takes over a configuration that is right; one that is not is reported, and the old one stays in force."""

    async def reload() -> None:
        try:
            await runtime.adopt(options.settings())
        except (ConfigError, StorageError) as error:
            for fault in str(error).splitlines():
                log.error("configuration not taken over", fault=fault)
        else:
            log.info("configuration taken over")

    return reload
