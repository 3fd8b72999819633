"""Copies: whether one article is another's text as syndication leaves it: retitled, trimmed, amid a site's own lines.

Two texts are one where they share most of their words in their order, open alike, and tell the same numbers of the same
subject. The figures behind each threshold are those of `bench/dedupe` (docs/decisions/0020-copies.md).
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from itertools import chain, groupby
from zlib import crc32

from season_watch.stories.fingerprint import MIN_TEXT
from season_watch.stories.words import is_figure, words, words_by_line

Shingle = tuple[str, ...]
Slots = dict[tuple[Shingle, Shingle], set[frozenset[str]]]

COPIED_WITHIN = timedelta(days=90)
"""How far apart a text and its copies appear. What an outlet brings again after months, it brings as news."""

SHINGLE = 3
"""Words in a row that are compared as one. Two are shared by all who write of a season; four do not survive an edit."""

COMPARED = 500
"""Words of a text that are compared: syndication cuts from the end."""

FEWEST = 12
"""Shingles below which a text is too short to be told from another."""

SHARE = 0.69
"""Of the shorter text's shingles, how many the other has. Nearly all copies have 0.7 to 1.0; a page that keeps its
beginning and is told anew below, 0.2 to 0.7; two newsrooms on one event, 0.25 at the most."""

LEAD = 16
"""The first words of a text, by which articles on two events differ even where an outlet repeats its background."""

LEAD_SHARE = 0.5
"""Of the lead's shingles, how many stand in the other text: of a copy nearly all, of next week's news 0.4."""

TITLES_ALIKE = 0.35
"""Shared words of two titles, of all their words."""

SURELY = 0.85
"""A share that needs no second look: below it, and where one text is twice the other, a list that holds the other
article's first lines is told from a copy by its own title and lead."""

FRAME = 25
"""Words of the site's own above and below a text (menu, byline, "read more") that do not count against it."""

FRAME_LINE = 15
"""Words of the longest line that may belong to that frame."""

ANCHORS = 16
"""Shingles of a text that the index keeps. Half of all copies share 14 of them, 999 in 1,000 share 2."""

ANCHORED = 150
"""Words from which they are taken: the part that trimming leaves."""

SHARED_ANCHORS = 2
"""Anchors that two texts must share to be compared at all."""

CANDIDATES = 3
"""Items that a text is compared with: those that share the most anchors. A copy shares 14 of 16, and all copies lead to
the same original."""

NEWEST = 64
"""Items of one anchor that are looked at, so that what every article holds costs no more than the rest."""

_TITLE = 40
# Behind three words or more: in "Saltmarsh | Season 2" no outlet is named.
_OUTLET = re.compile(r"^((?:\S+\s+){3}.*?)\s+[-|–—·]\s+[^|–—·]{1,40}$")
_ALIKE = 0.8
_CHARACTERS = 24
"""Of a text no more is looked at than this for each word that is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A title and a text as they are compared. `lines` are those of the text that hold words."""

    title: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    shingles: frozenset[Shingle]


def wording(title: str, text: str) -> Wording:
    """What is compared of an article."""
    lines = words_by_line(text[: COMPARED * _CHARACTERS])
    kept = tuple(chain.from_iterable(lines))[:COMPARED]
    title_words = words(_OUTLET.sub(r"\1", title[: _TITLE * _CHARACTERS]))[:_TITLE]
    return Wording(title=title_words, lines=lines, words=kept, shingles=frozenset(_shingles(kept)))


def anchors_of(title: str, text: str) -> frozenset[int]:
    """The few shingles, as 32-bit numbers, by which an index finds what may be a copy; none of a text too short."""
    return anchors(wording(title, text)) if len(text) >= MIN_TEXT else frozenset()


