"""Pages that are longer than pages are: what looks for the main text compares their blocks with each other."""

from itertools import islice

from season_watch.parsing.markup import Element

_MANY = 2_000
"""Blocks, of which real pages have hundreds. justext, trafilatura's second opinion, compares each short one with all
others: so many take a fifth of a second, 60,000 minutes.
"""
_MOST = 5_000
"""Blocks that are read. trafilatura's own time grows faster than they do, too: so many take half a second at most."""

# fmt: off
_BLOCKS = (
    "a", "article", "blockquote", "br", "caption", "center", "col", "dd", "div", "dl", "dt", "fieldset", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "legend", "li", "optgroup", "option", "p", "pre", "section", "table", "td",
    "textarea", "th", "tr", "ul",
)
# fmt: on


def cut_short(page: Element) -> bool:
    """Take out the blocks of a page after so many, and tell whether it has so many that one look at it must do."""
    blocks = page.iter(*_BLOCKS)
    is_long = next(islice(blocks, _MANY, None), None) is not None
    for block in list(islice(blocks, _MOST - _MANY - 1, None)):
        block.getparent().remove(block)  # with what follows it
    return is_long
