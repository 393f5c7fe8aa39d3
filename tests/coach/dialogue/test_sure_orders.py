"""What a clause surely wants of a text decides: which one it orders, whether it changes the one that stands, and what of
it the text says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.after import with_turns
from coach.dialogue.deals import Dialogue
from coach.dialogue.dictated import points_in
from coach.dialogue.said import reported
from coach.dialogue.wanted import Asks, Wanted, wanted_after
from coach.understanding.learn.labels import labelled
from coach.understanding.orders import gives_orders
from coach.understanding.reading import Reading
from coach.understanding.texts import kinds_for, order_in, purpose_of
from tests.coach.dialogue.test_apply import reading

MAIL = Wanted(
    turn=1, purpose="counter", matter="words_counter", ordered="words_counter", likely=1.0, to="Odile", kind="counter",
    channel="chat", words="Write Odile a message", written=("Could you bring the base to 61,000?",),
)  # fmt: skip
OPEN = Asks(open=True)


def sure(line: str) -> Reading:
    """A labelled message as a Reading that is sure of its acts and matters."""
    made, marked = reading(line), labelled(line)
    pairs = zip(made.clauses, marked.clauses, strict=True)
    return replace(
        made, clauses=tuple(replace(c, matters=tuple((m, 1.0 / len(x.matters)) for m in x.matters)) for c, x in pairs)
    )


def after_mail(line: str) -> Wanted:
    """The text that is wanted after one that stands."""
    read = with_turns(Dialogue(turn=1, wanted=MAIL), sure(line))
    return wanted_after(MAIL, read, 2, OPEN)


@pytest.mark.parametrize(
    ("line", "matter"),
    [
        ("ask_words > words_condition: Tell them it's a yes / put_in > words_condition: once the shift plan is fixed", "words_condition"),
        ("put_in > words_decline: without hard feelings / ask_words > words_decline: a no to the brewery please", "words_decline"),
        ("ask_edit > edit: shorter please", ""),
        ("ask_words > words_term: and a line on the parking space", "words_term"),
    ],
)  # fmt: skip
def test_the_order_tells_the_text(line: str, matter: str) -> None:
    """The clause that orders it counts; a change of a text orders none."""
    assert order_in(sure(line))[0] == matter


@pytest.mark.parametrize(
    ("matter", "kind", "never"),
    [
        ("words_condition", "accept_open", "accepting"),
        ("words_counter", "counter", "thanks"),
        ("words_accept", "accepting", "counter"),
        ("words_resign", "resigning", "declining"),
    ],
)
def test_a_matter_names_its_kinds(matter: str, kind: str, never: str) -> None:
    """An acceptance is no condition, and a counteroffer no acceptance."""
    assert kind in kinds_for(matter)
    assert never not in kinds_for(matter)


def test_an_order_that_tells_nothing_leaves_every_kind() -> None:
    """What a text is for may be left open."""
    assert not kinds_for("words_unclear")
    assert purpose_of("words_unclear") == ""
    assert purpose_of("words_resign") == "boss"


@pytest.mark.parametrize(
    "line",
    [
        "ask_edit > edit: less stiff, she is my age",
        "leave_out > edit: strike what the night crew earns, / put_in > edit: name the forklift licence there",
        "ask_edit > edit: make it something I can read out over the phone",
        "put_in > edit: bring in that I trained both apprentices",
    ],
)
def test_a_sure_change_keeps_the_text(line: str) -> None:
    """Its kind, whom it goes to and what it is for stay, whatever the words sound like."""
    wanted = after_mail(line)
    assert (wanted.turn, wanted.kind, wanted.purpose, wanted.to) == (2, "counter", "counter", "Odile")


@pytest.mark.parametrize("matter", ["words_thank", "words_chase", "words_decline", "words_condition"])
def test_another_matter_orders_another_text(matter: str) -> None:
    """What stands is not changed into it."""
    wanted = after_mail(f"ask_words > {matter}: now the lines for tomorrow")
    assert wanted.turn == 2
    assert wanted.ordered == matter
    assert not wanted.kind


def test_what_they_offer_is_no_point_of_a_text() -> None:
    """It is told to the coach; what the person has done is one."""
    told = sure(
        "offer > told_offer: They want me as deputy for the whole harbour. / "
        "ask_words > words_counter: Write to them / put_in > words_counter: that I rebuilt the crane schedule"
    )
    said = " ".join(words for _, words in points_in(told))
    assert "crane" in said
    assert "deputy" not in said


@pytest.mark.parametrize(
    ("order", "there"),
    [
        ("ask_words > words_raise: Give me a few lines I could hand to her", False),
        ("ask_words > words_counter: Write them an email that says I have run the kiln alone", True),
    ],
)
def test_what_the_words_are_for_is_not_said_in_them(order: str, there: bool) -> None:
    """Only what is reported goes in."""
    assert bool(reported(sure(order))) is there


def test_what_is_wanted_of_a_text_is_no_order_to_the_coach() -> None:
    """A rule for the text is none for the coach."""
    assert not gives_orders(sure("ask_edit > edit: You must never begin with her first name"))
