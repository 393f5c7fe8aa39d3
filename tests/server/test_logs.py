"""The log: what it tells of the real service, and what it never does."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.server import logs
from coach.server.logs import path_of, trace_of
from coach.server.owner import COOKIE
from tests.server.processes import await_answer, python, started
from tests.server.visitor import Visitor
from tests.ui.conftest import free_port

QUESTION = "Is 187,654 enough as a data engineer at Northwind in New York? Zebra told me so."


def serve(folder: Path, kind: str, visit: Callable[[str], None]) -> tuple[str, str]:
    """What the scripted service writes on stdout and stderr while somebody visits it."""
    port = free_port()
    command = python("-m", "tests.ui.stage", str(port), str(folder / "kept.sqlite"))
    with started(command, folder, COACH_LOG=kind) as process:
        await_answer(f"http://127.0.0.1:{port}/health", process)
        visit(f"http://127.0.0.1:{port}")
        process.terminate()
        process.wait(20)
    return (folder / "coach.out").read_text(), (folder / "coach.err").read_text()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], str, list[str]]:
    """The JSON log of a visit with a question, a crash, a wrong path and a download; all output; and what it must not hold."""
    secret: list[str] = ["187,654", "187654", "187K", "Zebra", "Northwind", "northwind", "enough", "a secret of ours"]

    def visit(address: str) -> None:
        visitor = Visitor(address)
        assert "187,654" in visitor.ask(QUESTION)
        assert '"success": false' in visitor.ask("break")
        visitor.client.get("/saved/0123456789abcdef0123456789abcdef.md", params={"q": "187654"})
        visitor.client.get("/Zebra/187654")
        visitor.client.post("/gradio_api/upload", files={"files": ("Zebra.exe", b"MZ")})
        httpx.get(f"{address}/", headers={"Upgrade": "websocket", "Connection": "Upgrade", "X": "Zebra"})
        visitor.client.get("/static/Zebra-187654.js")
        secret.extend([visitor.client.cookies[COOKIE], visitor.session, "0123456789abcdef"])
        visitor.close()

    out, err = serve(tmp_path_factory.mktemp("json"), "json", visit)
    return [json.loads(line) for line in err.splitlines()], out + err, secret


def test_each_line_is_an_event_with_time_level_logger(told: tuple[list[dict[str, Any]], str, list[str]]) -> None:
    """And the time is in UTC; start and stop are among them."""
    events = told[0]
    for event in events:
        assert list(event)[:4] == ["time", "level", "logger", "event"]
        assert datetime.fromisoformat(event["time"]).utcoffset() == timedelta(0)
    said = [e["event"] for e in events]
    assert "Application startup complete." in said
    assert "Application shutdown complete." in said
    answer = next(e for e in events if e["event"] == "answer")
    assert (answer["engine"], answer["outcome"]) == ("built-in", "answered")
    assert answer["ms"] > 0


def test_no_line_holds_words_figures_keys_or_cookies(told: tuple[list[dict[str, Any]], str, list[str]]) -> None:
    """Neither of the question nor of the address nor of the error."""
    for word in told[2]:
        assert word not in told[1]


def test_a_crash_tells_where_and_what_kind(told: tuple[list[dict[str, Any]], str, list[str]]) -> None:
    """The error's kind and the steps to it, once."""
    (crash,) = [e for e in told[0] if e["event"] == "crash"]
    assert crash["error"] == crash["trace"][-1] == "ValueError"
    assert any(step.startswith("tests/ui/stage.py:") and step.endswith(" stream") for step in crash["trace"])
    assert not any(step.startswith("/") for step in crash["trace"])


