"""Shows of TVmaze's API: one entry for each season that has a premiere date."""

import json
from typing import Any

import pytest

from season_watch.model.errors import ParseError
from season_watch.parsing.parsed import ParsedSource
from season_watch.parsing.tvmaze import parse_show

URL = "https://api.tvmaze.com/shows/1?embed[]=seasons"


def season(number: object, day: object, **more: object) -> dict[str, object]:
    page = f"https://www.tvmaze.com/seasons/{number}/a-show"
    return {"id": 90, "number": number, "premiereDate": day, "url": page, **more}


def shown(*seasons: object, name: str = "All of Us Are Dead", episodes: Any = ()) -> ParsedSource:  # noqa: ANN401
    show = {"id": 1, "name": name, "_embedded": {"seasons": list(seasons), "episodes": episodes}}
    return parse_show(json.dumps(show).encode(), url=URL, content_type="application/json")


def test_a_season_with_a_date_is_an_entry_that_says_so() -> None:
    first, second = shown(season(1, "2022-01-28"), season(2, "2026-10-31"), season(3, None)).entries
    assert first.title == "All of Us Are Dead season 1: premiere date"
    assert second.text.startswith("Season 2 of All of Us Are Dead premieres on 2026-10-31, according to TVmaze.")
    assert (second.url, second.guid) == ("https://www.tvmaze.com/seasons/2/a-show", "tvmaze:1:2")
    assert (second.outlet, second.lang, second.published) == ("TVmaze", "en", None)


def test_another_date_is_another_content_at_the_same_address() -> None:
    (before,), (after,) = shown(season(2, "2026-10-31")).entries, shown(season(2, "2026-11-07")).entries
    assert (before.url, before.digest == after.digest) == (after.url, False)


def test_a_season_without_a_date_has_that_of_its_first_episode() -> None:
    episodes = [
        {"season": 2, "number": 2, "airdate": "2026-10-01"},
        {"season": 2, "number": 1, "airdate": "2026-10-31"},
        {"season": 3, "number": 1, "airdate": ""},
        "odd",
    ]
    (entry,) = shown(season(2, None), season(3, None), episodes=episodes).entries
    assert "2026-10-31" in entry.text


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(season(2, "soon"), id="no date"),
        pytest.param(season(2, 20261031), id="a number for a date"),
        pytest.param(season("2", "2026-10-31"), id="a text for a number"),
        pytest.param(season(True, "2026-10-31"), id="a truth for a number"),
        pytest.param(["season"], id="no season"),
    ],
)
def test_an_odd_season_is_left_out(odd: object) -> None:
    assert len(shown(odd, season(3, "2027-01-01")).entries) == 1


def test_a_season_without_an_address_has_one_of_its_own() -> None:
    (entry,) = shown(season(2, "2026-10-31", url="javascript:x()")).entries
    assert entry.url == f"{URL}#season-2"


def test_a_name_is_one_line() -> None:
    (entry,) = shown(season(2, "2026-10-31"), name="A\nshow \x1b[31m\u202e").entries
    assert entry.title == "A show [31m season 2: premiere date"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b" ", "empty-body", id="nothing"),
        pytest.param(b"<html>", "not-a-show", id="a page"),
        pytest.param(b"[]", "not-a-show", id="a list"),
        pytest.param(b'{"name": "X"}', "not-a-show", id="a show without its seasons"),
        pytest.param(b'{"name": 1, "_embedded": {"seasons": []}}', "not-a-show", id="a number for a name"),
        pytest.param(b'{"name": " ", "_embedded": {"seasons": []}}', "not-a-show", id="no name"),
        pytest.param(b"[" * 100_000, "not-a-show", id="nested beyond reason"),
    ],
)
def test_what_is_no_show_is_said_to_be_none(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_show(body, url=URL, content_type="application/json")
    assert refused.value.reason == reason


IN_FULL = """{
 "id": 1, "url": "https://www.tvmaze.com/shows/1/velvet", "name": "Velvet", "type": "Scripted", "language": "Korean",
 "genres": ["Drama"], "status": "Running", "runtime": null, "averageRuntime": 61, "premiered": "2022-01-28",
 "ended": null, "officialSite": "https://lantern.example/velvet", "schedule": {"time": "", "days": []},
 "rating": {"average": 7.5}, "weight": 95, "network": null,
 "webChannel": {"id": 1, "name": "Lantern", "country": null, "officialSite": "https://lantern.example/"},
 "dvdCountry": null, "externals": {"tvrage": null, "thetvdb": 7, "imdb": "tt0000007"},
 "image": {"medium": "https://static.example/m.jpg", "original": "https://static.example/o.jpg"},
 "summary": "<p>A <b>harbour</b>.</p>", "updated": 1769000000,
 "_links": {"self": {"href": "https://api.tvmaze.com/shows/1", "name": "Velvet"},
  "nextepisode": {"href": "https://api.tvmaze.com/episodes/21", "name": "TBA"}},
 "_embedded": {"seasons": [
  {"id": 90, "url": "https://www.tvmaze.com/seasons/90/velvet-season-1", "number": 1, "name": "", "episodeOrder": 12,
   "premiereDate": "2022-01-28", "endDate": "2022-01-28", "network": null, "webChannel": {"id": 1, "name": "Lantern"},
   "image": null, "summary": "", "_links": {"self": {"href": "https://api.tvmaze.com/seasons/90"}}},
  {"id": 91, "url": "https://www.tvmaze.com/seasons/91/velvet-season-2", "number": 2, "name": "", "episodeOrder": null,
   "premiereDate": null, "endDate": null, "network": null, "webChannel": {"id": 1, "name": "Lantern"},
   "image": null, "summary": null, "_links": {"self": {"href": "https://api.tvmaze.com/seasons/91"}}}],
  "episodes": [
  {"id": 21, "url": "https://www.tvmaze.com/episodes/21/velvet-2x01-tba", "name": "TBA", "season": 2, "number": 1,
   "type": "regular", "airdate": "2026-10-31", "airtime": "", "airstamp": "2026-10-31T12:00:00+00:00", "runtime": 60,
   "rating": {"average": null}, "image": null, "summary": null,
   "_links": {"self": {"href": "https://api.tvmaze.com/episodes/21"}}}]}
}"""
"""A show with all the fields that the API's page documents, in its shape."""


def test_a_show_as_the_api_answers_it_tells_its_seasons_dates() -> None:
    parsed = parse_show(IN_FULL.encode(), url=URL, content_type="application/json; charset=UTF-8")
    assert parsed.title == "Velvet on TVmaze"
    assert [(entry.guid, entry.url) for entry in parsed.entries] == [
        ("tvmaze:1:1", "https://www.tvmaze.com/seasons/90/velvet-season-1"),
        ("tvmaze:1:2", "https://www.tvmaze.com/seasons/91/velvet-season-2"),
    ]
    assert [entry.text.split(",")[0][-10:] for entry in parsed.entries] == ["2022-01-28", "2026-10-31"]
