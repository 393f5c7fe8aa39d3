"""A yes of the person's settles what was wanted before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue, Term
from coach.understanding.reading import Clause, Reading
from coach.understanding.situation import Part

BASE = Part(component="base", low=71000, high=71000, currency="USD", period="year")
WISH = BASE.model_copy(update={"low": 76000, "high": 76000})
OPEN = Term(kind="remote", words="three days at home", side="wished", turn=1)
GIVEN = Term(kind="holiday", words="28 days of leave", side="granted", turn=1)
DEAL = Deal(company="Orbel", offer=(BASE,), asked=(WISH,), terms=(OPEN, GIVEN), status="answered", kind="new_offer")
TALK = Dialogue(turn=2, deals=(DEAL,), target=(WISH,))


def read(text: str, *acts: tuple[str, float], matter: str = "told_accept") -> Reading:
    return Reading(text, (Clause(0, len(text), text, acts, ((matter, 0.94),)),), told=True)


@pytest.mark.parametrize(
    "text", ["I'm in, I told them so.", "It's done, Orbel has my yes.", "I said I would join, and shook on it."]
)
def test_a_yes_closes_what_was_open(text: str) -> None:
    now = apply(TALK, read(text, ("accepted", 0.94)))
    assert now.deal.status == "accepted"
    assert not now.target
    assert not now.deal.open_terms
    assert [t.words for t in now.deal.agreed] == ["28 days of leave"]


@pytest.mark.parametrize("text", ["I'd lean to a yes.", "Most likely I'll join them."])
def test_a_leaning_closes_nothing(text: str) -> None:
    now = apply(TALK, read(text, ("feeling", 0.94), matter="told_lean"))
    assert (now.target, now.deal.open_terms, now.deal.status) == ((WISH,), (OPEN,), "answered")


def test_a_yes_to_another_leaves_the_wish() -> None:
    other = Deal(company="Tessin", offer=(BASE,), status="offered", kind="new_offer")
    text = "I said no to nobody yet."
    both = TALK.model_copy(update={"deals": (DEAL, other)})
    now = apply(both, replace(read(text, ("story", 0.94), matter="told_story")))
    assert now.target == (WISH,)
