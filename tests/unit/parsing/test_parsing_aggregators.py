"""Feeds of YouTube channels and of Google News, in the shape in which they come."""

from datetime import UTC, datetime

from season_watch.parsing.feeds import parse_feed

CHANNEL = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=UC1"/>
 <id>yt:channel:1</id><yt:channelId>1</yt:channelId><title>Lantern Series</title>
 <link rel="alternate" href="https://www.youtube.com/channel/UC1"/>
 <author><name>Lantern Series</name><uri>https://www.youtube.com/channel/UC1</uri></author>
 <published>2012-04-17T21:56:34+00:00</published>
 <entry>
  <id>yt:video:v1</id><yt:videoId>v1</yt:videoId><yt:channelId>UC1</yt:channelId>
  <title>All of Us Are Dead: Season 2 | Official Trailer</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=v1"/>
  <author><name>Lantern Series</name><uri>https://www.youtube.com/channel/UC1</uri></author>
  <published>2026-01-17T05:00:00+00:00</published><updated>2026-01-18T05:00:00+00:00</updated>
  <media:group>
   <media:title>All of Us Are Dead: Season 2 | Official Trailer</media:title>
   <media:content url="https://www.youtube.com/v/v1?version=3" type="application/x-shockwave-flash" width="640"/>
   <media:thumbnail url="https://i.ytimg.com/vi/v1/hqdefault.jpg" width="480" height="360"/>
   <media:description>School is back.

Only on Lantern, May 2.
Subscribe &amp; share.</media:description>
   <media:community><media:starRating count="9" average="5.00" min="1" max="5"/><media:statistics views="1"/>
   </media:community>
  </media:group>
 </entry>
</feed>"""

SEARCH = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><generator>NFE/5.0</generator>
<title>"All of Us Are Dead" - Google News</title><link>https://news.google.com/search?q=x</link>
<language>en-US</language><webMaster>news-webmaster@google.com</webMaster><copyright>C</copyright>
<lastBuildDate>Sat, 17 Jan 2026 05:48:34 GMT</lastBuildDate><description>Google News</description>
<item><title>‘All of Us Are Dead’ sets its return - Variety</title>
<link>https://news.google.com/rss/articles/CBMi1abcd?oc=5</link><guid isPermaLink="false">CBMi1abcd</guid>
<pubDate>Fri, 16 Jan 2026 08:00:00 GMT</pubDate>
<description>&lt;a href="https://news.google.com/rss/articles/CBMi1abcd?oc=5" target="_blank"&gt;‘All of Us
 Are Dead’ sets its return&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;Variety&lt;/font&gt;</description>
<source url="https://variety.com">Variety</source></item></channel></rss>"""


def test_a_channels_entry_is_a_video_with_its_description_for_text() -> None:
    parsed = parse_feed(CHANNEL.encode(), url="https://www.youtube.com/feeds/videos.xml", content_type="", lang="en")
    (video,) = parsed.entries
    assert (video.guid, video.url) == ("yt:video:v1", "https://www.youtube.com/watch?v=v1")
    assert video.title == "All of Us Are Dead: Season 2 | Official Trailer"
    assert video.text == "School is back.\n\nOnly on Lantern, May 2.\nSubscribe & share."
    assert (video.outlet, video.lang) == ("Lantern Series", "en")
    assert video.published == datetime(2026, 1, 17, 5, tzinfo=UTC)


def test_an_entry_of_google_news_is_its_outlets() -> None:
    (entry,) = parse_feed(SEARCH.encode(), url="https://news.google.com/rss", content_type="", lang=None).entries
    assert (entry.title, entry.outlet) == ("‘All of Us Are Dead’ sets its return", "Variety")
    assert (entry.guid, entry.url) == ("CBMi1abcd", "https://news.google.com/rss/articles/CBMi1abcd?oc=5")
    assert entry.text == ""
    assert entry.outlet_site == "https://variety.com"


def test_what_others_wrote_beside_it_is_not_of_an_entry_of_google_news() -> None:
    other = "&lt;ol&gt;&lt;li&gt;&lt;a href='https://news.google.com/rss/articles/CBMi2'&gt;Another show is cancelled"
    told = SEARCH.replace("<description>&lt;a", f"<description>{other}&lt;/a&gt;&lt;/li&gt;&lt;/ol&gt;&lt;a")
    before, after = (
        parse_feed(feed.encode(), url="https://news.google.com/rss", content_type="", lang=None).entries
        for feed in (SEARCH, told)
    )
    assert told != SEARCH
    assert before == after


def test_both_readers_know_where_an_outlet_is_at_home() -> None:
    odd = SEARCH.replace("<channel>", "<channel><cloud/>")
    (entry,) = parse_feed(odd.encode(), url="https://news.google.com/rss", content_type="", lang=None).entries
    assert entry.outlet_site == "https://variety.com"


def test_a_link_to_the_outlet_itself_needs_no_other_name() -> None:
    direct = SEARCH.replace("https://news.google.com/rss/articles/CBMi1abcd?oc=5", "https://variety.com/2026/returns")
    (entry,) = parse_feed(direct.encode(), url="https://news.google.com/rss", content_type="", lang=None).entries
    assert (entry.url, entry.outlet, entry.outlet_site) == ("https://variety.com/2026/returns", "Variety", None)
