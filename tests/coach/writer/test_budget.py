"""One deadline over all calls of a reply, whatever a model does; stopping stops it; what it took is told."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.messages.utils import count_tokens_approximately
from langchain_core.outputs import ChatGenerationChunk

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.budget import Budget, half_json
from coach.writer.models import Choice, Price, open_model, prompt
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import ALL, BASE, MINE, SHELF
from tests.coach.writer.test_wording import GOOD

DEADLINE, SLACK, TRIES = 1.0, 0.5, 4
WALKS = 3  # a message that is read anew takes the walk twice
PATIENCE = 60  # seconds until something surely comes, on however busy a machine
ODD = "does northwind treat its data people well in chicago?"  # asks for a second reading


class Endless(Scripted):
    """Talks for ever, `pause_s` before each piece; `closed` is set when it was left."""

    closed: Any = None

    async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
        self.seen.append(messages)
        try:
            while True:
                await asyncio.sleep(self.pause_s)
                yield ChatGenerationChunk(message=AIMessageChunk(self.answers[0]))
        finally:
            if self.closed:
                self.closed.set()


def coach(model: Any, **options: Any) -> Coach:
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:b", **{"patience_s": DEADLINE, **options}))


def timed(model: Any, message: str) -> tuple[float, Any]:
    start = time.monotonic()
    reply = coach(model).reply(Turn(message))
    return time.monotonic() - start, reply


@pytest.mark.parametrize("message", [BASE, ALL, MINE, ODD, "my cheque at northwind is over $143,250 these days"])
@pytest.mark.parametrize(
    "model",
    [
        Endless(answers=["and "], pause_s=0.01),
        Endless(answers=["x"], pause_s=0.3),
        Endless(answers=[""], pause_s=0.01),
        Endless(answers=["never"], pause_s=60),
        Endless(answers=["I ask for [[F9]]. "], pause_s=0.05),
    ],
    ids=["talks on", "a byte at a time", "says nothing", "hangs", "mends for ever"],
)
def test_the_deadline_holds_over_all_calls(model: Endless, message: str) -> None:
    """The built-in reply stands, within half a second and the time of the built-in walk itself; where it was to be
    worded, the note says why."""
    for _ in range(TRIES):  # a machine that is busy with something else may be late by itself
        began = time.monotonic()
        alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(message))
        late = SLACK + WALKS * (time.monotonic() - began)
        took, reply = timed(model, message)
        if took < DEADLINE + late:
            break
    assert took < DEADLINE + late
    assert reply.text == alone.text
    assert reply.engine == "built-in"


def test_a_reply_that_is_stopped_stops_the_model() -> None:
    """Whoever closes the stream closes the call."""
    model = Endless(answers=["In New York the base band is [[F1]] [1]. "], pause_s=0.01, closed=threading.Event())
    replies = coach(model).stream(Turn(BASE))
    next(iter(replies))
    replies.close()  # type: ignore[attr-defined]
    assert model.closed.wait(PATIENCE)


def test_a_budget_that_is_stopped_ends_the_call_and_allows_no_other() -> None:
    """Also from another thread, while it waits."""
    budget = Budget(30)
    threading.Timer(0.2, budget.stop).start()
    start = time.monotonic()
    with pytest.raises(Exception, match="stopped"):
        list(budget.stream(Endless(answers=["x"], pause_s=60), [("human", "hi")], "wording"))
    assert time.monotonic() - start < 2
    assert budget.left_s == 0


class Dripping:
    """A server on this machine that begins an answer and then sends one byte a second, or nothing at all."""

    def __init__(self, *, silent: bool) -> None:
        gone = self.gone = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                try:
                    if silent:
                        self.rfile.read(int(self.headers["Content-Length"]))
                        self.connection.settimeout(20)
                        while self.connection.recv(1):
                            pass
                        gone.set()
                        return
                    self.send_response(200)
                    self.send_header("Content-Type", "text/event-stream")
                    self.end_headers()
                    for byte in (
                        b'data: {"id": "1", "choices": [{"index": 0, "delta": {"content": "In New York"}}]}' * 9
                    ):
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(0.3)
                except OSError:
                    gone.set()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(params=[False, True], ids=["a byte at a time", "silent"])
def dripping(request: pytest.FixtureRequest) -> Iterator[Dripping]:
    server = Dripping(silent=request.param)
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_server_that_never_ends_is_left_and_its_line_closed(dripping: Dripping) -> None:
    """A real client, a server that drips or says nothing: the deadline holds and the connection goes."""
    url = f"http://127.0.0.1:{dripping.server.server_port}/v1"
    began = time.monotonic()
    Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(BASE))
    late = SLACK + WALKS * (time.monotonic() - began)
    took, reply = timed(open_model(Choice("openai", "x", url)), BASE)
    assert took < DEADLINE + late
    assert "$170K–$215K" in reply.text
    assert any("too slow" in c for c in reply.caveats)
    assert dripping.gone.wait(PATIENCE)


def test_what_a_reply_and_its_talk_took_is_told() -> None:
    """Tokens of every call, also of those that came to nothing; the talk's are added up in what is kept of it."""
    priced = coach(Scripted(answers=["Your base is $400K.", "No."]), price=Price("USD", 3, 15), patience_s=60.0)
    first = priced.reply(Turn(MINE))
    assert first.engine == "built-in"
    assert first.tokens == {"input_tokens": 200, "output_tokens": 20}
    assert first.spent["calls"] == 2
    second = priced.reply(Turn(MINE, dialogue=Dialogue.model_validate(first.dialogue)))
    talk = second.spent["talk"]
    assert talk["input_tokens"] == first.tokens["input_tokens"] + second.tokens["input_tokens"]
    assert talk["calls"] == first.spent["calls"] + second.spent["calls"]
    assert talk["cost"] == Price("USD", 3, 15).of(talk)
    assert Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(MINE)).to_json()["spent"] is None


def test_the_first_words_of_every_prompt_are_the_same() -> None:
    """So that a provider's cache holds them: the whole of the instructions, whatever is asked, and few of them."""
    sent = []
    for message in (BASE, ALL, MINE):
        model = Scripted(answers=[GOOD])
        coach(model).reply(Turn(message))
        sent.append(str(model.seen[0][0].content))
    assert set(sent) == {prompt("system")}
    assert count_tokens_approximately([sent[0]]) < 600


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ('{"a": 1}', {"a": 1}),
        ('Sure!\n```json\n{"a": [1, 2', {"a": [1, 2]}),
        ('{"a": "b', {"a": "b"}),
        ("no", None),
        ("{" * 5000, None),
        ("[1]", None),
    ],
)
def test_half_a_json_is_read_as_far_as_it_goes(said: str, read: Any) -> None:
    """What came before it broke off."""
    found = half_json(said)
    assert found == read or (read is None and not found)
