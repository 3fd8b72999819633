"""Instants as they are stated: in every notation that sources were seen to use, and none guessed."""

from datetime import UTC, datetime

import pytest

from season_watch.parsing.dates import stated_instant

DAY = datetime(2026, 1, 17, tzinfo=UTC)
MOMENT = datetime(2026, 1, 17, 5, 48, 34, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        pytest.param("2026-01-17T05:48:34Z", MOMENT, id="ISO"),
        pytest.param("2026-01-17 06:48:34+01:00", MOMENT, id="ISO with offset"),
        pytest.param("20260117T054834Z", MOMENT, id="ISO, compact"),
        pytest.param("2026-01-17T05:48:34", MOMENT, id="ISO without zone"),
        pytest.param("2026-01-17", DAY, id="day"),
        pytest.param("Sat, 17 Jan 2026 05:48:34 GMT", MOMENT, id="RFC 822"),
        pytest.param("Sat, 17 Jan 2026 00:48:34 EST", MOMENT, id="RFC 822, its own zone"),
        pytest.param("Sat, 17 Jan 2026 06:48:34 CET", MOMENT, id="RFC 822, a zone that it doesn't know"),
        pytest.param("Sa, 17 Jan 2026 06:48:34 +0100", MOMENT, id="RFC 822, German day"),
        pytest.param("17 Jan 2026 05:48:34", MOMENT, id="RFC 822 without day and zone"),
        pytest.param("1768628914", MOMENT, id="epoch"),
        pytest.param("1768628914000", MOMENT, id="epoch in milliseconds"),
        pytest.param("January 17, 2026", DAY, id="American"),
        pytest.param("Jan. 17th 2026", DAY, id="American, short"),
        pytest.param("17 January 2026", DAY, id="British"),
        pytest.param("Published on January 17, 2026 by A. Writer", DAY, id="within words"),
    ],
)
def test_a_stated_stamp_is_read_in_utc(stamp: str, instant: datetime) -> None:
    assert stated_instant(stamp) == instant


@pytest.mark.parametrize(
    "stamp",
    [
        None,
        "",
        "yesterday",
        "2 hours ago",
        "late 2024",
        "May 5",
        "0001-01-01T00:00:00Z",
        "1970-01-01",
        "9999-12-31T23:59:59-12:00",
        "February 30, 2026",
        "31 Feb 2026 10:00 GMT",
        "Sat, 17 Jan 99999 05:48:34 GMT",
    ],
)
def test_nonsense_is_no_instant(stamp: str | None) -> None:
    assert stated_instant(stamp) is None
