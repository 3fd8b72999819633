"""The error tree. Each message is one sentence that says what happened, where, and what to do."""


class SeasonWatchError(Exception):
    """Anything this program reports to a person."""


class ConfigError(SeasonWatchError):
    """The configuration can't be used; `faults` holds every fault found, one sentence each."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class RuleError(SeasonWatchError):
    """A reading rule can't be loaded."""


class ParseError(SeasonWatchError):
    """A body is not what its source promised; `reason` is a short token such as `not-a-feed`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason

    def __reduce__(self) -> tuple[type["ParseError"], tuple[str, str]]:
        return type(self), (self.reason, str(self))


class UnreadableError(SeasonWatchError):
    """An address that a person named can't be had, or can't be read."""


class StorageError(SeasonWatchError):
    """The database can't be opened, read or written."""


class DatabaseFault(StorageError):  # noqa: N818 - it is what the machine does, and may be over soon
    """The machine keeps the database from being read or written: a lock, a full or failing disk, damage."""


class NothingMatched(SeasonWatchError):  # noqa: N818 - it is an answer, not a failure
    """What was asked for is not there."""
