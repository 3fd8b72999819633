"""Checks of the daemon: workers that go on until nothing is due, and outcomes that are kept many at a time."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from season_watch.daemon.checking import AT_ONCE, CLAIMED_AT_ONCE, Checking
from season_watch.daemon.outcomes import MOST, Outcomes
from season_watch.model.errors import DatabaseFault
from season_watch.model.source import NO_VALIDATORS, CheckOutcome, Health, Source, SourceForCheck, SourceName
from season_watch.pipeline.checks import Finding
from season_watch.pipeline.plan import Known, Plan, Wanted
from season_watch.pipeline.ports import FetchRequest, FetchResult, NotModified
from season_watch.storage.registry import Declared
from tests.fakes.fetcher import FakeFetcher
from tests.fakes.sender import FakeSender
from tests.fakes.store import FakeStore
from tests.unit.daemon.runtimes import runtime_of
from tests.unit.pipeline.world import START, World

MANY = CLAIMED_AT_ONCE + 2 * AT_ONCE + 7


class GatedFetcher(FakeFetcher):
    """Answers that nothing changed once `gate` is open; `at_once` is the most that was under way."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.under_way = 0
        self.at_once = 0

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.requests.append(request)
        self.under_way += 1
        self.at_once = max(self.at_once, self.under_way)
        await self.gate.wait()
        self.under_way -= 1
        return NotModified(validators=NO_VALIDATORS)


@dataclass
class BatchStore(FakeStore):
    """Counts what is kept together; `kept` is set once anything is. Nothing can be written while it `is_locked`."""

    batches: list[int] = field(default_factory=list)
    kept: asyncio.Event = field(default_factory=asyncio.Event)
    is_locked: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    async def mark_due(self, names: Sequence[SourceName], now: datetime) -> None:
        if self.is_locked:
            raise DatabaseFault("The database is locked by another program.")
        await super().mark_due(names, now)

    async def keep(self, decisions: tuple[Callable[[Known], Plan], ...]) -> tuple[Plan, ...]:
        self.batches.append(len(decisions))
        plans = await super().keep(decisions)
        self.kept.set()
        return plans


@dataclass(kw_only=True)
class Due:
    """Many sources that are due, and what checks them."""

    world: World
    store: BatchStore
    fetcher: GatedFetcher
    checking: Checking

    @property
    def unchecked(self) -> set[str]:
        return {name for name, known in self.store.sources.items() if known.outcome is None}

    @property
    def still_due(self) -> set[str]:
        return {name for name, known in self.store.sources.items() if known.next_check_at <= START}


@pytest.fixture
async def many() -> Due:
    store, fetcher = BatchStore(), GatedFetcher()
    sources = (Source(name=SourceName(f"{n:03}"), url=f"https://wire.example/{n}") for n in range(MANY))
    await store.reconcile(Declared(sources=tuple(sources)), START)
    world = World(store=store, fetcher=fetcher)
    runtime = runtime_of(world, FakeSender(accounts=frozenset()))
    return Due(world=world, store=store, fetcher=fetcher, checking=Checking(runtime))


async def until_asked(many: Due, count: int) -> None:
    async with asyncio.timeout(5):
        while len(many.fetcher.requests) < count:  # noqa: ASYNC110 - the workers tell nobody
            await asyncio.sleep(0)


async def test_one_tick_checks_all_that_is_due_by_a_few_workers_and_each_once(many: Due) -> None:
    many.fetcher.gate.set()
    await many.checking.start()
    await until_asked(many, MANY)
    assert await many.checking.drain(5) == 0
    assert many.unchecked == set()
    assert len(many.fetcher.requests) == MANY
    assert many.fetcher.at_once <= AT_ONCE


async def test_outcomes_of_many_checks_are_kept_together(many: Due) -> None:
    many.fetcher.gate.set()
    with capture_logs() as lines:
        await many.checking.start()
        await until_asked(many, MANY)
        await many.checking.drain(5)
    assert many.store.batches == [MANY]
    assert [(line["event"], line["sources"]) for line in lines] == [("checked", MANY)]


async def test_a_machine_that_slept_asks_for_nothing_twice_that_it_had_claimed_before(many: Due) -> None:
    await many.checking.start()
    await until_asked(many, AT_ONCE)
    many.world.now += timedelta(hours=2)
    many.fetcher.gate.set()
    await until_asked(many, MANY)
    await many.checking.drain(5)
    asked = Counter(request.url for request in many.fetcher.requests)
    assert (len(asked), set(asked.values())) == (MANY, {1})


