"""Whose an offer is, where a reading to be trusted has told the part of each company."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import AmountMention, Clause, CompanyPart, Reading
from coach.understanding.situation import Part

RAISE = Dialogue(
    turn=2,
    deals=(Deal(kind="raise"),),
    current=(Part(component="base", low=71000, high=71000),),
    target=(Part(component="base", low=80000, high=80000),),
)
OFFER = Deal(kind="new_offer", status="offered", offer=(Part(component="base", low=71000, high=71000),))
NAMELESS = Dialogue(turn=2, deals=(OFFER,))


def told(
    text: str,
    roles: tuple[tuple[str, int], ...] = (),
    firms: tuple[tuple[str, str], ...] = (),
    acts: tuple[tuple[str, float], ...] = (("offer", 0.95),),
) -> Reading:
    """A message of one clause, with (role, owner) of each figure and (name, part) of each company."""
    amounts = tuple(
        AmountMention(a, text[a.start : a.end], role, "base", owner=owner, role_score=0.95, owner_score=0.95)
        for a, (role, owner) in zip(amounts_in(text), roles, strict=True)
    )
    companies = tuple(
        CompanyPart(text.index(name), text.index(name) + len(name), name, (), part, 0.95) for name, part in firms
    )
    clause = Clause(0, len(text), text, acts)
    return Reading(text, (clause,), amounts, companies, told=True)


@pytest.mark.parametrize("before", [RAISE, NAMELESS], ids=["raise", "nameless"])
@pytest.mark.parametrize(
    ("text", "firms", "owner"),
    [
        ("Torvald Marine want me as well, 77,000", (("Torvald Marine", "rival"),), 0),
        ("the yard across the river would pay 77,000", (), -2),
    ],
)
def test_a_rival_is_a_deal_of_its_own(
    before: Dialogue, text: str, firms: tuple[tuple[str, str], ...], owner: int
) -> None:
    """It neither names nor revises the one that the talk is about, and is no answer of it."""
    now = apply(before, told(text, (("offer", owner),), firms))
    assert now.deal.company == ""
    assert now.deal.offer == before.deal.offer
    assert now.deal.status == before.deal.status
    assert now.current == before.current
    assert [(d.company, [p.high for p in d.offer]) for d in now.others] == [(firms[0][0] if firms else "", [77000])]


def test_the_no_of_a_rival_is_the_rivals() -> None:
    """And leaves what is asked of the one in focus open."""
    held = Dialogue(turn=3, deals=(replace_deal(OFFER, "Halm Works"), replace_deal(OFFER, "Torvald Marine")))
    r = told("Torvald Marine won't go higher", (), (("Torvald Marine", "rival"),), (("refused", 0.95), ("news", 0.6)))
    now = apply(held, r)
    assert (now.deal.company, now.deal.status) == ("Halm Works", "offered")
    assert now.others[0].status == "refused"


def replace_deal(deal: Deal, company: str) -> Deal:
    return deal.model_copy(update={"company": company})


@pytest.mark.parametrize("focus", [0, 1])
def test_the_job_that_is_told_is_in_focus(focus: int) -> None:
    """Whoever else the message names, and whichever was in focus."""
    deals = (replace_deal(OFFER, "Halm Works"), replace_deal(OFFER, "Torvald Marine"))
    held = Dialogue(turn=3, deals=deals, focus=focus)
    text = "a note to Halm Works please, and nothing of Torvald Marine in it"
    r = told(text, (), (("Halm Works", "job"), ("Torvald Marine", "rival")), (("ask_words", 0.95),))
    now = apply(held, r)
    assert now.deal.company == "Halm Works"
    assert [d.company for d in now.others] == ["Torvald Marine"]


def test_the_name_of_the_job_goes_to_the_offer_without_one() -> None:
    """Though the other employer had come into focus."""
    held = Dialogue(turn=3, deals=(OFFER, replace_deal(OFFER, "Torvald Marine")), focus=1)
    text = "I mean to stay with Halm Works, Torvald Marine is the other one"
    now = apply(held, told(text, (), (("Halm Works", "job"), ("Torvald Marine", "rival")), (("news", 0.9),)))
    assert (now.deal.company, len(now.deals)) == ("Halm Works", 2)


def test_a_wish_below_what_is_held_is_kept() -> None:
    """One that only says their figure again is none."""
    low = apply(NAMELESS, told("I would want 68,000 here", (("wish", -1),), (), (("wish", 0.95),)))
    same = apply(NAMELESS, told("I would be glad of the 71,000", (("wish", -1),), (), (("wish", 0.95),)))
    assert [p.high for p in low.target] == [68000]
    assert same.target == ()
    unsure = replace(told("I would want 68,000 here", (("wish", -1),), (), (("wish", 0.95),)), told=False)
    assert apply(NAMELESS, unsure).target == ()


def test_what_a_raise_asker_is_paid_is_no_offer() -> None:
    """However near its words are to those of one."""
    text = "salary is 71,000, hasn't gone up since I came, I will ask for 80,000"
    r = replace(told(text, (("pay", -1), ("wish", -1)), (), (("pay", 0.95), ("wish", 0.9))), talk="raise")
    now = apply(Dialogue(), r)
    assert [p.high for p in now.current] == [71000]
    assert [p.high for p in now.target] == [80000]
    assert not any(d.offer for d in now.deals)


def test_two_employers_without_a_name_have_a_history_each() -> None:
    """The no of the one is not the other's."""
    now = apply(NAMELESS, told("they came up to 73,000", (("offer", -1),), (), (("news", 0.95), ("offer", 0.9))))
    now = apply(now, told("the yard across the river would pay 77,000", (("offer", -2),)))
    first, other = now.deal, now.others[0]
    assert [e.after.high for e in now.told_of(first) if e.after] == [73000]
    assert [e.after.high for e in now.told_of(other) if e.after] == [77000]


def test_a_correction_that_tells_the_job_makes_no_third_employer() -> None:
    """Its figure is held as that offer already."""
    held = Dialogue(turn=3, deals=(OFFER, replace_deal(OFFER, "Torvald Marine")), focus=0)
    text = "wrong again: Halm Works pays 71,000"
    now = apply(held, told(text, (("offer", 0),), (("Halm Works", "job"),), (("correct", 0.95), ("offer", 0.9))))
    assert (now.deal.company, len(now.deals)) == ("Halm Works", 2)
