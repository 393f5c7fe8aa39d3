"""The service's processes as whoever runs it starts them: their address, their words, how they end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.server.nursery import SERVICES, Born, bear

START = 300  # seconds that a busy machine may take to bring a service up; an idle one takes five
COACH = ("-c", "from coach.cli import main; main()")


Process = subprocess.Popen[bytes] | Born


def begun(command: Sequence[str], out: Any, err: Any, cwd: Path | None = None, **env: str) -> Process:
    """A process whose words go to two open files; a scripted service is forked, as loading one anew takes five seconds."""
    held = {**os.environ, **env}
    if list(command[:2]) == python("-m") and command[2] in SERVICES:
        return bear(command[2:], out, err, cwd, held)
    return subprocess.Popen(list(command), stdout=out, stderr=err, cwd=cwd, env=held)


@contextmanager
def started(
    command: Sequence[str], folder: Path, name: str = "coach", cwd: Path | None = None, **env: str
) -> Iterator[Process]:
    """A process whose words go to NAME.out and NAME.err in `folder`; it is dead when the block ends."""
    with (folder / f"{name}.out").open("ab") as out, (folder / f"{name}.err").open("ab") as err:
        process = begun(command, out, err, cwd, **env)
    try:
        yield process
    finally:
        process.kill()
        process.wait(20)


def python(*command: str) -> list[str]:
    """A command of this Python."""
    return [sys.executable, *command]


def await_answer(url: str, process: Process, status: int = 200) -> None:
    """Wait until `url` answers with `status`."""
    for _ in range(10 * START):
        assert process.poll() is None, f"the process of {url} ended with {process.returncode}"
        try:
            if httpx.get(url, timeout=5).status_code == status:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {START} s")


def await_open(port: int, process: Process) -> None:
    """Wait until something listens at `port` of this machine."""
    for _ in range(10 * START):
        assert process.poll() is None, f"the process at port {port} ended with {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nothing listened at port {port} within {START} s")
