"""Article pages: the text as its writer left it, and what the page states about itself."""

import json
from datetime import UTC, datetime
from html import escape

import pytest

from season_watch.model.errors import ParseError
from season_watch.parsing.articles import Article, extract_article
from tests.stopwatch import least_seconds

URL = "https://www.harbour.example/tv/season-2"
TITLE = "‘All of Us Are Dead’ S2: who’s back?"
SHORT = ("Netflix has ordered a second season of its zombie drama.", "It said so on Monday, in a clip of its cast.")
LONG = (
    "The bell at Hyosan High will toll again: Netflix has picked up the drama for a second run.",
    "When does it start?",
    "When does it start?",
    "Nobody has said. Cameras may roll in 2023 & not before; “it’s early days”, a producer told us.",
    "Related: a plain sentence that begins like an invitation stays.",
    "촬영은 이르면 올해 말 시작될 것으로 알려졌다.",
)


def page(paragraphs: tuple[str, ...], *, head: str = "", extra: str = "", frame: str = "article") -> str:
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>{escape(TITLE)} | Harbour</title>{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><{frame}><h1>{escape(TITLE)}</h1>{text}{extra}</{frame}>
<aside><h2>Most read</h2><ul><li><a href="/x">Squid Game season 3 trailer is out</a></li></ul>
<p>Also read: <a href="/y">The Rings of Power season 2</a></p></aside></main>
<footer><p>© Harbour. All rights reserved.</p></footer></body></html>"""


def read(markup: str | bytes, url: str = URL, content_type: str = "text/html") -> Article:
    body = markup.encode() if isinstance(markup, str) else markup
    return extract_article(body, url=url, content_type=content_type)


@pytest.mark.parametrize("paragraphs", [SHORT, LONG, LONG * 20], ids=["short", "medium", "long"])
@pytest.mark.parametrize("frame", ["article", "div", "section"])
def test_title_and_text_come_out_as_they_went_in(paragraphs: tuple[str, ...], frame: str) -> None:
    article = read(page(paragraphs, frame=frame))
    assert article.title == TITLE
    assert article.text == "\n\n".join(paragraphs)


def test_a_heading_amid_the_text_is_of_it_and_says_what_follows_is_about() -> None:
    text = read(page(SHORT, extra=f"<h2>Lanterns</h2><p>{LONG[0]}</p><h3>Who returns?</h3><p>{LONG[3]}</p>")).text
    assert text == "\n\n".join((*SHORT, "Lanterns", LONG[0], "Who returns?", LONG[3]))


@pytest.mark.parametrize("heading", ["You may also like:", "Related stories", "Lee también", "관련 기사"])
def test_a_heading_above_other_articles_is_not_of_the_text(heading: str) -> None:
    assert read(page(LONG, extra=f"<h2>{heading}</h2>")).text == "\n\n".join(LONG)


def test_a_title_that_is_repeated_is_no_part_of_the_text() -> None:
    assert read(page(SHORT, extra=f"<h2>{escape(TITLE)}</h2><p>{LONG[0]}</p>")).text == "\n\n".join((*SHORT, LONG[0]))


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(
            "<h1>Harbour</h1><h1>Season 2</h1><title>Season 2 - Harbour</title>", id="the site's name is an h1"
        ),
        pytest.param("<title>Season 2 - Harbour</title><div>Season 2</div>", id="the window's title alone"),
        pytest.param('<meta property="og:title" content="Season 2"><title>S2 | Harbour</title>', id="OpenGraph"),
        pytest.param("<h1>Season\n <i>2</i></h1>", id="an h1 of several lines"),
    ],
)
def test_the_headline_is_found(markup: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in LONG)
    assert read(f"<html><body>{markup}<div>{text}</div></body></html>").title == "Season 2"


def test_a_line_break_stays_a_line_break() -> None:
    article = read(page(LONG, extra="<p>1/6 Filming<br>It has wrapped.</p>"))
    assert article.text.endswith("\n\n1/6 Filming\nIt has wrapped.")


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param('<p>Also read: <a href="/r">The Rings of Power season 2 trailer</a></p>', id="cue and link"),
        pytest.param('<p><a href="/r">READ MORE: Where is Fallout filmed?</a></p>', id="link"),
        pytest.param('<p>Te puede interesar: <a href="/r">Así terminó</a></p>', id="Spanish"),
        pytest.param("<p>Subscribe to continue reading for just $1.</p>", id="paywall"),
        pytest.param("<p>Advertisement</p>", id="advert"),
        pytest.param(
            '<aside class="related"><a href="/r">Read more: Squid Game is back</a></aside>', id="aside within"
        ),
        pytest.param("<figure><img src='a'><figcaption>Photo: Netflix</figcaption></figure>", id="caption"),
        pytest.param("<p>Sign up for our TV newsletter and never miss a story.</p>", id="newsletter"),
        pytest.param("<script>var p = '<p>Season 2 is out</p>';</script>", id="script"),
    ],
)
def test_what_is_not_the_articles_is_dropped(extra: str) -> None:
    assert read(page(LONG, extra=extra)).text == "\n\n".join(LONG)


def test_a_sentence_with_a_link_is_the_articles() -> None:
    article = read(page(LONG, extra='<p>Next up is <a href="/r">a trailer</a>, and then a long wait for everyone.</p>'))
    assert article.text.endswith("Next up is a trailer, and then a long wait for everyone.")


def test_what_the_page_states_is_kept() -> None:
    head = """<link rel="canonical" href="https://harbour.example/tv/season-2/">
    <meta property="og:site_name" content="Harbour">
    <meta property="article:published_time" content="2022-06-06T18:00:00+02:00">"""
    article = read(page(LONG, head=head), url="https://m.harbour.example/tv/season-2?utm_source=x")
    assert article.canonical_url == "https://harbour.example/tv/season-2/"
    assert article.published == datetime(2022, 6, 6, 16, tzinfo=UTC)
    assert (article.lang, article.outlet) == ("en", "Harbour")


def test_json_ld_states_as_much() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2022-06-06",
                "publisher": {"@type": "Organization", "name": "Harbour"},
                "inLanguage": "en-US",
            },
        ]
    }
    article = read(page(LONG, head=f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert (article.published, article.outlet) == (datetime(2022, 6, 6, tzinfo=UTC), "Harbour")


def test_the_full_text_of_json_ld_serves_where_the_page_shows_none() -> None:
    data = {"@type": "Article", "headline": TITLE, "articleBody": "\n\n".join(LONG)}
    article = read(f'<html><script type="application/ld+json">{json.dumps(data)}</script><div id="app"></div></html>')
    assert (article.title, article.text) == (TITLE, "\n\n".join(LONG))


NEW_YEAR, MAY = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
STAMPS = '<time datetime="2024-01-01">January 1</time>', '<time datetime="2026-05-01">May 1</time>'


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            """<meta property="article:modified_time" content="2026-05-01">
            <meta property="article:published_time" content="2024-01-01">""",
            id="OpenGraph",
        ),
        pytest.param(
            """<script type="application/ld+json">
            {"@type": "NewsArticle", "dateModified": "2026-05-01", "datePublished": "2024-01-01"}</script>""",
            id="JSON-LD",
        ),
        pytest.param(
            '<meta name="pubdate" content="2024-01-01"><meta itemprop="dateModified" content="2026-05-01">', id="others"
        ),
    ],
)
def test_publication_and_change_are_two_days(head: str) -> None:
    article = read(page(LONG, head=head))
    assert (article.published, article.modified) == (NEW_YEAR, MAY)


def test_a_change_alone_is_no_publication() -> None:
    article = read(page(LONG, head='<meta property="article:modified_time" content="2026-05-01">'))
    assert (article.published, article.modified) == (None, MAY)


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        pytest.param(f"<p>Updated {STAMPS[1]} · Published {STAMPS[0]}</p>", NEW_YEAR, id="words tell which is which"),
        pytest.param(f"<p>Diperbarui: {STAMPS[1]}</p><p>{STAMPS[0]}</p>", NEW_YEAR, id="words of another language"),
        pytest.param(f"{STAMPS[1].replace('<time', '<time class=updated')}{STAMPS[0]}", NEW_YEAR, id="names tell"),
        pytest.param(f"{STAMPS[1].replace('<time', '<time itemprop=dateModified')}", None, id="a change alone"),
        pytest.param('<time class="published updated" datetime="2024-01-01">1/1</time>', NEW_YEAR, id="both names"),
        pytest.param(f"<p>It is out on {STAMPS[1]}.</p>", None, id="in a sentence"),
        pytest.param(f'<div class="related-posts"><p>{STAMPS[1]}</p></div>{STAMPS[0]}', NEW_YEAR, id="in a box"),
    ],
)
def test_the_time_that_is_shown_is_of_its_publication(shown: str, published: datetime | None) -> None:
    assert read(page(LONG, extra=shown)).published == published


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]}
        ),
        pytest.param({"@type": "SocialMediaPosting", "datePublished": "2020-01-01"}),
        pytest.param({"@type": "JobPosting", "datePublished": "2020-01-01"}),
    ],
    ids=["a list of others", "a post", "a job"],
)
def test_what_is_stated_beside_the_article_is_not_of_it(other: object) -> None:
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-01-01"}
    assert read(page(LONG, head=json_ld(other, own))).published == NEW_YEAR
    assert read(page(LONG, head=json_ld(other))).published is None


def test_what_the_page_does_not_state_is_not_guessed() -> None:
    article = read(page((*LONG, "Posted on January 17, 2026.")), url="https://a.example/2025/01/02/season-2")
    assert (article.published, article.outlet) == (None, None)
    assert article.canonical_url == "https://a.example/2025/01/02/season-2"


@pytest.mark.parametrize(
    "claimed",
    [
        pytest.param("https://netflix.example/tudum", id="another site"),
        pytest.param("https://harbour.example.evil.example/tv", id="a site that begins alike"),
        pytest.param("https://www.harbour.example/", id="front page"),
        pytest.param("javascript:alert(1)", id="no web address"),
        pytest.param("http://[", id="no address"),
    ],
)
def test_a_page_speaks_for_its_own_site_alone(claimed: str) -> None:
    assert read(page(LONG, head=f'<link rel="canonical" href="{claimed}">')).canonical_url == URL


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(page(LONG).encode("utf-16"), "text/html; charset=utf-8", id="UTF-16 labelled UTF-8"),
        pytest.param(page(LONG).encode(), "text/html; charset=iso-8859-1", id="UTF-8 labelled Latin-1"),
        pytest.param(
            page(LONG).replace("utf-8", "x").encode("cp949", "ignore"), "text/html; charset=euc-kr", id="EUC-KR"
        ),
        pytest.param(page(LONG).encode().replace(b"bell", b"be\0ll"), "", id="NUL"),
        pytest.param(b'<?xml version="1.0" encoding="utf-8"?>' + page(LONG).encode(), "", id="XML declaration"),
    ],
)
def test_the_charset_makes_no_difference(body: bytes, content_type: str) -> None:
    assert read(body, content_type=content_type).text == "\n\n".join(LONG)


HOSTILE = [
    pytest.param("", "empty-body", id="empty"),
    pytest.param("<html><form><input name=user>Log in</form></html>", "no-article", id="login form"),
    pytest.param("/etc/passwd", "no-article", id="path"),
    pytest.param("https://127.0.0.1/", "no-article", id="address"),
    pytest.param("<a " * 100_000, "no-article", id="300 kB of opening tags"),
    pytest.param("<div>" * 50_000, "no-article", id="deep nesting"),
    pytest.param("<article>" + "<p><b>" * 5_000, "no-article", id="open inline tags"),
    pytest.param("<!--" * 50_000, "no-article", id="comments"),
    pytest.param(f"<p {' '.join(f'a{n}' for n in range(50_000))}>", "no-article", id="many attributes"),
    pytest.param(f'<script type="application/ld+json">{"[" * 100_000}</script>', "no-article", id="deep JSON"),
]


@pytest.mark.parametrize(("markup", "reason"), HOSTILE)
def test_a_page_without_an_article_is_refused_soon(markup: str, reason: str) -> None:
    def refuse() -> None:
        with pytest.raises(ParseError) as refused:
            read(markup)
        assert refused.value.reason == reason

    assert least_seconds(refuse, times=1) < 3.0


DESCRIPTION = "School is back, and so is the bell: the cast returns to Hyosan High for a second run.\n\nOut on May 2."
VIDEO = {
    "@type": "VideoObject",
    "name": "Season 2 | Official Trailer",
    "description": DESCRIPTION,
    "uploadDate": "2026-01-17T05:00:00Z",
}


def json_ld(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in objects)


def test_a_videos_page_is_its_description() -> None:
    head = '<meta property="og:type" content="video.other"><meta property="og:title" content="Season 2 | Trailer">'
    article = read(f"<html><head>{head}{json_ld(VIDEO)}</head><body><div id=player></div></body></html>")
    assert (article.title, article.text) == ("Season 2 | Official Trailer", DESCRIPTION)
    assert article.published == datetime(2026, 1, 17, 5, tzinfo=UTC)


def test_a_videos_page_without_json_ld_is_described_by_opengraph() -> None:
    head = f'<meta property="og:type" content="video"><meta property="og:description" content="{escape(DESCRIPTION)}">'
    assert read(f"<html><head>{head}</head><body></body></html>").text == " ".join(DESCRIPTION.split())


def test_a_video_beside_an_article_says_nothing_of_it() -> None:
    article = read(page(LONG, head=json_ld(VIDEO)))
    assert (article.title, article.published) == (TITLE, None)
    assert article.text == "\n\n".join(LONG)


def test_a_brief_articles_byline_and_date_are_no_part_of_its_sentences() -> None:
    paragraphs = ("By the desk", "November 20, 2026", "The crew is done with it. There was cake, and an orchestra.")
    above = f"<p class='by'>{paragraphs[0]}</p><time>{paragraphs[1]}</time>"
    markup = f"<body><article><h1>{escape(TITLE)}</h1>{above}<p>{paragraphs[2]}</p></article></body>"

    assert read(markup).text == "\n\n".join(paragraphs)
