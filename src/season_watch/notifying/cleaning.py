"""Makes strangers' text safe to send: what a feed wrote never steers a header, a terminal or a parser."""

import re
from urllib.parse import quote

_SURROGATE = re.compile("[\ud800-\udfff]")
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ENCODED_WORD_START = re.compile(r"=(?=\?)")

HEADER_CHARS = 200
"""Subjects beyond this are cut: no client shows more, and every folded line is one more to get wrong."""


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no encoding can carry, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text as one line: no controls, no direction overrides, single spaces."""
    return " ".join(_STEERING.sub(" ", without_surrogates(text)).split())


def header_text(text: str) -> str:
    """One line that a mail header carries literally, `HEADER_CHARS` at most.

    `=?` is broken apart: interpreters without the fix of CVE-2024-6923 decode an encoded word in a header value, and
    a line break hidden in it becomes a header of its own.
    """
    line = _ENCODED_WORD_START.sub("= ", one_line(text))
    return line if len(line) <= HEADER_CHARS else line[: HEADER_CHARS - 1].rstrip() + "…"


def header_address(url: str) -> str:
    """An address as a header may hold it between angle brackets: what is not visible ASCII, or ends it, is escaped."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")
