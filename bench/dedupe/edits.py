"""What happens to a text on its way to another outlet. Each edit keeps the article the same one to any reader."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from articles import Article

Edit = Callable[[Article, Random], Article]

OUTLETS = ("Meridian Post", "The Daily Fathom", "Screenwatch", "Plot & Scene", "Tellyline", "북극성뉴스", "Abendschirm")
WRITERS = ("Dana Whitlow", "R. K. Osei", "Marten Vogel", "Sun-hee Lim", "The Newsdesk")
_SIDEBARS = (
    "Also read: ten dramas to look forward to this winter",
    "Sign up to our newsletter and never miss an episode guide again.",
    "MORE: Ranking every Streamora original from worst to best",
    "Related: who was the masked rider in the finale? Our theories",
    "Watch the trailer for the new season of Distant Kin below.",
    "In other news, the makers of Ashfall are working on a board game with 52 cards.",
    "Lesen Sie auch: Die zwölf besten Serien des Jahres",
    "관련기사: 올해 꼭 봐야 할 드라마 7편",
    "Photo gallery: 14 images from the set",
    "Advertisement. Scroll down to continue reading.",
)
_BEFORE = (
    "We use cookies to make this site better. Accept all. Manage settings.",
    "Home > Entertainment > Television",
    "Share this article. Facebook. Twitter. Email. Print.",
    "Reading time: 3 minutes",
    "{writer}, {outlet}. Published 14 March at 9:05",
)
_AFTER = (
    "© {outlet}. All rights reserved. No part of this may be reproduced.",
    "The post {title} appeared first on {outlet}.",
    "This story first appeared on {outlet}.",
    "Follow {outlet} on social media, and tell us what you think in the comments.",
    "Support independent journalism: become a member for 4.99 a month.",
    "Source: {outlet}",
)
_SYNONYMS = {
    "announced": "said",
    "revealed": "disclosed",
    "confirmed": "has confirmed",
    "has come to an end": "has ended",
    "further": "more",
    "previous": "last",
    "watched": "seen",
    "series": "show",
    "drama": "series",
    "roughly": "about",
    "mostly": "mainly",
    "expected": "likely",
    "popular": "well liked",
    "several": "a few",
    "vanished": "disappeared",
    "employs": "gives work to",
    "performance": "acting",
    "decided": "settled",
    "although": "though",
    "before": "earlier",
    "It's": "It is",
    "isn't": "is not",
    "won't": "will not",
    "They're": "They are",
    "can't": "cannot",
    "We are": "We're",
    "there is": "there's",
    "did not": "didn't",
    "wie": "so wie",
    "rund": "etwa",
    "erneut": "wieder",
    "weiterhin": "nach wie vor",
    "밝혔다": "말했다",
    "전했다": "알렸다",
    "다시": "또다시",
    "이번에도": "이번 역시",
}
_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = {"second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
_ROMAN = {"2": "II", "3": "III", "4": "IV"}


def headline(article: Article, random: Random) -> Article:
    """Another desk's headline over the same words."""
    words = article.title.split()
    kind = random.randrange(4)
    if kind == 0 and len(words) > 5:
        del words[-random.randint(1, 2) :]
    elif kind == 1:
        words.insert(0, random.choice(("Breaking:", "Exclusive:", "Confirmed:", "[단독]", "TV news:")))
    elif kind == 2:
        words.append(
            random.choice(("- and fans can't cope", "at last", "after long wait", ", report says", "(finally)"))
        )
    else:
        words = article.paragraphs[0].split()[: random.randint(6, 10)]
    return replace(article, title=" ".join(words))


def trimmed(article: Article, random: Random) -> Article:
    """Cut from the end, to 35 % of its sentences at the least."""
    sentences = [(n, s) for n, paragraph in enumerate(article.paragraphs) for s in _sentences(paragraph)]
    kept = sentences[: max(2, round(len(sentences) * random.uniform(0.35, 0.8)))]
    numbers = sorted({n for n, _ in kept})
    return replace(article, paragraphs=tuple(" ".join(s for m, s in kept if m == n) for n in numbers))


def sidebar(article: Article, random: Random) -> Article:
    """One to three lines of the site's own in between."""
    paragraphs = list(article.paragraphs)
    for line in random.sample(_SIDEBARS, random.randint(1, 3)):
        paragraphs.insert(random.randint(1, len(paragraphs)), line)
    return replace(article, paragraphs=tuple(paragraphs))


