"""A signal to stop -> an orderly end: answers on their way get their time, and the process ends with 0."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let the process end with 0 as soon as uvicorn, which has stopped by then, raises again the signal that it was
    sent.

    Nothing else is waited for: a thread still at work (a build, a model that stalls) would hold the interpreter or make
    a library abort. Whatever is kept is kept in whole transactions, and a build that is cut off leaves the index that
    was there.
    """
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
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
