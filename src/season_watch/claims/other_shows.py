"""Other shows: names that stand where only a show's name can, by the words beside them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from season_watch.claims.alternation import NEVER
from season_watch.model.errors import RuleError

_OPENS = r"""(?<![A-Za-zß-ÿ\d])["“„‘'«「『《<] ?"""
_CLOSES = r""" ?["”“’'»」』》>](?![A-Za-z])"""
_CAPITAL = r"[^\W\d_a-zß-ÿ\u0e00-\uffff]"
"""A letter with a capital form, in scripts that have one."""
_WITHIN = re.compile(r"[a-zß-ÿ\d,”’»\"'] $")
"""What stands before a word within a sentence: a capital there is a name's."""
_WORDS_MOST, _LINKS_MOST, _QUOTED_MOST = 5, 3, 40
"""How many words with capitals follow the first one, with how many small ones between two of them, and how many
characters stand in quotes: titles are shorter."""
_BEFORE_MOST = 30
"""How much before a name is looked at for what makes it none: `the cast of …`."""
_OPENING = r"""["“„‘'«「『《<]? ?"""


Opened = Collection[tuple[int, str]]
"""Where names may begin, each with the id of the slot that says so."""


class Written(StrEnum):
    """How a name is written: in quotes, as one word with a capital, or as several."""

    QUOTED = "quoted"
    WORD = "word"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place where only a show's name can stand: what fits `before` it, what fits `after` it, or both.

    `written` are the ways in which a name may be written there. `beside` is a place that the watched show may hold
    too, by another word than its name: it counts only in lines that do not name it. In one that `tells`, a word of
    running text is a title as well: `renewed Wednesday`.
    """

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    written: frozenset[Written]
    beside: bool
    tells: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ShowWords:
    """How a language writes the names of shows, and the places where they stand.

    `links` are small words within names, `no_names` words that no name begins with, for a sentence does. `articles`
    may stand before a name. What fits `unless` right before a name makes it no subject: `by`, `a spin-off of`.
    Of the `slots`, those that hold other shows alone come first.
    """

    links: frozenset[str]
    no_names: frozenset[str]
    articles: frozenset[str]
    unless: re.Pattern[str]
    slots: tuple[Slot, ...]

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Fits what may be a show's name."""
        links, starts = _any_of(self.links), _any_of(self.no_names - self.articles)
        quoted = rf"""(?!(?i:{starts})\b)(?![a-zß-ÿ\s])\w[^"“”„«»「」『』《》<>\n]{{0,{_QUOTED_MOST}}}?"""
        word = rf"{_CAPITAL}(?:[\w’'.-]*\w)?"
        more = rf"(?::? (?:(?:{links}) ){{0,{_LINKS_MOST}}}(?:{word}|\d+)){{0,{_WORDS_MOST}}}"
        capitals = rf"(?<![\w’'-])(?!(?i:{_any_of(self.no_names)})\b){word}{more}"
        return re.compile(f"{_OPENS}(?P<quoted>{quoted}){_CLOSES}|(?P<capitals>{capitals})")

    @cached_property
    def openings(self) -> tuple[tuple[Slot, re.Pattern[str]], ...]:
        """What fits before a name, up to where the name begins, each beside its slot."""
        tail = rf"(?i:(?:{_any_of(self.articles)}) )?{_OPENING}"
        return tuple((slot, re.compile(slot.before.pattern + tail)) for slot in self.slots if slot.before)


NO_SHOW_WORDS = ShowWords(links=frozenset(), no_names=frozenset(), articles=frozenset(), unless=NEVER, slots=())


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words))) or "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowName:
    """Where another show may be named, and by which slot."""

    start: int
    end: int
    slot: Slot


def show_names(raw: str, words: ShowWords) -> Iterator[ShowName]:
    """The names in unfolded text that stand where a show's name stands, whichever show it is."""
    if not words.slots:
        return
    opened = _opened(raw, words, 0, len(raw))
    for name in words.names.finditer(raw):
        slot = _slot_of(raw, name, words, opened)
        if slot:
            start, end = name.span("quoted") if name["quoted"] else name.span()
            yield ShowName(start=start, end=end, slot=slot)


def is_told(raw: str, start: int, end: int, words: ShowWords) -> bool:
    """Whether the place tells that what stands between two offsets is a title, though it be a word of running text."""
    opened = _opened(raw, words, max(0, start - _BEFORE_MOST), start)
    return any(slot.tells and _fits(slot, raw, start, end, opened) for slot in words.slots)


def _opened(raw: str, words: ShowWords, since: int, until: int) -> Opened:
    """Where names may begin, and by which slot, between two offsets."""
    return {(match.end(), slot.id) for slot, before in words.openings for match in before.finditer(raw, since, until)}


def _fits(slot: Slot, raw: str, start: int, end: int, opened: Opened) -> bool:
    """Whether a slot fits around what stands between two offsets; `end` lies behind a closing quote."""
    led_to = slot.before is None or (start, slot.id) in opened
    return led_to and (slot.after is None or slot.after.match(raw, end) is not None)


def _slot_of(raw: str, name: re.Match[str], words: ShowWords, opened: Opened) -> Slot | None:
    start = name.start("quoted") if name["quoted"] else name.start()
    before = raw[max(0, name.start() - _BEFORE_MOST) : name.start()]
    written, is_subject = _written(name, before), not words.unless.search(before)
    for slot in words.slots:
        is_free = is_subject or slot.before is not None
        if is_free and written in slot.written and _fits(slot, raw, start, name.end(), opened):
            return slot
    return None


def _written(name: re.Match[str], before: str) -> Written | None:
    """How a name is written; not at all where it is one word whose capital the sentence begins with."""
    if name["quoted"]:
        return Written.QUOTED
    if " " in name[0] or before.endswith("The "):
        return Written.WORDS
    return Written.WORD if _WITHIN.search(before) else None


def show_words(table: Mapping[str, Any], networks: Iterable[str]) -> ShowWords:
    """The words of a `shows.toml`; no name begins as one of a network does. Raises RuleError where a slot is wrong."""
    return ShowWords(
        links=frozenset(table["links"].split()),
        no_names=frozenset({*table["no_names"].split(), *networks}),
        articles=frozenset(table["articles"].split()),
        unless=re.compile(rf"(?:{table['unless']})$"),
        slots=tuple(sorted(map(_slot, table["slot"]), key=lambda slot: slot.beside)),
    )


def _slot(entry: Mapping[str, Any]) -> Slot:
    name = entry.get("id", "a slot without an id")
    if not (entry.get("hits") and entry.get("misses") and entry.keys() & {"before", "after"}):
        raise RuleError(f"{name} needs hits, misses, and what stands before or after a name")
    return Slot(
        id=name,
        before=_compiled(entry, "before"),
        after=_compiled(entry, "after"),
        written=frozenset(map(Written, entry.get("written", tuple(Written)))),
        beside=entry.get("beside", False),
        tells=entry.get("tells", False),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )


def _compiled(entry: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(f"(?:{entry[key]})") if key in entry else None
