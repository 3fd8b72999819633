"""Which date belongs to which event, in sentences that hold several."""

import pytest

from tests.unit.claims.reading import told

OWN_DATES = [
    (
        "told on a day",
        "The second season will premiere on August 15, the streamer revealed on Tuesday.",
        "release.date=2025-08-15 confirmed",
    ),
    (
        "told first",
        "On Tuesday, Netflix announced that season 2 premieres in October.",
        "release.window=2025-10 confirmed",
    ),
    (
        "announced on a date",
        "Netflix announced on June 13 that the second season will premiere on 3 October.",
        "release.date=2025-10-03 confirmed",
    ),
    ("a date to come is no announcement", "Netflix has announced October 3 for season 2's premiere.", None),
    (
        "shot and shown",
        "Season 2, which was shot in May, premieres in October.",
        "release.window=2025-10 confirmed",
    ),
    ("a stretch", "The second season was shot from October 2024 to March 2025.", "filming.wrapped=2025-03 confirmed"),
    (
        "on the day before",
        "Filming on season 2 began on June 2, the network said on Friday.",
        "filming.started=2025-06-02 confirmed",
    ),
    (
        "the day of the news alone",
        "Filming on season 2 has wrapped, she announced on Friday.",
        "filming.wrapped confirmed",
    ),
    (
        "going on until a date",
        "Filming on season 2 is now under way and will run until October.",
        "filming.started confirmed",
    ),
    (
        "out this morning",
        "The second season came out on Netflix this morning.",
        "release.released=2025-06-16 confirmed",
    ),
    (
        "out on a bare day",
        "Season 2, which dropped on Netflix Thursday, is a delight.",
        "release.released=2025-06-12 confirmed",
    ),
]


@pytest.mark.parametrize(
    ("text", "claim"), [case[1:] for case in OWN_DATES if case[2]], ids=[c[0] for c in OWN_DATES if c[2]]
)
def test_an_event_has_its_own_date(text: str, claim: str) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Season 2 will premiere soon, Netflix announced on Tuesday.",
        "The second season will return after the Olympic Games in July.",
        "Season 2 is set to start shooting in September.",
    ],
)
def test_the_date_of_another_event_is_no_premiere(text: str) -> None:
    assert not any(claim.startswith(("release.date", "release.window")) for claim in told(text))
