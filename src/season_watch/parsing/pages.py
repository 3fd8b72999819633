"""List pages to entries, by CSS selectors."""

from urllib.parse import urldefrag

from bs4 import Tag
from soupsieve import SelectorSyntaxError

from season_watch.model.errors import ParseError
from season_watch.model.item import Entry
from season_watch.model.source import Selectors
from season_watch.parsing.addresses import absolute, host
from season_watch.parsing.blindness import WORDS, sign_of
from season_watch.parsing.dates import stated_instant
from season_watch.parsing.decoding import decode_body
from season_watch.parsing.markup import attribute, html_tree, parse_html
from season_watch.parsing.parsed import MAX_ENTRIES, Note, ParsedSource, make_entry
from season_watch.parsing.text import one_line, plain, primary_language

_FIRST_LINK = "a[href]"


def parse_list(body: bytes, *, url: str, content_type: str, selectors: Selectors, lang: str | None) -> ParsedSource:
    """Read a list page. `url` is where it came from; `lang`, where given, overrides what the page states. Its
    entries are of the outlet that it says it is, else of its host.

    Raises ParseError `empty-body`, `bad-selector` or `nothing-matched`, and in place of the last `challenge-page`,
    `login-page` or `soft-404` where the page is one.
    """
    decoded = decode_body(body, content_type)
    if not decoded.text.strip():
        raise ParseError("empty-body", f"{url} answered with an empty body.")
    page = parse_html(decoded.text)
    found = _select(page, selectors.entry)
    if not found:
        raise _nothing_matched(decoded.text, url, selectors.entry)
    spoken = primary_language(lang) or primary_language(attribute(page.find("html"), "lang"))
    site = page.find("meta", attrs={"property": "og:site_name"})
    outlet = one_line(attribute(site, "content") or "") or host(url)
    read = [_entry(tag, url, selectors, outlet, spoken) for tag in found[:MAX_ENTRIES]]
    oddities = {
        Note.ENCODING: not decoded.as_stated,
        Note.BAD_LINK: None in read,
        Note.TRUNCATED: len(found) > MAX_ENTRIES,
    }
    return ParsedSource(
        title=one_line(page.title.get_text()) if page.title else "",
        entries=tuple(entry for entry in read if entry),
        notes=tuple(note for note, applies in oddities.items() if applies),
    )


def _nothing_matched(markup: str, url: str, selector: str) -> ParseError:
    sign = sign_of(html_tree(markup), markup)
    if sign is not None:
        return ParseError(sign.value, f"{url} is not the list that it was: {WORDS[sign]}.")
    return ParseError("nothing-matched", f"The selector {selector!r} matches nothing on {url}.")


def _entry(tag: Tag, url: str, selectors: Selectors, outlet: str, lang: str | None) -> Entry | None:
    link = _link(tag, selectors.link)
    address = absolute(attribute(link, "href"), url)
    if address is None:
        return None
    return make_entry(
        guid=None,
        url=urldefrag(address).url,
        title=_text(_first(tag, selectors.title) if selectors.title else link),
        text=_text(_first(tag, selectors.summary)) if selectors.summary else "",
        published=stated_instant(_stamp(_first(tag, selectors.published))) if selectors.published else None,
        outlet=outlet,
        lang=lang,
    )


def _link(tag: Tag, selector: str | None) -> Tag | None:
    if selector is None and tag.name == "a":
        return tag
    return _first(tag, selector or _FIRST_LINK)


def _stamp(tag: Tag | None) -> str:
    return attribute(tag, "datetime") or _text(tag)


def _text(tag: Tag | None) -> str:
    return one_line(plain(str(tag))) if tag else ""


def _first(tag: Tag, selector: str) -> Tag | None:
    return next(iter(_select(tag, selector, limit=1)), None)


def _select(tag: Tag, selector: str, limit: int = 0) -> list[Tag]:
    try:
        return list(tag.select(selector, limit=limit))
    except SelectorSyntaxError as error:
        reason = str(error).splitlines()[0]
        raise ParseError("bad-selector", f"The selector {selector!r} can't be read: {reason}") from error
