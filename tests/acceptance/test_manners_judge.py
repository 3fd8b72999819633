"""The judge of manners sees each fault, and calls none what is none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.servers.manners import Fault, Habit, Manners, Said
from tests.servers.scripted_http import Asked, Reply

START = datetime(2026, 3, 1, tzinfo=UTC)
OWNER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
POLITE = {"User-Agent": "season-watch/1.0 (+https://tests.example)", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a reader asks for, how long after the request before, and what else it says."""

    url: str = "/feed"
    after: timedelta = HOUR
    says: Mapping[str, str]
    method: str = "GET"
    killed: bool = False


def edition(name: str, status: int = 200, *, whole: bool = True, wish: timedelta = timedelta(0)) -> Habit:
    """An answer with both validators, of one name."""
    headers = (("ETag", name), ("Last-Modified", f"at {name}"))
    return lambda _asked, _poll, _now: Said(reply=Reply(status=status, headers=headers), whole=whole, wish=wish)


def each(*habits: Habit) -> Habit:
    """One answer a poll, the last one again and again."""
    return lambda asked, poll, now: habits[min(poll, len(habits)) - 1](asked, poll, now)


def moved(_asked: Asked, poll: int, _now: datetime) -> Said:
    return Said(reply=Reply(status=302, headers=(("Location", f"/{min(poll, 2)}"), ("ETag", "hop"))))


def pair(name: str) -> dict[str, str]:
    return {**POLITE, "If-None-Match": name, "If-Modified-Since": f"at {name}"}


def judged(habits: Mapping[str, Habit], *requests: Request) -> list[Fault]:
    """The faults of a reader of one source with these addresses."""
    judge = Manners(now=START, owner=OWNER)
    return _judged(judge, judge.watch(habits), requests)


def judged_together(habits: Mapping[str, Habit], *requests: Request) -> list[Fault]:
    """The faults of a reader of several sources, each with one address."""
    judge = Manners(now=START, owner=OWNER)
    scripts = {url: judge.watch({url: habit})[url] for url, habit in habits.items()}
    return _judged(judge, scripts, requests)


def _judged(
    judge: Manners, scripts: Mapping[str, Callable[[Asked], Reply]], requests: Iterable[Request]
) -> list[Fault]:
    for request in requests:
        judge.now += request.after
        asked = Asked(
            method=request.method, target="", headers=tuple(request.says.items()), body=b"", peer=("127.0.0.1", 1)
        )
        scripts[request.url](asked)
        if request.killed:
            judge.killed()
    return [found.fault for found in judge.faults]


CHANGING = {"/feed": each(edition("one"), edition("two"))}
FIRST = Request(says=POLITE)
NOW = timedelta(0)


@pytest.mark.parametrize(
    ("second", "faults"),
    [
        pytest.param(Request(says=pair("one")), [], id="as it should be"),
        pytest.param(Request(says=POLITE), [Fault.UNCONDITIONAL], id="forgotten"),
        pytest.param(Request(says={**POLITE, "If-None-Match": "one"}), [Fault.BOGUS], id="half of it"),
        pytest.param(Request(says={**pair("one"), "If-Modified-Since": "at two"}), [Fault.BOGUS], id="mixed"),
        pytest.param(Request(says={**pair("one"), "Cookie": "a=b"}), [Fault.COOKIE], id="cookie"),
        pytest.param(Request(says={**pair("one"), "Referer": "/"}), [Fault.REFERRER], id="referrer"),
        pytest.param(Request(says={**pair("one"), "User-Agent": "curl/8"}), [Fault.AGENT], id="another's name"),
        pytest.param(Request(says={**pair("one"), "Accept-Encoding": "br"}), [Fault.UNZIPPED], id="no gzip"),
        pytest.param(Request(says=pair("one"), method="POST"), [Fault.METHOD], id="no GET"),
        pytest.param(Request(says=pair("one"), after=OWNER), [], id="as soon as may be"),
        pytest.param(Request(says=pair("one"), after=OWNER - timedelta(seconds=1)), [Fault.EARLY], id="too soon"),
    ],
)
def test_each_fault_of_a_second_request_is_seen(second: Request, faults: list[Fault]) -> None:
    assert judged(CHANGING, FIRST, second) == faults


