"""What a check keeps, and what it sets off."""

from dataclasses import replace
from datetime import timedelta

from season_watch.model.board import Change
from season_watch.model.delivery import DeliveryState
from season_watch.model.source import NO_VALIDATORS, FeedWish, Health, SourceName, Trust
from season_watch.model.subscription import NO_HUB, Hub, Subscription, SubscriptionState
from season_watch.model.trouble import Certificate
from season_watch.pipeline.ports import FetchFailed, NotModified
from season_watch.policy.schedule import LONGEST_BACKOFF
from tests.unit.pipeline.world import FILLER, START, WRAPPED, News, World, rss
from tests.vocabulary import WATCH, told

DAY = timedelta(days=1)
DEAD = FetchFailed(reason="http-503", detail="https://wire.example/rss answers 503")
PUT_OFF = FetchFailed(reason="put-off", detail="it rests", retry_after=timedelta(hours=3), asked=False)
GONE = FetchFailed(reason="http-410", detail="https://wire.example/rss answers 410", gone=True)


def notices(world: World) -> list[str]:
    """What the program said of itself."""
    kinds = [delivery.message.kind for delivery in world.deliveries]
    return [kind for kind in kinds if kind.startswith("notice")]


async def test_a_new_claim_is_an_update_with_a_delivery(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)

    assert [told(update.fact) for update in world.updates] == ["filming.wrapped"]
    (delivery,) = world.deliveries
    assert delivery.state is DeliveryState.PENDING
    assert delivery.message.subject == "[All of Us Are Dead S2] Confirmed: filming has wrapped"
    assert delivery.message.data["evidence"]["quote"] in f"{WRAPPED.title}\n{WRAPPED.text}"


