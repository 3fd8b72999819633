"""How well a reader reads labelled streams: claims, certainties, values, false confirmations, and alerts.

What was told of an item is a line of `season-watch replay`: `about`, `claims` and, for alerts, `updates`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FACETS = ("renewal", "filming", "trailer", "release")
Item = Mapping[str, Any]
Told = Mapping[str, Item]
Milestone = tuple[bool, str, str, str | None]


@dataclass
class Tally:
    """Things that were found, missed, and told though they are not there."""

    hit: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, *, asked: bool, told: bool) -> None:
        self.hit += asked and told
        self.missed += asked and not told
        self.wrong += told and not asked


@dataclass
class Scores:
    """Tallies by name (`claims`, `about`, `facet release`, `lang en`, …) and counts."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def figures(self) -> dict[str, float]:
        """Every figure by name, rounded to three places; counts that should be small as they are."""
        out = {f"{name} {kind}": getattr(tally, kind) for name, tally in self.tallies.items() for kind in _kinds(name)}
        out["sure"] = self.share("sure", "states found")
        out["value"] = self.share("values right", "values asked")
        rounded = {name: round(figure, 3) for name, figure in sorted(out.items())}
        return rounded | {"false confirmations": self.counts["false confirmations"]}


def _kinds(name: str) -> tuple[str, ...]:
    return ("precision", "recall", "f1") if name == "claims" else ("f1",)


def score(streams: Iterable[Sequence[Item]], told: Told, *, alerts: bool = False) -> Scores:
    """Scores over whole streams; an item that nothing was told of counts as read and empty."""
    scores = Scores()
    for stream in streams:
        for item in stream:
            _score_item(scores, item, told.get(item["id"], {}))
        if alerts:
            _score_alerts(scores, stream, told)
    return scores


def _score_item(scores: Scores, item: Item, said: Item) -> None:
    scores.tally("about").add(asked=item["about"], told=said.get("about", False))
    asked, found = _by_state(item["claims"]), _by_state(said.get("claims", ()))
    for state in sorted(asked.keys() | found.keys()):
        for name in _groups(item, state, asked.get(state) or found[state]):
            scores.tally(name).add(asked=state in asked, told=state in found)
        if state in asked and state in found:
            _score_state(scores, asked[state], found[state])
    told = [claim for claims in found.values() for claim in claims]
    scores.counts["false confirmations"] += sum(not _is_backed(claim, item["claims"]) for claim in told)


def _groups(item: Item, state: tuple[str, str], claims: Sequence[Item]) -> Iterator[str]:
    yield "claims"
    yield f"facet {state[0]}"
    yield f"lang {item['lang']}"
    yield from (f"certainty {certainty}" for certainty in sorted({claim["certainty"] for claim in claims}))


def _by_state(claims: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    out: dict[tuple[str, str], list[Item]] = {}
    for claim in claims:
        if claim["facet"] in FACETS:
            out.setdefault((claim["facet"], claim["state"]), []).append(claim)
    return out


def _score_state(scores: Scores, asked: Sequence[Item], found: Sequence[Item]) -> None:
    scores.counts["states found"] += 1
    scores.counts["sure"] += {claim["certainty"] for claim in asked} == {claim["certainty"] for claim in found}
    values = {claim["value"] for claim in found}
    for claim in asked:
        if claim["value"]:
            scores.counts["values asked"] += 1
            scores.counts["values right"] += claim["value"] in values


def _is_same_value(labelled: str | None, told: str | None) -> bool:
    """A value must be told as it is labelled; where none is labelled, one told does no harm."""
    return labelled is None or labelled == told


def _is_backed(told: Item, labelled: Iterable[Item]) -> bool:
    """Whether something told as confirmed is labelled so."""
    return told["certainty"] != "confirmed" or any(
        claim["certainty"] == "confirmed"
        and (claim["facet"], claim["state"]) == (told["facet"], told["state"])
        and _is_same_value(claim["value"], told["value"])
        for claim in labelled
    )


def milestone(text: str) -> Milestone:
    """`rumour:release.window=2025` as (rumour, facet, state, value)."""
    name, _, value = text.removeprefix("rumour:").partition("=")
    facet, _, state = name.partition(".")
    return text.startswith("rumour:"), facet, state, value or None


def _score_alerts(scores: Scores, stream: Sequence[Item], told: Told) -> None:
    """Each update meets a milestone of its item or of an earlier one, and each milestone meets one update."""
    waiting: list[tuple[str, Milestone]] = []
    for item in stream:
        asked = [one for one in map(milestone, item["milestones"]) if one[1] in FACETS]
        waiting += [(item["id"], one) for one in asked]
        scores.counts["milestones"] += len(asked)
        for update in told.get(item["id"], {}).get("updates", ()):
            if update["facet"] in FACETS:
                _score_update(scores, item, update, waiting)
    scores.tally("alerts").missed += len(waiting)


def _score_update(scores: Scores, item: Item, update: Item, waiting: list[tuple[str, Milestone]]) -> None:
    wanted = (update["certainty"] != "confirmed", update["facet"], update["state"])
    fits = (one for one in waiting if one[1][:3] == wanted and _is_same_value(one[1][3], update["value"]))
    match = next(fits, None)
    if match:
        waiting.remove(match)
        scores.tally("alerts").hit += 1
        scores.counts["on time"] += match[0] == item["id"]
    else:
        scores.tally("alerts").wrong += 1
        scores.counts["false confirmations"] += not _is_backed(update, item["claims"])
