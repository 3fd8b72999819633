"""Train the classifier on labelled news and write its table: `make train`.

One logistic regression an outcome.
"""

import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import season_watch.claims
from season_watch.claims.classifier import ABOUT, BARS, BIAS, WEIGHTS
from season_watch.claims.features import RULE
from training.examples import UNSURE, Example, examples, fingerprint

TABLE = Path(season_watch.claims.__file__).with_name(WEIGHTS)
RARE = 2
"""Features that fewer examples have are not learned."""
INVERSE_REGULARISATION = 30.0
SLIGHT = 0.4
"""Weights below this change no decision, and are left out of the table."""
TOLD = 0.6
"""How likely a claim must be to be told: on streams that were left out, lower ones were more often wrong."""
EVEN = 0.5
"""The bar of being unsure."""
RELIANCE = 6.0
"""How much more a feature may weigh that a rule stands behind: a rule was written by one who understands it."""
ABOUT_BAR = 0.75
"""The bar of being about the season though the item does not say so."""

Models = Mapping[str, Any]


def main() -> None:
    """Learn from all examples, find the bars, and write the table."""
    every = list(examples())
    features = _features(every)
    models = _fit(every, features)
    lines = list(_table(models, features))
    TABLE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    sys.stdout.write(f"{len(lines)} lines and {TABLE.stat().st_size} bytes from {len(every)} examples\n")


def _features(some: Iterable[Example]) -> dict[str, int]:
    counted = Counter(feature for one in some for feature in one.features)
    return {name: place for place, name in enumerate(sorted(name for name, n in counted.items() if n >= RARE))}


def _matrix(some: Sequence[Example], features: Mapping[str, int]) -> csr_matrix:
    """A row an example, brought to the length that the classifier brings it to."""
    places = [[features[name] for name in sorted(one.features) if name in features] for one in some]
    values = [np.full(len(row), len(one.features) ** -0.5) for row, one in zip(places, some, strict=True)]
    ends = np.cumsum([0, *map(len, places)])
    rows = csr_matrix((np.concatenate(values), np.concatenate(places).astype(int), ends), (len(some), len(features)))
    return rows.multiply(_reliance(features)).tocsr()


def _reliance(features: Iterable[str]) -> np.ndarray:
    return np.array([RELIANCE if name.startswith(RULE) else 1.0 for name in features])


def _fit(some: Sequence[Example], features: Mapping[str, int]) -> Models:
    matrix, weights = _matrix(some, features), np.array([one.weight for one in some])
    return {
        name: _learned(name, some, matrix, weights) for name in sorted({name for one in some for name in one.claims})
    }


def _learned(name: str, some: Sequence[Example], matrix: csr_matrix, weights: np.ndarray) -> LogisticRegression:
    asked = np.array([one.asked(name) for one in some])
    claimed = np.array([name in one.claims for one in some])
    model = LogisticRegression(C=INVERSE_REGULARISATION, solver="liblinear", random_state=0)
    return model.fit(matrix[asked], claimed[asked], sample_weight=weights[asked])


def _table(models: Models, features: Mapping[str, int]) -> Iterator[str]:
    yield "\t".join((fingerprint(), *models))
    yield _row(BARS, [_bar(name) for name in models], 0)
    yield _row(BIAS, [model.intercept_[0] for model in models.values()], 0)
    weights = np.vstack([model.coef_[0] for model in models.values()]) * _reliance(features)
    for name, place in features.items():
        row = _row(name, weights[:, place], SLIGHT)
        if "\t" in row:
            yield row


def _bar(name: str) -> float:
    if name == ABOUT:
        return ABOUT_BAR
    return EVEN if name in UNSURE else TOLD


def _row(name: str, weights: Iterable[float], slight: float) -> str:
    return "\t".join(
        (name, *(f"{place}:{weight:.2f}" for place, weight in enumerate(weights) if abs(weight) >= slight))
    )


if __name__ == "__main__":
    main()
