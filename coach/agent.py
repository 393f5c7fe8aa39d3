"""A request of several steps -> one reply: a language model chooses which of the coach's functions to call, code answers.

What the model says itself is never shown: the reply is made of the tools' own replies, so every figure is theirs and cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from coach.chain import Coach
from coach.models import prompt
from coach.question import Turn
from coach.reply import Reply
from coach.tools import Tools
from index.errors import UserError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_STEPS = 6
_MARK = re.compile(r"\[(\d{1,4})\]")


class Agent:
    """Plans with one chat model over one coach; the tools are those of HTTP and MCP."""

    def __init__(self, coach: Coach, model: BaseChatModel, engine: str) -> None:
        """Use `model` to choose the steps and `coach` to take them."""
        self.coach, self.model, self.engine = coach, model, engine

    def reply(self, turn: Turn) -> Reply:
        """Answer a request; where the model fails, or finds no step to take, the coach answers it as one question."""
        from langchain.agents import create_agent

        taken: list[Reply] = []
        tools = [self._kept(f, taken) for f in Tools(self.coach, taken).all()]
        agent = create_agent(self.model, tools=tools, system_prompt=prompt("agent"))
        asked = [*({"role": r, "content": c} for r, c in turn.history), {"role": "user", "content": turn.message}]
        failed = ""
        try:
            agent.invoke({"messages": asked}, {"recursion_limit": 2 * MOST_STEPS + 1})  # type: ignore[call-overload]
        except Exception as error:  # noqa: BLE001 - providers raise anything; what the tools found so far still stands
            failed = f"the language model stopped ({type(error).__name__})"
        answered = [r for r in taken if not r.abstained]
        if not answered:
            alone = self.coach.reply(turn)
            note = (f"Answered in one step: {failed}.",) if failed else ()
            return replace(alone, caveats=(*alone.caveats, *note))
        whole = merged(answered)
        note = (f"This may be incomplete: {failed}.",) if failed else ()
        return replace(whole, engine=self.engine, caveats=(*whole.caveats, *note))

    @staticmethod
    def _kept(function: Callable[..., Any], taken: list[Reply]) -> Callable[..., Any]:
        """The function as the model may call it: a mistake comes back to it in words; endless calling ends."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
            if len(taken) >= MOST_STEPS:
                return "No more steps: answer done."
            try:
                return function(*args, **kwargs)
            except UserError as error:
                return f"Not possible: {error}"

        return call


def merged(replies: Iterable[Reply]) -> Reply:
    """Several replies as one: texts one below the other, citations numbered through, nothing said twice."""
    texts: list[str] = []
    whole = Reply("", "several")
    for reply in replies:
        at = len(whole.citations)
        text = _MARK.sub(lambda m, at=at: f"[{int(m[1]) + at}]", reply.text)  # type: ignore[misc]
        if reply.text in texts:
            continue
        texts.append(reply.text)
        whole = replace(
            whole,
            text=f"{whole.text}\n\n{text}".strip(),
            citations=(*whole.citations, *(replace(c, number=c.number + at) for c in reply.citations)),
            figures=(
                *whole.figures,
                *(replace(f, citation=f.citation + at if f.citation else None) for f in reply.figures),
            ),
            caveats=tuple(dict.fromkeys((*whole.caveats, *reply.caveats))),
            suggestions=tuple(dict.fromkeys((*whole.suggestions, *reply.suggestions))),
        )
    return whole
