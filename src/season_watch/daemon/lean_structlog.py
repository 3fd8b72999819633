"""structlog as if rich were not installed: it would load it for tracebacks in colour, 5 MiB that no line here needs."""

import sys

_HAS_RICH = "rich" in sys.modules
if not _HAS_RICH:
    sys.modules["rich"] = None  # type: ignore[assignment] # to import it fails now, which structlog provides for

import structlog  # noqa: E402 - rich had to be out of its way

if not _HAS_RICH:
    del sys.modules["rich"]

__all__ = ["structlog"]
