"""Write down the literals of every language's patterns: `make literals`."""

import sys
from pathlib import Path

import season_watch.claims
from season_watch.claims.cast_rules import cast_book
from season_watch.claims.known_literals import FILE, written
from season_watch.claims.rules import languages, rulebook

RULES = Path(season_watch.claims.__file__).with_name("rules")


def main() -> None:
    """Write one file a language."""
    for language in sorted(languages()):
        file, patterns = RULES / language / FILE, sieved(language)
        file.write_text(written(patterns), "utf-8")
        sys.stdout.write(f"{language}: {len(patterns)} patterns, {file.stat().st_size} bytes\n")


def sieved(language: str) -> frozenset[str]:
    """The patterns of a language that are looked for by their literals."""
    book, cast = rulebook(language), cast_book(language)
    ways = (*book.ways, *(cast.ways if cast else ()))
    patterns = (*(pattern for _, pattern in ways), *(pattern for _, pattern in book.cues.ways))
    return frozenset([*(pattern.text for pattern in patterns), *(pattern.pattern for pattern in book.dates.patterns)])


if __name__ == "__main__":
    main()
