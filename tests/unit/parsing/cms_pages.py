# ruff: noqa: E501 - markup as it comes
"""Article pages in the markup of the systems that news sites are built with, written for these tests.

In a template, `@@` is a paragraph of the article, and `%%` a sentence that is not of it. Each becomes words of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

WORDS = (
    ("The studio", "A producer", "The director", "The network", "Her agent", "The lead actor", "The mayor"),
    ("confirmed", "told reporters", "announced", "wrote in a letter", "denied", "suggested", "explained", "repeated"),
    (
        "that filming of the second season would begin in",
        "that nobody had yet seen the scripts that were kept in",
        "that the cast would return to the old harbour of",
        "that the last episode was shot in a cold week in",
        "that the trailer would be shown first at the festival of",
    ),
    ("Harrowgate", "Lindqvist Bay", "Marrow Hill", "Ostrava Park", "Pellworth", "Quillmere", "Rosendal", "Saltmarsh"),
    ("before the winter", "after a long summer", "on a Monday", "within the year", "despite the weather", "at last"),
)
"""What made-up sentences consist of, in this order: one of each."""
_MARK = re.compile("@@|%%")


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsPage:
    """A page with the sentences of its article, and those that stand beside it."""

    layout: str
    url: str
    html: str
    main: tuple[str, ...]
    beside: tuple[str, ...]


def cms_page(system: str) -> CmsPage:
    """The page of a system: always the same."""
    sentences, main, beside = _sentences(), list[str](), list[str]()

    def words(mark: re.Match[str]) -> str:
        said = [next(sentences) for _ in range(3 if mark[0] == "@@" else 1)]
        (main if mark[0] == "@@" else beside).extend(said)
        return " ".join(said)

    html = _MARK.sub(words, TEMPLATES[system])
    url = f"https://outlet.example/{system.replace(' ', '-').lower()}"
    return CmsPage(layout=system, url=url, html=html, main=tuple(main), beside=tuple(beside))


def _sentences() -> Iterator[str]:
    """Sentences in an order without a pattern, none of them twice."""
    for number in count(1):
        at = number * 7919
        words = (some[at // (step + 1) % len(some)] for step, some in enumerate(WORDS))
        yield f"{' '.join(words)}, number {number} of them."


GUTENBERG = """<!doctype html><html lang="en-US"><head><title>A report - The Outlet</title>
<meta property="og:type" content="article"><script type="application/ld+json" class="yoast-schema-graph">
{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"A report","datePublished":"2026-03-01T10:00:00+00:00"},
{"@type":"WebSite","name":"The Outlet"}]}</script></head><body class="post-template-default single single-post wp-embed-responsive">
<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul>
<li class="wp-block-navigation-item"><a href="/a">%%</a></li></ul></nav></header><main class="wp-block-group">
<h1 class="wp-block-post-title">A report</h1><div class="entry-content wp-block-post-content is-layout-constrained">
<p>@@</p><p>@@</p><figure class="wp-block-embed is-type-wp-embed wp-block-embed-the-outlet"><div class="wp-block-embed__wrapper">
<blockquote class="wp-embedded-content"><a href="/other">%%</a></blockquote></div></figure><p>@@</p>
<div class="wp-block-group has-background"><h3 class="wp-block-heading">Read more</h3><ul class="wp-block-latest-posts__list wp-block-latest-posts">
<li><a class="wp-block-latest-posts__post-title" href="/b">%%</a></li><li><a class="wp-block-latest-posts__post-title" href="/c">%%</a></li></ul></div>
<p>@@</p><div class="wp-block-jetpack-subscriptions wp-block-jetpack-subscriptions__show-subs"><p>%%</p><form><input type="email"></form></div>
<p>@@</p><div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="#">Share on X</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>
<div class="jp-relatedposts-items"><div class="jp-relatedposts-post"><h4><a href="/d">%%</a></h4><p>%%</p></div></div></div></div>
<div class="wp-block-comments"><ol class="wp-block-comment-template"><li><div class="wp-block-comment-content"><p>%%</p></div></li></ol></div>
</main><footer class="wp-block-template-part"><p>%%</p></footer></div></body></html>"""

DRUPAL = """<!doctype html><html lang="en" dir="ltr"><head><title>A report | Outlet</title></head><body class="path-node page-node-type-article">
<div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-header"><nav role="navigation"><ul class="menu">
<li class="menu-item"><a href="/x">%%</a></li></ul></nav></div></header><main role="main"><div class="region region-content">
<div id="block-outlet-content" class="block block-system block-system-main-block"><article data-history-node-id="7" role="article" class="node node--type-article node--view-mode-full">
<h1 class="page-header"><span class="field field--name-title field--type-string field--label-hidden">A report</span></h1>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">
<p>@@</p><p>@@</p><div data-embed-button="node" data-entity-type="node" class="embedded-entity"><article class="node node--type-article node--view-mode-teaser">
<h2><a href="/node/8">%%</a></h2><p>%%</p></article></div><p>@@</p><p>@@</p></div>
<div class="field field--name-field-related field--type-entity-reference field--label-above"><div class="field__label">Related content</div>
<div class="field__items"><div class="field__item"><a href="/node/9">%%</a></div><div class="field__item"><a href="/node/10">%%</a></div></div></div>
<section class="field field--name-comment comment-wrapper"><h2 class="title">Comments</h2><article class="comment"><div class="field--name-comment-body"><p>%%</p></div></article></section>
</div></article></div></div></main><aside class="region region-sidebar-second"><div class="block views-block"><h2>Most read</h2><div class="views-row"><a href="/n">%%</a></div></div></aside>
<footer class="region-footer"><p>%%</p></footer></div></body></html>"""

ARC = """<!doctype html><html lang="en"><head><title>A report</title><script type="application/javascript" id="fusion-metadata">
window.Fusion=window.Fusion||{};Fusion.globalContent={"type":"story","content_elements":[{"type":"text","content":"%%"}]};</script></head>
<body><div id="fusion-app" class="c-stack b-article"><header class="b-header-nav-chain"><nav><a href="/s">%%</a></nav></header>
<section role="main" class="b-right-rail__main"><h1 class="b-headline">A report</h1><h2 class="b-subheadline">@@</h2>
<article class="b-article-body"><p>@@</p><p>@@</p><div class="b-article-body__interstitial-link"><p class="c-paragraph interstitial-link">[<a href="/i"><i>%%</i></a>]</p></div>
<p>@@</p><div id="newsletter-promo" class="b-article-body__divider newsletter-promo"><h4>%%</h4><p>%%</p></div><p>@@</p>
<div class="b-article-body__related-list"><h3>More on this</h3><ul><li><a href="/r">%%</a></li><li><a href="/t">%%</a></li></ul></div><p>@@</p></article></section>
<aside class="b-right-rail__rail-container"><div class="b-results-list"><h2 class="c-heading">%%</h2><p class="c-paragraph">%%</p></div></aside></div></body></html>"""

NEXT_JS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A report</title></head><body><div id="__next">
<div class="Layout_root__x9Z"><header class="Header_bar__1"><a class="Nav_link__2" href="/">%%</a></header><main class="Article_main__q1"><h1 class="Article_headline__7g">A report</h1>
<div class="Article_body__Xy3"><p class="Paragraph_p__1">@@</p><p class="Paragraph_p__1">@@</p><div class="Card_wrap__9p"><a class="Card_link__2k" href="/o"><span class="Card_kicker__1">Trending</span><h3 class="Card_title__4">%%</h3></a></div>
<p class="Paragraph_p__1">@@</p><div class="Inline_rail__77"><p class="Inline_label__1">Read next</p><a href="/p">%%</a><a href="/q">%%</a></div><p class="Paragraph_p__1">@@</p></div></main>
<section class="Recs_grid__0a"><h2>More from The Outlet</h2><a href="/1"><h3>%%</h3><p>%%</p></a><a href="/2"><h3>%%</h3><p>%%</p></a></section></div></div>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"related":[{"title":"%%","dek":"%%"}]}},"page":"/[slug]"}</script></body></html>"""

