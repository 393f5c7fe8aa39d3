"""Which of two figures is larger is told to a model ready, and what it says of that passes the checks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from langchain_core.messages import BaseMessage

from benchmarks.paper import TODAY, Paper
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.answered import wrong_with
from coach.writer.wording import Writer
from tests.coach.writer.test_answered import BASIS, DRAFT, TOLD, figure
from tests.coach.writer.test_four import FOUR, talks_of
from tests.coach.writer.test_misbehaving import SHELF


class Heard(Paper):
    """Keeps what is known in the prompts for words, by the turn."""

    told: dict[str, str] = {}  # noqa: RUF012 - pydantic copies it

    def answer(self, messages: list[BaseMessage]) -> str:
        if "<known>" in (said := "\n".join(str(m.content) for m in messages[1:])):
            self.told.setdefault(self.turn, said.split("<known>")[1].split("</known>")[0])
        return super().answer(messages)


@cache
def known(talk: str) -> dict[str, str]:
    """What is known in the prompts of a talk, by its turn."""
    model, dialogue = Heard(folder=FOUR, write=False), Dialogue()
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    for number, message in enumerate(talks_of()[talk], 1):
        model.turn, model.calls = f"{talk}.{number}", {}
        dialogue = Dialogue.model_validate(coach.reply(Turn(message, dialogue=dialogue)).dialogue)
    return model.told


@pytest.mark.parametrize(
    ("talk", "turn", "told"),
    [
        ("butcher", 1, "By the hour, what Harlow Estate offers is [[F*]] less an hour than what the person makes now."),
        ("butcher", 5, "By the hour, what Harlow Estate offers is [[F*]] less an hour than what the present employer offers."),
        ("nurse", 3, "What the person makes now with that is [[F*]] less a year than what the person wants."),
        ("sysadmin", 3, "[[F*]] a year is more than what Harlow Logistics offers over Brightwell Clinics."),
    ],
)  # fmt: skip
def test_what_belongs_on_one_footing_is_compared(talk: str, turn: int, told: str) -> None:
    lines = known(talk)[f"{talk}.{turn}"].split("\n")
    before, after = told.split("[[F*]]")
    assert any(x.startswith(f"{before}[[F") and x.endswith(f"]]{after}") for x in lines), lines


def test_nothing_is_asked_of_pay_that_is_accepted() -> None:
    """Nor of pay that is left alone; the figure that was wanted is told as asked for, and no more."""
    for talk, turn in (("butcher", 4), ("sysadmin", 6), ("upholsterer", 5)):
        lines = known(talk)[f"{talk}.{turn}"].split("\n")
        assert not any(x.startswith("Ask for [[F") for x in lines), lines
        assert "The person takes the base as it is now: nothing more of it is to be asked for." in lines
    university = known("nurse")["nurse.5"]
    assert "has offered nothing: the job there is said to pay [[F" in university
    assert "offer from the university" not in university


ALLOWANCE = replace(
    BASIS,
    draft=replace(
        DRAFT,
        figures=[
            *DRAFT.figures, figure("$2,600", "other", 2_600, per="year"),
            figure("$8,400", "base", 8_400, "derived", formula="one − the other", per="year"),
        ],
    ),
    told=(
        *TOLD, "Cobalt Mills offers this term: an acting-up allowance of [[F9]].", "The person wants [[F3]] base a year.",
        "What the person makes now with that is [[F10]] less a year than what the person wants.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "With the allowance you'd still be [[F10]] a year short of what you want.",
        "What you make now with that is [[F10]] less a year than what you want.",
    ],
)
def test_what_an_allowance_leaves_open_may_be_said(sentence: str) -> None:
    assert wrong_with(sentence, ALLOWANCE) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "With the allowance you'd be [[F10]] a year above what you want.",
        "What you want is [[F10]] less a year than what you make now with that.",
    ],
)
def test_it_may_not_be_turned_round(sentence: str) -> None:
    assert wrong_with(sentence, ALLOWANCE), sentence
