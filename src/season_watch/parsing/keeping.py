"""What trafilatura would lose of a text or run together, put so that it stays as the page shows it."""

from lxml import etree

from season_watch.parsing.markup import Element

_RUN_TOGETHER = etree.XPath(
    "//*[self::div or self::section][ancestor::li or ancestor::blockquote or ancestor::dd]"
    "[not(p or div or section or ul or ol or dl or h2 or h3 or h4 or h5 or h6 or table or blockquote)]"
)
_IN_LINKS = etree.XPath("//*[self::div or self::section][ancestor::a]")
_OF_SENTENCES = frozenset({"a", "b", "blockquote", "dd", "em", "i", "li", "p", "span", "strong"})
_SENTENCE_ENDS = (".", "!", "?", "…", "。")
_CLOSING = "\"'”’»)] \n\t"


def keep_apart(page: Element) -> None:
    """Have the blocks in lists and quotes be paragraphs, and a break before those in links and before who is quoted."""
    for block in _RUN_TOGETHER(page):
        block.tag = "p"
    quoted = (cite for cite in page.iter("cite") if cite.getparent().tag == "blockquote")
    for block in (*_IN_LINKS(page), *quoted):
        block.addprevious(etree.Element("br"))


def keep_times(page: Element) -> None:
    """Make plain words of the times that stand in a sentence: “out on May 5”. Those that stand alone are stamps."""
    times = [time for time in page.iter("time") if said_before(time)]
    in_sentences = {around for around in {time.getparent() for time in times} if _ends_a_sentence(around)}
    for time in times:
        if time.getparent() in in_sentences:
            time.tag = "span"


def is_in_sentence(time: Element) -> bool:
    """Whether a time has words before it that end as a sentence does."""
    return bool(said_before(time)) and _ends_a_sentence(time.getparent())


def said_before(element: Element) -> str:
    """The words right before an element."""
    before = element.getprevious()
    return ((element.getparent().text if before is None else before.tail) or "").strip()


def _ends_a_sentence(element: Element) -> bool:
    if element.tag not in _OF_SENTENCES:
        return False
    return "".join(element.itertext()).rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
