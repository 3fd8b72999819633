"""A title of an outlet, however it is written."""

import pytest

from season_watch.stories.headline import headline_of

TITLE = "‘All of Us Are Dead’ Sets Its Return"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        pytest.param("'All of Us Are Dead' sets its return", "https://outlet.example", id="quotes and case"),
        pytest.param(TITLE, "https://www.outlet.example/2026/story", id="an address of the outlet"),
        pytest.param(TITLE, "outlet.example", id="a host"),
    ],
)
def test_the_same_headline_has_one_name(title: str, site: str) -> None:
    assert headline_of(title, site) == headline_of(TITLE, "https://outlet.example")


def test_another_title_or_outlet_has_another_name() -> None:
    names = {
        headline_of(TITLE, "https://outlet.example"),
        headline_of(TITLE, "https://other.example"),
        headline_of(f"{TITLE} Again", "https://outlet.example"),
    }
    assert len(names) == 3


def test_a_title_that_many_stories_share_names_none() -> None:
    assert headline_of("Season 2 trailer", "https://outlet.example") is None
