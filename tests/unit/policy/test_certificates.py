from datetime import timedelta

import pytest

from season_watch.model.trouble import Certificate
from season_watch.policy.certificates import is_about_to_end
from tests.vocabulary import day

NOW = day("2026-03-10")


@pytest.mark.parametrize(
    ("lifetime", "left", "ends_soon"),
    [
        pytest.param(365, 8, False, id="a year, renewed by hand: time enough"),
        pytest.param(365, 6, True, id="a year, a week left"),
        pytest.param(90, 29, False, id="three months: renewed about now"),
        pytest.param(90, 6, True, id="three months, a week left"),
        pytest.param(6, 2, False, id="six days: renewed at three"),
        pytest.param(6, 0.9, True, id="six days, one left"),
        pytest.param(90, -1, True, id="over"),
    ],
)
def test_a_certificate_is_worth_a_word_when_it_should_have_been_renewed(
    lifetime: float, left: float, ends_soon: bool
) -> None:
    until = NOW + timedelta(days=left)
    assert is_about_to_end(Certificate(since=until - timedelta(days=lifetime), until=until), NOW) is ends_soon


def test_no_certificate_does_not_end() -> None:
    assert not is_about_to_end(None, NOW)
