"""The child in which Apprise works: `python -m season_watch.notifying.apprise_child` reads an order, sends, answers.

Apprise opens connections of its own, by requests and others, past the program's one client. In here the interpreter
itself asks before each of them (an audit hook, which no library can get around or take out again): so the same
addresses are refused as everywhere else, also where a name or a redirect leads to them, and no program is started.
What Apprise logs, which may be secrets, stays in here, but for the number of an HTTP status.
"""

import json
import logging
import os
import re
import sys
from ipaddress import ip_address, ip_network
from typing import Any

from season_watch.outbound.addresses import Allowed, NetworkPort, refusal

_DIALS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_STARTS = ("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn")
_STATUS = re.compile(r"error[=: ]+([45][0-9][0-9])\b")


class Gate:
    """Judges what the interpreter is about to do. `refused` says why a dial was, once one was."""

    def __init__(self, allow: tuple[Allowed, ...]) -> None:
        self.refused: str | None = None
        self._allow = allow

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The audit hook: raises for what must not happen."""
        if event in _DIALS:
            self._dial(arguments[1])
        elif event.startswith(_STARTS):
            self._refuse("no program may be started")

    def _dial(self, address: object) -> None:
        match address:
            case None:  # a datagram over a socket that is connected, which was judged then
                return
            case (str() as host, int() as port, *_):
                self._judge(host, port)
            case _:
                self._refuse("it is no internet address")

    def _judge(self, host: str, port: int) -> None:
        try:
            literal = ip_address(host.partition("%")[0])
        except ValueError:
            self._refuse("it is a name that was not looked up")
            return
        reason = refusal(literal, self._allow, port)
        if reason:
            self._refuse(reason)

    def _refuse(self, why: str) -> None:
        self.refused = why
        raise PermissionError(why)


class Statuses(logging.Handler):
    """Keeps of all that is logged the last HTTP status alone."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last: str | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Look for a status in a line; the line itself is dropped."""
        found = _STATUS.search(record.getMessage())
        self.last = found[1] if found else self.last


def main() -> None:
    """Carry out the order on standard input, and answer on standard output: `{"reason": …}`, null where all is well."""
    order = json.loads(sys.stdin.buffer.read())
    answer = _quietly()
    gate = Gate(tuple(_read(network, port) for network, port in order["allow"]))
    sys.addaudithook(gate)
    reason = _carry_out(order, gate)
    os.write(answer, json.dumps({"reason": reason}).encode())


def _quietly() -> int:
    """Where the answer goes; what anybody else prints goes nowhere."""
    answer, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answer


def _read(network: str, port: int | None) -> Allowed:
    return ip_network(network) if port is None else NetworkPort(network=ip_network(network), port=port)


def _carry_out(order: dict[str, Any], gate: Gate) -> str | None:
    """Why nothing was sent; None where it was, or where only the address was to be looked at."""
    try:
        from apprise import Apprise, AppriseAsset
    except ImportError:
        return "not-installed: Apprise is an extra: pip install 'season-watch[apprise]'"
    statuses = Statuses()
    logging.basicConfig(handlers=[statuses], level=logging.WARNING, force=True)
    service = Apprise(asset=AppriseAsset(async_mode=False, http_redirects=False))
    if not service.add(order["url"]):
        return "bad-url: Apprise does not understand the channel's address"
    if "body" not in order:
        return None
    if service.notify(title=order["title"], body=order["body"], body_format="text"):
        return None
    if gate.refused:
        return f"blocked-address: the service is not to be reached: {gate.refused}"
    return f"http-{statuses.last}: the service did not take it" if statuses.last else "refused: the service failed"


if __name__ == "__main__":
    main()
