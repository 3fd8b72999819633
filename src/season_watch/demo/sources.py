"""Who carries which story: feeds of the usual formats, a list page, a search feed that repeats, a fan page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from season_watch.demo.history import Story
from season_watch.model.source import Trust

FAN_OUTLET = "Sparrow Episode Herald"
"""It publishes a date and a teaser that nobody else knows of, and that turn out false."""


class Format(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    LIST_PAGE = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A source of the demo. `query` is added to each link, as search feeds and newsletters do."""

    name: str
    title: str
    path: str
    format: Format
    carries: Callable[[Story], bool]
    trust: Trust = Trust.PRESS
    query: str = ""


WELCOME = "Whatever is on television, what was on it and what will be: read it here every morning, and again at night."


def welcome(publisher: Publisher) -> Story:
    """What a publisher's page lists before there is any news: an outlet whose page is empty is one in trouble."""
    return Story(
        id=f"welcome-{publisher.name}",
        published=datetime(2021, 1, 1, tzinfo=UTC),
        outlet=publisher.title,
        lang="en",
        path=f"/welcome/{publisher.name}",
        title=f"Welcome to {publisher.title}",
        text=WELCOME,
    )


def _of(*families: str) -> Callable[[Story], bool]:
    return lambda story: story.outlet != FAN_OUTLET and story.outlet.split(" ", 1)[1] in families


PUBLISHERS = (
    Publisher(
        name="drama-wire",
        title="Drama Wire",
        path="/drama.rss",
        format=Format.RSS,
        carries=_of("Drama Dispatch", "Telly Courier", "Series Post"),
    ),
    Publisher(
        name="screen-wire",
        title="Screen Wire",
        path="/screen.atom",
        format=Format.ATOM,
        carries=_of("Screen Ledger", "Channel Wire", "Reel Gazette", "Stream Tribune"),
    ),
    Publisher(
        name="episode-herald",
        title="Episode Herald",
        path="/episodes/",
        format=Format.LIST_PAGE,
        carries=_of("Episode Herald"),
    ),
    Publisher(
        name="news-search",
        title="“All of Us Are Dead” - News search",
        path="/search.rss",
        format=Format.RSS,
        carries=lambda story: story.outlet != FAN_OUTLET,
        query="utm_source=search&utm_medium=rss",
    ),
    Publisher(
        name="sparrow",
        title=FAN_OUTLET,
        path="/sparrow.rss",
        format=Format.RSS,
        carries=lambda story: story.outlet == FAN_OUTLET,
        trust=Trust.FAN,
    ),
)
