import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.outbound.bodies import MEMBERS, Body, IncompleteError, TooLargeError, UnexpectedEncodingError


@given(plain=st.binary(max_size=5000), size=st.integers(min_value=1, max_value=64))
def test_gzip_comes_out_whole_however_it_is_cut(plain: bytes, size: int) -> None:
    packed = gzip.compress(plain)
    body = Body("gzip", 5000)
    for start in range(0, len(packed), size):
        body.add(packed[start : start + size])
    body.end()
    assert body.content() == plain


@pytest.mark.parametrize("coding", [None, "", "identity", "gzip", "GZIP", " x-gzip "])
def test_what_was_offered_is_taken(coding: str | None) -> None:
    Body(coding, 10).check()


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip,identity", "nonsense"])
def test_what_was_not_offered_is_refused(coding: str) -> None:
    with pytest.raises(UnexpectedEncodingError, match="only gzip"):
        Body(coding, 10).check()


@pytest.mark.parametrize("coding", [None, "gzip"])
def test_a_body_is_kept_up_to_its_cap(coding: str | None) -> None:
    sent = gzip.compress(b"x" * 1001) if coding else b"x" * 1001
    body = Body(coding, 1000)
    with pytest.raises(TooLargeError):
        body.add(sent)
    assert body.content() == b"x" * 1000


def test_a_body_that_just_fits_is_whole() -> None:
    body = Body("gzip", 1000)
    body.add(gzip.compress(b"x" * 1000))
    body.end()
    assert len(body.content()) == 1000


def test_a_gzip_that_stops_early_is_incomplete() -> None:
    body = Body("gzip", 1000)
    body.add(gzip.compress(b"some words of text")[:-9])
    with pytest.raises(IncompleteError):
        body.end()


def test_nothing_at_all_is_an_empty_body_even_as_gzip() -> None:
    body = Body("gzip", 1000)
    body.end()
    assert body.content() == b""


@pytest.mark.parametrize("sent", [b"<rss/>", zlib.compress(b"<rss/>"), b"\x1f\x8b\x08\x00damaged here"])
def test_what_claims_to_be_gzip_and_is_not_is_refused(sent: bytes) -> None:
    with pytest.raises(UnexpectedEncodingError, match="not gzip"):
        Body("gzip", 1000).add(sent)


def test_bytes_after_the_end_of_gzip_are_ignored() -> None:
    body = Body("gzip", 1000)
    body.add(gzip.compress(b"all") + b"\0\0")
    body.add(b"more")
    body.add(b"\x1f and more")
    body.end()
    assert body.content() == b"all"


@given(parts=st.lists(st.binary(max_size=500), min_size=1, max_size=MEMBERS), size=st.integers(1, 64))
def test_several_gzips_in_a_row_are_one_body_however_they_are_cut(parts: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, parts))
    body = Body("gzip", 500 * MEMBERS)
    for start in range(0, len(packed), size):
        body.add(packed[start : start + size])
    body.end()
    assert body.content() == b"".join(parts)


def test_the_cap_is_for_all_gzips_in_a_row_together() -> None:
    body = Body("gzip", 1000)
    with pytest.raises(TooLargeError):
        body.add(gzip.compress(b"x" * 600) * 2)
    assert body.content() == b"x" * 1000


def test_a_last_gzip_that_stops_early_leaves_the_body_incomplete() -> None:
    body = Body("gzip", 1000)
    body.add(gzip.compress(b"one") + gzip.compress(b"two")[:-9])
    with pytest.raises(IncompleteError):
        body.end()


def test_endless_gzips_in_a_row_are_not_read_to_their_end() -> None:
    with pytest.raises(IncompleteError, match="in a row"):
        Body("gzip", 1000).add(gzip.compress(b"") * (MEMBERS + 1))
