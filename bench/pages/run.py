"""What is found of made-up article pages, and how fast, beside trafilatura alone: `make bench-pages`.

Recall is the share of an article's sentences that were found, precision the share of what was found that is the
article's.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain

from bench.pages.layouts import LAYOUTS, Page, pages
from bench.pages.speed import speeds
from trafilatura import extract

from season_watch.model.errors import ParseError
from season_watch.parsing.articles import extract_article
from tests.unit.parsing.cms_pages import TEMPLATES, CmsPage, cms_page

PAGES = 20

AnyPage = Page | CmsPage
Extract = Callable[[AnyPage], str]


def ours(page: AnyPage) -> str:
    with suppress(ParseError):
        return extract_article(page.html.encode(), url=page.url, content_type="text/html; charset=utf-8").text
    return ""


def trafilaturas(page: AnyPage) -> str:
    """As its manual says for articles: without comments and tables."""
    return extract(page.html, include_comments=False, include_tables=False) or ""


def shares(extract: Extract, some: Sequence[AnyPage]) -> tuple[float, float]:
    """Recall and precision, by sentences."""
    main = beside = wanted = 0
    for page in some:
        text = " ".join(extract(page).split())
        main += sum(sentence in text for sentence in page.main)
        beside += sum(sentence in text for sentence in page.beside)
        wanted += len(page.main)
    return main / wanted, main / max(1, main + beside)


def main() -> None:
    print(f"{'layout':<20}{'recall':>8}{'precision':>11}   trafilatura alone:")
    found: dict[str, tuple[AnyPage, ...]] = {layout: tuple(pages(PAGES, (layout,))) for layout in LAYOUTS}
    found |= {system: (cms_page(system),) for system in TEMPLATES}
    for layout, some in found.items():
        figures = (*shares(ours, some), *shares(trafilaturas, some))
        print(f"{layout:<20}{figures[0]:>8.3f}{figures[1]:>11.3f}{figures[2]:>11.3f}{figures[3]:>11.3f}")
    some = tuple(chain.from_iterable(found.values()))
    own, alone = speeds((ours, trafilaturas), some)
    print(f"{own:.0f} pages a second; trafilatura alone {alone:.0f}")


if __name__ == "__main__":
    main()
