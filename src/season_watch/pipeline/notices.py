"""What the program says of itself: when trouble starts, and when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass

from season_watch.model.delivery import Channel, Delivery, Message
from season_watch.model.source import CheckOutcome, SourceForCheck
from season_watch.model.trouble import Trouble, TroubleKind
from season_watch.pipeline.messages import deliveries, notice
from season_watch.pipeline.wording import day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How a kind of trouble is told when it starts (`{name}`, `{why}`) and when it is over (`{name}`, `{since}`)."""

    kind: str
    subject: str
    text: str
    over_kind: str
    over_subject: str
    over_text: str


_SEEING = "source_seeing"
_WORDS = {
    TroubleKind.GONE: _Words(
        kind="source_gone",
        subject="{name} is gone",
        text="{name} answered twice that it is gone ({why}); it is paused until you resume it.",
        over_kind=_SEEING,
        over_subject="{name} is there again",
        over_text="{name} answers again; it was gone since {since}.",
    ),
    TroubleKind.UNREADABLE: _Words(
        kind="source_blind",
        subject="{name} can't be read",
        text="{name} could not be read several times in a row ({why}). It is tried on, ever less often.",
        over_kind=_SEEING,
        over_subject="{name} can be read again",
        over_text="{name} can be read again; it could not be since {since}.",
    ),
    TroubleKind.EMPTY: _Words(
        kind="source_empty",
        subject="{name} lists nothing",
        text="{name} answers, but there is nothing in it ({why}). It is asked on; look whether it has moved.",
        over_kind=_SEEING,
        over_subject="{name} lists something again",
        over_text="{name} lists something again; it was empty since {since}.",
    ),
    TroubleKind.SILENT: _Words(
        kind="source_silent",
        subject="{name} has fallen silent",
        text="{name} answers, but lists {why}, by its own rhythm. It is asked on; look whether it was given up.",
        over_kind=_SEEING,
        over_subject="{name} tells something new again",
        over_text="{name} tells something new again; you were told on {since} that it had fallen silent.",
    ),
    TroubleKind.CERTIFICATE: _Words(
        kind="certificate_ending",
        subject="the certificate of {name} ends soon",
        text="{name} can be read, but {why}: if its owner does not renew that, it can't be read from then on.",
        over_kind="certificate_renewed",
        over_subject="the certificate of {name} is renewed",
        over_text="The certificate of the server of {name} is renewed; you were told on {since} that it would end.",
    ),
}


def has_news(claimed: SourceForCheck, outcome: CheckOutcome) -> bool:
    """Whether a check leaves a source in another trouble than it was in, or free of it."""
    return outcome.sight is not None and _kind(claimed.sight.trouble) is not _kind(outcome.sight.trouble)


def source_notices(channels: Iterable[Channel], claimed: SourceForCheck, outcome: CheckOutcome) -> tuple[Delivery, ...]:
    """What every channel says of a source after a check: one notice when trouble starts, one when it is over."""
    if outcome.sight is None or not has_news(claimed, outcome):
        return ()
    message = _message(claimed.sight.trouble, outcome.sight.trouble, outcome)
    return deliveries(message, channels, about=f"{message.kind}|{outcome.source}|{outcome.at.isoformat()}")


def _message(before: Trouble | None, after: Trouble | None, outcome: CheckOutcome) -> Message:
    """What starts is told, and where nothing does, what is over."""
    trouble = after or before
    assert trouble is not None, "else nothing changed"
    words, is_over = _WORDS[trouble.kind], after is None
    said = {"name": outcome.source, "why": trouble.why, "since": day(trouble.since)}
    subject, text = (words.over_subject, words.over_text) if is_over else (words.subject, words.text)
    kind = words.over_kind if is_over else words.kind
    return notice(kind, subject.format_map(said), text.format_map(said), source=outcome.source, at=outcome.at)


def _kind(trouble: Trouble | None) -> TroubleKind | None:
    return trouble.kind if trouble else None
