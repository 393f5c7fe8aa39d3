"""A signal to stop -> an orderly end: answers on their way get their time, and the process ends with 0."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def orderly_end() -> Iterator[None]:
    """Make the signal that uvicorn raises again once it has stopped end the process with 0, not as one killed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {kind: signal.signal(kind, _end) for kind in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _end(kind: int, frame: FrameType | None) -> None:
    sys.exit(0)
