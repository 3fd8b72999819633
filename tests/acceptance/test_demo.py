"""The demo itself: the history of a season, through real feeds, pages, mail and posts, in under a minute."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from standardwebhooks import Webhook

from season_watch.cli.actions.boards import board_lines
from season_watch.cli.actions.writing import write
from season_watch.demo.configuration import SECRET
from season_watch.demo.history import WATCH, stories
from season_watch.demo.perform import Performance, perform
from season_watch.demo.sources import FAN_OUTLET
from season_watch.model.board import Belief, Standing, Update
from season_watch.model.claim import Certainty
from season_watch.storage.queries import UpdateFilter, board, boards, reading, updates
from tests.packaging.checkout import text_of

pytestmark = pytest.mark.slow

LONGEST = 60.0
"""Seconds that a newcomer may have to wait for the end."""

FAN_MADE = "aouad-022"
"""It tells of a trailer that fans put together."""

DATED_FALSELY = "aouad-020"
"""A fan outlet's date and teaser, neither of which is real; aouad-023 says so."""

REPEATS = ("aouad-009", "aouad-018", "aouad-019")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One performance, and what it left in the database. Titles name the stories."""

    performance: Performance
    seconds: float
    updates: tuple[Update, ...]
    beliefs: tuple[Belief, ...]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    began = time.monotonic()
    performance = asyncio.run(perform(tmp_path_factory.mktemp("demo"), lambda _: None))
    seconds = time.monotonic() - began
    with reading(performance.database) as connection:
        return Shown(
            performance=performance,
            seconds=seconds,
            updates=tuple(numbered.update for numbered in reversed(updates(connection, UpdateFilter()))),
            beliefs=tuple(belief for board in boards(connection) for belief in board.beliefs),
        )


def test_it_is_over_within_a_minute(shown: Shown) -> None:
    assert shown.seconds < LONGEST


def test_it_reads_the_whole_history_and_alerts(shown: Shown) -> None:
    assert shown.performance.counts.items >= len(stories()) * 0.9, "copies are kept with their originals"
    assert shown.updates


@pytest.mark.parametrize(
    "said",
    [lambda update: (update.fact, update.change), lambda update: update.key],
    ids=["the same change", "the same key"],
)
def test_nothing_is_news_twice(shown: Shown, said: Callable[[Update], object]) -> None:
    assert max(Counter(map(said, shown.updates)).values()) == 1


def test_its_board_can_be_made_anew(shown: Shown) -> None:
    (rebuilt,) = write(shown.performance.database, lambda store: store.rebuild((), keep=False))
    assert not rebuilt.differs
    assert rebuilt.after.beliefs == shown.beliefs


def test_no_mail_and_no_post_comes_twice(shown: Shown) -> None:
    mails = Counter(mail["Message-ID"] for mail in shown.performance.mails)
    posts = Counter(post.headers["webhook-id"] for post in shown.performance.posts)
    subjects = Counter(mail["Subject"] for mail in shown.performance.mails)
    assert max((*mails.values(), *posts.values(), *subjects.values())) == 1


def test_each_update_is_mailed_once_and_posted_once_in_their_order(shown: Shown) -> None:
    keys = [update.key for update in shown.updates]
    assert [post.document["data"]["update"]["key"] for post in shown.performance.posts] == keys
    assert len(shown.performance.mails) == len(keys)
    assert all(key in _text(mail) for key, mail in zip(keys, shown.performance.mails, strict=True))


@pytest.mark.parametrize("silent", [FAN_MADE, *REPEATS])
def test_a_fan_made_trailer_and_repeats_set_off_nothing(shown: Shown, silent: str) -> None:
    assert _title(silent) not in {update.witness.title for update in shown.updates}


def test_each_mail_shows_its_evidence(shown: Shown) -> None:
    for update, mail in zip(shown.updates, shown.performance.mails, strict=True):
        text = " ".join(_text(mail).replace("\n> ", "\n").split())
        assert " ".join(update.witness.evidence.quote.split()) in text
        assert update.witness.url in text
        assert update.witness.outlet in text


def test_each_post_is_signed_as_standard_webhooks_says(shown: Shown) -> None:
    receiver = Webhook(SECRET)
    for post in shown.performance.posts:
        stamp = datetime.fromtimestamp(int(post.headers["webhook-timestamp"]), UTC)
        # Its `verify` refuses what is old, as all is at the time of the demo's calendar.
        signature = receiver.sign(post.headers["webhook-id"], stamp, post.body.decode())
        assert post.headers["webhook-signature"] == signature


def test_what_a_fan_outlet_claims_is_rumoured_and_contradicted_once_it_is_denied(shown: Shown) -> None:
    claimed = [belief for belief in shown.beliefs if _is_claimed_by_nobody_else(belief, DATED_FALSELY)]
    assert claimed, f"nothing was read from {DATED_FALSELY}, of {FAN_OUTLET}"
    assert {belief.certainty for belief in claimed} == {Certainty.RUMOURED}
    assert {belief.standing for belief in claimed} == {Standing.CONTRADICTED}


def test_the_readme_says_of_the_season_what_the_demo_says(shown: Shown) -> None:
    with reading(shown.performance.database) as connection:
        lines = board_lines(WATCH, board(connection, WATCH.name), stories()[-1].published.date())
    subject = f"Subject: {shown.performance.mails[-1]['Subject']}"
    said = {line.text for line in lines} | {subject}
    beginning = text_of("README.md").partition("## See it work")[0]
    in_readme = re.findall(r"^(?:Subject: .*| +(?:Confirmed|Rumoured|Contradicted): .*)$", beginning, re.MULTILINE)
    assert subject in in_readme
    assert {line.strip() for line in in_readme} <= said


def _title(story_id: str) -> str:
    return next(story.title for story in stories() if story.id == story_id)


def _is_claimed_by_nobody_else(belief: Belief, story_id: str) -> bool:
    return all(witness.title == _title(story_id) for witness in belief.witnesses)


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
