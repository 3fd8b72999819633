"""How well a program reads labelled streams: claims, certainties, values, evidence, cast, and alerts.

What was told of an item is a line of `season-watch replay`: `about`, `duplicate_of`, `claims` and `updates`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FACETS = ("renewal", "filming", "trailer", "release")
MOST_QUOTED = 300
FALSE_CONFIRMATIONS = "false confirmations"
Item = Mapping[str, Any]
Told = Mapping[str, Item]


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

    def compare(self, asked: set[Any], told: set[Any]) -> None:
        for one in asked | told:
            self.add(asked=one in asked, told=one in told)


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
        out["evidence"] = self.share("evidence right", "evidence asked")
        out["on time"] = self.share("on time", "milestones")
        rounded = {name: round(figure, 3) for name, figure in sorted(out.items())}
        return rounded | {FALSE_CONFIRMATIONS: self.counts[FALSE_CONFIRMATIONS]}


def _kinds(name: str) -> tuple[str, ...]:
    return ("precision", "recall", "f1") if name in {"claims", "alerts"} else ("f1",)


def score(streams: Iterable[Sequence[Item]], told: Told) -> Scores:
    """Scores over whole streams; an item that nothing was told of counts as read and empty."""
    scores = Scores()
    for stream in streams:
        for item in stream:
            _score_item(scores, item, told.get(item["id"], {}))
        _score_alerts(scores, stream, told)
    return scores


def _score_item(scores: Scores, item: Item, said: Item) -> None:
    scores.tally("about").add(asked=item["about"], told=said.get("about", False))
    scores.tally("duplicates").compare({item["duplicate_of"]} - {None}, {said.get("duplicate_of")} - {None})
    scores.tally("cast").compare(_names(item["claims"]), _names(said.get("claims", ())))
    asked, found = _by_state(item["claims"]), _by_state(said.get("claims", ()))
    for state in sorted(asked.keys() | found.keys()):
        for name in _groups(item, state, asked.get(state) or found[state]):
            scores.tally(name).add(asked=state in asked, told=state in found)
        _score_whole(scores.tally("strict"), asked.get(state, ()), found.get(state, ()))
        if state in asked and state in found:
            _score_state(scores, item, asked[state], found[state])
    told = [claim for claims in found.values() for claim in claims]
    scores.counts[FALSE_CONFIRMATIONS] += sum(not _is_backed(claim, item["claims"]) for claim in told)


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


def _names(claims: Iterable[Item]) -> set[tuple[str, str]]:
    """Who joins, returns or leaves; the order of first and family name says nothing."""
    return {
        (claim["state"], " ".join(sorted(_words(name))))
        for claim in claims
        if claim["facet"] == "cast"
        for name in (claim["value"] or "").split(",")
        if name.strip()
    }


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _score_whole(tally: Tally, asked: Sequence[Item], told: Sequence[Item]) -> None:
    """Match the claims of one state whole, each at most once."""
    left = list(asked)
    for claim in told:
        fits = (one for one in left if one["certainty"] == claim["certainty"])
        match = next((one for one in fits if _is_same_value(one["value"], claim["value"])), None)
        if match:
            left.remove(match)
        tally.add(asked=match is not None, told=True)
    tally.missed += len(left)


def _score_state(scores: Scores, item: Item, asked: Sequence[Item], found: Sequence[Item]) -> None:
    scores.counts["states found"] += 1
    scores.counts["sure"] += {claim["certainty"] for claim in asked} == {claim["certainty"] for claim in found}
    values = {claim["value"] for claim in found}
    valued = [claim["value"] for claim in asked if claim["value"]]
    scores.counts["values asked"] += len(valued)
    scores.counts["values right"] += sum(value in values for value in valued)
    scores.counts["evidence asked"] += len(found)
    scores.counts["evidence right"] += sum(_is_proven(claim["evidence"], asked, item) for claim in found)


def _is_proven(quote: str, asked: Sequence[Item], item: Item) -> bool:
    """Whether a quote lies in the item and shares half of its words, or of the labelled ones, with a label."""
    whole = f"{item['title']}\n{item['text']}"
    if len(quote) > MOST_QUOTED or " ".join(quote.split()) not in " ".join(whole.split()):
        return False
    mine = _words(quote)
    labelled = [_words(claim["evidence"]) for claim in asked]
    return len(mine) > 1 and any(len(mine & words) * 2 >= min(len(mine), len(words)) for words in labelled)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A change in what is known, and the item that carries it first."""

    rumour: bool
    facet: str
    state: str
    value: str | None
    item: str


def milestone(text: str, item: str) -> Milestone:
    """Parse `rumour:release.window=2025`."""
    name, _, value = text.removeprefix("rumour:").partition("=")
    facet, _, state = name.partition(".")
    return Milestone(rumour=text.startswith("rumour:"), facet=facet, state=state, value=value or None, item=item)


def _score_alerts(scores: Scores, stream: Sequence[Item], told: Told) -> None:
    """Each update meets a milestone of its item or of an earlier one, and each milestone meets one update."""
    waiting: list[Milestone] = []
    for item in stream:
        asked = [one for text in item["milestones"] if (one := milestone(text, item["id"])).facet in FACETS]
        waiting += asked
        scores.counts["milestones"] += len(asked)
        for update in told.get(item["id"], {}).get("updates", ()):
            if update["facet"] in FACETS:
                _score_update(scores, item, update, waiting)
    scores.tally("alerts").missed += len(waiting)


def _score_update(scores: Scores, item: Item, update: Item, waiting: list[Milestone]) -> None:
    match = next((one for one in waiting if _is_met(one, update)), None)
    scores.tally("alerts").add(asked=match is not None, told=True)
    if match:
        waiting.remove(match)
        scores.counts["on time"] += match.item == item["id"]
    else:
        scores.counts[FALSE_CONFIRMATIONS] += not _is_backed(update, item["claims"])


def _is_met(one: Milestone, update: Item) -> bool:
    told = (update["certainty"] != "confirmed", update["facet"], update["state"])
    return (one.rumour, one.facet, one.state) == told and _is_same_value(one.value, update["value"])
