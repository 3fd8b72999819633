"""Made-up articles about made-up seasons: the same event by several newsrooms, or one newsroom's form filled anew."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
VOICES: list[dict[str, Any]] = tomllib.loads((HERE / "wording.toml").read_text("utf-8"))["voice"]
_STOCK: dict[str, list[str]] = tomllib.loads((HERE / "seasons.toml").read_text("utf-8"))

EVENTS = ("renewed", "started", "wrapped", "dated", "delayed")
_ORDINALS = {
    "en": ("second", "third", "fourth", "fifth"),
    "de": ("zweite", "dritte", "vierte", "fünfte"),
    "ko": ("두 번째", "세 번째", "네 번째", "다섯 번째"),
}
_MONTHS = {
    "en": ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November"),
    "de": ("Januar", "Februar", "März", "April", "Juni", "Juli", "August", "September", "Oktober", "November"),
    "ko": ("1월", "2월", "3월", "4월", "6월", "7월", "8월", "9월", "10월", "11월"),
}
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    "ko": ("월요일", "화요일", "수요일", "목요일", "금요일"),
}
_CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def season(random: Random) -> Facts:
    """What there is to say of a season and of the one event that is reported."""
    people = random.sample(_STOCK["people"], 5)
    roles = random.sample(_STOCK["roles"], 2)
    return {
        "show": random.choice(_STOCK["shows"]),
        "network": random.choice(_STOCK["networks"]),
        "city": random.choice(_STOCK["cities"]),
        "quote": random.choice(_STOCK["quotes"]),
        "season": random.randint(2, 5),
        "day": random.randint(2, 28),
        "month": random.randrange(10),
        "weekday": random.randrange(5),
        "year": random.randint(2023, 2028),
        "oldyear": random.randint(1985, 2015),
        "episodes": random.randint(6, 12),
        "minutes": random.randint(40, 70),
        "weeks": random.randint(3, 16),
        "months": random.randint(3, 12),
        "millions": random.randint(8, 60),
        "crew": 10 * random.randint(12, 90),
        "maker": people[0],
        "actor": people[1],
        "actor2": people[2],
        "author": people[3],
        "composer": people[4],
        "role": roles[0],
        "role2": roles[1],
    }


def topics(random: Random) -> tuple[str, ...]:
    """What an article goes into besides its event, in its order."""
    return tuple(random.sample(sorted(VOICES[0]["body"]), random.randint(4, 9)))


def write(voice: int, event: str, facts: Facts, about: tuple[str, ...], random: Random) -> Article:
    """An article in a newsroom's voice: lead and body, one to three sentences a paragraph."""
    newsroom = VOICES[voice]
    filled = _filled(facts, newsroom["lang"])
    title, lead, *body = (
        _said(form, filled, random)
        for form in (newsroom["headline"][event], newsroom["lead"][event], *(newsroom["body"][name] for name in about))
    )
    paragraphs = [lead]
    for sentence in body:
        if random.random() < 0.5:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return Article(title=title, paragraphs=tuple(paragraphs))


def others(voice: int) -> list[int]:
    """The other newsrooms that write the same language."""
    return [n for n, other in enumerate(VOICES) if n != voice and other["lang"] == VOICES[voice]["lang"]]


def _filled(facts: Facts, lang: str) -> Facts:
    return facts | {
        "ordinal": _ORDINALS[lang][facts["season"] - 2],
        "month": _MONTHS[lang][facts["month"]],
        "weekday": _WEEKDAYS[lang][facts["weekday"]],
    }


def _said(form: str, facts: Facts, random: Random) -> str:
    chosen = _CHOICE.sub(lambda choice: random.choice(choice[1].split("|")), form)
    said = re.sub(r"\{(\w+)\}", lambda name: str(facts.get(name[1], name[1])), chosen)
    return said[0].upper() + said[1:]
