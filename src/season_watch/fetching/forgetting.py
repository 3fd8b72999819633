"""A memory for fetches that nothing shall be kept of, such as those that try a configuration."""

from datetime import datetime

from season_watch.model.site import HostRest, RobotsFile


class NoMemory:
    """The `SiteMemory` port, of a program that has no database at hand."""

    async def rests(self, now: datetime) -> tuple[HostRest, ...]:  # noqa: ARG002 - the port's signature
        """None are known."""
        return ()

    async def keep_rest(self, rest: HostRest, now: datetime) -> None:
        """Nothing is kept."""

    async def robots(self, place: str) -> RobotsFile | None:  # noqa: ARG002 - the port's signature
        """None is known."""
        return None

    async def keep_robots(self, file: RobotsFile) -> None:
        """Nothing is kept."""
