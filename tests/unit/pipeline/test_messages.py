"""What the message of an update says of all that was said before."""

from season_watch.model.board import Belief, Board, Change, Standing, Update, UpdateKey, Witness
from season_watch.model.item import ItemId
from season_watch.pipeline.messages import STEPS, update_message
from season_watch.policy.cells import fact_of
from tests.vocabulary import WATCH, claim, day


def belief(text: str, since: str, standing: Standing = Standing.STANDS) -> Belief:
    said = claim(text)
    witness = Witness(
        item=ItemId(since),
        outlet="The Wire",
        url="https://w.example",
        title="t",
        published=day(since),
        evidence=said.evidence,
    )
    return Belief(
        facet=said.facet,
        state=said.state,
        value=said.value,
        certainty=said.certainty,
        standing=standing,
        since=day(since),
        witnesses=(witness,),
    )


def timeline(*beliefs: Belief) -> list[dict[str, str]]:
    """What is told with an update that is the last of the beliefs."""
    last = beliefs[-1]
    update = Update(
        key=UpdateKey("upd_1"),
        watch=WATCH.name,
        change=Change.OPENED,
        fact=fact_of(last),
        before=None,
        witness=last.first,
        at=last.since,
        reason="first report",
    )
    message = update_message(update, WATCH, Board(watch=WATCH.name, beliefs=beliefs))
    steps: list[dict[str, str]] = message.data["timeline"]
    return steps


def test_a_timeline_is_of_the_facet_and_in_the_order_of_time() -> None:
    told = timeline(
        belief("?filming.started", "2025-02-01", Standing.SUPERSEDED),
        belief("renewal.renewed", "2022-06-06"),
        belief("?filming.scheduled=2024-41", "2024-01-01", Standing.CONTRADICTED),
        belief("filming.wrapped", "2025-12-01"),
    )
    assert [(step["since"][:10], step["headline"], step["certainty"], step["standing"]) for step in told] == [
        ("2024-01-01", "filming is scheduled in the second half of 2024", "rumoured", "contradicted"),
        ("2025-02-01", "filming has started", "rumoured", "superseded"),
        ("2025-12-01", "filming has wrapped", "confirmed", "stands"),
    ]


def test_estimates_are_no_steps() -> None:
    told = timeline(belief("~release.window=2026", "2025-01-01"), belief("release.date=2026-05-01", "2025-12-01"))
    assert [step["certainty"] for step in told] == ["confirmed"]


def test_a_long_timeline_tells_its_end() -> None:
    told = timeline(*(belief(f"?release.window={year}", f"{year}-01-01") for year in range(2001, 2031)))
    assert [step["since"][:4] for step in told] == [str(year) for year in range(2031 - STEPS, 2031)]
