"""What a message tells, to whom it belongs: terms, people, places and sums that are of no year."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.people import with_known
from coach.understanding.amounts import amounts_in, by_the_quarter
from coach.understanding.holidaypay import allowance_in
from coach.understanding.reading import AmountMention, Clause, Person, Reading, TermMention
from coach.understanding.situation import Part
from index.names.levels import level_codes

BASE = Part(component="base", low=52000, high=52000, currency="EUR")
HELD = Dialogue(
    deals=(Deal(company="Larkfield", kind="new_offer", offer=(BASE,), person="Odette"), Deal(offer=(BASE,))), turn=1
)


def reading(text: str, *acts: str, **more: object) -> Reading:
    return Reading(text, (Clause(0, len(text), text, tuple((a, 0.95) for a in acts)),), **more)  # type: ignore[arg-type]


def term(text: str, words: str, kind: str = "other", side: str = "offer", owner: int | None = None) -> TermMention:
    at = text.index(words)
    return TermMention(at, at + len(words), words, kind, side, 0.94, 0.94, real=0.94, owner=owner, told=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["a title as head of lab", "the lab head post"])
def test_a_term_of_another_employer_is_not_the_new_ones(words: str) -> None:
    text = f"My manager now promises {words} for spring."
    r = reading(text, "news", terms=(term(text, words, "promotion", owner=-2),))
    now = apply(HELD, r)
    assert [t.words for t in now.deals[1].terms] == [words]
    assert not now.deals[0].terms
    alone = HELD.model_copy(update={"deals": HELD.deals[:1]})
    assert not any(d.terms for d in apply(alone, r).deals)


def test_a_promise_of_no_kind_is_held_where_it_is_surely_told() -> None:
    text = "They will pay the bonus in full whatever happens."
    now = apply(HELD, reading(text, "news", terms=(term(text, "the bonus in full"),)))
    assert [(t.words, t.side) for t in now.deal.terms] == [("the bonus in full", "offered")]


def test_words_torn_out_of_a_figure_are_no_term() -> None:
    text = "They add shares worth EUR 40,000 over 5 years to it."
    figure = amounts_in(text)[0]
    cut = term(text, "over 5 years", "clawback")
    told = AmountMention(figure, text[figure.start : figure.end], "offer", "stock")
    figured = reading(text, "offer", amounts=(told,), terms=(cut,))
    assert not apply(HELD, figured).deal.terms


def test_a_boss_is_not_the_new_firms_contact() -> None:
    text = "What do I say to Bruno, my manager here?"
    at = text.index("Bruno")
    now = apply(HELD, reading(text, "ask_words", "say_boss", persons=(Person(at, at + 5, "Bruno", "mine"),)))
    assert now.deals[0].person == "Odette"
    assert "Bruno" not in now.deals[0].people


def test_somebody_known_is_found_in_small_letters() -> None:
    assert [p.name for p in with_known(HELD, reading("a note to odette please", "ask_words")).persons] == ["Odette"]
    assert not with_known(HELD, reading("a note to odettes desk", "ask_words")).persons


@pytest.mark.parametrize(
    ("text", "told"), [("2,000 a quarter", True), ("2,000 per quarter", True), ("2,000 a year", False)]
)
def test_a_sum_by_the_quarter_is_not_held_as_one_of_a_year(text: str, told: bool) -> None:
    figure = amounts_in(text)[0]
    assert by_the_quarter(text, figure.end) is told
    bonus = AmountMention(figure, text, "offer", "bonus")
    held = apply(HELD, reading(text, "offer", amounts=(bonus,))).deal.offer
    assert any(p.component == "bonus" for p in held) is not told


def test_an_ordinal_is_no_level() -> None:
    assert level_codes("A 14th month is paid at L4") == ["L4"]


@pytest.mark.parametrize(("part", "stands"), [("base", "on_top"), ("total", "inside")])
def test_a_model_tells_whether_the_allowance_is_in_the_pay(part: str, stands: str) -> None:
    text = "They pay 48,000 with 8% holiday allowance included."
    figure = AmountMention(amounts_in(text)[0], "48,000", "offer", part, component_score=0.94)
    r = reading(text, "offer", amounts=(figure,), told=True)
    assert allowance_in(r, r.clauses[0]) == stands
