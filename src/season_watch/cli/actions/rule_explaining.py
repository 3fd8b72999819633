"""Why an update went where it went, and why not elsewhere."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from season_watch.cli.documents import Document, delivery_document, shown_recipient, update_document
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import minute, update_phrase
from season_watch.model.board import UpdateKey
from season_watch.model.delivery import Channel, ChannelName, Delivery, DeliveryId, DeliveryState, Rule
from season_watch.model.errors import NothingMatched
from season_watch.policy.routing import why_not
from season_watch.storage import queries, rule_queries
from season_watch.storage.views import NumberedUpdate

_SHORT_ID = len("msg_") + 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """All there is to say. `digests` are the messages that told of the update together with others."""

    numbered: NumberedUpdate
    rules: tuple[Rule, ...]
    channels: tuple[Channel, ...]
    deliveries: tuple[Delivery, ...]
    digests: Mapping[DeliveryId, Delivery]

    def why_not(self, rule: Rule) -> str | None:
        """Why a rule does not apply."""
        return why_not(rule, self.numbered.update)

    def deciding(self, channel: ChannelName) -> int | None:
        """The number of the rule that says when a channel is sent it: the first that applies; None where none does."""
        applying = (
            number for number, rule in enumerate(self.rules, 1) if channel in rule.channels and not self.why_not(rule)
        )
        return next(applying, None)


def explain_rules(database: Path, number_or_key: str, *, as_json: bool) -> None:
    """Print what each rule makes of an update, and what became of each of its alerts."""
    with queries.reading(database) as connection:
        account = _account(connection, _find(connection, number_or_key))
    if as_json:
        show_json(_document(account))
    else:
        show_lines(tuple(_lines(account)))


def _find(connection: sqlite3.Connection, number_or_key: str) -> NumberedUpdate:
    found = queries.update_of_key(connection, number_or_key)
    if found is None and number_or_key.isdecimal():
        found = queries.update(connection, int(number_or_key))
    if found is None:
        raise NothingMatched(f"There is no update {number_or_key}: `season-watch list` shows them.")
    return found


def _account(connection: sqlite3.Connection, numbered: NumberedUpdate) -> _Account:
    deliveries = rule_queries.deliveries_of(connection, UpdateKey(numbered.update.key))
    ids = {one.digested_in for one in deliveries if one.digested_in is not None}
    digests = (rule_queries.delivery(connection, one) for one in ids)
    return _Account(
        numbered=numbered,
        rules=rule_queries.rules(connection),
        channels=rule_queries.channels(connection),
        deliveries=deliveries,
        digests={one.id: one for one in digests if one is not None},
    )


def _document(account: _Account) -> Document:
    return {
        "update": update_document(account.numbered),
        "rules": [
            {"rule": number, "channels": list(rule.channels), "why_not": account.why_not(rule)}
            for number, rule in enumerate(account.rules, 1)
        ],
        "alerts": [
            {**delivery_document(one), "rule": account.deciding(one.channel), "digest": _digest_document(account, one)}
            for one in account.deliveries
        ],
        "untold": [channel.name for channel in account.channels if not _deliveries(account, channel.name)],
    }


def _digest_document(account: _Account, one: Delivery) -> Document | None:
    digest = account.digests.get(one.digested_in) if one.digested_in else None
    return delivery_document(digest) if digest else None


def _lines(account: _Account) -> Iterator[Line]:
    update = account.numbered.update
    yield Line(text=f"{update_phrase(account.numbered)}  (#{account.numbered.number}, {update.watch})", style="bold")
    yield Line(text=f"{minute(update.at)}: {update.change}, {update.fact.facet}, {update.fact.certainty}")
    for number, rule in enumerate(account.rules, 1):
        yield BLANK
        yield from _rule_lines(account, number, rule)
    yield from _other_lines(account)


def _rule_lines(account: _Account, number: int, rule: Rule) -> Iterator[Line]:
    reason = account.why_not(rule)
    yield Line(
        text=f"Rule {number}, to {', '.join(rule.channels)}: {'applies' if reason is None else 'does not apply'}"
    )
    if reason is not None:
        yield Line(text=reason, indent=2)
        return
    for name in rule.channels:
        first = account.deciding(name)
        if first == number:
            yield from _channel_lines(account, name)
        else:
            yield Line(text=f"{name}: rule {first} sends it there already, and says when", indent=2)


def _channel_lines(account: _Account, name: ChannelName) -> Iterator[Line]:
    deliveries = _deliveries(account, name)
    for one in deliveries:
        yield Line(text=f"{name} to {shown_recipient(one.recipient)}: {_fate(account, one)}", indent=2)
    if not deliveries:
        yield Line(text=f"{name}: nothing was sent; this rule or channel came after the update", indent=2)


def _other_lines(account: _Account) -> Iterator[Line]:
    """Channels that no rule names for it, and what was sent over them by rules that were there before."""
    known = [channel.name for channel in account.channels]
    gone = [one.channel for one in account.deliveries if one.channel not in known]
    unnamed = [name for name in dict.fromkeys((*known, *gone)) if account.deciding(name) is None]
    if unnamed:
        yield BLANK
    for name in unnamed:
        deliveries = _deliveries(account, name)
        for one in deliveries:
            to = shown_recipient(one.recipient)
            yield Line(text=f"{name} to {to}, by rules that were changed since: {_fate(account, one)}")
        if not deliveries:
            yield Line(text=f"{name}: no rule sends it there")


def _deliveries(account: _Account, name: ChannelName) -> tuple[Delivery, ...]:
    return tuple(one for one in account.deliveries if one.channel == name)


def _fate(account: _Account, one: Delivery) -> str:
    """What became of a delivery, or of the digest that it left in."""
    digest = account.digests.get(one.digested_in) if one.digested_in else None
    if digest is not None:
        return f"{one.reason} ({digest.id[:_SHORT_ID]}), {_fate(account, digest)}"
    match one.state:
        case DeliveryState.SENT:
            return f"sent, {minute(one.released_at or one.created_at)}"
        case DeliveryState.DEAD:
            return f"given up: {one.reason}"
        case DeliveryState.SUPPRESSED:
            return f"not sent: {one.reason}"
        case DeliveryState.PENDING | DeliveryState.LEASED:
            return one.reason if one.is_held and one.reason else _waiting(one)


def _waiting(one: Delivery) -> str:
    if one.attempts:
        return f"tried {one.attempts} times, again at {minute(one.next_attempt_at)}: {one.reason}"
    return "about to be sent"
