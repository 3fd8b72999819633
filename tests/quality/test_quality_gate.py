"""The gate: reading labelled streams never gets worse unnoticed.

`told` of the alert floors, once `season-watch replay` feeds them, maps the id of an item to its replay line.
"""

from tests.quality.corpus import hashes
from tests.quality.floors import breaches, load, measured


def test_the_streams_are_those_that_the_floors_were_measured_on() -> None:
    assert hashes() == load()["streams"]


def test_no_figure_of_the_reader_is_under_its_floor() -> None:
    assert breaches(measured(), load()["reader"]) == []
