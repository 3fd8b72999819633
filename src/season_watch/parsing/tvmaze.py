"""TVmaze's public API (https://www.tvmaze.com/api): a show with its seasons, as one entry for each that has a date."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from season_watch.model.errors import ParseError
from season_watch.parsing.addresses import absolute
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.json_fields import Fields, text_in
from season_watch.parsing.parsed import MAX_ENTRIES, ParsedSource, make_entry
from season_watch.parsing.text import one_line

_OUTLET = "TVmaze"
_LANGUAGE = "en"


def parse_show(body: bytes, *, url: str, content_type: str) -> ParsedSource:
    """Read a show with its seasons embedded, and with its episodes, where a season states no date itself.

    An entry says in a sentence when a season premieres, and says another one when the date changes. None has a date of
    its own: the API does not tell when it learnt of it. Raises ParseError `empty-body` or `not-a-show`.
    """
    text = decode_body(body, content_type).text
    if not text.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    show = _show(text)
    name = one_line(show["name"]) if show else ""
    if not show or not name:
        raise ParseError("not-a-show", f"{url} is not a show of TVmaze with its seasons.")
    embedded = show["_embedded"]
    premieres = tuple(_premieres(embedded["seasons"], _first_episodes(embedded)))[:MAX_ENTRIES]
    entries = (
        make_entry(
            guid=f"tvmaze:{show.get('id')}:{number}",
            url=absolute(text_in(season, "url"), url) or f"{url}#season-{number}",
            title=f"{name} season {number}: premiere date",
            text=_sentences(name, number, day),
            published=None,
            outlet=_OUTLET,
            lang=_LANGUAGE,
        )
        for season, number, day in premieres
    )
    return ParsedSource(title=f"{name} on {_OUTLET}", entries=tuple(entries))


def _show(text: str) -> Fields | None:
    try:
        show = json.loads(text)
    except (ValueError, RecursionError):
        return None
    embedded = show.get("_embedded") if isinstance(show, dict) else None
    has_seasons = isinstance(embedded, dict) and isinstance(embedded.get("seasons"), list)
    return show if has_seasons and isinstance(show.get("name"), str) else None


def _premieres(seasons: list[Any], first_episodes: Mapping[int, date]) -> Iterator[tuple[Fields, int, date]]:
    for season in seasons:
        number = season.get("number") if isinstance(season, dict) else None
        if type(number) is int:  # `true` is one too
            day = _day(season, "premiereDate") or first_episodes.get(number)
            yield from ((season, number, day),) if day else ()


def _first_episodes(embedded: Fields) -> Mapping[int, date]:
    """The day of each season's first episode, where episodes are embedded and dated."""
    listed = embedded.get("episodes")
    episodes = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    first = ((one.get("season"), _day(one, "airdate")) for one in episodes if one.get("number") == 1)
    return {season: day for season, day in first if type(season) is int and day}


def _sentences(name: str, number: int, day: date) -> str:
    """What the reader is given: it tells by itself that a day which has passed is no news."""
    return (
        f"Season {number} of {name} premieres on {day.isoformat()}, according to {_OUTLET}.\n\n"
        f"{_OUTLET} is kept by its users. What it lists is a rumour until somebody else says so too."
    )


def _day(fields: Fields, name: str) -> date | None:
    try:
        return date.fromisoformat(text_in(fields, name))
    except ValueError:
        return None
