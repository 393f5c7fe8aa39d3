"""The table of moves: what an act calls for, in a coach's order, and what is done without what it needs."""

from __future__ import annotations

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.policy.moves import moves_of
from coach.policy.table import LOOK_UP, TABLE
from coach.understanding.amounts import Amount
from coach.understanding.matters import MATTERS, TOLD
from coach.understanding.reading import ACTS, AmountMention, Clause, Reading


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
    assert acts <= ACTS | set(MATTERS)
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
