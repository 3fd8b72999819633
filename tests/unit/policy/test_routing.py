from dataclasses import replace
from datetime import timedelta

import pytest

from season_watch.model.board import Change
from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Rule, Silence, SilenceId
from season_watch.model.timing import AT_ONCE, Timing
from season_watch.model.watch import WatchName
from season_watch.policy.board import weigh
from season_watch.policy.routing import routed, silenced, why_not
from tests.vocabulary import WATCH, board, claim, day, item

MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("fan@home.example",))
HOOK = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://hook.example",))
DAILY = Timing(digest="0 8 * * *", zone="Asia/Seoul")
(RUMOUR,) = weigh(board(), item("a"), [claim("?filming.started")], at=day("2025-01-01")).updates


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        pytest.param((), [], id="no-rule-no-alert"),
        pytest.param(
            (Rule(channels=(MAIL.name, HOOK.name)),), ["mail", "hook"], id="a-rule-without-conditions-takes-all"
        ),
        pytest.param((Rule(channels=(MAIL.name,)), Rule(channels=(MAIL.name,))), ["mail"], id="two-rules-one-alert"),
        pytest.param((Rule(channels=(MAIL.name,), watches=(WatchName("other"),)),), [], id="another-watch"),
        pytest.param((Rule(channels=(MAIL.name,), watches=(WATCH.name,)),), ["mail"], id="this-watch"),
        pytest.param((Rule(channels=(MAIL.name,), facets=(Facet.RELEASE,)),), [], id="another-facet"),
        pytest.param((Rule(channels=(MAIL.name,), certainty=(Certainty.CONFIRMED,)),), [], id="rumours-unwanted"),
        pytest.param((Rule(channels=(MAIL.name,), changes=(Change.MOVED,)),), [], id="another-kind-of-change"),
        pytest.param((Rule(channels=(MAIL.name,), changes=(Change.OPENED,)),), ["mail"], id="this-kind-of-change"),
        pytest.param((Rule(channels=(ChannelName("gone"),)),), [], id="a-channel-that-is-not-there"),
    ],
)
def test_rules_say_where_an_update_goes(rules: tuple[Rule, ...], names: list[str]) -> None:
    assert [route.channel.name for route in routed(RUMOUR, rules, (MAIL, HOOK))] == names


def test_of_several_rules_the_first_that_applies_says_when() -> None:
    urgent = Rule(channels=(MAIL.name,), facets=(Facet.RELEASE,))
    daily = Rule(channels=(MAIL.name,), timing=DAILY)
    now = Rule(channels=(MAIL.name, HOOK.name))
    routes = routed(RUMOUR, (urgent, daily, now), (MAIL, HOOK))
    assert [(route.channel, route.timing) for route in routes] == [(MAIL, DAILY), (HOOK, AT_ONCE)]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        pytest.param(Rule(channels=()), None, id="it-applies"),
        pytest.param(
            Rule(channels=(), facets=(Facet.RELEASE, Facet.TRAILER)),
            "its facet is filming, and the rule is for release, trailer",
            id="another-facet",
        ),
        pytest.param(
            Rule(channels=(), changes=(Change.MOVED,)), "its change is opened, and the rule is for moved", id="change"
        ),
    ],
)
def test_a_rule_says_why_it_does_not_apply(rule: Rule, reason: str | None) -> None:
    assert why_not(rule, RUMOUR) == reason


NOW = day("2025-01-01")


def silence(number: int = 1, days: int = 1, **of: object) -> Silence:
    values = {"watch": None, "facet": None, "channel": None, **of}
    until, added = NOW + timedelta(days=days), NOW - timedelta(days=2)
    return Silence(id=SilenceId(number), until=until, added_at=added, reason="", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("silences", "number"),
    [
        pytest.param((), None, id="none"),
        pytest.param((silence(),), 1, id="of-everything"),
        pytest.param((silence(watch=WATCH.name, facet=Facet.FILMING, channel=MAIL.name),), 1, id="of-this"),
        pytest.param((silence(watch=WatchName("other")),), None, id="of-another-watch"),
        pytest.param((silence(facet=Facet.RELEASE),), None, id="of-another-facet"),
        pytest.param((silence(channel=HOOK.name),), None, id="of-another-channel"),
        pytest.param((silence(days=0),), None, id="that-is-over"),
        pytest.param((replace(silence(), added_at=NOW + timedelta(hours=1)),), None, id="that-was-added-later"),
        pytest.param((silence(1, 1), silence(2, 9), silence(3, 5)), 2, id="the-longest"),
    ],
)
def test_a_silence_is_of_what_it_names_while_it_lasts(silences: tuple[Silence, ...], number: int | None) -> None:
    found = silenced(RUMOUR, MAIL, silences, NOW)
    assert (found.id if found else None) == number