def numerals(article: Article, random: Random) -> Article:
    """Numbers written another way: words, digits, full width, Roman, the month first."""
    kind = random.randrange(4)
    if kind == 0:
        return _through(article, lambda text: re.sub(r"\b([2-9]|1[0-2])\b", lambda n: _NUMBERS[int(n[1]) - 2], text))
    if kind == 1:
        return _through(article, lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
    if kind == 2:
        return _through(article, lambda text: re.sub(r"(?<=[Ss]eason )[234]\b", lambda n: _ROMAN[n[0]], _figures(text)))
    return _through(article, lambda text: re.sub(r"\b(\d{1,2}) ([A-Z]\w+) (\d{4})", r"\2 \1, \3", _figures(text)))


def _figures(text: str) -> str:
    for n, word in enumerate(_NUMBERS):
        text = re.sub(rf"\b{word}\b", str(n + 2), text)
    for word, figure in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b", figure, text)
    return text


def suffix(article: Article, random: Random) -> Article:
    """The outlet's name behind the headline, as aggregators add it."""
    mark = random.choice((" - {}", " | {}", " – {}", " :: {}", " [{}]"))
    return replace(article, title=article.title + mark.format(random.choice(OUTLETS)))


def byline(article: Article, random: Random) -> Article:
    """Who wrote it, where and when, above the text or in its first line."""
    writer, day = random.choice(WRITERS), random.randint(1, 28)
    first, *rest = article.paragraphs
    line = random.choice(
        (
            f"By {writer}, {day} March 2024\n\n{first}",
            f"{writer} | Updated {day}.03.2024, {random.randint(8, 22)}:{random.randint(10, 59)}\n\n{first}",
            f"LONDON, March {day} (Newswire) — {first}",
            f"{first} ({writer})",
            f"[{random.choice(OUTLETS)} {writer} 기자] {first}",
        )
    )
    return replace(article, paragraphs=(line, *rest))


def quotes(article: Article, random: Random) -> Article:
    """Quotation marks of another house style; a quote shortened, or left out."""
    open_, close = random.choice((('"', '"'), ("'", "'"), ("«", "»"), ("「", "」"), ("‘", "’")))
    text = _through(article, lambda text: re.sub(r"[“„‘]([^”“’]*)[”“’]", rf"{open_}\1{close}", text))
    paragraphs = list(text.paragraphs)
    if random.random() < 0.5:
        paragraphs = [
            re.sub(rf"{open_}([^{close}]{{30,}}?),? and [^{close}]*{close}", rf"{open_}\1{close}", p)
            for p in paragraphs
        ]
    return replace(text, paragraphs=tuple(paragraphs))


def boilerplate(article: Article, random: Random) -> Article:
    """What a site puts around every text."""
    names = {"outlet": random.choice(OUTLETS), "writer": random.choice(WRITERS), "title": article.title}
    before = [line.format(**names) for line in random.sample(_BEFORE, random.randint(0, 2))]
    after = [line.format(**names) for line in random.sample(_AFTER, random.randint(1, 3))]
    return replace(article, paragraphs=(*before, *article.paragraphs, *after))


def reworded(article: Article, random: Random) -> Article:
    """Up to half of the words that have an easy synonym, replaced; a day's name for a day."""
    chosen = {word for word in _SYNONYMS if random.random() < 0.5}

    def swap(text: str) -> str:
        for word in chosen:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", _SYNONYMS[word], text)
        return re.sub(
            r"\bon (Mon|Tues|Wednes|Thurs|Fri)day\b", random.choice(("on \\1day", "\\1day", "this week")), text
        )

    first = replace(article, title=article.title)
    return _through(first, swap)


def rearranged(article: Article, random: Random) -> Article:
    """Paragraphs behind the first in another order, or run together."""
    first, *rest = article.paragraphs
    if len(rest) > 1 and random.random() < 0.7:
        random.shuffle(rest)
        return replace(article, paragraphs=(first, *rest))
    return replace(article, paragraphs=(" ".join(article.paragraphs),))


def spelling(article: Article, random: Random) -> Article:
    """Marks and hyphens lost, a letter mistyped here and there."""
    bare = str.maketrans("éèáćíüöäß-–—", "eeaciuoas   ")
    plain = _through(article, lambda text: text.translate(bare) if random.random() < 0.7 else text)

    def mistype(text: str) -> str:
        words = text.split(" ")
        for n, word in enumerate(words):
            if len(word) > 5 and word.isalpha() and random.random() < 0.02:
                at = random.randrange(1, len(word) - 2)
                words[n] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)

    return _through(plain, mistype)


def condensed(article: Article, random: Random) -> Article:
    """A sentence in the middle left out, clauses cut, one sentence taken up by another."""
    out = []
    for n, paragraph in enumerate(article.paragraphs):
        sentences = _sentences(paragraph)
        kept = [s for m, s in enumerate(sentences) if (n, m) == (0, 0) or random.random() > 0.2]
        out.append(
            " ".join(
                re.sub(r", (with|who|which|in which|where|although) [^,.]{5,80}(?=[.,])", "", s)
                if random.random() < 0.4
                else s
                for s in kept
            )
        )
    return replace(article, paragraphs=tuple(p for p in out if p))


EDITS: tuple[Edit, ...] = (
    headline,
    trimmed,
    sidebar,
    numerals,
    suffix,
    byline,
    quotes,
    boilerplate,
    reworded,
    rearranged,
    spelling,
    condensed,
)


def _sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.!?”])\s+(?=\S)", paragraph)


def _through(article: Article, change: Callable[[str], str]) -> Article:
    return Article(title=change(article.title), paragraphs=tuple(map(change, article.paragraphs)))
