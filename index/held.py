"""What was worked out for a text -> held for whoever asks for the same again, as much of it as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _one(key: object, value: object) -> int:
    return 1


class Held(Generic[K, V]):
    """What was asked for last, `most` of it by `size`, which counts every one as 1 where nothing else is said.

    One that is larger than all there may be is not held at all.
    """

    def __init__(self, most: int, size: Callable[[K, V], int] = _one) -> None:
        """Hold nothing yet."""
        self._most, self._size = most, size
        self._rows: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self.filled = 0  # by size

    def get(self, key: K) -> V | None:
        """The one of a key, None where it is not held."""
        return self.of([key]).get(key)

    def of(self, keys: Iterable[K]) -> dict[K, V]:
        """Those that are held."""
        with self._lock:
            found = {k: self._rows[k] for k in dict.fromkeys(keys) if k in self._rows}
            for key in found:
                self._rows.move_to_end(key)
            return found

    def keep(self, rows: Mapping[K, V]) -> None:
        """Hold some more, in the place of those not asked for the longest."""
        with self._lock:
            for key, value in rows.items():
                if key in self._rows:
                    self.filled -= self._size(key, self._rows.pop(key))
                self._rows[key] = value
                self.filled += self._size(key, value)
            while self.filled > self._most:
                key, value = self._rows.popitem(last=False)
                self.filled -= self._size(key, value)

    def __len__(self) -> int:
        """How many are held."""
        return len(self._rows)
