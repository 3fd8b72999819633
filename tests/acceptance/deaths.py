"""The points between a poll and a delivery at which a daemon is killed, each brought about by what is around it.

Each function starts a daemon, kills it there, and sees by what was kept and received that it was there.
"""

import time
from collections.abc import Callable
from random import Random

from tests.acceptance.invariants import expect_no_leases
from tests.acceptance.nursery import Fledgling, Nursery
from tests.acceptance.ordeal import Ordeal
from tests.acceptance.waiting import wait_until

EARLY = 0.6
LATEST = 2.5
"""Seconds after a fork. By the first it has started and sends what waited; by the second it has polled, read, decided
and sent. Half of the random kills fall before the first."""

MOST_WRITES = 6
"""How often the log of the database changes while little is to be done: leases, claims, what is kept, attempts."""

BREATH = 0.15
"""Seconds within which a daemon does what it has just been given to do; a kill falls anywhere in them."""

Death = Callable[[Ordeal, Nursery, Random], None]


def when_asked_and_not_answered(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """A feed has been asked for, and its server keeps silent."""
    with world.feed_held():
        daemon = nursery.start()
        assert world.asked.wait(10)
        _kill(world, daemon)


def when_half_a_body_came(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """A feed is being received."""
    world.publish()
    before = world.updates()
    with world.feed_held(half=True):
        daemon = nursery.start()
        assert world.asked.wait(10)
        _kill(world, daemon)
    assert world.updates() == before, "the point was missed"


def when_fetched_and_not_read(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """The child that reads is started once a body is there, and loads for longer than the kill takes."""
    world.publish()
    before = world.updates()
    daemon = nursery.start()
    wait_until(lambda: bool(daemon.children))
    _kill(world, daemon)
    assert world.updates() == before, "the point was missed"


def when_read_and_not_kept(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """Another process holds the database, so that nothing can be kept of what is read."""
    world.publish()
    before = world.updates()
    daemon = nursery.start()
    wait_until(lambda: bool(daemon.children))
    with world.database_held():
        time.sleep(randomness.uniform(0, LATEST))
        _kill(world, daemon)
    assert world.updates() == before, "the point was missed"


def while_it_writes(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """The log of the database has just changed, for the first time or a later one."""
    log = world.configuration.database.with_name(f"{world.configuration.database.name}-wal")

    def mark() -> tuple[int, int]:
        return (log.stat().st_mtime_ns, log.stat().st_size) if log.exists() else (0, 0)

    daemon = nursery.start()
    for _ in range(randomness.randint(1, MOST_WRITES)):
        before, deadline = mark(), time.monotonic() + LATEST
        while mark() == before and time.monotonic() < deadline:
            pass
    _kill(world, daemon)


def when_kept_and_not_sent(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """The tick that delivers comes up to a second after the commit."""
    world.publish()
    before, waiting = world.updates(), world.unsent()
    daemon = nursery.start()
    wait_until(lambda: world.updates() > before)
    _kill(world, daemon)
    new = world.unsent() - waiting
    assert new
    assert new.isdisjoint(world.receipts().by_id()), "the point was missed"


def when_leased_and_not_handed_over(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """The mail server has heard who sends, and nothing more."""
    _something_waits(world, "mail")
    received = len(world.mailbox.received)
    with world.mail_held("MAIL"):
        daemon = nursery.start()
        assert world.mailbox.holding.wait(10)
        _kill(world, daemon)
    assert len(world.mailbox.received) == received, "the point was missed"


def when_mailed_and_not_answered(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """The mail server has the mail, and the daemon waits for its answer."""
    _something_waits(world, "mail")
    received = len(world.mailbox.received)
    with world.mail_held():
        daemon = nursery.start()
        mail = world.mailbox.wait_for(received + 1)[-1]
        _kill(world, daemon)
    assert mail.message["Message-ID"].strip("<>").partition("@")[0] in world.unsent(), "the point was missed"


def when_posted_and_not_answered(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """The webhook's receiver has the post, and the daemon waits for its answer."""
    _something_waits(world, "hook")
    received = len(world.hook.posted)
    with world.post_held():
        daemon = nursery.start()
        post = world.hook.wait_for(received + 1)[-1]
        _kill(world, daemon)
    assert post.headers["webhook-id"] in world.unsent(), "the point was missed"


def when_answered_and_not_recorded(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """The webhook's receiver has said that it took the post, and another process holds the database."""
    _something_waits(world, "hook")
    received = len(world.hook.posted)
    with world.post_held() as answer:
        daemon = nursery.start()
        post = world.hook.wait_for(received + 1)[-1]
        with world.database_held():
            answer.set()
            time.sleep(randomness.uniform(0, BREATH))
            _kill(world, daemon)
    assert post.headers["webhook-id"] in world.unsent(), "the point was missed"


def while_it_drains(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """It was asked to stop, and lets what is under way finish."""
    _something_waits(world, "mail")
    received = len(world.mailbox.received)
    with world.mail_held():
        daemon = nursery.start()
        world.mailbox.wait_for(received + 1)
        daemon.ask_to_stop()
        time.sleep(randomness.uniform(0, BREATH))
        _kill(world, daemon)


def when_a_receiver_dropped_the_line(world: Ordeal, nursery: Nursery, _: Random) -> None:
    """A receiver took a message and hung up, so that nobody knows that it has it."""
    _something_waits(world, "hook")
    world.drop_next()
    before = world.drops
    daemon = nursery.start()
    wait_until(lambda: world.drops > before)
    _kill(world, daemon)


def at_random(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """Anywhere from the start to the rest after the work."""
    if randomness.random() < 0.5:
        world.publish()
    daemon = nursery.start()
    time.sleep(randomness.uniform(*randomness.choice(((0, EARLY), (EARLY, LATEST)))))
    _kill(world, daemon)


def when_told_to_stop(world: Ordeal, nursery: Nursery, randomness: Random) -> None:
    """No death: it is asked to stop at any moment, by receivers that take their time, and leaves nothing undone."""
    world.publish()
    world.slow_down()
    starts = nursery.starts
    daemon = nursery.start()
    wait_until(lambda: nursery.starts > starts)
    time.sleep(randomness.uniform(0, LATEST))
    assert daemon.stop() == 0
    expect_no_leases(world.configuration.database)
    world.speed_up()


NAMED: tuple[Death, ...] = (
    when_asked_and_not_answered,
    when_half_a_body_came,
    when_fetched_and_not_read,
    when_read_and_not_kept,
    while_it_writes,
    when_kept_and_not_sent,
    when_leased_and_not_handed_over,
    when_mailed_and_not_answered,
    when_posted_and_not_answered,
    when_answered_and_not_recorded,
    while_it_drains,
    when_a_receiver_dropped_the_line,
    when_told_to_stop,
)


def _kill(world: Ordeal, daemon: Fledgling) -> None:
    daemon.kill()
    world.kills += 1


def _something_waits(world: Ordeal, channel: str) -> None:
    """A daemon is given something to send, unless it has that already."""
    if not world.unsent(channel):
        world.publish()
