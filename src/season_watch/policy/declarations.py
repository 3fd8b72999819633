"""What it means that something is declared otherwise than before."""

from season_watch.model.source import Source
from season_watch.model.watch import Watch


def is_another(before: Watch, after: Watch) -> bool:
    """Whether a watch means another season now: nothing that was read for it holds any more."""
    return (before.title, before.season) != (after.title, after.season)


def has_new_name(before: Watch, after: Watch) -> bool:
    """Whether a watch goes by a name by which nothing was read yet."""
    return is_another(before, after) or not set(after.aliases) <= set(before.aliases)


def is_read_otherwise(before: Source, after: Source) -> bool:
    """Whether a source lists other entries now, or has entries read that were not."""
    is_wider = bool(before.watches) and (not after.watches or not set(after.watches) <= set(before.watches))
    return is_wider or (before.url, before.kind, before.selectors) != (after.url, after.kind, after.selectors)
