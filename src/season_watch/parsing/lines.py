"""Whole lines amid a text that no reader would call part of it, known by their words: adverts, letters to subscribe to,
credits, and what leads to another article without a link that would tell.

A line is dropped only as a whole, and only where it is short; where a sentence stands before a credit, the credit
alone is. What is said to the reader begins with what to do; what is told of others ("fans can sign up for the
newsletter") does not, and stays.
"""

import re

from season_watch.parsing.boxes import HEADED, READ_ALSO

_LONGEST = 320
# One question before the one that counts: “Want more? Join our newsletter.” Any other sentence may be news.
_FIRST = r"(?:[^.?!:]{0,90}\?\s+)?"

_ADVERTS = (
    r"(?:advertisement|sponsored|anzeige|publicidad|publicidade|iklan|광고)",
    r"advertisement\W{1,3}continue reading.{0,60}",
    r"(?:article|story|post|content) continues? (?:after|below).{0,60}",
    r"(?:scroll|swipe) (?:down )?(?:for more|to (?:continue|keep)).{0,60}",
    r"accept (?:all )?cookies",
)
_PAYWALLS = (
    r"(?:already a|become a) subscriber\b.{0,80}",
    r"(?:subscribe|log in|sign in|register)(?: now)? to (?:continue|keep) reading.{0,80}",
    r"this (?:article|story|content) is (?:for|only available to|reserved for) (?:our )?subscribers.{0,80}",
)
_LETTERS = (
    _FIRST + r"(?:sign up|subscribe|join|register)\b.{0,60}\b(?:newsletters?|mailing list|inbox)\b.{0,160}",
    r"(?:get|want|receive|never miss|don.t miss)\b.{0,120}\b(?:(?:in|to|into) your inbox|our newsletters?)\b.{0,99}",
    _FIRST + r"(?=.*\b(?:tu|nuestr\w+|gratis|aquí)\b)(?:suscr[ií]b\w+|ap[uú]nta\w+|recibe|reg[ií]str\w+)\b.{0,60}"
    r"\b(?:bolet[ií]n|newsletter|correo)\b.{0,160}",
    _FIRST + r"(?:inscreva-se|assine|cadastre-se|receba)\b.{0,60}\b(?:newsletter|boletim|e-?mail)\b.{0,160}",
    _FIRST + r"(?:abonnez-vous|inscrivez-vous|recevez)\b.{0,60}\b(?:newsletter|lettre|infolettre)\b.{0,160}",
    _FIRST + r"(?:abonnier\w*|melde (?:dich|sie)|jetzt (?:\w+ )?(?:zum|den|unseren?))\b.{0,60}\bnewsletter\b.{0,160}",
    _FIRST + r"(?:berlangganan|daftar|langganan)\b.{0,60}\bnewsletter\b.{0,160}",
    r"[^.]{0,40}뉴스레터\S{0,2}\s?(?:구독|신청).{0,40}",
    r"[^.]{0,40}(?:채널|네이버|카카오톡|유튜브)\S{0,10}.{0,20}(?:구독|추가|팔로우)\s?하(?:기|세요).{0,40}",
    r"by (?:signing up|subscribing|clicking)\b.{0,160}\b(?:agree|terms|privacy)\b.{0,120}",
    r".{0,30}(?:メルマガ|ニュースレター).{0,20}(?:登録|購読).{0,30}",
)
# A commission is also what a season gets that is ordered.
_BOUGHT = r"(?:\blinks?\b|\byou (?:buy|purchase|shop|make)\b|\baffiliate\b|\bindependently (?:selected|chosen)\b)"
_COMMISSIONS = (
    rf"(?=.*{_BOUGHT}).{{0,180}}\b(?:earn|receive|get)\b.{{0,40}}\bcommissions?\b.{{0,120}}",
    r".{0,120}\baffiliate (?:links?|commissions?)\b.{0,160}",
    r".{0,120}\b(?:enlaces?|links?) de afiliad\w+\b.{0,160}",
    r".{0,120}(?:\bliens? affili[ée]s?\b|\baffiliate-links?\b|쿠팡\s?파트너스|제휴 링크).{0,160}",
)
_PLACES = (
    r"\b(?:x|twitter|facebook|instagram|tiktok|youtube|threads|whatsapp|telegram|bluesky|google (?:news|noticias))\b"
)
_TO_FOLLOW = (
    rf"(?:follow|like|join|find) [\w' ]{{1,40}} on {_PLACES}[^.?!]{{0,120}}\W*",
    rf"(?:s[ií]guenos|s[ií]gue a|[úu]nete a|siga-nos)\b.{{0,60}}{_PLACES}.{{0,100}}",
    rf"(?:cek|baca|simak|ikuti|lihat|gabung)\b.{{0,160}}{_PLACES}.{{0,100}}",
    r"(?:download|get) (?:our|the) .{0,30}\bapps?\b.{0,100}",
    r"(?:share|listen to|save|print) this (?:article|story|post|page).{0,40}",
    r"—\s?.{1,60}\(@\w{1,30}\).{0,40}",
    r"(?:leave|post|add) a comment.{0,40}",
    r"(?:got|have) a (?:news )?tip\?(?:.{0,120}\b(?:us|our|me|tips?)\b.{0,60})?",
    r"(?:[^.?!\s]+ ){0,4}[\w.+-]+@[\w-]+\.[\w.-]+\W*",
    r"(?:기사\s?)?제보(?:는|하기| 및).{0,80}",
)
_RIGHTS = (
    r"(?:copyright\W{0,3})?(?:©|ⓒ|\(c\)).{0,120}",
    r".{0,120}\ball rights reserved\W*",
    r".{0,80}(?:무단\s?(?:전재|복제|배포).{0,40}금지|저작권자\s?(?:©|ⓒ|\(c\))).{0,120}",
)
_CREDIT = (
    r"(?:photos?|images?|pictures?|fotos?|fotografía|imagen|imagem|crédito?s?|credits?|bild(?:quelle)?|写真|画像)"
    r"(?: credits?| courtesy| illustration)?\s*(?:[:=|©]|by\b|via\b|courtesy of\b)\s*(?:dok\.\s*)?[^.?!:]{1,80}"
)
_CREDITS = (
    rf"[\[(]?{_CREDIT}[\])]?",
    r"[\[(]?courtesy of [^.?!]{1,60}[\])]?",
    # A caption: at most one sentence before who took the picture, set off from it.
    rf"[^.?!]{{0,220}}[.?!]?\s*[|–—\[(]\s*{_CREDIT}[\])]?",
    r"[^.?!]{0,220}[.?!]?\s+cr[.:] .{2,80}",
    r"(?:[^.]{0,120}(?<![다\s/|])\s*[/|]?\s*)?[\[(<]?(?:사진|이미지|자료)\s?(?:제공|출처)?\s?[=|:ㅣ/][^.]{1,40}",
    r"▲[^.]{0,200}(?:\.\s?[\[(/|]?\s?사진.{0,40})?",
    r"[\[(][^.\])]{0,20}\s(?:기자|특파원)[\])]",
    r"(?:editor|penulis|reporter|sumber)\s?: (?:[^.\s]+\s?){1,3}",
    r"\([a-z]{2,4}/[a-z]{2,4}\)",
)
_AFTER_A_SENTENCE = re.compile(
    rf"(?<=[.?!])\s+{_CREDIT}$|(?<=[.?!다])\s{{0,3}}[/|]?\s{{0,3}}사진\s?(?:제공)?\s?[=|:ㅣ/][^.]{{1,40}}$",
    re.IGNORECASE,
)
_DAY = (
    r"(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)"
)
# What a stamp goes on with: the rest of a date and a time, but no news ("Posted on May 3, the teaser shows").
_OF_STAMPS = r"(?:[\W\d]|(?:th|st|nd|rd|at|by|am|pm|a\.m|p\.m|gmt|utc|[bcemp][ds]?t|wib|[a-z]{3,9}(?= \d))\b)"
_DATES = (
    r".{0,12}기자.{0,6}(?:입력|수정|승인|등록).{0,60}",
    r"(?:기사\s?)?(?:입력|수정|승인|등록)\s?:?\s?\d{4}.{0,60}",
    rf"(?:last |first )?(?:updated|published|posted|modified)(?: on| at)?:? {_DAY}\w*{_OF_STAMPS}{{0,50}}",
    r"this (?:article|story|post|piece|interview) (?:was )?(?:originally|first) \w{8,9} (?:on|in|by|at)\b[^.]{0,99}\W*",
    r"\d{1,2}[ -]min(?:ute)?s? (?:read|watch)",
)
_INVITATIONS = (
    rf"\W*(?:{READ_ALSO}|watch (?:also|next|more))\s*[:|\])>»】-]\s*\S.{{0,220}}",
    r"simak (?:juga )?video\W.{0,160}",
    "halaman selanjutnya",
)
_KINDS = (_ADVERTS, _PAYWALLS, _LETTERS, _COMMISSIONS, _TO_FOLLOW, _RIGHTS, _CREDITS, _DATES, _INVITATIONS)
_LINES = re.compile("|".join(f"(?:{line})" for kind in _KINDS for line in kind), re.IGNORECASE)
_AROUND = " \t<>*-_~"
_FOR_WHOM = (
    r"(?:Getty|AP|AFP|EPA|Reuters|Shutterstock|WireImage|FilmMagic|Everett|Alamy|Invision|Netflix|HBO|Max|Disney|Hulu|Apple|"
    r"Amazon|Prime|AMC|FX|NBC|CBS|ABC|Fox|BBC|ITV|Peacock|Paramount|Starz|Showtime|tvN|JTBC|TVING)"
)
_TAKEN_BY = re.compile(rf"[^.?!]{{0,200}}\b[A-Z][\w'-]+ [A-Z][\w'-]+\s?/\s?{_FOR_WHOM}\b[\w+ ]{{0,30}}")
"""The end of a caption: who took the picture, and for whom."""


def without_lines(paragraph: str) -> str:
    """A paragraph without the lines that are no part of a text; empty where none is left."""
    return "\n".join(_without_credit(line) for line in paragraph.split("\n") if not _is_beside(line))


def _is_beside(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    words = line.strip(_AROUND)
    return not any(map(str.isalnum, words)) or any(pattern.fullmatch(words) for pattern in (_LINES, HEADED, _TAKEN_BY))


def _without_credit(line: str) -> str:
    """A line that ends in a sentence and the credit of a picture, without the credit."""
    credit = _AFTER_A_SENTENCE.search(line)
    return line[: credit.start()] if credit else line
