"""The classifier: how likely a sentence makes a claim, learned from labelled news (`training/`).

One logistic regression an outcome, over the features of a sentence. What ships is a table: a feature a line, with what
it adds to each outcome.
"""

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp, sqrt

WEIGHTS = "weights.tsv.gz"
BIAS, BARS = "^bias", "^bars"
"""The lines of the table that count for every sentence, and that say how likely an outcome must be to be told."""
ABOUT = "about"
"""The outcome that an item as a whole is about the season."""
TIMED = "release.timed"
"""The outcome that is a window or a date, as its date has it."""
_STEPS = 64
"""Weights are kept as so many parts of 1."""
_LANE = 24
"""Bits for the sum of an outcome's weights, sign included: a thousand features of the largest weight fit."""
_HALF = 1 << (_LANE - 1)


class Classifier:
    """`outcomes` names what is told apart, `bars` says how likely each must be to be told.

    The weights of a feature are the lanes of one number, so that one addition a feature sums them for all outcomes.
    """

    def __init__(self, outcomes: tuple[str, ...], weights: Mapping[str, Iterable[tuple[int, float]]]) -> None:
        self.outcomes = outcomes
        self.bars = dict(zip(outcomes, _dense(weights[BARS], len(outcomes)), strict=True))
        self._biases = _dense(weights[BIAS], len(outcomes))
        self._rows = {feature: _packed(row) for feature, row in weights.items() if feature not in (BARS, BIAS)}

    def probabilities(self, features: Collection[str]) -> dict[str, float]:
        """How likely each outcome is, from 0 to 1."""
        scale = 1 / sqrt(len(features) or 1)
        total = sum(filter(None, map(self._rows.get, features)))
        sums = _unpacked(total, len(self.outcomes))
        logits = (scale * one + bias for one, bias in zip(sums, self._biases, strict=True))
        return dict(zip(self.outcomes, map(_logistic, logits), strict=True))

    def grounds(self, features: Collection[str], outcome: str) -> list[tuple[str, float]]:
        """The features that speak for an outcome, the strongest first, each with what it adds."""
        place = self.outcomes.index(outcome)
        rows = ((feature, self._rows.get(feature, 0)) for feature in features)
        found = ((feature, list(_unpacked(row, place + 1))[place]) for feature, row in rows)
        return sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))


def _dense(row: Iterable[tuple[int, float]], length: int) -> list[float]:
    told = dict(row)
    return [told.get(place, 0.0) for place in range(length)]


def _packed(row: Iterable[tuple[int, float]]) -> int:
    return sum(round(weight * _STEPS) << (_LANE * place) for place, weight in row)


def _unpacked(total: int, length: int) -> Iterator[float]:
    """The sums in the lanes, each taken with its sign."""
    for _ in range(length):
        lane = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
        yield lane / _STEPS
        total = (total - lane) >> _LANE


def _logistic(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit > -50 else 0.0


@cache
def classifier() -> Classifier:
    """The classifier that ships with the program."""
    with (files("season_watch.claims") / WEIGHTS).open("rb") as packed:
        return parse(gzip.decompress(packed.read()).decode("utf-8"))


def parse(table: str) -> Classifier:
    """A classifier from its table: what it was trained on and its outcomes, then a feature a line with its weights."""
    header, *lines = table.splitlines()
    rows = (line.split("\t") for line in lines)
    return Classifier(tuple(header.split("\t")[1:]), {feature: list(_weights(row)) for feature, *row in rows})


def _weights(row: Iterable[str]) -> Iterator[tuple[int, float]]:
    for one in row:
        place, _, weight = one.partition(":")
        yield int(place), float(weight)
