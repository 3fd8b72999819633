"""Article pages to their main text and what they state about themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bs4 import BeautifulSoup
from trafilatura import bare_extraction

from season_watch.model.errors import ParseError
from season_watch.parsing import metadata
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.markup import parse_html
from season_watch.parsing.text import PARAGRAPH, Element, element_paragraphs, html_tree

# The shortest news items run to some 250 characters; less than this is a teaser, a login form or an error message.
_MIN_TEXT = 80
# The element names of trafilatura's result, a dialect of TEI.
_TEI_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "code", "table", "row", "cell", "div"})
# "Also read: …": what invites to another article, in the languages of our sources. Only a whole paragraph of links
# is taken for one, so that a sentence that happens to begin so stays.
_INVITATION = re.compile(
    r"\W*(?:also read|read (?:also|more|next)|related|recommended|trending|popular on|see also|more from|"
    r"you may also like|next|don.t miss|lee también|leer más|te puede interesar|mira|más información|leia também|"
    r"à lire aussi|auch interessant|baca juga|관련\s?기사)\b",
    re.IGNORECASE,
)
_MIN_LINKED_SHARE = 0.5
# Whole paragraphs that no reader would call part of the article.
_BOILERPLATE = re.compile(
    r"(?:advertisement|ad|sponsored|(?:subscribe|log in|sign in|register) (?:now )?to (?:continue|keep) reading.{0,80}|"
    r"(?:this article is|already a subscriber).{0,80}(?:subscribers|log in|sign in)\W*|"
    r"(?:photo|image|picture)(?: credit| courtesy of)?s?\s*:.{0,80}|accept (?:all )?cookies)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article. `text` is paragraphs joined by a blank line.

    `canonical_url` is the page's own address where it may be believed, else the one it was fetched from.
    `published`, `lang` and `outlet` are as stated by the page, None where it doesn't state them.
    """

    title: str
    text: str
    canonical_url: str
    published: datetime | None
    lang: str | None
    outlet: str | None


def extract_article(body: bytes, *, url: str, content_type: str) -> Article:
    """Read an article page that was fetched from `url`.

    Raises ParseError `empty-body` or `no-article`.
    """
    text = decode_body(body, content_type).text
    if not text.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    page = parse_html(text)
    stated = metadata.stated_article(page)
    title = metadata.title_of(page, stated)
    main = next((found for found in _readings(text, page, stated, title) if len(found) >= _MIN_TEXT), None)
    if main is None:
        raise ParseError("no-article", f"No article text was found on {url}.")
    return Article(
        title=title,
        text=main,
        canonical_url=metadata.canonical_of(page, url),
        published=metadata.published_of(page, stated),
        lang=metadata.language_of(page, stated),
        outlet=metadata.outlet_of(page, stated),
    )


def _readings(text: str, page: BeautifulSoup, stated: metadata.Json, title: str) -> Iterator[str]:
    """The main text as told by the page's shape, by JSON-LD, and by its `<article>` element, best first."""
    yield PARAGRAPH.join(_main_paragraphs(text, title))
    yield metadata.body_of(stated)
    yield PARAGRAPH.join(filter(None, (metadata.text_of(p) for p in page.select("article p"))))


def _main_paragraphs(text: str, title: str) -> tuple[str, ...]:
    document = bare_extraction(
        html_tree(f"<!DOCTYPE html>{text}"),
        include_comments=False,
        include_tables=False,
        include_links=True,
        deduplicate=False,
        favor_recall=True,
        with_metadata=False,
    )
    if document is None or isinstance(document, dict):
        return ()
    _drop_invitations(document.body)
    kept = [text for text in element_paragraphs(document.body, blocks=_TEI_BLOCKS) if not _BOILERPLATE.fullmatch(text)]
    return tuple(kept[1:] if kept[:1] == [title] else kept)


def _drop_invitations(body: Element) -> None:
    for paragraph in list(body):
        shown = "".join(paragraph.itertext())
        linked = sum(len("".join(link.itertext())) for link in paragraph.iter("ref"))
        if linked >= len(shown) * _MIN_LINKED_SHARE and _INVITATION.match(shown):
            body.remove(paragraph)
