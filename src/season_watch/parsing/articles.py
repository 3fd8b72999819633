"""Article pages to their main text and what they state about themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from trafilatura import bare_extraction, load_html

from season_watch.model.errors import ParseError
from season_watch.parsing import metadata
from season_watch.parsing.blindness import WORDS, sign_of
from season_watch.parsing.boxes import INVITATION, drop_boxes, join_posts
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.keeping import keep_apart, keep_times
from season_watch.parsing.lengths import cut_short
from season_watch.parsing.lines import without_lines
from season_watch.parsing.markup import Element, bounded, html_tree
from season_watch.parsing.surroundings import drop_surroundings
from season_watch.parsing.text import NOT_TEXT, PARAGRAPH, element_paragraphs
from season_watch.parsing.unseen import drop_unseen

# The shortest news items run to some 250 characters; less than this is a teaser, a login form or an error message.
_MIN_TEXT = 80
# The element names of trafilatura's result, a dialect of TEI.
_TEI_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "code", "table", "row", "cell", "div"})
# In that dialect a `head` is a heading.
_KEEP_ALL = frozenset[str]()
# What an article's element may hold beside its text.
_ASIDES = frozenset({"aside", "button", "figcaption", "form", "nav"})
_BESIDE_THE_TEXT = [f"//{name}" for name in sorted(_ASIDES)]
_NOT_ARTICLE = NOT_TEXT | _ASIDES | {"footer", "header"}
_INVITATION_BEFORE_LINK = re.compile(INVITATION + r"\W*", re.IGNORECASE)
_INVITATION_IN_LINK = re.compile(INVITATION + r"\s*[:|–-].*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article. `text` is paragraphs joined by a blank line.

    `canonical_url` is the page's own address where it may be believed, else the one it was fetched from.
    `published`, `modified`, `lang` and `outlet` are as stated by the page, None where it doesn't state them.
    """

    title: str
    text: str
    canonical_url: str
    published: datetime | None
    modified: datetime | None
    lang: str | None
    outlet: str | None


def extract_article(body: bytes, *, url: str, content_type: str) -> Article:
    """Read an article page that was fetched from `url`.

    Raises ParseError `empty-body`, `no-article`, or where it is something else `challenge-page`, `login-page` or
    `soft-404`.
    """
    text = bounded(decode_body(body, content_type).text)
    if not text.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    page = load_html(text)
    tree = html_tree(text) if page is None else page  # a page without a body is none to trafilatura
    sign = sign_of(tree, text)
    if sign is not None:
        raise ParseError(sign.value, f"{url} is no article: {WORDS[sign]}.")
    stated = metadata.stated_article(tree)
    article = _stated(tree, stated, url)  # while the tree is whole
    in_full = metadata.body_of(tree, stated)
    readings = _readings(page, text, in_full, is_live=metadata.is_live(stated))
    texts = (_text(found, article.title) for found in readings)
    main = next((found for found in texts if len(found) >= _MIN_TEXT), None)
    if main is None:
        raise ParseError("no-article", f"No article text was found on {url}.")
    return replace(article, text=main)


def _stated(page: Element, stated: metadata.Json, url: str) -> Article:
    """What a page states of its article, without the text."""
    return Article(
        title=metadata.title_of(page, stated),
        text="",
        canonical_url=metadata.canonical_of(page, url),
        published=metadata.published_of(page, stated),
        modified=metadata.modified_of(page, stated),
        lang=metadata.language_of(page, stated),
        outlet=metadata.outlet_of(page, stated),
    )


def _readings(page: Element | None, text: str, in_full: tuple[str, ...], *, is_live: bool) -> Iterator[tuple[str, ...]]:
    """The main text as told by the page's shape, `in_full` for machines, and by its `<article>` element, best first."""
    shown = () if page is None else _main_paragraphs(page, is_live=is_live)
    # JSON-LD often runs all paragraphs together; where it has more of them, it is the publisher's whole text.
    yield from (in_full, shown) if len(in_full) > len(shown) else (_apart(shown, text), in_full)
    yield _marked(text)


def _apart(shown: tuple[str, ...], text: str) -> tuple[str, ...]:
    """A short article's headline, byline and paragraphs, which trafilatura runs together, as the page has them."""
    marked = _marked(text) if len(shown) == 1 else ()
    return marked if marked and all(one in shown[0] for one in marked) else shown


def _marked(text: str) -> tuple[str, ...]:
    """The paragraphs of what the page marks as its article."""
    page = html_tree(text)
    _drop_beside(page)
    article = page.find(".//article")
    return () if article is None else element_paragraphs(article, dropped=_NOT_ARTICLE)


def _drop_beside(page: Element) -> None:
    """Take out what its shape or its names tell from the article's text."""
    drop_unseen(page)
    drop_surroundings(page)
    drop_boxes(page)


def _main_paragraphs(page: Element, *, is_live: bool) -> tuple[str, ...]:
    _drop_beside(page)
    if is_live:
        join_posts(page)
    is_long = cut_short(page)
    keep_apart(page)
    keep_times(page)
    document = bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        include_links=True,
        deduplicate=False,
        with_metadata=False,
        prune_xpath=_BESIDE_THE_TEXT,
        fast=is_long,
    )
    if document is None or isinstance(document, dict):
        return ()
    _drop_invitations(document.body)
    return element_paragraphs(document.body, blocks=_TEI_BLOCKS, dropped=_KEEP_ALL)


def _text(paragraphs: tuple[str, ...], title: str) -> str:
    own = (without_lines(paragraph) for paragraph in paragraphs if paragraph != title)
    return PARAGRAPH.join(filter(None, own))


def _drop_invitations(body: Element) -> None:
    for paragraph in list(body):
        if _is_invitation(paragraph):
            paragraph.clear(keep_tail=True)  # text may follow it


def _is_invitation(paragraph: Element) -> bool:
    """Whether a paragraph is a link to another article and nothing else; one that has no link never is."""
    linked = ["".join(link.itertext()) for link in paragraph.iter("ref")]
    if not linked:
        return False
    unlinked = "".join(paragraph.itertext()).replace("".join(linked), "", 1)
    if unlinked.strip():
        return bool(_INVITATION_BEFORE_LINK.fullmatch(unlinked))
    return bool(_INVITATION_IN_LINK.match(linked[0]))
