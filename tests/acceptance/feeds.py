"""Feeds as test servers publish them: whole texts, one entry after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.servers.scripted_http import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An entry of a feed. `text` of 400 characters or more is read as it stands; a thinner one is a teaser."""

    title: str
    text: str
    link: str
    at: datetime


def rss(entries: Iterable[Published]) -> bytes:
    """An RSS 2.0 feed."""
    items = "".join(map(_item, entries))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A wire</title>{items}</channel></rss>'.encode()


def feed_reply(entries: Iterable[Published]) -> Reply:
    """A feed as a server answers it."""
    return Reply(headers=(("Content-Type", "application/rss+xml"),), body=rss(entries))


def _item(entry: Published) -> str:
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.link)}</link>"
        f'<guid isPermaLink="false">{escape(entry.link)}</guid><pubDate>{format_datetime(entry.at)}</pubDate>'
        f"<description>{escape(entry.text)}</description></item>"
    )


def wrap_report(title: str) -> str:
    """A whole article that says one thing: that filming on the second season of a show has wrapped."""
    return (
        f"Filming on {title} season 2 has wrapped, Netflix announced on Monday. The crew thanked the town that put up "
        "with its lorries and its cables for the better part of a year, and handed the keys of the town hall back to "
        "the mayor. The neighbours, who had been asked to keep their curtains drawn on many a night, were given a "
        "barrel of cider and a row of apple trees, and the baker named a loaf after the lead. Nobody would say more "
        "than that, and the carpenters were seen to pack their vans in a light rain before noon."
    )
