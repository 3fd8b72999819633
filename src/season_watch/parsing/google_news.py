"""Addresses of Google News: which article one leads to, where its id tells.

An id is a protocol buffer in base64. Until 2024 its field 4 held the article's address; since then it holds a name that
only Google's own pages resolve, by calls that nobody documents.
"""

import base64
import binascii
import re
from urllib.parse import urlsplit

from season_watch.parsing.addresses import absolute

_HOST = "news.google.com"
_PATH = re.compile(r"/(?:rss/)?(?:articles|read)/([\w-]{8,2000})", re.ASCII)
_BEFORE_ADDRESS = b"\x08\x13\x22"
"""Field 1 with the value 19, and the tag of field 4: a text, which begins with its length."""


def is_redirect(url: str) -> bool:
    """Whether an address is one of Google News that stands for an article elsewhere."""
    parts = urlsplit(url) if _HOST in url else None
    return parts is not None and parts.hostname == _HOST and _PATH.fullmatch(parts.path) is not None


def article_address(redirect: str) -> str | None:
    """The address of the article that a redirect stands for; None where its id does not tell."""
    found = _PATH.fullmatch(urlsplit(redirect).path)
    message = _decoded(found[1]) if found else b""
    if not message.startswith(_BEFORE_ADDRESS):
        return None
    address = _text(message[len(_BEFORE_ADDRESS) :])
    return absolute(address, "") if address.startswith(("http://", "https://")) else None


def _decoded(name: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(name + "=" * (-len(name) % 4))
    except binascii.Error:
        return b""


def _text(rest: bytes) -> str:
    """A text behind its length, which has a bit in front of each seven that tells whether more of it follows."""
    length, at = 0, 0
    while at < min(len(rest), 3):
        length |= (rest[at] & 0x7F) << (7 * at)
        at += 1
        if not rest[at - 1] & 0x80:
            break
    return rest[at : at + length].decode("ascii", "replace")