AMP = """<!doctype html><html amp lang="en"><head><title>A report</title><link rel="canonical" href="https://outlet.example/a"></head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a href="/m">%%</a></li></ul></amp-sidebar><main><article class="amp-article"><h1>A report</h1>
<amp-img src="/i.jpg" width="600" height="400"></amp-img><div class="amp-article-body"><p>@@</p><amp-ad type="doubleclick" width="300" height="250"><div placeholder>%%</div></amp-ad>
<p>@@</p><section class="amp-related-inline"><h4>Also read</h4><a href="/r">%%</a></section><p>@@</p><amp-list src="/x.json" layout="fixed-height" height="300"><template type="amp-mustache"><a href="{{url}}">%%</a></template></amp-list>
<p>@@</p></div><amp-accordion><section><h2>About us</h2><p>%%</p></section></amp-accordion></article></main><amp-sticky-ad layout="nodisplay"><p>%%</p></amp-sticky-ad></body></html>"""

BLOGGER = """<!doctype html><html lang="id"><head><title>A report</title></head><body class="item-view version-1-3-3"><div class="main-outer"><div class="Blog widget" data-version="1" id="Blog1">
<div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>1 March</span></h2><div class="post-outer"><div class="post hentry uncustomized-post-template">
<h3 class="post-title entry-title">A report</h3><div class="post-body entry-content" id="post-body-1">@@<br><br>@@<br><br>@@<br><br><b>Baca juga:</b> <a href="/l">%%</a><br><br>@@<div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">%%</span></div></div></div>
<div class="comments" id="comments"><h4>2 comments:</h4><dl id="comments-block"><dd class="comment-body"><p>%%</p></dd><dd class="comment-body"><p>%%</p></dd></dl></div></div></div></div></div></div>
<div class="column-right-outer"><aside><div class="widget PopularPosts"><h2>Popular Posts</h2><div class="item-content"><div class="item-title"><a href="/p">%%</a></div><div class="item-snippet">%%</div></div></div></aside></div></body></html>"""

