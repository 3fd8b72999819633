"""The sources that an address leads to, each fetched and read before it is shown."""

import asyncio
import sys

import typer

from season_watch.bootstrap import open_outside, utc_now
from season_watch.cli.documents import Document
from season_watch.cli.escaping import visible
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import command, counted, minute
from season_watch.config.kinds import URL
from season_watch.config.settings import Settings
from season_watch.model.discovery import FoundBy, Nature
from season_watch.model.errors import ConfigError, NothingMatched, UnreadableError
from season_watch.model.source import SourceKind
from season_watch.pipeline.discovery import Discovered, Discovery, Offer
from season_watch.pipeline.ports import FetchFailed

_NATURES = {
    Nature.FEED: "a feed",
    Nature.SHOW: "a show",
    Nature.SITEMAP: "an index of sitemaps",
    Nature.ARTICLE: "an article",
    Nature.PAGE: "a page",
}
_KINDS = {SourceKind.FEED: "the feed", SourceKind.PAGE: "the list page", SourceKind.TVMAZE: "the show"}
_FOUND_BY = {
    FoundBy.ADDRESS: "it is the address itself",
    FoundBy.SITE: "its site has one for each of its pages",
    FoundBy.LINK_TAG: "a link tag names it",
    FoundBy.JSON_LD: "the page's JSON-LD names it",
    FoundBy.LINK: "the page links to it",
    FoundBy.USUAL_PATH: "it is where feeds usually are",
    FoundBy.SITEMAP: "robots.txt or an index of sitemaps names it",
    FoundBy.LIST: "the page itself, by its repeated entries",
}


def discover_sources(settings: Settings, url: str, *, as_json: bool) -> None:
    """Print the sources that an address leads to, best first. NothingMatched where there is none."""
    found = discover(settings, url)
    if as_json:
        show_json([_document(offer) for offer in found.offers])
    elif found.offers:
        lines = (line for offer in found.offers for line in (BLANK, *_lines(offer)))
        show_lines((Line(text=nature_sentence(found)), *lines, BLANK, *_next(found, url)))
    if not found.offers:
        raise NothingMatched(nothing_there(found))


def discover(settings: Settings, url: str) -> Discovered:
    """What an address leads to. UnreadableError where it can't be had or read, ConfigError for what is no address."""
    address = web_address(url)
    if sys.stderr.isatty():
        typer.echo(visible(f"Looking at {address} and where it leads …"), err=True)
    found = asyncio.run(_discover(settings, address))
    if isinstance(found, FetchFailed):
        raise UnreadableError(f"{url} can't be read ({found.reason}): {found.detail.rstrip('.')}.")
    return found


def web_address(typed: str) -> str:
    """An address as it was typed, with https where it names none. ConfigError for what is none."""
    url = typed if "://" in typed else f"https://{typed}"
    try:
        return str(URL.read(url))
    except ValueError as error:
        raise ConfigError(f"URL must be {URL.wanted}, not {typed!r}.") from error


async def _discover(settings: Settings, url: str) -> Discovered | FetchFailed:
    async with open_outside(settings) as outside:
        return await Discovery(fetcher=outside.fetcher, isolation=outside.isolation, clock=utc_now).discover(url)


def nature_sentence(found: Discovered) -> str:
    """`https://outlet.example/ is a page, “Outlet”.`"""
    called = f", “{found.title}”" if found.title else ""
    return f"{found.url} is {_NATURES[found.nature]}{called}."


def nothing_there(found: Discovered) -> str:
    """What to do about an address that leads to no source."""
    closed = f" It could be read as a list, but {found.closed}." if found.closed else ""
    return (
        f"{nature_sentence(found)} No feed was found there, and no list of articles.{closed} "
        "A list page can be added by hand: `season-watch sources add URL --entry SELECTOR`."
    )


def offer_phrase(offer: Offer) -> str:
    """`the feed “Outlet”, 30 entries, the newest of 2025-07-23 18:05`."""
    called = f" “{offer.title}”" if offer.title else ""
    newest = f", the newest of {minute(offer.newest)}" if offer.newest else ""
    return f"{_KINDS[offer.kind]}{called}, {counted(offer.entries, 'entry', 'entries')}{newest}"


def _next(found: Discovered, url: str) -> tuple[Line, ...]:
    named = url if found.offers[0].kind is SourceKind.PAGE else found.offers[0].url
    return (
        Line(text=f"{command('sources', 'test', named)} shows what would be read."),
        Line(text=f"{command('sources', 'add', named)} adds it."),
    )


def _lines(offer: Offer) -> tuple[Line, ...]:
    selectors = selectors_of(offer)
    return (
        Line(text=offer.url, style="bold"),
        Line(text=f"{offer_phrase(offer).removeprefix('the ')}; {_FOUND_BY[offer.found_by]}", indent=2),
        *(Line(text=f"{name}: {selector}", indent=4) for name, selector in selectors.items() if selector),
    )


def selectors_of(offer: Offer) -> dict[str, str | None]:
    """The selectors of a list page by the configuration's names for them; none of a feed."""
    if offer.selectors is None:
        return {}
    names = ("entry", "link", "title", "summary", "published")
    return {name: getattr(offer.selectors, name) for name in names}


def _document(offer: Offer) -> Document:
    return {
        "url": offer.url,
        "kind": offer.kind,
        "found_by": offer.found_by,
        "title": offer.title,
        "entries": offer.entries,
        "newest": offer.newest.isoformat() if offer.newest else None,
        "selectors": selectors_of(offer) or None,
    }
