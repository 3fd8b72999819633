from datetime import UTC, datetime, timedelta

import pytest

from season_watch.fetching.robots import KEPT_FOR, Robots, parsed
from season_watch.outbound.exchange import Answer, Failure

PAGE = "https://one.example/news/page"
PLACE = "https://one.example/robots.txt"
FORBIDS = b"User-agent: season-watch\nDisallow: /news/\n"


class Site:
    """One site's robots.txt, and a clock."""

    def __init__(self, status: int = 200, body: bytes = FORBIDS, failure: Failure | None = None) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)
        self.asked: list[str] = []
        self._answer = failure or Answer(status=status, headers=(), body=body, version="HTTP/1.1")
        self._robots = Robots(lambda: self.now, redirects=5)

    async def _ask(self, url: str) -> Answer | Failure:
        self.asked.append(url)
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
    site = Site(status=status)
    failure = await site.refusal()
    assert failure
    assert failure.reason == "robots"
    await site.refusal()
    assert site.asked == [PLACE, PLACE]


async def test_a_site_that_cannot_be_reached_is_named_as_that() -> None:
    site = Site(failure=Failure(reason="dns", detail="one.example: unknown"))
    assert await site.refusal() == Failure(reason="dns", detail="robots.txt: one.example: unknown")


async def test_rules_are_kept_for_a_day() -> None:
    site = Site()
    await site.refusal()
    site.now += KEPT_FOR - timedelta(seconds=1)
    await site.refusal()
    assert site.asked == [PLACE]
    site.now += timedelta(seconds=1)
    await site.refusal()
    assert site.asked == [PLACE, PLACE]


async def test_each_origin_has_its_own_rules() -> None:
    site = Site()
    await site.refusal("https://one.example/a")
    await site.refusal("http://one.example/a")
    await site.refusal("https://one.example:8443/a")
    assert site.asked == [PLACE, "http://one.example/robots.txt", "https://one.example:8443/robots.txt"]


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf" + FORBIDS, FORBIDS.replace(b"\n", b"\r"), b"\xff\xfe\n" + FORBIDS])
async def test_rules_are_read_from_odd_bytes(body: bytes) -> None:
    assert not parsed(body).can_fetch(PAGE, "season-watch")
