"""What Apprise's child lets through to the network, and what it tells of a failure."""

import logging
import subprocess
import sys
from ipaddress import ip_network

import pytest

from season_watch.notifying.apprise_child import Gate, Statuses
from season_watch.outbound.addresses import NetworkPort

HOME = NetworkPort(network=ip_network("192.168.1.5/32"), port=80)
PROGRAM = """
import sys
from season_watch.notifying.apprise_child import Gate
sys.addaudithook(Gate(()))
try:
    {what}
except PermissionError as error:
    print("refused:", error)
"""


@pytest.mark.parametrize(
    "address",
    [("93.184.215.14", 443), ("2606:2800:21f:cb07::1", 443, 0, 0), ("192.168.1.5", 80), None],
    ids=["public", "public, of six", "opened", "datagram of a connected socket"],
)
def test_what_may_be_reached_is_dialled(address: object) -> None:
    gate = Gate((HOME,))
    gate("socket.connect", (object(), address))
    assert gate.refused is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        pytest.param(("127.0.0.1", 80), "loopback", id="loopback"),
        pytest.param(("::ffff:127.0.0.1", 80, 0, 0), "loopback", id="loopback in six"),
        pytest.param(("fe80::1%eth0", 80, 0, 2), "link-local", id="with a zone"),
        pytest.param(("192.168.1.5", 443), "private", id="another port of what is opened"),
        pytest.param(("localhost", 80), "it is a name that was not looked up", id="a name"),
        pytest.param("/run/docker.sock", "it is no internet address", id="a local socket"),
        pytest.param(b"\0abstract", "it is no internet address", id="an abstract one"),
    ],
)
@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.sendmsg"])
def test_what_may_not_is_refused(event: str, address: object, why: str) -> None:
    gate = Gate((HOME,))
    with pytest.raises(PermissionError, match=why):
        gate(event, (object(), address))
    assert gate.refused == why


@pytest.mark.parametrize(
    ("what", "printed"),
    [
        pytest.param("import socket; socket.create_connection(('127.0.0.1', 9))", "loopback", id="a connection"),
        pytest.param("import socket; socket.create_connection(('localhost', 9))", "loopback", id="by a name"),
        pytest.param("import _socket; _socket.socket().connect(('127.0.0.1', 9))", "loopback", id="the bare module"),
        pytest.param(
            "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
            "loopback",
            id="a datagram",
        ),
        pytest.param(
            "import asyncio; asyncio.run(asyncio.open_connection('127.0.0.1', 9))", "loopback", id="asyncio's"
        ),
        pytest.param("import subprocess; subprocess.run(['true'])", "no program may be started", id="a program"),
        pytest.param("import os; os.system('true')", "no program may be started", id="a shell"),
        pytest.param("import os; os.fork()", "no program may be started", id="a fork"),
    ],
)
def test_no_library_gets_around_it(what: str, printed: str) -> None:
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM.format(what=what)], capture_output=True)
    assert ran.stdout.decode().strip() == f"refused: {printed}", ran.stderr


def test_of_a_log_the_status_alone_is_kept() -> None:
    statuses = Statuses()
    for line in ("Failed to notify ntfy://canary: Forbidden, error=403.", "canary 404 canary", "took error=12345"):
        statuses.emit(logging.LogRecord("apprise", logging.WARNING, "", 1, line, None, None))
    assert statuses.last == "403"
