"""What an answer really is that came with status 200 in place of what was asked for."""

import re
from enum import StrEnum

from season_watch.parsing.addresses import is_home
from season_watch.parsing.markup import Element
from season_watch.parsing.metadata import states_article, text_of, window_title


class Sign(StrEnum):
    """By its value a page of this kind is told in a source's error."""

    CHALLENGE = "challenge-page"
    LOGIN = "login-page"
    NOT_FOUND = "soft-404"


WORDS = {
    Sign.CHALLENGE: "it is a page that tests whether a person asks",
    Sign.LOGIN: "it is a page that asks to log in",
    Sign.NOT_FOUND: "it is a page that says that there is none",
}
"""What to say of a page of each kind, after its address."""

# Such a page says a few sentences; a page with articles on it has menus alone of that length.
_FEW_CHARACTERS = 1_500
# What stands in the challenge pages of Cloudflare, DataDome, HUMAN, Imperva, AWS, Sucuri, DDoS-Guard and Anubis.
_CHALLENGE = re.compile(
    r"_cf_chl_opt|cf-browser-verification|captcha-delivery\.com|px-captcha|_Incapsula_Resource|awsWafCookieDomainList|"
    r"sucuri_cloudproxy_js|/\.well-known/ddos-guard|/\.within\.website/|"
    r"<title>\s*(?:just a moment|attention required|access denied|are you (?:a robot|human)|robot check)|"
    r"checking your browser|verif\w{1,6} (?:that )?you are (?:a )?human|unusual traffic from your",
    re.IGNORECASE,
)
_UNSEEN = frozenset({"script", "style", "template"})
_SEPARATOR = re.compile(r"\s+[-–—|·:»]\s+")
_NOT_FOUND = re.compile(
    r"(?:error\s*)?404(?:\s*error)?|(?:404\W+)?(?:page|article|story|content)?\s*not found\W*|"
    r"(?:\w+[,!.…]?\s+){0,4}(?:page|article|story|content)\b.{0,40}(?:not found|be found|n.t exist|not exist|"
    r"no longer (?:available|exists?|here)).{0,20}|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|página não encontrada|"
    r"pagina non trovata|halaman tidak ditemukan|페이지를 찾을 수 없습니다|ページが見つかりません(?:でした)?",
    re.IGNORECASE,
)


def sign_of(page: Element, markup: str) -> Sign | None:
    """What a page is instead of a feed, a list or an article; None where nothing tells.

    A page that states for machines that it is an article is believed.
    """
    if states_article(page):
        return None
    if any(_NOT_FOUND.fullmatch(heading) for heading in _headings(page)):
        return Sign.NOT_FOUND
    if not _says_little(page):
        return None
    if any(field.get("type", "").lower() == "password" for field in page.iter("input")):
        return Sign.LOGIN
    return Sign.CHALLENGE if _CHALLENGE.search(markup) else None


def leads_home(asked: str, answered: str) -> bool:
    """Whether a page was asked for and the front page of a site answered, as after an article was taken down."""
    return is_home(answered) and not is_home(asked)


def _headings(page: Element) -> tuple[str, ...]:
    """What names the page: its first `<h1>`, and each part of its window's title, one of which may be the site's."""
    return (text_of(next(page.iter("h1"), None)), *_SEPARATOR.split(window_title(page)))


def _says_little(page: Element) -> bool:
    left = _FEW_CHARACTERS
    for element in page.iter():
        said = () if element.tag in _UNSEEN else ((element.text or "").strip(),)
        left -= sum(map(len, (*said, (element.tail or "").strip())))
        if left < 0:
            return False
    return True
