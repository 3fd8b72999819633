"""Boxes amid an article: letters to subscribe to, other articles, what others read. They are no part of its text.

Known by what they call themselves, by their heading, or by their shape: a text has its links within its sentences, and
a part between its paragraphs whose link stands apart leads elsewhere.
"""

import re
from collections import Counter
from collections.abc import Set as AbstractSet

from season_watch.parsing.markup import Element, drop

READ_ALSO = (
    r"also read|read (?:also|more|next)|see also|lee también|te puede interesar|leia também|leia mais|à lire aussi|"
    r"lire aussi|lesen sie auch|baca juga|simak juga|lihat juga|あわせて読みたい|関連記事|관련\s?기사"
)
"""What invites to another article even where no link tells that it leads to one."""
INVITATION = (
    rf"\W*(?:{READ_ALSO}|related|recommended|trending|popular on|more from|you may also like|next|don.t miss|leer más|"
    r"mira|más información|te recomendamos|no te pierdas|más sobre este tema|ver también|veja também|"
    r"auch interessant|mehr zum thema|(?:artikel|berita) terkait|up next|most (?:read|popular)|more on this|"
    r"관련\s?뉴스|많이 본 (?:기사|뉴스)|이 시각 (?:주요|인기)\s?(?:기사|뉴스)?)"
)
"""“Also read: …” in the languages of our sources: what invites to another article."""

# What boxes call themselves in `class` and `id`, as a word of its own: an article on a letter is no letter.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:also[_-]?read|read[_-]?also|author[_-]?bio|comment[_-](?:body|content|wrapper)|mc4wp|more[_-]stories|newsletter|outbrain|promo|recirc|"
    r"recommended|related(?:articles|content|links|posts|stories)?|sign[_-]?up|subscribe|"
    r"subscriptions?|taboola|trending|yarpp|"
    # players of videos, which have titles, dialogues and other videos of their own
    r"brightcove|flowplayer|jwplayer|kaltura|mejs|plyr|video[_-]?js|vjs|(?:audio|media|video)[_-]{0,2}"
    r"(?:caption|card|container|embed|headline|module|player|playlist|teaser|thumbnail|title|wrap|wrapper))(?:$|[\s_-])|"
    r"(?:^|[\s_-])video__(?!(?:body|content|desc|text|transcript))",
    re.IGNORECASE,
)
HEADED = re.compile(INVITATION + r"(?: (?:stories|articles|posts|news|coverage|topics|videos?|now))?\W*", re.IGNORECASE)
"""A heading of such a box."""

# These may also head a part of the text: of a box, its links tell.
_LISTING = re.compile(
    r"\W*(?:(?:the )?(?:latest|top|more|other|recent)(?: (?:news|stories|articles|posts|videos?))?|editor.s picks?|"
    r"(?:más|últimas|outras|otras) not[ií]cias|berita (?:terbaru|lainnya|populer)|"
    r"(?:최신|인기|다른)\s?(?:뉴스|기사))\W*",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_KINDS = ("div", "section", "ul", "ol", "p", "template")
# What stands below a picture, amid the line that the picture stands in.
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:img|image|photo|picture)[_-]{0,2}(?:caption|copyright|credit|desc|org|txt)(?:$|[\s_-])",
    re.IGNORECASE,
)
# More than a box says, in characters and elements. Names such as `tag-trending` also stand on articles, whose headline
# or length tells them apart.
_MOST = 1_500
# A box that only its heading tells is shorter: the heading may also begin the article's own element.
_MOST_HEADED = 600
_LISTS = frozenset({"ol", "ul"})
_PARTS = frozenset({"div", "section"})
# What holds so many paragraphs of so many characters is a text, and has its links within its sentences.
_PARAGRAPHS = 2
_PARAGRAPH = 80
_BOLD = frozenset({"b", "strong"})
_INVITING = re.compile(INVITATION + r"\W*", re.IGNORECASE)


