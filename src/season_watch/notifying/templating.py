"""Templates of the owner's: checked when the configuration is read, rendered in a child that can be stopped.

They are the owner's own, so what they may do wrong is a slip: a loop without an end, a name that isn't there. None of
it may lose a message, so whoever sends falls back to the built-in template.
"""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from season_watch.model.errors import ParseError
from season_watch.notifying.accounts import OwnTemplates
from season_watch.notifying.content import human_date

FAULTY = "template"
"""The reason of what a template does wrong by itself; any other is that it was stopped."""

MOST_CHARS = {"subject.txt": 1_000, "text.txt": 100_000, "page.html": 200_000}
"""Each template by its file's name, with what it may come to: many times what a reader looks at, and no mail bomb."""

DETAIL_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to render, and what with: plain values."""

    templates: OwnTemplates
    values: dict[str, Any]


def faults_in(text: str, *, is_page: bool = False) -> Iterator[tuple[int, str]]:
    """What is wrong with a template, by line. It is only parsed: its constants may take for ever to work out."""
    environment = _environment({}, is_page=is_page)
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno, str(error.message)
        return
    except RecursionError:
        yield 1, "it nests too deep"
        return
    for found in tree.find_all(nodes.Filter):
        if found.name not in environment.filters:
            yield found.lineno, f"there is no filter '{found.name}'"


def render(order: Order) -> dict[str, str]:
    """Each template's text, by name. Raises ParseError, with file and line, for whatever one does wrong."""
    return {name: _rendered(name, order) for name, _ in order.templates.texts}


def _rendered(name: str, order: Order) -> str:
    environment = _environment(dict(order.templates.texts), is_page=name.endswith(".html"))
    try:
        return _within(environment.get_template(name).generate(order.values), MOST_CHARS[name])
    except MemoryError:  # the child's limit, which the isolation tells of
        raise
    except Exception as error:  # the owner's template may raise anything; what it was is told
        what = " ".join(f"{type(error).__name__}: {error}".split())[:DETAIL_CHARS]
        raise ParseError(FAULTY, f"{name}:{_line(error)}: {what}") from error


def _within(pieces: Iterator[str], most: int) -> str:
    whole: list[str] = []
    length = 0
    for piece in pieces:
        whole.append(piece)
        length += len(piece)
        if length > most:
            raise ValueError(f"it comes to more than {most} characters")
    return "".join(whole)


def _line(error: Exception) -> int:
    """The last line of a template that an error came through."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines[-1] if lines else None) or 1


def _environment(texts: dict[str, str], *, is_page: bool) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=DictLoader(texts),
        autoescape=is_page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["human_date"] = _human_date
    return environment


def _human_date(instant: str) -> str:
    """`5 May 2026` of an instant as messages have them."""
    return human_date(datetime.fromisoformat(instant))
