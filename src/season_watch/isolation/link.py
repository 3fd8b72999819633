"""The link between parent and child: messages of bytes over one socket, and now and then another socket.

`multiprocessing.connection` does the same, and brings 2 MB of modules into every child.
"""

import socket

_LENGTH_BYTES = 8


class Link:
    """One end, over a stream socket, which it closes. Both directions block."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: bytes) -> None:
        """Send one message. Raises OSError where nobody is at the other end."""
        self._end.sendall(len(message).to_bytes(_LENGTH_BYTES))
        self._end.sendall(message)

    def receive(self) -> bytearray:
        """Wait for the next message. Raises EOFError once the other end is closed, OSError where it broke."""
        return self._whole(int.from_bytes(self._whole(_LENGTH_BYTES)))

    def send_socket(self, other: socket.socket) -> None:
        """Hand another socket over; the other end takes it by `receive_socket`, and by nothing else."""
        socket.send_fds(self._end, [b"\0"], [other.fileno()])

    def receive_socket(self) -> socket.socket:
        """Take over the socket that is sent next. Raises EOFError where none comes."""
        _, descriptors, _, _ = socket.recv_fds(self._end, 1, 1)
        if not descriptors:
            raise EOFError
        return socket.socket(fileno=descriptors[0])

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _whole(self, length: int) -> bytearray:
        message = bytearray(length)
        rest = memoryview(message)
        while rest:
            received = self._end.recv_into(rest)
            if not received:
                raise EOFError
            rest = rest[received:]
        return message
