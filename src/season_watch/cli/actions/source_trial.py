"""What a source would bring now, and why: how it answers, what it lists, and what the reader makes of that."""

import asyncio
from calendar import day_name
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import ceil

import typer

from season_watch.bootstrap import open_outside, utc_now
from season_watch.cli.actions.source_discovery import discover, nature_sentence, nothing_there
from season_watch.cli.actions.source_naming import known_sources
from season_watch.cli.documents import Document, fact_document
from season_watch.cli.options import Options
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import counted, fact_phrase, minute
from season_watch.config.settings import Settings
from season_watch.model.board import Fact
from season_watch.model.claim import Claim
from season_watch.model.errors import NothingMatched
from season_watch.model.source import NO_VALIDATORS, NO_WISH, FeedWish, Source, SourceKind, SourceName, usual_trust
from season_watch.model.watch import WatchName
from season_watch.pipeline.discovery import Discovered
from season_watch.pipeline.ports import Fetched
from season_watch.pipeline.trial import Listed, Trial, Trials, TriedEntry, newest_of
from season_watch.policy.trust import believed

_SHOWN = 10
"""Entries that are shown of those that mention a watch, and of the others: enough to see what they look like."""

_TEASER = {True: " (its article is read first)", False: " (by its headline alone)"}
"""What to say of a thin entry: whether a program can get at the article behind it."""


def show_trial(options: Options, what: str, *, as_json: bool) -> None:
    """Fetch and read a source once, by its name or address; exits with 1 where that fails or brings nothing."""
    settings = options.settings()
    source, found = _named(settings, what), None
    if source is None:
        found = _found_at(settings, what)
        source = _best_of(found)
    trial = asyncio.run(_try(settings, source))
    if as_json:
        show_json(_document(trial))
    else:
        led = (Line(text=f"{nature_sentence(found)} The best that it leads to:"), BLANK) if found else ()
        show_lines((*led, *_lines(trial)))
    if trial.listed is None or not trial.listed.entries:
        raise typer.Exit(1)


async def _try(settings: Settings, source: Source) -> Trial:
    async with open_outside(settings) as outside:
        trials = Trials(fetcher=outside.fetcher, isolation=outside.isolation, clock=utc_now)
        return await trials.try_source(source, settings.watches)


def _named(settings: Settings, what: str) -> Source | None:
    """A source of the configuration or the database, by its name or its address."""
    declared = next((source for source in settings.sources if what in {source.name, source.url}), None)
    if declared is not None or not settings.database.exists():
        return declared
    known = known_sources(settings.database)
    return next((one.source for one in known if what in {one.source.name, one.source.url, one.moved_to}), None)


def _found_at(settings: Settings, what: str) -> Discovered:
    if "/" not in what and "." not in what:
        raise NothingMatched(f"There is no source called {what}: `season-watch sources list` shows them.")
    return discover(settings, what)


def _best_of(found: Discovered) -> Source:
    """The source that `sources add` would take."""
    if not found.offers:
        raise NothingMatched(nothing_there(found))
    best = found.offers[0]
    name = SourceName(best.title or found.title or best.url)
    trust = usual_trust(best.kind)
    return Source(name=name, url=best.url, kind=best.kind, trust=trust, selectors=best.selectors)


def _lines(trial: Trial) -> Iterator[Line]:
    source = trial.source
    yield Line(text=source.name, style="bold")
    yield Line(text=source.url)
    yield BLANK
    yield from (Line(text=f"{label}: {said}", indent=2) for label, said in _facts(trial))
    if trial.listed is not None:
        yield from _entry_lines(trial.listed, source)


def _facts(trial: Trial) -> Iterator[tuple[str, str]]:
    source, fetched = trial.source, trial.fetched
    if trial.failure is not None:
        yield "failed", f"{trial.failure.reason}: {trial.failure.detail}"
    if fetched is not None:
        yield "answer", _answer(fetched)
        yield "next time", _next_time(fetched)
    yield "read as", f"{source.kind}, {source.trust}"
    if source.selectors is not None:
        yield "entries by", source.selectors.entry
    yield "robots.txt", _robots(trial)
    if trial.listed is not None:
        yield "lists", _listing(trial.listed)
        if trial.listed.wish != NO_WISH:
            yield "asks", "; ".join(_asked(trial.listed.wish))
    yield "signs of blindness", "; ".join(trial.signs) or ("none" if trial.listed else "it can't be read")


def _answer(fetched: Fetched) -> str:
    moved = f"; moved for good to {fetched.moved_to}" if fetched.moved_to else ""
    return f"in full, {len(fetched.body):,} bytes of {fetched.content_type or 'no stated type'}{moved}"


def _next_time(fetched: Fetched) -> str:
    wish = _wish(fetched.fresh_for) if fetched.fresh_for else "as often as you say"
    conditional = "only what changed is sent" if fetched.validators != NO_VALIDATORS else "all is sent again"
    return f"{wish}; {conditional}"