@pytest.mark.parametrize(
    ("third", "faults"),
    [("two", []), ("one", [Fault.OUT_OF_SEQUENCE])],
)
def test_validators_that_were_replaced_are_out_of_sequence(third: str, faults: list[Fault]) -> None:
    assert judged(CHANGING, FIRST, Request(says=pair("one")), Request(says=pair(third))) == faults


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(edition("other", 503), id="a failure"),
        pytest.param(edition("other", whole=False), id="a body that is no feed"),
    ],
)
def test_only_a_whole_feed_gives_validators(answer: Habit) -> None:
    habits = {"/feed": each(edition("one"), answer)}
    asked = (FIRST, Request(says=pair("one")))
    assert judged(habits, *asked, Request(says=pair("one"))) == []
    assert judged(habits, *asked, Request(says=pair("other"))) == [Fault.OUT_OF_SEQUENCE]


def test_a_server_is_left_alone_for_as_long_as_it_wishes() -> None:
    habits = {"/feed": edition("one", wish=3 * HOUR)}
    assert judged(habits, FIRST, Request(says=pair("one"), after=2 * HOUR)) == [Fault.EARLY]
    assert judged(habits, FIRST, Request(says=pair("one"), after=3 * HOUR)) == []


def test_what_is_gone_twice_is_not_asked_for_again() -> None:
    assert judged({"/feed": edition("one", 410)}, FIRST, FIRST, FIRST) == [Fault.EARLY]


@pytest.mark.parametrize(
    ("says", "faults"),
    [(POLITE, []), (pair("first"), [Fault.BOGUS])],
    ids=["nothing", "the other's"],
)
def test_an_address_gets_no_validators_of_another(says: dict[str, str], faults: list[Fault]) -> None:
    habits = {"/feed": moved, "/1": edition("first"), "/2": edition("second")}
    first = (FIRST, Request(url="/1", after=NOW, says=POLITE))
    assert judged(habits, *first, FIRST, Request(url="/2", after=NOW, says=says)) == faults


def test_a_redirect_gives_no_validators() -> None:
    habits = {"/feed": moved, "/1": edition("first"), "/2": edition("second")}
    first = (FIRST, Request(url="/1", after=NOW, says=POLITE))
    assert judged(habits, *first, Request(says={**POLITE, "If-None-Match": "hop"})) == [Fault.OUT_OF_SEQUENCE]


@pytest.mark.parametrize("kept", ["one", "two"])
def test_one_that_was_killed_has_kept_the_last_answer_or_has_not(kept: str) -> None:
    asked = (FIRST, Request(says=pair("one"), killed=True))
    assert judged(CHANGING, *asked, Request(says=pair(kept))) == []
    assert judged(CHANGING, *asked, Request(says=POLITE)) == [Fault.UNCONDITIONAL]
    assert judged(CHANGING, *asked, Request(says=pair(kept), after=OWNER / 2)) == [Fault.EARLY]


def test_one_that_was_killed_has_kept_what_it_was_told_before() -> None:
    killed_later = (FIRST, Request(says=pair("one")), Request(says=pair("two"), killed=True))
    assert judged(CHANGING, *killed_later, Request(says=pair("one"))) == [Fault.OUT_OF_SEQUENCE]


TWO_FEEDS = {
    "http://one/busy": edition("busy", 429, wish=3 * HOUR),
    "http://one/other": edition("other"),
    "http://two/feed": edition("feed"),
}
REFUSED = Request(url="http://one/busy", says=POLITE)


@pytest.mark.parametrize(
    ("second", "faults"),
    [
        pytest.param(Request(url="http://one/other", after=NOW, says=POLITE), [Fault.RESTING], id="at once"),
        pytest.param(Request(url="http://one/other", after=2 * HOUR, says=POLITE), [Fault.RESTING], id="too soon"),
        pytest.param(Request(url="http://one/other", after=3 * HOUR, says=POLITE), [], id="afterwards"),
        pytest.param(Request(url="http://one/busy", after=2 * HOUR, says=POLITE), [Fault.EARLY], id="the same feed"),
        pytest.param(Request(url="http://two/feed", after=NOW, says=POLITE), [], id="another host"),
    ],
)
def test_what_one_feed_is_told_holds_for_its_whole_host(second: Request, faults: list[Fault]) -> None:
    assert judged_together(TWO_FEEDS, REFUSED, second) == faults


def test_how_long_a_body_is_fresh_is_nothing_to_the_rest_of_its_host() -> None:
    habits = {"http://one/feed": edition("feed", wish=3 * HOUR), "http://one/other": edition("other")}
    asked = [Request(url=url, says=POLITE) for url in habits]
    assert judged_together(habits, *asked) == []


def test_what_a_host_asked_of_one_that_was_killed_then_may_be_lost() -> None:
    second = Request(url="http://one/other", says=POLITE)
    assert judged_together(TWO_FEEDS, replace(REFUSED, killed=True), second) == []
    assert judged_together(TWO_FEEDS, REFUSED, replace(second, killed=True), second) == [Fault.RESTING] * 2
