"""One reply's budget: a deadline over all its calls to a language model, each cancelled when it passes or the person
stops, and what they took.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
import time
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessageChunk
    from langchain_core.runnables import Runnable, RunnableConfig

Messages = list[tuple[str, str]]
MOST_CHARACTERS = 12_000  # of one answer; what comes behind is an answer without an end
_TOKENS = ("input_tokens", "output_tokens")


class LeftError(Exception):
    """The model is left and the built-in way stands; the message says why, for the person."""


@dataclass(slots=True)
class Budget:
    """What a reply may take and has taken. `tokens` counts every call, also those that came to nothing."""

    seconds: float
    tokens: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    spent_s: float = 0.0
    _until: float = field(init=False)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _running: list[queue.SimpleQueue[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The clock runs from now."""
        self._until = time.monotonic() + self.seconds

    @property
    def left_s(self) -> float:
        """Seconds until the deadline, none once stopped."""
        return 0.0 if self._stopped.is_set() else max(0.0, self._until - time.monotonic())

    def added(self, before: Mapping[str, float]) -> dict[str, float]:
        """What a talk has taken after this reply, from what it had taken before."""
        now = {**self.tokens, "calls": self.calls, "seconds": round(self.spent_s, 2)}
        return {k: before.get(k, 0) + v for k, v in now.items()}

    def stop(self) -> None:
        """End the call that is running, and let no other begin: the person has stopped the reply."""
        self._stopped.set()
        for out in self._running:
            out.put(_LATE)

    def stream(self, model: BaseChatModel, messages: Messages, use: str, share: float = 1.0) -> Generator[str]:
        """The words of an answer as they come; LeftError when the deadline (or that `share` of what is left) passes."""
        length = 0
        with closing(self._pumped(_chunks(model, messages, use), share)) as chunks:
            for chunk in chunks:
                self._count(getattr(chunk, "usage_metadata", None))
                text = text_of(chunk.content)[: MOST_CHARACTERS - length]  # also of an endless piece
                length += len(text)
                if text:
                    yield text
                if length >= MOST_CHARACTERS:
                    return

    def ask(
        self, schema: dict[str, Any], model: BaseChatModel, messages: Messages, use: str, share: float = 1.0
    ) -> Any:  # noqa: ANN401 - whatever JSON was said
        """The model's answer to a JSON schema, parsed and not yet trusted; None where it holds no JSON. By the
        provider's own method, else in words.

        LeftError as for `stream`.
        """
        until = time.monotonic() + self.left_s * share
        try:
            structured = model.with_structured_output(schema, include_raw=True)
        except NotImplementedError:
            return self._in_words(schema, model, messages, use, share)
        with closing(self._pumped(_one(structured, messages, use), share)) as answers:
            answer = next(answers, None)
        said = answer if isinstance(answer, Mapping) else {}
        raw = said.get("raw")
        self._count(getattr(raw, "usage_metadata", None))
        if isinstance(parsed := said.get("parsed"), Mapping):
            return parsed
        if (found := _json_of(raw)) is not None:
            return found
        left = max(0.0, until - time.monotonic())
        return self._in_words(schema, model, messages, use, left / self.left_s) if left and self.left_s else None

    def run(self, runnable: Runnable[Any, Any], value: Any, use: str, config: RunnableConfig) -> None:  # noqa: ANN401
        """Run a runnable of several calls; LeftError as for `stream`."""
        with closing(self._pumped(_all(runnable, value, {**_config(use), **config}), 1.0)) as steps:
            for _ in steps:
                pass

    def _in_words(
        self, schema: dict[str, Any], model: BaseChatModel, messages: Messages, use: str, share: float
    ) -> Any:  # noqa: ANN401 - as above
        (role, system), *rest = messages
        asked = [
            (role, f"{system}\n\nAnswer with one JSON object of this schema and nothing else:\n{json.dumps(schema)}"),
            *rest,
        ]
        return half_json("".join(self.stream(model, asked, use, share)))

    def _pumped(self, source: AsyncIterator[Any], share: float) -> Generator[Any]:
        """Run an asynchronous call on the loop, so that leaving it closes its connection."""
        if self.left_s <= 0:
            raise LeftError("the language model was too slow")
        until = time.monotonic() + self.left_s * share
        out: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.calls += 1
        self._running.append(out)
        start = time.monotonic()
        task = asyncio.run_coroutine_threadsafe(_pump(source, out), _loop())
        try:
            while True:
                try:
                    item = out.get(timeout=max(0.0, min(until, self._until) - time.monotonic()))
                except queue.Empty:
                    item = _LATE
                if item is _LATE or (self.left_s <= 0 and item is not _END):
                    raise LeftError("stopped" if self._stopped.is_set() else "the language model was too slow")
                if item is _END:
                    return
                if isinstance(item, BaseException):
                    raise LeftError(f"{type(item).__name__} from the language model") from item
                yield item
        finally:
            task.cancel()
            self._running.remove(out)
            if not self._running:  # mending is asked for while the answer still comes: that time is one
                self.spent_s += time.monotonic() - start

    def _count(self, usage: Any) -> None:  # noqa: ANN401 - as LangChain gives it
        for name in _TOKENS:
            self.tokens[name] = self.tokens.get(name, 0) + int((usage or {}).get(name, 0) or 0)


