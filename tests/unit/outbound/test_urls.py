import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.outbound.urls import BadUrlError, web_url


@pytest.mark.parametrize(
    "text",
    [
        "http://one.example",
        "https://한국.example/뉴스?x=1",
        "http://127.0.0.1:65535/",
        "http://[::1]/",
        "http://a_b.example/",
    ],
)
def test_a_web_address_is_taken(text: str) -> None:
    assert web_url(text).host


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://xn--/", id="a name that stands for nothing"),
        pytest.param("https://xn--a.com/x", id="a name that stands for a control"),
        pytest.param("http://a:65536/", id="a port beyond the last"),
        pytest.param("http://a:-1/", id="a port below the first"),
        pytest.param("http://[::1", id="half an address"),
        pytest.param("http://\ud800.example/", id="half a character"),
        pytest.param("http://a/" + "x" * 70_000, id="too long"),
        pytest.param("ftp://a/", id="another scheme"),
        pytest.param("http:///x", id="no host"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_one_exception(text: str) -> None:
    with pytest.raises(BadUrlError):
        web_url(text)


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("127。0。0。1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1"),
        ("8.8.8.8.example", "8.8.8.8.example"),
    ],
)
def test_a_number_in_disguise_is_the_address_that_it_is(host: str, plain: str) -> None:
    assert web_url(f"http://{host}:8080/").host == plain


@given(st.from_regex(r"[a-z0-9-]{1,70}(\.[a-z0-9-]{1,6}){0,2}", fullmatch=True))
def test_a_name_that_is_plain_is_the_one_that_its_encoding_finds(host: str) -> None:
    """With a port that goes without saying, every name is encoded."""
    assert _asked(f"https://{host}/a?b") == _asked(f"https://{host}:443/a?b")


def _asked(text: str) -> str:
    try:
        return str(web_url(text))
    except BadUrlError:
        return "no address"


def test_an_address_is_sent_letter_by_letter_but_for_its_fragment() -> None:
    assert web_url("http://a/%7Ex;y?q=%zz&a='b'#c").raw_path_qs == "/%7Ex;y?q=%zz&a='b'"
    assert web_url("http://a?x=1").raw_path_qs == "/?x=1"


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_the_sending(host: str, path: str) -> None:
    try:
        url = web_url(f"http://{host}/{path}")
    except BadUrlError:
        return
    assert url.raw_host
