"""Seasons: which season of which show a part of a sentence is about, and whether the item is about the watched one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from season_watch.claims.alternation import NEVER
from season_watch.claims.assertion import CueBook, parts
from season_watch.claims.names import named_in, names_of
from season_watch.claims.other_shows import NO_SHOW_WORDS, ShowName, ShowWords, is_told, show_names
from season_watch.claims.plain_titles import NO_PLAIN_WORDS, PlainWords, is_surely_a_title, may_be_a_title
from season_watch.claims.sentences import Sentence
from season_watch.model.watch import Watch

_JOINS = re.compile(r"""\)?['"]?(?:'s|の)?[ ,:]*['"(]? ?""")
"""What may stand between a show's name and its season: `“X” Season 2`, `X's second season`, `X: Season 2`."""
_NUMBER_AFTER = re.compile(
    r"""\s?(\d)(?=['"]?(?:[\s.,:;!?)·…、。]|$|[가-힣ぁ-ヿ]))(?!\s(?:%|million|episodes|things|actors))"""
)
"""A number right behind the name is the season: `X 2`."""
_JOIN_MOST = 6
_OF_SHOW = re.compile(
    r"""['"]? (?:(?:of|for|de|da|do|das|dos|del|des|du|para|pour|dari|untuk|von|der|zu|zur) +|d')"""
    r"""((?:[\w.-]+(?:'s)? ){0,5}?)['"]? ?$|['"]? ['"]?$"""
)
"""What may stand between a season and its show's name: `season 2 of X`, `musim kedua X`."""
_OF_MOST = 60
_NAME_MOST = 100
"""How far before a season the name of another show is looked for: further than any name is long."""
_SPOKEN_MOST = 160
"""How far behind a season `the fourth` is still one: about a sentence."""
_CLOSING_QUOTE = re.compile(
    r"""(?:[”』」》]|»(?=[\s,:])|(?<=\S)[“«](?=[\s,:])|(?<=\S)"|(?<=\S)[’'](?!s\b))"""
    r"""(?:[’']s|の)?[\s,:]*(?:whose )?$"""
)
_QUOTE_MOST = 12
"""How far a closing quote may stand before the season that it belongs to: `“X,” whose second season`."""
_PROPER_NAME = re.compile(r"(?:^|[\s(])([A-Z](?:[^\W\u3040-\u9fff\uac00-\ud7af]|[.-])*)(['’]s)?[\s:]+(?:the )?$")
_OF_NAME = re.compile(
    r"""\s(?:(?:of|for|de|da|do|del|dari)\s(?:[Tt]he )?["'“‘«]?\s?|d['’]|von\s["„»])"""
    r"""(?P<first>[A-Z](?!\w*-[a-z])[\w’'.-]*)(?P<more>(?:\s[A-Z][\w’'.-]*){0,4})["'”’»]?(?P<kin>\s(?:spin-?off|prequel|offshoot)\b)?"""
    r"""(?P<plus>\+\s[a-z])?(?P<maker>\s[a-z])?"""
)
"""The name of whose season it is; with `kin`, it is a show that comes from the one named, with `plus` a network's."""
_PARTING = re.compile(
    r""",(?!['"])| (?:and|y|e|und|et|dan) (?![^,;]{0,30} (?:on|of|for|de|von|zu|dari|untuk) )"""
    r"""| (?:before|while|when|because|since) """
)
"""Parts a finding from what stands after it: a comma but that of a quotation, or what another clause begins with."""
_WORD = re.compile(r"[\w’'.-]+")
_OWN_LEAST = 4
_OPENING_SHARE = 0.55
"""An item whose headline names no show is about the season that its first half turns to."""
_OPENING_LINES = 2


class Whose(Enum):
    """Whose season a reference means. SHOW names the show and no season; OPEN means whatever the item is about."""

    OURS = auto()
    OTHER = auto()
    SHOW = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeasonWords:
    """How a language counts seasons: a pattern with the group `n`, numbers for its words, and words without a number.

    A pattern with several numbers is a list, or a range where its group `through` is there. `part` is the same for
    parts of a season, which are seasons only to a watch that has an alias with such a part; `elliptic` for numbers
    that mean a season only where one is spoken of: `its fourth`. `shows` tells where other shows are named.
    `ahead` fits what leads from a season that is news to one that comes before it. `over` says after how many
    seasons something happened: it befell the one that would have come next. `plain` are words that a title may be too.
    """

    numbered: re.Pattern[str]
    part: re.Pattern[str]
    numbers: Mapping[str, int]
    unnumbered: re.Pattern[str]
    earlier: re.Pattern[str]
    networks: frozenset[str]
    pronouns: re.Pattern[str]
    elliptic: re.Pattern[str] = NEVER
    shows: ShowWords = NO_SHOW_WORDS
    ahead: re.Pattern[str] = NEVER
    over: re.Pattern[str] = NEVER
    plain: PlainWords = NO_PLAIN_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A mention of a season or of the show in the item; `named` where the show's own name is part of it.

    `part`: it is a part of a season, and the item does not say here of which. `later`: a season after the watched one.
    `foreign`: another show's name.
    """

    start: int
    end: int
    whose: Whose
    named: bool
    part: bool = False
    later: bool = False
    foreign: bool = False


@lru_cache(maxsize=64)
def _says_parts(watch: Watch, words: SeasonWords) -> bool:
    found = (match for name in names_of(watch) for match in words.part.finditer(name))
    return any(watch.season in _numbers(match, words) for match in found)


def _numbers(match: re.Match[str], words: SeasonWords) -> Collection[int]:
    """The seasons that a match counts: one, a list of them, or all from the first to the last."""
    said = {name: text for name, text in match.groupdict().items() if text is not None}
    through = said.pop("through", None)
    found = [int(text) if text.isdecimal() else words.numbers[text] for text in said.values()]
    return range(min(found), max(found) + 1) if through else found


def _start(reference: Reference) -> int:
    return reference.start


def _end(reference: Reference) -> int:
    return reference.end


def _near(names: Sequence[Reference], start: int, end: int) -> Sequence[Reference]:
    """The names that may lie on or join what stands between two offsets; names are in order, and none holds another."""
    first = bisect_left(names, start - _JOIN_MOST, key=_end)
    return names[first : bisect_right(names, end + _OF_MOST, key=_start)]


class References:
    """All references of one item, looked up by place."""

    def __init__(self, raw: str, folded: str, watch: Watch, words: SeasonWords) -> None:
        ours = _ours(raw, folded, watch, words, tuple(_named(raw, folded, watch, words)))
        if not any(_is_sure(raw, one, words) for one in ours if one.named):
            ours = _ours(raw, folded, watch, words, ())
        self._folded, self._ahead = folded, words.ahead
        self._all = tuple(sorted([*ours, *_foreign(raw, ours, words, _own_words(watch))], key=_start))

    def within(self, start: int, end: int) -> tuple[Reference, ...]:
        """The references that lie between two offsets, in order."""
        first = bisect_left(self._all, start, key=_start)
        last = bisect_left(self._all, end, key=_start)
        return tuple(reference for reference in self._all[first:last] if reference.end <= end)

    def comes_before(self, some: Sequence[Reference]) -> bool:
        """Whether ours is told only as what a later season's news comes before: `renewed for 3 before 2 airs`."""
        ours = next((place for place, one in enumerate(some) if one.whose is Whose.OURS), 0)
        led_to = ours > 0 and self._ahead.search(self._folded, some[ours - 1].end, some[ours].start)
        return bool(led_to) and any(one.later for one in some[:ours])

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._all)


