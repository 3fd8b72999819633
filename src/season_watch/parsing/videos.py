"""Videos of channels: what a title such as “Show: Season 2 | Official Trailer | Netflix” says, as a sentence.

Such a title is no sentence, and says only together with its channel what the video is. So what it means is written out
for the reader, as TVmaze's dates are, in the language that the entry is read in.
"""

import re
from dataclasses import replace

from season_watch.model.item import Entry

_GUID = "yt:video:"
"""How the feeds of YouTube's channels name their entries."""

_SEPARATOR = r"[|:·•–—\-\[\]()【】#]"
_TRAILER = (
    r"(?:(?:official|final|main|full|new|season) )*trailer(?: \d)?(?: (?:oficial|resmi|officiel))?|"
    r"tráiler(?: oficial)?|offizieller trailer|bande-annonce(?: officielle)?|"
    r"(?:공식 |메인 |최종 )?예고편|(?:公式|本|最終)?予告編?"
)
_TEASER = (
    r"(?:(?:official|first|new|date) )*teaser(?: trailer)?(?: (?:oficial|resmi))?|avance oficial|offizieller teaser|"
    r"(?:공식 )?티저(?: 예고편)?|(?:公式)?(?:ティーザー(?:予告編?)?|特報)"
)
# A label stands at the end, or before a separator: a "trailer reaction" is none.
_LABEL = re.compile(
    rf"(?:^|{_SEPARATOR}|\s)\s*(?:(?P<teaser>{_TEASER})|(?P<trailer>{_TRAILER}))\s*(?=$|{_SEPARATOR})", re.IGNORECASE
)
_NOT_THE_MAKERS = re.compile(
    r"\b(?:breakdown|concept|cover|explained|fan[- ]?made|parody|react(?:ion|s)?|recap|remake)\b|リアクション|리액션",
    re.IGNORECASE,
)
_EDGE = re.compile(rf"^(?:\s|{_SEPARATOR})+|(?:\s|{_SEPARATOR})+$")

_SENTENCES = {
    "en": ("The official trailer for {} is out.", "The official teaser for {} is out."),
    "ko": ("{} 공식 예고편이 공개됐다.", "{} 공식 티저가 공개됐다."),
    "es": ("Ya está disponible el tráiler oficial de {}.", "Ya está disponible el teaser oficial de {}."),
    "id": ("Trailer resmi {} dirilis.", "Teaser resmi {} dirilis."),
    "pt": ("O trailer oficial de {} foi divulgado.", "O teaser oficial de {} foi divulgado."),
    "fr": ("La bande-annonce officielle de {} est sortie.", "Le teaser officiel de {} est sorti."),
    "de": ("Der offizielle Trailer zu {} ist da.", "Der offizielle Teaser zu {} ist da."),
    "ja": ("{}の予告編が公開された。", "{}のティーザーが公開された。"),
}
"""Of a trailer and of a teaser, by language; that of an entry without one is English, as for all readers."""


def is_video(entry: Entry) -> bool:
    """Whether an entry is a video of a channel."""
    return (entry.guid or "").startswith(_GUID)


def told(entry: Entry) -> Entry:
    """A video of an official channel, with a sentence first that says what its title labels it as; else as it is."""
    sentence = _sentence(entry) if is_video(entry) else None
    return entry if sentence is None else replace(entry, text="\n\n".join(filter(None, (sentence, entry.text))))


def _sentence(entry: Entry) -> str | None:
    label = _LABEL.search(entry.title)
    of_language = _SENTENCES.get((entry.lang or "en").partition("-")[0])
    if label is None or of_language is None or _NOT_THE_MAKERS.search(entry.title):
        return None
    before, after = _EDGE.sub("", entry.title[: label.start()]), _EDGE.sub("", entry.title[label.end() :])
    of_what = before or re.split(r"\s[|·•–—-]\s", after)[0]
    return of_language[label["teaser"] is not None].format(of_what) if of_what else None
