"""The program on a machine whose name servers don't answer: `python -m tests.acceptance.hanging_names …`."""

import socket
import time

from season_watch.cli.main import main

SECONDS = 30.0
"""As long as the system's resolver may take with three name servers."""

HERE = "127.0.0.1"
_look_up = socket.getaddrinfo


def hang(host: str | bytes | None, *arguments: object, **options: object) -> object:
    """Look up nothing but this machine."""
    if host not in (HERE, HERE.encode()):
        time.sleep(SECONDS)
    return _look_up(host, *arguments, **options)  # type: ignore[arg-type]


if __name__ == "__main__":
    socket.getaddrinfo = hang  # type: ignore[assignment]
    main()
