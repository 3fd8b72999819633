"""Headlines: the same story by the same outlet, where its address does not tell."""

from datetime import timedelta
from hashlib import blake2b

from season_watch.stories.canonical import site_of
from season_watch.stories.fingerprint import folded

SAME_WITHIN = timedelta(days=3)
"""An outlet may use a headline again, for another week's column or episode."""

# "Trailer" or "Season 2" is no name of a story.
_FEWEST_LETTERS = 16
_DIGEST_BYTES = 16


def headline_of(title: str, outlet_site: str) -> str | None:
    """32 hex digits that name a title of an outlet, or None for one of fewer than 16 letters.

    `outlet_site` is an address or host of the outlet. Case, white space and punctuation of the title do not count.
    """
    letters = folded(title)
    if len(letters) < _FEWEST_LETTERS:
        return None
    return blake2b(f"{letters}\0{site_of(outlet_site)}".encode(), digest_size=_DIGEST_BYTES).hexdigest()
