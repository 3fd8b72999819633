"""What a plan keeps of an item that it takes up more than once."""

from season_watch.pipeline.plan import Known
from season_watch.pipeline.planning import Ledger
from tests.vocabulary import day, item


def test_what_was_read_of_an_item_is_kept_where_the_same_plan_takes_it_up_again() -> None:
    ledger = Ledger(Known(), day("2026-01-01"))
    ledger.put(item("a"), (), anchors=frozenset({1, 2}))
    ledger.put(item("a", title="Another title"))

    (change,) = ledger.plan().items
    assert (change.item.title, change.readings, change.anchors) == ("Another title", (), frozenset({1, 2}))
