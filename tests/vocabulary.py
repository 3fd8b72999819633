"""Short ways to build the model's values in tests."""

from datetime import UTC, datetime

from season_watch.model.board import Board, Fact
from season_watch.model.claim import Certainty, Claim, Evidence, Facet, State
from season_watch.model.item import Item, ItemId
from season_watch.model.source import SourceName, Trust
from season_watch.model.watch import Watch, WatchName

WATCH = Watch(name=WatchName("aouad-s2"), title="All of Us Are Dead", season=2, aliases=("AOUAD",))


def day(text: str) -> datetime:
    """`2025-07-23` as noon UTC of that day."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)


def item(name: str, published: str = "2025-01-01", trust: Trust = Trust.PRESS, **more: object) -> Item:
    """An item named `name`, with everything else plausible."""
    values: dict[str, object] = {
        "id": ItemId(name),
        "url": f"https://{name}.example/story",
        "guid": name,
        "source": SourceName("wire"),
        "trust": trust,
        "outlet": f"The {name}",
        "lang": "en",
        "title": f"Title of {name}",
        "text": f"Text of {name}",
        "published": day(published),
        "first_seen_at": day(published),
    }
    return Item(**(values | more))  # type: ignore[arg-type]


def claim(text: str, *, refutes: bool = False) -> Claim:
    """`release.date=2025-10-31`, `?filming.started` (rumoured) or `~release.window=2026` (predicted) as a claim."""
    certainty = {"?": Certainty.RUMOURED, "~": Certainty.PREDICTED}.get(text[0], Certainty.CONFIRMED)
    name, _, value = text.lstrip("?~").partition("=")
    facet, state = name.split(".")
    return Claim(
        facet=Facet(facet),
        state=State(state),
        value=value or None,
        certainty=certainty,
        evidence=Evidence(quote="words", start=0, end=5),
        rule="test",
        refutes=refutes,
    )


def told(fact: Fact) -> str:
    """A fact in the notation of `claim`."""
    sign = {Certainty.RUMOURED: "?", Certainty.PREDICTED: "~"}.get(fact.certainty, "")
    return f"{sign}{fact.facet}.{fact.state}" + (f"={fact.value}" if fact.value else "")


def board() -> Board:
    """The empty board of `WATCH`."""
    return Board(watch=WATCH.name)
