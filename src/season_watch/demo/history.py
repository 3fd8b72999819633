"""The history that the demo publishes: the news of one real season, retold, from invented outlets."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from season_watch.model.watch import Watch, WatchName

WATCH = Watch(
    name=WatchName("aouad-s2"),
    title="All of Us Are Dead",
    season=2,
    aliases=("AOUAD", "지금 우리 학교는", "지우학", "Estamos muertos", "Now at Our School"),
)

MORNING = timedelta(hours=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One news item as its outlet published it. `path` is its address without the scheme."""

    id: str
    published: datetime
    outlet: str
    lang: str
    path: str
    title: str
    text: str


def stories() -> tuple[Story, ...]:
    """All items, oldest first; those of one day a minute apart, so that their order is stated."""
    lines = files("season_watch.demo").joinpath("data/all-of-us-are-dead-s2.jsonl").read_text("utf-8").splitlines()
    return tuple(_story(json.loads(line), number) for number, line in enumerate(lines))


def _story(row: dict[str, str], number: int) -> Story:
    day = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
    return Story(
        id=row["id"],
        published=day + MORNING + timedelta(minutes=number),
        outlet=row["outlet"],
        lang=row["lang"],
        path="/" + row["url"].split("/", 2)[2],
        title=row["title"],
        text=row["text"],
    )
