from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from season_watch.model.board import Belief, Update
from season_watch.model.claim import Claim, Reading
from season_watch.model.correction import Correction
from season_watch.model.delivery import Channel, Delivery, Rule
from season_watch.model.item import Item
from season_watch.model.occasion import Occasion
from season_watch.model.site import HostRest, RobotsFile
from season_watch.model.source import FeedWish, Selectors, Source, SourceKind, SourceName, Validators
from season_watch.model.subscription import Subscription
from season_watch.model.watch import Watch
from season_watch.model.weighing import Weighing
from season_watch.pipeline.plan import Sighting
from season_watch.storage.delivery_tables import ChannelRow, DeliveryRow, RuleRow
from season_watch.storage.instants import to_instant, to_text
from season_watch.storage.mapping import columns, from_json, from_row, to_row
from season_watch.storage.rows import Instant, Row, table_of
from season_watch.storage.site_tables import HostRestRow, RobotsRow
from season_watch.storage.tables import (
    BeliefRow,
    ClaimRow,
    CorrectionRow,
    ItemRow,
    ItemVersionRow,
    OccasionRow,
    ReadingRow,
    SightingRow,
    SourceRow,
    SubscriptionRow,
    UpdateRow,
    WatchRow,
    WeighingRow,
)
from tests.unit.storage.databases import EVERYTHING, MAIL, NOW, board, delivery, sighting, update
from tests.vocabulary import WATCH, claim, item

TWINS: list[tuple[type, type[Row], set[str]]] = [
    (Watch, WatchRow, set()),
    (Source, SourceRow, set()),
    (Validators, SourceRow, set()),
    (Item, ItemRow, set()),
    (Item, ItemVersionRow, set()),
    (Sighting, SightingRow, set()),
    (Reading, ReadingRow, {"claims"}),
    (Claim, ClaimRow, set()),
    (Weighing, WeighingRow, set()),
    (Correction, CorrectionRow, set()),
    (Occasion, OccasionRow, set()),
    (Belief, BeliefRow, set()),
    (Update, UpdateRow, set()),
    (Delivery, DeliveryRow, set()),
    (Channel, ChannelRow, set()),
    (Rule, RuleRow, set()),
    (Subscription, SubscriptionRow, set()),
    (HostRest, HostRestRow, set()),
    (RobotsFile, RobotsRow, set()),
]


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else type(value).__name__


@pytest.mark.parametrize(("kind", "row", "elsewhere"), TWINS, ids=named)
def test_every_field_of_a_twin_has_its_column(kind: type, row: type[Row], elsewhere: set[str]) -> None:
    assert set(columns(kind)) - elsewhere <= set(table_of(row).columns.keys())


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _, _ in TWINS), ids=named)
def test_no_two_fields_that_spread_into_a_row_share_a_column(kind: type) -> None:
    assert len(set(columns(kind))) == len(columns(kind))


VALUES = [
    WATCH,
    Source(
        name=SourceName("page"),
        url="https://page.example",
        kind=SourceKind.PAGE,
        every=timedelta(milliseconds=1500),
        watches=(WATCH.name,),
        selectors=Selectors(entry="li", link="a"),
    ),
    item("a"),
    item("b", guid=None, lang=None, next_read_at=NOW, backfill=True, text="지금 우리 학교는"),
    sighting(item("a"), guid=None),
    claim("?release.date=2025-10-31", refutes=True),
    board(item("a"), "release.date=2025-10-31").beliefs[0],
    update("k", item("a")),
    delivery("d", next_attempt_at=NOW, reason="full"),
    MAIL,
    EVERYTHING,
]


@pytest.mark.parametrize("value", VALUES, ids=named)
def test_a_value_comes_back_from_its_row_equal(value: object) -> None:
    assert from_row(type(value), to_row(value)) == value  # type: ignore[arg-type]


def test_a_field_that_came_after_a_cell_was_written_has_its_default() -> None:
    assert from_json(FeedWish, '{"ttl":60}') == FeedWish(ttl=60)


def test_instants_are_kept_in_utc_so_that_text_order_is_time_order() -> None:
    seoul = timezone(timedelta(hours=9))
    earlier = to_text(datetime(2025, 3, 1, 8, 59, tzinfo=seoul))
    later = to_text(datetime(2025, 3, 1, 0, 0, 0, 1, tzinfo=UTC))
    assert earlier == "2025-02-28T23:59:00.000000+00:00"
    assert earlier < later
    assert to_instant(later) == datetime(2025, 3, 1, 0, 0, 0, 1, tzinfo=UTC)


def test_a_naive_datetime_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="naive"):
        to_text(naive)
    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(naive, sqlite.dialect())
