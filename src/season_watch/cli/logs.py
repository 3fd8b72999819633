"""The log: one line an event on standard error, ours and the libraries' alike, with nothing in it that steers."""

import logging
import sys
from typing import TYPE_CHECKING, Any

from season_watch.cli.escaping import visible
from season_watch.config.tables import LogFormat, LogLevel
from season_watch.daemon.lean_structlog import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

_LEVELS = tuple(LogLevel)
"""Loudest first, as LogLevel has them."""


def set_up(log_format: LogFormat, level: LogLevel) -> None:
    """Log from now on in this format, what is at least this grave."""
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        escape_values,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(log_format)],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick


def louder(level: LogLevel, verbosity: int) -> LogLevel:
    """A level moved by each -v and -q; it stays within what there is."""
    place = _LEVELS.index(level) - verbosity
    return _LEVELS[min(max(place, 0), len(_LEVELS) - 1)]


def escape_values(_logger: "WrappedLogger", _method: str, event: "EventDict") -> "EventDict":
    """Every text of an event as one safe line; a traceback keeps its line breaks."""
    return {name: _escaped(value) for name, value in event.items()}


def _escaped(value: Any) -> Any:  # noqa: ANN401 - a log takes any value
    if not isinstance(value, str):
        return value
    return "\n".join(visible(line) if line.strip() else "" for line in value.split("\n"))


def _renderer(log_format: LogFormat) -> "Processor":
    if log_format is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )
