"""The hub that a feed names, in its own links or in those of its answer's header (WebSub, "Discovery")."""

import re
from collections.abc import Iterable, Iterator

from season_watch.model.subscription import NO_HUB, Hub
from season_watch.parsing.addresses import absolute

MOST_LETTERS = 2_000
"""No hub has a longer address, and none is sent one."""

Link = tuple[str, str]
"""Its relation and its address, as written."""

# RFC 8288, 3: `<address>; rel=word; rel="some words"`, with commas between links and perhaps within quotes.
_LINK = re.compile(r'<([^<>]{1,2000})>((?:\s*;\s*[\w*!#$&+.^`|~-]{1,40}(?:\s*=\s*(?:"[^"]*"|[^\s";,]+))?)*)')
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*(?:=\s*(?:"([^"]*)"|([^\s";,]+)))?')


def named_hub(links: Iterable[Link], url: str) -> Hub:
    """The first hub among the links of the feed that came from `url`; `NO_HUB` where there is none.

    A feed that doesn't say by which address its hub knows it is known by that one.
    """
    found: dict[str, str] = {}
    for relation, href in links:
        address = absolute(href, url)
        if address and len(address) <= MOST_LETTERS:
            found.setdefault(relation.strip().lower(), address)
    return Hub(url=found["hub"], topic=found.get("self", url)) if "hub" in found else NO_HUB


def links_of_header(value: str) -> Iterator[Link]:
    """The links of a `Link` header, one for each of a link's relations; what is none is passed over."""
    for href, parameters in _LINK.findall(value):
        for name, quoted, bare in _PARAMETER.findall(parameters):
            if name.lower() == "rel":
                yield from ((relation, href) for relation in (quoted or bare).split())
