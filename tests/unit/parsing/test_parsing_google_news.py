"""Addresses of Google News: the older ids tell where they lead, the newer ones do not."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.parsing.google_news import article_address, is_redirect

ARTICLE = "https://outlet.example/2023/the-story?id=1"
LONG = f"https://outlet.example/{'a-long-story-' * 20}"


def redirect(address: bytes, *, behind: bytes = b"", place: str = "/rss/articles/") -> str:
    """An address with an id in the older form; `behind` is what follows the field."""
    size = len(address)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    name = base64.urlsafe_b64encode(b"\x08\x13\x22" + length + address + behind).decode().rstrip("=")
    return f"https://news.google.com{place}{name}?oc=5"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param(redirect(ARTICLE.encode()), ARTICLE, id="an article"),
        pytest.param(redirect(ARTICLE.encode(), behind=b"\xd2\x01\x04amp!"), ARTICLE, id="with an AMP page behind"),
        pytest.param(redirect(LONG.encode()), LONG, id="longer than a byte can tell"),
        pytest.param(redirect(ARTICLE.encode(), place="/articles/"), ARTICLE, id="the page's own form"),
        pytest.param(redirect(b"AU_yqLM" + b"x" * 90), None, id="a name of the newer form"),
        pytest.param(redirect(b"javascript:alert(1)//aaaa"), None, id="no web address"),
        pytest.param(redirect(b"https://outlet.example:99999/a"), None, id="no possible port"),
        pytest.param("https://news.google.com/rss/articles/CBMiAAAA", None, id="cut off"),
        pytest.param("https://news.google.com/rss/articles/AAAAAAAAA", None, id="something else"),
    ],
)
def test_an_id_tells_its_article_or_nothing(url: str, address: str | None) -> None:
    assert is_redirect(url)
    assert article_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://news.google.com/rss/search?q=x",
        "https://news.google.com.evil.example/rss/articles/CBMiAAAAAA",
        "https://evil.example/news.google.com/rss/articles/CBMiAAAAAA",
        "https://outlet.example/articles/CBMiAAAAAA",
    ],
)
def test_other_addresses_stand_for_themselves(url: str) -> None:
    assert not is_redirect(url)


@given(st.binary(max_size=300))
def test_whatever_stands_in_an_id_it_is_a_web_address_or_none(message: bytes) -> None:
    name = base64.urlsafe_b64encode(b"\x08\x13\x22" + message).decode().rstrip("=")
    found = article_address(f"https://news.google.com/rss/articles/{name}")
    assert found is None or (found.startswith(("http://", "https://")) and found.isprintable())
