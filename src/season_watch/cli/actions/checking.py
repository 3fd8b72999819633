"""The dry check: each source fetched and read once, each channel tried; nothing is kept, nothing is sent."""

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from season_watch.bootstrap import Outside, open_outside, utc_now
from season_watch.cli.output import Column, Table, say, show_json, show_table
from season_watch.cli.phrases import counted
from season_watch.config.settings import Settings
from season_watch.daemon.checking import AT_ONCE as CHECKS_AT_ONCE
from season_watch.model.delivery import Channel, NotSent, SendResult, Sent
from season_watch.model.source import Source
from season_watch.notifying.accounts import (
    Account,
    AppriseAccount,
    CommandAccount,
    EmailAccount,
    StdoutAccount,
    WebhookAccount,
)
from season_watch.notifying.apprise import Apprise
from season_watch.notifying.trial import try_mail_server, try_program, try_webhook
from season_watch.pipeline.ports import Fetched, FetchFailed, FetchRequest, NotModified, ReadFailed
from season_watch.pipeline.reading import SourceBody, read_source
from season_watch.storage import queries

_MARKS = {True: "✓", False: "✗"}
_COLUMNS = (
    Column(title="", paint={"✓": "green", "✗": "red"}),
    Column(title="what"),
    Column(title="name", wraps=True),
    Column(title="answer", wraps=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one source or channel answered."""

    what: str
    name: str
    ok: bool
    said: str


def check(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Try everything that the configuration names; exits with 1 where something fails."""
    answers = asyncio.run(_ask_all(settings))
    if as_json:
        show_json([_document(answer) for answer in answers])
    else:
        say(f"{file} is right: it watches {', '.join(watch.label for watch in settings.watches)}.")
        if not settings.database.exists():
            say(queries.absence(settings.database))
        show_table(Table(columns=_COLUMNS, rows=tuple(map(_row, answers))))
    if not all(answer.ok for answer in answers):
        raise typer.Exit(1)


def _document(answer: Answer) -> dict[str, object]:
    return {"what": answer.what, "name": answer.name, "ok": answer.ok, "answer": answer.said}


def _row(answer: Answer) -> tuple[str, ...]:
    return (_MARKS[answer.ok], answer.what, answer.name, answer.said)


async def _ask_all(settings: Settings) -> list[Answer]:
    async with open_outside(settings) as outside:
        return await asyncio.gather(*_questions(settings, outside))


def _questions(settings: Settings, outside: Outside) -> Iterator[Awaitable[Answer]]:
    turns = asyncio.Semaphore(CHECKS_AT_ONCE)
    for source in settings.sources:
        yield _ask_source(source, settings, outside, turns)
    for channel, account in zip(settings.channels, settings.accounts, strict=True):
        yield _ask_channel(channel, account, settings, outside)


async def _ask_source(source: Source, settings: Settings, outside: Outside, turns: asyncio.Semaphore) -> Answer:
    async with turns:
        fetched = await outside.fetcher.fetch(FetchRequest(url=source.url, kind=source.kind))
    match fetched:
        case FetchFailed():
            return _of(source, ok=False, said=f"{fetched.reason}: {fetched.detail}")
        case NotModified():
            return _of(source, ok=False, said="http-304: it says that nothing changed, though nothing was stated")
        case Fetched():
            return await _read(source, fetched, settings, outside)


async def _read(source: Source, fetched: Fetched, settings: Settings, outside: Outside) -> Answer:
    body = SourceBody(
        body=fetched.body,
        url=fetched.url,
        content_type=fetched.content_type,
        source=source,
        watches=settings.watches,
        known=frozenset(),
        now=utc_now(),
    )
    read = await outside.isolation.run(read_source, body)
    if isinstance(read, ReadFailed):
        return _of(source, ok=False, said=f"{read.reason}: {read.detail}")
    moved = f"; moved for good to {fetched.moved_to}" if fetched.moved_to else ""
    entries = counted(len(read.digests), "entry", "entries")
    return _of(source, ok=bool(read.digests), said=f"{entries}, {len(read.entries)} for a watch{moved}")


def _of(source: Source, *, ok: bool, said: str) -> Answer:
    return Answer(what=source.kind, name=source.name, ok=ok, said=said)


async def _ask_channel(channel: Channel, account: Account, settings: Settings, outside: Outside) -> Answer:
    result, well = await _try(channel, account, settings, outside)
    said = result.reason if isinstance(result, NotSent) else well
    return Answer(what=channel.kind, name=channel.name, ok=isinstance(result, Sent), said=said)


async def _try(channel: Channel, account: Account, settings: Settings, outside: Outside) -> tuple[SendResult, str]:
    """How a channel does, and what to say where it does well."""
    match account:
        case EmailAccount():
            return await try_mail_server(account, outside.tls), f"{account.host} lets in"
        case WebhookAccount():
            allow = settings.limits.allow + account.allow
            return await try_webhook(channel.recipients[0], allow), "its host may be reached"
        case AppriseAccount():
            return await Apprise().look(account), "Apprise understands its address"
        case CommandAccount():
            return try_program(account), f"{account.argv[0]} can be started"
        case StdoutAccount():
            return Sent(), "standard output is always there"
