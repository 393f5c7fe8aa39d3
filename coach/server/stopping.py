"""A signal to stop -> an orderly end: answers on their way get their time, and the process ends with 0."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def orderly_end(last: Callable[[], None] | None = None) -> Iterator[None]:
    """Let the process end with 0, after `last`, as soon as uvicorn, which has stopped by then, raises again the signal
    that it was sent.

    Nothing else is waited for: a thread still at work (a build, a model that stalls) would hold the interpreter or make
    a library abort. Whatever is kept is kept in whole transactions, and a build that is cut off leaves the index that
    was there.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(kind: int, frame: FrameType | None) -> None:
        if last:
            last()
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)

    before = {kind: signal.signal(kind, end) for kind in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
