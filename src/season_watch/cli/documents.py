"""The JSON that `--json` prints: one form for each thing, whichever command shows it (docs/commands.md)."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from season_watch.model.board import Belief, Board, Fact, Update, Witness
from season_watch.model.claim import Claim, Evidence
from season_watch.model.delivery import Delivery
from season_watch.model.reach import Reach
from season_watch.model.trouble import Trouble
from season_watch.model.watch import Watch
from season_watch.pipeline.wording import headline
from season_watch.policy.cells import fact_of, passed
from season_watch.policy.pace import limits_of
from season_watch.storage.views import NumberedCorrection, NumberedUpdate, SilenceStatus, SourceStatus, Story

Document = dict[str, Any]


def update_document(numbered: NumberedUpdate) -> Document:
    """A tracked update."""
    update = numbered.update
    return {
        "id": numbered.number,
        "watch": update.watch,
        "change": update.change,
        **fact_document(update.fact, update.witness.published),
        "before": fact_document(update.before, numbered.before_said) if update.before else None,
        "at": update.at.isoformat(),
        "reason": update.reason,
        "witness": witness_document(update.witness),
    }


def fact_document(fact: Fact, said: datetime | None) -> Document:
    """What is believed of a facet, in keys and in words, as it was said at a moment."""
    return {
        "facet": fact.facet,
        "state": fact.state,
        "value": fact.value,
        "certainty": fact.certainty,
        "headline": headline(fact, said),
    }


def witness_document(witness: Witness) -> Document:
    """An item that says so, and its words."""
    return {
        "item": witness.item,
        "outlet": witness.outlet,
        "url": witness.url,
        "title": witness.title,
        "published": witness.published.isoformat(),
        "evidence": evidence_document(witness.evidence),
    }


def story_document(story: Story) -> Document:
    """An event and who reported it; copies of a text are counted, and are no witnesses."""
    return {
        "watch": story.watch,
        **belief_document(story.belief),
        "outlets": list(story.belief.outlets),
        "copies": story.copies,
        "first": witness_document(story.belief.first),
    }


def evidence_document(evidence: Evidence) -> Document:
    """Quoted words and their place in title, line break, text."""
    return {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}


def board_document(
    watch: Watch,
    board: Board,
    troubled: tuple[SourceStatus, ...],
    corrections: tuple[NumberedCorrection, ...],
    down: tuple[Reach, ...],
    today: date,
) -> Document:
    """All that was ever believed of a watch, in the order in which it was first claimed, and what may be missing.

    Of each belief it tells whether the time that was confirmed for the release has `passed` without one.
    """
    gone = passed(board, today)
    return {
        "watch": watch.name,
        "label": watch.label,
        "beliefs": [{**belief_document(belief), "passed": belief in gone} for belief in board.beliefs],
        "troubles": [
            {"source": status.source.name, **_trouble(status.trouble)} for status in troubled if status.trouble
        ],
        "corrections": [correction_document(one) for one in corrections],
        "down": [_refusal(reach) for reach in down],
    }


def _refusal(reach: Reach) -> Document:
    since = reach.refusing_since
    return {
        "channel": reach.channel,
        "recipient": shown_recipient(reach.recipient),
        "since": since.isoformat() if since else None,
        "reason": reach.reason,
    }


def _trouble(trouble: Trouble) -> Document:
    return {"kind": trouble.kind, "since": trouble.since.isoformat(), "why": trouble.why}


def belief_document(belief: Belief) -> Document:
    """What is believed, how it stands, and who says so."""
    return {
        **fact_document(fact_of(belief), belief.last_said),
        "standing": belief.standing,
        "since": belief.since.isoformat(),
        "witnesses": [witness_document(witness) for witness in belief.witnesses],
    }


def claim_document(claim: Claim) -> Document:
    """A claim, with the rules that made it."""
    return {
        "facet": claim.facet,
        "state": claim.state,
        "value": claim.value,
        "certainty": claim.certainty,
        "by": claim.by,
        "rule": claim.rule,
        "cues": list(claim.cues),
        "evidence": evidence_document(claim.evidence),
    }


def correction_document(numbered: NumberedCorrection) -> Document:
    """What the owner ruled out; null stands for any."""
    correction = numbered.correction
    return {
        "number": numbered.number,
        "at": correction.at.isoformat(),
        "outlet": correction.outlet,
        "item": correction.item,
        "title": numbered.title,
        "watch": correction.watch,
        "facet": correction.facet,
        "state": correction.state,
        "value": correction.value,
    }


def delivery_document(delivery: Delivery) -> Document:
    """An alert on its way."""
    later = delivery.next_attempt_at
    return {
        "id": delivery.id,
        "state": delivery.state,
        "channel": delivery.channel,
        "recipient": shown_recipient(delivery.recipient),
        "kind": delivery.message.kind,
        "subject": delivery.message.subject,
        "created_at": delivery.created_at.isoformat(),
        "attempts": delivery.attempts,
        "next_attempt_at": later.isoformat() if later else None,
        "reason": delivery.reason,
        "released_at": delivery.released_at.isoformat() if delivery.released_at else None,
        "digested_in": delivery.digested_in,
        "silence": delivery.silence,
    }


def silence_document(status: SilenceStatus) -> Document:
    """A silence, and how much it has silenced."""
    silence = status.silence
    return {
        "id": silence.id,
        "watch": silence.watch,
        "facet": silence.facet,
        "channel": silence.channel,
        "until": silence.until.isoformat(),
        "reason": silence.reason,
        "added_at": silence.added_at.isoformat(),
        "silenced": status.silenced,
    }


def shown_recipient(recipient: str) -> str:
    """A mail address, or the host of a webhook: the rest of its address is often a secret."""
    return f"{urlsplit(recipient).hostname or ''}/…" if "://" in recipient else recipient


def source_document(status: SourceStatus) -> Document:
    """A source, and how its checks go."""
    source, checked = status.source, status.last_checked_at
    limits = limits_of(source)
    return {
        "name": source.name,
        "url": source.url,
        "moved_to": status.moved_to,
        "kind": source.kind,
        "trust": source.trust,
        "every_seconds": int(limits.every.total_seconds()),
        "fastest_seconds": int(limits.fastest.total_seconds()),
        "slowest_seconds": int(limits.slowest.total_seconds()),
        "watches": list(source.watches),
        "origin": source.origin,
        "state": status.state,
        "health": status.health,
        "paused": status.paused,
        "failures": status.failures,
        "last_checked_at": checked.isoformat() if checked else None,
        "next_check_at": status.next_check_at.isoformat(),
        "next_check_reason": status.next_check_reason,
        "error": status.error,
        "note": status.note,
        "trouble": _trouble(status.trouble) if status.trouble else None,
        "hub": status.hub,
        "hub_state": status.hub_state,
        "hub_until": status.hub_until.isoformat() if status.hub_until else None,
    }


def replayed_update(update: Update) -> Document:
    """An update as the replay contract has it."""
    fact = update.fact
    return {"facet": fact.facet, "state": fact.state, "value": fact.value, "certainty": fact.certainty}
