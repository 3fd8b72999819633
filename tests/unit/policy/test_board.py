"""Which claims are news: the guide's milestone rules as a table of little histories."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.model.board import Board, Change, Standing
from season_watch.model.claim import Facet
from season_watch.model.source import Trust
from season_watch.policy.board import WITNESSES_KEPT, Weighed, weigh
from season_watch.policy.cells import cell, fact_of, passed, standing
from tests.vocabulary import board, claim, day, item, told


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a history: what it claims, and what of it must be news."""

    claims: str
    news: str = ""
    published: str = "2025-01-01"
    trust: Trust = Trust.PRESS
    refutes: bool = False
    headline_only: bool = False
    name: str | None = None


TODAY = date(2025, 1, 1)

HISTORIES = {
    "the-first-confirmed-claim-is-news": [Told("renewal.renewed", "renewal.renewed")],
    "a-repeat-is-none": [Told("filming.wrapped", "filming.wrapped"), Told("filming.wrapped")],
    "the-first-rumour-is-news-and-its-repeat-is-none": [
        Told("?filming.started", "?filming.started"),
        Told("?filming.started"),
    ],
    "a-rumour-that-comes-true-is-news-again": [
        Told("?filming.started", "?filming.started"),
        Told("filming.started", "filming.started"),
    ],
    "a-rumour-of-what-is-confirmed-is-none": [Told("filming.started", "filming.started"), Told("?filming.started")],
    "an-estimate-that-becomes-a-rumour-confirms-nothing": [
        Told("~filming.wrapped=2026-02"),
        Told("?filming.wrapped=2026-02", "?filming.wrapped=2026-02"),
        Told("filming.wrapped=2026-02", "filming.wrapped=2026-02"),
    ],
    "a-prediction-is-never-news": [Told("~release.window=2026")],
    "an-earlier-state-is-old-news": [
        Told("filming.wrapped=2026-02-18", "filming.wrapped=2026-02-18"),
        Told("filming.started=2025-07 ?filming.scheduled=2025-08 filming.preparing"),
    ],
    "of-one-item-the-furthest-state-is-the-news": [Told("trailer.first_look trailer.teaser", "trailer.teaser")],
    "a-narrower-value-is-news-a-coarser-one-is-not": [
        Told("release.window=2025", "release.window=2025"),
        Told("release.window=2025-41", "release.window=2025-41"),
        Told("release.date=2025-11-26", "release.date=2025-11-26"),
        Told("release.window=2025-11"),
        Told("release.window=2025"),
    ],
    "a-moved-date-is-news": [
        Told("release.date=2025-11-26", "release.date=2025-11-26"),
        Told("release.delayed=2026", "release.delayed=2026"),
        Told("release.window=2026"),
    ],
    "both-parts-of-a-split-season-are-news-once": [
        Told("release.date=2022-12-30 release.date=2023-03-10", "release.date=2022-12-30 release.date=2023-03-10"),
        Told("release.date=2023-03-10"),
    ],
    "a-denial-of-nothing-is-none": [Told("release.none trailer.none filming.not_started renewal.not_renewed")],
    "a-sure-denial-ends-a-rumour": [
        Told("?filming.started", "?filming.started"),
        Told("filming.not_started", "filming.not_started"),
        Told("filming.not_started"),
        Told("filming.started", "filming.started"),
    ],
    "a-site-that-knows-less-denies-nothing": [
        Told("release.date=2025-10-31", "release.date=2025-10-31"),
        Told("release.none"),
    ],
    "words-that-refute-deny-even-what-was-confirmed": [
        Told("release.date=2025-10-31", "release.date=2025-10-31"),
        Told("release.none", "release.none", refutes=True),
        Told("release.date=2025-10-31", published="2025-01-10"),
        Told("release.date=2025-10-31", "release.date=2025-10-31", published="2025-02-01"),
    ],
    "who-still-repeats-a-denied-rumour-is-not-heard": [
        Told("?trailer.trailer", "?trailer.trailer"),
        Told("trailer.none", "trailer.none", published="2025-01-03"),
        Told("?trailer.trailer", published="2025-01-02"),
        Told("trailer.none", published="2025-01-04"),
        Told("trailer.trailer", "trailer.trailer", published="2025-01-05"),
    ],
    "an-obituary-tells-the-order-as-history": [
        Told("renewal.renewed", "renewal.renewed"),
        Told("renewal.cancelled renewal.renewed", "renewal.cancelled", published="2025-03-01"),
        Told("renewal.cancelled renewal.renewed", published="2025-03-01"),
        Told("renewal.renewed", published="2025-02-27"),
    ],
    "an-article-from-before-the-stop-does-not-end-it": [
        Told("filming.started", "filming.started"),
        Told("filming.paused", "filming.paused", published="2025-01-10"),
        Told("filming.started", published="2025-01-08"),
        Told("filming.started", "filming.started", published="2025-01-12"),
        Told("filming.paused", published="2025-01-11"),
    ],
    "a-new-version-tells-only-what-it-newly-claims": [
        Told("renewal.renewed", "renewal.renewed", name="page"),
        Told("renewal.cancelled", "renewal.cancelled", published="2025-03-01"),
        Told("renewal.renewed", published="2025-05-01", name="page"),
        Told("renewal.renewed filming.started", "filming.started", published="2025-06-01", name="page"),
    ],
    "each-delay-is-news": [
        Told("release.date=2024-10-31", "release.date=2024-10-31", published="2024-01-01"),
        Told("release.delayed", "release.delayed", published="2024-06-01"),
        Told("release.delayed", published="2024-06-02"),
        Told("release.date=2025-10-31", "release.date=2025-10-31", published="2025-01-01"),
        Told("release.delayed", "release.delayed", published="2025-06-01"),
    ],
    "a-delay-within-the-period-is-news": [
        Told("release.date=2025-07-10", "release.date=2025-07-10"),
        Told("release.delayed=2025-41", "release.delayed=2025-41", published="2025-06-01"),
        Told("release.window=2025-41", published="2025-06-02"),
    ],
    "a-delay-is-not-told-twice": [
        Told("release.date=2025-10-31", "release.date=2025-10-31"),
        Told("release.date=2026-03-10", "release.date=2026-03-10", published="2025-06-01"),
        Told("release.delayed=2026-03", published="2025-06-02"),
    ],
    "an-article-from-before-the-delay-moves-nothing-back": [
        Told("release.window=2025-41", "release.window=2025-41"),
        Told("release.delayed=2026", "release.delayed=2026", published="2025-01-10"),
        Told("release.date=2025-10-31", published="2025-01-05"),
    ],
    "a-fan-page-hides-no-official-word": [
        Told("?release.date=2026-01-09", "?release.date=2026-01-09", published="2025-01-30"),
        Told("release.date=2025-12-12", "release.date=2025-12-12", published="2025-01-10", trust=Trust.OFFICIAL),
    ],
    "an-earlier-state-hides-no-later-one": [
        Told("?filming.preparing", "?filming.preparing", published="2025-01-30"),
        Told("filming.started", "filming.started", published="2025-01-10"),
    ],
    "no-date-yet-denies-no-window": [
        Told("?release.window=2026", "?release.window=2026"),
        Told("release.none"),
    ],
    "a-rumoured-denial-denies-nothing-that-is-confirmed": [
        Told("filming.started", "filming.started"),
        Told("?filming.not_started", refutes=True),
    ],
    "going-on-after-a-stop-is-news": [
        Told("filming.started", "filming.started"),
        Told("filming.paused filming.started", "filming.paused"),
        Told("filming.started", "filming.started"),
        Told("filming.started"),
    ],
    "cancelled-after-all-is-news": [
        Told("renewal.renewed", "renewal.renewed"),
        Told("renewal.cancelled", "renewal.cancelled"),
        Told("renewal.cancelled"),
    ],
    "a-fan-page-confirms-nothing": [
        Told("release.date=2025-10-31", "?release.date=2025-10-31", trust=Trust.FAN),
        Told("release.none", "release.none", refutes=True),
    ],
    "a-headline-alone-confirms-nothing": [Told("filming.wrapped", "?filming.wrapped", headline_only=True)],
    "an-official-headline-confirms": [
        Told("filming.wrapped", "filming.wrapped", headline_only=True, trust=Trust.OFFICIAL)
    ],
    "an-old-article-found-late-reopens-nothing": [
        Told("release.delayed=2026", "release.delayed=2026", published="2025-06-01"),
        Told("release.date=2025-10-31", "", published="2025-01-01"),
        Told("release.date=2025-10-31", "", published="2025-06-20"),
    ],
    "the-order-of-polling-within-a-fortnight-hides-nothing": [
        Told("release.window=2026", "release.window=2026", published="2025-06-10"),
        Told("release.window=2026-41", "release.window=2026-41", published="2025-06-09"),
    ],
    "an-item-that-tells-the-rumour-itself-denies-nothing": [
        Told("?release.date=2025-10-31", "?release.date=2025-10-31"),
        Told("release.none ?release.date=2025-10-31"),
    ],
    "a-shoot-to-come-belies-that-it-began": [
        Told("filming.started", "filming.started"),
        Told("filming.scheduled=2025-08", "filming.scheduled=2025-08", published="2025-01-10"),
        Told("filming.started", "filming.started", published="2025-01-12"),
    ],
    "what-two-items-told-is-not-belied-by-one": [
        Told("filming.started", "filming.started"),
        Told("filming.started", published="2025-01-02"),
        Told("filming.scheduled=2025-08", published="2025-01-10"),
    ],
    "scripts-in-the-making-belie-that-the-shoot-is-over": [
        Told("filming.wrapped", "filming.wrapped"),
        Told("filming.preparing", "filming.preparing", published="2025-01-10"),
        Told("filming.wrapped", "filming.wrapped", published="2025-09-10"),
    ],
    "a-shoot-that-goes-on-until-summer-is-not-over": [
        Told("filming.wrapped", "filming.wrapped"),
        Told("~filming.wrapped=2025-06", published="2025-01-10"),
        Told("filming.wrapped", "filming.wrapped", published="2025-06-10"),
    ],
    "what-was-expected-and-has-happened-is-news": [
        Told("filming.wrapped=2025-02-20", "filming.wrapped=2025-02-20"),
        Told("filming.wrapped=2025-02-20", published="2025-01-02"),
        Told("?filming.wrapped", published="2025-02-21"),
        Told("filming.wrapped", "filming.wrapped", published="2025-02-21"),
        Told("filming.wrapped=2025-02-20", published="2025-02-22"),
    ],
    "a-page-that-expected-it-tells-that-it-has-happened": [
        Told("filming.wrapped=2025-02-20", "filming.wrapped=2025-02-20", name="page"),
        Told("filming.wrapped=2025-02-20", "filming.wrapped=2025-02-20", published="2025-02-20", name="page"),
    ],
    "a-day-that-has-come-is-no-release": [
        Told("release.date=2025-02-20", "release.date=2025-02-20"),
        Told("release.date=2025-02-20", published="2025-02-20"),
    ],
    "a-rumoured-start-belies-nothing": [
        Told("filming.started", "filming.started"),
        Told("?filming.scheduled=2025-08", published="2025-01-10"),
    ],
    "a-date-to-come-belies-that-the-season-is-out": [
        Told("release.released", "release.released"),
        Told("release.date=2025-08-01", "release.date=2025-08-01", published="2025-01-10"),
    ],
    "one-voice-has-no-season-out-before-the-official-day": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", trust=Trust.OFFICIAL),
        Told("release.released", "?release.released", published="2025-07-20"),
        Told("release.released", "release.released", published="2025-07-21"),
    ],
    "a-window-without-a-beginning-holds-up-no-release": [
        Told("release.window=../2025-06", "release.window=../2025-06", trust=Trust.OFFICIAL),
        Told("release.released", "release.released", published="2025-05-20"),
    ],
    "the-press-tells-of-a-release-on-its-day": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", trust=Trust.OFFICIAL),
        Told("release.released=2025-08-01", "release.released=2025-08-01", published="2025-07-31"),
    ],
    "the-first-part-is-out-before-the-second": [
        Told(
            "release.date=2025-08-01 release.date=2025-09-01",
            "release.date=2025-08-01 release.date=2025-09-01",
            trust=Trust.OFFICIAL,
        ),
        Told("release.released", "release.released", published="2025-08-01"),
    ],
    "a-release-years-ago-is-none-of-a-season-to-come": [
        Told("release.date=2025-08-01", "release.date=2025-08-01"),
        Told("release.released=2009-01-21", published="2025-07-01"),
        Told("release.released=2009-01-21", published="2025-07-02", trust=Trust.TRADE),
        Told("release.date=2025-09-01", "release.date=2025-09-01", published="2025-07-03"),
    ],
    "a-release-years-ago-may-be-a-season-s-that-nobody-says-is-to-come": [
        Told("release.released=2009-01-21", "release.released=2009-01-21"),
    ],
    "one-voice-orders-no-season-that-was-cancelled": [
        Told("renewal.renewed", "renewal.renewed", published="2024-10-01"),
        Told("renewal.renewed", published="2024-10-02"),
        Told("renewal.cancelled", "renewal.cancelled"),
        Told("renewal.renewed", "?renewal.renewed", published="2025-03-01"),
        Told("renewal.renewed", "renewal.renewed", published="2025-03-02"),
    ],
    "who-is-trusted-more-orders-a-season-that-was-cancelled": [
        Told("renewal.cancelled", "renewal.cancelled"),
        Told("renewal.renewed", "renewal.renewed", published="2025-03-01", trust=Trust.TRADE),
    ],
    "an-official-source-may-change-its-mind": [
        Told("renewal.cancelled", "renewal.cancelled", trust=Trust.OFFICIAL),
        Told("renewal.renewed", "renewal.renewed", published="2025-03-01", trust=Trust.OFFICIAL),
    ],
    "two-voices-within-a-fortnight-prevail-over-one-that-is-trusted-more": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", trust=Trust.OFFICIAL),
        Told("release.date=2025-09-05", "?release.date=2025-09-05", published="2025-02-01"),
        Told("release.date=2025-09-05", "release.date=2025-09-05", published="2025-02-15"),
    ],
    "a-voice-of-three-weeks-ago-seconds-nobody": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", trust=Trust.OFFICIAL),
        Told("release.date=2025-09-05", "?release.date=2025-09-05", published="2025-02-01"),
        Told("release.date=2025-09-05", published="2025-02-22"),
    ],
    "a-voice-that-the-network-has-answered-counts-no-more": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", trust=Trust.OFFICIAL),
        Told("release.date=2025-09-05", "?release.date=2025-09-05", published="2025-02-01"),
        Told("release.date=2025-08-01", published="2025-02-03", trust=Trust.OFFICIAL),
        Told("release.date=2025-09-05", published="2025-02-05"),
        Told("release.date=2025-09-05", "release.date=2025-09-05", published="2025-02-06"),
    ],
    "a-voice-from-before-the-network-spoke-counts-not-against-it": [
        Told("release.date=2025-08-01", "release.date=2025-08-01", published="2025-02-03", trust=Trust.OFFICIAL),
        Told("release.date=2025-09-05", "?release.date=2025-09-05", published="2025-02-02"),
        Told("release.date=2025-09-05", published="2025-02-05"),
    ],
    "a-narrower-date-than-a-rumoured-window-moves-the-confirmed-one": [
        Told("release.date=2025-09-05", "release.date=2025-09-05", trust=Trust.OFFICIAL),
        Told("?release.window=2025-10", "?release.window=2025-10", published="2025-01-20"),
        Told("release.date=2025-10-10", "release.date=2025-10-10", published="2025-02-01", trust=Trust.OFFICIAL),
    ],
    "what-the-network-said-is-heard-behind-a-lone-voice-of-later-date": [
        Told("release.date=2025-11-14", "release.date=2025-11-14", published="2025-02-14"),
        Told("release.date=2025-10-10", "release.date=2025-10-10", published="2025-02-11", trust=Trust.OFFICIAL),
        Told("release.date=2025-11-14", published="2025-02-15"),
    ],
    "what-the-network-called-a-rumour-is-history-behind-a-fact": [
        Told("release.date=2025-11-14", "release.date=2025-11-14", published="2025-02-14"),
        Told("?release.date=2025-10-10", published="2025-02-11", trust=Trust.OFFICIAL),
    ],
    "what-the-network-said-is-history-where-two-have-told-otherwise-since": [
        Told("release.date=2025-11-14", "release.date=2025-11-14", published="2025-02-14"),
        Told("release.date=2025-11-14", published="2025-02-15"),
        Told("release.date=2025-10-10", published="2025-02-11", trust=Trust.OFFICIAL),
    ],
    "cast-is-not-weighed": [Told("cast.joins=Somebody")],
}


