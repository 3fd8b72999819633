"""When an owner is told that a source is in trouble, and when that it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.trouble import Certificate, Trouble, TroubleKind
from season_watch.policy.troubles import Signs, next_trouble
from tests.vocabulary import day

NOW = day("2026-03-10")
EARLIER = NOW - timedelta(days=1)
WELL = Signs()
FAILED = Signs(failures=1, error="timeout: the total deadline passed")
BLIND = replace(FAILED, failures=3)
EMPTIED = Signs(zero_runs=1)
EMPTY = Signs(zero_runs=3)
SILENT = Signs(silent_after=EARLIER)
SPEAKING = Signs(silent_after=NOW + timedelta(days=1))
ENDING = Signs(certificate=Certificate(since=NOW - timedelta(days=86), until=NOW + timedelta(days=4)))
RENEWABLE = Signs(certificate=Certificate(since=NOW - timedelta(days=70), until=NOW + timedelta(days=20)))
GONE = replace(BLIND, gone=True)


def told(kind: str, well: int = 0) -> Trouble:
    return Trouble(kind=TroubleKind(kind), since=EARLIER, why="as it was told", well=well)


@pytest.mark.parametrize(
    ("before", "signs", "after"),
    [
        pytest.param(None, WELL, None, id="all is well"),
        pytest.param(None, FAILED, None, id="one failure is weather"),
        pytest.param(None, replace(FAILED, failures=2), None, id="two are"),
        pytest.param(None, BLIND, "unreadable", id="three are told"),
        pytest.param(None, EMPTIED, None, id="one empty list is not told"),
        pytest.param(None, EMPTY, "empty", id="three are told"),
        pytest.param(None, SPEAKING, None, id="a pause as always is not told"),
        pytest.param(None, SILENT, "silent", id="a silence that is strange is told"),
        pytest.param(None, RENEWABLE, None, id="a certificate has time to be renewed"),
        pytest.param(None, ENDING, "certificate", id="one that was not renewed is told"),
        pytest.param(None, GONE, "gone", id="what is gone is not only unreadable"),
        pytest.param(None, replace(BLIND, zero_runs=3, silent_after=EARLIER), "unreadable", id="the worst is told"),
        pytest.param(told("silent"), BLIND, "unreadable", id="worse than what was told is told"),
        pytest.param(told("certificate"), BLIND, "unreadable", id="a certificate that ended"),
        pytest.param(told("unreadable"), replace(EMPTY, failures=4), "unreadable", id="what is no worse is not told"),
        pytest.param(told("unreadable", well=1), WELL, None, id="it is over after two good checks"),
        pytest.param(told("unreadable", well=1), SILENT, "silent", id="what lay behind it is told"),
        pytest.param(told("silent", well=1), SPEAKING, None, id="it speaks again"),
        pytest.param(told("certificate", well=1), RENEWABLE, None, id="it was renewed"),
        pytest.param(told("certificate", well=1), FAILED, "certificate", id="a failed check shows no certificate"),
        pytest.param(told("empty", well=1), FAILED, "empty", id="a failed check shows no list"),
        pytest.param(told("gone", well=1), WELL, None, id="it is there again"),
    ],
)
def test_the_trouble_that_stands_after_a_check(before: Trouble | None, signs: Signs, after: str | None) -> None:
    trouble = next_trouble(before, signs, NOW)
    assert (trouble.kind if trouble else None) == after


@pytest.mark.parametrize(
    ("before", "signs", "well"),
    [
        pytest.param(told("unreadable"), WELL, 1, id="one good check"),
        pytest.param(told("unreadable", well=1), FAILED, 0, id="a failure between two"),
        pytest.param(told("empty", well=1), EMPTIED, 0, id="empty once more"),
    ],
)
def test_what_was_told_stands_until_it_is_surely_over(before: Trouble, signs: Signs, well: int) -> None:
    assert next_trouble(before, signs, NOW) == replace(before, well=well)


def test_a_source_that_answers_every_now_and_then_is_told_of_once() -> None:
    trouble, kinds, failures = None, [], 0
    for check in range(60):
        failures = 0 if check % 4 == 3 else failures + 1
        trouble = next_trouble(trouble, replace(FAILED, failures=failures), NOW + timedelta(hours=check))
        kinds.append(trouble.kind if trouble else None)
    assert kinds == [None] * 2 + [TroubleKind.UNREADABLE] * 58
