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


class _Stopped(SystemExit):
    """A signal asked for the end."""


@contextmanager
def orderly_end() -> Iterator[None]:
    """End the process with 0 when uvicorn, once it has stopped, raises again the signal that it was sent.

    The interpreter is not taken down as usual: a thread still at work (a build, a model that stalls) would hold it or
    make a library abort. What is kept is kept by then, and a build that is cut off leaves the index that was there.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {kind: signal.signal(kind, _stop) for kind in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except _Stopped:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _stop(kind: int, frame: FrameType | None) -> None:
    raise _Stopped