def drop_boxes(page: Element) -> None:
    """Take the boxes out of a page."""
    texts = _texts(page)
    for element in list(page.iter(*_KINDS)):
        if element is not page and _is_box(element, texts):
            drop(element)
    for element in list(page.iter("em", "span")):
        if _is_caption(element):
            drop(element)
    for link in list(page.iter("a")):
        _drop_invitation(link)


def is_named_box(element: Element) -> bool:
    """Whether an element goes by a name of such boxes. Longer ones than boxes are may, too."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return names != " " and bool(_NAMED.search(names))


def join_posts(page: Element) -> None:
    """Make one text of a live blog's posts: each is an `<article>` of its own, of which one alone would be taken."""
    posts = [one for one in page.iter("article") if one.find(".//h1") is None]
    for post in posts[1:]:
        posts[0].extend(post)
        drop(post)
    for post in posts[:1]:
        for part in post.iter("div", "section"):
            part.attrib.clear()  # by its name, a part would be taken for the text


def _texts(page: Element) -> AbstractSet[Element]:
    """The elements that hold the paragraphs of a text."""
    paragraphs = (one for one in page.iter("p") if len("".join(one.itertext()).strip()) >= _PARAGRAPH)
    counts = Counter(one.getparent() for one in paragraphs)
    return {parent for parent, count in counts.items() if count >= _PARAGRAPHS}


def _is_box(element: Element, texts: AbstractSet[Element]) -> bool:
    if element.tag == "template":
        return True
    if is_named_box(element):
        return is_small(element, _MOST)
    if element.tag in _LISTS:
        return is_small(element, _MOST) and _is_all_links(element)
    if _is_caption(element):
        return True
    heading = _heading(element)
    if heading and _LISTING.fullmatch(heading):
        return is_small(element, _MOST) and _has_link_apart(element)
    is_headed = bool(heading and HEADED.fullmatch(heading))
    if not is_headed and not _is_amid(element, texts):
        return False
    return is_small(element, _MOST_HEADED) and (is_headed or _has_link_apart(element))


def _is_caption(element: Element) -> bool:
    names = element.get("class")
    return bool(names and _CAPTION.search(names)) and is_small(element, _MOST_HEADED)


def _is_amid(element: Element, texts: AbstractSet[Element]) -> bool:
    """Whether it is a part between the paragraphs of a text."""
    return element.tag in _PARTS and element.getparent() in texts


def _is_all_links(element: Element) -> bool:
    """Whether a list has a link in each item, and no word beside them."""
    items = list(element.iterchildren("li"))
    return bool(items) and all(_is_link(item) for item in items)


def _is_link(item: Element) -> bool:
    links = list(item.iter("a"))
    linked = sum(len("".join("".join(link.itertext()).split())) for link in links)
    return bool(links) and linked == len("".join("".join(item.itertext()).split())) > 0


def _has_link_apart(element: Element) -> bool:
    """Whether there is a link with words of its own that is no part of a sentence."""
    return any("".join(link.itertext()).strip() and _stands_apart(link) for link in element.iter("a"))


def _stands_apart(link: Element) -> bool:
    before = link.getprevious()
    said_before = link.getparent().text if before is None else before.tail
    return not (said_before or "").strip() and not (link.tail or "").strip()


def _drop_invitation(link: Element) -> None:
    """Take out a link right behind bold words that invite to it: texts without paragraphs have such lines."""
    bold = link.getprevious()
    if bold is None or bold.tag not in _BOLD or (bold.tail or "").strip():
        return
    if _INVITING.fullmatch("".join(bold.itertext())):
        drop(bold)
        drop(link)


def _heading(element: Element) -> str:
    """The heading that an element begins with; empty where it begins with none."""
    first = next(element.iterchildren(*_HEADINGS), None)
    if first is None or first.getprevious() is not None or (element.text or "").strip():
        return ""
    return "".join(first.itertext())


def is_small(element: Element, most: int) -> bool:
    """Whether there is little in it, and no headline of a page. Looks no further than it must: pages may be hostile."""
    left = most
    for inner in element.iter():
        left -= 1 + len((inner.text or "").strip()) + len((inner.tail or "").strip())
        if left < 0 or inner.tag == "h1":
            return False
    return True
