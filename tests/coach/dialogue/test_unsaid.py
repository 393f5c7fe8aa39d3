"""What a message leaves open and the talk decides: period and currency, whose a figure is, what is none at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.resolve import same_value
from coach.dialogue.unsaid import currency_of, period_of
from coach.understanding.situation import Part
from tests.coach.dialogue.test_apply import kinds, offered, reading, told

PAID = Part(component="base", low=7_400, high=7_400, currency="SGD", period="month")
HOURLY = Part(component="base", low=62, high=62, currency="CAD", period="hour")


@pytest.mark.parametrize(
    ("value", "currency", "held", "period"),
    [
        (8_200, "SGD", (), "month"),  # far too little for a year
        (98_400, "SGD", (), ""),
        (8_200, "SGD", (PAID,), "month"),  # as the other salary of the talk
        (105_000, "CAD", (HOURLY,), ""),  # a salary beside an hourly rate
        (66, "CAD", (HOURLY,), "hour"),
        (50, "XXX", (), ""),  # what nobody knows is left alone
    ],
)
def test_a_salary_is_by_what_it_can_be_by(value: float, currency: str, held: tuple[Part, ...], period: str) -> None:
    """A period that is not said comes from the other salaries, else from what a year pays at the least."""
    assert period_of("base", value, currency, held) == period


@pytest.mark.parametrize(
    ("said", "written", "held", "region", "currency"),
    [
        ("USD", "$105,000", (), "Toronto", "CAD"),
        ("USD", "$105,000", (), "New York", "USD"),
        ("USD", "US$105,000", (HOURLY,), "Toronto", "USD"),
        ("USD", "$66", (HOURLY,), "", "CAD"),
        ("", "105k", (), "Toronto", "CAD"),
        ("EUR", "€58k", (), "London", "EUR"),
        ("", "105k", (), "", ""),
    ],
)
def test_a_dollar_is_the_places(said: str, written: str, held: tuple[Part, ...], region: str, currency: str) -> None:
    """A sign that several currencies share is the talk's, else the place's; one that stands alone is itself."""
    assert currency_of(said, written, held, region) == currency


def test_who_is_said_not_to_be_the_employer_is_none() -> None:
    """The one named instead takes its place, with what was offered."""
    first = told("offer: [job:Arup] offers {offer.base:52k} base")
    right = reading("correct: [job:Harrow] is the firm, [job:Arup] isn't involved")
    companies = (right.companies[0], replace(right.companies[1], denied=True))
    after = apply(first, replace(right, companies=companies))
    assert (after.deal.company, offered(after)) == ("Harrow", {"base": 52_000})
    assert [d.company for d in after.deals] == ["Harrow"]
    assert kinds(after) == ["taken_back"]


def test_a_present_employers_counter_is_a_deal_of_its_own() -> None:
    """More than they pay now is what they would pay for staying; the new offer stays in focus."""
    after = told(
        "pay: I'm on {pay.base:81k} at [mine:Fenergo] / offer: [job:HubSpot] offers {offer.base:92k}",
        "offer: [mine:Fenergo]'s counter is {offer.base@Fenergo:95k}",
    )
    assert (after.deal.company, offered(after)) == ("HubSpot", {"base": 92_000})
    (other,) = after.others
    assert (other.company, other.kind, other.offer[0].high) == ("Fenergo", "counter", 95_000)
    assert part_of(after.current, "base") == Part(component="base", low=81_000, high=81_000)


def test_what_they_offer_already_is_no_wish() -> None:
    """ "Thanks for the 74" wants nothing."""
    after = told("offer: they offer {offer.base:74k}", "wish: thanks for the {wish.base:74k}")
    assert after.target == ()


def test_the_wrong_figure_is_not_taken_beside_the_right_one() -> None:
    """ "I meant 9k … sorry, 9.2k not 9k"."""
    after = told(
        "offer: they offer {offer.base:8.1k a month}",
        "wish: I want {wish.base:9k a month}",
        "correct: I meant {offer.base:9k} / correct: sorry, {offer.base?:9.2k} not {was.base?:9k}",
    )
    assert [(p.high, p.period) for p in after.target] == [(9_200, "month")]
    assert offered(after) == {"base": 8_100}


def test_a_leap_needs_to_be_told() -> None:
    """ "150k is a joke" raises no offer of 98k; who surely tells it is believed."""
    first = told("offer: they offer {offer.base:98k}")
    joke = reading("feeling: {offer.base:150k} is a joke")
    assert offered(apply(first, joke)) == {"base": 98_000}
    assert offered(apply(first, reading("news: they went up to {offer.base:150k}"))) == {"base": 150_000}


def test_present_pay_said_again_is_no_offer() -> None:
    """ "Now $62 an hour; offered, $105,000"."""
    after = told(
        "pay: I'm on {pay.base:$62 an hour} / offer: they offer {offer.base:$105,000 a year}",
        "offer: now {offer.base:$62 an hour}, offered {offer.base:$105,000 a year}",
    )
    assert offered(after) == {"base": 105_000}


def test_a_range_is_compared_by_its_end() -> None:
    """ "1.1M to 1.6M" is no number that cannot be read."""
    mention = reading("deed: grew from {none:1.1M to 1.6M}").amounts[0]
    assert not same_value(mention, HOURLY)


def test_a_no_needs_both_nets() -> None:
    """A no of which the matters say nothing refuses nothing."""
    first = told("offer: they offer {offer.base:52k}", "wish: I asked for {asked.base:56k}")
    no = reading("refused: no, that was my interview")
    unsure = replace(no, clauses=(replace(no.clauses[0], matters=(("told_correct", 0.8), ("told_info", 0.2))),))
    assert "refused" not in kinds(apply(first, unsure))
    sure = replace(no, clauses=(replace(no.clauses[0], matters=(("told_refused", 0.8),)),))
    assert "refused" in kinds(apply(first, sure))
    assert apply(Dialogue(), unsure).events == ()


def test_a_small_wish_is_on_top_of_present_pay() -> None:
    """ "Around £3,000 a year" beside a salary of 41,333."""
    after = told("pay: I'm on {pay.base:£41,333} / wish: I thought of {wish.base:£3,000 a year}")
    assert [p.high for p in after.target] == [44_333]


def test_the_country_of_a_place_moves_nobody() -> None:
    """ "Not usual in the Netherlands" said in a talk about Rotterdam."""
    first = apply(Dialogue(), replace(reading("offer: they offer {offer.base:68k}"), place="Rotterdam"))
    wider = replace(reading("need: a sign-on is not usual in the Netherlands"), place="Netherlands")
    assert apply(first, wider).deal.region == "Rotterdam"
    assert apply(first, replace(wider, place="Utrecht")).deal.region == "Utrecht"
