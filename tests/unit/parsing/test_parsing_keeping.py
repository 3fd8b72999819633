"""What stands apart on a page stays apart in its text, and dates stay in their sentences."""

import pytest

from season_watch.parsing.articles import extract_article
from season_watch.parsing.keeping import keep_apart, keep_times
from season_watch.parsing.markup import html_tree
from tests.stopwatch import least_seconds

TEXT = tuple(
    f"{who} told us on {day} that the writers have only just begun their work on the scripts of a second season."
    for who in ("A producer", "The director", "Her agent", "The mayor")
    for day in ("Monday", "Tuesday", "Friday")
)


def text_of(markup: str) -> str:
    """What the text of a page has at this place."""
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in TEXT]
    story = f'<div class="story">{"".join(paragraphs[:6])}{markup}{"".join(paragraphs[6:])}</div>'
    page = f"<html><body><main><article><h1>A report</h1>{story}</article></main></body></html>"
    text = extract_article(page.encode(), url="https://a.example/1", content_type="text/html").text
    return text.removeprefix("\n\n".join(TEXT[:6])).removesuffix("\n\n".join(TEXT[6:])).strip()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ul><li><div>Lanterns</div><div>May 5</div></li></ul>", "Lanterns\n\nMay 5"),
        ("<ul><li><div><div>Lanterns</div><section>May 5</section></div></li></ul>", "Lanterns\n\nMay 5"),
        ("<ul><li>Lanterns<div>May 5</div>Seoul</li></ul>", "Lanterns\n\nMay 5\n\nSeoul"),
        ("<dl><dt>Lanterns</dt><dd><div>May 5</div><div>Seoul</div></dd></dl>", "Lanterns\n\nMay 5\n\nSeoul"),
        ("<blockquote><div>It wraps</div><div>May 5</div></blockquote>", "It wraps\n\nMay 5"),
        ("<blockquote>It wraps.<br>So be it.<cite>Jane Doe</cite></blockquote>", "It wraps.\nSo be it.\nJane Doe"),
        ("<a href='/x'><div>Lanterns</div><div>May 5</div></a>", "Lanterns\nMay 5"),
        ("<details><summary>When is it out</summary>On May 5.</details>", "When is it out\n\nOn May 5."),
    ],
)
def test_what_stands_apart_stays_apart(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>It is out on <time>May 5</time> in Seoul.</p>", "It is out on May 5 in Seoul."),
        ("<p>“It is <b>out</b> on <time>May 5</time>.”</p>", "“It is out on May 5.”"),
        ("<ul><li>It is out on <time>May 5</time>.</li></ul>", "It is out on May 5."),
        ("<p><time>May 5</time></p>", ""),
        ("<p><time>May 5</time> It wraps.</p>", "It wraps."),
        ("<p>By the desk <time>May 5</time></p>", "By the desk"),
    ],
)
def test_a_date_in_a_sentence_stays_there_and_a_stamp_is_none(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<li><div>" * 30_000, id="nested"),
        pytest.param("<ul><li><div>x</div>" * 30_000, id="many"),
        pytest.param("<a><div>x</div></a>" * 30_000, id="many links"),
        pytest.param("<p>" + "x <time>y</time>" * 30_000 + ".", id="many times in one paragraph"),
        pytest.param("<p>x <time>y</time>.</p>" * 30_000, id="many times"),
        pytest.param("<p>" + "x<time>y" * 30_000 + ".", id="nested times"),
    ],
)
def test_hostile_pages_take_no_long_time(markup: str) -> None:
    page = html_tree(markup)

    def keep() -> None:
        keep_apart(page)
        keep_times(page)

    assert least_seconds(keep, times=1) < 2.0
