"""Videos of channels: told as what their titles label them."""

import pytest

from season_watch.model.item import Entry
from season_watch.parsing.parsed import make_entry
from season_watch.parsing.videos import is_video, told


def video(title: str, *, lang: str | None = None, guid: str = "yt:video:v1", text: str = "") -> Entry:
    url = "https://www.youtube.com/watch?v=v1"
    return make_entry(guid=guid, url=url, title=title, text=text, published=None, outlet="Lantern", lang=lang)


TOLD = [
    ("Velvet: Season 2 | Official Trailer | Lantern", None, "The official trailer for Velvet: Season 2 is out."),
    ("Velvet Season 2 Official Trailer", "en-US", "The official trailer for Velvet Season 2 is out."),
    ("Velvet - Season 2 - Official Trailer 2 [HD]", "en", "The official trailer for Velvet - Season 2 is out."),
    ("Velvet S2 | Official Teaser Trailer", "en", "The official teaser for Velvet S2 is out."),
    ("Official Trailer | Velvet Season 2 | Lantern", "en", "The official trailer for Velvet Season 2 is out."),
    ("벨벳 시즌2 | 공식 예고편 | 랜턴", "ko", "벨벳 시즌2 공식 예고편이 공개됐다."),
    ("벨벳 시즌2 | 티저 예고편 | 랜턴", None, "The official teaser for 벨벳 시즌2 is out."),
    ("Velvet: Temporada 2 | Tráiler oficial", "es", "Ya está disponible el tráiler oficial de Velvet: Temporada 2."),
    ("Velvet Season 2 | Trailer Resmi | Lantern", "id", "Trailer resmi Velvet Season 2 dirilis."),
    ("『Velvet』シーズン2 | 本予告 | ランタン", "ja", "『Velvet』シーズン2の予告編が公開された。"),
]


@pytest.mark.parametrize(("title", "lang", "sentence"), TOLD, ids=[title for title, _, _ in TOLD])
def test_a_label_is_told_as_a_sentence(title: str, lang: str | None, sentence: str) -> None:
    assert told(video(title, lang=lang)).text == sentence


@pytest.mark.parametrize(
    "title",
    [
        "Velvet: Season 2 | Behind the Scenes",
        "Velvet Season 2 Trailer Reaction",
        "Velvet Season 2 Trailer (Fan Made)",
        "Velvet Season 2 | Official Trailer | Breakdown",
        "What the trailer for Velvet Season 2 hides",
        "Trailer park | Velvet Season 2",
        "Official Trailer",
        "",
        "| Trailer |",
    ],
)
def test_what_is_labelled_otherwise_stays_as_it_is(title: str) -> None:
    assert told(video(title)) == video(title)


def test_what_a_video_says_of_itself_comes_after() -> None:
    assert (
        told(video("Velvet S2 | Trailer", text="In May.")).text
        == "The official trailer for Velvet S2 is out.\n\nIn May."
    )


def test_an_entry_of_no_channel_and_one_in_a_language_without_sentences_stay_as_they_are() -> None:
    for entry in (video("Velvet S2 | Trailer", guid="1"), video("Velvet S2 | Trailer", lang="fi")):
        assert told(entry) == entry
    assert not is_video(video("Velvet S2 | Trailer", guid="1"))


def test_a_title_without_end_takes_no_time() -> None:
    assert told(video("official " * 500 + "traile")).text == ""
