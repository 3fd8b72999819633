"""What is said: from an update or an event of the program's own to messages and their deliveries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from season_watch.model.board import Belief, Board, Fact, Update
from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Channel, ChannelName, Delivery, DeliveryId, DeliveryState, Message, Silence
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch
from season_watch.pipeline.wording import certainty_word, headline, statement, when
from season_watch.policy.cells import fact_of, told_by

STEPS = 6
"""As many steps as a timeline has at most: the latest ones, which a reader of a mail looks over in a moment."""


def update_message(update: Update, watch: Watch, board: Board) -> Message:
    """The message of an update; its `data` is the payload that every channel renders. `board` is what it left."""
    belief = told_by(board, update)
    return Message(
        kind=f"update.{certainty_word(update).lower()}",
        at=update.at,
        subject=f"[{watch.label}] {statement(update)}",
        data={
            "update": {
                "key": update.key,
                "watch": watch.name,
                "label": watch.label,
                "change": update.change.value,
                **_fact(update.fact),
                "when": when(update.fact.value) if update.fact.value else None,
                "at": update.at.isoformat(),
                "reason": update.reason,
            },
            "before": _fact(update.before) if update.before else None,
            "evidence": _evidence(update),
            "story": _story(belief) if belief else None,
            "timeline": [_step(step) for step in _steps(board, update.fact.facet)],
        },
    )


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "facet": fact.facet.value,
        "state": fact.state.value,
        "value": fact.value,
        "certainty": fact.certainty.value,
        "headline": headline(fact),
    }


def _story(belief: Belief) -> dict[str, Any]:
    first = belief.first
    return {
        "outlets": len(belief.outlets),
        "first": {"outlet": first.outlet, "url": first.url, "published": first.published.isoformat()},
    }


def _steps(board: Board, facet: Facet) -> tuple[Belief, ...]:
    """What was ever said of a facet, but for estimates, oldest first."""
    said = [one for one in board.beliefs if one.facet is facet and one.certainty is not Certainty.PREDICTED]
    return tuple(sorted(said, key=lambda one: one.since)[-STEPS:])


def _step(belief: Belief) -> dict[str, Any]:
    return {
        "since": belief.since.isoformat(),
        "headline": headline(fact_of(belief)),
        "certainty": belief.certainty.value,
        "standing": belief.standing.value,
    }


def _evidence(update: Update) -> dict[str, Any]:
    witness = update.witness
    return {
        "quote": witness.evidence.quote,
        "url": witness.url,
        "title": witness.title,
        "outlet": witness.outlet,
        "published": witness.published.isoformat(),
    }


def notice(kind: str, subject: str, text: str, *, source: SourceName | None, at: datetime) -> Message:
    """A message about the program itself: `kind` is a word such as `source_gone`."""
    return Message(
        kind=f"notice.{kind}",
        at=at,
        subject=f"[season-watch] {subject}",
        data={"notice": {"text": text, "source": source}},
    )


def deliveries(
    message: Message, channels: Iterable[Channel], *, about: str, update: Update | None = None
) -> tuple[Delivery, ...]:
    """One pending delivery a channel and recipient. `about` is what the idempotency ids follow from."""
    return tuple(
        Delivery(
            id=delivery_id(about, channel.name, recipient),
            channel=channel.name,
            recipient=recipient,
            message=message,
            created_at=message.at,
            update=update.key if update else None,
            next_attempt_at=message.at,
        )
        for channel in channels
        for recipient in channel.recipients
    )


def suppressed(pending: Iterable[Delivery], reason: str) -> tuple[Delivery, ...]:
    """The same deliveries, recorded and never sent."""
    return tuple(replace(one, state=DeliveryState.SUPPRESSED, next_attempt_at=None, reason=reason) for one in pending)


def under_silence(silence: Silence, pending: Delivery) -> Delivery:
    """A delivery that is recorded and never sent, since its owner wished so."""
    reason = f"silenced until {silence.until:%Y-%m-%d %H:%M} UTC: {silence.reason}"
    (one,) = suppressed((pending,), reason)
    return replace(one, silence=silence.id)


def delivery_id(about: str, channel: ChannelName, recipient: str) -> DeliveryId:
    """The idempotency id of what is said about something to a recipient."""
    name = f"{about}|{channel}|{recipient}"
    return DeliveryId("msg_" + blake2b(name.encode(), digest_size=12).hexdigest())
