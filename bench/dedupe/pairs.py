"""Labelled pairs of articles: copies by kind of edit, and what only looks like a copy by kind of likeness. Seeded."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from articles import EVENTS, VOICES, Article, Facts, others, season, topics, write
from edits import EDITS, Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    kind: str
    one: Article
    other: Article
    copy: bool


def copies(count: int, random: Random) -> Iterator[Pair]:
    """Each kind of edit alone and together with one to three others."""
    for n in range(count):
        edit = EDITS[n % len(EDITS)]
        one = _article(random)
        also: list[Edit] = random.sample(EDITS, random.choice((0, 0, 1, 2, 3)))
        other = one
        for change in dict.fromkeys((edit, *also)):
            other = change(other, random)
        name = edit.__name__ + (f" + {min(len(also), 3)}" if also else "")
        yield Pair(
            kind=name.partition(" + ")[0] if not also else edit.__name__ + " and more", one=one, other=other, copy=True
        )


def lookalikes(count: int, random: Random) -> Iterator[Pair]:
    """Pairs that report two things, or one thing in two writers' words."""
    for n in range(count):
        make = LIKENESSES[n % len(LIKENESSES)]
        one, other = make(random)
        yield Pair(kind=make.__name__.strip("_"), one=one, other=other, copy=False)


def _article(random: Random) -> Article:
    return write(random.randrange(len(VOICES)), random.choice(EVENTS), season(random), topics(random), random)


def _form(random: Random) -> tuple[int, str, Facts, tuple[str, ...]]:
    return random.randrange(len(VOICES)), random.choice(EVENTS), season(random), topics(random)


def _season_form(random: Random) -> tuple[int, str, Facts, tuple[str, ...]]:
    """A form whose headline or lead tells which season it is."""
    while True:
        voice, event, facts, about = _form(random)
        if any(
            "{season}" in said or "{ordinal}" in said
            for said in (VOICES[voice]["headline"][event], VOICES[voice]["lead"][event])
        ):
            return voice, event, facts, about


