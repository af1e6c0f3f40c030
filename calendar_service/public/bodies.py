"""Bodies: the bytes of feeds, plain and gzipped, kept by tag in each process and bounded in bytes."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_BYTES = 64_000_000
LARGEST = 16_000_000  # a larger body is made anew each time


class Bodies:
    """The bodies used last, by tag; what has not been asked for longest goes first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """Return the body of a tag, made where it is not held."""
        body = self.held(tag)
        if body is None:
            body = make()
            self._keep(tag, body)
        return body

    def held(self, tag: str) -> bytes | None:
        """Return the body of a tag if it is held."""
        with self._lock:
            if tag not in self._bodies:
                return None
            self._bodies.move_to_end(tag)
            return self._bodies[tag]

    def _keep(self, tag: str, body: bytes) -> None:
        if len(body) > LARGEST:
            return
        with self._lock:
            if tag not in self._bodies:
                self._bodies[tag] = body
                self._held += len(body)
            while self._held > self._most:
                _tag, gone = self._bodies.popitem(last=False)
                self._held -= len(gone)


def zipped(body: bytes) -> bytes:
    """Return a body gzipped, the same bytes each time."""
    return gzip.compress(body, 6, mtime=0)
