"""How entertainment journalism says when a season comes, moves or is out, and what of it is no date of the season."""

import pytest

from tests.unit.claims.reading import told

NO_DATE = "release.none confirmed"

DATES = [
    ("lands on", "The second season lands on Hulu on 4 September.", "release.date=2025-09-04 confirmed"),
    ("bows", "Season 2 bows October 10.", "release.date=2025-10-10 confirmed"),
    ("streams from", "Season 2 streams from 12 November.", "release.date=2025-11-12 confirmed"),
    ("hits a service", "Season 2 hits Disney+ on Friday, 3 October.", "release.date=2025-10-03 confirmed"),
    ("short month", "The eight-episode second season debuts Sept. 18.", "release.date=2025-09-18 confirmed"),
    ("mark your calendars", "Mark your calendars: season 2 drops on 1 August.", "release.date=2025-08-01 confirmed"),
    ("verbless", "Release date: October 3, 2025", "release.date=2025-10-03 confirmed"),
    ("set a date", "Netflix has set 3 October as the premiere date.", "release.date=2025-10-03 confirmed"),
    ("dated", "Season 2 has been dated for 3 October.", "release.date=2025-10-03 confirmed"),
    ("returns with", "The show returns with new episodes on 3 October.", "release.date=2025-10-03 confirmed"),
    ("ready to stream", "Season 2 will be ready to stream on 3 October.", "release.date=2025-10-03 confirmed"),
    ("a bow", "The second season is set for a 2026 bow.", "release.window=2026 confirmed"),
    ("half", "The second season is coming in the first half of 2026.", "release.window=2026-40 confirmed"),
    ("quarter", "Season 2 will premiere in Q1 2026.", "release.window=2026-33 confirmed"),
    ("season of the year", "Season 2 arrives this fall.", "release.window=2025-23 confirmed"),
    ("later this year", "Season 2 will premiere later this year.", "release.window=2025 confirmed"),
    ("midseason", "Season 2 will return in early 2026.", "release.window=2026-40 confirmed"),
    ("two-part window", "Season 2 arrives in late 2025 or early 2026.", "release.window=2025-41/2026-40 confirmed"),
    ("no sooner", "Season 2 will premiere no sooner than 2026.", "release.window=2026/.. confirmed"),
    ("not until", "Season 2 won't arrive until 2026.", "release.window=2026/.. confirmed"),
    ("earliest", "Season 2 could arrive as early as October.", "release.window=2025-10 predicted"),
    ("expected", "We expect season 2 to arrive in late 2026.", "release.window=2026-41 predicted"),
    ("best guess", "Our best guess is spring 2026.", "release.window=2026-21 predicted"),
    ("seems likely", "A 2026 release seems likely.", "release.window=2026 predicted"),
    ("safe bet", "Summer 2026 is a safe bet.", "release.window=2026-22 predicted"),
    ("don't expect", "Don't expect season 2 before 2026.", "release.window=2026/.. predicted"),
    ("months from now", "Season 2 could arrive 18 months from now.", "release.window=2026-12 predicted"),
    ("should", "Season 2 should be out by 2026.", "release.window=2026 predicted"),
    ("I think", "I think it will premiere in 2026, the creator said.", "release.window=2026 predicted"),
    ("executive's plan", "The show returns in 2026, CEO Jane Roe said.", "release.window=2026 confirmed"),
    ("a leak", "Season 2 will premiere in March 2026, a leak claims.", "release.window=2026-03 rumoured"),
    (
        "a leaked schedule",
        "According to a leaked schedule, season 2 premieres on October 3.",
        "release.date=2025-10-03 rumoured",
    ),
    ("reportedly", "Season 2 is reportedly due in March 2026.", "release.window=2026-03 rumoured"),
    ("out now", "The second season is out now.", "release.released confirmed"),
    ("streaming", "Season 2 is streaming on Prime Video.", "release.released confirmed"),
    ("landed", "Season 2 has landed.", "release.released confirmed"),
    ("arrived", "Season 2 arrived on Netflix on Friday.", "release.released=2025-06-13 confirmed"),
    ("binge", "All ten episodes of season 2 are available to stream.", "release.released confirmed"),
    ("made its debut", "The second season made its debut on 12 June.", "release.released=2025-06-12 confirmed"),
    ("pushed", "Season 2 has been pushed to 2026.", "release.delayed=2026 confirmed"),
    ("bumped", "The premiere has been bumped from September to November.", "release.delayed=2025-11 confirmed"),
    ("slipped", "The premiere has slipped to next spring.", "release.delayed=2026-21 confirmed"),
    ("slips", "Season 2 slips to 2026.", "release.delayed=2026 confirmed"),
    ("held", "The second season is being held until January.", "release.delayed=2026-01 confirmed"),
    ("shifts", "The premiere shifts to October.", "release.delayed=2025-10 confirmed"),
    ("postponed", "The release of the second season was postponed.", "release.delayed confirmed"),
    ("reportedly pushed", "Season 2 has reportedly been pushed to 2026.", "release.delayed=2026 rumoured"),
    ("under wraps", "A premiere date is still under wraps.", NO_DATE),
    ("no date", "No premiere date yet.", NO_DATE),
    ("no word", "There is no word on when season 2 will air.", NO_DATE),
    ("to be announced", "Release date: TBA", NO_DATE),
    ("a mystery", "The release date remains a mystery.", NO_DATE),
    ("asked and answered", "When does season 2 come out? There's no date yet.", NO_DATE),
    ("not set", "Netflix has not set a date.", NO_DATE),
    ("not been announced", "An official date has not been announced.", NO_DATE),
    ("yet to be dated", "The second season has yet to be dated.", NO_DATE),
    ("to be confirmed", "The premiere date is to be confirmed.", NO_DATE),
]

