"""Patterns: the regular expressions of rules and cues, of which a language has hundreds and a day's news needs some."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Pattern:
    """A regular expression that is compiled when a text has first come through the sieve to it."""

    text: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.text)
