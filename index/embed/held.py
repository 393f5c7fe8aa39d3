"""Vectors of the texts that were asked for last, by what they are of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Key = TypeVar("Key", bound=Hashable)


class Held(Generic[Key]):
    """What was asked for last, up to `most` vectors; a text may have one, or one for each of its pieces."""

    def __init__(self, most: int) -> None:
        """Hold nothing yet."""
        self._most, self._count = most, 0
        self._rows: OrderedDict[Key, Vectors] = OrderedDict()
        self._lock = Lock()

    def of(self, wanted: Iterable[Key]) -> dict[Key, Vectors]:
        """Those that are held."""
        with self._lock:
            found = {key: self._rows[key] for key in dict.fromkeys(wanted) if key in self._rows}
            for key in found:
                self._rows.move_to_end(key)
            return found

    def keep(self, rows: Mapping[Key, Vectors]) -> None:
        """Hold some more, in the place of those not asked for the longest."""
        with self._lock:
            for key, vectors in rows.items():
                if key not in self._rows:
                    self._count += _count(vectors)
                self._rows[key] = vectors
            while self._count > self._most:
                self._count -= _count(self._rows.popitem(last=False)[1])


def _count(vectors: Vectors) -> int:
    return len(vectors) if vectors.ndim > 1 else 1