NOTHING = [
    ("a finale", "The season finale airs on July 20."),
    ("an episode", "Episode 3 of season 2 drops on Friday."),
    ("another season", "The first season premiered in May 2023."),
    ("another season to come", "Season 3 will premiere in 2027."),
    ("another show", "Night Ferry season 2 arrives in July."),
    ("a film", "The movie arrives in July."),
    ("the end of a run", "New episodes of season 2 come out each Friday until August 12."),
    ("the end of a run told otherwise", "The ten episodes of season 2 will be doled out weekly through August 12."),
    ("a soundtrack", "The soundtrack arrives on Friday."),
    ("a question", "Will season 2 premiere in May 2026?"),
    ("what would have been", "Without the strike it would have premiered in May."),
    ("a plan overtaken", "Season 2 was originally set for May 2025."),
    ("a panel", "The panel takes place on 26 July."),
    ("an announcement", "The renewal was announced on 3 June."),
    ("a spin-off", "The spin-off premieres on 3 October."),
    ("a book", "The tie-in novel is released on 3 October."),
]


@pytest.mark.parametrize(("text", "claim"), [pytest.param(text, claim, id=name) for name, text, claim in DATES])
def test_when_a_season_comes_is_read_in_any_of_its_wordings(text: str, claim: str) -> None:
    assert told(text) - {"renewal.renewed confirmed"} == {claim}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOTHING])
def test_a_date_of_something_else_is_no_date_of_the_season(text: str) -> None:
    assert told(text) - {"renewal.renewed confirmed"} == set()


def test_a_split_season_has_a_date_for_each_part() -> None:
    claims = told("The second season comes in two parts: Part 1 on August 6, and Part 2 on September 3.")

    assert {"release.date=2025-08-06 confirmed", "release.date=2025-09-03 confirmed"} <= claims


def test_volumes_of_a_season_are_its_parts() -> None:
    claims = told("Volume 1 of season 2 premieres on November 26, and volume 2 arrives on December 25.")

    assert claims == {"release.date=2025-11-26 confirmed", "release.date=2025-12-25 confirmed"}


def test_two_seasons_in_one_clause_are_told_apart() -> None:
    assert told("Season 1 premiered in 2023, and season 2 arrives on October 3.") == {
        "release.date=2025-10-03 confirmed"
    }
