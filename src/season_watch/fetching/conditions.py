"""Conditional requests (RFC 9110, 13): the validators of an answer, byte for byte, and when they are sent back."""

from dataclasses import replace

from season_watch.fetching.redirects import Arrival
from season_watch.model.source import NO_VALIDATORS, Validators
from season_watch.outbound.exchange import Answer, Headers


def given_by(arrival: Arrival, asked: str) -> Validators:
    """The validators of a body, with where they come from if that is not the address that was asked."""
    given = _of(arrival.answer)
    elsewhere = given != NO_VALIDATORS and arrival.url != asked
    return replace(given, given_by=arrival.url) if elsewhere else given


def merged(old: Validators, answer: Answer) -> Validators:
    """The validators to keep after a 304: what it names anew replaces what was sent."""
    new = _of(answer)
    return replace(old, etag=new.etag or old.etag, last_modified=new.last_modified or old.last_modified)


def validators_for(url: str, known: Validators, asked: str) -> Validators:
    """Validators are a matter between the address that gave them and us: another has bodies, and dates, of its own."""
    return known if url == (known.given_by or asked) else NO_VALIDATORS


def conditions(validators: Validators) -> Headers:
    """The headers that make a request conditional."""
    return (
        *((("If-None-Match", validators.etag),) if validators.etag else ()),
        *((("If-Modified-Since", validators.last_modified),) if validators.last_modified else ()),
    )


def _of(answer: Answer) -> Validators:
    return Validators(etag=answer.header("ETag"), last_modified=answer.header("Last-Modified"))
