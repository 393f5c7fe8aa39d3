"""What a model that reads well has told of figures, as the talk holds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue, part_of
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import ONCE, AmountMention, Clause, Reading
from coach.understanding.situation import Part

HELD = Part(component="base", low=74000, high=74000, currency="CAD", period="year")


def read(text: str, *told: tuple[str, str, int], act: str = "offer", matter: str = "told_offer") -> Reading:
    """One clause with its figures, each (role, component, owner) as they come."""
    clause = Clause(0, len(text), text, ((act, 0.94),), ((matter, 0.94),))
    amounts = tuple(
        AmountMention(
            a, text[a.start : a.end], role, part, owner=owner, role_score=0.94, component_score=0.94,
            component_said=part != "base",
        )
        for a, (role, part, owner) in zip(amounts_in(text), told, strict=False)
    )  # fmt: skip
    return Reading(text, (clause,), amounts, told=True)


def talk(**more: object) -> Dialogue:
    deal = Deal(company="Orbel", offer=(HELD,), status="offered", kind="new_offer")
    return Dialogue(turn=1, deals=(deal,)).model_copy(update=more)


def base_of(parts: tuple[Part, ...]) -> float:
    held = part_of(parts, "base")
    return held.high if held else 0.0


HOURLY = (Part(component="base", low=41, high=41, currency="CAD", period="hour"),)


@pytest.mark.parametrize("words", ["they gave me 74", "so the figure from them is 74", "74 is what she wrote down"])
def test_a_number_without_its_thousands_is_the_one_that_is_held(words: str) -> None:
    """Also where present pay is by the hour."""
    now = apply(talk(current=HOURLY), read(words, ("offer", "base", -1)))
    (held,) = now.deal.offer
    assert (held.high, held.period) == (74000, "year")
    assert not now.events  # it is told again, and nothing is new


def test_a_wish_told_bare_beside_its_full_figure_is_that() -> None:
    now = apply(
        talk(current=HOURLY), read("I wrote 79,500 and said 79.5 aloud", ("asked", "base", -1), ("asked", "base", -1))
    )
    assert base_of(now.target) == 79500
    assert now.target[0].period != "hour"


def test_an_hours_pay_told_as_it_is_held_stays_that() -> None:
    now = apply(
        talk(current=HOURLY, deals=()),
        read("I make 41 and 41,000 is a number I saw", ("pay", "base", -1), ("hyp", "base", -1)),
    )
    assert now.current == HOURLY


@pytest.mark.parametrize("matter", ["meta_wrong", "edit"])
def test_what_is_wrong_in_a_text_is_no_fact(matter: str) -> None:
    """The wrong figure sets nothing, whatever is near to it, and the right one is the wish that it was."""
    wish = (HELD.model_copy(update={"low": 81000, "high": 81000}),)
    words = "your text has 78,000 and not the 81,000 that I want"
    now = apply(talk(target=wish), read(words, ("was", "base", -1), ("wish", "base", -1), act="correct", matter=matter))
    assert (base_of(now.target), base_of(now.deal.offer)) == (81000, 74000)
    assert not now.events


def test_a_wish_takes_nothing_from_another_offer() -> None:
    rival = Deal(company="Tessin", offer=(HELD.model_copy(update={"low": 80000, "high": 80000}),), status="offered")
    words = "you said 80,000 first, that is what I would say to Orbel"
    now = apply(talk(deals=(talk().deal, rival)), read(words, ("wish", "base", -1), act="correct", matter="meta_wrong"))
    assert base_of(now.target) == base_of(now.deals[1].offer) == 80000


def test_an_offer_as_high_as_the_wish_is_written() -> None:
    wish = (HELD.model_copy(update={"low": 80000, "high": 80000}),)
    lost = Deal(company="Tessin", status="talking")
    words = "Orbel came to 77,000, the other one stays at 80,000"
    told = read(words, ("offer", "base", -1), ("offer", "base", -2), act="news", matter="told_moved")
    now = apply(talk(target=wish, deals=(talk().deal, lost)), told)
    assert [base_of(d.offer) for d in now.deals] == [77000, 80000]


def test_a_currency_told_once_is_that_of_the_talk() -> None:
    bare = Deal(company="Tessin", offer=(Part(component="base", low=80000, high=80000),), status="offered")
    now = apply(
        talk(deals=(talk().deal, bare)), read("and I make 70,000", ("pay", "base", -1), act="pay", matter="told_pay")
    )
    assert {p.currency for d in now.deals for p in d.offer} | {p.currency for p in now.current} == {"CAD"}
    pounds = HELD.model_copy(update={"currency": "GBP"})
    two = (talk().deal, Deal(company="Velt", offer=(pounds,)), bare)
    mixed = apply(talk(deals=two), read("hello", act="greet", matter=""))
    assert mixed.deals[2].offer[0].currency == ""  # of two nobody knows which


@pytest.mark.parametrize("words", ["there is CAD 6,000 for staying on", "and 6k as a thank you"])
def test_a_bonus_of_once_is_a_term_with_its_figure(words: str) -> None:
    """It is no bonus of a year, and no sign-on."""
    now = apply(talk(), read(words, ("offer", ONCE, -1)))
    assert [p.component for p in now.deal.offer] == ["base"]
    (term,) = now.deal.agreed
    assert "once" in term.words
    assert term.figure == 6000


def test_each_week_is_its_employers() -> None:
    rival = Deal(company="Tessin", offer=(HELD.model_copy(update={"low": 80000, "high": 80000}),), status="offered")
    both = talk(deals=(talk().deal, rival))
    now = apply(both, read("it is 36 here and 41 there", ("offer", "hours", -1), ("offer", "hours", -2)))
    assert [[t.figure for t in d.agreed] for d in now.deals] == [[36], [41]]
    told = ("sum", "base", -1), ("sum", "hours", -1), ("sum", "base", -1), ("sum", "hours", -1)
    now = apply(both, read("80,000 for 41h or 74,000 for 36h, what is more", *told, act="ask_sum", matter="sum"))
    assert [[(t.figure, t.unit) for t in d.agreed] for d in now.deals] == [[(36, "hour")], [(41, "hour")]]
    now = apply(talk(), read("I work 32 now", ("pay", "hours", -1), act="pay", matter="told_pay"))
    assert [t.figure for t in now.terms_now] == [32]


@pytest.mark.parametrize(
    "words",
    ["I resigned this morning", "my notice is in since Friday", "I've handed my manager the resignation letter"],
)
def test_who_has_resigned_is_held_to_have(words: str) -> None:
    told = read(words, act="news", matter="told_info")
    assert apply(talk(), told).resigned
    assert not apply(talk(), replace(told, clauses=(replace(told.clauses[0], acts=(("ask_should", 0.9),)),))).resigned


@pytest.mark.parametrize(
    "words",
    [
        "my supervisor quit",
        "I will resign once it is signed",
        "my notice period is six weeks",
        "I have not given notice yet",
    ],
)
def test_nobody_else_has(words: str) -> None:
    assert not apply(talk(), read(words, act="news", matter="told_info")).resigned


@pytest.mark.parametrize("words", ["79,500 now, and that's the most the grade allows", "they came to 79,500 which is their maximum", "base 79,500, the top of what she may give"])  # fmt: skip
def test_an_offer_that_is_their_most_is_an_offer(words: str) -> None:
    """And no end alone."""
    now = apply(talk(), read(words, ("offer", "base", -1), act="news", matter="told_moved"))
    assert base_of(now.deal.offer) == 79500