def anchors(text: Wording) -> frozenset[int]:
    """The same of a text that is compared anyway."""
    if len(text.shingles) < FEWEST:
        return frozenset()
    numbers = {crc32(" ".join(shingle).encode()) for shingle in _shingles(text.words[:ANCHORED])}
    return frozenset(sorted(numbers)[:ANCHORS])


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether two articles are one text. Symmetric."""
    common = one.shingles & other.shingles
    if min(len(one.shingles), len(other.shingles)) < FEWEST or not common:
        return False
    ours, theirs = _unframed(one, other), _unframed(other, one)
    share = len(common) / max(min(len(set(_shingles(row))) for row in (ours, theirs)), 1)
    if share < SHARE or not _open_alike(one, other, share):
        return False
    if _titles_contradict(one, other) or _contradict(ours, theirs, ((2, 1), (1, 2))):
        return False
    return not (_own_subject(one, other) and _own_subject(other, one))


def _shingles(row: tuple[str, ...]) -> Iterator[Shingle]:
    return zip(*(row[n:] for n in range(SHINGLE)), strict=False)


def _unframed(one: Wording, other: Wording) -> tuple[str, ...]:
    """The words of an article without its frame: short lines at either end that the other has nothing of."""
    kept, left = deque(one.lines), FRAME
    for end, drop in ((0, kept.popleft), (-1, kept.pop)):
        while kept and len(kept[end]) <= min(FRAME_LINE, left) and other.shingles.isdisjoint(_shingles(kept[end])):
            left -= len(drop())
    return tuple(chain.from_iterable(kept))[:COMPARED]


def _open_alike(one: Wording, other: Wording, share: float) -> bool:
    leads = _lead_share(one, other), _lead_share(other, one)
    if max(leads) < LEAD_SHARE:
        return False
    lengths = sorted((len(one.words), len(other.words)))
    is_sure = share >= SURELY and 2 * lengths[0] >= lengths[1]
    return is_sure or min(leads) >= LEAD_SHARE or _titles_alike(one, other)


def _lead_share(one: Wording, other: Wording) -> float:
    lead = set(_shingles(one.words[:LEAD]))
    return len(lead & other.shingles) / len(lead)


def _titles_alike(one: Wording, other: Wording) -> bool:
    titles = set(one.title), set(other.title)
    return len(titles[0] & titles[1]) >= TITLES_ALIKE * len(titles[0] | titles[1])


def _titles_contradict(one: Wording, other: Wording) -> bool:
    """Whether each title has a figure of its own: the same ones in another order are another headline."""
    ours, theirs = (set(filter(is_figure, text.title)) for text in (one, other))
    return not ours <= theirs and not theirs <= ours and _contradict(one.title, other.title, ((1, 1),))


def _contradict(one: tuple[str, ...], other: tuple[str, ...], around: tuple[tuple[int, int], ...]) -> bool:
    """Whether the same words stand around other figures. "10 March" says no other than "10 March 2026"."""
    ours, theirs = _slots(one, around), _slots(other, around)
    return any(
        not any(figures <= others or others <= figures for figures in ours[slot] for others in theirs[slot])
        for slot in ours.keys() & theirs.keys()
    )


def _slots(row: tuple[str, ...], around: tuple[tuple[int, int], ...]) -> Slots:
    """The figures of a text, those in a row together, by how many words `around` them: before and behind."""
    slots: Slots = defaultdict(set)
    for start, end in _runs(row):
        for before, behind in around:
            place = row[max(0, start - before) : start], row[end : end + behind]
            slots[place].add(frozenset(row[start:end]))
    return slots


def _runs(row: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where figures in a row start and end."""
    end = 0
    for are_figures, run in groupby(row, is_figure):
        start, end = end, end + sum(1 for _ in run)
        if are_figures:
            yield start, end


def _own_subject(one: Wording, other: Wording) -> list[str]:
    """Words that an article has in title and text, and the other nowhere, whatever the spelling."""
    known, said = {*other.title, *other.words}, set(one.words)
    own = (word for word in one.title if word in said and word not in known and not is_figure(word))
    return [word for word in own if (len(word) > 2 or not word.isascii()) and not _is_spelt(word, known)]


def _is_spelt(word: str, known: Iterable[str]) -> bool:
    """Whether a word is known in another spelling: Gyeongsang, Gyeongseong."""
    return bool(get_close_matches(word, [one for one in known if one[0] == word[0]], n=1, cutoff=_ALIKE))