async def test_while_all_workers_wait_for_slow_hosts_a_tick_claims_nothing(many: Due) -> None:
    await many.checking.start()
    await until_asked(many, AT_ONCE)
    before = many.still_due
    await many.checking.start()
    assert many.still_due == before
    assert await many.checking.drain(0) == AT_ONCE


async def test_what_was_claimed_and_not_begun_is_due_again_after_a_drain(many: Due) -> None:
    await many.checking.start()
    await until_asked(many, AT_ONCE)
    draining = asyncio.create_task(many.checking.drain(5))
    await asyncio.sleep(0)
    many.fetcher.gate.set()
    assert await draining == 0
    assert len(many.unchecked) == MANY - AT_ONCE
    assert many.still_due == many.unchecked


async def test_a_drain_lets_finish_what_is_under_way_though_the_database_is_locked(many: Due) -> None:
    await many.checking.start()
    await until_asked(many, AT_ONCE)
    many.store.is_locked = True
    draining = asyncio.create_task(many.checking.drain(5))
    await asyncio.sleep(0)
    many.fetcher.gate.set()
    assert await draining == 0
    assert len(many.unchecked) == MANY - AT_ONCE


Found = tuple[SourceForCheck, Finding]


def outcome(name: str, *, error: str | None = None, note: str | None = None) -> Found:
    kept = CheckOutcome(
        source=SourceName(name),
        url="https://wire.example/",
        at=START,
        health=Health.OK,
        next_check_at=START,
        next_check_reason="as usual",
        validators=NO_VALIDATORS,
        body_digest=None,
        error=error,
        note=note,
    )
    return found(name, lambda _known: Plan(at=START, outcome=kept))


def found(name: str, decide: Callable[[Known], Plan]) -> Found:
    source = Source(name=SourceName(name), url="https://wire.example/")
    claimed = SourceForCheck(source=source, added_at=START)
    return claimed, Finding(wanted=Wanted(), decide=decide, stands_alone=True)


def outcomes_of(store: BatchStore) -> Outcomes:
    return Outcomes(runtime_of(World(store=store), FakeSender(accounts=frozenset())))


async def test_what_failed_or_has_a_note_has_a_line_of_its_own_in_the_log() -> None:
    outcomes = outcomes_of(await with_sources("calm", "blind", "odd"))
    with capture_logs() as lines:
        outcomes.add(*outcome("calm"))
        outcomes.add(*outcome("blind", error="timeout: 30 s"))
        outcomes.add(*outcome("odd", note="0 entries"))
        await outcomes.drain(5)
    assert [line.get("source") for line in lines] == ["blind", "odd", None]
    assert (lines[0]["error"], lines[2]["sources"]) == ("timeout: 30 s", 1)


async def test_an_outcome_is_kept_soon_though_no_other_follows() -> None:
    store = await with_sources("calm")
    outcomes_of(store).add(*outcome("calm"))
    async with asyncio.timeout(5):
        await store.kept.wait()
    assert store.batches == [1]


async def test_no_batch_is_larger_than_it_may() -> None:
    names = tuple(map(str, range(MOST + 1)))
    store = await with_sources(*names)
    outcomes = outcomes_of(store)
    for name in names:
        outcomes.add(*outcome(name))
    await outcomes.drain(5)
    assert store.batches == [MOST, 1]


async def test_a_decision_with_a_bug_costs_the_others_of_its_batch_nothing() -> None:
    def broken(_known: Known) -> Plan:
        raise KeyError("token=secret")

    store = await with_sources("first", "bad", "last")
    outcomes = outcomes_of(store)
    for one in (outcome("first"), found("bad", broken), outcome("last")):
        outcomes.add(*one)
    await outcomes.drain(5)
    kept = {name: known.outcome for name, known in store.sources.items()}
    assert {name: one and one.error for name, one in kept.items()} == {
        "first": None,
        "bad": "crash: KeyError, see the log",
        "last": None,
    }
    assert None not in kept.values()


async def with_sources(*names: str) -> BatchStore:
    store = BatchStore()
    sources = (Source(name=SourceName(name), url="https://wire.example/") for name in names)
    await store.reconcile(Declared(sources=tuple(sources)), START)
    return store
