"""Files of ours are their owner's alone."""

from pathlib import Path

from season_watch.storage.faults import told_of_files


def make_private(path: Path) -> None:
    """Make a file and its folder, for their owner alone, where they are missing."""
    with told_of_files(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
