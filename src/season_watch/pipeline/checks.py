"""Check a source: fetch → read in the child → known → plan → apply."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b

from season_watch.model.source import CheckOutcome, Health, Postponement, Rhythm, SourceForCheck, Validators
from season_watch.model.subscription import NO_HUB, Hub
from season_watch.model.trouble import Certificate, Sight
from season_watch.pipeline.notices import source_notices
from season_watch.pipeline.plan import Known, Plan, Seen, Wanted
from season_watch.pipeline.planning import Carrier, plan_entries, wanted
from season_watch.pipeline.ports import (
    Clock,
    Fetched,
    Fetcher,
    FetchFailed,
    FetchRequest,
    Isolation,
    Jitter,
    NotModified,
    ReadFailed,
    Store,
)
from season_watch.pipeline.reading import SourceBody, SourceRead, read_source
from season_watch.policy.hosts import put_off
from season_watch.policy.moves import is_believed, next_move
from season_watch.policy.pace import interval, limits_of
from season_watch.policy.rhythm import first_rhythm, next_rhythm
from season_watch.policy.schedule import NextCheck, backoff, next_check
from season_watch.policy.silence import latest_of, silent_after
from season_watch.policy.subscriptions import missed, while_held
from season_watch.policy.troubles import Signs, next_trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: `decide` makes a plan of it, told what is known of `wanted`.

    `stands_alone`: it wants no item and no board, and the plan holds no more than an outcome with what was seen, and
    notices.
    """

    wanted: Wanted
    decide: Callable[[Known], Plan]
    stands_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The use case, with the ports it needs. `backfill`: also send what was published before a source was added."""

    store: Store
    fetcher: Fetcher
    isolation: Isolation
    clock: Clock
    jitter: Jitter
    backfill: bool = False

    async def check(self, claimed: SourceForCheck) -> Plan:
        """Check a claimed source and keep what it brought; returns the plan as applied."""
        return await self.keep(await self.look(claimed))

    async def look(self, claimed: SourceForCheck) -> Finding:
        """Fetch a claimed source, and read what it lists if that changed. Nothing is kept of it yet."""
        source = claimed.source
        result = await self.fetcher.fetch(FetchRequest(url=source.url, kind=source.kind, validators=claimed.validators))
        match result:
            case NotModified():
                return self._unchanged(claimed, result)
            case FetchFailed(asked=False):
                return self._put_off(claimed, result)
            case FetchFailed():
                return self._failed(claimed, result)
            case Fetched():
                return await self._changed(claimed, result)

    async def keep(self, finding: Finding) -> Plan:
        """Decide on a finding by what is known, and keep that; returns the plan as applied."""
        return await self.store.write(finding.wanted, finding.decide)

    def crashed(self, claimed: SourceForCheck, error: Exception) -> Finding:
        """A check that ended by a bug: told by its name alone, for its words may hold anything."""
        return self._failed(claimed, FetchFailed(reason="crash", detail=f"{type(error).__name__}, see the log"))

    async def _changed(self, claimed: SourceForCheck, fetched: Fetched) -> Finding:
        digest = body_digest(fetched.body)
        if digest == claimed.body_digest:
            return self._unchanged(claimed, unchanged(fetched))
        seen = await self.store.seen(claimed.source.name)
        read = await self.isolation.run(read_source, self._job(claimed, fetched, seen))
        if isinstance(read, ReadFailed):
            return self._failed(claimed, FetchFailed(reason=read.reason, detail=read.detail))
        carrier = self._carrier(claimed, read)
        rhythm = _rhythm(claimed, read, self.clock())
        untold = _is_untold(claimed, read, self.clock())
        hub = _hub(claimed, fetched, read)
        trusted = claimed.subscription if hub is None and not untold else None
        known = replace(claimed, rhythm=rhythm, wish=read.wish, subscription=trusted)
        outcome = self._outcome(known, fetched.fresh_for)
        outcome = replace(
            outcome,
            body_digest=digest,
            rhythm=rhythm,
            wish=None if read.wish == claimed.wish else read.wish,
            missed=untold,
            hub=hub,
        )
        outcome = _seen(outcome, claimed, fetched, read, seen)
        return Finding(
            wanted=wanted(carrier, read.entries, outcome.at),
            decide=partial(_plan_read, claimed=claimed, carrier=carrier, read=read, outcome=outcome),
            stands_alone=not read.entries,
        )

    def _job(self, claimed: SourceForCheck, fetched: Fetched, seen: Seen) -> SourceBody:
        return SourceBody(
            body=fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            source=claimed.source,
            watches=seen.watches,
            known=seen.digests,
            known_slices=seen.slices,
            now=self.clock(),
        )

    def _carrier(self, claimed: SourceForCheck, read: SourceRead) -> Carrier:
        silent_before = None if self.backfill else claimed.added_at
        return Carrier(
            source=claimed.source, silent_before=silent_before, first=claimed.first_check, listed=read.listed
        )

    def _unchanged(self, claimed: SourceForCheck, answer: NotModified) -> Finding:
        """What was empty is so once more."""
        zero_runs = claimed.zero_runs and claimed.zero_runs + 1
        outcome = self._outcome(claimed, answer.fresh_for, validators=answer.validators, zero_runs=zero_runs)
        return _settled(claimed, _judged(outcome, claimed.sight, answer, claimed.sight.silent_after))

    def _failed(self, claimed: SourceForCheck, failure: FetchFailed) -> Finding:
        """Keep a failure; a second answer 410 in a row pauses the source (RFC 9110: likely permanent)."""
        outcome = replace(
            self._outcome(claimed, failure.retry_after, failures=claimed.failures + 1, zero_runs=claimed.zero_runs),
            health=Health.GONE if failure.gone else Health.FAILING,
            error=f"{failure.reason}: {failure.detail}",
            paused=failure.gone and claimed.health is Health.GONE,
        )
        return _settled(claimed, _judged_failure(outcome, claimed.sight))

    def _put_off(self, claimed: SourceForCheck, failure: FetchFailed) -> Finding:
        """Leave a source as it is whose host rests: that says nothing of the source, good or bad."""
        now, wait = self.clock(), put_off(failure.retry_after)
        every, hours = claimed.source.every, replace(claimed.wish, ttl=0, period=0)
        following = next_check(now, wait, every=every, server_wish=None, feed_wish=hours, jitter=self.jitter())
        postponement = Postponement(
            source=claimed.source.name,
            url=claimed.source.url,
            at=now,
            next_check_at=following.at,
            next_check_reason=following.reason,
            claimed_until=claimed.claimed_until,
        )
        plan = Plan(at=now, postponement=postponement)
        return Finding(wanted=Wanted(), decide=lambda _known: plan, stands_alone=True)

    def _outcome(
        self,
        claimed: SourceForCheck,
        server_wish: timedelta | None,
        *,
        validators: Validators | None = None,
        failures: int = 0,
        zero_runs: int = 0,
    ) -> CheckOutcome:
        now = self.clock()
        following = self._next(claimed, now, server_wish, failures)
        return CheckOutcome(
            source=claimed.source.name,
            url=claimed.source.url,
            at=now,
            health=Health.OK,
            next_check_at=following.at,
            next_check_reason=following.reason,
            validators=validators or claimed.validators,
            body_digest=claimed.body_digest,
            note=claimed.note,
            claimed_until=claimed.claimed_until,
            reset=claimed.reset,
            failures=failures,
            zero_runs=zero_runs,
        )

    def _next(self, claimed: SourceForCheck, now: datetime, server_wish: timedelta | None, failures: int) -> NextCheck:
        source = claimed.source
        if failures:
            # For how long an answer holds is nothing to a check without one; hours to be skipped still are.
            wait, wish = backoff(source.every, failures), replace(claimed.wish, ttl=0, period=0)
        else:
            limits, wish = limits_of(source), claimed.wish
            usual = interval(now, limits, claimed.rhythm, claimed.awaited)
            wait = while_held(claimed.subscription, limits, usual, now)
        return next_check(now, wait, every=source.every, server_wish=server_wish, feed_wish=wish, jitter=self.jitter())


def unchanged(fetched: Fetched) -> NotModified:
    """An answer that brought the body of last time, as a server says it that knows so."""
    return NotModified(
        validators=fetched.validators,
        moved_to=fetched.moved_to,
        fresh_for=fetched.fresh_for,
        certificate=fetched.certificate,
    )


def body_digest(body: bytes) -> str:
    """Names a body's exact bytes."""
    return blake2b(body, digest_size=16).hexdigest()