def _wish(span: timedelta) -> str:
    return f"not within {counted(ceil(span.total_seconds() / 60), 'minute', 'minutes')}, its server says"


def _asked(wish: FeedWish) -> Iterator[str]:
    """What a feed itself asks for, in all: what is granted of it is a day at most."""
    rest = max(wish.ttl, wish.period)
    if rest:
        yield f"not within {counted(ceil(rest / 60), 'minute', 'minutes')}"
    if wish.hours:
        yield f"not in the hours {', '.join(map(str, wish.hours))} UTC"
    if wish.weekdays:
        yield f"not on {', '.join(day_name[day] for day in wish.weekdays)} UTC"


def _robots(trial: Trial) -> str:
    if trial.source.kind is not SourceKind.PAGE:
        return "not asked: feeds are offered for polling"
    if trial.failure is not None and trial.failure.reason == "robots":
        return "forbids this page"
    return "allows this page" if trial.fetched is not None else "not known"


def _listing(listed: Listed) -> str:
    newest = newest_of(listed)
    dated = f", the newest of {minute(newest)}" if newest else ""
    concerned = sum(bool(one.watches) for one in listed.entries)
    return f"{counted(len(listed.entries), 'entry', 'entries')}{dated}; {concerned} for a watch"


def _entry_lines(listed: Listed, source: Source) -> Iterator[Line]:
    concerned = [one for one in listed.entries if one.watches]
    others = [one for one in listed.entries if not one.watches]
    yield from _group("For a watch:", concerned, source)
    yield from _group("Not read, for they mention no watch:", others, source)


def _group(heading: str, entries: Sequence[TriedEntry], source: Source) -> Iterator[Line]:
    if not entries:
        return
    yield BLANK
    yield Line(text=heading, style="bold")
    for one in entries[:_SHOWN]:
        yield Line(text=f"{minute(one.entry.published)}  {one.entry.title or '(no title)'}", indent=2)
        yield Line(text=one.entry.url, indent=4)
        yield from (Line(text=said, indent=4) for said in _said(one, source))
    if len(entries) > _SHOWN:
        yield Line(text=f"and {len(entries) - _SHOWN} more", indent=2)


def _said(one: TriedEntry, source: Source) -> Iterator[str]:
    """What the reader would claim of each watch; of a teaser, what that says before its article is read."""
    for watch in one.watches:
        claims = [fact_phrase(_taken(claim, one, source), one.entry.published) for claim in _claims(one, watch)]
        teaser = _TEASER[one.entry.outlet_site is None] if one.thin else ""
        yield f"{watch}: {'; '.join(claims) or 'claims nothing'}{teaser}"


def _claims(one: TriedEntry, watch: WatchName) -> tuple[Claim, ...]:
    return tuple(claim for reading in one.readings if reading.watch == watch for claim in reading.claims)


def _taken(claim: Claim, one: TriedEntry, source: Source) -> Fact:
    certainty = believed(claim.certainty, source.trust, headline_only=one.thin)
    return Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=certainty)


def _document(trial: Trial) -> Document:
    fetched, listed, source = trial.fetched, trial.listed, trial.source
    fresh_for = fetched.fresh_for if fetched else None
    return {
        "url": source.url,
        "kind": source.kind,
        "trust": source.trust,
        "moved_to": fetched.moved_to if fetched else None,
        "error": f"{trial.failure.reason}: {trial.failure.detail}" if trial.failure else None,
        "content_type": fetched.content_type if fetched else None,
        "bytes": len(fetched.body) if fetched else None,
        "fresh_seconds": int(fresh_for.total_seconds()) if fresh_for else None,
        "conditional": fetched is not None and fetched.validators != NO_VALIDATORS,
        "robots": _robots(trial),
        "asks": _wish_document(listed.wish) if listed and listed.wish != NO_WISH else None,
        "title": listed.title if listed else None,
        "signs": list(trial.signs),
        "entries": [_entry_document(one, source) for one in listed.entries] if listed else [],
    }


def _wish_document(wish: FeedWish) -> Document:
    return {
        "rest_seconds": max(wish.ttl, wish.period),
        "skip_hours": list(wish.hours),
        "skip_days": [day_name[day] for day in wish.weekdays],
    }


def _entry_document(one: TriedEntry, source: Source) -> Document:
    published = one.entry.published
    return {
        "title": one.entry.title,
        "url": one.entry.url,
        "outlet": one.entry.outlet,
        "published": published.isoformat() if published else None,
        "thin": one.thin,
        "watches": list(one.watches),
        "claims": [
            {"watch": watch, **fact_document(_taken(claim, one, source), published)}
            for watch in one.watches
            for claim in _claims(one, watch)
        ],
    }
