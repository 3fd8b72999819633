"""A feed of our own for a child to read before those of others: it then has imported what a usual one needs.

No watch is named in it: the rules of a language take longest to load, and often nothing has to be read by them.
"""

from datetime import UTC, datetime

from season_watch.model.source import Source, SourceName
from season_watch.pipeline.reading import SourceBody

_FEED = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Rehearsal</title><link>https://example.org/</link><item>
<title>A rehearsal</title><link>https://example.org/rehearsal</link>
<guid>https://example.org/rehearsal</guid><pubDate>Mon, 12 Jan 2026 09:00:00 +0000</pubDate>
<description>What is read here is kept by nobody.</description>
</item></channel></rss>
"""

SAMPLE = SourceBody(
    body=_FEED,
    url="https://example.org/feed.xml",
    content_type="application/rss+xml",
    source=Source(name=SourceName("rehearsal"), url="https://example.org/feed.xml"),
    watches=(),
    known=frozenset(),
    now=datetime(2026, 1, 13, tzinfo=UTC),
)
