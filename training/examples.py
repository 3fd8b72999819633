"""Examples: the sentences of labelled news, with their features and what they claim."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from season_watch.claims.classifier import ABOUT
from season_watch.claims.features import features, item_features
from season_watch.claims.findings import find
from season_watch.claims.learned import Ruled, outcome_of
from season_watch.claims.page import Page
from season_watch.claims.reader import book_of
from season_watch.model.claim import Facet, State
from season_watch.model.watch import Watch, WatchName

HOME = Path(__file__).parent
QUALITY = HOME.parent / "tests" / "quality"
STREAMS = {
    QUALITY / "streams": 3.0,
    QUALITY / "further": 3.0,
    HOME / "held": 3.0,
    HOME / "artful": 1.0,
}
"""Whole items, and how much they count: news as it is written more than artful wordings."""
PASSAGES = HOME / "sentences"
"""Single passages. Only those that claim nothing are learned from: they have the words of a claim and are none."""
PASSAGE_WEIGHT = 0.3
ARTFUL_WEIGHT = 0.1
FRESH = frozenset({"artful", "held"})
"""Folders on whose items no rule was written: only there is to be learned how far rules can be relied on."""
UNSURE = ("rumoured", "predicted")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence, or an item as a whole.

    `claims` are its outcomes among those that are `asked` of it: what its item claims elsewhere is not asked, for it
    may say that too. `group` is the stream it comes from, `item` the item, and `told` what is labelled in it.
    """

    features: frozenset[str]
    claims: frozenset[str]
    asked: Callable[[str], bool]
    weight: float
    group: str
    item: str
    told: frozenset[str]


def examples() -> Iterator[Example]:
    """All that there is to learn from."""
    for folder, weight in STREAMS.items():
        for path, row in _rows(folder):
            yield from _of_item(row, f"{path.parent.name}/{path.stem}", weight)

    for path, row in _rows(PASSAGES):
        yield from _of_passage(row, path.stem)


def fingerprint() -> str:
    """Names all that the classifier is learned from: another one is due when it changes."""
    told = sha256()
    for folder in (*STREAMS, PASSAGES):
        for path in sorted(folder.glob("*.jsonl")):
            told.update(path.read_bytes())
    return told.hexdigest()[:16]


def outcome(claim: Row) -> str:
    """What the classifier calls a labelled claim."""
    return outcome_of(Facet(claim["facet"]), State(claim["state"]))


def _rows(folder: Path) -> Iterator[tuple[Path, Row]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield path, json.loads(line)


def _page(row: Row, title: str) -> Page | None:
    watch = Watch(
        name=WatchName("stream"), title=row["show"], season=row["season"], aliases=tuple(row.get("aliases", ()))
    )
    book = book_of(row["lang"])
    page = Page(watch, title, row["text"], book) if book else None
    if page:
        page.about = page.plainly_about  # what the classifier makes of it is not for it to learn from
    return page


def _core(claims: list[Row]) -> list[Row]:
    return [claim for claim in claims if claim["facet"] != "cast"]


def _of_item(row: Row, group: str, weight: float) -> Iterator[Example]:
    page = _page(row, row["title"])
    if page is None:
        return
    told = frozenset(map(outcome, _core(row["claims"])))
    fresh = group.partition("/")[0] in FRESH
    ruled = Ruled(page, find(page, date.fromisoformat(row["published"])) if fresh else ())
    common = {"weight": weight, "group": group, "item": row["id"], "told": told}
    about = frozenset({ABOUT} if row["about"] else ())
    yield Example(features=item_features(page), claims=about, asked=ABOUT.__eq__, **common)
    claimed = _by_sentence(page, row["claims"])
    for line, view in page.views:
        yield _sentence(features(line, view, ruled.marks(view)), claimed.get(view.sentence.start, []), **common)


def _sentence(found: frozenset[str], made: list[Row], *, told: frozenset[str], **common: Any) -> Example:
    claims = frozenset(map(outcome, _core(made)))
    sure = frozenset(claim["certainty"] for claim in made if claim["certainty"] in UNSURE)

    def asked(name: str) -> bool:
        if name in UNSURE:
            return bool(made)
        return name != ABOUT and (name in claims or name not in told)

    return Example(features=found, claims=claims | sure, asked=asked, told=told, **common)


def _by_sentence(page: Page, claims: list[Row]) -> dict[int, list[Row]]:
    """The claims by the start of the sentence that holds most of their evidence."""
    found: dict[int, list[Row]] = {}
    for claim in claims:
        start = page.raw.find(claim["evidence"])
        end = start + len(claim["evidence"])
        best = max(page.sentences, key=lambda one: min(one.end, end) - max(one.start, start), default=None)
        if start >= 0 and best:
            found.setdefault(best.start, []).append(claim)
    return found


def _of_passage(row: Row, group: str) -> Iterator[Example]:
    """The sentence of a passage that is one, and all of one that claims nothing."""
    page = _page(row, f"{row['show']} {row['season']}")
    told = [(line, view) for line, view in page.views if line.sentence.line] if page else []
    if row["claims"] and len(told) > 1:
        return
    weight = ARTFUL_WEIGHT if row["claims"] else PASSAGE_WEIGHT
    for line, view in told:
        yield _sentence(features(line, view, ()), row["claims"], weight=weight, group=group, item="", told=frozenset())