GHOST = """<!doctype html><html lang="en"><head><title>A report</title><meta name="generator" content="Ghost 5.80"></head><body class="post-template tag-news"><div class="gh-viewport">
<header class="gh-navigation"><ul class="nav"><li><a href="/">%%</a></li></ul></header><main class="gh-main"><article class="gh-article post tag-news"><header class="gh-article-header gh-canvas">
<h1 class="gh-article-title is-title">A report</h1><p class="gh-article-excerpt is-body">@@</p></header><section class="gh-content gh-canvas is-body"><p>@@</p><p>@@</p>
<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">%%</div><div class="kg-bookmark-description">%%</div></div></a></figure><p>@@</p>
<div class="kg-card kg-signup-card kg-width-regular" data-lexical-signup-form><h2 class="kg-signup-card-heading">%%</h2><p class="kg-signup-card-subheading">%%</p></div><p>@@</p>
<div class="kg-card kg-callout-card"><div class="kg-callout-text">@@</div></div></section></article><div class="gh-comments"><p>%%</p></div></main>
<section class="gh-container is-grid"><h2 class="gh-container-title">Read next</h2><div class="gh-feed"><article class="gh-card post"><a href="/n"><h3 class="gh-card-title">%%</h3><p class="gh-card-excerpt">%%</p></a></article></div></section></div></body></html>"""

BRIGHTSPOT = """<!doctype html><html lang="en" class="ArticlePage"><head><title>A report</title></head><body class="Page-body"><header class="Page-header"><nav class="Navigation"><a href="/">%%</a></nav></header>
<main class="Page-main"><div class="Page-content"><div class="Page-headline">A report</div><div class="Page-articleBody"><div class="RichTextStoryBody RichTextBody"><p>@@</p><p>@@</p>
<div class="Enhancement" data-align-center><div class="Enhancement-item"><ps-promo class="PromoA"><div class="PromoA-content"><div class="PromoA-title"><a class="Link" href="/p">%%</a></div><div class="PromoA-description">%%</div></div></ps-promo></div></div>
<p>@@</p><div class="Enhancement"><div class="Enhancement-item"><div class="RelatedList" data-module><div class="RelatedList-title">Related Stories</div><ul class="RelatedList-items"><li class="RelatedList-items-item"><a class="Link" href="/1">%%</a></li></ul></div></div></div>
<p>@@</p><div class="Enhancement"><div class="Enhancement-item"><bsp-newsletter class="NewsletterModule"><div class="NewsletterModule-title">%%</div><div class="NewsletterModule-description">%%</div></bsp-newsletter></div></div><p>@@</p></div></div>
<div class="Page-below"><bsp-list-loadmore class="PageListStandardD"><div class="PageList-items-item"><div class="PagePromo-title"><a href="/2">%%</a></div><div class="PagePromo-description">%%</div></div></bsp-list-loadmore></div></div></main></body></html>"""

