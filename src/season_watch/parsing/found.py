"""What a feed states, whichever reader found it there, and how that becomes entries."""

from collections.abc import Iterable
from dataclasses import dataclass

from season_watch.model.errors import ParseError
from season_watch.model.item import Entry
from season_watch.parsing.addresses import absolute, host
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.google_news import article_address, is_redirect
from season_watch.parsing.hubs import Link
from season_watch.parsing.parsed import make_entry
from season_watch.parsing.text import one_line, paragraphs, plain, primary_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text as it is written in a feed: markup, or to be taken as it is."""

    value: str
    is_markup: bool = False

    def shown(self) -> str:
        """The words that a person would see, in paragraphs."""
        return plain(self.value) if self.is_markup else paragraphs(self.value)


NO_WORDS = Words(value="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry as stated; what it does not state is empty.

    `texts` are the ways it tells its text, `stamps` its dates, the one to believe first; `outlet` is who an
    aggregator has it from, `outlet_site` their address.
    """

    guid: str = ""
    link: str = ""
    title: Words = NO_WORDS
    texts: tuple[Words, ...] = ()
    stamps: tuple[str, ...] = ()
    outlet: str = ""
    outlet_site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed as stated. `malformed`: it could be read all the same. `links` may name its hub."""

    title: Words
    language: str
    entries: tuple[FoundEntry, ...]
    malformed: bool = False
    links: tuple[Link, ...] = ()

    def entries_at(self, url: str, *, lang: str | None) -> tuple[Entry | None, ...]:
        """The entries of the feed that came from `url`, in its order; None for one that has no web address.

        `lang`, where given, overrides what the feed states.
        """
        outlet = one_line(self.title.shown()) or host(url)
        spoken = primary_language(lang) or primary_language(self.language)
        return tuple(_entry(found, url=url, outlet=outlet, lang=spoken) for found in self.entries)


def filled(texts: Iterable[Words]) -> tuple[Words, ...]:
    """The texts that say anything."""
    return tuple(text for text in texts if text.value)


def _entry(found: FoundEntry, *, url: str, outlet: str, lang: str | None) -> Entry | None:
    link = absolute(found.link, url)
    if link is None:
        return None
    stated = one_line(found.outlet)
    aggregated = is_redirect(link)
    article = article_address(link) if aggregated else link
    return make_entry(
        guid=found.guid,
        url=article or link,
        title=_without_outlet(one_line(found.title.shown()), stated),
        # Google News repeats the headline there, or lists what others wrote beside it, another list at each look.
        text="" if aggregated else _longest(found.texts),
        published=next(filter(None, map(stated_instant, found.stamps)), None),
        outlet=stated or outlet,
        lang=lang,
        outlet_site=None if article else absolute(found.outlet_site, url) or stated or outlet,
    )


def _longest(texts: tuple[Words, ...]) -> str:
    """The text that shows most. None shows more than is written of it: most feeds' teasers need not be read."""
    longest = ""
    for text in sorted(texts, key=lambda text: len(text.value), reverse=True):
        if len(text.value) > len(longest):
            longest = max(longest, text.shown(), key=len)
    return longest


def _without_outlet(title: str, outlet: str) -> str:
    """Aggregators such as Google News append the outlet to each title."""
    return (title.removesuffix(f" - {outlet}") or title) if outlet else title


def not_a_feed(url: str, why: str) -> ParseError:
    return ParseError("not-a-feed", f"{url} is not a feed: {why}.")