def same_event(random: Random) -> tuple[Article, Article]:
    """Two newsrooms on one event, with the same quote and the same facts."""
    voice, event, facts, about = _form(random)
    also = tuple(dict.fromkeys(("quote", *random.sample(about, len(about) // 2 + 1), *topics(random))))
    return write(voice, event, facts, about, random), write(random.choice(others(voice)), event, facts, also, random)


def press_release(random: Random) -> tuple[Article, Article]:
    """Two newsrooms on one event, both with two sentences of the same press release word for word."""
    voice, event, facts, about = _form(random)
    one = write(voice, event, facts, about, random)
    first, *others_ = random.sample(others(voice), len(others(voice)))
    other = write(first, event, facts, topics(random), random)
    release = write((*others_, voice)[0], event, facts, tuple(random.sample(about, 2)), random)
    shared = " ".join(release.paragraphs).removeprefix(_lead(release))
    return (
        replace(one, paragraphs=(*one.paragraphs, shared)),
        replace(other, paragraphs=(*other.paragraphs[:1], shared, *other.paragraphs[1:])),
    )


def _lead(article: Article) -> str:
    return _sentences(article)[0]


def _sentences(article: Article) -> list[str]:
    return [sentence for paragraph in article.paragraphs for sentence in re.split(r"(?<=[.!?])\s", paragraph)]


def _names(facts: Facts) -> Facts:
    """Who and what an outlet goes on writing about."""
    return {
        k: facts[k]
        for k in (
            "show",
            "network",
            "maker",
            "actor",
            "actor2",
            "author",
            "composer",
            "role",
            "role2",
            "season",
            "quote",
        )
    }


def other_show(random: Random) -> tuple[Article, Article]:
    """One newsroom's form, filled for another show with its own people."""
    voice, event, facts, about = _form(random)
    other = season(random)
    while other["show"] == facts["show"]:
        other = season(random)
    return write(voice, event, facts, about, random), write(voice, event, other, about, random)


def other_show_only(random: Random) -> tuple[Article, Article]:
    """The form with nothing but the show's name changed: two shows of one network, maker and cast."""
    voice, event, facts, about = _form(random)
    other = season(random)
    while other["show"] == facts["show"]:
        other = season(random)
    return write(voice, event, facts, about, random), write(
        voice, event, facts | {"show": other["show"]}, about, random
    )


def other_season(random: Random) -> tuple[Article, Article]:
    """The form filled for the next season of the show."""
    voice, event, facts, about = _season_form(random)
    following = facts | {
        "season": facts["season"] % 4 + 2,
        "year": facts["year"] + 1,
        "episodes": random.randint(6, 12),
    }
    return write(voice, event, facts, about, random), write(voice, event, following, about, random)


def other_season_only(random: Random) -> tuple[Article, Article]:
    """The form with nothing but the season's number changed."""
    voice, event, facts, about = _season_form(random)
    following = facts | {"season": facts["season"] % 4 + 2}
    return write(voice, event, facts, about, random), write(voice, event, following, about, random)


def other_date(random: Random) -> tuple[Article, Article]:
    """The form with nothing but the date changed."""
    voice, _, facts, about = _form(random)
    event = random.choice(("dated", "delayed"))
    while "{day}" not in VOICES[voice]["lead"]["dated"] or "{year}" not in VOICES[voice]["lead"]["delayed"]:
        voice = random.randrange(len(VOICES))
    moved = facts | {
        "day": facts["day"] % 27 + 2,
        "month": (facts["month"] + random.randint(1, 8)) % 10,
        "year": facts["year"] + 1,
    }
    return write(voice, event, facts, about, random), write(voice, event, moved, about, random)


def other_day(random: Random) -> tuple[Article, Article]:
    """The form with nothing but the day of the premiere changed."""
    voice, _, facts, about = _form(random)
    moved = facts | {"day": facts["day"] % 27 + 2}
    return write(voice, "dated", facts, about, random), write(voice, "dated", moved, about, random)


def next_event(random: Random) -> tuple[Article, Article]:
    """One newsroom's next article on the season: news above, and the background that it had before."""
    voice, event, facts, about = _form(random)
    following = random.choice([other for other in EVENTS if other != event])
    kept = random.sample(about, max(2, round(len(about) * random.uniform(0.5, 1))))
    later = facts | {"weekday": random.randrange(5)}
    return write(voice, event, facts, about, random), write(voice, following, later, tuple(kept), random)


def page_kept_up(random: Random) -> tuple[Article, Article]:
    """A page on all that is known, months later: the headline and the first lines of old, half the rest told anew."""
    voice, event, facts, about = _form(random)
    one = write(voice, event, facts, tuple(dict.fromkeys((*about, "quote"))), random)
    told = _sentences(one)
    later = write(random.choice(others(voice)), event, season(random) | _names(facts), topics(random), random)
    keep = max(2, round(len(told) * random.uniform(0.3, 0.5)))
    anew = _sentences(later)[1:]
    return one, Article(title=one.title, paragraphs=(" ".join(told[:2]), *anew[: len(told) - keep], *told[2:keep]))


def roundup(random: Random) -> tuple[Article, Article]:
    """An article, and a list of the week's news that holds its lead among five others."""
    voice, event, facts, about = _form(random)
    one = write(voice, event, facts, about, random)
    leads = [
        write(voice, random.choice(EVENTS), season(random), topics(random), random).paragraphs[0] for _ in range(5)
    ]
    leads.insert(random.randint(1, 5), one.paragraphs[0])
    return one, Article(title="The week in television", paragraphs=tuple(leads))


LIKENESSES: tuple[Callable[[Random], tuple[Article, Article]], ...] = (
    same_event,
    press_release,
    other_show,
    other_show_only,
    other_season,
    other_season_only,
    other_date,
    other_day,
    next_event,
    page_kept_up,
    roundup,
)
