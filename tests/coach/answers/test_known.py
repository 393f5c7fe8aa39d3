"""What a model may say is what the talk holds: a sentence and a slot for each figure, its own and those worked out."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.answers.known import _place, known, on_one_footing, place_in
from coach.answers.rooms import Heard
from coach.dialogue.deals import Deal, Dialogue, Event, Term
from coach.dialogue.view import situation_of
from coach.dialogue.wanted import Wanted
from coach.evidence.retrieve import retrieve
from coach.reply.draft import SLOT, Draft
from coach.standing.position import position_in
from coach.understanding.question import understand
from coach.understanding.reading import Reading
from coach.understanding.situation import Part
from index.guide import Pay
from index.money import Range
from tests.coach.writer.test_misbehaving import SHELF

BASE = Part(component="base", low=58_000, high=58_000, currency="USD", period="year")


def part(component: str, value: float, period: str = "") -> Part:
    return Part(component=component, low=value, high=value, currency="USD", period=period)  # type: ignore[arg-type]


def told(now: Dialogue) -> list[str]:
    """The sentences, with the figures as they are read."""
    situation = situation_of(now)
    question = understand("", SHELF.names, situation, None, Reading(""))
    draft = Draft("verdict")
    heard = Heard(Reading(""), Dialogue(), now, situation, question, retrieve(question, SHELF), ())
    said = known(heard, SHELF, date(2026, 11, 23), draft)
    return [SLOT.sub(lambda m: draft.figures[int(m[1]) - 1].text, s) for s in said]


OFFER = Dialogue(turn=1, deals=(Deal(company="Tarn Foods", kind="new_offer", status="offered", offer=(part("base", 61_000), part("signing", 2_000))),), current=(BASE,))  # fmt: skip


def test_each_figure_is_told_with_whose_it_is() -> None:
    """Offer and present pay, by their parts and periods, and that there is an offer at all."""
    said = told(OFFER)
    assert "Tarn Foods offers $61K base a year." in said
    assert "Tarn Foods offers $2K sign-on once." in said
    assert "The person makes $58K base a year today." in said
    assert "The person has an offer from the company: Tarn Foods." in said


def test_differences_are_worked_out_the_right_way_round() -> None:
    """More or less, in money and percent; what is paid once is in the first year alone."""
    said = told(OFFER)
    assert "What Tarn Foods offers is $3K more a year than what the person makes now." in said
    assert "In percent, what Tarn Foods offers is 5.2% more than what the person makes now." in said
    assert "All in, Tarn Foods offers $63K in the first year." in said
    less = told(OFFER.model_copy(update={"current": (part("base", 64_000),)}))
    assert "What Tarn Foods offers is $3K less a year than what the person makes now." in less


def test_the_persons_wish_is_the_ask_and_goes_first() -> None:
    """What they would take instead stands behind it, and nothing of code's stands before either."""
    held = OFFER.model_copy(update={"target": (part("base", 66_000),), "wanted": Wanted(turn=1, fallback=(part("signing", 4_000),))})  # fmt: skip
    said = told(held)
    asks = [s for s in said if re.search(r"\bask for\b", s, re.I)]
    assert asks[0] == "Ask for $66K base a year."
    assert not any("instead" in s for s in asks)
    assert "If the first ask can't move, the person wants $4K sign-on once instead." in said
    assert not any(s.startswith("Ask for $61K") for s in said)


def test_without_a_wish_the_ask_is_above_the_offer() -> None:
    """Never at what they offer, nor below."""
    ask = next(s for s in told(OFFER) if s.startswith("Ask for"))
    assert float(re.findall(r"\$(\d+(?:\.\d+)?)K", ask)[0]) > 61


@pytest.mark.parametrize(("hours", "an_hour"), [(40, "$29.33"), (35, "$33.52")])
def test_pay_by_the_hour_is_by_the_hours_of_the_week(hours: float, an_hour: str) -> None:
    """Where they are told."""
    term = Term(kind="hours", words=f"{hours} hours a week", figure=hours, unit="hour", side="offered")
    deal = OFFER.deal.model_copy(update={"terms": (term,)})
    said = told(OFFER.model_copy(update={"deals": (deal,)}))
    assert f"Tarn Foods pays {an_hour} base an hour, by the hours of its week." in said


