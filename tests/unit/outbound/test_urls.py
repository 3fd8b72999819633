import httpx
import pytest

from season_watch.outbound.urls import web_url


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
    with pytest.raises(httpx.InvalidURL):
        web_url(text)
