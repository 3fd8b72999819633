"""The short text of a message for chats and telephones: one screen, under the subject as its title."""

import re

from season_watch.notifying.content import Content, DigestContent, NoticeContent, Statement, UpdateContent

QUOTE_CHARS = 500
LINE_CHARS = 200
"""Together with an address, about a thousand characters: what the narrowest of the common services takes whole."""

ENTRIES = 10
ENTRY_CHARS = 100
"""Of a digest: about a thousand characters too."""

_CALLS = re.compile(r"[@#](?=\w)|<(?=[!@#&])")


def chat_body(content: Content) -> str:
    """The whole text. What strangers wrote calls nobody: neither `@everyone` nor `<!channel>` is left as such."""
    return "\n".join(_lines(content))


def _lines(content: Content) -> tuple[str, ...]:
    match content:
        case UpdateContent():
            return _update(content)
        case DigestContent():
            return _digest(content)
        case NoticeContent():
            return (_uncalling(content.text),)


def _digest(content: DigestContent) -> tuple[str, ...]:
    entries = [entry for _, entries in content.watches for entry in entries]
    listed = (_cut(f"{entry.label}: {entry.statement}", ENTRY_CHARS) for entry in entries[:ENTRIES])
    more = content.count - min(len(entries), ENTRIES)
    return (*map(_uncalling, listed), *((f"and {more} more",) if more else ()))


def _update(content: UpdateContent) -> tuple[str, ...]:
    proof = content.proof
    return (
        _uncalling(f"Now: {_stated(content.now)}"),
        _uncalling(f"Before: {_stated(content.before)}"),
        "",
        f"“{_uncalling(_cut(proof.quote, QUOTE_CHARS))}”",
        _uncalling(_cut(f"{proof.outlet}, {proof.published}: {proof.title}", LINE_CHARS)),
        *(() if proof.url is None else (proof.url,)),
        *(() if content.reports is None else (_uncalling(f"Reported by {_cut(content.reports, LINE_CHARS)}"),)),
    )


def _stated(statement: Statement | None) -> str:
    return "nothing was known" if statement is None else f"{statement.headline} ({statement.certainty})"


def _uncalling(text: str) -> str:
    """The text with a word joiner, which shows nothing, behind each sign that calls people in some chat."""
    return _CALLS.sub(lambda found: f"{found[0]}\u2060", text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
