"""What stands at an address: told from a body that nobody has promised anything of."""

from dataclasses import dataclass, replace
from datetime import datetime

from season_watch.model.discovery import Candidate, Nature
from season_watch.model.errors import ParseError
from season_watch.model.source import Selectors
from season_watch.parsing.addresses import is_home
from season_watch.parsing.blindness import WORDS, sign_of
from season_watch.parsing.candidates import news_first, stated_feeds
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.feeds import harmless, parse_feed
from season_watch.parsing.lists import FEWEST_ENTRIES, suggest_selectors
from season_watch.parsing.markup import HTML_ROOT, html_tree, parse_html
from season_watch.parsing.metadata import is_article, window_title
from season_watch.parsing.pages import parse_list
from season_watch.parsing.parsed import ParsedSource
from season_watch.parsing.sitemaps import sitemaps_in
from season_watch.parsing.tvmaze import parse_show

_NOT_A_FEED = "not-a-feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a body is, and where it leads: `candidates` are feeds that a page states, or the sitemaps of an index.

    `entries` counts those of a feed, or of the list that `selectors` make of a page; `newest` is their latest date.
    """

    nature: Nature
    title: str
    entries: int = 0
    newest: datetime | None = None
    candidates: tuple[Candidate, ...] = ()
    selectors: Selectors | None = None


def examine(body: bytes, *, url: str, content_type: str) -> Examined:
    """Tell what a body is that came from `url`.

    Raises ParseError `empty-body`, `not-a-feed` for what is no page either, and `challenge-page`, `login-page` or
    `soft-404` for what came in the place of an answer.
    """
    if not body.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    try:
        return _listing(Nature.FEED, parse_feed(body, url=url, content_type=content_type, lang=None))
    except ParseError as error:
        if error.reason != _NOT_A_FEED:
            raise
        text = decode_body(body, content_type).text
        if HTML_ROOT.search(text):
            return _page(text, body, url, content_type)
        other = _sitemap(text, url) or _show(body, url, content_type)
        if other is None:
            raise
        return other


def _listing(nature: Nature, parsed: ParsedSource) -> Examined:
    stamps = (entry.published for entry in parsed.entries if entry.published)
    named = sum(bool(entry.title) for entry in parsed.entries)
    return Examined(nature=nature, title=parsed.title, entries=named, newest=max(stamps, default=None))


def _sitemap(text: str, url: str) -> Examined | None:
    sitemaps = sitemaps_in(harmless(text))
    return Examined(nature=Nature.SITEMAP, title=url, candidates=news_first(sitemaps)) if sitemaps else None


def _show(body: bytes, url: str, content_type: str) -> Examined | None:
    try:
        return _listing(Nature.SHOW, parse_show(body, url=url, content_type=content_type))
    except ParseError:
        return None


def _page(text: str, body: bytes, url: str, content_type: str) -> Examined:
    page = html_tree(text)
    sign = sign_of(page, text)
    if sign is not None:
        raise ParseError(sign.value, WORDS[sign])
    found = Examined(nature=Nature.PAGE, title=window_title(page), candidates=stated_feeds(page, text, url))
    if is_article(page) and not is_home(url):
        return replace(found, nature=Nature.ARTICLE)
    selectors = suggest_selectors(parse_html(text), url)
    if selectors is None:
        return found
    parsed = parse_list(body, url=url, content_type=content_type, selectors=selectors, lang=None)
    listed = replace(_listing(Nature.PAGE, parsed), candidates=found.candidates, selectors=selectors)
    return listed if listed.entries >= FEWEST_ENTRIES else found
