import pytest

from season_watch.fetching.redirects import Arrival, follow, next_hop, shown
from season_watch.outbound.exchange import Answer, Failure

HERE = "https://one.example/news/feed?x=1"


def to(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", location),), body=b"", version="HTTP/1.1")


def page(status: int = 200) -> Answer:
    return Answer(status=status, headers=(), body=b"", version="HTTP/1.1")


class Web:
    """Answers from a table; `asked` is the way taken."""

    def __init__(self, answers: dict[str, Answer | Failure]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    async def ask(self, url: str) -> Answer | Failure:
        self.asked.append(url)
        return self._answers[url]


@pytest.mark.parametrize(
    ("location", "target"),
    [
        pytest.param("https://two.example/a", "https://two.example/a", id="absolute"),
        pytest.param("//two.example/a", "https://two.example/a", id="no scheme"),
        pytest.param("/a", "https://one.example/a", id="no host"),
        pytest.param("a", "https://one.example/news/a", id="relative"),
        pytest.param("?y=2", "https://one.example/news/feed?y=2", id="query"),
        pytest.param("/a#part", "https://one.example/a", id="fragment"),
        pytest.param("/" + "뉴스".encode().decode("latin-1"), "https://one.example/%EB%89%B4%EC%8A%A4", id="utf-8"),
    ],
)
def test_a_location_is_read_from_where_it_was_given(location: str, target: str) -> None:
    assert next_hop(HERE, to(location)) == target


@pytest.mark.parametrize(
    "location",
    [
        "http://[::1",
        "https://xn--/",
        "http://a:99999/",
        "http://a:-1/",
        "http://",
        "ftp://a/",
        "mailto:a",
    ],
)
async def test_a_location_that_cannot_be_asked_is_a_bad_url_at_its_hop(location: str) -> None:
    web = Web({HERE: to(location.encode().decode("latin-1"))})
    failure = await follow(web.ask, HERE, 5)
    assert isinstance(failure, Failure)
    assert failure.reason == "bad-url"
    assert failure.detail.startswith("hop 2: ")


@pytest.mark.parametrize("status", [200, 300, 304, 404])
def test_other_statuses_lead_nowhere(status: int) -> None:
    assert next_hop(HERE, to("/a", status)) is None


def test_a_redirect_without_a_location_leads_nowhere() -> None:
    assert next_hop(HERE, page(302)) is None


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [((), False), ((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False), ((307, 308), False)],
)
async def test_a_way_is_permanent_where_every_hop_is(statuses: tuple[int, ...], permanent: bool) -> None:
    answers: dict[str, Answer | Failure] = {
        f"http://a/{hop}": to(f"/{hop + 1}", status) for hop, status in enumerate(statuses)
    }
    end = f"http://a/{len(statuses)}"
    arrival = await follow(Web({**answers, end: page()}).ask, "http://a/0", 5)
    assert arrival == Arrival(url=end, answer=page(), permanent=permanent)


async def test_a_way_ends_after_its_last_hop() -> None:
    web = Web({"http://a/1": to("/2"), "http://a/2": to("/1")})
    failure = await follow(web.ask, "http://a/1", 3)
    assert failure == Failure(
        reason="redirects", detail="more than 3: http://a/1 → http://a/2 → http://a/1 → http://a/2 → http://a/1"
    )
    assert len(web.asked) == 4


async def test_a_failure_says_at_which_hop() -> None:
    blocked = Failure(reason="blocked-address", detail="b is 10.0.0.1")
    failure = await follow(Web({"http://a/": to("http://b/"), "http://b/": blocked}).ask, "http://a/", 5)
    assert failure == Failure(reason="blocked-address(hop 2)", detail="hop 2: b is 10.0.0.1")


def test_an_address_is_shown_without_its_secrets() -> None:
    assert shown("https://me:word@one.example:8443/feed?token=7") == "https://one.example:8443/feed"
