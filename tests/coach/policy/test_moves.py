"""The table of moves: what an act calls for, in a coach's order, and what is done without what it needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.policy.moves import moves_of
from coach.policy.owed import OWED
from coach.policy.table import LOOK_UP, TABLE
from coach.policy.told import turns_away
from coach.understanding.amounts import Amount
from coach.understanding.matters import MATTERS, TOLD
from coach.understanding.reading import ACTS, AmountMention, Clause, CompanyPart, Reading


def reading(*acts: str, amounts: tuple[AmountMention, ...] = ()) -> Reading:
    """A message of one clause that does this."""
    return Reading("words of a message", (Clause(0, 18, "words of a message", tuple((a, 0.9) for a in acts)),), amounts)


def offered(value: float, component: str = "base", role: str = "offer") -> AmountMention:
    """A figure of a message."""
    return AmountMention(Amount(0, 3, value, value, "money", scaled=True), f"{value:g}", role, component)


def rooms(first: Reading, *then: Reading) -> list[str]:
    """The rooms of the last message's reply."""
    before = Dialogue()
    for one in (first, *then[:-1]):
        before = apply(before, one)
    last = then[-1] if then else first
    before = before if then else Dialogue()
    return [m.room for m in moves_of(last, before, apply(before, last))]


def test_every_row_names_an_act_or_a_matter_there_is() -> None:
    """A row for what no message can do would never be used, and every matter that asks for something has a row."""
    acts = {row.act for row in TABLE}
    assert acts <= ACTS | {*MATTERS, *OWED}
    assert set(MATTERS) - acts - set(TOLD) == {"meta_skipped"}
    assert len(acts) == len(TABLE)


def about(*matters: str, acts: tuple[str, ...] = ("ask_should",)) -> Reading:
    """A message with a clause a matter."""
    return Reading(
        "x " * len(matters),
        tuple(Clause(2 * i, 2 * i + 1, "x", tuple((a, 0.9) for a in acts), ((m, 0.9),)) for i, m in enumerate(matters)),
    )


def test_the_matter_tells_what_is_asked() -> None:
    """One act of asking, several rooms by what about."""
    offer = reading("offer", amounts=(offered(100_000),))
    assert rooms(offer, about("view_push"))[:1] == ["decision"]
    assert rooms(offer, about("what_floor"))[:1] == ["floor"]
    assert rooms(offer, about("view_good"))[:1] == ["verdict"]
    assert rooms(offer, about("words_accept", acts=("ask_words",))) == ["closing", "words"]  # who wants it says yes


def test_who_says_that_something_was_not_answered_is_answered() -> None:
    """What the complaint names, else what was asked last."""
    offer = reading("offer", amounts=(offered(100_000),))
    before = apply(Dialogue(), offer).model_copy(
        update={"asked_about": (("view_rival", "Should I mention my other offer to them?"),)}
    )
    last = about("meta_skipped")
    made = moves_of(last, before, apply(before, last))
    assert [(m.room, m.act) for m in made][:2] == [("again", ""), ("decision", "view_rival")]
    named = Reading("x", (Clause(0, 1, "x", (("ask_should", 0.9),), (("meta_skipped", 0.7), ("view_take", 0.3))),))
    assert ("decision", "view_take") in [(m.room, m.act) for m in moves_of(named, before, apply(before, named))]


def test_a_look_up_stays_a_look_up() -> None:
    """Who only asks what a job pays is told what it pays."""
    assert rooms(reading("ask_band")) == [LOOK_UP]


def test_an_offer_is_noted_and_judged() -> None:
    """News comes first, then a view, though none was asked for; the ask follows once more is known."""
    assert rooms(reading("offer", amounts=(offered(150_000),))) == ["news", "verdict"]


def test_several_asks_are_answered_in_a_coachs_order() -> None:
    """What is asked, a view, advice, words, in this order whatever the order of the words; words make a plan needless."""
    first = reading("offer", amounts=(offered(150_000),))
    assert rooms(first, reading("ask_words", "ask_verdict", "feeling", "ask_plan")) == ["verdict", "words", "feeling"]


def test_without_an_offer_a_decision_is_answered_all_the_same() -> None:
    """Nothing to decide on yet: what holds for everybody is said, and what is missing."""
    assert rooms(reading("ask_should")) == ["decision"]


