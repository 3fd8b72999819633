"""Release: what was held leaves when its time has come, alone or as one message with others."""

import json
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
"""Updates that a digest lists at most, and watches; the rest it counts."""

ROOM = 19_000
"""Bytes that a digest's data take at most, so that a webhook's body stays below 20 kB with every address whole."""


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
    """One message for several updates: as many of them as there is room for, and how many there are of each watch.

    What is confirmed goes before the rest; of very many watches it names those that had the most.
    """
    watches = Counter(_of(message)["label"] for message in messages).most_common(LISTED)
    counted = [{"label": label, "count": count} for label, count in sorted(watches)]
    listed = _fitting(map(_entry, _listed(messages, {label for label, _ in watches})), ROOM - _size(counted))
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
                "watches": counted,
            },
            "updates": listed,
        },
    )


def _listed(messages: tuple[Message, ...], labels: set[str]) -> list[Message]:
    named = (message for message in messages if _of(message)["label"] in labels)
    return sorted(named, key=lambda message: message.kind != "update.confirmed")[:LISTED]


def _fitting(entries: Iterable[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """The entries that there is room for; one that is too large makes way for the next."""
    fitting = []
    for entry in entries:
        if (size := _size(entry)) <= room:
            fitting.append(entry)
            room -= size
    return fitting


def _size(value: object) -> int:
    """Bytes of a value as JSON of ASCII, the longer of the two forms in which it leaves; with the comma behind it."""
    return len(json.dumps(value)) + len(", ")


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
