"""Timing: which date of a sentence belongs to what a match says: an announcement has another than the premiere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from season_watch.claims.assertion import parts
from season_watch.claims.dates import DateMention, Tense, resolve
from season_watch.claims.page import View
from season_watch.claims.rules import Rule
from season_watch.model.claim import State
from season_watch.model.edtf import span

_RELEASE = frozenset({"release"})
_START = frozenset({"start", "shoot"})
_OCCASIONS = {
    State.WINDOW: _RELEASE,
    State.DELAYED: _RELEASE,
    State.RELEASED: _RELEASE,
    State.SCHEDULED: _START,
    State.STARTED: _START,
    State.WRAPPED: frozenset({"end", "shoot"}),
}
"""What may happen on the date of a state; `shoot` lasts from the first to the last date of a stretch."""
_MAY_HAVE_DATE = frozenset({State.STARTED, State.WRAPPED, State.RELEASED, State.DELAYED})
_TELLING = "telling"
_NEAR = re.compile(r"[^,;:.]{0,40}")
_BESIDE = re.compile(r"[ -](?:(?!and |but |that |the |its |an? |as |with |before |after |when |while )[\w']+ )?")
"""What may stand between a date and the occasion that it qualifies: `a May 4 series premiere`."""
_FAR = 90
"""How many characters may lie between a date and what happens on it."""
_LATELY, _LONG = timedelta(days=14), timedelta(days=270)
_COARSE = frozenset({"year", "part", "yearword"})
"""Nobody says that something was announced in a year or half of one: what is said then is the year."""
_DAY = len("2024-12-26")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Words that say what happens on a date near them."""

    kind: str
    start: int
    end: int


