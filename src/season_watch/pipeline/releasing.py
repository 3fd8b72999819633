"""Release: what was held leaves when its time has come, alone or as one message with others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from season_watch.model.delivery import Delivery, DeliveryId, DeliveryState, Message
from season_watch.model.timing import Timing
from season_watch.pipeline.messages import delivery_id
from season_watch.policy.timing import Hold, Waiting, first_hold, release

LISTED = 40
"""Updates that a digest lists; the rest it counts. So many fit the 20 kB that a webhook's body may have."""


def timed(pending: Iterable[Delivery], timing: Timing) -> tuple[Delivery, ...]:
    """Deliveries as their rule's timing has them: held until they are released, if only until the next tick."""
    return tuple(_timed(one, timing) for one in pending)


def released(waiting: Waiting, now: datetime) -> tuple[Delivery, ...]:
    """The deliveries of a group as they shall stand now, and the digest that tells of several of them, if one does."""
    outcome = release(waiting, now)
    held = tuple(_held(one, outcome.hold, now) for one in outcome.held)
    if len(outcome.together) < 2:
        leaving = tuple(_leaving(one, now) for one in (*outcome.together, *outcome.alone))
        return (*leaving, *held)
    digest = _digest(outcome.together, now)
    told = tuple(_digested(one, digest.id, len(outcome.together) - 1, now) for one in outcome.together)
    return (*told, digest, *(_leaving(one, now) for one in outcome.alone), *held)


def _timed(one: Delivery, timing: Timing) -> Delivery:
    hold = first_hold(timing, one.created_at)
    if hold is None:
        return replace(one, timing=timing)
    return replace(one, timing=timing, next_attempt_at=hold.until, reason=hold.reason)


def _held(one: Delivery, hold: Hold | None, now: datetime) -> Delivery:
    """Held on, and no longer than it was already, unless that is over."""
    assert hold is not None, "what is held has a reason"
    before = one.next_attempt_at
    until = hold.until if before is None or before <= now else min(before, hold.until)
    return replace(one, next_attempt_at=until, reason=hold.reason if until == hold.until else one.reason)


def _leaving(one: Delivery, now: datetime) -> Delivery:
    return replace(one, next_attempt_at=now, released_at=now, reason=None)


def _digested(one: Delivery, digest: DeliveryId, others: int, now: datetime) -> Delivery:
    return replace(
        one,
        state=DeliveryState.SUPPRESSED,
        next_attempt_at=None,
        released_at=now,
        digested_in=digest,
        reason=f"told in one message with {others} other{'' if others == 1 else 's'}",
    )


def _digest(together: tuple[Delivery, ...], now: datetime) -> Delivery:
    first = together[0]
    about = "digest|" + "|".join(one.id for one in together)
    return Delivery(
        id=delivery_id(about, first.channel, first.recipient),
        channel=first.channel,
        recipient=first.recipient,
        message=digest_message(tuple(one.message for one in together), now),
        created_at=now,
        next_attempt_at=now,
        timing=first.timing,
        released_at=now,
    )


def digest_message(messages: tuple[Message, ...], now: datetime) -> Message:
    """One message for several updates: `LISTED` of them, what is confirmed before the rest, and how many of each watch.

    Of very many watches it names those that had the most.
    """
    watches = Counter(_of(message)["label"] for message in messages).most_common(LISTED)
    listed = _listed(messages, {label for label, _ in watches})
    about = watches[0][0] if len(watches) == 1 else "season-watch"
    return Message(
        kind="updates.digest",
        at=now,
        subject=f"[{about}] {len(messages)} updates",
        data={
            "digest": {
                "count": len(messages),
                "unlisted": len(messages) - len(listed),
                "since": min(message.at for message in messages).isoformat(),
                "watches": [{"label": label, "count": count} for label, count in sorted(watches)],
            },
            "updates": [_entry(message) for message in listed],
        },
    )


def _listed(messages: tuple[Message, ...], labels: set[str]) -> list[Message]:
    named = (message for message in messages if _of(message)["label"] in labels)
    return sorted(named, key=lambda message: message.kind != "update.confirmed")[:LISTED]


def _of(message: Message) -> dict[str, Any]:
    update: dict[str, Any] = message.data["update"]
    return update


def _entry(message: Message) -> dict[str, Any]:
    """An update in a line: what its own message's subject says, and where it stood."""
    update, evidence = _of(message), message.data["evidence"]
    return {
        "key": update["key"],
        "watch": update["watch"],
        "label": update["label"],
        "facet": update["facet"],
        "change": update["change"],
        "statement": message.subject.removeprefix(f"[{update['label']}] "),
        "at": update["at"],
        "outlet": evidence["outlet"],
        "url": evidence["url"],
    }
