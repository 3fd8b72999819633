"""Made-up article pages, the same for the same seed: what each says itself, and what stands beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from tests.unit.parsing.cms_pages import WORDS

_NAMES = (
    "article__related",
    "c-newsletter-box",
    "inline-promo",
    "jp-relatedposts",
    "mc4wp-form",
    "newsletter",
    "OUTBRAIN",
    "post-recirc",
    "recommended-box",
    "related-stories",
    "subscribe-cta",
    "taboola-below",
    "td-trending-now",
    "yarpp-related",
)
_HEADINGS = (
    "Also read",
    "Read more",
    "Related stories",
    "Trending",
    "Baca juga",
    "Lee también",
    "관련 기사",
    "See also:",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with the sentences of its article, and those that are not of it."""

    layout: str
    url: str
    html: str
    main: tuple[str, ...]
    beside: tuple[str, ...]


class _Writer:
    """Writes sentences, none of them twice."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self._count = 0
        self.main: list[str] = []
        self.beside: list[str] = []

    def _sentence(self) -> str:
        self._count += 1
        words = (self._random.choice(some) for some in WORDS)
        return f"{' '.join(words)}, number {self._count} of them."

    def text(self) -> str:
        """A paragraph of the article."""
        sentences = [self._sentence() for _ in range(self._random.randint(2, 4))]
        self.main += sentences
        return f"<p>{' '.join(sentences)}</p>"

    def texts(self) -> str:
        return "\n".join(self.text() for _ in range(self._random.randint(2, 4)))

    def aside(self) -> str:
        """A sentence that is not of the article."""
        self.beside.append(self._sentence())
        return self.beside[-1]

    def box(self, heading: str = "", name: str = "") -> str:
        """A box of links and teasers, under one of the names that such boxes go by, or under none."""
        name = name or self._random.choice(_NAMES)
        head = f"<h3>{heading}</h3>" if heading else ""
        return f'<div class="{name}">{head}<p>{self.aside()} {self.aside()}</p>{self.link()}</div>'

    def heading(self) -> str:
        return self._random.choice(_HEADINGS)

    def link(self) -> str:
        return f'<a href="/news/{self._count}">{self.aside()}</a>'

    def links(self, count: int = 4) -> str:
        return "".join(f"<li>{self.link()}</li>" for _ in range(count))


def _news(w: _Writer) -> str:
    return f"""<header><nav><ul>{w.links(3)}</ul></nav></header><main><article><h1>A report</h1>{w.texts()}
        <aside class="related"><h3>Related</h3><ul>{w.links()}</ul></aside>{w.texts()}</article>
        <div class="sidebar"><h3>Most read</h3><ol>{w.links(6)}</ol></div></main><footer><p>{w.aside()}</p></footer>"""


def _blog(w: _Writer) -> str:
    return f"""<div id="content"><div class="post hentry"><h1 class="entry-title">A report</h1>
        <div class="entry-content">{w.texts()}{w.texts()}</div></div></div><div id="secondary" class="widget-area">
        <div class="widget"><h2>About me</h2><p>{w.aside()}</p></div>
        <div class="widget"><ul>{w.links()}</ul></div></div>
        <div id="comments"><ol class="commentlist"><li class="comment"><p>{w.aside()}</p></li>
        <li class="comment"><p>{w.aside()}</p></li></ol></div>"""


def _amp(w: _Writer) -> str:
    return f"""<amp-sidebar id="menu"><ul>{w.links(3)}</ul></amp-sidebar><article class="amp-wp-article"><header>
        <h1 class="amp-wp-title">A report</h1></header><div class="amp-wp-article-content">{w.texts()}
        <amp-list src="/related"><template type="amp-mustache"><p>{w.aside()}</p></template></amp-list>{w.texts()}</div>
        <footer class="amp-wp-article-footer"><p>{w.aside()}</p></footer></article>
        <amp-user-notification><p>{w.aside()}</p></amp-user-notification>"""


def _list_amid(w: _Writer) -> str:
    return f"""<article><h1>A report</h1><div class="article-body">{w.texts()}
        <ul class="related-stories">{w.links()}</ul>
        {w.texts()}<div class="more-stories"><p><b>More stories</b></p><p>{w.link()}</p><p>{w.link()}</p></div>
        {w.text()}</div></article>"""


def _also_read(w: _Writer) -> str:
    return f"""<article><h1>A report</h1><div class="story">{w.texts()}
        <p><strong>Also read:</strong> {w.link()}</p>{w.texts()}
        <div class="also-read"><h4>Also read</h4>{w.link()}<p>{w.aside()}</p></div>{w.text()}
        <p><a href="/x">Read more: {w.aside()}</a></p>{w.text()}</div></article>"""


def _newsletter(w: _Writer) -> str:
    return f"""<article><h1>A report</h1>{w.texts()}<div class="newsletter-signup"><h3>Our letter</h3><p>{w.aside()}</p>
        <form><input type="email"><p>{w.aside()}</p><button>Sign up</button></form></div>{w.texts()}
        <section class="subscribe-promo"><p>{w.aside()}</p></section></article>"""


def _cookies(w: _Writer) -> str:
    return f"""<div id="cookie-banner" class="consent" role="dialog"><p>{w.aside()}</p><p>{w.aside()}</p>
        <button>Accept all</button></div><main><h1>A report</h1><div class="text">{w.texts()}{w.texts()}</div></main>
        <div class="modal" aria-hidden="true"><p>{w.aside()}</p></div>"""


def _comments(w: _Writer) -> str:
    said = "".join(
        f'<div class="comment"><div class="comment-body"><p>{w.aside()} {w.aside()}</p></div></div>' for _ in range(12)
    )
    return f"""<article><h1>A report</h1><div class="body">{w.texts()}</div></article>
        <section class="comments" id="disqus_thread"><h2>12 comments</h2>{said}</section>"""


def _endless(w: _Writer) -> str:
    further = "".join(
        f'<article class="story" data-url="/next/{n}"><h1>Another report</h1>'
        f'<div class="story-body"><p>{w.aside()} {w.aside()}</p><p>{w.aside()} {w.aside()}</p></div></article>'
        for n in range(2)
    )
    return f"""<main><article class="story" data-url="/a"><h1>A report</h1>
        <div class="story-body">{w.texts()}{w.texts()}</div></article>{further}</main>"""


def _tables(w: _Writer) -> str:
    return f"""<table><tr><td width="160"><font size="1">{"<br>".join(w.link() for _ in range(5))}</font></td>
        <td><h1>A report</h1><div class="c1">{w.texts()}{w.texts()}</div></td>
        <td class="r7"><p>{w.link()}</p><p>{w.link()}</p></td>
        </tr></table>"""


def _promo_cards(w: _Writer) -> str:
    cards = "".join(
        f'<div class="card"><a href="/c{n}"><img src="/{n}.jpg"><h3>{w.aside()}</h3></a><p>{w.aside()}</p></div>'
        for n in range(3)
    )
    return f"""<article><h1>A report</h1><div class="content">{w.texts()}
        <div class="recirc-module">{cards}</div>{w.texts()}
        <p class="author-bio">{w.aside()}</p></div></article>
        <div class="trending"><h3>Trending</h3><ul>{w.links()}</ul></div>"""


def _named_boxes(w: _Writer) -> str:
    return f"""<article><h1>A report</h1><div class="content">{w.texts()}{w.box()}{w.texts()}
        {w.box()}{w.text()}</div></article>"""


def _headed_boxes(w: _Writer) -> str:
    boxes = (w.box(w.heading(), name="css-x1d2") for _ in range(2))
    return f"""<main><h1>A report</h1><div class="css-9f">{w.texts()}{w.texts().join(boxes)}{w.text()}</div></main>"""


def _bare_boxes(w: _Writer) -> str:
    """Nothing tells such a box from the text but its shape: its link is no part of a sentence."""
    return f"""<article><h1>A report</h1>{w.texts()}{w.box(name="css-x1d2")}{w.texts()}</article>"""


LAYOUTS: dict[str, Callable[[_Writer], str]] = {
    "news": _news,
    "blog": _blog,
    "amp": _amp,
    "list amid the text": _list_amid,
    "also read": _also_read,
    "newsletter": _newsletter,
    "cookie banner": _cookies,
    "comments": _comments,
    "endless": _endless,
    "tables": _tables,
    "promo cards": _promo_cards,
    "named boxes": _named_boxes,
    "headed boxes": _headed_boxes,
    "bare boxes": _bare_boxes,
}


def page(layout: str, number: int) -> Page:
    """One page of a layout."""
    writer = _Writer(f"{layout} {number}")
    body = LAYOUTS[layout](writer)
    url = f"https://outlet.example/{number}"
    html = f'<!doctype html><html lang="en"><head><title>A report</title></head><body>{body}</body></html>'
    return Page(layout=layout, url=url, html=html, main=tuple(writer.main), beside=tuple(writer.beside))


def pages(each: int, layouts: Iterable[str] = LAYOUTS) -> Iterator[Page]:
    """So many pages of each layout."""
    for layout in layouts:
        for number in range(each):
            yield page(layout, number)
