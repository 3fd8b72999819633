"""What a configuration may only ask for where nobody else can have written it, and what must be installed for it."""

import os
import stat
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from season_watch.config.checking import Row
from season_watch.config.document import Faults
from season_watch.model.delivery import ChannelKind

_TRUSTING = (ChannelKind.COMMAND, ChannelKind.STDOUT)
"""What acts as the user that the daemon runs as, on this machine."""

_ROOT = 0
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check_apprise(channels: Iterable[Row], faults: Faults) -> None:
    """Apprise is an extra: whoever names it must have it."""
    for row in channels:
        if row.values["kind"] is ChannelKind.APPRISE and find_spec("apprise") is None:
            faults.add(row.place, "kind", f"{row.place} needs Apprise, an extra: pip install 'season-watch[apprise]'")


def check_owner(channels: Iterable[Row], path: Path, faults: Faults) -> None:
    """A file that another user can change must not start programs, nor speak in this one's name."""
    asking = [row for row in channels if row.values["kind"] in _TRUSTING]
    why = _distrust(path) if asking else None
    for row in asking:
        if why:
            kind = row.values["kind"]
            faults.add(row.place, "kind", f"{row.place} must not be a {kind} channel while {why}")


def _distrust(path: Path) -> str | None:
    """Why somebody else may have written a file, and what to do; None where nobody may.

    Who may write to its folder may put another file in its place, unless the folder is sticky.
    """
    file = path.resolve()
    folder = file.parent
    for place in (file, folder):
        found = place.stat()
        is_sticky = place is folder and found.st_mode & stat.S_ISVTX
        if found.st_uid not in {_ROOT, os.geteuid()}:
            return f"{place} belongs to another user: make it yours, or root's"
        if found.st_mode & _OTHERS_MAY_WRITE and not is_sticky:
            return f"others may write to {place}: chmod go-w {place}"
    return None
