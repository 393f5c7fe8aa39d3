"""Services that start at once: a process that has loaded what each of them loads forks one whenever it is asked.

`python -m tests.server.nursery FD` takes orders at the socket FD until its other end is closed. What `coach serve` is
for a user is started as a user starts it, in a process of its own from the beginning; this is for the scripted ones.
"""

from __future__ import annotations

import atexit
import json
import os
import random
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

SERVICES = ("tests.ui.stage", "tests.server.slow")
_LONGEST = 1 << 20  # bytes of an order: the command and its environment


class Born:
    """A forked service, as `subprocess.Popen` shows a process."""

    def __init__(self, minder: socket.socket) -> None:
        """Wait until it is there; `minder` tells its number, and its status once it has ended."""
        self._minder = minder
        self.pid = int(minder.recv(64))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The status of a service that has ended."""
        try:
            return self.wait(0.001)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The status once it has ended; `subprocess.TimeoutExpired` where it has not within so many seconds."""
        if self.returncode is None:
            self._minder.settimeout(timeout)
            try:
                told = self._minder.recv(64)
            except TimeoutError:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from None
            self.returncode = int(told or -signal.SIGKILL)
            self._minder.close()
        return self.returncode

    def send_signal(self, kind: int) -> None:
        """Send a signal to a service that runs."""
        if self.poll() is None:
            os.kill(self.pid, kind)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def bear(command: Sequence[str], out: Any, err: Any, cwd: Path | None, env: Mapping[str, str]) -> Born:
    """Start `MODULE ARGUMENT…` with its words going to two open files."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    order = json.dumps({"command": list(command), "cwd": str(cwd or Path.cwd()), "env": dict(env)}).encode()
    with theirs:
        socket.send_fds(_nursery(), [order], [out.fileno(), err.fileno(), theirs.fileno()])
    return Born(ours)


@cache
def _nursery() -> socket.socket:
    """The orders' socket of this process's nursery, which ends with it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
    with theirs:
        command = [sys.executable, "-m", "tests.server.nursery", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()])

    def ended() -> None:
        ours.close()
        process.wait(20)

    atexit.register(ended)
    return ours


def _minded(order: dict[str, Any], out: int, err: int, minder: socket.socket) -> bool:
    """In a process of its own: fork the service and tell its end. True in the service, which is to run."""
    if pid := os.fork():
        minder.send(str(pid).encode())
        os.close(out)
        os.close(err)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        minder.send(str(status).encode())
        os._exit(0)
    minder.close()
    for held, place in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
        os.dup2(held, place)
        os.close(held)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    random.seed()
    return True


def _serve(orders: socket.socket) -> list[str]:
    """Fork a minder for each order. Returns in each service, with its command; here with none, when nobody is there to order."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no minder waits to be buried
    while True:
        told, fds, _, _ = socket.recv_fds(orders, _LONGEST, 3)
        if not told:
            return []
        out, err, minder = fds
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            _minded(order := json.loads(told), out, err, socket.socket(fileno=minder))
            return list(order["command"])
        for fd in fds:
            os.close(fd)


def _load() -> None:
    """Import what the services are made of, and let the coach read once."""
    from index.offline import go_offline

    go_offline()
    import coach.server.app
    import coach.server.settings  # noqa: F401 - to be there
    from coach.dialogue.turn import Turn
    from coach.turn import Coach
    from tests.shelf import Shelf

    Coach(Shelf()).reply(Turn("They offer 150,000 base, is it fair?"))


if __name__ == "__main__":
    _load()
    if command := _serve(socket.socket(fileno=int(sys.argv[1]))):
        sys.argv = command
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
