"""Where a site's feeds may be: what its page states, what its address tells, and where feeds usually are."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol, TypeVar
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

from season_watch.model.discovery import Candidate, FoundBy
from season_watch.model.source import SourceKind
from season_watch.parsing.addresses import absolute, host, is_home
from season_watch.parsing.markup import Element
from season_watch.parsing.metadata import Json, is_article, stated_objects, strings, text_of
from season_watch.parsing.text import one_line

MOST_CANDIDATES = 20
"""Addresses taken from one page: it may state a feed for each of its hundred sections."""

_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|x-rss\+xml)", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss|feed|feeds|atom)(?:\.(?:xml|json|rss|php))?/?$|\.(?:rss|atom)$", re.IGNORECASE
)
_COMMENTS = re.compile(r"/comments(?:/|$)", re.IGNORECASE)
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"news", re.IGNORECASE)

# WordPress, then what other systems and static generators write, Blogger last.
_USUAL_PATHS = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default")

_YOUTUBE = frozenset({"youtube.com"})
_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL_PATH = re.compile(r"/channel/(UC[\w-]{22})(?:/|$)")
_CHANNEL_IN_PAGE = re.compile(r"(?:\"(?:externalId|channelId)\":\"|/channel/|channel_id=)(UC[\w-]{22})(?![\w-])")
_TVMAZE = frozenset({"tvmaze.com", "api.tvmaze.com"})
_SHOW_PATH = re.compile(r"/shows/(\d{1,9})(?:/|$)", re.ASCII)
_PLAYLIST = re.compile(r"[\w-]{2,64}", re.ASCII)
_GOOGLE_NEWS_PATH = re.compile(r"/(?:search|topics/[\w-]+|home)?$")


class _Addressed(Protocol):
    @property
    def url(self) -> str: ...


_T = TypeVar("_T", bound=_Addressed)


def known_form(url: str) -> Candidate | None:
    """The source behind an address whose site tells by its form: a YouTube channel or playlist, a search or topic of
    Google News, a show of TVmaze.
    """
    parts = urlsplit(url)
    show = _SHOW_PATH.match(parts.path) if host(url) in _TVMAZE else None
    if show:
        api = f"https://api.tvmaze.com/shows/{show[1]}?embed[]=seasons&embed[]=episodes"
        return Candidate(url=api, found_by=FoundBy.SITE, kind=SourceKind.TVMAZE)
    feed = _youtube_feed(parts) if host(url) in _YOUTUBE else _google_news_feed(parts)
    return Candidate(url=feed, found_by=FoundBy.SITE) if feed else None


def stated_feeds(page: Element, markup: str, url: str) -> tuple[Candidate, ...]:
    """The feeds that a page names, each address once, in the order of how far the naming is to be trusted.

    Those of readers' comments are left out: of the site, by their name, and of an article, below its own address.
    """
    ways = (_by_site(markup, url), _by_link_tags(page, url), _by_json_ld(page, url), _by_links(page, url))
    named = first_of_each(chain.from_iterable(ways))
    is_one_article = is_article(page) and not is_home(url)
    news = (one for one in named if not _COMMENTS.search(urlsplit(one.url).path))
    return tuple(one for one in news if not (is_one_article and is_below(one.url, url)))[:MOST_CANDIDATES]


def usual_feeds(url: str) -> tuple[Candidate, ...]:
    """Where feeds of a site, and of the section that `url` names, usually are."""
    home = home_of(url)
    section = f"{urlunsplit(urlsplit(url)._replace(query='', fragment='')).rstrip('/')}/feed/"
    places = (*((section,) if not is_home(url) else ()), *(home + path for path in _USUAL_PATHS))
    return tuple(Candidate(url=place, found_by=FoundBy.USUAL_PATH) for place in places)


def stated_sitemaps(robots: str, url: str) -> tuple[Candidate, ...]:
    """The sitemaps that a robots.txt names, those for news first."""
    return news_first(filter(None, (absolute(line, url) for line in _SITEMAP_LINE.findall(robots))))


def news_first(sitemaps: Iterable[str]) -> tuple[Candidate, ...]:
    """Sitemaps as candidates, those that are called news first; packed ones are left out."""
    plain = (one for one in sitemaps if not urlsplit(one).path.endswith(".gz"))
    ordered = sorted(plain, key=lambda one: not _NEWS.search(urlsplit(one).path))
    return first_of_each(Candidate(url=one, found_by=FoundBy.SITEMAP) for one in ordered)


def first_of_each(some: Iterable[_T]) -> tuple[_T, ...]:
    """What stands at addresses, without what stands where something came before."""
    first: dict[str, _T] = {}
    for one in some:
        first.setdefault(one.url, one)
    return tuple(first.values())


def home_of(url: str) -> str:
    """The front page of an address' site."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))


