"""Hours of a week: corrected, set against each other or told anew, each is held of the side that has it; where it may be
of either, the coach asks, and no text has it."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import context_of
from coach.understanding.read import read
from index.names import Job, Names, learn_names

APART = "I'm a bus mechanic in Hull on 16.40 an hour, 40 hours. Stagecoach want me for 17.10 to start, 17.90 after probation."
BOTH = "I'm a bus mechanic in Hull on 16.40 an hour, 40 hours. Stagecoach want me for 17.10 an hour, 40 hours."
NONE = "I'm a bus mechanic in Hull on 16.40 an hour. Stagecoach want me for 17.10 an hour."


@pytest.fixture(scope="module")
def names() -> Names:
    """Names of one company, in none of these talks."""
    return learn_names([Job("acme", "data-engineer", "Acme", "Data Engineer")], frozenset())


def told(names: Names, *messages: str) -> Dialogue:
    """The dialogue after these messages."""
    held = Dialogue()
    for m in messages:
        held = apply(held, read(m, names, (), context_of(held)))
    return held


def weeks(held: Dialogue) -> tuple[list[float | None], list[float | None]]:
    """(the hours of today, those of the offer) that are held."""
    terms = ([t for t in held.terms_now if t.kind == "hours"], [t for t in held.deal.agreed if t.kind == "hours"])
    return [t.figure for t in terms[0]], [t.figure for t in terms[1]]


@pytest.mark.parametrize(
    ("said", "mine", "theirs"),
    [
        ("their week is 37 hours though, not 40", [40], [37]),
        ("its 37 hrs there, not 40 like here", [40], [37]),
        ("no its 36 they do, not 40", [40], [36]),
        ("37.5 rather than 40 at the new depot", [40], [37.5]),
        ("they do 37 hours, I do 40", [40], [37]),
        ("I work 40, they only do 37", [40], [37]),
        ("37 a week with them instead of my 40", [40], [37]),
        ("they want 42 hours off me, here i do 40", [40], [42]),
        ("hang on, its 37 hours at stagecoach vs 40 here", [40], [37]),
    ],
)
def test_their_week_is_held_of_them_and_todays_stays(
    names: Names, said: str, mine: list[float], theirs: list[float]
) -> None:
    """Whatever was held of their week before: nothing, or the wrong count."""
    for opening in (APART, BOTH):
        assert weeks(told(names, opening, said)) == (mine, theirs), opening


@pytest.mark.parametrize(
    "said", ["I do 42 hours actually, not 40", "correction: my week is 42 not 40", "my hours are 42 now, sorry, not 40"]
)
def test_the_own_week_put_right_leaves_theirs(names: Names, said: str) -> None:
    """Also where theirs has as many hours as the wrong one."""
    assert weeks(told(names, APART, said)) == ([42], [])
    assert weeks(told(names, BOTH, said)) == ([42], [40])


def test_a_week_that_was_wrong_is_of_the_side_that_was_told_so(names: Names) -> None:
    """Where only one side was told with the wrong count, the right one is its."""
    assert weeks(told(names, APART, "sorry, 37 hours, not 40")) == ([37], [])


@pytest.mark.parametrize("said", ["sorry, 37 hours, not 40", "not 40 but 37 hours"])
def test_a_week_that_may_be_of_either_side_is_asked_about(names: Names, said: str) -> None:
    """Nothing is held of it until the person answers, and what may be wrong is no term of theirs."""
    held = told(names, BOTH, said)
    assert [e.term.figure for e in held.of_turn(held.turn) if e.kind == "week_open" and e.term] == [37]
    assert weeks(held) == ([40], [])
    for answer in ("theirs", "Their week is 37 hours", "the new job"):
        assert weeks(told(names, BOTH, said, answer)) == ([40], [37]), answer
    for answer in ("mine", "My own week now is 37 hours", "oh, mine"):
        assert weeks(told(names, BOTH, said, answer)) == ([37], [40]), answer
    assert weeks(told(names, BOTH, said, "both")) == ([37], [37])


@pytest.mark.parametrize("said", ["I want 37 hours, not 40", "can i do 32 hours instead of 40", "is 37 hours normal?"])
def test_a_wish_or_a_question_changes_no_week(names: Names, said: str) -> None:
    """What is held of both sides stays."""
    assert weeks(told(names, BOTH, said)) == ([40], [40])


def test_two_weeks_are_told_of_both_sides_that_had_none(names: Names) -> None:
    """And none is taken for pay."""
    held = told(names, NONE, "I work 40, they only do 37")
    assert weeks(held) == ([40], [37])
    assert [p.high for p in held.current] == [16.4]


def test_the_own_week_put_right_takes_no_term_of_theirs(names: Names) -> None:
    """Whose count is another one."""
    told_both = "I'm a care worker on 12.10 ph, 30 hrs. Another home says 12.60 ph and 36 hrs"
    assert weeks(told(names, told_both, "no my hours are 32 not 30")) == ([32], [36])
