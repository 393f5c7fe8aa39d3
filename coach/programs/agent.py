"""A request of several steps -> one reply: a language model chooses which of the coach's functions to call, code
answers.

What the model says itself is never shown: the reply is made of the tools' own replies, so every figure is theirs and
cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from coach.dialogue.turn import Turn
from coach.programs.tools import Tools
from coach.reply import Reply
from coach.turn import Coach
from coach.writer.budget import Budget, LeftError
from coach.writer.mask import Mask
from coach.writer.models import prompt
from index.errors import UserError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_STEPS = 6
PATIENCE_S = 60.0
_TOLD = ("text", "clarify", "abstained", "caveats")  # of a reply, to whoever plans
_MARK = re.compile(r"\[(\d{1,4})\]")


class Agent:
    """Plans with one chat model over one coach; the tools are those of HTTP and MCP."""

    def __init__(self, coach: Coach, model: BaseChatModel, engine: str, patience_s: float = PATIENCE_S) -> None:
        """Use `model` to choose the steps and `coach` to take them, in so many seconds."""
        self.coach, self.model, self.engine, self.patience_s = coach, model, engine, patience_s

    def reply(self, turn: Turn) -> Reply:
        """Answer a request; where the model fails, or finds no step to take, the coach answers it as one question.

        People, addresses and amounts are hidden in all that is sent, in what tools return as well.
        """
        from langchain.agents import create_agent
        from langchain.agents.middleware import AgentMiddleware, ModelCallLimitMiddleware, ToolCallLimitMiddleware

        from coach.writer.redacted import Redacted

        taken: list[Reply] = []
        tools = [self._kept(f) for f in Tools(self.coach, taken).all()]
        middleware: list[AgentMiddleware[Any, Any, Any]] = [
            Redacted(Mask(self.coach.library.names, employers=False)),
            ModelCallLimitMiddleware(run_limit=MOST_STEPS + 1, exit_behavior="end"),
            ToolCallLimitMiddleware(run_limit=MOST_STEPS),
        ]
        agent = create_agent(self.model, tools=tools, system_prompt=prompt("agent"), middleware=middleware)
        asked = {"messages": [{"role": r, "content": words} for r, words in (*turn.history, ("user", turn.message))]}
        failed = ""
        try:
            Budget(self.patience_s).run(agent, asked, "planning", {"recursion_limit": 8 * MOST_STEPS})
        except LeftError as left:  # what the tools found so far still stands
            failed = str(left)
        answered = [r for r in taken if not r.abstained]
        if not answered:
            alone = self.coach.reply(turn)
            note = (f"Answered in one step: {failed}.",) if failed else ()
            return replace(alone, caveats=(*alone.caveats, *note))
        whole = merged(answered)
        note = (f"This may be incomplete: {failed}.",) if failed else ()
        return replace(whole, engine=self.engine, caveats=(*whole.caveats, *note))

    @staticmethod
    def _kept(function: Callable[..., Any]) -> Callable[..., Any]:
        """The function as the model may call it: a mistake comes back in words, and of a reply what it says."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
            try:
                made = function(*args, **kwargs)
            except UserError as error:
                return f"Not possible: {error}"
            return {k: made[k] for k in _TOLD if made.get(k)} if isinstance(made, dict) and "text" in made else made

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