def _is_sure(raw: str, named: Reference, words: SeasonWords) -> bool:
    """Whether a mention of the watched show can be nothing else."""
    start, end = named.start, named.end
    return is_surely_a_title(raw, start, end, words.plain) or is_told(raw, start, end, words.shows)


def _ours(raw: str, folded: str, watch: Watch, words: SeasonWords, names: Sequence[Reference]) -> tuple[Reference, ...]:
    return tuple(_joined(folded, names, _seasons(raw, folded, watch, words, names)))


def _named(raw: str, folded: str, watch: Watch, words: SeasonWords) -> Iterator[Reference]:
    found = named_in(watch, folded)
    for match in (one for one in found if may_be_a_title(raw, one.start(), one.end(), words.plain)):
        number = _NUMBER_AFTER.match(folded, match.end())
        if number:
            whose = Whose.OURS if int(number[1]) == watch.season else Whose.OTHER
            yield Reference(start=match.start(), end=number.end(), whose=whose, named=True)
            continue
        whose = Whose.OURS if _carries_season(match[0], watch, words) else Whose.SHOW
        yield Reference(start=match.start(), end=match.end(), whose=whose, named=True)


@lru_cache(maxsize=512)
def _carries_season(name: str, watch: Watch, words: SeasonWords) -> bool:
    """An alias such as `Arcane 2` or `The Glory Part 2` names the season too."""
    if name == watch.title.lower():
        return False
    counted = (_numbers(match, words) for match in (*words.numbered.finditer(name), *words.part.finditer(name)))
    return any(watch.season in numbers for numbers in counted) or bool(re.search(rf"(?<!\d){watch.season}$", name))


