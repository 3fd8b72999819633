"""Masks: a sentence with its shows, seasons, dates and people under signs, so that rules can say `{season}`."""

from collections.abc import Iterable
from enum import Enum


class Sign(Enum):
    """What a stretch of text stands for: its first character, and the one that the rest is filled with."""

    SHOW = ("\ue000", "\ue001")
    SEASON = ("\ue002", "\ue003")
    DATE = ("\ue004", "\ue005")
    PEOPLE = ("\ue006", "\ue007")
    PLAYERS = ("\ue006", "\ue008")


MACROS = {
    "show": "\ue000\ue001*(?!\ue001)",
    "season": "\ue002\ue003*(?!\ue003)",
    "when": "(?P<when>\ue004\ue005*(?!\ue005))",
    "who": "(?P<who>\ue006[\ue007\ue008]*(?![\ue007\ue008]))",
    "players": "(?P<who>\ue006\ue008+(?!\ue008))",
    "people": "\ue006[\ue007\ue008]*(?![\ue007\ue008])",
    "date": "\ue004\ue005*(?!\ue005)",
    "gap": "[^;]{0,40}?",
    "far": "[^;]{0,90}?",
}
"""What rules may write for a sign, and for a few words or many in between. Gaps are bounded: matching stays linear."""


def mask(text: str, spans: Iterable[tuple[int, int, Sign]]) -> str:
    """`text` with each span under its sign, of the same length. Where spans overlap, the later one covers."""
    for start, end, sign in spans:
        first, rest = sign.value
        text = text[:start] + first + rest * (end - start - 1) + text[end:]
    return text
