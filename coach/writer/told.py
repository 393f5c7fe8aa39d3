"""Amounts of a message that the built-in reading leaves open -> what they are, by a language model that never sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.amounts import Amount, amounts_in
from coach.models import prompt
from coach.situation import Footing, Part, Situation
from coach.writer.mask import Mask
from coach.writer.restate import hidden_amounts
from coach.writer.structured import answer_as
from index.guide import Component

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Use = Literal["offer", "current", "target", "floor", "none"]


class Told(BaseModel):
    """What one amount is."""

    model_config = ConfigDict(frozen=True)

    amount: int = Field(ge=1, description="the number in [amount N]")
    component: Component
    use: Use
    period: Footing = ""


class Reading(BaseModel):
    """What the amounts of a message are, as far as its words say."""

    model_config = ConfigDict(frozen=True)

    amounts: tuple[Told, ...] = Field(default=(), max_length=20)


def open_amounts(message: str, situation: Situation) -> list[tuple[int, Amount]]:
    """The amounts, numbered from 1, that no part of the situation holds; a bare "60" may be anything and is left."""
    held = {v for f in situation.figures() for v in (f["low"], f["high"])}
    amounts = enumerate(amounts_in(message), 1)
    return [(n, a) for n, a in amounts if not a.small and not a.open_ended and not {a.low, a.high} & held]


def told(message: str, situation: Situation, model: BaseChatModel, mask: Mask | None = None) -> Situation:
    """The situation with the open amounts placed where the model says they belong; as it was where that is not valid.

    The model gives places only: values and currencies are the user's own, and a part that the words filled stays.
    """
    left = dict(open_amounts(message, situation))
    if not left:
        return situation
    sent = hidden_amounts(message)[0]
    if mask:
        mask.learn(sent)
        sent = mask.hidden(sent)
    reading = answer_as(Reading, model, [("system", prompt("told")), ("human", sent)]) or Reading()
    news: dict[str, list[Part]] = {}
    for one in reading.amounts:
        amount = left.get(one.amount)
        if amount is None or one.use == "none":
            continue
        taken = [*getattr(situation, one.use), *news.get(one.use, [])]
        if any(p.component == one.component for p in taken):
            continue
        part = Part(component=one.component, low=amount.low, high=amount.high, currency=amount.unit, period=one.period)
        news.setdefault(one.use, []).append(part)
    return situation.merged(Situation.model_validate({use: tuple(parts) for use, parts in news.items()}))