def weigh_told(now: Board, name: str, one: Told) -> Weighed:
    claims = [claim(text, refutes=one.refutes) for text in one.claims.split()]
    source = item(one.name or name, one.published, one.trust)
    return weigh(now, source, claims, at=day(one.published), headline_only=one.headline_only)


def last_of(history: list[Told]) -> Weighed:
    """The last item of a history weighed after the others."""
    return weigh_told(run(history[:-1])[0], "last", history[-1])


def run(history: list[Told]) -> tuple[Board, list[str], list[Change]]:
    now, news, changes = board(), [], []
    for number, one in enumerate(history):
        weighed = weigh_told(now, f"i{number}", one)
        now = weighed.board
        news.append(" ".join(told(update.fact) for update in weighed.updates))
        changes += [update.change for update in weighed.updates]
    return now, news, changes


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_only_what_is_new_is_news(history: list[Told]) -> None:
    _, news, _ = run(history)

    assert [sorted(line.split()) for line in news] == [sorted(one.news.split()) for one in history]


@pytest.mark.parametrize(
    ("history", "changes"),
    [
        ("a-rumour-that-comes-true-is-news-again", [Change.OPENED, Change.CONFIRMED]),
        ("a-narrower-value-is-news-a-coarser-one-is-not", [Change.OPENED, Change.NARROWED, Change.NARROWED]),
        ("a-moved-date-is-news", [Change.OPENED, Change.MOVED]),
        ("a-fan-page-confirms-nothing", [Change.OPENED, Change.CONTRADICTED]),
        ("an-estimate-that-becomes-a-rumour-confirms-nothing", [Change.OPENED, Change.CONFIRMED]),
        ("going-on-after-a-stop-is-news", [Change.OPENED, Change.OPENED, Change.RESUMED]),
    ],
)
def test_an_update_says_what_it_does_to_the_board(history: str, changes: list[Change]) -> None:
    assert run(HISTORIES[history])[2] == changes


