"""An odd wording that the built-in reading can do nothing with -> a plain question, by a language model, checked against the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from coach.amounts import amounts_in
from coach.models import prompt
from coach.question import Turn
from coach.writer.mask import Mask
from coach.writer.structured import answer_as
from index.names import Names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST = 300


class Restated(BaseModel):
    """The user's message as one plain question; empty where there is none."""

    model_config = ConfigDict(frozen=True)

    question: str = Field(default="", max_length=LONGEST)


def restated(turn: Turn, model: BaseChatModel, names: Names, mask: Mask | None = None) -> str:
    """The question that a model makes of a message, "" where it makes none or brings in what nobody said.

    A figure must stand in the conversation as it is; a company or place must be one that the words name. With a `mask`,
    employers are sent by their stand-ins.
    """
    hidden, amounts = hidden_amounts(turn.message)
    before = [("human", hidden_amounts(c)[0]) for r, c in turn.history[-4:] if r == "user"]
    told = [*before, ("human", hidden)]
    if mask:
        for _, words in told:
            mask.learn(words)
        told = [(role, mask.hidden(words)) for role, words in told]
    messages = [("system", prompt("restate")), *told]
    answer = answer_as(Restated, model, messages)
    question = answer.question.strip() if answer else ""
    question = mask.shown(question) if mask else question
    question = re.sub(r"\[amount (\d+)\]", lambda m: amounts.get(m[1], m[0]), question)
    said = " ".join([*(c for r, c in turn.history if r == "user"), turn.message])
    return question if _holds(question, said, names) else ""


def hidden_amounts(text: str) -> tuple[str, dict[str, str]]:
    """The words with each amount as "[amount 1]", and what stands behind: pay is not sent."""
    held: dict[str, str] = {}
    found = amounts_in(text)
    for number, amount in reversed(list(enumerate(found, 1))):
        held[str(number)] = text[amount.start : amount.end]
        text = f"{text[: amount.start]}[amount {number}]{text[amount.end :]}"
    return text, held


def _holds(question: str, said: str, names: Names) -> bool:
    """Whether a question names no figure and no company beyond those of the user's words."""
    digits = set(re.findall(r"\d+", said))
    if not question or any(d not in digits for d in re.findall(r"\d+", question)):
        return False
    known = {o for m in names.find(said).companies for o in m.options}
    return all(any(o in known for o in m.options) for m in names.find(question).companies)
