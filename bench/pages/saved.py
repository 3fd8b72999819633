"""What is found of article pages that were saved, beside trafilatura alone: `make bench-pages PAGES=folder`.

The folder is laid out as one of two public sets, neither of which is ours to pass on. In
https://github.com/mozilla/readability it is `test/test-pages`, each page a `source.html` with what is wanted of it in
`expected.html`; in https://github.com/scrapinghub/article-extraction-benchmark it is the repository itself.

Texts are compared by runs of four words. Recall is the share of the wanted runs that were found, precision that of the
found ones that are wanted: means of all pages, of which one that is not read has neither.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.pages.speed import speeds
from trafilatura import extract

from season_watch.model.errors import ParseError
from season_watch.parsing.articles import extract_article
from season_watch.parsing.text import plain

RUN = 4
WORST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page, and the text that people took from it."""

    name: str
    url: str
    body: bytes
    wanted: str


Read = Callable[[SavedPage], str]


def pages_of(folder: Path) -> Iterator[SavedPage]:
    """The pages of a folder of either layout."""
    truths = folder / "ground-truth.json"
    return _benchmarks(folder, truths) if truths.is_file() else _readabilitys(folder)


def _benchmarks(folder: Path, truths: Path) -> Iterator[SavedPage]:
    for name, truth in json.loads(truths.read_bytes()).items():
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield SavedPage(name=name, url=truth["url"], body=body, wanted=truth["articleBody"])


def _readabilitys(folder: Path) -> Iterator[SavedPage]:
    for source in sorted(folder.glob("*/source.html")):
        name = source.parent.name
        wanted = plain((source.parent / "expected.html").read_text(encoding="utf-8"))
        yield SavedPage(name=name, url=f"https://{name}.example/a", body=source.read_bytes(), wanted=wanted)


def ours(page: SavedPage) -> str:
    """The text as it is read here; of what is said to be no article, the reason."""
    try:
        return extract_article(page.body, url=page.url, content_type="text/html; charset=utf-8").text
    except ParseError as error:
        return error.reason


def trafilaturas(page: SavedPage) -> str:
    """As its manual says for articles: without comments and tables."""
    return extract(page.body, include_comments=False, include_tables=False) or "nothing"


def shares(found: str, wanted: str) -> tuple[float, float]:
    """Recall and precision of one page."""
    took, should = _runs(found), _runs(wanted)
    right = (took & should).total()
    return right / max(1, should.total()), right / max(1, took.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def report(name: str, read: Read, some: Sequence[SavedPage]) -> None:
    """Print the means, and the worst pages by the mean of both shares."""
    found = {page.name: read(page) for page in some}
    figures = {page.name: shares(found[page.name], page.wanted) for page in some}
    recall, precision = (fmean(column) for column in zip(*figures.values(), strict=True))
    print(f"{name}: {len(some)} pages, recall {recall:.3f}, precision {precision:.3f}")
    for one in sorted(figures, key=lambda one: sum(figures[one]))[:WORST]:
        print(f"  {one[:40]:<42}{figures[one][0]:.3f}  {figures[one][1]:.3f}  {found[one][:40]!r}")


def main() -> None:
    some = tuple(pages_of(Path(sys.argv[1])))
    report("season-watch", ours, some)
    report("trafilatura alone", trafilaturas, some)
    own, alone = speeds((ours, trafilaturas), some)
    print(f"{own:.0f} pages a second; trafilatura alone {alone:.0f}")


if __name__ == "__main__":
    main()
