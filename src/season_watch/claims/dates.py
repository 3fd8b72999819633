"""Dates as news writes them, read into EDTF against the day of publication. The words are data (`dates.toml`)."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from itertools import starmap

from season_watch.claims.alternation import EDGE, in_order, one_of
from season_watch.claims.known_literals import Needs, read_needs
from season_watch.claims.sieve import Sieve
from season_watch.model.edtf import span

_MACRO = re.compile(r"\{([a-z]+)\}")
_SPRING, _WINTER, _SECOND_HALF = 21, 24, 41
_LONE_DAY = frozenset({"day", "weekday", "direction"})
_YEARS = frozenset({"year", "yearword"})
_CENTURY = 2000
"""What a year of two digits belongs to."""
_MONTHS_AHEAD = 6
"""How many months a day without its month is looked for in, until it is the weekday said."""
_EXACT = frozenset({"day", "direction"})
"""What says which one of the months of that name is meant."""
_LONG_GONE = 10
"""Nobody names a month of so many months ago, last year, without its year: the one to come is meant."""
_PARTS_BY_MONTH = {21: 5, 22: 8, 23: 11, 24: 12, 33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}
"""The last month of each part of a year, by its EDTF number."""


class Tense(Enum):
    """Which way a date without its year points."""

    PAST = auto()
    FUTURE = auto()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DateWords:
    """The dates of one language: patterns, of which the first that fits wins, and what their words stand for.

    `sieve` tells which of them a sentence may fit. `joins` stands between two dates that are one period, `spans`
    between the first and the last of a stretch of time. `occasions` says what happens on a date near it, in a group by
    its kind; None where the language doesn't know.
    """

    patterns: tuple[re.Pattern[str], ...]
    sieve: Sieve
    joins: re.Pattern[str]
    spans: re.Pattern[str]
    numbers: Mapping[str, Mapping[str, int]]
    occasions: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a sentence, in its parts; `fields` maps `year`, `part`, `month`, `day` and their relatives to numbers.

    `until` holds the parts of the second date of two that are one period: `late 2024 or early 2025`. `closes`: it is
    the second date of a stretch of time.
    """

    start: int
    end: int
    fields: Mapping[str, int]
    until: Mapping[str, int] | None = None
    closes: bool = False


def compile_words(
    patterns: list[str],
    joins: str,
    spans: str,
    numbers: Mapping[str, Mapping[str, int]],
    occasions: Mapping[str, str],
    needs_of: Needs = read_needs,
) -> DateWords:
    """The words as the reader uses them. `{month}` in a pattern stands for any of the months."""
    counts = numbers.get("count", {})
    choices = {name: _any_of(table) for name, table in numbers.items() if name != "count"}
    choices |= {"year": r"(?:19|20)\d\d", "shortyear": r"[1-4]\d", "day": r"[0-3]?\d", "monthnumber": r"1[0-2]|0?[1-9]"}
    choices["count"] = one_of([r"\d\d?", *([_any_of(counts)] if counts else [])])
    expanded = tuple(re.compile(_expand(pattern, choices)) for pattern in patterns)
    return DateWords(
        patterns=expanded,
        sieve=Sieve((pattern.pattern for pattern in expanded), needs_of),
        joins=re.compile(joins),
        spans=re.compile(spans),
        numbers=numbers,
        occasions=re.compile(one_of(starmap(_occasion, occasions.items()))) if occasions else None,
    )


def _occasion(kind: str, words: str) -> str:
    """The words under their kind, the edge that they begin with before the group: that is where others begin too."""
    edge = EDGE if words.startswith(EDGE) else ""
    return f"{edge}(?P<{kind}>{words.removeprefix(EDGE)})"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _expand(pattern: str, choices: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda macro: f"(?P<{macro[1]}>{choices[macro[1]]})", pattern)


def find(folded: str, words: DateWords) -> tuple[DateMention, ...]:
    """The dates of a folded sentence, in order."""
    patterns = [words.patterns[place] for place in words.sieve.let_through(folded)]
    found: list[DateMention] = []
    for match in in_order(patterns, folded, 0, len(folded)):
        mention = _mention(match, words)
        last = found[-1] if found else None
        if last and last.until is None and words.joins.fullmatch(folded, last.end, mention.start):
            found[-1] = replace(last, end=mention.end, until=mention.fields)
            continue
        if last and words.spans.fullmatch(folded, last.end, mention.start):
            found[-1], mention = _with_year_of(last, mention), replace(mention, closes=True)
        found.append(mention)
    return tuple(found)


def _with_year_of(first: DateMention, second: DateMention) -> DateMention:
    """In `from 3 May to 4 June 2025`, or `to June last year`, the year belongs to both."""
    year = {name: second.fields[name] for name in _YEARS & second.fields.keys()}
    if not year or "month" not in first.fields or _YEARS & first.fields.keys():
        return first
    return replace(first, fields={**first.fields, **year})


def _mention(match: re.Match[str], words: DateWords) -> DateMention:
    said = match.groupdict().items()
    fields = {name: _number(text, words.numbers.get(name, {})) for name, text in said if text is not None}
    if "monthnumber" in fields:
        fields["month"] = fields.pop("monthnumber")
    if "shortyear" in fields:
        fields["year"] = _CENTURY + fields.pop("shortyear")
    if "monthunit" in fields:
        fields["monthword"] = fields.pop("monthunit") * fields.pop("count", 1) * fields.pop("side", 1)
    if "feast" in fields:
        fields["month"], fields["day"] = divmod(fields.pop("feast"), 100)
    return DateMention(start=match.start(), end=match.end(), fields=fields)


def _number(text: str, table: Mapping[str, int]) -> int:
    return table[text] if text in table else int(text)


