from dataclasses import replace

import pytest

from season_watch.model.source import Selectors, Source, SourceKind, SourceName, Trust
from season_watch.model.watch import Watch, WatchName
from season_watch.policy.declarations import has_new_name, is_another, is_read_otherwise
from tests.vocabulary import WATCH

NARROW = Source(name=SourceName("wire"), url="https://wire.example/feed", watches=(WATCH.name,))
OTHER = WatchName("other")


@pytest.mark.parametrize(
    ("after", "another", "new_name"),
    [
        pytest.param(WATCH, False, False, id="the same"),
        pytest.param(replace(WATCH, aliases=()), False, False, id="a name less"),
        pytest.param(replace(WATCH, aliases=(*WATCH.aliases, "Zombies")), False, True, id="a name more"),
        pytest.param(replace(WATCH, season=WATCH.season + 1), True, True, id="another season"),
        pytest.param(replace(WATCH, title="All of Us Are Alive"), True, True, id="another show"),
    ],
)
def test_a_watch_is_read_anew_where_it_has_a_name_by_which_nothing_was_read(
    after: Watch, another: bool, new_name: bool
) -> None:
    assert (is_another(WATCH, after), has_new_name(WATCH, after)) == (another, new_name)


@pytest.mark.parametrize(
    ("changes", "otherwise"),
    [
        pytest.param({}, False, id="the same"),
        pytest.param({"trust": Trust.FAN}, False, id="another trust"),
        pytest.param({"url": "https://wire.example/all"}, True, id="another address"),
        pytest.param({"kind": SourceKind.PAGE}, True, id="another kind"),
        pytest.param({"selectors": Selectors(entry="li")}, True, id="other selectors"),
        pytest.param({"watches": (WATCH.name, OTHER)}, True, id="a watch more"),
        pytest.param({"watches": ()}, True, id="all watches"),
    ],
)
def test_a_source_is_read_otherwise_where_other_entries_count(changes: dict[str, object], otherwise: bool) -> None:
    assert is_read_otherwise(NARROW, replace(NARROW, **changes)) == otherwise  # type: ignore[arg-type]


def test_a_source_of_all_watches_that_names_some_is_read_as_before() -> None:
    assert not is_read_otherwise(replace(NARROW, watches=()), NARROW)
