"""Train the classifier on labelled news and write its table: `make train`.

One logistic regression an outcome. Streams are left out in turn to find how likely each outcome must be before it is
told beside the rules.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import season_watch.claims
from season_watch.claims.classifier import ABOUT, BARS, BIAS, WEIGHTS
from training.examples import UNSURE, Example, examples, fingerprint

TABLE = Path(season_watch.claims.__file__).with_name(WEIGHTS)
RARE = 2
"""Features that fewer examples have are not learned."""
INVERSE_REGULARISATION = 30.0
SLIGHT = 0.3
"""Weights below this change no decision, and are left out of the table."""
TURNS = 5
PRECISION = 0.8
"""What share of the claims that are told beside the rules must be right."""
FEWEST = 3
"""As many right ones prove a bar."""
CANDIDATES = tuple(step / 20 for step in range(6, 20))
EVEN = 0.5
"""The bar of being unsure."""
ABOUT_BAR = 0.7
"""The bar of being about the season though the item does not say so."""

Models = Mapping[str, Any]


def main() -> None:
    """Learn from all examples, find the bars, and write the table."""
    every = list(examples())
    features = _features(every)
    models = _fit(every, features)
    lines = list(_table(models, features, _bars(every, list(models))))
    TABLE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{len(lines)} lines and {TABLE.stat().st_size} bytes from {len(every)} examples")


def _features(some: Iterable[Example]) -> dict[str, int]:
    counted = Counter(feature for one in some for feature in one.features)
    return {name: place for place, name in enumerate(sorted(name for name, n in counted.items() if n >= RARE))}


def _matrix(some: Sequence[Example], features: Mapping[str, int]) -> csr_matrix:
    """A row an example, brought to the length that the classifier brings it to."""
    places = [[features[name] for name in sorted(one.features) if name in features] for one in some]
    values = [np.full(len(row), len(one.features) ** -0.5) for row, one in zip(places, some, strict=True)]
    ends = np.cumsum([0, *map(len, places)])
    return csr_matrix((np.concatenate(values), np.concatenate(places).astype(int), ends), (len(some), len(features)))


def _fit(some: Sequence[Example], features: Mapping[str, int]) -> Models:
    matrix, weights = _matrix(some, features), np.array([one.weight for one in some])
    return {name: _learned(name, some, matrix, weights) for name in sorted({name for one in some for name in one.claims})}


def _learned(name: str, some: Sequence[Example], matrix: csr_matrix, weights: np.ndarray) -> LogisticRegression:
    asked = np.array([one.asked(name) for one in some])
    claimed = np.array([name in one.claims for one in some])
    model = LogisticRegression(C=INVERSE_REGULARISATION, solver="liblinear", random_state=0)
    return model.fit(matrix[asked], claimed[asked], sample_weight=weights[asked])


def _bars(every: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    tried: dict[str, list[tuple[float, bool]]] = {name: [] for name in names}
    groups = sorted({one.group for one in every if one.item})
    for turn in range(TURNS):
        out = set(groups[turn::TURNS])
        learned = [one for one in every if one.group not in out]
        asked = [one for one in every if one.group in out and one.fresh and not one.asked(ABOUT)]
        features = _features(learned)
        matrix, models = _matrix(asked, features), _fit(learned, features)
        for name in names:
            tried[name] += _tried(asked, name, models[name].predict_proba(matrix)[:, 1])
    told = {name: _bar(found) for name, found in tried.items()}
    return told | dict.fromkeys(UNSURE, EVEN) | {ABOUT: ABOUT_BAR}


def _tried(some: Sequence[Example], name: str, likely: Iterable[float]) -> Iterator[tuple[float, bool]]:
    """How likely each item claims what no rule finds in it, and whether it does."""
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for one, probability in zip(some, likely, strict=True):
        if name not in one.ruled:
            item = one.group, one.item
            best[item] = max(best.get(item, (0.0, False)), (probability, name in one.told))
    return iter(best.values())


def _bar(tried: Sequence[tuple[float, bool]]) -> float:
    """The lowest bar above which enough of what is told is right; 1 where there is none."""
    told = {bar: [right for probability, right in tried if probability >= bar] for bar in CANDIDATES}
    return min((bar for bar, right in told.items() if sum(right) >= max(FEWEST, PRECISION * len(right))), default=1.0)


def _table(models: Models, features: Mapping[str, int], bars: Mapping[str, float]) -> Iterator[str]:
    yield "\t".join((fingerprint(), *models))
    yield _row(BARS, [bars[name] for name in models], 0)
    yield _row(BIAS, [model.intercept_[0] for model in models.values()], 0)
    weights = np.vstack([model.coef_[0] for model in models.values()])
    for name, place in features.items():
        row = _row(name, weights[:, place], SLIGHT)
        if "\t" in row:
            yield row


def _row(name: str, weights: Iterable[float], slight: float) -> str:
    return "\t".join((name, *(f"{place}:{weight:.2f}" for place, weight in enumerate(weights) if abs(weight) >= slight)))


if __name__ == "__main__":
    main()
