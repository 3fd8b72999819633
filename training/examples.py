"""Examples: the sentences of labelled news, with their features and what they claim."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from season_watch.claims.classifier import ABOUT, TIMED
from season_watch.claims.features import features, item_features
from season_watch.claims.findings import Finding, find
from season_watch.claims.page import Line, Page, View
from season_watch.claims.reader import book_of
from season_watch.model.watch import Watch, WatchName

HOME = Path(__file__).parent
QUALITY = HOME.parent / "tests" / "quality"
STREAMS = {QUALITY / "streams": 3.0, QUALITY / "further": 3.0, HOME / "plain": 3.0, HOME / "artful": 1.0}
"""Whole items, and how much they count: news as it is written more than artful wordings."""
PASSAGES = HOME / "sentences"
"""Single passages; each counts half, as it stands alone."""
PASSAGE_WEIGHT = 0.5
FRESH = frozenset({"plain", "artful"})
"""Folders on whose items no rule was written: what rules miss there, they miss elsewhere."""
UNSURE = ("rumoured", "predicted")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence, or an item as a whole.

    `claims` are its outcomes among those that are `asked` of it: what its item claims elsewhere is not asked, for it may
    say that too. `group` is the stream it comes from, `item` the item, nothing for a passage; `ruled` is what rules
    find in that item, `told` what is labelled in it. `fresh`: no rule was written on it.
    """

    features: frozenset[str]
    claims: frozenset[str]
    asked: Callable[[str], bool]
    weight: float
    group: str
    item: str = ""
    ruled: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    fresh: bool = False


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
    return _outcome(claim["facet"], claim["state"])


def _outcome(facet: str, state: str) -> str:
    return TIMED if facet == "release" and state in ("window", "date") else f"{facet}.{state}"


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
    ruled = _ruled(page, date.fromisoformat(row["published"]))
    fresh = group.partition("/")[0] in FRESH
    common = {"weight": weight, "group": group, "item": row["id"], "told": told, "ruled": ruled, "fresh": fresh}
    about = frozenset({ABOUT} if row["about"] else ())
    yield Example(features=item_features(page), claims=about, asked=ABOUT.__eq__, **common)
    claimed = _by_sentence(page, row["claims"])
    for line in page.lines():
        made = claimed.get(line.sentence.start, [])
        yield _sentence(line, page, made, **common)


def _sentence(line: Line, page: Page, made: list[Row], *, told: frozenset[str], **common: Any) -> Example:
    claims = frozenset(map(outcome, _core(made)))
    sure = frozenset(claim["certainty"] for claim in made if claim["certainty"] in UNSURE)

    def asked(name: str) -> bool:
        if name in UNSURE:
            return bool(made)
        return name != ABOUT and (name in claims or name not in told)

    return Example(features=features(line, View(page, line.sentence)), claims=claims | sure, asked=asked, told=told, **common)


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


def _ruled(page: Page, published: date) -> frozenset[str]:
    findings = (one for one in find(page, published) if isinstance(one, Finding))
    return frozenset(_outcome(one.facet, one.state) for one in findings)


def _of_passage(row: Row, group: str) -> Iterator[Example]:
    """A passage claims in its last sentence that asks nothing; of its others nothing is known."""
    page = _page(row, f"{row['show']} {row['season']}")
    if page is None:
        return
    lines = [line for line in page.lines() if line.sentence.line]
    saying = [line for line in lines if not line.sentence.question and not line.sentence.heading] or lines
    if len(lines) > 1:
        lines = saying[-1:] if row["claims"] else []
    for line in lines:
        told = frozenset(map(outcome, _core(row["claims"])))
        yield _sentence(line, page, row["claims"], told=told, weight=PASSAGE_WEIGHT, group=group)