def _rhythm(claimed: SourceForCheck, read: SourceRead, now: datetime) -> Rhythm:
    """What is listed anew only because it was forgotten is not counted again."""
    if claimed.rhythm is None:
        return first_rhythm(read.published, now)
    if claimed.first_check:
        return claimed.rhythm
    return next_rhythm(claimed.rhythm, read.published, last_check=claimed.last_checked_at or now, now=now)


def _is_untold(claimed: SourceForCheck, read: SourceRead, now: datetime) -> bool:
    """Whether a hub kept to itself what is listed now. What is listed anew because it was forgotten says nothing."""
    return (
        bool(read.published) and not claimed.first_check and missed(claimed.subscription, claimed.last_checked_at, now)
    )


def _hub(claimed: SourceForCheck, fetched: Fetched, read: SourceRead) -> Hub | None:
    """The hub that a feed names now, its server's word first; None where it is the one that is known."""
    named = read.hub if fetched.hub == NO_HUB else fetched.hub
    known = NO_HUB if claimed.subscription is None else claimed.subscription.hub
    return None if named == known else named


def _seen(
    outcome: CheckOutcome, claimed: SourceForCheck, fetched: Fetched, read: SourceRead, seen: Seen
) -> CheckOutcome:
    """The outcome of a body that was read: its validators are kept with its entries."""
    zero_runs = 0 if read.digests else claimed.zero_runs + 1
    silent = () if read.digests else ("0 items",)
    latest = latest_of(seen.latest, read.published, outcome.at)
    outcome = replace(
        outcome,
        validators=fetched.validators,
        zero_runs=zero_runs,
        note=", ".join((*read.notes, *silent)) or None,
        latest=latest,
    )
    return _judged(outcome, claimed.sight, fetched, silent_after(latest))