def test_two_offers_are_set_beside_each_other() -> None:
    """Each with its own name."""
    other = Deal(company="Oake Dairy", kind="new_offer", status="offered", offer=(part("base", 60_000),))
    said = told(OFFER.model_copy(update={"deals": (OFFER.deal, other)}))
    assert "The base that Tarn Foods offers is $1K more a year than Oake Dairy." in said
    assert "The person has another offer, from another company: Oake Dairy." in said


def test_hourly_pay_is_told_to_the_cent() -> None:
    """And what it comes to in a year only where the hours of the week are told: nobody is taken for full time."""
    held = Dialogue(turn=1, deals=(Deal(kind="raise"),), current=(part("base", 21.4, "hour"),), target=(part("base", 23, "hour"),))  # fmt: skip
    said = told(held)
    assert "The person makes $21.40 base an hour today." in said
    assert not any("a year" in s for s in said)
    weekly = Term(kind="hours", words="26 hours a week", figure=26, unit="hour", side="now")
    said = told(held.model_copy(update={"terms_now": (weekly,)}))
    assert "Today the person makes $28,933 base a year." in said  # 21.40 × 26 × 52
    assert "Today the person works 26 hours a week." in said
    assert "What the person wants is $2,163 more a year than what the person makes now." in said  # 1.60 × 26 × 52
    assert "What the person wants is $1.60 more an hour than what the person makes now." in said
    assert "Ask for $23 base an hour." in said


def test_no_sum_takes_hourly_pay_for_full_time() -> None:
    """Neither a total nor a difference to pay by the year."""
    deal = Deal(company="Tarn Foods", kind="new_offer", status="offered", offer=(part("base", 22, "hour"), part("signing", 900)))  # fmt: skip
    said = told(OFFER.model_copy(update={"deals": (deal,)}))
    assert not any("All in" in s or "than what the person makes" in s for s in said)


def test_what_today_comes_to_with_its_bonus_is_told() -> None:
    """In money and all in, and the same of the offer."""
    bonus = Part(component="bonus", low=15, high=15, currency="%")
    deal = OFFER.deal.model_copy(update={"offer": (part("base", 61_000), bonus)})
    said = told(OFFER.model_copy(update={"deals": (deal,), "current": (BASE, bonus)}))
    assert "In money, the person makes $8,700 bonus a year today." in said
    assert "In money, Tarn Foods offers $9,150 bonus a year." in said
    assert "All in, the person makes $66.7K total a year today." in said  # 58,000 × 1.15
    assert "All in, Tarn Foods offers $70,150 in the first year." in said  # 61,000 × 1.15 = 70,150


@pytest.mark.parametrize(("lost", "way"), [(part("bonus", 5_000), "$3K less"), (part("bonus", 1_200), "$800 more")])
def test_a_sign_on_is_set_against_the_bonus_that_is_lost(lost: Part, way: str) -> None:
    """In money, the right way round."""
    said = told(OFFER.model_copy(update={"left": (lost,)}))
    assert f"The sign-on that Tarn Foods offers is {way} than the bonus that the person would lose by leaving." in said


def test_a_lost_bonus_in_percent_is_told_in_money() -> None:
    """Of present base."""
    lost = Part(component="bonus", low=10, high=10, currency="%")
    said = told(OFFER.model_copy(update={"left": (lost,)}))
    assert "In money, by leaving the person would lose $5,800 bonus." in said
    assert "The sign-on that Tarn Foods offers is $3,800 less than the bonus that the person would lose by leaving." in said  # fmt: skip


@pytest.mark.parametrize(
    ("value", "place"),
    [(49_999, "below"), (50_000, "right at the bottom of"), (52_000, "in the lower part of"), (90_000, "right at the top of"), (91_000, "above")],
)  # fmt: skip
def test_a_figure_stands_in_a_range_where_it_stands(value: float, place: str) -> None:
    """At an end it is in the range; above it is above it."""
    assert place_in(position_in(value, 50_000, 90_000)) == place


