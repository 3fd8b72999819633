"""What is found of made-up article pages, and how fast, beside trafilatura alone: `make bench-pages`.

Recall is the share of an article's sentences that were found, precision the share of what was found that is the
article's. Speeds are medians of rounds that take turns; compare them within one run.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from layouts import LAYOUTS, Page, pages
from trafilatura import extract

from season_watch.model.errors import ParseError
from season_watch.parsing.articles import extract_article

PAGES = 20
ROUNDS = 5

Extract = Callable[[Page], str]


def ours(page: Page) -> str:
    with suppress(ParseError):
        return extract_article(page.html.encode(), url=page.url, content_type="text/html; charset=utf-8").text
    return ""


def trafilaturas(page: Page) -> str:
    """As its manual says for articles: without comments and tables."""
    return extract(page.html, include_comments=False, include_tables=False) or ""


def shares(extract: Extract, some: Sequence[Page]) -> tuple[float, float]:
    """Recall and precision, by sentences."""
    main = beside = wanted = 0
    for page in some:
        text = " ".join(extract(page).split())
        main += sum(sentence in text for sentence in page.main)
        beside += sum(sentence in text for sentence in page.beside)
        wanted += len(page.main)
    return main / wanted, main / max(1, main + beside)


def seconds(extract: Extract, some: Sequence[Page]) -> float:
    began = time.process_time()
    for page in some:
        extract(page)
    return time.process_time() - began


def main() -> None:
    print(f"{'layout':<20}{'recall':>8}{'precision':>11}   trafilatura alone:")
    for layout in LAYOUTS:
        some = tuple(pages(PAGES, (layout,)))
        figures = (*shares(ours, some), *shares(trafilaturas, some))
        print(f"{layout:<20}{figures[0]:>8.3f}{figures[1]:>11.3f}{figures[2]:>11.3f}{figures[3]:>11.3f}")
    some = tuple(pages(PAGES))
    rounds = [(seconds(ours, some), seconds(trafilaturas, some)) for _ in range(ROUNDS)]
    speeds = [len(some) / statistics.median(times) for times in zip(*rounds, strict=True)]
    print(f"{speeds[0]:.0f} pages a second; trafilatura alone {speeds[1]:.0f}")


if __name__ == "__main__":
    main()