_END, _LATE = object(), object()


async def _chunks(model: BaseChatModel, messages: Messages, use: str) -> AsyncIterator[BaseMessageChunk]:
    async for chunk in model.astream(messages, _config(use)):
        yield chunk


async def _one(structured: Runnable[Any, Any], messages: Messages, use: str) -> AsyncIterator[Any]:
    yield await structured.ainvoke(messages, _config(use))


async def _all(runnable: Runnable[Any, Any], value: Any, config: RunnableConfig) -> AsyncIterator[Any]:  # noqa: ANN401
    yield await runnable.ainvoke(value, config)


async def _pump(source: AsyncIterator[Any], out: queue.SimpleQueue[Any]) -> None:
    try:
        async for item in source:
            out.put(item)
    except asyncio.CancelledError:
        out.put(_LATE)  # nobody reads it any more, or the provider itself has cancelled
        raise
    except BaseException as error:  # noqa: BLE001 - a provider may raise anything; whoever reads the queue says so
        out.put(error)
    else:
        out.put(_END)


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that calls to models run on, in a thread of its own; another one where a provider blocks it."""
    with _guard:
        answered = threading.Event()
        if _loops:
            _loops[-1].call_soon_threadsafe(answered.set)
            if answered.wait(_PATIENCE_S):
                return _loops[-1]
        loop = asyncio.new_event_loop()
        threading.Thread(target=loop.run_forever, name="language-model", daemon=True).start()
        _loops[:] = [loop]
        return loop


_PATIENCE_S = 0.25  # for a loop that does something else
_guard = threading.Lock()
_loops: list[asyncio.AbstractEventLoop] = []


def _config(use: str) -> RunnableConfig:
    """What a tracer sees of a call: its use as the run's name and tag."""
    return {"run_name": f"coach {use}", "tags": ["coach", use]}


def text_of(content: Any) -> str:  # noqa: ANN401 - a provider's own shapes
    """The words of a message; tool calls and thoughts are none."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            p.get("text", "") if isinstance(p, dict) else str(p)
            for p in content
            if not isinstance(p, dict) or p.get("type", "text") == "text"
        )
    return ""


def _json_of(raw: Any) -> Any:  # noqa: ANN401 - a provider's message
    """What can be read of an answer that did not parse: the words of a call that broke off, else the message's own."""
    calls = [*(getattr(raw, "tool_calls", None) or ()), *(getattr(raw, "invalid_tool_calls", None) or ())]
    for call in calls:
        found = call.get("args")
        found = half_json(found) if isinstance(found, str) else found
        if isinstance(found, Mapping):
            return found
    return half_json(text_of(getattr(raw, "content", "")))


def half_json(text: str) -> Any:  # noqa: ANN401 - as it says
    """The JSON object in a text, closed where it broke off; None where there is none."""
    from langchain_core.utils.json import parse_partial_json

    at = text.find("{")
    if at < 0:
        return None
    try:
        found = parse_partial_json(text[at:MOST_CHARACTERS].partition("```")[0])
    except (ValueError, RecursionError):  # as deep as it likes
        return None
    return found if isinstance(found, Mapping) else None
