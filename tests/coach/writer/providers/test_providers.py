"""Each hosted provider's own client, against answers in its wire format: streamed, checked, counted, and left when it fails.

The cassettes are written after the providers' published formats, not recorded from them: nobody's key is needed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.writer.models import Choice, Price, open_model
from coach.writer.wording import Writer
from tests.coach.writer.test_misbehaving import SHELF

CASSETTES = Path(__file__).with_name("cassettes")
BASE = "What base does Northwind pay a data engineer in New York?"
PROVIDERS = {
    "anthropic": ("anthropic.sse", "text/event-stream", "/v1/messages"),
    "openai": ("openai.sse", "text/event-stream", "/chat/completions"),
    "ollama": ("ollama.ndjson", "application/x-ndjson", "/api/chat"),
    "google_genai": ("google.json", "application/json", ":streamGenerateContent"),
}
ERRORS = {
    401: {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key", "code": 401}},
    429: {"type": "error", "error": {"type": "rate_limit_error", "message": "slow down", "code": 429}},
    529: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded", "code": 529}},
}


class Tape:
    """A provider's server on this machine: plays a cassette, or `statuses` first; keeps what it was sent."""

    def __init__(self, provider: str, statuses: tuple[int, ...] = (), body: bytes | None = None) -> None:
        name, kind, self.path = PROVIDERS[provider]
        body = (CASSETTES / name).read_bytes() if body is None else body
        seen: list[tuple[str, dict[str, Any]]] = []
        left = list(statuses)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append((self.path, json.loads(sent)))
                status = left.pop(0) if left else 200
                out = body if status == 200 else json.dumps(ERRORS[status]).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind if status == 200 else "application/json")
                self.send_header("Content-Length", str(len(out)))
                self.send_header("retry-after", "0")
                self.end_headers()
                self.wfile.write(out)

            def log_message(self, *args: Any) -> None:
                pass

        self.seen = seen
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def tapes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Tape]]:
    running: list[Tape] = []
    yield running
    for tape in running:
        tape.server.shutdown()
        tape.server.server_close()


def opened(provider: str, tape: Tape, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The provider's client as `COACH_MODEL` opens it, its address being the tape's."""
    keys = {"ANTHROPIC_API_KEY": "k", "OPENAI_API_KEY": "k", "GOOGLE_API_KEY": "k"}
    for name, value in {
        **keys, "ANTHROPIC_BASE_URL": tape.address, "ANTHROPIC_API_URL": tape.address, "OPENAI_API_BASE": tape.address,
        "OPENAI_BASE_URL": tape.address, "OLLAMA_HOST": tape.address,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    if provider == "google_genai":
        # Its client speaks gRPC unless told otherwise, its asynchronous one always; the address has no variable.
        from langchain_google_genai import ChatGoogleGenerativeAI

        class OverRest(ChatGoogleGenerativeAI):
            async_client: ClassVar[None] = None

        return OverRest(
            model="gemini-x", transport="rest", client_options={"api_endpoint": tape.address}, max_retries=2
        )
    return open_model(Choice(provider, "model-x"), keys)


def replied(model: Any, provider: str) -> Reply:
    writer = Writer(model, f"{provider}:model-x", patience_s=20, price=Price("USD", 3, 15))
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=writer).reply(Turn(BASE))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")
@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_answer_is_streamed_checked_and_counted(
    provider: str, tapes: list[Tape], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The good sentence is shown, the invented figure is not; tokens and cost are the provider's count."""
    tape = Tape(provider)
    tapes.append(tape)
    reply = replied(opened(provider, tape, monkeypatch), provider)
    assert reply.engine == f"{provider}:model-x"
    assert "In New York the base band is $170K–$215K [1]." in reply.text
    assert "400K" not in reply.text
    assert reply.replaced == 1
    # Asked twice: for the answer, and once to mend the sentence that did not pass.
    assert len(tape.seen) == 2
    assert all(path.split("?")[0].endswith(tape.path) for path, _ in tape.seen)
    assert reply.tokens["input_tokens"] >= 412
    assert reply.tokens["output_tokens"] >= 29
    assert reply.cost == Price("USD", 3, 15).of(reply.tokens)
    sent = json.dumps([body for _, body in tape.seen])
    assert "[[F1]]" in sent
    assert "170" not in sent


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")
@pytest.mark.parametrize(("provider", "status"), [("anthropic", 429), ("anthropic", 529), ("openai", 429)])
def test_a_busy_provider_is_asked_again(
    provider: str, status: int, tapes: list[Tape], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One refusal for lack of room is waited out."""
    tape = Tape(provider, (status,))
    tapes.append(tape)
    assert replied(opened(provider, tape, monkeypatch), provider).engine == f"{provider}:model-x"
    assert len(tape.seen) == 3


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")
@pytest.mark.parametrize("provider", ["anthropic", "openai"])
def test_a_refused_key_falls_back_with_a_note(
    provider: str, tapes: list[Tape], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in words stand, the reason is told, and nobody is asked twice."""
    tape = Tape(provider, (401, 401, 401))
    tapes.append(tape)
    reply = replied(opened(provider, tape, monkeypatch), provider)
    assert reply.engine == "built-in"
    assert "$170K–$215K [1]" in reply.text
    assert any("AuthenticationError from the language model" in c for c in reply.caveats)
    assert len(tape.seen) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")
def test_an_answer_that_breaks_off_falls_back(tapes: list[Tape], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle of the stream, before a whole sentence."""
    whole = (CASSETTES / "anthropic.sse").read_text().split("event: content_block_delta")
    broken = f"{whole[0]}event: content_block_delta{whole[1]}event: error\ndata: {json.dumps(ERRORS[529])}\n\n"
    tape = Tape("anthropic", body=broken.encode())
    tapes.append(tape)
    reply = replied(opened("anthropic", tape, monkeypatch), "anthropic")
    assert reply.engine == "built-in"
    assert "$170K–$215K [1]" in reply.text
    assert any("built-in writer answered" in c for c in reply.caveats)
