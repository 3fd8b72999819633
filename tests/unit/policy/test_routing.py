import pytest

from season_watch.model.claim import Certainty, Facet
from season_watch.model.delivery import Channel, ChannelKind, ChannelName, Rule
from season_watch.model.watch import WatchName
from season_watch.policy.board import weigh
from season_watch.policy.routing import routed
from tests.vocabulary import WATCH, board, claim, day, item

MAIL = Channel(name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=("fan@home.example",))
HOOK = Channel(name=ChannelName("hook"), kind=ChannelKind.WEBHOOK, recipients=("https://hook.example",))
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
        pytest.param((Rule(channels=(ChannelName("gone"),)),), [], id="a-channel-that-is-not-there"),
    ],
)
def test_rules_say_where_an_update_goes(rules: tuple[Rule, ...], names: list[str]) -> None:
    assert [route.channel.name for route in routed(RUMOUR, rules, (MAIL, HOOK))] == names
