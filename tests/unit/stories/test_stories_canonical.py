"""Addresses: what may differ and still mean one article."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.stories.canonical import canonical_url, item_id

CANONICAL = [
    pytest.param("HTTPS://Show.Example/A?b=1", "https://show.example/A?b=1", id="case of scheme and host"),
    pytest.param("https://show.example:443/a", "https://show.example/a", id="default port"),
    pytest.param("https://show.example:8443/a", "https://show.example:8443/a", id="other ports stay"),
    pytest.param("https://show.example", "https://show.example/", id="no path is the root"),
    pytest.param("https://show.example/a/", "https://show.example/a/", id="a trailing slash stays as given"),
    pytest.param("https://show.example/a#top", "https://show.example/a", id="fragment"),
    pytest.param("https://me:secret@show.example/a", "https://show.example/a", id="user and password"),
    pytest.param("https://show.example./a", "https://show.example/a", id="the root's dot"),
    pytest.param(
        "https://show.example/a?utm_source=rss&id=7&utm_medium=feed&page=2&fbclid=x",
        "https://show.example/a?id=7&page=2",
        id="trackers go, the others keep their order",
    ),
    pytest.param(
        "https://show.example/a?ref=tw&mc_cid=1&gclid=2&igshid=3", "https://show.example/a", id="only trackers"
    ),
    pytest.param(
        "https://show.example/a?reference=1", "https://show.example/a?reference=1", id="a name like a tracker's"
    ),
    pytest.param("https://show.example/%7euser/%e9", "https://show.example/~user/%E9", id="escapes"),
    pytest.param(
        "https://show.example/지우학?q=a b", "https://show.example/%EC%A7%80%EC%9A%B0%ED%95%99?q=a%20b", id="raw"
    ),
    pytest.param("https://show.example/100%", "https://show.example/100%25", id="a bare per cent sign"),
    pytest.param(
        "https://show.example/a?guccounter=1&guce_referrer=x&mkt_tok=y&_hsenc=z&id=7",
        "https://show.example/a?id=7",
        id="trackers of portals and mailings",
    ),
    pytest.param("https://show.example/a?UTM_Source=x", "https://show.example/a", id="trackers in capitals"),
    pytest.param("https://münchen.example/a", "https://xn--mnchen-3ya.example/a", id="a name in its own letters"),
    pytest.param("https://show.example/%ec%a7%80", "https://show.example/%EC%A7%80", id="escapes in small letters"),
    pytest.param("https://show.example/a%2Fb", "https://show.example/a%2Fb", id="an escaped slash is no slash"),
    pytest.param("https://show.example/a?b=%26", "https://show.example/a?b=%26", id="an escaped ampersand stays"),
    pytest.param("https://show.example/a?&&b=1&", "https://show.example/a?b=1", id="empty fields"),
    pytest.param(
        "https://show-example.cdn.ampproject.org/c/s/show.example/a?amp_js_v=0.1",
        "https://show.example/a",
        id="Google's AMP cache",
    ),
    pytest.param("https://www.google.com/amp/s/show.example/a", "https://show.example/a", id="Google's AMP viewer"),
    pytest.param("https://www.google.com/amp/show.example/a", "http://show.example/a", id="AMP viewer, not TLS"),
    pytest.param("https://www.google.com/search?q=a", "https://www.google.com/search?q=a", id="Google itself"),
    pytest.param("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a", id="IPv6"),
]

SAME = [
    pytest.param("http://show.example/a", "https://show.example/a", id="scheme"),
    pytest.param("https://www.show.example/a", "https://show.example/a", id="www"),
    pytest.param("https://m.show.example/a", "https://www.show.example/a", id="mobile host"),
    pytest.param("https://amp.show.example/a", "https://show.example/a", id="AMP host"),
    pytest.param("https://show.example/2024/a/amp/", "https://show.example/2024/a", id="AMP path"),
    pytest.param("https://mobile.show.example/a", "https://show.example/a", id="another mobile host"),
    pytest.param("https://show.example/amp/2024/a", "https://show.example/2024/a", id="AMP path in front"),
    pytest.param("https://show.example/2024/a.amp.html", "https://show.example/2024/a.html", id="AMP file"),
    pytest.param("https://show.example/2024/a.amp", "https://show.example/2024/a", id="AMP ending"),
    pytest.param("https://show.example/a?amp", "https://show.example/a", id="AMP query"),
    pytest.param("https://show.example/a?outputType=amp", "https://show.example/a", id="AMP as a type"),
    pytest.param(
        "https://show-example.cdn.ampproject.org/c/s/www.show.example/a/amp/", "https://show.example/a", id="AMP cache"
    ),
    pytest.param("https://MÜNCHEN.example/a", "https://xn--mnchen-3ya.example/a", id="a name in its own letters"),
    pytest.param("https://show.example/a/", "https://show.example/a", id="trailing slash"),
    pytest.param("https://show.example/a?utm_source=x", "https://show.example/a", id="tracker"),
]

DIFFERENT = [
    pytest.param(
        "https://show.example/watch?v=a", "https://show.example/watch?v=b", id="a query that names the article"
    ),
    pytest.param("https://show.example/A", "https://show.example/a", id="case of the path"),
    pytest.param("https://show.example/amp", "https://show.example/", id="a section that is called amp"),
    pytest.param("https://show.example/amplifiers", "https://show.example/lifiers", id="a word that begins with amp"),
    pytest.param("https://show.example/a?amplifier=1", "https://show.example/a", id="a parameter that begins with amp"),
    pytest.param("https://show.example/a?part=1", "https://show.example/a?part=2", id="parts of an article"),
    pytest.param("https://m.tv/a", "https://tv/a", id="a host that begins with m"),
    pytest.param("https://blog.show.example/a", "https://show.example/a", id="another host of the site"),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL)
def test_an_address_keeps_what_leads_to_the_page_and_nothing_else(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(("one", "other"), SAME)
def test_variants_of_an_address_are_one_item(one: str, other: str) -> None:
    assert item_id(one) == item_id(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_of_other_articles_are_other_items(one: str, other: str) -> None:
    assert item_id(one) != item_id(other)


def test_an_item_id_is_16_hex_digits() -> None:
    found = item_id("https://show.example/a")
    assert len(found) == 16
    assert set(found) <= set(string.hexdigits.lower())


HOSTS = st.from_regex(r"(www\.|m\.|amp\.|WWW\.)?[a-zA-Z]{1,8}\.[a-z]{2,4}\.?(:80|:443|:8080)?", fullmatch=True)
PIECES = st.text(alphabet=st.one_of(st.sampled_from("aZ09%/?#&=+ .~é한utm_ref\\"), st.characters()), max_size=30)
CACHES = st.sampled_from(["show-example.cdn.ampproject.org/c/s/", "www.google.com/amp/s/", "google.de/amp/s/"])


@given(scheme=st.sampled_from(["http", "https", "HTTP"]), host=HOSTS, rest=PIECES)
def test_a_canonical_address_is_its_own_canonical_address(scheme: str, host: str, rest: str) -> None:
    canonical = canonical_url(f"{scheme}://{host}/{rest}")
    assert canonical_url(canonical) == canonical


@given(host=HOSTS, rest=PIECES)
def test_an_item_keeps_its_id_when_its_address_is_made_canonical(host: str, rest: str) -> None:
    url = f"https://{host}/{rest}"
    assert item_id(url) == item_id(canonical_url(url))


@given(caches=st.lists(CACHES, max_size=3), host=HOSTS, rest=PIECES)
def test_a_cached_address_is_canonical_at_once(caches: list[str], host: str, rest: str) -> None:
    canonical = canonical_url(f"https://{''.join(caches)}{host}/{rest}")
    assert canonical_url(canonical) == canonical
    assert item_id(canonical) == item_id(f"https://{host}/{rest}")


@given(host=HOSTS, rest=PIECES)
def test_a_canonical_address_is_plain_ascii(host: str, rest: str) -> None:
    canonical = canonical_url(f"https://{host}/{rest}")
    assert canonical.isascii()
    assert canonical.isprintable()
