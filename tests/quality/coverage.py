"""Which rules carry over: `python -m tests.quality.coverage`.

A rule that fires in one stream only was written for that stream's words; one that never fires is proven by its own
examples alone. A rule fires where it finds a claim, also one that another rule found too.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from season_watch.claims.cast_rules import cast_book
from season_watch.claims.findings import Finding, find
from season_watch.claims.page import Page
from season_watch.claims.reader import book_of, read
from season_watch.claims.rules import Rule, languages, rulebook
from tests.quality.corpus import MEASURED, Stream, paths, stream, watch_of
from tests.quality.scoring import Item

BAR = 0.15
"""The share of the rules that fire which may fire in one stream only."""

Fired = Mapping[str, frozenset[str]]


def fired() -> Fired:
    """The streams in which each rule fires, by rule; rules that never fire have none."""
    by_stream = {path.stem: rules_in(stream(path)) for section in MEASURED for path in paths(section)}
    every = {rule.id for language in languages() for rule in _all_rules(language)}
    known = sorted(every.union(*by_stream.values()))
    return {rule: frozenset(name for name, rules in by_stream.items() if rule in rules) for rule in known}


def _all_rules(language: str) -> tuple[Rule, ...]:
    cast = cast_book(language)
    return (*rulebook(language).rules, *(cast.rules if cast else ()))


def rules_in(items: Stream) -> set[str]:
    """The rules that fire in a stream."""
    return {rule for item in items for rule in _rules(item)}


def _rules(item: Item) -> Iterator[str]:
    watch, published, book = watch_of(item), date.fromisoformat(item["published"]), book_of(item["lang"])
    if book is None:
        return
    page = Page(watch, item["title"], item["text"], book)
    yield from (one.rule.id for one in find(page, published) if isinstance(one, Finding) and not page.invented)
    reading = read(watch, title=item["title"], text=item["text"], published=published, lang=item["lang"])
    yield from (claim.rule for claim in reading.claims)


def lonely(rules: Fired) -> list[str]:
    """The rules that fire in exactly one stream."""
    return [rule for rule, streams in rules.items() if len(streams) == 1]


def silent(rules: Fired) -> list[str]:
    """The rules that fire in no stream."""
    return [rule for rule, streams in rules.items() if not streams]


def share_lonely(rules: Fired) -> float:
    """The share of lonely rules among those that fire."""
    firing = len(rules) - len(silent(rules))
    return len(lonely(rules)) / firing if firing else 0.0


def report(rules: Fired) -> Iterator[str]:
    """The rules with the number of streams that they fire in, the widest first, and what follows from it."""
    for rule, streams in sorted(rules.items(), key=lambda one: (-len(one[1]), one[0])):
        if streams:
            yield f"{len(streams):>3}  {rule:<32}{next(iter(streams)) if len(streams) == 1 else ''}".rstrip()
    yield f"never: {', '.join(silent(rules)) or 'none'}"
    for language in sorted({rule.partition(".")[0] for rule in rules}):
        yield _summary(language, {rule: streams for rule, streams in rules.items() if rule.startswith(f"{language}.")})
    yield f"{_summary('all', rules)} (bar {BAR:.0%})"


def _summary(name: str, rules: Fired) -> str:
    mute, alone = len(silent(rules)), len(lonely(rules))
    fires = len(rules) - mute
    return f"{name}: {fires} of {len(rules)} rules fire, {alone} of them in one stream only, {share_lonely(rules):.1%}"


if __name__ == "__main__":
    print("\n".join(report(fired())))
