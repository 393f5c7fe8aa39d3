"""A model places an amount that the words leave open; it never sees it, and cannot bring in another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from coach.chain import Coach
from coach.question import Turn
from coach.situation import Part, Situation
from coach.writer.told import open_amounts, told
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF

WORDS = "what landed in my inbox says $143,250 for the yearly cheque"


class Placing(Scripted):
    """Answers every structured question with `reading`; `asked` is what it was sent."""

    reading: Any = None
    asked: list[Any] = []  # noqa: RUF012 - pydantic copies it

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Any:
        def answer(messages: Any) -> Any:
            self.asked.append(messages)
            return self.reading

        return RunnableLambda(answer)


def placed(**fields: Any) -> dict[str, Any]:
    return {"amounts": [{"amount": 1, "component": "base", "use": "offer", **fields}]}


def test_an_open_amount_is_placed_with_the_users_own_value() -> None:
    """Value and currency come from the words; the model saw neither."""
    model = Placing(answers=[""], reading=placed(period="year"))
    after = told(WORDS, Situation(), model)
    assert after.offer == (Part(component="base", low=143_250, high=143_250, currency="USD", period="year"),)
    assert "143" not in str(model.asked)
    assert "[amount 1]" in str(model.asked)


@pytest.mark.parametrize(
    "reading",
    [placed(use="none"), placed(amount=2), placed(component="perks"), placed(use="gift"), {"amounts": "x"}, None, 7],
)
def test_what_is_not_valid_changes_nothing(reading: Any) -> None:
    """Another amount, part or use than there are, or no answer at all: the built-in reading stands."""
    before = Situation(company="Northwind")
    assert told(WORDS, before, Placing(answers=[""], reading=reading)) == before


def test_what_the_words_say_stands() -> None:
    """A part that is filled is not replaced, and an amount that is placed is not asked about."""
    base = Part(component="base", low=150_000, high=150_000, currency="USD")
    before = Situation(offer=(base,))
    assert told(WORDS, before, Placing(answers=[""], reading=placed())).offer == (base,)
    model = Placing(answers=[""], reading=placed(use="target"))
    assert told("they offered $150K base", before, model) == before
    assert not model.asked
    assert open_amounts("$150K", before) == []


def test_a_reply_says_back_what_was_placed() -> None:
    """So that the user can put it right."""
    message = "northwind, data engineer, chicago. my cheque is over $143,250 these days"
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(message))
    assert not {"offer", "current"} & alone.situation.keys()
    writer = Writer(Placing(answers=[""], reading=placed(use="current")), "t:r")
    reply = Coach(SHELF, lambda: date(2026, 11, 23), writer=writer).reply(Turn(message))
    assert reply.situation["current"][0]["low"] == 143_250
    assert any("now on $143,250" in c or "now on $143.25K" in c for c in (*reply.caveats, reply.text))
