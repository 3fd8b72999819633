"""The link between parent and child: messages of bytes over one socket.

`multiprocessing.connection` does the same, and brings 2 MB of modules into every child.
"""

import os

_LENGTH_BYTES = 8


class Link:
    """One end, over the descriptor of a socket, which it closes. Both directions block."""

    def __init__(self, descriptor: int) -> None:
        self._incoming = os.fdopen(descriptor, "rb")
        self._outgoing = os.fdopen(descriptor, "wb", closefd=False)

    def send(self, message: bytes) -> None:
        """Send one message. Raises OSError where nobody is at the other end."""
        self._outgoing.write(len(message).to_bytes(_LENGTH_BYTES))
        self._outgoing.write(message)
        self._outgoing.flush()

    def receive(self) -> bytes:
        """Wait for the next message. Raises EOFError once the other end is closed, OSError where it broke."""
        length = int.from_bytes(self._whole(_LENGTH_BYTES))
        return self._whole(length)

    def close(self) -> None:
        """Close this end."""
        self._incoming.close()

    def _whole(self, length: int) -> bytes:
        message = self._incoming.read(length)
        if len(message) < length:
            raise EOFError
        return message
