"""Text of strangers made safe to show: what a feed wrote never moves a cursor, hides a word or starts a line."""

import re

_JOINERS = "\u200c\u200d"
"""Part of words in several scripts, and of emoji; they show nothing and turn nothing."""

_UNSHOWN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")
"""What JSON lets through and a terminal acts on; JSON itself escapes the controls below the space."""


def visible(text: str) -> str:
    """The text as one line: runs of white space are one space; what can't be seen is written as an escape."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(_shown(char) for char in line)


def visible_as_laid_out(line: str) -> str:
    """A line of the program's own whose spaces are columns; what can't be seen is written as an escape."""
    return line if line.isprintable() else "".join(map(_shown, line))


def visible_json(json: str) -> str:
    """JSON that says the same, with what a terminal would act on written as JSON's own escapes."""
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def _shown(char: str) -> str:
    return char if char.isprintable() or char in _JOINERS else char.encode("unicode_escape").decode()
