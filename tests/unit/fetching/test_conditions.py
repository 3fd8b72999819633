from season_watch.fetching.conditions import conditions, merged, validators_for
from season_watch.model.source import NO_VALIDATORS, Validators
from season_watch.outbound.exchange import Answer

ASKED = "https://one.example/feed"
ELSEWHERE = "https://two.example/feed"


def not_modified(**headers: str) -> Answer:
    return Answer(status=304, headers=tuple(headers.items()), body=b"", version="HTTP/1.1")


def test_validators_that_a_304_names_replace_those_sent() -> None:
    old = Validators(etag='"1"', last_modified="then")
    assert merged(old, not_modified()) == old
    assert merged(old, not_modified(ETag='"2"')) == Validators(etag='"2"', last_modified="then")


def test_validators_are_sent_to_the_address_that_gave_them_alone() -> None:
    own, others = Validators(etag='"1"'), Validators(etag='"1"', given_by=ELSEWHERE)
    assert validators_for(ASKED, own, ASKED) == own
    assert validators_for(ELSEWHERE, own, ASKED) == NO_VALIDATORS
    assert validators_for(ELSEWHERE, others, ASKED) == others
    assert validators_for(ASKED, others, ASKED) == NO_VALIDATORS


def test_only_what_is_known_makes_a_request_conditional() -> None:
    assert conditions(NO_VALIDATORS) == ()
    assert conditions(Validators(etag='W/"1"')) == (("If-None-Match", 'W/"1"'),)
    assert conditions(Validators(last_modified="then")) == (("If-Modified-Since", "then"),)