class Timing:
    """The dates of a sentence, each with its occasion where the sentence tells it."""

    def __init__(self, view: View, published: date) -> None:
        self._view = view
        self._published = published

    def date_of(self, rule: Rule, found: re.Match[str]) -> DateMention | None:
        """The date that a match speaks of: the one that its rule asks for; or where it asks for none but its state has
        one, the one that follows or is inside. None where something else happens on it.
        """
        if "when" in found.re.groupindex:
            chosen = (one for one in self._view.dates if one.start == found.start("when"))
            return next((one for one in chosen if self._ends(one, rule) or self._fits(one, rule, found.start())), None)
        if not rule.patterns:
            return self._nearest(rule, found.start())
        return next(self._gone_by(rule, found), None) if rule.state in _MAY_HAVE_DATE else None

    def today(self, rule: Rule) -> str | None:
        """The day of publication, where a sentence that tells of a release names it by any date."""
        if rule.state is not State.RELEASED:
            return None
        days = (resolve(one, self._published, Tense.PAST) for one in self._view.dates)
        return next((day for day in days if day == self._published.isoformat()), None)

    def _nearest(self, rule: Rule, at: int) -> DateMention | None:
        """The date nearest to what was heard in a sentence as a whole, of those behind it or else before it."""
        if rule.state not in _OCCASIONS:
            return None
        fitting = (one for one in self._view.dates if self._lies_right(one, rule) and self._fits(one, rule, 0))
        return min(
            fitting,
            key=lambda one: (rule.state is State.WRAPPED and not one.closes, one.end < at, abs(one.start - at)),
            default=None,
        )

    def _lies_right(self, mention: DateMention, rule: Rule) -> bool:
        """Whether a date is yet to come, for what will be, or has come."""
        value = resolve(mention, self._published, rule.tense)
        if value is None:
            return False
        return span(value)[1] > self._published if rule.tense is Tense.FUTURE else span(value)[0] <= self._published

    def _gone_by(self, rule: Rule, found: re.Match[str]) -> Iterator[DateMention]:
        """The dates that have come: those behind the match, and then those before it."""
        come = [one for one in self._view.dates if self._has_come(one, rule)]
        near = [one for one in come if one.start >= found.start() and self._is_near(found.end(), one.start)]
        near = [one for one in near if self._fits(one, rule, found.start())]
        yield from (one for one in near if self._ends(one, rule))
        yield from near
        before = sorted((one for one in come if one.start < found.start()), key=lambda one: not self._ends(one, rule))
        yield from (one for one in before if self._happened_on(one, rule))

    @staticmethod
    def _ends(mention: DateMention, rule: Rule) -> bool:
        return mention.closes and rule.state is State.WRAPPED

    def _is_near(self, end: int, start: int) -> bool:
        return _NEAR.fullmatch(self._view.masked, end, max(start, end)) is not None

    def _happened_on(self, mention: DateMention, rule: Rule) -> bool:
        occasion = self._occasion(mention, 0)
        return occasion in _OCCASIONS[rule.state] or (occasion is None and rule.state is State.RELEASED)

    def _has_come(self, mention: DateMention, rule: Rule) -> bool:
        value = resolve(mention, self._published, rule.tense)
        return value is not None and (rule.tense is Tense.FUTURE or span(value)[0] <= self._published)

    def _fits(self, mention: DateMention, rule: Rule, since: int) -> bool:
        if rule.tense is Tense.FUTURE and self._is_just_past(mention):
            return False
        if rule.state is State.WINDOW and mention.closes:
            return False
        occasion = self._occasion(mention, since)
        return occasion is None or occasion in _OCCASIONS.get(rule.state, (occasion,))

    def _occasion(self, mention: DateMention, since: int) -> str | None:
        """What happens on a date: what it qualifies, or what was last said in its clause, or what follows there.

        Nothing that ends before `since` is looked at. Nobody announced anything on a day to come.
        """
        told = [one for one in self._occasions if one.end > since]
        told = [one for one in told if one.kind != _TELLING or self._may_be_past(mention)]
        if "reckoned" in mention.fields:
            told = [one for one in told if one.start >= mention.end]
        beside = (one for one in told if one.start >= mention.end and self._is_beside(mention.end, one.start))
        before = (one for one in told[::-1] if one.end <= mention.start and self._together(one.end, mention.start))
        behind = (one for one in told if one.start >= mention.end and self._is_near(mention.end, one.start))
        nearest = next((one for found in (beside, before, behind) for one in found), None)
        return nearest.kind if nearest else None

    @cached_property
    def _occasions(self) -> tuple[Occasion, ...]:
        pattern = self._view.page.book.dates.occasions
        found = pattern.finditer(self._view.masked) if pattern and self._view.dates else ()
        return tuple(Occasion(kind=m.lastgroup or "", start=m.start(), end=m.end()) for m in found)

    def _is_beside(self, end: int, start: int) -> bool:
        return _BESIDE.fullmatch(self._view.masked, end, start) is not None

    def _together(self, start: int, end: int) -> bool:
        return end - start <= _FAR and not parts(self._view.page.book.cues.terminators, self._view.masked, start, end)

    def _is_just_past(self, mention: DateMention) -> bool:
        """Whether a date without its year was a few weeks ago: nobody means the one in almost a year."""
        past, future = self._readings(mention)
        if past is None or future is None or past == future or "weekday" in mention.fields:
            return False
        return self._published - span(past)[1] <= _LATELY and span(future)[0] - self._published >= _LONG

    def _readings(self, mention: DateMention) -> tuple[str | None, str | None]:
        past, future = (resolve(mention, self._published, tense) for tense in (Tense.PAST, Tense.FUTURE))
        return past, future

    def _may_be_past(self, mention: DateMention) -> bool:
        """Whether a date has come, or of the years that it may mean the last one is nearer than the next."""
        past, future = self._readings(mention)
        if past is None or future is None or span(past)[0] > self._published:
            return False
        if mention.fields.keys() <= _COARSE:
            return False
        if past == future or ("weekday" in mention.fields and "day" not in mention.fields):
            return True
        return self._published - span(past)[1] <= span(future)[0] - self._published
