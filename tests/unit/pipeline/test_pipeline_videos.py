"""What the board makes of a channel's videos: an official trailer is one on an official channel alone."""

from datetime import timedelta
from xml.sax.saxutils import escape

import pytest

from season_watch.model.claim import Certainty
from season_watch.model.source import Trust
from tests.unit.pipeline.world import FILLER, World
from tests.vocabulary import WATCH, told

CHANNEL = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:UC1</id><yt:channelId>UC1</yt:channelId><title>A channel</title>
 <entry><id>yt:video:v1</id><yt:videoId>v1</yt:videoId><title>{title}</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=v1"/><author><name>A channel</name></author>
  <published>2025-01-02T14:00:00+00:00</published><updated>2025-01-02T20:00:00+00:00</updated>
  <media:group><media:title>{title}</media:title>
   <media:content url="https://www.youtube.com/v/v1?version=3" type="application/x-shockwave-flash" width="640"/>
   <media:description>{text}</media:description></media:group></entry></feed>"""
TRAILER = f"{WATCH.title}: Season 2 | Official Trailer | Netflix"


async def heard(world: World, trust: Trust, title: str, text: str = "Only on Netflix.") -> list[tuple[str, Certainty]]:
    """What a channel's video sets off."""
    name = await world.add("channel", trust)
    body = CHANNEL.format(title=escape(title), text=escape(text)).encode()
    world.fetcher.publish("https://channel.example/rss", body)
    await world.check_as_it_is(name)
    return [(told(update.fact), update.fact.certainty) for update in world.updates]


@pytest.mark.parametrize("title", [TRAILER, TRAILER.replace("Netflix", "K-Content"), TRAILER.replace(":", "")])
async def test_an_official_channels_trailer_is_confirmed_by_its_title(world: World, title: str) -> None:
    assert await heard(world, Trust.OFFICIAL, title) == [("trailer.trailer", Certainty.CONFIRMED)]


@pytest.mark.parametrize("trust", [Trust.FAN, Trust.PRESS, Trust.TRADE])
async def test_a_trailer_on_any_other_channel_confirms_nothing(world: World, trust: Trust) -> None:
    assert await heard(world, trust, TRAILER) == []


@pytest.mark.parametrize("trust", [Trust.FAN, Trust.PRESS, Trust.TRADE])
@pytest.mark.parametrize("filler", ["", FILLER], ids=["in a line", "at length"])
async def test_what_another_channel_says_of_a_trailer_confirms_nothing(world: World, trust: Trust, filler: str) -> None:
    said = f"The official trailer for {WATCH.title} season 2 is out now. {filler}"
    assert await heard(world, trust, "Have you seen it?", said) == []
    for _ in range(5):
        world.now += timedelta(hours=1)
        await world.read_articles()
    assert Certainty.CONFIRMED not in [update.fact.certainty for update in world.updates]


@pytest.mark.parametrize(
    "title", [f"{WATCH.title} | Official Trailer | Netflix", TRAILER.replace("Season 2", "Season 1")]
)
async def test_a_trailer_of_another_season_is_none_of_this_one(world: World, title: str) -> None:
    assert await heard(world, Trust.OFFICIAL, title) == []


async def test_no_page_of_an_official_video_is_asked_for(world: World) -> None:
    await heard(world, Trust.OFFICIAL, TRAILER)
    world.now += timedelta(hours=1)
    assert await world.lease() == ()