def test_requests_are_told_without_what_is_particular(told: tuple[list[dict[str, Any]], str, list[str]]) -> None:
    """Refused ones too; the probes and the pages' own files only where something is wrong."""
    requests = {(e["method"], e["path"], e["status"]) for e in told[0] if e["logger"] == "coach.access"}
    assert {
        ("GET", "/", 200), ("POST", "/gradio_api/queue/join", 200), ("GET", "/saved/*", 404),
        ("POST", "/gradio_api/upload", 415), ("GET", "/static/*", 404),
    } <= requests  # fmt: skip
    assert not any(path == "/health" for _, path, _ in requests)


def test_text_is_for_people_and_off_is_off(tmp_path: Path) -> None:
    """The default tells answers and crashes in short lines, as discreetly; off tells nothing but where the coach is."""

    def visit(address: str) -> None:
        visitor = Visitor(address)
        visitor.ask(QUESTION)
        visitor.ask("break")
        visitor.close()

    for name in ("text", "off"):
        (tmp_path / name).mkdir()
    _, err = serve(tmp_path / "text", "text", visit)
    assert "answer intent=" in err
    assert "error: crash error=ValueError\n  " in err
    assert "request" not in err
    assert not any(word in err for word in ("187", "Zebra", "secret of ours"))
    out, err = serve(tmp_path / "off", "off", visit)
    assert out.startswith("The coach is open at ")
    assert err == ""


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts back what `setup_logs` changes in this process."""
    for target, names in (("sys", ("excepthook", "unraisablehook")), ("threading", ("excepthook",)), ("traceback", ("print_exc",))):  # fmt: skip
        for name in names:
            monkeypatch.setattr(f"{target}.{name}", getattr(__import__(target), name))
    logging.captureWarnings(False)  # a command run in this process may have begun it, in a test's own frame of warnings
    levels = {name: logging.getLogger(name).level for name in ("coach", "coach.access", "uvicorn")}
    yield
    logging.captureWarnings(False)
    root = logging.getLogger()
    for handler in [h for h in root.handlers if h.name == "coach"]:
        root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("undone")
def test_what_other_libraries_say_is_told_by_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """Their messages may quote the user: asyncio's quotes the error, pydantic's warning the value."""
    logs.setup_logs("json")
    logging.getLogger("asyncio").error("Task exception was never retrieved: %r", ValueError("187,654"))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("Expected `str`, input_value=187654", UserWarning, stacklevel=1)
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org/?q=187654")
    library, warning = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert library["event"].startswith("tests/server/test_logs.py:")
    assert library["logger"] == "asyncio"
    assert warning["event"].endswith(": UserWarning")


@pytest.mark.usefixtures("undone")
def test_a_reader_who_leaves_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Gradio's stream goes on when it is closed, which Python calls an error; any other one of asyncio's is told."""
    logs.setup_logs("json")
    for said in ("async generator ignored GeneratorExit", "no running event loop"):
        logging.getLogger("asyncio").error("Task exception was never retrieved", exc_info=RuntimeError(said))
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["error"] for line in told] == ["RuntimeError"]


def test_the_steps_to_an_error_begin_with_its_cause() -> None:
    """Also through groups; what was suppressed stays so."""
    try:
        try:
            int("187,654")
        except ValueError as error:
            raise KeyError("187,654") from error
    except KeyError as error:
        kinds = [step for step in trace_of(error) if ":" not in step]
        group = [step for step in trace_of(ExceptionGroup("187,654", [error])) if ":" not in step]
    assert kinds == ["ValueError", "KeyError"]
    assert group == ["ValueError", "KeyError", "ExceptionGroup"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "/"), ("/saved/abcdef/playbook.docx", "/saved/*/*"), ("/gradio_api/heartbeat/abc", "/gradio_api/heartbeat/*"),
        ("/gradio_api/file=/tmp/x.pdf", "/gradio_api/*/*/*"), ("/scripts", "/scripts"), ("/ann@example.org", "/*"),
    ],
)  # fmt: skip
def test_a_path_keeps_only_the_services_own_names(path: str, told: str) -> None:
    """Whatever else stands in it may be a key, a file's name or a user's word."""
    assert path_of(path) == told
