"""What sources are called that nobody named."""

import pytest

from season_watch.cli.actions.source_naming import free_name, slug
from season_watch.parsing.addresses import host


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("Netflix K-Content", "netflix-k-content", id="words"),
        pytest.param("넷플릭스 코리아!", "넷플릭스-코리아", id="another script"),
        pytest.param('"x" $(rm) - Google News', "x-rm-google-news", id="what a shell would act on"),
        pytest.param("?!", "", id="no words"),
        pytest.param("long " * 20, "long-long-long-long-long-long-long-long", id="too long"),
    ],
)
def test_a_title_becomes_a_name_that_needs_no_quotes(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_name_in_use_gets_a_number() -> None:
    assert free_name("wire", {"other"}) == "wire"
    assert free_name("wire", {"wire", "wire-2"}) == "wire-3"


def test_a_host_is_named_without_its_www() -> None:
    assert host("https://www.outlet.example:8080/feed") == "outlet.example"
