"""The configuration files of acceptance tests: such as an owner writes, for the addresses of local servers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from season_watch.model.source import Trust
from season_watch.model.watch import Watch

SENDER = "season-watch@home.example"
RECIPIENT = "you@home.example"
SECRET = "whsec_YWNjZXB0YW5jZS10ZXN0cy1vZi10aGlzLXByb2plY3Q="


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source of the configuration. `watches` names those it is about."""

    name: str
    url: str
    trust: Trust = Trust.PRESS
    every: str = "1h"
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What stands in the file. A mail port or webhook address of None leaves that channel out."""

    folder: Path
    watches: tuple[Watch, ...]
    feeds: tuple[Feed, ...] = ()
    mail_host: str = "127.0.0.1"
    mail_port: int | None = None
    hook: str | None = None
    timeout: str = "30s"
    ping: str | None = None
    websub_port: int | None = None

    @property
    def database(self) -> Path:
        return self.folder / "season-watch.db"

    @property
    def path(self) -> Path:
        return self.folder / "season-watch.toml"

    def write(self) -> Path:
        """Write the file; returns its path."""
        self.path.write_text("\n\n".join(self._tables()), "utf-8")
        return self.path

    def _tables(self) -> Iterable[str]:
        yield _table("[storage]", path=str(self.database))
        yield _table("[network]", contact="https://tests.example", allow=["127.0.0.0/8"], timeout=self.timeout)
        if self.ping is not None:
            yield _table("[ping]", url=self.ping, every="1s")
        if self.websub_port is not None:
            place = f"127.0.0.1:{self.websub_port}"
            yield _table("[websub]", callback=f"http://{place}/hubs/", listen=place)
        for watch in self.watches:
            yield _table(
                "[[watch]]", name=watch.name, title=watch.title, season=watch.season, aliases=list(watch.aliases)
            )
        for feed in self.feeds:
            keys = {"name": feed.name, "url": feed.url, "trust": feed.trust.value, "every": feed.every}
            yield _table("[[source]]", **keys, watches=list(feed.watches))
        if self.mail_port is not None:
            mail: dict[str, object] = {"kind": "email", "host": self.mail_host, "port": self.mail_port}
            mail["security"] = "none"
            yield _table("[[channel]]", name="mail", **mail, **{"from": SENDER, "to": [RECIPIENT]})
        if self.hook is not None:
            yield _table("[[channel]]", name="hook", kind="webhook", url=self.hook, secret=SECRET)


def _table(head: str, **keys: object) -> str:
    """TOML writes texts, numbers and lists of them as JSON does."""
    return "\n".join((head, *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())))