QUIET = {
    "a repeat": ("a-repeat-is-none", "filming.wrapped", "a repeat"),
    "a rumour of what is confirmed": ("a-rumour-of-what-is-confirmed-is-none", "?filming.started", "a repeat"),
    "a prediction": ("a-prediction-is-never-news", "~release.window=2026", "a prediction, which is never news"),
    "an earlier state": (
        "an-earlier-state-is-old-news",
        "filming.preparing",
        "an earlier state than wrapped, which is known",
    ),
    "a coarser value": (
        "a-narrower-value-is-news-a-coarser-one-is-not",
        "release.window=2025",
        "a coarser value than 2025-11-26, which is known",
    ),
    "a value told of another state": ("a-moved-date-is-news", "release.window=2026", "a repeat"),
    "a denial of nothing": (
        "a-denial-of-nothing-is-none",
        "trailer.none",
        "it denies nothing: nobody claims the opposite",
    ),
    "a site that knows less": (
        "a-site-that-knows-less-denies-nothing",
        "release.none",
        "it denies nothing: it knows less, or is older or less sure, than what stands",
    ),
    "torn": (
        "an-item-that-tells-the-rumour-itself-denies-nothing",
        "release.none",
        "it denies nothing: the same item claims the opposite",
    ),
    "cast": ("cast-is-not-weighed", "cast.joins=Somebody", "the board does not follow the cast"),
}


