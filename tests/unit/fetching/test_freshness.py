from datetime import UTC, datetime, timedelta

import pytest

from season_watch.fetching.freshness import fresh_for
from season_watch.outbound.exchange import Answer

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def answer(**headers: str) -> Answer:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=200, headers=pairs, body=b"", version="HTTP/1.1")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"Cache_Control": "max-age=600"}, 600, id="max-age"),
        pytest.param({"Cache_Control": "public, MAX-AGE = 600"}, 600, id="max-age-loosely"),
        pytest.param({"Cache_Control": 'max-age="600"'}, 600, id="max-age-quoted"),
        pytest.param({"Cache_Control": "s-maxage=600"}, None, id="for-shared-caches-only"),
        pytest.param({"Cache_Control": "max-age=0"}, None, id="stale-at-once"),
        pytest.param({"Cache_Control": "max-age=600, no-cache"}, None, id="no-cache"),
        pytest.param({"Cache_Control": "no-store,max-age=600"}, None, id="no-store"),
        pytest.param({"Cache_Control": "max-age=soon"}, None, id="no-number"),
        pytest.param({"Cache_Control": "max-age=600", "Age": "100"}, 500, id="aged"),
        pytest.param({"Cache_Control": "max-age=600", "Age": "601"}, None, id="over-age"),
        pytest.param({"Cache_Control": "max-age=600", "Age": "old"}, 600, id="age-no-number"),
        pytest.param({"Cache_Control": "max-age=600", "Expires": "Sun, 01 Mar 2026 18:00:00 GMT"}, 600, id="both"),
        pytest.param({"Expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 3600, id="expires"),
        pytest.param(
            {"Expires": "Sun, 01 Mar 2026 13:00:00 GMT", "Date": "Sun, 01 Mar 2026 12:59:00 GMT"}, 60, id="its-clock"
        ),
        pytest.param({"Expires": "Sun, 01 Mar 2026 11:00:00 GMT"}, None, id="expired"),
        pytest.param({"Expires": "0"}, None, id="expires-0"),
        pytest.param({"Cache_Control": f"max-age={'9' * 5000}"}, 2**31, id="absurd"),
    ],
)
def test_freshness_is_what_the_server_states(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh_for(answer(**headers), NOW) == (None if seconds is None else timedelta(seconds=seconds))
