"""What the service manager is told (systemd's notification protocol, sd_notify(3))."""

import os
import socket

from season_watch.daemon.lean_structlog import structlog

log = structlog.get_logger(__name__)

READY = "READY=1"
STOPPING = "STOPPING=1"
WATCHDOG = "WATCHDOG=1"


def tell(state: str) -> None:
    """Send one state to the socket that systemd names; does nothing where there is none. Nothing depends on it."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notifications:
            notifications.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
    except OSError as error:
        log.warning("service manager not told", state=state, error=str(error))
