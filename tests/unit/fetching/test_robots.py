from datetime import UTC, datetime, timedelta

import pytest

from season_watch.fetching.robots import KEPT_FOR, PASSING_KEPT_FOR, Robots
from season_watch.model.source import NO_VALIDATORS, Validators
from season_watch.outbound.exchange import Answer, Failure, Headers
from tests.fakes.store import FakeStore

PAGE = "https://one.example/news/page"
PLACE = "https://one.example/robots.txt"
FORBIDS = b"User-agent: season-watch\nDisallow: /news/\n"
SECOND = timedelta(seconds=1)
GIVEN = (("ETag", '"1"'), ("Last-Modified", "then"))
KNOWN = Validators(etag='"1"', last_modified="then")


class Site:
    """One site's robots.txt, a clock, and a database that outlives who reads it."""

    def __init__(self, status: int = 200, body: bytes = FORBIDS, failure: Failure | None = None) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)
        self.asked: list[tuple[str, Validators]] = []
        self._memory = FakeStore()
        self.answer(status, body, failure=failure)
        self.restart()

    def answer(
        self, status: int = 200, body: bytes = FORBIDS, headers: Headers = (), failure: Failure | None = None
    ) -> None:
        self._answer = failure or Answer(status=status, headers=headers, body=body, version="HTTP/1.1")

    def restart(self) -> None:
        self._robots = Robots(lambda: self.now, 5, self._memory)

    @property
    def times(self) -> int:
        return len(self.asked)

    async def _ask(self, url: str, validators: Validators) -> Answer | Failure:
        self.asked.append((url, validators))
        return self._answer

    async def refusal(self, url: str = PAGE) -> Failure | None:
        return await self._robots.refusal(url, self._ask)


async def test_what_is_disallowed_is_refused() -> None:
    site = Site()
    assert await site.refusal() == Failure(reason="robots", detail=f"{PLACE} forbids it")
    assert await site.refusal("https://one.example/other") is None


async def test_rules_for_others_do_not_concern_us() -> None:
    assert await Site(body=b"User-agent: otherbot\nDisallow: /\n").refusal() is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 204])
async def test_no_rules_allow_all(status: int) -> None:
    assert await Site(status=status).refusal() is None


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_broken_site_is_left_alone_for_now(status: int) -> None:
    failure = await Site(status=status).refusal()
    assert failure
    assert failure.reason == "robots"


async def test_a_site_that_cannot_be_reached_is_named_as_that() -> None:
    site = Site(failure=Failure(reason="dns", detail="one.example: unknown"))
    assert await site.refusal() == Failure(reason="dns", detail="robots.txt: one.example: unknown")


@pytest.mark.parametrize(
    ("status", "kept_for"),
    [(200, KEPT_FOR), (404, KEPT_FOR), (500, PASSING_KEPT_FOR), (429, PASSING_KEPT_FOR)],
)
async def test_an_answer_is_gone_by_for_a_day_and_one_that_will_pass_for_an_hour(
    status: int, kept_for: timedelta
) -> None:
    site = Site(status=status)
    first = await site.refusal()
    site.now += kept_for - SECOND
    site.restart()
    assert await site.refusal() == first
    assert site.times == 1
    site.now += SECOND
    await site.refusal()
    assert site.times == 2


async def test_however_often_the_program_starts_a_site_is_asked_once_a_day() -> None:
    site = Site()
    for _ in range(50):
        site.restart()
        assert await site.refusal() is not None
    assert site.times == 1


async def test_a_clock_that_was_set_back_makes_no_rules_hold_for_longer() -> None:
    site = Site()
    await site.refusal()
    site.now -= timedelta(days=365)
    site.restart()
    await site.refusal()
    assert site.times == 2


async def test_a_file_that_is_as_it_was_is_not_sent_again() -> None:
    site = Site()
    site.answer(headers=GIVEN)
    await site.refusal()
    site.restart()
    for _ in range(3):
        site.answer(304, b"", headers=(("ETag", '"1"'),))
        site.now += KEPT_FOR
        assert await site.refusal() == Failure(reason="robots", detail=f"{PLACE} forbids it")
    assert site.asked == [(PLACE, NO_VALIDATORS), *[(PLACE, KNOWN)] * 3]


async def test_validators_of_a_file_that_is_gone_are_not_sent() -> None:
    site = Site()
    site.answer(headers=GIVEN)
    await site.refusal()
    site.answer(404, headers=GIVEN)
    for _ in range(2):
        site.now += KEPT_FOR
        assert await site.refusal() is None
    assert site.asked == [(PLACE, NO_VALIDATORS), (PLACE, KNOWN), (PLACE, NO_VALIDATORS)]


async def test_each_origin_has_its_own_rules() -> None:
    site = Site()
    await site.refusal("https://one.example/a")
    await site.refusal("http://one.example/a")
    await site.refusal("https://one.example:8443/a")
    places = [PLACE, "http://one.example/robots.txt", "https://one.example:8443/robots.txt"]
    assert [url for url, _ in site.asked] == places


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf" + FORBIDS, FORBIDS.replace(b"\n", b"\r"), b"\xff\xfe\n" + FORBIDS])
async def test_rules_are_read_from_odd_bytes(body: bytes) -> None:
    assert await Site(body=body).refusal() is not None
