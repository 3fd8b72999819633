"""What the message of an update says of all that was said before."""

import pytest

from season_watch.model.board import Belief, Board, Change, Standing, Update, UpdateKey, Witness
from season_watch.model.item import ItemId
from season_watch.model.weighing import Weighing
from season_watch.pipeline.messages import STEPS, update_message
from season_watch.policy.cells import fact_of
from season_watch.policy.folding import fold
from tests.vocabulary import WATCH, claim, day, item


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
    return steps_of(update, beliefs)


def steps_of(update: Update, beliefs: tuple[Belief, ...]) -> list[dict[str, str]]:
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
        ("2024-01-01", "filming is scheduled for the second half of 2024", "rumoured", "contradicted"),
        ("2025-02-01", "filming has started", "rumoured", "superseded"),
        ("2025-12-01", "filming has wrapped", "confirmed", "stands"),
    ]


@pytest.mark.parametrize(
    "said_since",
    [
        pytest.param([], id="nothing was said since"),
        pytest.param([("2026-03-04", "~filming.wrapped")], id="an estimate since says nothing of it"),
    ],
)
def test_what_is_denied_is_worded_as_of_when_it_was_said(said_since: list[tuple[str, str]]) -> None:
    rumour, denial = ("2026-01-10", "?filming.wrapped=2026-02"), ("2026-03-05", "filming.not_started")
    beliefs = folded(rumour, *said_since, denial)
    update = Update(
        key=UpdateKey("upd_1"),
        watch=WATCH.name,
        change=Change.CONTRADICTED,
        fact=fact_of(beliefs[1]),
        before=fact_of(beliefs[0]),
        witness=beliefs[1].first,
        at=beliefs[1].since,
        reason="denies what was claimed before",
    )
    message = update_message(update, WATCH, Board(watch=WATCH.name, beliefs=beliefs))
    assert message.subject == f"[{WATCH.label}] Contradicted: {message.data['before']['headline']}"
    assert message.subject.endswith("filming is expected to wrap in February 2026")


def test_a_denial_ends_the_timeline_though_it_was_said_before_the_rumour_too() -> None:
    beliefs = folded(
        ("2025-01-01", "filming.not_started"), ("2025-02-01", "?filming.started"), ("2025-03-01", "filming.not_started")
    )
    update = Update(
        key=UpdateKey("upd_1"),
        watch=WATCH.name,
        change=Change.CONTRADICTED,
        fact=fact_of(beliefs[0]),
        before=fact_of(beliefs[1]),
        witness=beliefs[0].witnesses[-1],
        at=day("2025-03-01"),
        reason="denies what was claimed before",
    )
    assert [(step["since"][:10], step["headline"], step["standing"]) for step in steps_of(update, beliefs)] == [
        ("2025-01-01", "filming has not started", "stands"),
        ("2025-02-01", "filming has started", "contradicted"),
        ("2025-03-01", "filming has not started", "stands"),
    ]


def test_estimates_are_no_steps() -> None:
    told = timeline(belief("~release.window=2026", "2025-01-01"), belief("release.date=2026-05-01", "2025-12-01"))
    assert [step["certainty"] for step in told] == ["confirmed"]


def folded(*told: tuple[str, str]) -> tuple[Belief, ...]:
    """What is believed after claims, each told on a day by another."""
    weighings = (Weighing(watch=WATCH.name, item=item(on, on), claims=(claim(said),), at=day(on)) for on, said in told)
    return fold(WATCH.name, weighings).beliefs


def test_what_was_a_rumour_before_it_was_confirmed_is_a_step_of_its_own() -> None:
    told = timeline(*folded(("2026-01-10", "?filming.wrapped=2026-02"), ("2026-02-20", "filming.wrapped=2026-02-18")))
    assert [(step["since"][:10], step["headline"], step["certainty"], step["standing"]) for step in told] == [
        ("2026-01-10", "filming is expected to wrap", "rumoured", "superseded"),
        ("2026-02-20", "filming has wrapped on 18 February 2026", "confirmed", "stands"),
    ]


def test_a_step_tells_no_date_twice() -> None:
    told = timeline(*folded(("2025-07-16", "?filming.started=2025-07"), ("2025-07-23", "filming.started=2025-07")))
    assert [step["headline"] for step in told] == ["filming has started"] * 2


def test_a_date_of_release_is_the_one_that_was_rumoured() -> None:
    told = timeline(*folded(("2025-07-16", "?release.date=2025-10-31"), ("2025-08-01", "release.date=2025-10-31")))
    assert [step["headline"] for step in told] == ["release on 31 October 2025"] * 2


def test_a_long_timeline_tells_its_end() -> None:
    told = timeline(*(belief(f"?release.window={year}", f"{year}-01-01") for year in range(2001, 2031)))
    assert [step["since"][:4] for step in told] == [str(year) for year in range(2031 - STEPS, 2031)]
