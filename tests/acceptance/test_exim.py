"""Mail to a server that the world runs: each recipient in its state, and each mail in its mailbox once."""

from pathlib import Path

from season_watch.model.delivery import Channel, ChannelKind, ChannelName, DeliveryState
from season_watch.notifying.accounts import EmailAccount, Security
from season_watch.policy.schedule import LONGEST_WISH
from season_watch.storage.schema import migrate
from tests.acceptance.outbox import outbox
from tests.servers.exim import DOMAIN, exim
from tests.unit.notifying.samples import notice, update

SENT, PENDING, DEAD = DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DEAD
STATES = {"ann": SENT, "full": DEAD, "grey": PENDING, "nobody": DEAD, "bob": SENT}
LATER = STATES | {"grey": SENT}

MAIL = Channel(
    name=ChannelName("mail"), kind=ChannelKind.EMAIL, recipients=tuple(f"{name}@{DOMAIN}" for name in STATES)
)
SUBJECT = "[지금 우리 학교는 S2] Confirmed: filming has wrapped"
MESSAGES = (update(subject=SUBJECT), notice())


async def test_exim_takes_each_mail_once_and_refuses_for_good_or_for_now_whom_it_will(tmp_path: Path) -> None:
    database = tmp_path / "season-watch.db"
    migrate(database)
    with exim() as server:
        account = EmailAccount(
            channel=MAIL.name, host="127.0.0.1", port=server.port, sender=f"watch@{DOMAIN}", security=Security.NONE
        )
        async with outbox(database, MAIL, account) as sending:
            await sending.queue(MESSAGES)
            await sending.attempt()
            assert {_name(one.recipient): one.state for one in sending.kept()} == STATES
            server.let_in()
            sending.now += LONGEST_WISH
            await sending.attempt()
            assert {_name(one.recipient): one.state for one in sending.kept()} == LATER
            taken = {(_name(one.recipient), one.id) for one in sending.kept() if one.state is SENT}
        boxes = {name: server.wait_for(name, len(MESSAGES)) for name, state in LATER.items() if state is SENT}
    arrived = [
        (name, mail["Message-ID"].strip("<>").partition("@")[0]) for name, mails in boxes.items() for mail in mails
    ]
    assert sorted(arrived) == sorted(taken)
    assert {mail["Subject"] for mail in boxes["ann"]} == {message.subject for message in MESSAGES}


def _name(address: str) -> str:
    return address.partition("@")[0]