def test_a_figure_that_nothing_explains_is_asked_about() -> None:
    """It is taken for nothing, and the person is asked what it is."""
    unsure = AmountMention(Amount(0, 3, 195, 195, "bare"), "195", "offer", "base", role_score=0.2)
    first = reading("pay", amounts=(offered(228_000, role="pay"),))
    assert rooms(first, reading("story", amounts=(unsure,))) == ["which_figure"]


def test_orders_are_nothing_but_refused() -> None:
    """An order to the coach changes nothing of the negotiation."""
    told = apply(Dialogue(), reading("order", amounts=(offered(150_000),)))
    assert told.deals == ()
    assert told.events == ()


def test_an_answer_is_news_with_one_view_of_it_and_no_waiting() -> None:
    """Nor is what is asked beside it left out, or answered before it."""
    offer = reading("offer", amounts=(offered(100_000),))
    ask = reading("wish", amounts=(offered(112_000, role="asked"),))
    came = Clause(0, 1, "x", (("news", 0.9),), (("told_pending", 0.4),))
    clauses = (came, *about("x", "view_time", "view_trust").clauses[1:])
    last = Reading("x x x x", clauses, (offered(105_000),))
    assert rooms(offer, ask, last) == ["news", "answered", "decision", "decision"]


def test_up_to_four_questions_are_answered_each_in_turn() -> None:
    """A fifth is one too many for a phone."""
    offer = reading("offer", amounts=(offered(100_000),))
    asked = about("view_time", "room", "view_trust", "view_rival", "view_quit")
    assert rooms(offer, asked) == ["decision", "room", "decision", "decision"]


def test_a_second_question_is_not_the_first_one_again() -> None:
    """Where a clause may be about another thing as well, it is about that."""
    offer = reading("offer", amounts=(offered(100_000),))
    one, two = about("view_time", "view_time").clauses
    two = Clause(two.start, two.end, two.text, two.acts, (("view_time", 0.5), ("view_quit", 0.4)))
    before = apply(Dialogue(), offer)
    last = Reading("x x ", (one, two))
    assert [m.act for m in moves_of(last, before, apply(before, last))] == ["view_time", "view_quit"]


def test_who_surely_asks_for_a_view_is_not_given_a_list() -> None:
    """A matter that the act does not leave open gives way to the act."""
    offer = reading("offer", amounts=(offered(100_000),))
    last = Reading("x", (Clause(0, 1, "x", (("ask_verdict", 0.98),), (("check_letter", 0.7),)),))
    assert rooms(offer, last)[:1] == ["verdict"]


def clauses(*told: tuple[tuple[str, ...], str], amounts: tuple[AmountMention, ...] = ()) -> Reading:
    """A message with a clause for each (acts, matter)."""
    made = tuple(
        Clause(2 * i, 2 * i + 1, "x", tuple((a, 0.95) for a in acts), ((matter, 0.95),) if matter else ())
        for i, (acts, matter) in enumerate(told)
    )
    return Reading("x " * len(told), made, amounts)


def thought_of(value: float, clause: int = 0) -> AmountMention:
    """A figure that is only supposed, in the clause at that place."""
    return replace(offered(value, role="hyp"), clause=clause)


OFFER = reading("offer", amounts=(offered(100_000),))


@pytest.mark.parametrize(
    ("matter", "act", "room"),
    [
        ("risk_answer", "ask_risk", "what_if"), ("view_take", "ask_should", "what_if"),
        ("view_wish", "ask_verdict", "verdict"), ("what_ask", "ask_target", "ask"), ("sum", "ask_sum", "sum"),
        ("view_push", "ask_verdict", "decision"), ("view_trust", "ask_fact", "decision"),
    ],
)  # fmt: skip
def test_an_if_is_answered_as_one_only_where_it_is_asked_what_to_do_then(matter: str, act: str, room: str) -> None:
    """A figure that is put in doubt, weighed or only quoted is answered for what is asked of it."""
    asked = clauses(((act,), matter), amounts=(thought_of(108_000),))
    assert rooms(OFFER, asked)[:1] == [room]