KOREAN_PORTAL = """<!doctype html><html lang="ko"><head><title>A report</title><meta property="og:type" content="article"></head><body><div id="ct_wrap" class="ct_scroll_wrapper"><div class="ct_wrapper" id="ct_wrapper">
<div id="ct" role="main" class="ct_top"><div class="media_end_head go_trans"><h2 id="title_area" class="media_end_head_headline"><span>A report</span></h2></div><div id="contents" class="newsct_body"><div class="newsct_article _article_body">
<article id="dic_area" class="go_trans _article_content"><strong class="media_end_summary">@@</strong><br><br>@@<br><br>@@<span class="end_photo_org"><img src="/1.jpg"><em class="img_desc">%%</em></span><br><br>@@<br><br>@@</article></div>
<div class="byline"><p class="byline_p"><span class="byline_s">%%</span></p></div><div class="copyright"><p class="c_text">%%</p></div></div>
<div class="media_end_linked_more"><h3 class="media_end_linked_title"><em>이 기사는 관련기사</em></h3><ul><li class="media_end_linked_item"><a href="/k">%%</a></li><li><a href="/l">%%</a></li></ul></div></div>
<div class="ct_subarea"><section class="aside_g _sub_area"><h3>많이 본 뉴스</h3><ul class="ranking"><li><a href="/m">%%</a></li></ul></section></div><div id="cbox_module" class="u_cbox"><ul class="u_cbox_list"><li><span class="u_cbox_contents">%%</span></li></ul></div></div></div></body></html>"""

INDONESIAN = """<!doctype html><html lang="id"><head><title>A report</title></head><body><div class="container"><div class="column-8"><article class="detail"><div class="detail__header"><h1 class="detail__title">A report</h1><div class="detail__author">%%</div></div>
<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent"><p><strong>Jakarta</strong> - @@</p><p>@@</p><div class="parallaxindetail scrollpage"><div class="ads">%%</div></div><p>@@</p>
<table class="linksisip" align="center"><tbody><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href="/b">%%</a></div></td></tr></tbody></table><p>@@</p><p><strong>Baca juga: <a href="/c">%%</a></strong></p><p>@@</p><div class="clearfix"></div></div></div>
<div class="detail__body-tag"><div class="nav"><a href="/tag">%%</a></div></div><div class="read__tagging">%%</div></article><div class="box-cb box-cb--related"><h2>Berita Terkait</h2><article class="list-content__item"><h3 class="media__title"><a href="/d">%%</a></h3></article></div>
<div class="komentar"><div class="komentar-iframe-min">%%</div></div></div><div class="column-4"><div class="cb-mostpop"><h3>Terpopuler</h3><h3 class="media__title"><a href="/e">%%</a></h3></div></div></div></body></html>"""

BROADCASTER = """<!doctype html><html lang="en-GB"><head><title>A report</title></head><body><div id="main-wrapper" class="ssrcss-1ocoo3l-Wrap"><header role="banner"><nav><ul><li><a href="/n">%%</a></li></ul></nav></header><main id="main-content" class="ssrcss-u7yzxz-MainColumn">
<article class="ssrcss-pv1rh6-ArticleWrapper"><header data-component="headline-block" class="ssrcss-1eqcsb1"><h1 id="main-heading">A report</h1></header><div data-component="byline-block"><p>%%</p></div>
<div data-component="text-block" class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph"><b>@@</b></p></div><div data-component="text-block"><p class="ssrcss-1q0x1qg-Paragraph">@@</p></div>
<div data-component="unordered-list-block" class="ssrcss-uf6wea-RichTextComponentWrapper"><ul class="ssrcss-1pzprxn-BulletListContainer"><li><a class="ssrcss-k17ofv-InlineLink" href="/1">%%</a></li><li><a class="ssrcss-k17ofv-InlineLink" href="/2">%%</a></li></ul></div>
<div data-component="text-block"><p>@@</p></div><div data-component="subheadline-block"><h2>What happened in the town</h2></div><div data-component="text-block"><p>@@</p></div><figure data-component="image-block"><img src="/i.jpg"><figcaption>%%</figcaption></figure><div data-component="text-block"><p>@@</p></div>
<section data-component="topStories-block"><h2>Top stories</h2><ul><li><a href="/3">%%</a></li></ul></section></article></main><div data-component="related-internet-links"><section><h2>Related internet links</h2><ul><li><a href="/4">%%</a></li></ul></section></div>
<footer><p>%%</p></footer></div></body></html>"""