@pytest.mark.parametrize(("history", "quiet", "reason"), QUIET.values(), ids=QUIET)
def test_a_claim_that_is_no_news_is_told_why(history: str, quiet: str, reason: str) -> None:
    decisions = {told(decision.fact): decision for decision in last_of(HISTORIES[history]).decisions}

    assert (decisions[quiet].change, decisions[quiet].reason) == (None, reason)


def test_filming_that_stopped_since_began_as_history() -> None:
    paused, started = last_of(HISTORIES["going-on-after-a-stop-is-news"][:2]).decisions

    assert (told(paused.fact), paused.change) == ("filming.paused", Change.OPENED)
    assert started.reason == "history, since the same item tells paused"


def test_of_an_old_article_it_is_told_since_when_more_is_known() -> None:
    (decision,) = last_of(HISTORIES["an-old-article-found-late-reopens-nothing"][:2]).decisions

    assert decision.reason == "found late: delayed is known since 2025-06-01"


def test_a_voice_whose_words_are_kept_no_longer_is_none_against_the_network() -> None:
    now, _, _ = run(HISTORIES["two-voices-within-a-fortnight-prevail-over-one-that-is-trusted-more"][:2])
    forgotten = replace(now, beliefs=(now.beliefs[0], replace(now.beliefs[1], witnesses=now.beliefs[0].witnesses)))

    weighed = weigh_told(forgotten, "last", Told("release.date=2025-09-05", published="2025-02-15"))

    assert weighed.updates == ()


