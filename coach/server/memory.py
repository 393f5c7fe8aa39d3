"""The memory that threads take and free -> given back to the system, where its allocator can be told to."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

# What glibc's mallopt calls them: places that threads take memory from, and from how many bytes on a piece is the
# system's own. Left alone, each thread that has read a long text keeps what that took, some hundred MB in all.
_ARENAS, _OWN_PIECES = -8, -3
_MOST_ARENAS, _LARGE = 2, 1_000_000


def give_back() -> None:
    """Let no thread keep what it has freed; to be called before there are threads."""
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):  # another C library than glibc keeps its own house
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_ARENAS, _MOST_ARENAS)
        allocator.mallopt(_OWN_PIECES, _LARGE)
