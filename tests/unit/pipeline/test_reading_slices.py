"""What is known of a source's last body spares its reading, and changes nothing of what is read."""

from dataclasses import replace

import pytest

from season_watch.model.source import Source, SourceName
from season_watch.pipeline.reading import SourceBody, SourceRead, read_source
from tests.unit.pipeline.world import START, WRAPPED, News, rss
from tests.vocabulary import WATCH

OLD = News(title="All of Us Are Dead season 2: what we know", url="https://outlet.example/old", guid="1")
OTHER = replace(OLD, title="All of Us Are Dead season 2 adds Lomon", url="https://outlet.example/other", guid="2")
NEW = replace(WRAPPED, url="https://outlet.example/new", guid="3")


def read(*entries: News, after: SourceRead | None = None) -> SourceRead:
    """Read a body of these entries, after another of which everything is known."""
    source = Source(name=SourceName("wire"), url="https://wire.example/rss", watches=(WATCH.name,))
    known = (after.digests, after.slices) if after else (frozenset[str](), frozenset[str]())
    job = SourceBody(
        body=rss(entries),
        url=source.url,
        content_type="application/xml",
        source=source,
        watches=(WATCH,),
        known=known[0],
        known_slices=known[1],
        now=START,
    )
    return read_source(job)


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((NEW, OLD), id="one new"),
        pytest.param((OLD,), id="none new"),
        pytest.param((), id="an empty body"),
        pytest.param((NEW, OTHER), id="all new"),
        pytest.param((replace(NEW, guid=OLD.guid), OLD), id="a new one with the guid of a known one"),
        pytest.param((replace(OLD, guid="9"), NEW), id="a new guid for what is known"),
        pytest.param((replace(OLD, text="It changed."), NEW), id="a known one that changed"),
        pytest.param((NEW, replace(OLD, url=f"{OLD.url}?utm_source=rss")), id="a known one with another tracker"),
    ],
)
def test_slices_change_nothing_of_what_is_read(entries: tuple[News, ...]) -> None:
    last = read(OLD)
    with_slices = replace(read(*entries, after=last), notes=())
    assert with_slices == read(*entries, after=replace(last, slices=frozenset()))


def test_a_new_entry_that_shares_the_guid_of_a_known_one_has_none() -> None:
    (new,) = read(replace(NEW, guid=OLD.guid), OLD, after=read(OLD)).entries
    assert new.entry.guid is None


def test_an_entry_whose_digest_was_forgotten_is_read_again() -> None:
    last = read(OLD, OTHER)
    forgotten = replace(last, digests=frozenset())
    assert read(OLD, OTHER, after=forgotten) == read(OLD, OTHER)


def test_slices_are_those_of_the_last_body_alone() -> None:
    first = read(OLD, OTHER)
    second = read(NEW, OTHER, after=first)
    assert len(second.slices) == 2
    assert len(second.slices & first.slices) == 1


@pytest.mark.parametrize(
    ("entries", "notes"),
    [
        pytest.param((replace(OLD, guid="8"), replace(OTHER, guid="9")), ("unstable-guid",), id="new ones for all"),
        pytest.param((replace(OLD, guid="8"), replace(OTHER, guid="9"), NEW), ("unstable-guid",), id="and a new entry"),
        pytest.param((replace(OLD, guid="8"), OTHER), (), id="a new one for one of them"),
        pytest.param((replace(OLD, guid=None), replace(OTHER, guid=None)), (), id="none any more"),
        pytest.param((replace(OLD, text="It changed.", guid="8"), NEW), (), id="a new one for what changed"),
        pytest.param((NEW,), (), id="new entries alone"),
    ],
)
def test_a_feed_is_told_of_that_gives_new_guids_to_all_it_listed(
    entries: tuple[News, ...], notes: tuple[str, ...]
) -> None:
    assert read(*entries, after=read(OLD, OTHER)).notes == notes
