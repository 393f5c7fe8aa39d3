"""An odd wording that the built-in reading can do nothing with -> a plain question, by a language model, checked
against the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.dialogue.turn import Turn
from coach.writer.budget import Budget, LeftError
from coach.writer.mask import Mask, amount_spans
from coach.writer.models import prompt
from index.names import Names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST = 300


class Restated(BaseModel):
    """The user's message as one plain question; empty where there is none."""

    model_config = ConfigDict(frozen=True)

    question: str = Field(default="", max_length=LONGEST)


def restated(turn: Turn, model: BaseChatModel, names: Names, mask: Mask, budget: Budget) -> str:
    """The question that a model makes of a message, "" where it makes none or brings in what nobody said.

    A figure must stand in the conversation as it is; a company or place must be one that the words name. What `mask`
    hides is sent by its stand-ins.
    """
    hidden, amounts = hidden_amounts(turn.message)
    before = [("human", hidden_amounts(c)[0]) for r, c in turn.history[-4:] if r == "user"]
    told = [*before, ("human", hidden)]
    for _, words in told:
        mask.learn(words)
    messages = [("system", prompt("restate")), *((role, mask.hidden(words)) for role, words in told)]
    try:
        answer = Restated.model_validate(budget.ask(Restated.model_json_schema(), model, messages, "restating"))
    except (LeftError, ValidationError):
        return ""
    question = mask.shown(answer.question.strip())
    question = re.sub(r"\[amount (\d+)\]", lambda m: amounts.get(m[1], m[0]), question)
    said = " ".join([*(c for r, c in turn.history if r == "user"), turn.message])
    return question if _holds(question, said, names) else ""


def hidden_amounts(text: str) -> tuple[str, dict[str, str]]:
    """The words with each amount as "[amount 1]", and what stands behind: pay is not sent."""
    held: dict[str, str] = {}
    for number, (start, end) in reversed(list(enumerate(amount_spans(text), 1))):
        held[str(number)] = text[start:end]
        text = f"{text[:start]}[amount {number}]{text[end:]}"
    return text, held


def _holds(question: str, said: str, names: Names) -> bool:
    """Whether a question names no figure, company and place beyond those of the user's words."""
    digits = set(re.findall(r"\d+", said))
    if not question or any(d not in digits for d in re.findall(r"\d+", question)):
        return False
    told, asked = names.find(said), names.find(question)
    known = {o for m in told.companies for o in m.options}
    places = {p.name.casefold() for p in told.places}
    return all(any(o in known for o in m.options) for m in asked.companies) and all(
        p.name.casefold() in places for p in asked.places
    )