LIVE_BLOG = """<!doctype html><html lang="en"><head><title>A report, live</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"A report, live",
"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Update","articleBody":"Short."}]}</script></head><body><header><nav><a href="/h">%%</a></nav></header><main><h1>A report, live</h1><div class="live-blog"><div class="live-blog__key-events"><h2>Key events</h2><ul><li><a href="#p1">%%</a></li><li><a href="#p2">%%</a></li></ul></div>
<div class="live-blog__posts"><article class="post" id="p1"><time>14:20</time><h2>First of it</h2><div class="post__body"><p>@@</p><p>@@</p></div></article><article class="post" id="p2"><time>14:02</time><h2>Second of it</h2><div class="post__body"><p>@@</p></div></article>
<aside class="live-blog__promo"><p>%%</p></aside><article class="post" id="p3"><time>13:50</time><div class="post__body"><p>@@</p><p>@@</p></div></article></div></div></main><section class="most-viewed"><h2>Most viewed</h2><ol><li><a href="/v">%%</a></li></ol></section></body></html>"""

PAYWALL = """<!doctype html><html lang="en"><head><title>A report</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"A report","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}</script></head>
<body><header><a href="/">%%</a></header><main><article><h1>A report</h1><div class="article__content"><p>@@</p><p>@@</p></div><div class="paywall-barrier" data-testid="barrier"><h2>%%</h2><p>%%</p><ul><li>%%</li></ul><a href="/subscribe">Subscribe</a></div></article>
<section class="onward-journey"><h2>Recommended</h2><div class="o-teaser"><a href="/o">%%</a><p>%%</p></div></section></main></body></html>"""

VIDEO = """<!doctype html><html lang="en"><head><title>A report</title><meta property="og:type" content="video.other"><meta property="og:title" content="A report"><script type="application/ld+json">{"@context":"https://schema.org","@type":"VideoObject","name":"A report","description":"@@","uploadDate":"2026-03-01T10:00:00Z","contentUrl":"https://outlet.example/v.mp4"}</script></head>
<body><header><nav><a href="/">%%</a></nav></header><main><div class="video-player"><video src="/v.mp4"></video></div><h1>A report</h1><section class="up-next"><h2>Up next</h2><ul><li><a href="/u"><h3>%%</h3><p>%%</p></a></li><li><a href="/w"><h3>%%</h3><p>%%</p></a></li></ul></section></main><footer><p>%%</p></footer></body></html>"""

RECAP = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article class="post">
<h1>A report</h1><div class="entry-content"><p>@@</p><p>@@</p>
<div class="wp-block-columns"><div class="wp-block-column"><h4>Related Stories</h4><a href="/1"><img><span>%%</span></a><a href="/2"><img><span>%%</span></a></div></div><p>@@</p><p>@@</p></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

ROUND_UP = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><p>@@</p>
<div class="gallery-vertical"><figure><img><figcaption>%%</figcaption></figure><h2>1. One show</h2><p>@@</p><figure><img><figcaption>%%</figcaption></figure><h2>2. Another show</h2><p>@@</p></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

QUESTIONS = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div class="body"><p>@@</p><h2>FAQ</h2><details><summary>When?</summary><p>@@</p></details><details><summary>Who?</summary><p>@@</p></details></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

LIVE_LIST = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main>
<h1>A report</h1><p>@@</p><ol class="live-updates"><li class="update"><time>14:20</time><h3>One</h3><p>@@</p></li><li class="update"><time>14:00</time><h3>Two</h3><p>@@</p></li></ol><aside><p>%%</p></aside></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

LETTER_AMID = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div class="body"><p>@@</p><p>@@</p>
<div class="css-1a"><h3>Stream Weekly</h3><p>%%</p><form><input type=email><button>Sign up</button></form><p>By signing up you agree to our terms.</p></div><p>@@</p></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

VIDEO_ABOVE = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div class="o-video"><div class="o-video__player"><video></video></div><div class="o-video__info"><h3>%%</h3><p>%%</p></div></div><div class="body"><p>@@</p><p>@@</p><p>@@</p></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

COMMENTS_BELOW = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div class="body"><p>@@</p><p>@@</p></div><section id="responses"><h2>Join the conversation</h2><div class="c"><p>%%</p></div><div class="c"><p>%%</p></div></section></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

ARTICLES_BELOW = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><p>@@</p><p>@@</p></article><article><h2><a href="/n">Another report</a></h2><p>%%</p><p>%%</p><p>%%</p><p>%%</p><p>%%</p></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

GOODS_AMID = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div class="body"><p>@@</p>
<div class="product-card"><h4>%%</h4><p>%%</p><a href="/buy">Buy now</a></div><p>@@</p><p>We may earn a commission from links on this page.</p><p>@@</p></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