def resolve(mention: DateMention, published: date, tense: Tense) -> str | None:
    """The EDTF value of a mention, or None where it names no possible date."""
    try:
        first = _value(mention.fields, published, tense)
        value = f"{first}/{_value(mention.until, published, tense)}" if mention.until else first
        span(value)  # a year 10000 is none
    except (ValueError, OverflowError):
        return None
    return value


def _value(fields: Mapping[str, int], published: date, tense: Tense) -> str:
    return _relative(fields, published, tense) or _absolute(fields, published, tense)


def _relative(fields: Mapping[str, int], published: date, tense: Tense) -> str | None:
    if "dayunit" in fields:
        return _days_away(fields, published)
    if "dayword" in fields:
        return (published + timedelta(days=fields["dayword"])).isoformat()
    if "weekword" in fields:
        return _week_word(fields, published)
    if "weekday" in fields and "day" not in fields:
        return _pointed_weekday(fields, published, tense).isoformat()
    if "monthword" in fields:
        return _month_word(fields, published)
    if "day" in fields and fields.keys() <= _LONE_DAY:
        return _lone_day(fields, published, _pointed(fields, tense))
    return None


def _week_word(fields: Mapping[str, int], published: date) -> str:
    """`Next week` is no more exact than its month; `Thursday of next week` is a day."""
    if "weekday" not in fields:
        return f"{published + timedelta(weeks=fields['weekword']):%Y-%m}"
    monday = published - timedelta(days=published.weekday())
    return (monday + timedelta(weeks=fields["weekword"], days=fields["weekday"])).isoformat()


def _days_away(fields: Mapping[str, int], published: date) -> str:
    """`Three weeks from Thursday`, `in eleven days`, `a week ago`: so many days from a day, or from today."""
    start = published + timedelta(days=fields.get("dayword", 0))
    if "weekday" in fields:
        start = _weekday(fields["weekday"], published, Tense.FUTURE)
    days = fields.get("count", 1) * fields["dayunit"] * fields.get("side", 1) * fields.get("reckoned", 1)
    return (start + timedelta(days=days)).isoformat()


def _lone_day(fields: Mapping[str, int], published: date, tense: Tense) -> str:
    """`On the 27th`: the nearest one to come, or that was, and the weekday that is said with it."""
    step = -1 if tense is Tense.PAST else 1
    for months in range(_MONTHS_AHEAD):
        day = _month_day(months * step, fields["day"], published)
        if day and (day - published).days * step >= 0 and fields.get("weekday") in (None, day.weekday()):
            return day.isoformat()
    raise ValueError(fields)


def _month_day(months: int, day: int, published: date) -> date | None:
    try:
        return date.fromisoformat(_month_word({"monthword": months, "day": day}, published))
    except ValueError:
        return None


def _month_word(fields: Mapping[str, int], published: date) -> str:
    months = published.year * 12 + published.month - 1 + fields["monthword"]
    month = f"{months // 12:04}-{months % 12 + 1:02}"
    return _checked(f"{month}-{fields['day']:02}") if "day" in fields else month


def _weekday(weekday: int, published: date, tense: Tense) -> date:
    if tense is Tense.PAST:
        return published - timedelta(days=(published.weekday() - weekday) % 7)
    return published + timedelta(days=(weekday - published.weekday()) % 7)


def _pointed_weekday(fields: Mapping[str, int], published: date, tense: Tense) -> date:
    """On a Monday, `last Monday` is a week ago."""
    day = _weekday(fields["weekday"], published, _pointed(fields, tense))
    return day + timedelta(weeks=fields.get("direction", 0)) if day == published else day


def _absolute(fields: Mapping[str, int], published: date, tense: Tense) -> str:
    year = _year(fields, published, tense)
    if "month" in fields:
        month = f"{year:04}-{fields['month']:02}"
        return _checked(f"{month}-{fields['day']:02}") if "day" in fields else month
    return f"{year:04}-{fields['part']}" if "part" in fields else f"{year:04}"


def _checked(day: str) -> str:
    return date.fromisoformat(day).isoformat()


def _year(fields: Mapping[str, int], published: date, tense: Tense) -> int:
    if "year" in fields:
        return fields["year"]
    if "yearword" in fields:
        return published.year + fields["yearword"]
    if fields.get("direction") == 0:
        return published.year
    return _nearest_year(fields, published, _pointed(fields, tense))


def _pointed(fields: Mapping[str, int], tense: Tense) -> Tense:
    """`last July` points back and `next July` ahead, whatever the sentence does."""
    direction = fields.get("direction", 0)
    return Tense.PAST if direction < 0 else Tense.FUTURE if direction > 0 else tense


def _nearest_year(fields: Mapping[str, int], published: date, tense: Tense) -> int:
    """The year that makes the date the first one to come, or the last one that was, unless that is long gone."""
    month = fields.get("month") or _PARTS_BY_MONTH[fields.get("part", _SECOND_HALF)]
    whole = "month" in fields or fields.get("part") == _WINTER  # winter is what begins when the year ends
    first_month = month if whole else max(1, month - 2)
    if tense is Tense.FUTURE:
        first = (first_month, fields.get("day", 1))
        last = (month, fields.get("day", monthrange(published.year, month)[1]))
        # `next summer` said in July is not the one that is
        return published.year + ((first if fields.get("direction", 0) > 0 else last) < (published.month, published.day))
    day = fields.get("day", 1)
    year = published.year - ((first_month, day) > (published.month, published.day))
    of_last_year = year < published.year and "month" in fields and fields.keys().isdisjoint(_EXACT)
    return year + (of_last_year and 12 + published.month - month >= _LONG_GONE)
