"""What a text is not to say stays as the talk holds it."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.understanding.denial import Denial
from coach.understanding.reading import Clause, CompanyPart, Reading
from coach.understanding.situation import Part

BASE = Part(component="base", low=71000, high=71000, currency="USD", period="year")
SIGNING = Part(component="signing", low=3000, high=3000, currency="USD", period="")
TALK = Dialogue(
    turn=2,
    deals=(
        Deal(company="Orbel", offer=(BASE, SIGNING), status="offered", kind="new_offer"),
        Deal(offer=(BASE,), status="offered", kind="counter"),
        Deal(company="Tessin", offer=(BASE,), status="offered", kind="new_offer"),
    ),
)


def read(text: str, *acts: tuple[str, float], told: bool = True, denial: Denial | None = None) -> Reading:
    clause = Clause(0, len(text), text, (("leave_out", 0.94), *acts), (("words_counter", 0.9),), denial=denial)
    at = text.find("Tessin")
    named = (CompanyPart(at, at + 6, "Tessin", (), "rival", 0.9),) if at >= 0 else ()
    return Reading(text, (clause,), companies=named, told=told)


@pytest.mark.parametrize("told", [True, False], ids=["model", "alone"])
@pytest.mark.parametrize(
    "text",
    [
        "The sum that my boss put up to keep me is not to appear.",
        "No word in it of what I was offered for staying.",
        "Nothing in it about Tessin, please.",
        "I'd rather you kept quiet on the sign-on.",
        "Skip my employer's counteroffer there.",
    ],
)
@pytest.mark.parametrize("acts", [(), (("takeback", 0.3), ("declined", 0.4))], ids=["plain", "leaning"])
def test_nothing_that_is_held_goes(text: str, told: bool, acts: tuple[tuple[str, float], ...]) -> None:
    now = apply(TALK, read(text, *acts, told=told))
    assert [(d.status, d.offer) for d in now.deals] == [(d.status, d.offer) for d in TALK.deals]
    assert not now.events


def test_what_a_hidden_clause_denies_stands() -> None:
    no = Denial(0.9, (("rival", 0.9),), 0.9)
    assert apply(TALK, read("Do not bring up Tessin.", denial=no)).deals == TALK.deals
