"""Sites: what those who serve pages and feeds ask of programs."""

from dataclasses import dataclass
from datetime import datetime

from season_watch.model.source import NO_VALIDATORS, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRest:
    """A host asked to be left alone: nothing is asked of it before `until`."""

    host: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What was answered where a site's robots.txt is, or would be: at `place`. `text` is empty unless it was had."""

    place: str
    checked_at: datetime
    status: int
    validators: Validators = NO_VALIDATORS
    text: str = ""
