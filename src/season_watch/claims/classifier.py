"""The classifier: how likely a sentence makes a claim, learned from labelled news (`training/`).

One logistic regression an outcome, over the features of a sentence. What ships is a table: a feature a line, with what
it adds to each outcome.
"""

import gzip
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from io import BytesIO
from math import exp, log, sqrt
from struct import Struct

from season_watch.claims.home import HOME

WEIGHTS = "weights.tsv.gz"
BIAS, BARS = "^bias", "^bars"
"""The lines of the table that count for every sentence, and that say how likely an outcome must be to be told."""
ABOUT = "about"
"""The outcome that an item as a whole is about the season."""
TIMED = "release.timed"
"""The outcome that is a window or a date, as its date has it."""
_STEPS = 100
"""Weights are kept as so many parts of 1."""
_LANE = 32
"""Bits for the sum of an outcome's weights, sign included: hundred thousands of features of the largest weight fit."""
_ZERO = 1 << (_LANE - 1)
"""What is added to each lane to read it: no sum is below zero then."""


class Classifier:
    """`outcomes` names what is told apart, `bars` says how likely each must be to be told.

    The weights of a feature are the lanes of one number, so that one addition a feature sums them for all outcomes.
    """

    def __init__(self, outcomes: tuple[str, ...], rows: Mapping[str, int]) -> None:
        self.outcomes = outcomes
        self._lanes = Struct(f"<{len(outcomes)}I")
        self._zero = sum(_ZERO << (_LANE * place) for place in range(len(outcomes)))
        self.bars = dict(zip(outcomes, self._weights(rows[BARS]), strict=True))
        self._biases = self._weights(rows[BIAS])
        self._least = tuple(log(bar / (1 - bar)) for bar in self.bars.values())
        self._rows = rows

    def likely(self, features: Collection[str]) -> dict[str, float]:
        """The outcomes that reach their bars, each with how likely it is, from 0 to 1."""
        scale = 1 / sqrt(len(features) or 1)
        sums = self._weights(sum(filter(None, map(self._rows.get, features))))
        weighed = zip(self.outcomes, sums, self._biases, self._least, strict=True)
        return {
            outcome: _logistic(logit) for outcome, one, bias, least in weighed if (logit := scale * one + bias) >= least
        }

    def grounds(self, features: Collection[str], outcome: str) -> list[tuple[str, float]]:
        """The features that speak for an outcome, the strongest first, each with what it adds."""
        place = self.outcomes.index(outcome)
        rows = ((feature, self._rows.get(feature, 0)) for feature in features)
        found = ((feature, self._weights(row)[place]) for feature, row in rows)
        return sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))

    def _weights(self, total: int) -> tuple[float, ...]:
        """The sums in the lanes of a number, by outcome."""
        lanes = (total + self._zero).to_bytes(self._lanes.size, "little")
        return tuple([(lane - _ZERO) / _STEPS for lane in self._lanes.unpack(lanes)])


def _packed(row: Iterable[tuple[int, float]]) -> int:
    return sum(round(weight * _STEPS) << (_LANE * place) for place, weight in row)


def _logistic(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit > -50 else 0.0


@cache
def classifier() -> Classifier:
    """The classifier that ships with the program."""
    packed = (HOME / WEIGHTS).read_bytes()
    with gzip.open(BytesIO(packed), "rt", encoding="utf-8") as table:
        return parse(table)


def parse(table: Iterable[str]) -> Classifier:
    """A classifier from the lines of its table: what it learned from and its outcomes, then each feature's weights."""
    lines = iter(table)
    outcomes = tuple(next(lines).split()[1:])
    rows = (line.rstrip("\n").split("\t") for line in lines)
    return Classifier(outcomes, {feature: _packed(map(_weight, row)) for feature, *row in rows})


def _weight(told: str) -> tuple[int, float]:
    place, _, weight = told.partition(":")
    return int(place), float(weight)
