"""The elements of RSS 2.0 and Atom whose meaning to feedparser was followed to the end.

What feedparser makes of an element hangs on its name, its attributes, its neighbours and its namespace's prefix. An
element that is not in these tables, or has other attributes or children, is left to feedparser.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from season_watch.parsing.namespaces import ATOM, CONTENT, DC, MEDIA, WORDPRESS

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What an element without children tells, and the attributes with which it still does."""

    name: str
    attributes: frozenset[str] = _NONE
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The elements of a feed, or of its entries, by name.

    `ignored` tell nothing that is kept, and have no children; nor do those within `boxes`, each with its own.
    """

    fields: Mapping[str, Field]
    ignored: frozenset[str]
    boxes: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One format."""

    entry_name: str
    entry: Level
    feed: Level


ATOM_LINK = f"{ATOM}link"
MEDIA_BOXES = frozenset({f"{MEDIA}group", f"{MEDIA}content", f"{MEDIA}community"})
"""What may stand around the elements of Media RSS; it changes nothing of what they tell."""


def _named(names: str, namespace: str = "") -> frozenset[str]:
    return frozenset(f"{namespace}{name}" for name in names.split())


_TYPED = frozenset({"type"})
_PERSON = _named("name uri email", ATOM)
_PEOPLE = {f"{ATOM}author": _PERSON, f"{ATOM}contributor": _PERSON}
_EXTENSIONS = (
    _named("creator subject", DC)
    | _named("post-id site", WORDPRESS)
    | _named("thumbnail credit starRating statistics", MEDIA)
)
_MEDIA_FIELDS = {
    f"{MEDIA}description": Field(name="summary"),
    f"{MEDIA}title": Field(name="media title", attributes=_TYPED, repeats=True),
}

RSS = Form(
    entry_name="item",
    entry=Level(
        fields={
            "guid": Field(name="guid", attributes=frozenset({"isPermaLink"})),
            "link": Field(name="link"),
            "title": Field(name="title"),
            "description": Field(name="summary"),
            f"{CONTENT}encoded": Field(name="content"),
            "pubDate": Field(name="published"),
            f"{DC}date": Field(name="updated"),
            f"{ATOM}updated": Field(name="updated"),
            "source": Field(name="source", attributes=frozenset({"url"})),
            **_MEDIA_FIELDS,
        },
        ignored=_named("author category comments enclosure") | _EXTENSIONS,
        boxes={},
    ),
    feed=Level(
        fields={"title": Field(name="title"), "language": Field(name="language")},
        ignored=_named(
            "link description copyright generator pubDate lastBuildDate managingEditor webMaster category docs ttl"
            " cloud"
        )
        | _EXTENSIONS
        | {ATOM_LINK},
        boxes={
            "image": _named("url title link width height description"),
            "skipHours": _named("hour"),
            "skipDays": _named("day"),
        },
    ),
)

ATOM_FEED = Form(
    entry_name=f"{ATOM}entry",
    entry=Level(
        fields={
            f"{ATOM}id": Field(name="guid"),
            ATOM_LINK: Field(name="link", attributes=_named("href rel type hreflang title length")),
            f"{ATOM}title": Field(name="title", attributes=_TYPED),
            f"{ATOM}summary": Field(name="summary", attributes=_TYPED),
            f"{ATOM}content": Field(name="content", attributes=_TYPED),
            f"{ATOM}published": Field(name="published"),
            f"{ATOM}updated": Field(name="updated"),
            **_MEDIA_FIELDS,
        },
        ignored=_named("category rights", ATOM) | _EXTENSIONS,
        boxes=_PEOPLE,
    ),
    feed=Level(
        fields={f"{ATOM}title": Field(name="title", attributes=_TYPED)},
        ignored=_named("id updated published link subtitle generator logo icon rights category", ATOM) | _EXTENSIONS,
        boxes=_PEOPLE,
    ),
)
