"""What a talk holds of pay that is no plain figure: salaries a year, pay to come, allowances, less than was agreed."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue, part_of
from coach.dialogue.view import context_of
from coach.policy.moves import moves_of
from coach.understanding.amounts import amounts_in
from coach.understanding.days import day_asked_in
from coach.understanding.matters import agreed
from coach.understanding.read import read
from coach.understanding.reading import Clause
from coach.understanding.salaries import salaries_in
from coach.understanding.situation import Part
from index.names import Job, Names, learn_names

BASE = Part(component="base", low=52_000, high=52_000, currency="GBP")


@pytest.fixture(scope="module")
def names() -> Names:
    """Names of two companies, neither of them in these talks."""
    return learn_names([Job("acme", "data-engineer", "Acme", "Data Engineer")], frozenset())


def told(names: Names, *messages: str, begun: Dialogue | None = None) -> Dialogue:
    """The dialogue after these messages."""
    held = begun or Dialogue()
    for m in messages:
        held = apply(held, read(m, names, (), context_of(held)))
    return held


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("4.200 brutto, 13 Monatsgehälter", 13), ("there is a 13th month", 13), ("it comes with a thirteenth salary", 13),
        ("no 13th month here", 12), ("geen dertiende maand", 12), ("14 pagas", 14), ("on the 13th of May", 0),
        ("13 months of work", 0), ("a team of 13", 0),
    ],
)  # fmt: skip
def test_salaries_a_year_are_counted(words: str, times: int) -> None:
    """By a number and the word for a month's pay; a date or a span of time counts none."""
    assert salaries_in(words) == times


def test_a_figure_times_its_salaries_is_one_amount() -> None:
    """ "3.900 x 14" is 3,900 paid fourteen times, and no 14 of anything."""
    (one, other) = amounts_in("3.900 x 14 against 4.300 × 12")
    assert (one.high, one.salaries) == (3900, 14)
    assert (other.high, other.salaries) == (4300, 12)


def test_a_thirteenth_salary_decides_which_pays_more(names: Names) -> None:
    """By the month the offer is more, by the year it is less."""
    held = told(
        names, "Offer from Coolblue: 4.000 bruto per month, no 13th month. I earn 3.800 a month now with a 13th month."
    )
    offer, now = part_of(held.deal.offer, "base"), part_of(held.current, "base")
    assert offer
    assert now
    assert (offer.a_year, now.a_year) == (12, 13)
    assert offer.high * offer.a_year < now.high * now.a_year


def test_a_salary_that_is_promised_is_pay_to_come(names: Names) -> None:
    """What is promised for later is no offer of today: it is what that goes on to."""
    held = told(
        names,
        "Offer from Alder Group: 52k base",
        "he says 52 is the most for now but he can do 55 after probation",
    )
    base = part_of(held.deal.offer, "base")
    assert base
    assert base.alone() == BASE.model_copy(update={"currency": base.currency})
    assert [(s.amount, s.when) for s in base.later] == [(55_000, "after probation")]


def test_a_terms_figure_is_put_right(names: Names) -> None:
    """The number as it is written, whole; and the right one in its place."""
    held = told(names, "Alder Group offer 52k plus a car allowance of 6,200.")
    assert any("6,200" in t.words for t in held.deal.terms)
    held = told(names, "sorry, the car allowance is 6,700 not 6,200", begun=held)
    assert [t.words for t in held.deal.terms if "allowance" in t.words] == ["a car allowance of 6,700"]


def test_less_than_was_agreed_is_a_difference(names: Names) -> None:
    """After a yes a lower figure is neither put right nor an answer."""
    agreed_ = Dialogue(turn=4, deals=(Deal(company="Alder Group", kind="new_offer", status="accepted", offer=(BASE,)),))
    reading = read("the contract came and it says 50k", names, (), context_of(agreed_))
    after = apply(agreed_, reading)
    assert [e.kind for e in after.of_turn(after.turn)] == ["offer_revised"]
    assert "differs" in [m.room for m in moves_of(reading, agreed_, after)]


def test_matters_of_one_act_count_together() -> None:
    """Whether a text is for them or for the boss may be open where it is sure that one is wanted."""
    clause = agreed(
        Clause(0, 9, "what now?", (("other", 0.4),)), (("words_counter", 0.4), ("words_boss", 0.3), ("told_story", 0.1))
    )
    assert clause.share("ask_words") >= 0.6


def test_each_day_is_its_own_employers(names: Names) -> None:
    """One wants an answer, the other decides; what was taken for the one is put right."""
    held = told(names, "Alder Group offered me 52k, answer by Monday. I'm also in the last round at Brightwater.")
    assert held.deadline == "Monday"
    held = told(names, "Brightwater Thursday, Alder Group Wednesday.", begun=held)
    assert held.deadline == "Wednesday"
    assert [d.due for d in held.deals if d.company == "Brightwater"] == ["Thursday"]


def test_a_number_after_days_is_days(names: Names) -> None:
    """And no salary of so many thousands."""
    held = told(names, "Alder Group offered me 52k and 22 days off, I'd like 28")
    assert not held.target
    assert [(t.side, t.figure, t.unit) for t in held.deal.terms if t.side == "wished"] == [("wished", 28.0, "day")]


def test_a_talk_about_the_whole_stays_with_it(names: Names) -> None:
    """A figure that names no part is of the whole where nobody has named a base."""
    held = told(names, "Alder Group opened at 255 total comp", "update: now 270 and a 15k sign on")
    assert {p.component: p.high for p in held.deal.offer} == {"total": 270_000, "signing": 15_000}


@pytest.mark.parametrize(
    ("words", "held", "asked"),
    [
        ("ask her to move it from Monday to Friday next week", "Monday", "Friday next week"),
        ("can I have until Tuesday", "", "Tuesday"),
        ("ask for more time than Monday", "Monday", ""),
    ],
)
def test_the_day_that_is_asked_for(words: str, held: str, asked: str) -> None:
    """It is another one than the day that is held."""
    assert day_asked_in(words, held) == asked
