"""The classifier adds up what features weigh, and tells why."""

from math import exp, sqrt

import pytest

from season_watch.claims.classifier import ABOUT, Classifier, classifier, parse

TABLE = "\n".join(
    (
        "0123456789abcdef\tfilming.started\tfilming.wrapped",
        "^bars\t0:0.10\t1:0.10",
        "^bias\t0:-1.00\t1:-2.00",
        "shoot\t0:2.00\t1:1.50",
        "end\t0:-3.00\t1:4.25",
    )
)


@pytest.fixture
def small() -> Classifier:
    return parse(TABLE.splitlines())


def logistic(logit: float) -> float:
    return 1 / (1 + exp(-logit))


@pytest.mark.parametrize(
    ("features", "started", "wrapped"),
    [
        pytest.param(frozenset(), -1.0, -2.0, id="nothing but the bias"),
        pytest.param(frozenset({"shoot"}), -1.0 + 2.0, -2.0 + 1.5, id="one feature"),
        pytest.param(
            frozenset({"shoot", "end"}), -1.0 - 1.0 / sqrt(2), -2.0 + 5.75 / sqrt(2), id="sums with their signs"
        ),
        pytest.param(
            frozenset({"shoot", "unheard"}), -1.0 + 2.0 / sqrt(2), -2.0 + 1.5 / sqrt(2), id="unknown ones weigh"
        ),
    ],
)
def test_probabilities_are_those_of_a_logistic_regression(
    small: Classifier, features: frozenset[str], started: float, wrapped: float
) -> None:
    likely = small.likely(features)

    assert likely == pytest.approx({"filming.started": logistic(started), "filming.wrapped": logistic(wrapped)})


def test_grounds_are_what_speaks_for_an_outcome_the_weightiest_first(small: Classifier) -> None:
    assert small.grounds({"shoot", "end", "unheard"}, "filming.wrapped") == [("end", 4.25), ("shoot", 1.5)]
    assert small.grounds({"shoot", "end"}, "filming.started") == [("shoot", 2.0)]


def test_bars_say_how_likely_an_outcome_must_be(small: Classifier) -> None:
    assert small.bars == {"filming.started": 0.1, "filming.wrapped": 0.1}
    assert small.likely({"end"}) == {"filming.wrapped": pytest.approx(logistic(2.25))}


def test_many_features_of_the_largest_weights_keep_their_lanes() -> None:
    heavy = [f"f{number}" for number in range(2_000)]
    table = [*TABLE.splitlines()[:3], *(f"{name}\t0:-40.00\t1:40.00" for name in heavy)]

    likely = parse(table).likely(heavy)

    assert likely == {"filming.wrapped": pytest.approx(1.0)}


def test_the_table_that_ships_tells_every_outcome_apart() -> None:
    shipped = classifier()

    assert ABOUT in shipped.outcomes
    assert all(0 < bar < 1 for bar in shipped.bars.values())
    assert set(shipped.bars) == set(shipped.outcomes)