def test_a_date_that_is_moved_stands_no_more_beside_the_other() -> None:
    now, _, _ = run(HISTORIES["a-narrower-date-than-a-rumoured-window-moves-the-confirmed-one"])

    assert [told(fact_of(b)) for b in standing(now, Facet.RELEASE, TODAY)] == ["release.date=2025-10-10"]


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_each_claim_has_a_decision_and_each_update_is_one(history: list[Told]) -> None:
    weighed = last_of(history)

    claimed = [claim(text, refutes=history[-1].refutes) for text in history[-1].claims.split()]
    assert sorted(map(str, claimed)) == sorted(str(decision.claim) for decision in weighed.decisions)
    news = [(d.fact, d.change, d.reason) for d in weighed.decisions if d.change is not None]
    assert news == [(update.fact, update.change, update.reason) for update in weighed.updates]


def test_a_narrower_value_comes_after_the_one_that_it_narrows() -> None:
    history = [Told("release.date=2026-03-01"), Told("?release.window=2026-41"), Told("?release.window=2026-35")]
    (update,) = last_of(history).updates
    assert update.change is Change.NARROWED
    assert update.before is not None
    assert told(update.before) == "?release.window=2026-41"


def test_the_cell_shows_the_surest_and_furthest_belief() -> None:
    now, _, _ = run([Told("release.none"), Told("~release.window=2026"), Told("?release.window=2025-12")])
    assert told(fact_of(cell(now, Facet.RELEASE, TODAY))) == "release.none"  # type: ignore[arg-type]

    now, _, _ = run([Told("release.window=2025"), Told("?release.date=2025-12-01"), Told("release.none")])
    assert told(fact_of(cell(now, Facet.RELEASE, TODAY))) == "release.window=2025"  # type: ignore[arg-type]


