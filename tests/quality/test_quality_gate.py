"""The gate: reading labelled streams never gets worse unnoticed.

Alerts are told by `season-watch replay`: `measured(told)` takes its lines by item id, and `load()` its floors.
"""

from tests.quality.corpus import hashes
from tests.quality.floors import breaches, load, measured


def test_the_streams_are_those_that_the_floors_were_measured_on() -> None:
    assert hashes() == load()["streams"]


def test_no_figure_of_the_reader_is_under_its_floor() -> None:
    assert breaches(measured(), load()["reader"]) == []