def _judged(
    outcome: CheckOutcome, before: Sight, answer: Fetched | NotModified, silent_after: datetime | None
) -> CheckOutcome:
    """The outcome of an answer, with what that shows of how well its source is seen, and where to ask from now on."""
    move = next_move(before.move, answer.moved_to, outcome.at)
    trouble = next_trouble(before.trouble, _signs(outcome, silent_after, answer.certificate), outcome.at)
    new_url = move.url if move is not None and is_believed(move, outcome.at) else None
    sight = Sight(trouble=trouble, move=None if new_url else move, silent_after=silent_after)
    is_as_before = sight == before and outcome.latest is None
    return outcome if is_as_before else replace(outcome, sight=sight, new_url=new_url)


def _judged_failure(outcome: CheckOutcome, before: Sight) -> CheckOutcome:
    """The same of a failure, which says nothing of a move."""
    trouble = next_trouble(before.trouble, _signs(outcome, before.silent_after), outcome.at)
    return replace(outcome, sight=replace(before, trouble=trouble))


def _signs(outcome: CheckOutcome, silent_after: datetime | None, certificate: Certificate | None = None) -> Signs:
    return Signs(
        gone=outcome.paused,
        failures=outcome.failures,
        zero_runs=outcome.zero_runs,
        error=outcome.error,
        silent_after=silent_after,
        certificate=certificate,
    )


def _settled(claimed: SourceForCheck, outcome: CheckOutcome) -> Finding:
    return Finding(
        wanted=Wanted(),
        decide=partial(_plan_outcome, claimed=claimed, outcome=outcome),
        stands_alone=True,
    )


def _plan_read(
    known: Known, *, claimed: SourceForCheck, carrier: Carrier, read: SourceRead, outcome: CheckOutcome
) -> Plan:
    plan = plan_entries(known, carrier, read.entries, outcome.at)
    kept_quiet = sum(change.item.backfill for change in plan.items)
    if kept_quiet:
        noun = "entry" if kept_quiet == 1 else "entries"
        quiet = f"{kept_quiet} {noun} from before it was added: read, not sent"
        outcome = replace(outcome, note=", ".join(filter(None, (outcome.note, quiet))))
    return replace(
        plan,
        outcome=outcome,
        digests=read.digests,
        slices=read.slices,
        deliveries=(*plan.deliveries, *source_notices(known.channels, claimed, outcome)),
    )


def _plan_outcome(known: Known, *, claimed: SourceForCheck, outcome: CheckOutcome) -> Plan:
    return Plan(at=outcome.at, outcome=outcome, deliveries=source_notices(known.channels, claimed, outcome))