def test_a_date_that_went_by_leaves_the_cell() -> None:
    now, _, _ = run([Told("release.window=2024"), Told("release.none")])

    assert told(fact_of(cell(now, Facet.RELEASE, date(2024, 12, 31)))) == "release.window=2024"  # type: ignore[arg-type]
    assert told(fact_of(cell(now, Facet.RELEASE, date(2025, 1, 1)))) == "release.none"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        pytest.param(["release.window=2024"], ["release.window=2024"], id="a year that was confirmed"),
        pytest.param(["?release.window=2024"], [], id="a rumour is forgotten"),
        pytest.param(["release.window=2024", "release.delayed=2026"], [], id="it was put off"),
        pytest.param(["release.window=2024", "release.released"], [], id="it came out"),
        pytest.param(["filming.scheduled=2024"], [], id="a shoot is no release"),
        pytest.param(["release.window=2024", "renewal.cancelled"], [], id="it was cancelled"),
        pytest.param(["release.window=2024", "?renewal.cancelled"], ["release.window=2024"], id="so they fear"),
    ],
)
def test_what_was_confirmed_and_did_not_come_is_shown_as_passed(claims: list[str], shown: list[str]) -> None:
    now, _, _ = run([Told(text) for text in claims])
    assert passed(now, date(2024, 12, 31)) == ()
    assert [told(fact_of(belief)) for belief in passed(now, date(2025, 1, 1))] == shown


def test_the_date_of_a_rumour_is_not_confirmed_by_who_names_none() -> None:
    now, _, _ = run([Told("?filming.wrapped=2026-02"), Told("filming.wrapped")])
    assert [told(fact_of(belief)) for belief in now.beliefs] == ["filming.wrapped"]


@pytest.mark.parametrize(
    ("history", "shown"),
    [
        pytest.param([("filming.wrapped", "2025-02-19")], "filming.wrapped", id="earlier than expected"),
        pytest.param(
            [("filming.wrapped", "2025-02-19"), ("filming.wrapped=2025-02-20", "2025-02-19")],
            "filming.wrapped",
            id="as the day before was still expected",
        ),
        pytest.param([("filming.wrapped=2025-03", "2025-01-10")], "filming.wrapped=2025-03", id="later than expected"),
    ],
)
def test_of_what_was_expected_the_last_word_counts(history: list[tuple[str, str]], shown: str) -> None:
    now, _, _ = run([Told("filming.wrapped=2025-02-20"), *(Told(text, published=at) for text, at in history)])

    assert [told(fact_of(belief)) for belief in now.beliefs] == [shown]


