"""Chat models for tests: they say what the test tells them, in small pieces, or fail as providers do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import RunnableLambda


class Scripted(BaseChatModel):
    """Gives its answers one after another, the last one again and again; `seen` are the prompts it was sent.

    `fail_after` raises after so many characters, `pause_s` waits before each piece.
    """

    answers: list[str]
    piece: int = 7
    fail_after: int = -1
    pause_s: float = 0.0
    seen: list[list[BaseMessage]] = []  # noqa: RUF012 - pydantic copies it

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _answer(self) -> str:
        number = min(len(self.seen), len(self.answers)) - 1
        text = self.answers[number]
        return text.replace("{system}", str(self.seen[-1][0].content))

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.seen.append(messages)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._answer()))])

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        self.seen.append(messages)
        text = self._answer()
        for at in range(0, len(text), self.piece):
            if 0 <= self.fail_after <= at:
                raise ConnectionError("the line went dead")
            time.sleep(self.pause_s)
            yield ChatGenerationChunk(message=AIMessageChunk(text[at : at + self.piece]))
        usage = {"input_tokens": 100, "output_tokens": 10, "total_tokens": 110}
        yield ChatGenerationChunk(message=AIMessageChunk("", usage_metadata=usage))  # type: ignore[arg-type]


class Rereading(Scripted):
    """Makes one plain question of any message; what it says otherwise are its answers."""

    question: str = ""

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Any:
        return RunnableLambda(lambda _: {"raw": None, "parsed": {"question": self.question}})
