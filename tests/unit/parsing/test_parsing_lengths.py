"""Pages of more blocks than pages have are read as far as blocks are compared in no time."""

import pytest

from season_watch.parsing.articles import extract_article
from season_watch.parsing.lengths import cut_short
from season_watch.parsing.markup import html_tree
from tests.stopwatch import least_seconds

TEXT = "The studio confirmed on Monday that filming of the second season would begin in Harrowgate before the winter."
ARTICLE = f"<article><h1>A report</h1><p>{TEXT}</p><p>No more was said of it.</p></article>"


def test_a_page_keeps_its_first_blocks_and_what_stands_beside_them() -> None:
    page = html_tree("<b>so</b><p>x</p>tail" * 6_000)
    assert cut_short(page)
    assert (len(page.findall(".//p")), "".join(page.itertext())) == (4_999, "soxtail" * 4_999 + "so" * 1_001)


@pytest.mark.parametrize(("count", "is_long"), [(1_900, False), (2_100, True)])
def test_a_page_of_many_blocks_is_told(count: int, is_long: bool) -> None:
    page = html_tree("<h2>x</h2>" * count)
    assert cut_short(page) is is_long
    assert len(page.findall(".//h2")) == count


@pytest.mark.parametrize(
    "flood", ["<h1>x</h1>", "<p>x</p>", "<option>x</option>", "<h2>x</h2><p>y</p>", "<br><br>x y", "<p><b>x</b> y</p>"]
)
@pytest.mark.parametrize("place", ["after", "within"])
def test_a_flood_of_blocks_hides_no_article_and_takes_no_long_time(flood: str, place: str) -> None:
    """15,000 took twelve seconds and more, 60,000 minutes."""
    markup = ARTICLE + flood * 15_000 if place == "after" else ARTICLE.replace("</article>", flood * 15_000)

    def read() -> None:
        article = extract_article(markup.encode(), url="https://a.example/1", content_type="text/html")
        assert article.text.startswith(TEXT)

    assert least_seconds(read, times=1) < 6.0
