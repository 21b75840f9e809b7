"""A way to a server that breaks: bytes pass through it until it cuts the connection."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class FlakyWay:
    """Passes TCP on from a port of its own to another; cuts as it is told.

    `cut(size, times)` ends so many connections, each in the middle of the answers once `size` bytes
    of them have passed. `cuts` counts them.
    """

    def __init__(self, target: int) -> None:
        self.cuts = 0
        self._size = self._times = 0
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cut(self, size: int, times: int) -> None:
        """From now on; connections that are open count from here as well."""
        self._size, self._times = size, times

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                for pair in ((near, far, False), (far, near, True)):
                    thread = threading.Thread(target=self._pass_on, args=pair, daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _pass_on(self, giver: socket.socket, taker: socket.socket, answers: bool) -> None:
        passed = 0
        with suppress(OSError):
            while data := giver.recv(65_536):
                if answers and self._times:
                    passed += len(data)
                    if passed > self._size:
                        self._times -= 1
                        self.cuts += 1
                        taker.sendall(data[: len(data) // 2])
                        break
                taker.sendall(data)
        for end in (giver, taker):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        """Stop listening; connections end with their ends."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextmanager
def flaky_way(target: int) -> Iterator[FlakyWay]:
    """A way to the port `target` of this machine for the length of a `with` block."""
    way = FlakyWay(target)
    try:
        yield way
    finally:
        way.close()
