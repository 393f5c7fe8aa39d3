"""The service told to stop while it answers: it ends in order, and what was kept is there when it starts again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.server.owner import anonymous
from tests.server.processes import Process, await_answer, python, started
from tests.server.visitor import Visitor
from tests.ui.conftest import free_port

ASK = "what base does northwind pay a data engineer in new york?"


@contextmanager
def slow(folder: Path) -> Iterator[tuple[str, Process]]:
    """The address and the process of a service on the database in `folder`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = python("-m", "tests.server.slow", str(port), str(folder / "kept.sqlite"))
    with started(command, folder, COACH_LOG="json") as process:
        await_answer(f"{address}/health", process)
        yield address, process


def told_until_cut(visitor: Visitor, message: str, process: Process, kind: signal.Signals) -> list[str]:
    """Ask, send the signal once the answer has begun, and return what the page was told up to the end."""
    said = []
    try:
        for told in visitor.send("_typed", message):
            said.append(told["msg"])
            if said.count("process_generating") == 2:
                process.send_signal(kind)
    except httpx.TransportError:
        said.append("cut")
    return said


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_long_answer_is_cut_off_and_the_rest_is_kept(tmp_path: Path, kind: signal.Signals) -> None:
    """The process ends with 0, the conversation is as it was before that question, and it goes on from there."""
    with slow(tmp_path) as (address, process):
        visitor = Visitor(address)
        visitor.ask(ASK)
        told = told_until_cut(visitor, "dawdle", process, kind)
        assert process.wait(20) == 0
    assert "process_completed" not in told
    log = (tmp_path / "coach.err").read_text()
    assert "Application shutdown complete." in log
    with slow(tmp_path) as (address, _):
        again = Visitor(address, visitor.client.cookies)
        shown = again.opened()
        assert ASK in shown
        assert "dawdle" not in shown
        assert "$150K" in again.ask("and in Chicago?")


def test_an_answer_that_is_soon_done_is_given_whole(tmp_path: Path) -> None:
    """Its reader gets it, and it is kept."""
    with slow(tmp_path) as (address, process):
        visitor = Visitor(address)
        told = told_until_cut(visitor, "brief", process, signal.SIGTERM)
        assert process.wait(20) == 0
    assert "process_completed" in told
    engine = open_database(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    owner = anonymous(
        Request({"type": "http", "headers": [(b"cookie", f"coach={visitor.client.cookies['coach']}".encode())]})
    )
    (exchange,) = Conversations(engine).latest(str(owner)).talk
    engine.dispose()
    assert "$170K" in exchange.reply.text


def test_a_thread_that_is_stuck_does_not_hold_the_end(tmp_path: Path) -> None:
    """Such as one that waits for a language model."""
    with slow(tmp_path) as (address, process):
        told = told_until_cut(Visitor(address), "stall", process, signal.SIGTERM)
        assert process.wait(20) == 0
    assert "process_completed" not in told