def test_an_estimate_from_before_a_fact_is_overtaken() -> None:
    old = Told("~release.window=2024-22/..", published="2024-01-01")
    new = Told("~release.window=2027-40", published="2025-03-01")
    now, _, _ = run([old, Told("release.none", published="2025-02-01"), new])

    assert [b.value for b in standing(now, Facet.RELEASE, TODAY)] == [None, "2027-40"]


def test_a_contradicted_belief_stays_on_the_board_as_such() -> None:
    now, _, _ = run(HISTORIES["a-fan-page-confirms-nothing"])

    date = next(b for b in now.beliefs if b.value == "2025-10-31")
    assert date.standing is Standing.CONTRADICTED


def test_parts_of_a_split_season_stand_side_by_side() -> None:
    now, _, changes = run(
        [
            Told("release.date=2025-10-02 release.window=2025-11"),
            Told("release.date=2025-11-13", published="2025-02-01"),
        ]
    )

    assert [b.value for b in standing(now, Facet.RELEASE, TODAY)] == ["2025-11-13", "2025-10-02"]
    assert changes[-1] is Change.NARROWED


def test_a_second_part_is_opened_not_moved() -> None:
    both = Told("release.date=2025-10-02 release.date=2025-11-13", published="2025-02-01")
    now, _, changes = run([Told("release.date=2025-10-02"), both])

    assert changes == [Change.OPENED, Change.OPENED]
    assert len(standing(now, Facet.RELEASE, TODAY)) == 2


def test_a_belief_keeps_its_first_witness_and_the_latest() -> None:
    history = [Told("filming.started", published=f"2025-01-{1 + number // 4:02}") for number in range(80)]
    now, _, _ = run(history)

    names = [witness.item for witness in now.beliefs[0].witnesses]
    assert (len(names), names[0], names[-1]) == (WITNESSES_KEPT, "i0", "i79")


def test_an_update_carries_what_was_believed_before_the_item() -> None:
    first = weigh(board(), item("a"), [claim("filming.started")], at=day("2025-01-01"))
    second = weigh(first.board, item("b"), [claim("filming.wrapped")], at=day("2025-02-01"))

    before = second.updates[0].before
    assert before is not None
    assert told(before) == "filming.started"


def test_each_item_is_one_witness_however_often_it_is_weighed() -> None:
    once = weigh(board(), item("a"), [claim("filming.started")], at=day("2025-01-01"))
    twice = weigh(once.board, item("a"), [claim("filming.started=2025-01")], at=day("2025-01-02"))

    (belief,) = twice.board.beliefs
    assert [w.item for w in belief.witnesses] == ["a"]
    assert belief.value == "2025-01"


def test_who_says_it_again_keeps_its_place_among_the_witnesses() -> None:
    said = board()
    for name in ("a", "b", "a"):
        said = weigh(said, item(name), [claim("filming.started")], at=day("2025-01-01")).board

    (belief,) = said.beliefs
    assert [w.item for w in belief.witnesses] == ["a", "b"]
    assert [v.item for v in belief.voices] == ["a", "b"]


STATEMENTS = st.builds(
    "{}{}".format,
    st.sampled_from(["", "?", "~"]),
    st.sampled_from(
        [
            "release.none",
            "release.window=2025",
            "release.date=2025-10-31",
            "release.delayed=2026",
            "trailer.none",
            "trailer.first_look",
            "trailer.teaser",
            "trailer.trailer",
        ]
    ),
)


@given(st.lists(st.lists(STATEMENTS, max_size=4), max_size=8))
def test_a_copy_of_an_item_right_after_it_brings_no_news(items: list[list[str]]) -> None:
    now = board()
    for number, claims in enumerate(items):
        read = [claim(text) for text in claims]
        now = weigh(now, item(f"i{number}"), read, at=day("2025-01-01")).board
        again = weigh(now, item(f"copy{number}"), read, at=day("2025-01-02"))
        assert again.updates == ()
