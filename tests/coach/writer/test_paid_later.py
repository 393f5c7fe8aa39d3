"""What a model says of when a figure is paid, and of its taxes: it moves what is held, and stands in what is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from benchmarks.paper import TODAY, Paper
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.understanding.amounts import amounts_in
from coach.writer.answered import wrong_with
from coach.writer.models import prompt
from coach.writer.wording import Writer
from tests.coach.writer.test_answered import BASIS, DRAFT, TOLD, figure
from tests.coach.writer.test_misbehaving import SHELF


class Reads(Paper):
    """Reads each message as it is given, and keeps what it is told is known."""

    given: dict[str, Any] = {}  # noqa: RUF012 - pydantic copies it
    known: list[str] = []  # noqa: RUF012 - as above

    def answer(self, messages: list[BaseMessage]) -> str:
        first, *rest = (str(m.content) for m in messages)
        if first.startswith(prompt("reading")[:60]):
            return json.dumps(self.given)
        if "<known>" in (said := "\n".join(rest)):
            self.known.append(said.split("<known>")[1].split("</known>")[0])
        return ""


def held(*talk: tuple[str, dict[str, Any]]) -> tuple[Reply, str]:
    """The reply to the last message of a talk, and what the model was told is known in it."""
    model, dialogue = Reads(folder=Path(), write=False), Dialogue()
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    for message, reading in talk:
        model.given = reading
        model.known.clear()
        reply = coach.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    return reply, model.known[0] if model.known else ""


def line(n: int, acts: str, matters: str = "") -> dict[str, Any]:
    return {"line": n, "acts": acts.split(), "matters": matters.split(), "sure": "yes"}


def amount(n: int, role: str, component: str = "base", **more: Any) -> dict[str, Any]:
    return {"amount": n, "role": role, "component": component, "whose": 0, "sure": "yes", **more}


def term(words: str, kind: str, side: str) -> dict[str, Any]:
    return {"term": 0, "words": words, "kind": kind, "side": side, "whose": 0, "sure": "yes"}


FIRST = (
    "night baker at Kornhaus in Basel, im on 2 250 a month gross, they offered 2 350 gross, i wanted 2 500 and out of the"
    " tip pool. 2 450 on 1 september if all goes well. tips about 180 a month i'd keep"
)
_LINES = [
    line(1, "story", "told_info"), line(2, "pay", "told_pay"), line(3, "offer", "told_offer"),
    line(4, "wish", "told_wish"), line(5, "offer", "told_offer"), line(6, "wish", "told_wish"),
]  # fmt: skip
_POOL = term("out of the tip pool", "other", "wish")
AS_STAGE = {
    "lines": _LINES, "terms": [_POOL],
    "amounts": [
        amount(1, "pay"), amount(2, "offer"), amount(3, "wish"),
        amount(4, "offer", later=True, when="on 1 september if all goes well"), amount(5, "left", "other"),
    ],
}  # fmt: skip
AS_TERM = {
    **AS_STAGE,
    "amounts": [amount(1, "pay"), amount(2, "offer"), amount(3, "wish"), amount(4, "hyp"), amount(5, "left", "other")],
    "terms": [term("[amount 4] on 1 september if all goes well", "review", "offer"), _POOL],
}
NEWS = (
    "update!! 2 420 gross from 1 march. the 2 500 on 1 september, written down this time, no if. out of the pool = no. do"
    " i walk"
)
BETTER = {
    "lines": [
        line(1, "story"), line(2, "offer news", "told_moved"), line(3, "offer news", "told_moved"),
        line(4, "refused", "told_refused"), line(5, "ask_should", "view_walk"),
    ],
    "amounts": [amount(1, "offer", when="from 1 march"), amount(2, "offer", later=True, when="on 1 september")],
    "terms": [term("out of the pool", "other", "refuse")],
}  # fmt: skip


def test_the_stage_is_of_whom_the_model_says() -> None:
    """Of the offer, though the wish stands between them."""
    state = held((FIRST, AS_STAGE))[0].state
    assert state["offer"]["base"]["then"] == [{"amount": 2450, "when": "on 1 september if all goes well"}]
    assert "then" not in state["target"]["base"]


@pytest.mark.parametrize("before", [AS_STAGE, AS_TERM], ids=["as a stage", "as a term"])
def test_a_better_offer_in_parts_takes_the_place_of_the_old_one(before: dict[str, Any]) -> None:
    """With its stages, whatever the old promise was held as; the wish that was refused is refused."""
    reply, known = held((FIRST, before), (NEWS, BETTER))
    base = reply.state["offer"]["base"]
    assert (base["amount"], base["until"], base["tax"]) == (2420, "from 1 march", "gross")
    assert base["then"] == [{"amount": 2500, "when": "on 1 september"}]
    assert [(t["words"], t["side"]) for t in reply.state["terms"]] == [("out of the tip pool", "refused")]
    assert "decision" in reply.moves
    assert "look_up" not in reply.moves
    (offers,) = (x for x in known.split("\n") if x.startswith("Kornhaus offers"))
    assert "base a month gross from" in offers
    assert ", then [[F" in offers
    assert "then that wish is met." in known
    assert "if all goes well" not in "\n".join(x for x in known.split("\n") if not x.startswith("Before,"))


def test_words_that_stand_nowhere_and_a_lone_later_figure_change_nothing() -> None:
    """A day that the message does not hold is left out."""
    made_up = {**BETTER, "amounts": [amount(1, "offer", when="from 1 july"), BETTER["amounts"][1]]}
    state = held((FIRST, AS_STAGE), (NEWS, made_up))[0].state
    assert "until" not in state["offer"]["base"]


@pytest.mark.parametrize(
    ("words", "tax"),
    [
        ("they pay 2 420 gross from march", "gross"),
        ("3,100 a month net", "net"),
        ("3100 netto im Monat", "net"),
        ("a gross salary of 52,000", "gross"),
        ("£2,000 after tax", "net"),
        ("45k net of nothing", ""),
        ("I built 40k net new users", ""),
        ("52,000 a year", ""),
    ],
)
def test_gross_and_net_are_read_where_they_are_written(words: str, tax: str) -> None:
    assert amounts_in(words)[0].tax == tax


def test_gross_and_net_are_not_set_against_each_other() -> None:
    """What is taxed between the two nobody has told."""
    said = "I make 2,400 a month net at a bakery and Kornhaus offers 3,000 a month gross. is that good?"
    read = {
        "lines": [line(1, "pay offer", "told_offer"), line(2, "ask_verdict", "view_good")],
        "amounts": [amount(1, "pay", tax="net"), amount(2, "offer", tax="gross")],
    }
    reply, known = held((said, read))
    assert reply.state["offer"]["base"]["tax"] == "gross"
    assert reply.state["current"]["base"]["tax"] == "net"
    assert "base a month net today" in known
    assert "more a month than what the person makes now" not in known


TAXED = replace(
    BASIS,
    draft=replace(DRAFT, figures=[*DRAFT.figures, figure("$4,100", "base", 4_100, per="month")]),
    told=(*TOLD, "Cobalt Mills offers [[F9]] base a month gross."),
)


def test_what_is_held_as_gross_may_be_called_gross_and_not_net() -> None:
    assert wrong_with("They offer [[F9]] a month gross.", TAXED) == []
    assert wrong_with("They offer [[F9]] a month net.", TAXED)


ALL_AT_ONCE = (
    "my offer from Brightwave: 190k base. I want 215 base and a sign-on 45k because I forfeit my bonus in March. RSUs"
    " I'd be happy w/ 360k, my floor honestly is 205. Farah wants an answer by Friday"
)


@pytest.mark.parametrize("of", ["person", "company"])
def test_each_figure_has_its_line_and_a_person_is_no_employer(of: str) -> None:
    """Whatever the model takes the stand-in of a first name for."""
    read = {
        "lines": [
            line(1, "offer", "told_offer"), line(2, "wish", "told_wish"), line(3, "wish", "told_wish"),
            line(4, "limit", "told_limit"), line(5, "deadline", "told_deadline"),
        ],
        "amounts": [
            amount(1, "offer"), amount(2, "wish"), amount(3, "wish", "signing"), amount(4, "wish", "stock"),
            amount(5, "floor"),
        ],
        "companies": [{"company": 1, "part": "job", "sure": "yes"}],
        "names": [{"words": "Person A", "of": of, "part": "rival", "sure": "yes"}],
        "deadline": "Friday", "decides": -1,
    }  # fmt: skip
    reply, known = held((ALL_AT_ONCE, read))
    said = [re.sub(r"\[\[F\d+\]\]", "_", x) for x in known.split("\n")]
    assert {"The person wants _ base a year.", "The person wants _ stock.", "The person wants _ sign-on once."} <= {
        *said
    }
    assert "Below _ base a year the person would walk away." in said
    assert "would lose" not in known
    assert reply.state["competing"] == []
    assert reply.state["deadline"] == "Friday"


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("left", "By leaving, the person would lose _ extra pay a month."),
        ("other", "Of _, which is no pay that is held, the person says: “tips _ i'd keep”."),
        ("more", "In this message the person wants _ extra pay more."),
    ],
)
def test_a_figure_that_is_held_nowhere_has_its_meaning_in_words(role: str, told: str) -> None:
    """Tips, what is given up, a step wanted more."""
    read = {**AS_STAGE, "amounts": [*AS_STAGE["amounts"][:4], amount(5, role, "other")]}
    _, known = held((FIRST, read))
    assert told in [re.sub(r"\[\[F\d+\]\]", "_", x) for x in known.split("\n")]
