"""Memory: what was worked out of the public calendar, kept in each process for as long as its version holds.

For what is the same for all readers and takes time where there are many events: numbers and ids, never rows.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flask import current_app
from sqlalchemy.orm import Session

from calendar_service.services import feeds

MOST = 512  # values
_NAME = "memory"
_Value = TypeVar("_Value")


class Memory:
    """The values used last; what has not been asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> object:
        """Return the value of a key, made where it is not held; two at once may both make it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


def of(session: Session, key: Hashable, make: Callable[[], _Value]) -> _Value:
    """Return what was made of the public version that a session sees; it must follow from that and the key alone."""
    held: Memory = current_app.extensions.setdefault(_NAME, Memory())
    head = feeds.head(session)
    version = (head.epoch, head.public_version, head.generation, head.rendered_as)
    return cast("_Value", held.get((version, key), make))
