"""What is said: from an update or an event of the program's own to messages and their deliveries."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import Any

from season_watch.model.board import Belief, Board, Change, Fact, Standing, Update
from season_watch.model.claim import Certainty
from season_watch.model.delivery import Channel, ChannelName, Delivery, DeliveryId, DeliveryState, Message, Silence
from season_watch.model.source import SourceName
from season_watch.model.watch import Watch
from season_watch.pipeline.wording import (
    DENYING,
    certainty_word,
    headline,
    rumour_headline,
    statement,
    step_headline,
    when,
)
from season_watch.policy.cells import first_rumour, said_before, told_by

STEPS = 6
"""As many steps as a timeline has at most: the latest ones, which a reader of a mail looks over in a moment."""


def update_message(update: Update, watch: Watch, board: Board) -> Message:
    """The message of an update; its `data` is the payload that every channel renders. `board` is what it left."""
    belief = told_by(board, update)
    before_said = said_before(update, board.beliefs)
    return Message(
        kind=f"update.{certainty_word(update).lower()}",
        at=update.at,
        subject=f"[{watch.label}] {statement(update, before_said)}",
        data={
            "update": {
                "key": update.key,
                "watch": watch.name,
                "label": watch.label,
                "change": update.change.value,
                **_fact(update.fact, update.witness.published),
                "when": when(update.fact.value) if update.fact.value else None,
                "at": update.at.isoformat(),
                "reason": update.reason,
            },
            "before": _fact(update.before, before_said) if update.before else None,
            "evidence": _evidence(update),
            "story": _story(belief) if belief and update.change not in DENYING else None,
            "timeline": _timeline(board, update),
        },
    )


def _fact(fact: Fact, said: datetime) -> dict[str, Any]:
    return {
        "facet": fact.facet.value,
        "state": fact.state.value,
        "value": fact.value,
        "certainty": fact.certainty.value,
        "headline": headline(fact, said),
    }


def _story(belief: Belief) -> dict[str, Any]:
    first = belief.first
    return {
        "outlets": len(belief.outlets),
        "first": {
            "outlet": first.outlet,
            "url": first.url,
            "published": first.published.isoformat(),
            "certainty": (Certainty.RUMOURED if first == first_rumour(belief) else belief.certainty).value,
        },
    }


def _timeline(board: Board, update: Update) -> list[dict[str, Any]]:
    """What was ever said of a facet, but for estimates, oldest first."""
    facet = update.fact.facet
    said = (one for one in board.beliefs if one.facet is facet and one.certainty is not Certainty.PREDICTED)
    steps = chain(chain.from_iterable(map(_steps, said)), _denial_anew(board, update))
    return sorted(steps, key=itemgetter("since"))[-STEPS:]


def _denial_anew(board: Board, update: Update) -> Iterator[dict[str, Any]]:
    """The denial that an update tells, where the same was believed since before what it denies was said."""
    belief, said = told_by(board, update), update.witness.published
    if update.change is Change.CONTRADICTED and belief is not None and belief.since != said:
        yield _step(said, headline(update.fact, said), update.fact.certainty, belief.standing)


def _steps(belief: Belief) -> Iterator[dict[str, Any]]:
    rumour = first_rumour(belief)
    if rumour is not None:
        headline_then = rumour_headline(belief, rumour.published)
        yield _step(rumour.published, headline_then, Certainty.RUMOURED, Standing.SUPERSEDED)
    yield _step(belief.since, step_headline(belief), belief.certainty, belief.standing)


def _step(since: datetime, words: str, certainty: Certainty, standing: Standing) -> dict[str, Any]:
    return {
        "since": since.isoformat(),
        "headline": words,
        "certainty": certainty.value,
        "standing": standing.value,
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
