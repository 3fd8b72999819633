"""The reader: what one item claims about one watched season."""

from datetime import date

from season_watch.claims.cast import CastFinding, find_cast, merge_cast
from season_watch.claims.findings import Finding, find
from season_watch.claims.learned import weigh
from season_watch.claims.merging import merge
from season_watch.claims.page import Page
from season_watch.claims.rules import DEFAULT_LANGUAGE, Rulebook, languages, rulebook
from season_watch.model.claim import Claim, NearMiss, Reading
from season_watch.model.watch import Watch


def read(watch: Watch, *, title: str, text: str, published: date, lang: str | None, vouched: bool = False) -> Reading:
    """The claims of an item about the watched season, and why other sentences made none.

    `vouched`: the source speaks for the show, so that its teasers and headlines count as they stand. `lang` is
    a BCP 47 tag; None is read as English, and a language without rules makes no claims.
    Evidence offsets count in `title + "\\n" + text`.
    """
    book = book_of(lang)
    if book is None:
        page = Page(watch, title, text, rulebook(DEFAULT_LANGUAGE))
        return Reading(watch=watch.name, about=page.about)
    return _read(watch, Page(watch, title, text, book, vouched=vouched), published)


def book_of(lang: str | None) -> Rulebook | None:
    """The rules that an item in this language is read by; None where there are none."""
    language = lang.partition("-")[0].lower() if lang else DEFAULT_LANGUAGE
    return rulebook(language) if language in languages() else None


def _read(watch: Watch, page: Page, published: date) -> Reading:
    found, cast = ((), ()) if page.invented else _found(page, published)
    claims = (
        *merge([one for one in found if isinstance(one, Finding)], teaser=page.teaser),
        *merge_cast([one for one in cast if isinstance(one, CastFinding)], teaser=page.teaser),
    )
    return Reading(
        watch=watch.name,
        about=page.about,
        claims=tuple(sorted(claims, key=_place)),
        near_misses=tuple(one for one in (*found, *cast) if isinstance(one, NearMiss)),
    )


def _found(page: Page, published: date) -> tuple[tuple[Finding | NearMiss, ...], tuple[CastFinding | NearMiss, ...]]:
    found = tuple(weigh(page, published, tuple(find(page, published))))
    return found, tuple(find_cast(page, published))


def _place(claim: Claim) -> int:
    return claim.evidence.start