async def test_a_repeat_in_another_outlet_sets_off_no_alert(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", WRAPPED)
    await world.check(
        "desk", replace(WRAPPED, title="It's a wrap on All of Us Are Dead season 2", url="https://desk.example/1")
    )

    assert len(world.updates) == 1


async def test_twenty_sources_with_one_story_make_one_item_and_one_update(world: World) -> None:
    for number in range(20):
        await world.add(f"s{number}")
    for number in range(20):
        await world.check(f"s{number}", replace(WRAPPED, url=f"{WRAPPED.url}?utm_source=s{number}", guid=f"g{number}"))

    assert len(world.store.items) == 1
    assert len(world.store.sightings) == 20
    assert len(world.updates) == len(world.deliveries) == 1


async def test_the_same_text_at_another_address_is_kept_once(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED, replace(WRAPPED, url="https://mirror.example/copy"))

    assert len(world.store.items) == 1


async def test_new_guids_for_old_links_bring_nothing(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(WRAPPED, guid="1"))
    plan = await world.check("wire", replace(WRAPPED, guid="2"))

    assert (len(world.store.items), plan.updates) == (1, ())


async def test_a_changed_text_is_a_new_version_of_its_item(world: World) -> None:
    await world.add("wire")
    first = News(title="All of Us Are Dead season 2: everything we know", text=FILLER, guid="1")
    await world.check("wire", first)
    plan = await world.check("wire", replace(first, text=WRAPPED.text))

    (item,) = world.store.items.values()
    assert (item.version, item.text) == (2, WRAPPED.text)
    assert [told(update.fact) for update in plan.updates] == ["filming.wrapped"]


async def test_a_page_that_is_kept_up_to_date_is_news_of_the_day_it_changed(world: World) -> None:
    await world.add("wire")
    started = News(title="All of Us Are Dead season 2 is in production", text=f"Cameras are rolling now. {FILLER}")
    page = News(title="All of Us Are Dead season 2: everything we know", text=FILLER, url="https://wire.example/all")
    await world.check("wire", page)
    world.now += timedelta(days=300)
    await world.check("wire", page, replace(started, published=world.now))
    world.now += timedelta(days=100)
    plan = await world.check("wire", replace(page, text=WRAPPED.text))

    assert [told(update.fact) for update in plan.updates] == ["filming.wrapped"]
    assert plan.updates[0].witness.published == world.now


async def test_another_source_cannot_change_an_item(world: World) -> None:
    await world.add("wire")
    await world.add("desk")
    await world.check("wire", WRAPPED)
    await world.check("desk", replace(WRAPPED, text=f"All of Us Are Dead season 2 is cancelled. {FILLER}"))

    (item,) = world.store.items.values()
    assert (item.version, item.text) == (1, WRAPPED.text)


async def test_what_was_there_before_its_source_was_added_is_not_sent(world: World) -> None:
    await world.add("wire")
    plan = await world.check("wire", replace(WRAPPED, published=START - timedelta(days=3)))

    assert len(world.updates) == 1
    assert [delivery.state for delivery in world.deliveries] == [DeliveryState.SUPPRESSED]
    assert plan.outcome is not None
    assert plan.outcome.note == "1 entry from before it was added: read, not sent"


async def test_an_undated_entry_on_the_first_check_counts_as_old(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(WRAPPED, published=None))

    assert [delivery.state for delivery in world.deliveries] == [DeliveryState.SUPPRESSED]


async def test_backfill_sends_what_was_there_before(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(WRAPPED, published=START - timedelta(days=3)), backfill=True)

    assert [delivery.state for delivery in world.deliveries] == [DeliveryState.PENDING]


async def test_a_date_in_the_future_is_not_believed(world: World) -> None:
    await world.add("wire")
    await world.check("wire", replace(WRAPPED, published=START + timedelta(days=4000)))

    (item,) = world.store.items.values()
    assert item.published == world.now


async def test_a_fan_page_is_never_confirmed(world: World) -> None:
    await world.add("fans", trust=Trust.FAN)
    await world.check("fans", WRAPPED)

    assert [told(update.fact) for update in world.updates] == ["?filming.wrapped"]


async def test_a_rumour_that_comes_true_is_confirmed_once(world: World) -> None:
    await world.add("fans", trust=Trust.FAN)
    await world.add("wire")
    await world.check("fans", WRAPPED)
    await world.check("wire", replace(WRAPPED, url="https://wire.example/2", text=f"{WRAPPED.text} More soon."))

    assert [update.change for update in world.updates] == [Change.OPENED, Change.CONFIRMED]


async def test_an_entry_that_mentions_no_watch_is_not_kept_from_a_source_of_all_watches(world: World) -> None:
    await world.add("wire")
    known = world.store.sources[SourceName("wire")]
    known.check = replace(known.check, source=replace(known.check.source, watches=()))
    await world.check("wire", News(title="Another show", text=FILLER), replace(WRAPPED, url="https://wire.example/2"))

    assert [item.title for item in world.store.items.values()] == [WRAPPED.title]


async def test_an_error_page_in_place_of_the_feed_removes_nothing(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    world.fetcher.publish("https://wire.example/rss", b"<html><body><h1>Please log in</h1></body></html>")
    plan = await world.check_as_it_is("wire")

    assert plan.outcome is not None
    assert (plan.outcome.health, plan.outcome.failures) == (Health.FAILING, 1)
    assert (plan.outcome.error or "").startswith("not-a-feed: ")
    assert len(world.store.items) == 1


async def test_a_failed_check_keeps_the_validators_of_the_body_that_is_stored(world: World) -> None:
    await world.add("wire")
    world.fetcher.publish("https://wire.example/rss", b"<rss version='2.0'><channel/></rss>", etag='"1"')
    before = await world.check_as_it_is("wire")
    world.fetcher.publish("https://wire.example/rss", b"<html>no feed</html>", etag='"2"')
    after = await world.check_as_it_is("wire")

    assert before.outcome is not None
    assert after.outcome is not None
    assert after.outcome.validators == before.outcome.validators
    assert after.outcome.body_digest == before.outcome.body_digest


async def test_a_source_that_goes_blind_and_sees_again_is_told_once_each(world: World) -> None:
    await world.add("wire")
    world.fetcher.fail("https://wire.example/rss", DEAD)
    for _ in range(5):
        await world.check_as_it_is("wire")
    await world.check("wire", WRAPPED)
    await world.check("wire", WRAPPED)

    assert notices(world) == ["notice.source_blind", "notice.source_seeing"]


async def test_a_source_that_lists_nothing_any_more_is_told_once_and_once_when_it_does_again(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    for _ in range(5):
        await world.check("wire")
    await world.check("wire", WRAPPED)
    await world.check("wire", WRAPPED)

    assert notices(world) == ["notice.source_empty", "notice.source_seeing"]


async def test_a_feed_that_falls_silent_is_told_once_and_once_when_it_speaks_again(world: World) -> None:
    await world.add("wire")
    entries = tuple(
        replace(WRAPPED, url=f"https://outlet.example/{number}", published=START - number * DAY) for number in range(6)
    )
    for _ in range(8):
        await world.check("wire", *entries)
    assert notices(world) == ["notice.source_silent"]
    fresh = replace(WRAPPED, url="https://outlet.example/new", published=world.now)
    await world.check("wire", *entries, fresh)
    await world.check("wire", *entries, fresh)

    assert notices(world) == ["notice.source_silent", "notice.source_seeing"]
    assert "tells something new again" in world.deliveries[-1].message.subject


async def test_the_rhythm_of_a_feed_is_learnt_though_its_entries_come_one_by_one(world: World) -> None:
    await world.add("wire")
    for number in range(6):
        entry = replace(WRAPPED, url=f"https://outlet.example/{number}", published=world.now)
        await world.check("wire", entry)
    for _ in range(6):
        await world.check_as_it_is("wire")

    assert notices(world) == ["notice.source_silent"]


async def test_a_certificate_that_ends_soon_is_told_once_and_once_when_it_is_renewed(world: World) -> None:
    await world.add("wire")
    url = "https://wire.example/rss"
    ending = Certificate(since=START - 80 * DAY, until=START + 7 * DAY)
    for certificate in (ending, ending, None, None):
        world.fetcher.script(url, NotModified(validators=NO_VALIDATORS, certificate=certificate))
        await world.check_as_it_is("wire")

    assert notices(world) == ["notice.certificate_ending", "notice.certificate_renewed"]
    assert "2025-01-08" in world.deliveries[0].message.data["notice"]["text"]


async def test_a_source_is_asked_at_its_new_address_once_that_was_said_for_days(world: World) -> None:
    await world.add("wire")
    url, new = "https://wire.example/rss", "https://new.example/rss"
    for _ in range(3):
        world.fetcher.script(url, NotModified(validators=NO_VALIDATORS, moved_to=new))
        await world.check_as_it_is("wire")
    world.fetcher.publish(new, rss((WRAPPED,)))
    await world.check_as_it_is("wire")

    assert [request.url for request in world.fetcher.requests] == [url, url, url, new]
    assert len(world.updates) == 1


async def test_the_next_check_follows_what_the_source_has_brought(world: World) -> None:
    await world.add("wire")
    brought = [
        replace(WRAPPED, url=f"https://wire.example/{hour}", published=START + timedelta(hours=hour))
        for hour in range(48)
    ]
    first = (await world.check("wire", *brought)).outcome
    unchanged = (await world.check_as_it_is("wire")).outcome

    assert first is not None
    assert unchanged is not None
    assert first.rhythm is not None
    assert sum(first.rhythm.hours) == 48
    assert timedelta(minutes=15) <= first.next_check_at - first.at < timedelta(minutes=30)
    assert first.next_check_reason == "about 22 entries a day, more at this hour"
    assert unchanged.rhythm is None
    assert unchanged.next_check_at - unchanged.at > first.next_check_at - first.at


async def test_what_a_feed_wished_holds_while_it_is_unchanged(world: World) -> None:
    await world.add("wire")
    url, patient = "https://wire.example/rss", rss((WRAPPED,)).replace(b"<item>", b"<ttl>600</ttl><item>")
    world.fetcher.publish(url, patient)
    changed = await world.check_as_it_is("wire")
    same = await world.check_as_it_is("wire")
    world.fetcher.script(url, NotModified(validators=NO_VALIDATORS))
    unmodified = await world.check_as_it_is("wire")

    outcomes = [plan.outcome for plan in (changed, same, unmodified) if plan.outcome is not None]
    assert [outcome.wish for outcome in outcomes] == [FeedWish(ttl=36_000), None, None]
    assert [outcome.next_check_reason for outcome in outcomes] == ["its feed wishes so"] * 3
    assert all(outcome.next_check_at - outcome.at >= timedelta(hours=10) for outcome in outcomes)


async def test_what_is_listed_anew_because_it_was_forgotten_changes_no_rhythm(world: World) -> None:
    await world.add("wire")
    before = (await world.check("wire", WRAPPED)).outcome
    world.store.sources[SourceName("wire")].digests.clear()
    after = (await world.check("wire", replace(WRAPPED, title="A title that was changed"))).outcome

    assert before is not None
    assert after is not None
    assert after.rhythm == before.rhythm


async def test_a_day_that_the_board_awaits_brings_the_next_check_nearer(world: World) -> None:
    await world.add("wire")
    dated = replace(
        WRAPPED, text=f"All of Us Are Dead season 2 premieres on January 6, 2025, Netflix announced. {FILLER}"
    )
    await world.check("wire", dated)
    outcome = (await world.check_as_it_is("wire")).outcome

    assert outcome is not None
    assert outcome.next_check_reason == f"2025-01-06 is awaited for {WATCH.name}"


async def test_failures_push_the_next_check_away(world: World) -> None:
    await world.add("wire")
    world.fetcher.fail("https://wire.example/rss", DEAD)
    outcomes = [(await world.check_as_it_is("wire")).outcome for _ in range(6)]

    waits = [outcome.next_check_at - outcome.at for outcome in outcomes if outcome is not None]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_BACKOFF
    assert outcomes[-1] is not None
    assert outcomes[-1].next_check_reason == "it failed 6 times in a row"


async def test_a_source_that_is_gone_twice_is_paused_with_a_notice(world: World) -> None:
    await world.add("wire")
    world.fetcher.fail("https://wire.example/rss", GONE)
    first = await world.check_as_it_is("wire")
    second = await world.check_as_it_is("wire")

    assert first.outcome is not None
    assert second.outcome is not None
    assert (first.outcome.paused, second.outcome.paused) == (False, True)
    assert [delivery.message.kind for delivery in world.deliveries] == ["notice.source_gone"]


async def test_a_source_that_failed_and_then_is_gone_once_is_tried_on(world: World) -> None:
    await world.add("wire")
    world.fetcher.fail("https://wire.example/rss", DEAD)
    await world.check_as_it_is("wire")
    world.fetcher.fail("https://wire.example/rss", GONE)
    plan = await world.check_as_it_is("wire")

    assert plan.outcome is not None
    assert (plan.outcome.failures, plan.outcome.paused) == (2, False)


async def test_a_paused_source_that_is_asked_by_name_is_not_told_of_again(world: World) -> None:
    await world.add("wire")
    world.fetcher.fail("https://wire.example/rss", GONE)
    for _ in range(4):
        await world.check_as_it_is("wire")

    assert [delivery.message.kind for delivery in world.deliveries] == ["notice.source_gone"]


async def test_an_unchanged_body_is_not_parsed_again(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    plan = await world.check_as_it_is("wire")

    assert (plan.items, plan.sightings) == ((), ())
    assert plan.outcome is not None
    assert plan.outcome.health is Health.OK


HUB = Hub(url="https://hub.example/", topic="https://wire.example/feed")


async def test_a_hub_is_not_blamed_for_entries_that_are_listed_anew_because_they_were_forgotten(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    known = world.store.sources[SourceName("wire")]
    until = world.clock() + timedelta(days=9)
    held = Subscription(hub=HUB, state=SubscriptionState.HELD, next_ask_at=until, lease_until=until)
    known.check = replace(known.check, subscription=held, body_digest=None)
    known.digests.clear()
    read_again = (await world.check_as_it_is("wire")).outcome
    assert read_again is not None
    assert not read_again.missed


async def test_what_was_noted_of_a_body_stays_while_the_source_answers_with_no_other(world: World) -> None:
    await world.add("wire")
    noted = (await world.check("wire", replace(WRAPPED, published=START - timedelta(days=1)))).outcome
    unchanged = (await world.check_as_it_is("wire")).outcome
    world.fetcher.script("https://wire.example/rss", DEAD)
    failed = (await world.check_as_it_is("wire")).outcome
    changed = (await world.check("wire", WRAPPED)).outcome
    assert noted is not None
    assert unchanged is not None
    assert failed is not None
    assert changed is not None
    assert noted.note == unchanged.note == failed.note == "1 entry from before it was added: read, not sent"
    assert changed.note is None


async def test_polling_goes_slow_while_a_hub_tells_and_as_before_once_it_does_not(world: World) -> None:
    await world.add("wire")
    await world.check("wire", WRAPPED)
    known = world.store.sources[SourceName("wire")]
    held = Subscription(
        hub=HUB,
        state=SubscriptionState.HELD,
        next_ask_at=world.clock(),
        lease_until=world.clock() + timedelta(days=9),
    )
    known.check = replace(known.check, subscription=held)
    unchanged = (await world.check_as_it_is("wire")).outcome
    untold = (await world.check("wire", WRAPPED, replace(WRAPPED, url="https://outlet.example/new"))).outcome

    assert unchanged is not None
    assert untold is not None
    known.check = replace(known.check, subscription=held, last_checked_at=None)
    unnamed = (await world.check("wire", WRAPPED, replace(WRAPPED, url="https://outlet.example/newer"))).outcome

    assert unnamed is not None
    assert unchanged.next_check_reason == "its hub tells of news"
    assert untold.missed
    assert not unnamed.missed
    assert unnamed.next_check_reason != "its hub tells of news"
    assert untold.next_check_reason != "its hub tells of news"
    assert untold.hub == NO_HUB


async def test_a_check_that_its_host_puts_off_changes_nothing_but_when_it_is_made(world: World) -> None:
    name = await world.add("wire")
    await world.check("wire", WRAPPED)
    before = world.store.sources[name]
    state, outcome = before.check, before.outcome
    world.fetcher.script(state.source.url, PUT_OFF)
    plan = await world.check_as_it_is("wire")

    after = world.store.sources[name]
    assert (after.check, after.outcome, plan.outcome) == (state, outcome, None)
    assert after.next_check_at == world.clock() + timedelta(hours=3)
    assert after.postponement
    assert after.postponement.next_check_reason == "its host asks to be left alone"


async def test_what_puts_off_a_check_for_weeks_sets_off_no_notice(world: World) -> None:
    name = await world.add("wire")
    url = world.store.sources[name].check.source.url
    for _ in range(30):
        world.fetcher.script(url, PUT_OFF)
        await world.check_as_it_is("wire")

    assert (notices(world), world.store.sources[name].check.failures) == ([], 0)