def test_stock_for_a_whole_grant_stands_beside_the_range_of_whole_grants() -> None:
    """And of a year beside none of them."""
    grants = Pay("stock", "", "", amount=Range(1, 2, "USD"), line=1, period="4yr")
    whole = part("stock", 90_000).model_copy(update={"period": "4yr"})
    assert on_one_footing(whole, grants)
    assert not on_one_footing(part("stock", 90_000, "year"), grants)
    assert on_one_footing(part("base", 90_000), Pay("base", "", "", amount=Range(1, 2, "USD"), line=1))


CONTRACT = Dialogue(
    turn=1, deals=(Deal(kind="conversion", status="offered", offer=(part("base", 70_000, "year"),),
                        terms=(Term(kind="holiday", words="5 weeks of holiday", figure=5, unit="week"),)),),
    current=(part("base", 40, "hour"),),
    terms_now=(Term(kind="hours", words="36 hours a week", figure=36, unit="hour", side="now"),),
)  # fmt: skip


def test_a_contract_by_the_year_is_asked_by_the_year() -> None:
    """Equal pay first where the contract has less; what paid weeks off are worth by the pay for an hour."""
    said = told(CONTRACT)
    assert "Today the person makes $74,880 base a year." in said
    assert "Ask for $74.9K base a year." in said
    assert not any("an hour" in s for s in said if s.startswith("Ask for"))
    assert "At what the person makes now, the present employer's 5 weeks of holiday is worth $7,200 a year." in said


def test_where_the_hours_are_not_told_the_contract_alone_carries_the_ask() -> None:
    """A little above what they offer by the year, and none by the hour."""
    asks = [s for s in told(CONTRACT.model_copy(update={"terms_now": ()})) if s.startswith("Ask for")]
    assert asks
    assert not any("an hour" in s for s in asks)


def test_an_offer_without_a_currency_is_in_the_talks() -> None:
    """Two offers, one of them said without a sign, are set beside each other."""
    other = Deal(company="Ovid Rail", kind="new_offer", offer=(Part(component="base", low=63_000, high=63_000),))
    said = told(OFFER.model_copy(update={"deals": (*OFFER.deals, other)}))
    assert "Ovid Rail offers $63K base a year." in said
    assert "The base that Tarn Foods offers is $2K less a year than Ovid Rail." in said


def test_what_happened_with_one_nameless_employer_is_not_told_of_another() -> None:
    """The first figure and the no are of the one that moved."""
    first, second = part("base", 50_000), part("base", 54_000)
    deals = (
        Deal(kind="new_offer", status="answered", offer=(second,)),
        Deal(kind="counter", status="offered", offer=(part("base", 52_000),)),
    )
    events = (
        Event(turn=2, kind="offer_revised", before=first, after=second),
        Event(turn=2, kind="refused", component="base"),
    )
    said = told(Dialogue(turn=2, deals=deals, events=events))
    assert "Before, the employer had offered $50K base a year." in said
    assert "The employer has said no to more base." in said
    assert not any("the present employer" in s.casefold() and ("Before" in s or "said no" in s) for s in said)


def test_differences_in_lakh_are_told_in_lakh() -> None:
    """Where pay is told by the year in lakh, less than one lakh too."""
    rupees = [Part(component="base", low=v, high=v, currency="INR", period="year") for v in (1_850_000.0, 1_800_000.0)]
    deal = Deal(company="Tarn Foods", kind="new_offer", offer=(rupees[0],))
    said = told(Dialogue(turn=1, deals=(deal,), current=(rupees[1],)))
    assert "What Tarn Foods offers is ₹0.5L more a year than what the person makes now." in said


@pytest.mark.parametrize(("percent", "place"), [(5.0, "below"), (80.0, "above")])
def test_a_bonus_is_placed_in_its_range(percent: float, place: str) -> None:
    """A share of base is held against a range in percent or in money."""
    bonus = Part(component="bonus", low=percent, high=percent, currency="%")
    guide = SHELF.guide("northwind/data-engineer")
    band = next(b for b in guide.bands if b.pay("bonus") and b.pay("base"))
    pay = band.pay("bonus")
    assert pay is not None
    assert _place(bonus, pay, band, (part("base", 150_000), bonus)) == place
