"""A store in memory, held to the same suite as the real one (`tests/ports/test_store.py`)."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from season_watch.model.board import Board, Standing, Update, UpdateKey
from season_watch.model.claim import Certainty, Facet, Reading
from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, ChannelName, Delivery, DeliveryId, DeliveryState, Rule, Silence
from season_watch.model.edtf import span
from season_watch.model.errors import DatabaseFault, StorageError
from season_watch.model.item import Item, ItemId, TextState
from season_watch.model.occasion import Occasion
from season_watch.model.reach import Reach
from season_watch.model.site import HostRest, RobotsFile
from season_watch.model.source import CheckOutcome, Postponement, Source, SourceForCheck, SourceName
from season_watch.model.subscription import NO_HUB, Subscription, SubscriptionState
from season_watch.model.timing import AT_ONCE
from season_watch.model.watch import AwaitedDay, Watch, WatchName
from season_watch.model.weighing import Weighing
from season_watch.pipeline.plan import Anchored, Known, Plan, Seen, Sighting, Wanted
from season_watch.pipeline.ports import Judge
from season_watch.policy.subscriptions import check_after, told
from season_watch.policy.timing import STORM, STORM_SPAN, Waiting
from season_watch.policy.upkeep import Pulse
from season_watch.storage.checks import LOOK_AHEAD, LOOK_BACK
from season_watch.storage.registry import Declared
from season_watch.storage.sites import ROBOTS_KEPT_FOR
from season_watch.stories.copies import COPIED_WITHIN, SHARED_ANCHORS

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class KnownSource:
    """A source and the state of its checks."""

    check: SourceForCheck
    next_check_at: datetime
    digests: set[str] = field(default_factory=set)
    slices: frozenset[str] = frozenset()
    latest: tuple[datetime, ...] = ()
    outcome: CheckOutcome | None = None
    postponement: Postponement | None = None


class FakeStore:
    """What was written stands in public attributes, in the order in which it was written."""

    def __init__(self) -> None:
        self.sources: dict[SourceName, KnownSource] = {}
        self.items: dict[ItemId, Item] = {}
        self.versions: list[Item] = []
        self.readings: dict[tuple[ItemId, int], tuple[Reading, ...]] = {}
        self.anchors: dict[ItemId, tuple[frozenset[WatchName], frozenset[int]]] = {}
        self.sightings: dict[tuple[ItemId, SourceName, str], Sighting] = {}
        self.weighings: list[Weighing] = []
        self.told: set[Occasion] = set()
        self.corrections: tuple[Correction, ...] = ()
        self.boards: dict[WatchName, Board] = {}
        self.updates: dict[UpdateKey, Update] = {}
        self.deliveries: dict[DeliveryId, Delivery] = {}
        self.silent_before: dict[WatchName, datetime] = {}
        self.reaches: dict[tuple[ChannelName, str], Reach] = {}
        self.silences: tuple[Silence, ...] = ()
        self.faults: list[str] = []
        self.refused_attempts = 0
        self.beats: list[datetime] = []
        self.pulses: list[Pulse] = []
        self.resting: dict[str, datetime] = {}
        self.robots_files: dict[str, RobotsFile] = {}
        self._leases: dict[DeliveryId, datetime] = {}
        self._archive: dict[SourceName, KnownSource] = {}
        self._watches: tuple[Watch, ...] = ()
        self._channels: tuple[Channel, ...] = ()
        self._rules: tuple[Rule, ...] = ()

    async def close(self) -> None:
        """Nothing is open."""

    async def reconcile(self, declared: Declared, now: datetime) -> None:
        self._watches = tuple(sorted(declared.watches, key=lambda watch: watch.name))
        self._channels = tuple(sorted(declared.channels, key=lambda channel: channel.name))
        self._rules = declared.rules
        known, self.sources = self.sources, {}
        self._archive |= known
        for source in declared.sources:
            self.sources[source.name] = _as_declared(known.get(source.name), source, now)

    async def claim_due(
        self, now: datetime, limit: int, *, under_way: Collection[SourceName] = ()
    ) -> tuple[SourceForCheck, ...]:
        active = [known for name, known in self.sources.items() if name not in under_way and not known.check.paused]
        due = [known for known in active if known.next_check_at <= now]
        due.sort(key=lambda known: (known.next_check_at, known.check.source.name))
        return tuple(self._claimed(known, now) for known in due[:limit])

    async def claim_source(self, name: SourceName, now: datetime) -> SourceForCheck | None:
        known = self.sources.get(name)
        return None if known is None else self._claimed(known, now)

    def _claimed(self, known: KnownSource, now: datetime) -> SourceForCheck:
        known.next_check_at = now + known.check.source.every
        awaited = self._awaited(known.check.source, now)
        return replace(known.check, first_check=not known.digests, awaited=awaited, claimed_until=known.next_check_at)

    def _awaited(self, source: Source, now: datetime) -> tuple[AwaitedDay, ...]:
        stand = {
            AwaitedDay(watch=name, day=date.fromisoformat(belief.value))
            for name, board in self.boards.items()
            for belief in board.beliefs
            if belief.value and DAY.fullmatch(belief.value) and belief.value > str(belief.since.date())
            if belief.standing is Standing.STANDS and belief.certainty is not Certainty.PREDICTED
        }
        near = [one for one in stand if now.date() - LOOK_BACK <= one.day <= now.date() + LOOK_AHEAD]
        of_source = (one for one in near if not source.watches or one.watch in source.watches)
        return tuple(sorted(of_source, key=lambda one: (one.day, one.watch)))

    async def seen(self, source: SourceName) -> Seen:
        known = self.sources.get(source)
        if known is None:
            return Seen(watches=await self.watches())
        watches = await self.watches()
        return Seen(digests=frozenset(known.digests), slices=known.slices, latest=known.latest, watches=watches)

    async def watches(self) -> tuple[Watch, ...]:
        return self._watches

    async def dated(self, first: date, last: date) -> frozenset[WatchName]:
        known = {watch.name for watch in self._watches}
        return frozenset(
            name
            for name, board in self.boards.items()
            for belief in board.beliefs
            if (belief.facet, belief.certainty, belief.standing)
            == (Facet.RELEASE, Certainty.CONFIRMED, Standing.STANDS)
            if belief.value and first <= span(belief.value)[1] <= last
            if name in known
        )

    async def channels(self) -> tuple[Channel, ...]:
        return self._channels

    async def write(self, wanted: Wanted, decide: Callable[[Known], Plan]) -> Plan:
        plan = decide(self._known(wanted))
        if any(update.key in self.updates for update in plan.updates):
            raise StorageError("An update of that key is there already.")
        self._keep_check(plan)
        self._keep_items(plan)
        self.weighings.extend(plan.weighings)
        self.boards |= {board.watch: board for board in plan.boards}
        self.updates |= {update.key: update for update in plan.updates}
        self._queue(plan.deliveries)
        self.told |= set(plan.occasions)
        return plan

    async def keep(self, decisions: tuple[Callable[[Known], Plan], ...]) -> tuple[Plan, ...]:
        plans = tuple(decide(self._known(Wanted())) for decide in decisions)
        for plan in plans:
            self._keep_check(plan)
            self._queue(plan.deliveries)
        return plans

    async def mark_due(self, names: Sequence[SourceName], now: datetime) -> None:
        for name in names:
            self.sources[name].next_check_at = now

    async def claim_awaiting(self, now: datetime, limit: int, lease: timedelta) -> tuple[Item, ...]:
        awaiting = (item for item in self.items.values() if item.text_state is TextState.AWAITING)
        due = [(item.next_read_at, item.id) for item in awaiting if item.next_read_at and item.next_read_at <= now]
        claimed = tuple(replace(self.items[name], next_read_at=now + lease) for _, name in sorted(due)[:limit])
        self.items |= {item.id: item for item in claimed}
        return claimed

    async def release(self, now: datetime, decide: Callable[[Waiting], tuple[Delivery, ...]]) -> None:
        held = [one for one in self.deliveries.values() if one.is_held]
        due = [one for one in held if _is_due_or_early(one, now)]
        for channel, recipient, timing in dict.fromkeys((one.channel, one.recipient, one.timing) for one in due):
            of_group = [
                one
                for one in self.deliveries.values()
                if (one.channel, one.recipient, one.timing) == (channel, recipient, timing)
            ]
            told = sorted(one.released_at for one in of_group if one.released_at is not None and one.update)
            waiting = Waiting(
                timing=timing or AT_ONCE,
                deliveries=tuple(one for one in of_group if one in due),
                left=tuple(sorted(one.released_at for one in of_group if one.released_at and not one.digested_in)),
                told=tuple(at for at in told if now - STORM_SPAN < at <= now)[-STORM:],
            )
            after = decide(waiting)
            rest = tuple(one for one in of_group if one.is_held and one not in due)
            if rest and any(one.released_at for one in after):
                after = decide(replace(waiting, deliveries=(*waiting.deliveries, *rest)))
            self.deliveries |= {one.id: one for one in after}

    async def lease_deliveries(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        due = [delivery for delivery in self.deliveries.values() if self._is_due(delivery, now)]
        busy = {(one.channel, one.recipient) for one in self.deliveries.values() if self._is_under_way(one, now)}
        oldest = {(one.channel, one.recipient): one for one in reversed(due)}
        free = sorted((one for recipient, one in oldest.items() if recipient not in busy), key=due.index)
        leased = tuple(replace(delivery, state=DeliveryState.LEASED) for delivery in free[:limit])
        self.deliveries |= {delivery.id: delivery for delivery in leased}
        self._leases |= {delivery.id: now + lease for delivery in leased}
        return leased

    async def reach(self, delivery: Delivery) -> Reach:
        key = (delivery.channel, delivery.recipient)
        return self.reaches.get(key, Reach(channel=delivery.channel, recipient=delivery.recipient))

    async def record_attempt(self, delivery: Delivery, judge: Judge | None = None) -> None:
        if self.refused_attempts:
            self.refused_attempts -= 1
            raise DatabaseFault("The disk is full.")
        if delivery.id not in self.deliveries:
            raise StorageError(f"There is no delivery {delivery.id}.")
        self.deliveries[delivery.id] = delivery
        if judge is not None:
            self._keep_judged(Reach(channel=delivery.channel, recipient=delivery.recipient), judge)

    async def review(self, judge: Judge) -> None:
        known = {(channel.name, recipient) for channel in self._channels for recipient in channel.recipients}
        for key, reach in tuple(self.reaches.items()):
            if key in known and reach.refusing_since is not None:
                self._keep_judged(reach, judge)

    async def queue(self, notices: tuple[Delivery, ...]) -> None:
        self._queue(notices)

    async def beat(self, now: datetime) -> None:
        if self.faults:
            raise DatabaseFault(self.faults[0])
        self.beats.append(now)

    async def pulse(self, now: datetime) -> Pulse:
        return self.pulses.pop(0) if self.pulses else Pulse()

    async def rests(self, now: datetime) -> tuple[HostRest, ...]:
        return tuple(HostRest(host=host, until=until) for host, until in self.resting.items() if until > now)

    async def keep_rest(self, rest: HostRest, now: datetime) -> None:
        self.resting[rest.host] = rest.until

    async def robots(self, place: str) -> RobotsFile | None:
        return self.robots_files.get(place)

    async def keep_robots(self, file: RobotsFile) -> None:
        since = file.checked_at - ROBOTS_KEPT_FOR
        kept = {place: one for place, one in self.robots_files.items() if one.checked_at >= since}
        self.robots_files = {**kept, file.place: file}

    def take_fault(self) -> str | None:
        return self.faults.pop(0) if self.faults else None

    def _keep_judged(self, reach: Reach, judge: Judge) -> None:
        key = (reach.channel, reach.recipient)
        self.reaches[key], notices = judge(self.reaches.get(key, reach), self._channels)
        self._queue(notices)

    def _queue(self, deliveries: tuple[Delivery, ...]) -> None:
        for delivery in deliveries:
            self.deliveries.setdefault(delivery.id, delivery)

    def _is_due(self, delivery: Delivery, now: datetime) -> bool:
        if delivery.state is DeliveryState.LEASED:
            return not self._is_under_way(delivery, now)
        waits_until = delivery.next_attempt_at
        return (
            delivery.state is DeliveryState.PENDING
            and not delivery.is_held
            and (waits_until is None or waits_until <= now)
        )

    def _is_under_way(self, delivery: Delivery, now: datetime) -> bool:
        return delivery.state is DeliveryState.LEASED and self._leases[delivery.id] > now

    def _known(self, wanted: Wanted) -> Known:
        sightings = sorted(self.sightings.values(), key=lambda sighting: (sighting.at, sighting.item))
        sighted = tuple(
            (sighting.guid, sighting.item)
            for sighting in sightings
            if sighting.guid in wanted.guids and sighting.source == wanted.source
        )
        ids = wanted.ids | {item for _, item in sighted} | {name for text in wanted.texts for name in self._near(text)}
        found = [
            item
            for item in self.items.values()
            if item.id in ids or item.fingerprint in wanted.fingerprints or item.headline in wanted.headlines
        ]
        sources = {item.source for item in found}
        return Known(
            items=tuple(sorted(found, key=lambda item: (item.first_seen_at, item.id))),
            added=tuple((name, known.check.added_at) for name, known in self._ever(sources)),
            archived=frozenset(name for name, _ in self._ever(sources) if name not in self.sources),
            sighted=sighted,
            boards=tuple(self.boards.get(watch, Board(watch=watch)) for watch in sorted(wanted.watches)),
            watches=self._watches,
            silent_before=tuple(self.silent_before.items()),
            corrections=self.corrections,
            told=frozenset(self.told) if wanted.occasions else frozenset(),
            channels=self._channels,
            rules=self._rules,
            silences=self.silences,
        )

    def _near(self, text: Anchored) -> list[ItemId]:
        """The items of the same watch and time that share anchors with a text."""
        return [
            name
            for name, (watches, anchors) in self.anchors.items()
            if watches & text.watches
            and len(anchors & text.anchors) >= SHARED_ANCHORS
            and abs(self.items[name].published - text.published) <= COPIED_WITHIN
        ]

    def _ever(self, names: set[SourceName]) -> list[tuple[SourceName, KnownSource]]:
        """The sources of these names that are or were declared, by name."""
        return sorted((name, known) for name, known in (self._archive | self.sources).items() if name in names)

    def _keep_check(self, plan: Plan) -> None:
        self._postpone(plan.postponement)
        outcome = plan.outcome
        if outcome is None:
            return
        known = self.sources[outcome.source]
        source = known.check.source
        if source.url != outcome.url:
            return
        known.check = replace(
            known.check,
            source=replace(source, url=outcome.new_url or source.url),
            validators=outcome.validators,
            body_digest=outcome.body_digest,
            note=outcome.note,
            failures=outcome.failures,
            zero_runs=outcome.zero_runs,
            health=outcome.health,
            paused=known.check.paused or outcome.paused,
            sight=outcome.sight or known.check.sight,
            last_checked_at=outcome.at,
            rhythm=outcome.rhythm or known.check.rhythm,
            subscription=_subscription(known.check.subscription, outcome),
            wish=outcome.wish or known.check.wish,
        )
        if outcome.sight is not None:
            known.latest = outcome.latest or known.latest
        if outcome.claimed_until in (None, known.next_check_at):
            known.next_check_at = outcome.next_check_at
        known.outcome = outcome
        known.digests |= plan.digests
        known.slices = plan.slices or known.slices

    def _postpone(self, postponement: Postponement | None) -> None:
        if postponement is None:
            return
        known = self.sources[postponement.source]
        is_as_claimed = postponement.claimed_until in (None, known.next_check_at)
        if known.check.source.url == postponement.url and is_as_claimed:
            known.next_check_at = postponement.next_check_at
            known.postponement = postponement

    async def claim_subscriptions(
        self, now: datetime, limit: int, ask: Callable[[Subscription], Subscription]
    ) -> tuple[Subscription, ...]:
        found = ((known.check.subscription, known) for known in self.sources.values())
        due = [(one, known) for one, known in found if one is not None and one.next_ask_at <= now]
        for one, known in due[:limit]:
            known.check = replace(known.check, subscription=ask(one))
        return tuple(known.check.subscription for _, known in due[:limit] if known.check.subscription)

    async def subscription_at(self, callback: str) -> Subscription | None:
        known = self._told_at(callback)
        return None if known is None else known.check.subscription

    async def change_subscription(
        self, callback: str, change: Callable[[Subscription], Subscription | None]
    ) -> Subscription | None:
        known = self._told_at(callback)
        after = change(known.check.subscription) if known and known.check.subscription else None
        if known and after:
            known.check = replace(known.check, subscription=after)
        return after

    async def hear(self, callback: str, now: datetime) -> None:
        known = self._told_at(callback)
        if known and known.check.subscription:
            known.check = replace(known.check, subscription=told(known.check.subscription, now))
            known.next_check_at = min(known.next_check_at, check_after(known.check.last_checked_at, now))

    async def forget_callbacks(self, callback: str | None, now: datetime) -> None:
        for known in self.sources.values():
            one = known.check.subscription
            if one and one.callback and not (callback and one.callback.startswith(callback)):
                anew = Subscription(hub=one.hub, state=SubscriptionState.OFFERED, next_ask_at=now)
                known.check = replace(known.check, subscription=anew)

    def _told_at(self, callback: str) -> KnownSource | None:
        for known in self.sources.values():
            if known.check.subscription is not None and known.check.subscription.callback == callback:
                return known
        return None

    def _keep_items(self, plan: Plan) -> None:
        for change in plan.items:
            before = self.items.get(change.item.id)
            if before is not None and before.version < change.item.version:
                self.versions.append(before)
            self.items[change.item.id] = change.item
            if change.readings is not None:
                self.readings[change.item.id, change.item.version] = change.readings
                watches = frozenset(reading.watch for reading in change.readings)
                self.anchors[change.item.id] = (watches, change.anchors)
        for sighting in plan.sightings:
            self.sightings[sighting.item, sighting.source, sighting.url] = sighting


def _is_due_or_early(one: Delivery, now: datetime) -> bool:
    return (one.next_attempt_at is not None and one.next_attempt_at <= now) or one.created_at > now


def _subscription(known: Subscription | None, outcome: CheckOutcome) -> Subscription | None:
    if outcome.hub is not None:
        offered = Subscription(hub=outcome.hub, state=SubscriptionState.OFFERED, next_ask_at=outcome.at)
        return None if outcome.hub == NO_HUB else offered
    if known is not None and outcome.missed and known.state is SubscriptionState.HELD:
        return replace(known, state=SubscriptionState.SILENT)
    return known


def _as_declared(known: KnownSource | None, source: Source, now: datetime) -> KnownSource:
    if known is None:
        return KnownSource(check=SourceForCheck(source=source, added_at=now), next_check_at=now)
    known.check = replace(known.check, source=source)
    return known
