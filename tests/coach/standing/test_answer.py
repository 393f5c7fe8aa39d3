"""What the other side has answered is told from the events of the talk: its shape, and what hangs on it."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Deal, Dialogue, Event, Term
from coach.standing.answer import answer_of, later_pay
from coach.understanding.situation import Part
from tests.coach.dialogue.test_apply import told

FIRST = "offer: [job:Fennel] offered {offer.base:60k} base and {offer.signing:6k} sign on"
ASKED = "wish: I asked for {asked.base:66k} base"


@pytest.mark.parametrize(
    ("last", "shape"),
    [
        ("news: they came up to {offer.base:63k}", "halfway"),
        ("news: it's {offer.base:61k} now", "moved"),
        ("news: they said {offer.base:66k}", "met"),
        pytest.param(
            "news,refused: {offer.base:64.5k} is where it ends",
            "closed",
            marks=pytest.mark.xfail(reason="where pay ends is taken for a figure that moved"),
        ),
        ("news,refused: no, nothing to be done", "no"),
        ("news: base stays, but the sign on is {offer.signing:9k}", "instead"),
        ("news: base is {offer.base:62k} and the sign on {offer.signing:2k}", "swapped"),
        ("feeling: I can't sleep", "none"),
    ],
)
def test_the_shape_of_an_answer_is_told_by_what_moved(last: str, shape: str) -> None:
    """Half of the way, a little, all of it, the last of it, nothing, another part, one part for another."""
    assert answer_of(told(FIRST, ASKED, last)).shape == shape


def test_what_another_offer_pays_is_matched() -> None:
    """Their figure is the rival's now."""
    now = told(FIRST, "offer: [rival:Quill] offers {offer.base@Quill:65k} base", "news: they went to {offer.base:65k}")
    assert answer_of(now).shape == "matched"


def test_an_answer_with_a_day_is_a_clock() -> None:
    """The day counts with the figure that it was told with, not one that was told before."""
    now = told(FIRST, ASKED, "news: they can do {offer.base:62k}")
    (step,) = (e for e in now.events if e.kind == "offer_revised")
    due = Event(turn=step.turn, kind="deadline_set", words="tomorrow noon")
    with_day = now.model_copy(update={"deadline": "tomorrow noon", "events": (*now.events, due)})
    assert (answer_of(with_day).shape, answer_of(with_day).due) == ("clock", "tomorrow noon")
    before = now.model_copy(update={"deadline": "tomorrow noon"})
    assert answer_of(before).shape == "moved"


@pytest.mark.parametrize(
    ("words", "high"),
    [("£33K after the trial", 33_000.0), ("a review in March to £33K", 33_000.0), ("a review in March", None)],
)
def test_pay_that_they_name_for_later_is_a_figure_of_theirs(words: str, high: float | None) -> None:
    """A review without a salary names none, and one at today's pay is no step."""
    base = Part(component="base", low=31_000, high=31_000, currency="GBP")
    term = Term(kind="review", words=words, figure=high, unit="GBP" if high else "", side="offered")
    deal = Deal(company="Fennel", offer=(base,), terms=(term,))
    found, _ = later_pay(deal)
    assert (found.high if found else None) == high
    risen = deal.model_copy(update={"offer": (base.model_copy(update={"low": 33_000, "high": 33_000}),)})
    assert later_pay(risen)[0] is None
    assert answer_of(Dialogue(deals=(deal,))).shape == "none"
