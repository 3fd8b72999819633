"""Instants as the database keeps them: UTC text of one width, so that text order is time order."""

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """`2026-11-22T16:26:41.000000+00:00`. A naive datetime is a bug and raises ValueError."""
    if instant.tzinfo is None:
        raise ValueError(f"a naive datetime is no instant: {instant!r}")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def to_instant(kept: str | datetime) -> datetime:
    """The instant that `to_text` kept; one that was already read back is returned as it is."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