def _seasons(
    raw: str, folded: str, watch: Watch, words: SeasonWords, names: Sequence[Reference]
) -> Iterator[Reference]:
    for match, whose in _counted(folded, watch, words, names):
        near = _near(names, *match.span())
        if any(name.start < match.end() and match.start() < name.end for name in near):
            continue
        bare = match.re is words.part and whose is Whose.OPEN and any(_joins(folded, n, *match.span()) for n in near)
        foreign = bare or (whose is not Whose.OTHER and _other_show(raw, folded, match, near, words))
        part = match.re is words.part and whose is Whose.OPEN
        found = Whose.OTHER if foreign else whose
        later = found is Whose.OTHER and match.re is words.numbered and min(_numbers(match, words)) > watch.season
        yield Reference(start=match.start(), end=match.end(), whose=found, named=False, part=part, later=later)


def _counted(
    folded: str, watch: Watch, words: SeasonWords, names: Sequence[Reference]
) -> Iterator[tuple[re.Match[str], Whose]]:
    numbered = tuple(words.numbered.finditer(folded))
    ends = {match.end() for match in numbered}
    # `the third and final season` says its number
    unnumbered = [match for match in words.unnumbered.finditer(folded) if match.end() not in ends]
    spoken = sorted([*(m.end() for m in (*numbered, *unnumbered)), *(name.end for name in names)])
    elliptic = (match for match in words.elliptic.finditer(folded) if _follows(spoken, folded, match.start()))
    for match in (*numbered, *elliptic):
        yield match, Whose.OURS if watch.season in _numbers(match, words) else Whose.OTHER
    for match in words.over.finditer(folded):
        yield match, Whose.OURS if watch.season - 1 == max(_numbers(match, words)) else Whose.OTHER
    for match in words.part.finditer(folded):
        ours = Whose.OURS if watch.season in _numbers(match, words) else Whose.OTHER
        yield match, ours if _says_parts(watch, words) else Whose.OPEN
    for match in unnumbered:
        yield match, Whose.OPEN
    for match in words.earlier.finditer(folded):
        yield match, Whose.OTHER


def _follows(spoken: Sequence[int], folded: str, start: int) -> bool:
    """Whether a season or the show was spoken of shortly before, on the same line."""
    place = bisect_right(spoken, start)
    return place > 0 and start - spoken[place - 1] <= _SPOKEN_MOST and "\n" not in folded[spoken[place - 1] : start]


def _other_show(raw: str, folded: str, match: re.Match[str], names: Sequence[Reference], words: SeasonWords) -> bool:
    """Whether the name next to a season, `X season 2` or `the second season of X`, is another show's."""
    line = folded.rfind("\n", 0, match.start()) + 1
    if line == 0 or any(_joins(folded, name, match.start(), match.end()) for name in names):
        return False
    before = raw[max(line, match.start() - _NAME_MOST) : match.start()]
    if _CLOSING_QUOTE.search(before[-_QUOTE_MOST:]) and not _is_network(before, words):
        return True
    return _proper_name_before(before, words) or (_of_another(raw, match.end(), words) and not _ours_of(match, names))


def _of_another(raw: str, end: int, words: SeasonWords) -> bool:
    """Whether a name behind a season is another show's, not that of who makes it or of what it comes from."""
    name = _OF_NAME.match(raw, end)
    if name is None or name["kin"] or name["plus"] or name["first"].lower() in words.networks:
        return False
    last = name["more"] or name["first"]
    return not (name["maker"] and last.endswith(("'s", "’s")))


def _is_network(before: str, words: SeasonWords) -> bool:
    found = _PROPER_NAME.search(before)
    return bool(found and found[1].lower() in words.networks)


def _proper_name_before(before: str, words: SeasonWords) -> bool:
    found = _PROPER_NAME.search(before)
    if not found or found.start(1) == 0 or re.search(r"[.!?:]['\"”’)]*\s+$", before[: found.start(1)]):
        return False
    return found[1].lower() not in words.networks


def _ours_of(match: re.Match[str], names: Sequence[Reference]) -> bool:
    return any(0 <= name.start - match.end() <= _OF_MOST for name in names)


def _joins(folded: str, name: Reference, start: int, end: int) -> bool:
    if name.end <= start:
        return start - name.end <= _JOIN_MOST and bool(_JOINS.fullmatch(folded, name.end, start))
    return 0 <= name.start - end <= _OF_MOST and bool(_OF_SHOW.fullmatch(folded[end : name.start]))


