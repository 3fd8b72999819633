"""How the demo's stories look on the web: thin feeds, a list page, and articles between sidebars. Pure."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from season_watch.demo.history import Story
from season_watch.demo.sources import Format, Publisher, welcome

TEASER = 200
"""Characters of text that a feed shows."""

LISTED = 20
"""Stories on a feed or list page, newest first."""

_ATOM = "http://www.w3.org/2005/Atom"
_ALSO_READ = "season 2 of every other show: release dates, trailers and casts"


def published_page(publisher: Publisher, stories: Iterable[Story], base: str) -> bytes:
    """A publisher's feed or list page with the stories that are out, as its server sends it."""
    carried = [story for story in stories if publisher.carries(story)]
    carried.append(welcome(publisher))
    newest = sorted(carried, key=lambda story: story.published, reverse=True)[:LISTED]
    render = {Format.RSS: _rss, Format.ATOM: _atom, Format.LIST_PAGE: _list_page}[publisher.format]
    return render(publisher, newest, base)


def _link(publisher: Publisher, story: Story, base: str) -> str:
    address = base + story.path
    return f"{address}{'&' if '?' in address else '?'}{publisher.query}" if publisher.query else address


def _teaser(story: Story) -> str:
    flat = " ".join(story.text.split())
    return flat if len(flat) <= TEASER else flat[: TEASER - 1].rsplit(" ", 1)[0] + "…"


def _rss(publisher: Publisher, stories: list[Story], base: str) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=publisher.title, link=base + publisher.path, description=publisher.title)
    for story in stories:
        item = ET.SubElement(channel, "item")
        _texts(
            item,
            title=story.title,
            link=_link(publisher, story, base),
            guid=f"{publisher.name}:{story.id}",
            pubDate=format_datetime(story.published),
            description=f"<p>{escape(_teaser(story))}</p>",
            source=story.outlet,
        )
        item[-1].set("url", base)
    return _document(root)


def _atom(publisher: Publisher, stories: list[Story], base: str) -> bytes:
    root = ET.Element("feed", xmlns=_ATOM)
    _texts(root, title=publisher.title, id=base + publisher.path, updated=_newest(stories))
    for story in stories:
        entry = ET.SubElement(root, "entry")
        _texts(entry, title=story.title, id=f"tag:{story.id}", published=story.published.isoformat())
        _texts(entry, updated=story.published.isoformat(), summary=_teaser(story))
        ET.SubElement(entry, "link", rel="alternate", href=_link(publisher, story, base))
        _texts(ET.SubElement(entry, "source"), title=story.outlet)
    return _document(root)


def _document(root: ET.Element) -> bytes:
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _newest(stories: list[Story]) -> str:
    newest = stories[0].published if stories else datetime.fromisoformat("2022-01-01T00:00:00+00:00")
    return newest.isoformat()


def _texts(parent: ET.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ET.SubElement(parent, tag).text = text


def _list_page(publisher: Publisher, stories: list[Story], base: str) -> bytes:
    rows = "".join(
        f'<li class="story"><a href="{escape(_link(publisher, story, base))}">{escape(story.title)}</a>'
        f'<time datetime="{story.published.isoformat()}">{story.published:%d %B %Y}</time>'
        f'<p class="teaser">{escape(_teaser(story))}</p></li>'
        for story in stories
    )
    return _page(
        publisher.title, "en", f'<main><h1>{escape(publisher.title)}</h1><ul class="stories">{rows}</ul></main>'
    )


def article_page(story: Story) -> bytes:
    """A story's page: the article, with what usually stands around it."""
    paragraphs = "".join(f"<p>{_lines(paragraph)}</p>" for paragraph in story.text.split("\n\n"))
    return _page(
        f"{story.title} | {story.outlet}",
        story.lang,
        f"<main><article><h1>{escape(story.title)}</h1>{paragraphs}</article></main>"
        f'<aside class="sidebar"><h2>Also read</h2><ul><li><a href="/">{_ALSO_READ}</a></li></ul></aside>',
    )


def _lines(paragraph: str) -> str:
    return "<br>".join(escape(line) for line in paragraph.split("\n"))


def _page(title: str, lang: str, body: str) -> bytes:
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        '<body><nav><a href="/">Home</a> <a href="/tv">TV</a> <a href="/film">Film</a></nav>'
        f'{body}<footer><p>© All rights reserved. <a href="/about">About us</a></p></footer></body></html>'
    ).encode()