def is_below(url: str, page: str) -> bool:
    """Whether an address stands below a page's: `/tag/drama/feed/` below `/tag/drama`."""
    return url.startswith(f"{urlunsplit(urlsplit(page)._replace(query='', fragment='')).rstrip('/')}/")


def _youtube_feed(parts: SplitResult) -> str | None:
    channel = _CHANNEL_PATH.match(parts.path)
    if channel:
        return f"{_YOUTUBE_FEED}?channel_id={channel[1]}"
    playlists = parse_qs(parts.query).get("list", []) if parts.path == "/playlist" else []
    return f"{_YOUTUBE_FEED}?playlist_id={playlists[0]}" if playlists and _PLAYLIST.fullmatch(playlists[0]) else None


def _google_news_feed(parts: SplitResult) -> str | None:
    if parts.hostname != "news.google.com" or not _GOOGLE_NEWS_PATH.match(parts.path):
        return None
    path = "" if parts.path in {"/", "/home"} else parts.path
    return urlunsplit(("https", "news.google.com", f"/rss{path}", parts.query, ""))


def _by_site(markup: str, url: str) -> Iterator[Candidate]:
    """A channel's feed, of a YouTube page that is the channel's or one of its videos'."""
    channel = _CHANNEL_IN_PAGE.search(markup) if host(url) in _YOUTUBE else None
    if channel:
        yield Candidate(url=f"{_YOUTUBE_FEED}?channel_id={channel[1]}", found_by=FoundBy.SITE)


def _by_link_tags(page: Element, url: str) -> Iterator[Candidate]:
    for link in page.iter("link"):
        if _names_feed(link):
            yield from _candidate(link.get("href"), url, FoundBy.LINK_TAG, link.get("title"))


def _names_feed(link: Element) -> bool:
    relations = link.get("rel", "").lower().split()
    kind = link.get("type") or ("application/rss+xml" if "feed" in relations else "")
    return bool({"alternate", "feed"} & set(relations) and _FEED_TYPE.match(kind))


def _by_json_ld(page: Element, url: str) -> Iterator[Candidate]:
    for found in stated_objects(page):
        if _is_feed_object(found):
            addresses = (*strings(found.get("contentUrl")), *strings(found.get("url")))
            title = next(iter(strings(found.get("name"))), None)
            yield from _candidate(next(iter(addresses), None), url, FoundBy.JSON_LD, title)


def _is_feed_object(found: Json) -> bool:
    formats = (*strings(found.get("encodingFormat")), *strings(found.get("fileFormat")))
    return "DataFeed" in strings(found.get("@type")) or any(map(_FEED_TYPE.match, formats))


def _by_links(page: Element, url: str) -> Iterator[Candidate]:
    """Links that a person would take for a feed's, by their addresses."""
    for link in page.iter("a"):
        href = link.get("href", "")
        if _FEED_PATH.search(href.partition("?")[0].partition("#")[0]):
            yield from _candidate(href, url, FoundBy.LINK, link.get("title") or text_of(link))


def _candidate(href: str | None, url: str, found_by: FoundBy, title: str | None) -> Iterator[Candidate]:
    address = absolute(href, url)
    if address:
        yield Candidate(url=address, found_by=found_by, title=one_line(title or ""))
