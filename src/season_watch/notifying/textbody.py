"""The plain text of a mail, in `WIDTH` columns: all that the HTML says."""

from collections.abc import Iterator
from datetime import datetime

from season_watch.notifying.content import (
    Content,
    DigestContent,
    DigestEntry,
    NoticeContent,
    Proof,
    Statement,
    Step,
    UpdateContent,
    human_date,
)
from season_watch.notifying.wrapping import columns, wrapped


def text_body(content: Content, at: datetime) -> str:
    """The whole body; `at` is the message's time."""
    return "\n\n".join((*_paragraphs(content), _signature(content, at))) + "\n"


def _paragraphs(content: Content) -> tuple[str, ...]:
    match content:
        case UpdateContent():
            return _update(content)
        case DigestContent():
            return tuple(_digest(content))
        case NoticeContent():
            return _notice(content)


def _update(content: UpdateContent) -> tuple[str, ...]:
    reports = () if content.reports is None else (wrapped(content.reports, first="Reported by ", rest=" " * 12),)
    return (
        wrapped(f"{content.label} / {content.facet}: {content.change}"),
        _underlined(f"{content.verdict.capitalize()}: {content.headline}"),
        _beliefs(content),
        wrapped(content.proof.quote, first="> ", rest="> "),
        _where(content.proof),
        *reports,
        *_timeline(content.timeline),
        wrapped(content.reason, first="Why: ", rest="     "),
    )


def _beliefs(content: UpdateContent) -> str:
    rows = (("Now:    ", _stated(content.now)), ("Before: ", _stated(content.before)))
    return "\n".join(wrapped(text, first=name, rest=" " * len(name)) for name, text in rows)


def _stated(statement: Statement | None) -> str:
    return "nothing was known" if statement is None else f"{statement.headline} ({statement.certainty})"


def _where(proof: Proof) -> str:
    lines = [wrapped(proof.title), wrapped(f"{proof.outlet}, {proof.published}")]
    if proof.url is not None:
        lines.append(proof.url)
    return "\n".join(lines)


def _digest(content: DigestContent) -> Iterator[str]:
    yield wrapped(f"{content.count} updates since {content.since}")
    for watch, entries in content.watches:
        yield _underlined(watch)
        yield from map(_entry, entries)
    if content.rest is not None and content.command is not None:
        yield f"{wrapped(content.rest)}: {content.command}"


def _entry(entry: DigestEntry) -> str:
    lines = [wrapped(entry.statement), wrapped(entry.outlet, first="  ", rest="  ")]
    return "\n".join(lines if entry.url is None else [*lines, f"  {entry.url}"])


def _timeline(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """A paragraph, or none."""
    if not steps:
        return ()
    width = max(len(step.day) for step in steps)
    rows = (_row(f"{step.day:>{width}}", f"{step.headline} ({step.note})") for step in steps)
    return ("\n".join(("How it went:", *rows)),)


def _row(name: str, text: str) -> str:
    return wrapped(text, first=f"  {name}  ", rest=" " * (columns(name) + 4))


def _notice(content: NoticeContent) -> tuple[str, ...]:
    about = () if content.source is None else (_underlined(content.source),)
    return (*about, wrapped(content.text))


def _signature(content: Content, at: datetime) -> str:
    """After the delimiter that mail programs know (RFC 3676, 4.3): `-- ` with its space."""
    lines = ["-- ", f"season-watch, {human_date(at)}, {at:%H:%M} UTC"]
    if isinstance(content, UpdateContent):
        lines.append(wrapped(content.key, first="How this was decided: season-watch explain "))
    return "\n".join(lines)


def _underlined(text: str) -> str:
    lines = wrapped(text)
    return f"{lines}\n{'-' * max(columns(line) for line in lines.splitlines())}"
