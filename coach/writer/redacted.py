"""What an agent sends to a language model, without people, addresses and amounts, and what it says, with them, as
LangChain middleware.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from coach.writer.mask import Mask, amount_spans

if TYPE_CHECKING:
    from langchain.agents.middleware.types import ExtendedModelResponse

    Answer = ModelResponse[Any] | AIMessage | ExtendedModelResponse[Any]


class Redacted(AgentMiddleware):
    """Hides in every message what `mask` hides and every amount ("[amount 1]"), and puts it back into calls of tools.

    The state of the agent keeps the words as they are; only what goes to the model is hidden.
    """

    def __init__(self, mask: Mask) -> None:
        """Hide what `mask` has learnt, and learns from the user's messages."""
        super().__init__()
        self._mask = mask
        self._amounts: dict[str, str] = {}  # as written -> its stand-in

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> Answer:
        """Hide, ask, show."""
        return self._answered(handler(self._asked(request)))

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> Answer:
        """The same, awaited."""
        return self._answered(await handler(self._asked(request)))

    def _asked(self, request: ModelRequest[Any]) -> ModelRequest[Any]:
        for message in request.messages:
            if isinstance(message, HumanMessage):
                self._mask.learn(str(message.text))
        return request.override(messages=[self._without(m) for m in request.messages])

    def _without(self, message: AnyMessage) -> AnyMessage:
        changed: dict[str, Any] = {"content": self.hidden(str(message.text))}
        if isinstance(message, AIMessage):
            changed["tool_calls"] = [{**c, "args": _each(self.hidden, c["args"])} for c in message.tool_calls]
        return message.model_copy(update=changed)

    def _answered(self, response: ModelResponse[Any]) -> ModelResponse[Any]:
        return replace(response, result=[self._with(m) for m in response.result])

    def _with(self, message: Any) -> Any:  # noqa: ANN401 - any message
        if not isinstance(message, AIMessage):
            return message
        calls = [{**c, "args": _each(self.shown, c["args"])} for c in message.tool_calls]
        return message.model_copy(update={"tool_calls": calls})

    def hidden(self, text: str) -> str:
        """The text without what is not sent."""
        for start, end in reversed(amount_spans(text)):
            said = text[start:end]
            stand_in = self._amounts.setdefault(said, f"[amount {len(self._amounts) + 1}]")
            text = f"{text[:start]}{stand_in}{text[end:]}"
        return self._mask.hidden(text)

    def shown(self, text: str) -> str:
        """The text with it again."""
        for said, stand_in in self._amounts.items():
            text = text.replace(stand_in, said)
        return self._mask.shown(text)


def _each(change: Callable[[str], str], value: Any) -> Any:  # noqa: ANN401 - JSON
    """JSON with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {k: _each(change, v) for k, v in value.items()}
    return [_each(change, v) for v in value] if isinstance(value, list) else value
