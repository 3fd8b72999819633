"""What a message says, typed and cleaned: the one source of both bodies of a mail.

`Message.data` is written by `pipeline/messages.py`; this module is the only one that reads its keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from season_watch.model.board import Change, Standing
from season_watch.model.claim import Certainty
from season_watch.model.delivery import Message
from season_watch.notifying.cleaning import one_line

_CHANGES = {
    Change.OPENED: "new",
    Change.CONFIRMED: "no longer a rumour",
    Change.NARROWED: "more precise",
    Change.MOVED: "moved",
    Change.CONTRADICTED: "an earlier report is denied",
    Change.RETRACTED: "an earlier report was taken back",
    Change.RESUMED: "goes on after a stop",
}


_ENDS: dict[str, str] = {Standing.CONTRADICTED: ", later denied", Standing.RETRACTED: ", later taken back"}
_ENDED: dict[str, str] = {Change.CONTRADICTED: ", now denied", Change.RETRACTED: ", now taken back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something believed, in words, and how sure it is: `filming has wrapped`, `confirmed`."""

    headline: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The quoted words and where they stood. `url` is None unless it is a web address; `published` is for reading."""

    quote: str
    title: str
    outlet: str
    url: str | None
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was said of a facet, and how sure it was: `confirmed`, or `rumoured, later denied`."""

    day: str
    headline: str
    note: str
    stands: bool
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateContent:
    """A change of the board. `verdict` is `confirmed`, `rumoured`, or `contradicted`: then `before` was denied.

    `reports` says how many outlets report it, where that is more than one. `timeline` is what was said of the facet,
    oldest first; empty where there is nothing but the update itself to tell.
    """

    key: str
    watch: str
    label: str
    facet: str
    verdict: str
    change: str
    now: Statement
    before: Statement | None
    proof: Proof
    reports: str | None
    timeline: tuple[Step, ...]
    reason: str

    @property
    def headline(self) -> str:
        """What the verdict is of: what is believed now, or what was denied."""
        denied = self.before if self.verdict == "contradicted" else None
        return (denied or self.now).headline


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContent:
    """Something about the program itself: a source gone, blind, or seeing again; or a day of release.

    `url` is the web address in the text that is worth a look, if there is one.
    """

    text: str
    source: str | None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """An update in a line. `verdict` is as in `UpdateContent`; `url` is None unless it is a web address."""

    key: str
    label: str
    statement: str
    verdict: str
    outlet: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestContent:
    """Several updates in one message: those of each watch, named by its label and how many it had.

    `rest` says how many more there were, and `command` what lists them; None where all are listed.
    """

    count: int
    since: str
    watches: tuple[tuple[str, tuple[DigestEntry, ...]], ...]
    rest: str | None
    command: str | None


Content = UpdateContent | NoticeContent | DigestContent


def content_of(message: Message) -> Content:
    """The message's data as one of the things there are to say."""
    if "update" in message.data:
        return _update(message)
    if "digest" in message.data:
        return _digest(message.data["digest"], message.data["updates"])
    notice = message.data["notice"]
    return NoticeContent(
        text=one_line(notice["text"]),
        source=None if notice["source"] is None else one_line(notice["source"]),
        url=_web_address(notice.get("url", "")),
    )


def short_date(moment: datetime) -> str:
    """`5 May 2026`, with the month cut to three letters: a column of them has room on a telephone."""
    return f"{moment.day} {moment:%b %Y}"


def human_date(moment: datetime) -> str:
    """`5 May 2026`: a day that no reader takes for a month."""
    return f"{moment.day} {moment:%B %Y}"


def _update(message: Message) -> UpdateContent:
    update, before = message.data["update"], message.data["before"]
    return UpdateContent(
        key=one_line(update["key"]),
        watch=one_line(update["watch"]),
        label=one_line(update["label"]),
        facet=one_line(update["facet"]),
        verdict=message.kind.rpartition(".")[2],
        change=_CHANGES[Change(update["change"])],
        now=_statement(update),
        before=None if before is None else _statement(before, _ENDED.get(update["change"], "")),
        proof=_proof(message.data["evidence"]),
        reports=_reports(message.data.get("story"), update["certainty"]),
        timeline=_timeline(message.data.get("timeline", ())),
        reason=one_line(update["reason"]),
    )


def _digest(digest: dict[str, Any], updates: list[dict[str, Any]]) -> DigestContent:
    since, unlisted = datetime.fromisoformat(digest["since"]), digest["unlisted"]
    entries = [_digest_entry(update) for update in updates]
    watches = {one_line(watch["label"]): watch["count"] for watch in digest["watches"]}
    return DigestContent(
        count=digest["count"],
        since=f"{human_date(since)}, {since:%H:%M} UTC",
        watches=tuple(
            (f"{label}: {count}", tuple(entry for entry in entries if entry.label == label))
            for label, count in watches.items()
        ),
        rest=f"{unlisted} more are not listed here" if unlisted else None,
        command=f"season-watch list --since {since:%Y-%m-%d}" if unlisted else None,
    )


def _digest_entry(update: dict[str, Any]) -> DigestEntry:
    statement = one_line(update["statement"])
    return DigestEntry(
        key=one_line(update["key"]),
        label=one_line(update["label"]),
        statement=statement,
        verdict=statement.partition(":")[0].lower(),
        outlet=one_line(update["outlet"]),
        url=_web_address(update["url"]),
    )


def _web_address(text: str) -> str | None:
    url = one_line(text)
    return url if url.startswith(("https://", "http://")) else None


def _statement(fact: dict[str, Any], ended: str = "") -> Statement:
    return Statement(headline=one_line(fact["headline"]), certainty=one_line(fact["certainty"]) + ended)


def _reports(story: dict[str, Any] | None, certainty: str) -> str | None:
    """None of messages that were queued by a version that didn't count, too."""
    if story is None or story["outlets"] < 2:
        return None
    first = story["first"]
    was_rumour = certainty == Certainty.CONFIRMED and first.get("certainty") == Certainty.RUMOURED
    how = "first as a rumour" if was_rumour else "first"
    published = human_date(datetime.fromisoformat(first["published"]))
    return f"{story['outlets']} outlets, {how} at {one_line(first['outlet'])} on {published}"


def _timeline(steps: Sequence[dict[str, Any]]) -> tuple[Step, ...]:
    """Empty of messages that were queued by a version that told none, too."""
    return tuple(map(_step, steps)) if len(steps) > 1 else ()


def _step(step: dict[str, Any]) -> Step:
    ended = _ENDS.get(step["standing"], "")
    return Step(
        day=short_date(datetime.fromisoformat(step["since"])),
        headline=one_line(step["headline"]),
        note=one_line(step["certainty"]) + ended,
        stands=step["standing"] == Standing.STANDS,
        denied=bool(ended),
    )


def _proof(evidence: dict[str, Any]) -> Proof:
    return Proof(
        quote=one_line(evidence["quote"]),
        title=one_line(evidence["title"]),
        outlet=one_line(evidence["outlet"]),
        url=_web_address(evidence["url"]),
        published=human_date(datetime.fromisoformat(evidence["published"])),
    )
