"""Boxes amid an article are dropped; what only goes by their name or begins like one stays."""

import pytest
from trafilatura import load_html

from season_watch.parsing.articles import extract_article
from season_watch.parsing.boxes import drop_boxes
from season_watch.parsing.markup import Element
from tests.stopwatch import least_seconds

TEXT = "Netflix has ordered a second season of its zombie drama, it said on Monday in a clip of its cast."
TEASER = "Squid Game season 3 has a date at last, and a trailer with it, as we hear from Seoul."
BESIDE = f"<p>{TEASER}</p><p>{TEASER}</p>"


def page_of(markup: str) -> Element:
    page = load_html(markup)
    assert page is not None
    return page


def dropped(markup: str) -> bool:
    """Whether what stands beside the text is gone, and the text is not."""
    page = page_of(f"<html><body><article><h1>A report</h1><p>{TEXT}</p>{markup}</article></body></html>")
    drop_boxes(page)
    left = page.text_content()
    assert TEXT in left
    return TEASER not in left


@pytest.mark.parametrize(
    "name",
    [
        "newsletter",
        "c-newsletter__form",
        "also-read",
        "alsoread",
        "jp-relatedposts",
        "article__related",
        "related_stories",
        "OUTBRAIN",
        "post-recirc-module",
        "td trending now",
        "author-bio",
        "jwplayer jw-reset",
        "video-js vjs-default-skin",
        "c-video-player",
        "media__video--headline",
        "article-video-container",
        "o-video__info",
        "content-video__placeholder",
    ],
)
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_a_box_is_known_by_its_name(attribute: str, name: str) -> None:
    assert dropped(f'<div {attribute}="{name}">{BESIDE}</div>')


@pytest.mark.parametrize(
    "heading", ["Also read", "ALSO READ:", "Related stories", "Read more »", "관련 기사", "Baca juga"]
)
def test_a_box_is_known_by_its_heading(heading: str) -> None:
    assert dropped(f'<div class="css-1x">\n<h4><b>{heading}</b></h4>{BESIDE}</div>')


@pytest.mark.parametrize(
    "heading", ["Latest", "Top stories", "Editor's picks", "Más noticias", "Berita lainnya", "인기 뉴스"]
)
def test_a_heading_that_may_be_of_the_text_makes_a_box_of_links_alone(heading: str) -> None:
    card = f'<div><a href="/x">Read it</a><p>{TEASER}</p></div>'
    assert dropped(f"<div><h3>{heading}</h3>{card * 3}</div>")
    assert not dropped(f"<div><h3>{heading}</h3>{BESIDE}</div>")


def test_a_template_is_no_text() -> None:
    assert dropped(f"<amp-list><template>{BESIDE}</template></amp-list>")


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f'<div class="unrelated promotion">{BESIDE}</div>', id="part of a word"),
        pytest.param(f'<div class="tag-trending"><h1>A report</h1>{BESIDE}</div>', id="around a headline"),
        pytest.param(f'<div class="format-video category-player">{BESIDE}</div>', id="of the format of a video"),
        pytest.param(f'<div class="video-description">{BESIDE}</div>', id="what is said of a video"),
        pytest.param(f'<div class="post-related">{BESIDE * 20}</div>', id="as long as an article"),
        pytest.param(f"<div><h3>Related</h3>{BESIDE * 10}</div>", id="a long part under a heading"),
        pytest.param(f"<div><h3>What is next for the cast</h3>{BESIDE}</div>", id="a heading that says more"),
        pytest.param(f"<div>First, a word.<h3>Related</h3>{BESIDE}</div>", id="a heading amid a text"),
        pytest.param(f"<div><p>Related: a sentence.</p>{BESIDE}</div>", id="no heading"),
    ],
)
def test_what_is_no_box_stays(markup: str) -> None:
    assert not dropped(markup)


@pytest.mark.parametrize(
    ("name", "is_caption"),
    [
        ("img_desc", True),
        ("end_photo_org", True),
        ("imageCredit", True),
        ("image-gallery", False),
        ("photo-love", False),
    ],
)
@pytest.mark.parametrize("kind", ["em", "span"])
def test_a_caption_amid_a_line_is_known_by_its_name(kind: str, name: str, is_caption: bool) -> None:
    assert dropped(f'<p>So it is.<{kind} class="{name}">{TEASER}</{kind}>And so on.</p>') is is_caption


def test_what_follows_a_box_within_its_line_stays() -> None:
    page = page_of(f'<div><p>{TEXT}</p><div class="promo">{TEASER}</div>and so it ends.</div>')
    drop_boxes(page)
    assert page.text_content() == f"{TEXT}and so it ends."


def test_an_article_is_read_without_its_boxes() -> None:
    box = f'<div class="inline-newsletter">{BESIDE}</div>'
    markup = f"<article><h1>A report</h1><p>{TEXT}</p>{box}<p>{TEXT}</p></article>"
    article = extract_article(markup.encode(), url="https://a.example/1", content_type="text/html")
    assert article.text == f"{TEXT}\n\n{TEXT}"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param('<div class="related">' * 50_000, id="nested"),
        pytest.param('<div class="related">' * 250 + "<i></i>" * 100_000, id="nested around much"),
        pytest.param('<div class="related"><h3>Related</h3>' * 50_000, id="nested with headings"),
        pytest.param(f'<div class="{"related-x" * 1_000}"></div>' * 50, id="long names"),
    ],
)
def test_hostile_pages_take_no_long_time(markup: str) -> None:
    page = page_of(f"<html><body>{markup}</body></html>")

    assert least_seconds(lambda: drop_boxes(page), times=1) < 2.0


LINK = f'<a href="/x">{TEASER}</a>'


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<ul><li>{LINK}</li><li> {LINK} </li></ul>", id="a list of links"),
        pytest.param(f"<p>{TEXT}</p><div><p>{TEASER}</p>{LINK}</div>", id="a teaser with its link"),
        pytest.param(f'<p>{TEXT}</p><div><a href="/x"><h3>{TEASER}</h3></a></div>', id="a card"),
        pytest.param(f"<p>{TEXT}</p><section><span>{LINK}</span></section>", id="a link in wrappings"),
        pytest.param(f"<div>A text in lines.<br><b>Baca juga: </b> {LINK}<br>More.</div>", id="a bold invitation"),
    ],
)
def test_what_only_leads_elsewhere_is_known_by_its_shape(markup: str) -> None:
    assert dropped(markup)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<ul><li>{LINK}, they said</li></ul>", id="a list of sentences with links"),
        pytest.param(f"<ul><li>{TEASER}</li></ul>", id="a list without links"),
        pytest.param(f"<ul><li>{LINK}</li><li>No link.</li></ul>", id="a list with an item of its own"),
        pytest.param(f"<p>{TEXT}</p><div><p>They said so: {LINK}.</p></div>", id="a part with a link in its sentence"),
        pytest.param(f"<p>{TEXT}</p><div><p>{TEASER}</p></div>", id="a part without a link"),
        pytest.param(f"<div><p>{TEASER}</p>{LINK}</div>", id="no text around it"),
        pytest.param(f"<p>{TEXT}</p><div>{BESIDE * 10}{LINK}</div>", id="a long part"),
        pytest.param(f"<p><b>Netflix said: </b>{LINK}</p>", id="bold words that invite to nothing"),
    ],
)
def test_what_has_words_of_its_own_beside_its_links_stays(markup: str) -> None:
    assert not dropped(markup)