SIDEBAR_IN_A_GRID = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header><div class="grid"><div class="col-8">
<h1>A report</h1><p>@@</p><p>@@</p><p>@@</p></div><div class="col-4"><h3>Latest</h3><div class="item"><a href=/1>%%</a><p>%%</p></div><div class="item"><a href=/2>%%</a><p>%%</p></div></div></div><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

KOREAN_LINES = """<!doctype html><html lang="ko"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header><div class="article_wrap"><div class="article_head">
<h1>A report</h1><p class="byline">홍길동 기자</p></div><div id="article_body" itemprop="articleBody">@@<br><br><table class="image"><tr><td><img></td></tr><tr><td class="caption">%%</td></tr></table>@@<br><br>@@<br><br>[관련기사]<br>▶ <a href=/1>%%</a><br>▶ <a href=/2>%%</a><br><br>홍길동 기자 hong@harbour.example</div></div><div class="rank"><h3>이 시각 인기뉴스</h3><ul><li><a href=/3>%%</a></li></ul></div><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

SPANISH_DAILY = """<!doctype html><html lang="es"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article><header>
<h1>A report</h1><p class="subtitulo">@@</p></header><div class="cuerpo"><p>@@</p><p>@@</p>
<div class="te-puede-interesar"><span>Te puede interesar</span><a href=/1>%%</a></div><p>@@</p><p><strong>Lee también:</strong> <a href=/2>%%</a></p><p>@@</p><p>Sigue a Outlet en Google News</p></div><div class="tags"><a href=/t>%%</a></div></article></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

INDONESIAN_TABLES = """<!doctype html><html lang="id"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header><article class="detail"><h1 class="detail__title">A report</h1><div class="detail__author">%%</div><div class="detail__body-text itp_bodycontent"><strong>Jakarta</strong> - <p>@@</p><p>@@</p><table class="linksisip"><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href=/1>%%</a></div></td></tr></table><p>@@</p><p>@@</p>
<div class="sisip_embed_video"><h4>%%</h4></div><br><strong>(wes/dar)</strong></div></article><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

INDONESIAN_LINK_LINES = """<!doctype html><html lang="id"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header><div class="read__content"><h1 class="read__title">A report</h1><div class="clearfix"><p><strong>KOMPAS.com</strong> - @@</p><p>@@</p><p><strong>Baca juga: <a href=/1 class="inner-link-baca-juga">%%</a></strong></p><p>@@</p>
<div class="ads-on-body"></div><p>@@</p><p><i>Simak breaking news dan berita pilihan kami langsung di ponselmu. Pilih saluran andalanmu akses berita di WhatsApp Channel.</i></p></div></div><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

BLOCKS = """<!doctype html><html lang="en"><head><title>A report | Outlet</title></head><body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav></header>
<main><article>
<h1>A report</h1><div data-component="text-block"><p>@@</p></div><div data-component="image-block"><figure><img><figcaption>%%</figcaption></figure></div><div data-component="text-block"><p>@@</p></div><div data-component="links-block"><p>Related topics</p><ul><li><a href=/1>%%</a></li></ul></div><div data-component="text-block"><p>@@</p></div></article><section data-component="related-internet-links"><h2>%%</h2></section></main><footer class="site-footer"><p>%%</p><ul><li><a href="/about">About</a></li></ul></footer></body></html>"""

TEMPLATES = {
    "Gutenberg": GUTENBERG,
    "Drupal": DRUPAL,
    "Arc": ARC,
    "Next.js": NEXT_JS,
    "AMP": AMP,
    "Blogger": BLOGGER,
    "Ghost": GHOST,
    "Brightspot": BRIGHTSPOT,
    "Korean portal": KOREAN_PORTAL,
    "Indonesian": INDONESIAN,
    "broadcaster": BROADCASTER,
    "live blog": LIVE_BLOG,
    "paywall": PAYWALL,
    "video": VIDEO,
    "recap": RECAP,
    "round-up": ROUND_UP,
    "questions": QUESTIONS,
    "live list": LIVE_LIST,
    "letter amid": LETTER_AMID,
    "video above": VIDEO_ABOVE,
    "comments below": COMMENTS_BELOW,
    "articles below": ARTICLES_BELOW,
    "goods amid": GOODS_AMID,
    "sidebar in a grid": SIDEBAR_IN_A_GRID,
    "Korean lines": KOREAN_LINES,
    "Spanish daily": SPANISH_DAILY,
    "Indonesian tables": INDONESIAN_TABLES,
    "Indonesian link lines": INDONESIAN_LINK_LINES,
    "blocks": BLOCKS,
}
