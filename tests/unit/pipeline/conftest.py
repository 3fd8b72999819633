from collections.abc import Iterator

import pytest

from tests.unit.pipeline.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """A world in which every board can be made anew from what was weighed, whatever a test did there."""
    world = World()
    yield world
    for watch, board in world.store.boards.items():
        assert world.made_anew(watch) == board