def test_an_if_leaves_the_question_beside_it() -> None:
    """Only its own clause asks about it, or the next one where it is told first."""
    two = clauses((("ask_should",), "view_take"), (("ask_howto",), "how_channel"), amounts=(thought_of(108_000),))
    assert rooms(OFFER, two) == ["what_if", "craft"]
    told = clauses((("story",), "told_story"), (("ask_should",), "view_take"), amounts=(thought_of(108_000),))
    assert rooms(OFFER, told) == ["what_if"]
    elsewhere = clauses((("ask_should",), "view_take"), (("story",), "told_story"), amounts=(thought_of(108_000, 1),))
    assert rooms(OFFER, elsewhere)[:1] == ["decision"]


@pytest.mark.parametrize(
    ("acts", "matter", "room"),
    [
        (("ask_risk",), "risk_pull", "craft"), (("ask_plan",), "what_next", "plan"),
        (("ask_target",), "what_ask", "ask"), (("ask_should",), "view_rival", "decision"),
        (("ask_check",), "check_letter", "check"), (("ask_verdict",), "view_good", "verdict"),
    ],
)  # fmt: skip
def test_a_question_beside_an_order_for_a_text_is_answered_too(acts: tuple[str, ...], matter: str, room: str) -> None:
    """Whatever the text itself says of it."""
    both = clauses((("ask_words",), "words_counter"), (acts, matter))
    assert rooms(OFFER, both) == [room, "words"]
    assert rooms(OFFER, Reading("x x ", both.clauses[::-1])) == [room, "words"]


def test_two_questions_have_two_answers() -> None:
    """One of the whole offer and one of an ask are not the same; two of what to do now are."""
    two = clauses((("ask_verdict",), "view_good"), (("ask_should",), "view_ask"))
    assert rooms(OFFER, two) == ["verdict", "decision"]
    assert rooms(OFFER, clauses((("ask_should",), "view_push"), (("ask_should",), "view_take"))) == ["decision"]
    assert rooms(OFFER, clauses((("ask_should",), "view_push"), (("ask_plan",), "what_next"))) == ["decision", "plan"]


def test_a_question_orders_no_text() -> None:
    """Though it speaks of one."""
    before = apply(Dialogue(), OFFER)
    last = clauses((("ask_verdict",), "words_writing"))
    assert "words" not in [m.kind for m in moves_of(last, before, apply(before, last))]


def test_an_act_that_looks_up_gives_way_to_a_sure_matter() -> None:
    """Whether to believe them is in no guide; where nothing surer is known it is looked up."""
    assert rooms(OFFER, clauses((("ask_fact",), "view_trust"))) == ["decision"]
    unsure = Reading("x", (Clause(0, 1, "x", (("ask_fact", 0.9),), (("view_trust", 0.5),)),))
    assert rooms(OFFER, unsure) == [LOOK_UP]


def test_who_says_what_to_change_keeps_the_text() -> None:
    """A text is turned away only by who wants nothing of it changed."""
    turned = (("reject", 0.9),)
    away = clauses((("other",), "meta_wrong"))
    away = Reading("x", tuple(replace(c, turns=turned) for c in away.clauses))
    assert turns_away(away)
    changed = clauses((("other",), "meta_wrong"), (("ask_edit",), "edit"))
    assert not turns_away(Reading("x x", tuple(replace(c, turns=turned) for c in changed.clauses)))


def of_guides(act: str, matter: str, share: float) -> Reading:
    """A first message that names an employer with guides and asks, as one net has it, what only guides have."""
    clause = Clause(0, 18, "words of a message", ((act, 0.8),), ((matter, share),))
    named = CompanyPart(0, 5, "Northwind", ("northwind",), "cmp", 0.8)
    return Reading("words of a message", (clause,), companies=(named,))


def test_what_the_guides_are_surely_asked_is_looked_up() -> None:
    """Where both nets disagree and the matter is not sure, an employer's guide is asked; else the matter is."""
    assert rooms(of_guides("ask_fact", "view_rival", 0.7)) == [LOOK_UP]
    assert rooms(of_guides("ask_compare", "view_match", 0.7)) == [LOOK_UP]
    assert rooms(of_guides("ask_compare", "view_choose", 0.7)) != [LOOK_UP]
    assert rooms(of_guides("ask_should", "view_match", 0.7)) != [LOOK_UP]
