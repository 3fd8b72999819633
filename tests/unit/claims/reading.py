"""An invented show, and short ways to read a few words about its second season."""

from datetime import date

from season_watch.claims.reader import read
from season_watch.model.claim import Claim, Reading
from season_watch.model.watch import Watch, WatchName

MONDAY = date(2025, 6, 16)
WATCH = Watch(name=WatchName("harbour"), title="Harbour Lights", season=2, aliases=("등대의 밤", "HL"))
TITLES = {"en": "Harbour Lights season 2: what we know"}
NATIVE_TITLE = "Harbour Lights 2"


def reading(
    text: str, *, title: str | None = None, lang: str | None = "en", watch: Watch = WATCH, published: date = MONDAY
) -> Reading:
    """What an item of these words claims; its headline names the season where none is given."""
    headline = TITLES.get(lang or "en", NATIVE_TITLE) if title is None else title
    return read(watch, title=headline, text=text, published=published, lang=lang)


def told(text: str, *, title: str | None = None, lang: str | None = "en") -> set[str]:
    """The claims of a text as `release.date=2026-05-04 confirmed`."""
    return {short(claim) for claim in reading(text, title=title, lang=lang).claims}


def short(claim: Claim) -> str:
    value = f"={claim.value}" if claim.value else ""
    return f"{claim.facet}.{claim.state}{value} {claim.certainty}"
