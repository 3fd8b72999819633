"""Fingerprints: the same text under two addresses gets the same name."""

import re
import unicodedata
from hashlib import blake2b

MIN_TEXT = 80
"""Shorter texts are teasers, and many articles may share one."""

_DIGEST_BYTES = 16

_LETTERS = re.compile(r"[^\W_]+")
"""Letters and digits of all scripts: Unicode's categories L and N."""


def fingerprint(title: str, text: str) -> str | None:
    """32 hex digits that name an article's words, or None where `text` has fewer than 80 characters.

    Case, white space, quotes, punctuation and the width of characters make no difference. The title counts: a
    publisher may put one and the same description under each of its videos.
    """
    if len(text) < MIN_TEXT:
        return None
    return blake2b(f"{folded(title)}\0{folded(text)}".encode(), digest_size=_DIGEST_BYTES).hexdigest()


def folded(text: str) -> str:
    """The letters, digits and marks of a text, in lower case."""
    shown = unicodedata.normalize("NFKC", text).casefold()
    if any(_is_mark(character) for character in set(shown)):
        return "".join(one for one in shown if _is_mark(one) or _LETTERS.fullmatch(one))
    return "".join(_LETTERS.findall(shown))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