def _joined(folded: str, names: Sequence[Reference], seasons: Iterable[Reference]) -> Iterator[Reference]:
    """References with a show's name and a season beside it put together into one."""
    left = set(names)
    for season in seasons:
        near = _near(names, season.start, season.end)
        name = next((n for n in near if _joins(folded, n, season.start, season.end)), None)
        if name is None:
            yield season
            continue
        left.discard(name)
        yield replace(
            season,
            start=min(name.start, season.start),
            end=max(name.end, season.end),
            whose=Whose.OURS if name.whose is Whose.OURS and season.whose is Whose.OPEN else season.whose,
            named=True,
        )
    yield from left


def _foreign(raw: str, ours: Sequence[Reference], words: SeasonWords, own: frozenset[str]) -> Iterator[Reference]:
    """The names of other shows; where the watched one may stand by another word, only in lines that do not name it."""
    for name in show_names(raw, words.shows):
        line = raw.rfind("\n", 0, name.start) + 1, (raw.find("\n", name.end) + len(raw) + 1) % (len(raw) + 1)
        beside = name.slot.beside
        known = (r for r in ours if (beside and r.named and line[0] <= r.start < line[1]) or _overlap(r, name))
        is_own = not beside and not own.isdisjoint(_WORD.findall(raw[name.start : name.end].lower()))
        if not is_own and not any(known):
            yield Reference(start=name.start, end=name.end, whose=Whose.OTHER, named=False, foreign=True)


def _overlap(reference: Reference, name: ShowName) -> bool:
    return reference.start < name.end and name.start < reference.end


@lru_cache(maxsize=64)
def _own_words(watch: Watch) -> frozenset[str]:
    """The longer words of the show's names, any of which may stand for it: `Reina` for `La Reina del Sur`."""
    words = (word for name in names_of(watch) for word in _WORD.findall(name.lower()))
    return frozenset(word for word in words if len(word) >= _OWN_LEAST)


def is_about(sentences: Sequence[Sentence], references: References) -> bool:
    """Whether the item as a whole is about the watched season: its headline says so, or else its opening."""
    headline = [r for s in sentences if s.line == 0 for r in references.within(s.start, s.end)]
    if references.comes_before(headline):
        return False
    if any(r.whose is Whose.OURS for r in headline) and any(r.named for r in headline):
        return True
    if any(r.whose is Whose.OTHER for r in headline):
        return False
    ours = [r for r in references if r.whose is Whose.OURS]
    if any(r.named for r in headline):
        return bool(ours) or any(r.whose is Whose.OPEN for r in references)
    numbered = any(r.whose is Whose.OURS for r in headline)
    return _opens_with(sentences, references, {Whose.OURS, Whose.OPEN} if numbered else {Whose.OURS})


def _opens_with(sentences: Sequence[Sentence], references: References, either: Collection[Whose]) -> bool:
    if not sentences:
        return False
    end = sentences[-1].end
    body = sorted({sentence.line for sentence in sentences if sentence.line})[:_OPENING_LINES]
    for sentence in sentences:
        if sentence.line in body and sentence.start <= end * _OPENING_SHARE:
            found = references.within(sentence.start, sentence.end)
            if any(r.whose in either and r.named for r in found):
                return True
    return False


def whose(references: References, sentence: Sentence, start: int, end: int, cues: CueBook) -> Reference | None:
    """The reference that a finding at `start` to `end` of the item is about, where its clause names one.

    The nearest before the finding's end counts, but for another show's that opens the clause, whose season it is then:
    `Paper Kings is back for a second season`. Or else the nearest after it counts. What ends a clause parts them, and
    so does a comma before what stands after; a clause that is put into the finding's says nothing of its season.
    """
    ends = cues.terminators
    told = references.within(sentence.start, sentence.end)
    aside = tuple(_asides(sentence, start, cues.asides))
    near = [r for r in told if r.whose is not Whose.SHOW and not any(a <= r.start < b for a, b in aside)]
    inside = [r for r in near if r.end > start and r.start < end]
    before = [r for r in near if r.end <= start and not _parted(sentence, r.end, start, ends)]
    parting = (ends, _PARTING)
    after = [r for r in near if r.start >= end and not any(_parted(sentence, end, r.start, each) for each in parting)]
    subject = [r for r in before[-1:] if r.foreign and not any(r.named for r in inside)]
    return next(iter([*subject, *inside[:1], *before[-1:], *after[:1]]), None)


def _asides(sentence: Sentence, start: int, asides: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where clauses that do not hold the finding are put into the sentence."""
    spans = ((sentence.start + a.start(), sentence.start + a.end()) for a in asides.finditer(sentence.folded))
    return (span for span in spans if not span[0] <= start < span[1])


def _parted(sentence: Sentence, start: int, end: int, ends: re.Pattern[str]) -> bool:
    return parts(ends, sentence.folded, start - sentence.start, end - sentence.start)
