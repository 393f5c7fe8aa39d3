"""Streams that are open -> whether somebody is there to read an answer."""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

_COMES = 20.0  # seconds within which whoever asked comes for the answer, or comes back to it
_REMEMBERED = 10_000  # streams that were closed


class Readers:
    """Who reads which stream: that of an open page, or that of one call by its number."""

    def __init__(self, comes: float = _COMES) -> None:
        """Wait so many seconds for a reader who is not there."""
        self.comes = comes
        self._open: Counter[str] = Counter()
        self._left: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def reading(self, stream: str) -> Iterator[None]:
        """While it lasts, somebody reads the stream."""
        with self._lock:
            self._open[stream] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[stream] -= 1
                if not self._open[stream]:
                    del self._open[stream]
                self._left[stream] = time.monotonic()
                self._left.move_to_end(stream)
                while len(self._left) > _REMEMBERED:
                    self._left.popitem(last=False)

    def waits(self, streams: tuple[str, ...], since: float) -> bool:
        """Whether somebody reads one of the streams, has until just now, or may still come who asked at `since`, by the
        monotonic clock."""
        with self._lock:
            if any(s in self._open for s in streams):
                return True
            last = max([since, *(self._left[s] for s in streams if s in self._left)])
        return time.monotonic() - last < self.comes
