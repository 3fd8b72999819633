"""Check a source: fetch → read in the child → known → plan → apply."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b

from season_watch.model.delivery import Delivery
from season_watch.model.source import CheckOutcome, Health, SourceForCheck
from season_watch.pipeline.messages import deliveries, notice
from season_watch.pipeline.plan import Known, Plan, Wanted
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
from season_watch.policy.schedule import next_check

BLIND_AFTER = 3
"""Failed checks in a row after which the owner is told: one or two are everyday network weather."""

SILENT_NOTE_AFTER = 3
"""Empty bodies in a row after which the source's row says so."""


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
        source = claimed.source
        result = await self.fetcher.fetch(FetchRequest(url=source.url, kind=source.kind, validators=claimed.validators))
        match result:
            case NotModified():
                return await self._unchanged(claimed, result)
            case FetchFailed():
                return await self._failed(claimed, result)
            case Fetched():
                return await self._changed(claimed, result)

    async def crashed(self, claimed: SourceForCheck, error: Exception) -> Plan:
        """Keep that a check ended by a bug: told by its name alone, for its words may hold anything."""
        return await self._failed(claimed, FetchFailed(reason="crash", detail=f"{type(error).__name__}, see the log"))

    async def _changed(self, claimed: SourceForCheck, fetched: Fetched) -> Plan:
        if body_digest(fetched.body) == claimed.body_digest:
            same = NotModified(validators=fetched.validators, fresh_for=fetched.fresh_for)
            return await self._unchanged(claimed, same)
        read = await self.isolation.run(read_source, await self._job(claimed, fetched))
        if isinstance(read, ReadFailed):
            return await self._failed(claimed, FetchFailed(reason=read.reason, detail=read.detail))
        carrier = self._carrier(claimed, read)
        outcome = self._outcome(claimed, fetched.fresh_for)
        outcome = _seen(outcome, claimed, fetched, read)
        return await self.store.write(
            wanted(carrier, read.entries),
            partial(_plan_read, claimed=claimed, carrier=carrier, read=read, outcome=outcome),
        )

    async def _job(self, claimed: SourceForCheck, fetched: Fetched) -> SourceBody:
        return SourceBody(
            body=fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            source=claimed.source,
            watches=await self.store.watches(),
            known=await self.store.known_digests(claimed.source.name),
            now=self.clock(),
        )

    def _carrier(self, claimed: SourceForCheck, read: SourceRead) -> Carrier:
        silent_before = None if self.backfill else claimed.added_at
        return Carrier(
            source=claimed.source, silent_before=silent_before, first=claimed.first_check, listed=read.listed
        )

    async def _unchanged(self, claimed: SourceForCheck, answer: NotModified) -> Plan:
        outcome = replace(
            self._outcome(claimed, answer.fresh_for),
            validators=answer.validators,
            body_digest=claimed.body_digest,
            zero_runs=claimed.zero_runs,
        )
        return await self._settle(claimed, outcome)

    async def _failed(self, claimed: SourceForCheck, failure: FetchFailed) -> Plan:
        """Keep a failure; a second answer 410 in a row pauses the source (RFC 9110: likely permanent)."""
        failures = claimed.failures + 1
        outcome = replace(
            self._outcome(claimed, failure.retry_after, failures=failures),
            health=Health.GONE if failure.gone else Health.FAILING,
            validators=claimed.validators,
            body_digest=claimed.body_digest,
            zero_runs=claimed.zero_runs,
            error=f"{failure.reason}: {failure.detail}",
            paused=failure.gone and claimed.health is Health.GONE,
        )
        return await self._settle(claimed, outcome)

    async def _settle(self, claimed: SourceForCheck, outcome: CheckOutcome) -> Plan:
        return await self.store.write(Wanted(), partial(_plan_outcome, claimed=claimed, outcome=outcome))

    def _outcome(self, claimed: SourceForCheck, server_wish: timedelta | None, *, failures: int = 0) -> CheckOutcome:
        now = self.clock()
        return CheckOutcome(
            source=claimed.source.name,
            url=claimed.source.url,
            at=now,
            health=Health.OK,
            next_check_at=next_check(
                now, claimed.source.every, server_wish=server_wish, failures=failures, jitter=self.jitter()
            ),
            validators=claimed.validators,
            body_digest=claimed.body_digest,
            failures=failures,
        )


def body_digest(body: bytes) -> str:
    """Names a body's exact bytes."""
    return blake2b(body, digest_size=16).hexdigest()


def _seen(outcome: CheckOutcome, claimed: SourceForCheck, fetched: Fetched, read: SourceRead) -> CheckOutcome:
    """The outcome of a body that was read: its validators and digest are kept with its entries."""
    zero_runs = 0 if read.digests else claimed.zero_runs + 1
    silent = ("0 entries",) if zero_runs >= SILENT_NOTE_AFTER else ()
    return replace(
        outcome,
        validators=fetched.validators,
        body_digest=body_digest(fetched.body),
        zero_runs=zero_runs,
        note=", ".join((*read.notes, *silent)) or None,
        new_url=fetched.moved_to,
    )


def _plan_read(
    known: Known, *, claimed: SourceForCheck, carrier: Carrier, read: SourceRead, outcome: CheckOutcome
) -> Plan:
    plan = plan_entries(known, carrier, read.entries, outcome.at)
    kept_quiet = sum(change.item.backfill for change in plan.items)
    if kept_quiet:
        quiet = f"{kept_quiet} entries from before it was added: read, not sent"
        outcome = replace(outcome, note=", ".join(filter(None, (outcome.note, quiet))))
    return replace(
        plan,
        outcome=outcome,
        digests=read.digests,
        deliveries=(*plan.deliveries, *_notices(known, claimed, outcome)),
    )


def _plan_outcome(known: Known, *, claimed: SourceForCheck, outcome: CheckOutcome) -> Plan:
    return Plan(at=outcome.at, outcome=outcome, deliveries=_notices(known, claimed, outcome))


def _notices(known: Known, claimed: SourceForCheck, outcome: CheckOutcome) -> tuple[Delivery, ...]:
    """One notice when a source goes blind, one when it sees again, one when it is gone."""
    name = claimed.source.name
    if outcome.paused and claimed.paused:
        return ()
    if outcome.paused:
        text = f"{name} answered twice that it is gone ({outcome.error}); it is paused until you resume it."
        return _told(known, "source_gone", f"{name} is gone", text, outcome)
    if outcome.failures == BLIND_AFTER:
        text = (
            f"{name} could not be read {BLIND_AFTER} times in a row ({outcome.error}); it is tried on, ever less often."
        )
        return _told(known, "source_blind", f"{name} can't be read", text, outcome)
    if outcome.failures == 0 and claimed.failures >= BLIND_AFTER:
        text = f"{name} answers again, after {claimed.failures} failed checks."
        return _told(known, "source_seeing", f"{name} can be read again", text, outcome)
    return ()


def _told(known: Known, kind: str, subject: str, text: str, outcome: CheckOutcome) -> tuple[Delivery, ...]:
    message = notice(kind, subject, text, source=outcome.source, at=outcome.at)
    about = f"{kind}|{outcome.source}|{_stamp(outcome.at)}"
    return deliveries(message, known.channels, about=about)


def _stamp(at: datetime) -> str:
    return at.isoformat()
