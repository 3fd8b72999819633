from datetime import datetime, timedelta

import pytest

from season_watch.policy.silence import KEPT, latest_of, silent_after
from tests.vocabulary import day

NOW = day("2026-03-10")


def ago(*days: float) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(days=each) for each in days)


@pytest.mark.parametrize(
    ("latest", "strange_after"),
    [
        pytest.param((), None, id="no dates"),
        pytest.param(ago(0, 1, 2, 3), None, id="too few to tell"),
        pytest.param(ago(0, 0.1, 0.2, 0.3, 0.8), timedelta(days=7), id="a wire that pauses at night: a week"),
        pytest.param(ago(0, 1, 2, 5, 6), timedelta(days=9), id="one that rests at weekends"),
        pytest.param(ago(0, 30, 31, 32, 33), timedelta(days=90), id="one that rests for months"),
        pytest.param(ago(400, 401, 402, 403, 404), timedelta(days=-393), id="one that ended long ago"),
    ],
)
def test_silence_is_strange_after_three_times_the_longest_pause(
    latest: tuple[datetime, ...], strange_after: timedelta | None
) -> None:
    assert silent_after(latest) == (None if strange_after is None else NOW + strange_after)


def test_the_newest_dates_are_kept_each_once() -> None:
    kept, listed = ago(3, 4, 5), (*ago(2, 3, 6), None)
    assert latest_of(kept, listed, NOW) == ago(2, 3, 4, 5, 6)


def test_only_so_many_dates_are_kept() -> None:
    assert latest_of(ago(*range(100)), (), NOW) == ago(*range(KEPT))


def test_what_is_dated_ahead_does_not_say_that_a_source_spoke() -> None:
    assert latest_of((), ago(-0.5, 1), NOW) == ago(1)
