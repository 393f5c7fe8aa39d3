"""A rehearsal without a guide: the talk stands on the person's own figures, as they told them."""

from __future__ import annotations

import pytest

from coach.rehearsal.before import aims_of
from coach.rehearsal.coaching import Session, ground_for, rehearse, rehearse_for
from coach.rehearsal.ground import of_own
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Setup
from coach.rehearsal.scorecard import scorecard
from coach.rehearsal.transcript import to_markdown
from coach.understanding.situation import OtherOffer, Part, Situation
from index.errors import UserError
from tests.coach.rehearsal.test_talk import SHELF


def _pay(value: float, currency: str = "", period: str = "", component: str = "base") -> Part:
    return Part(component=component, low=value, high=value, currency=currency, period=period)  # type: ignore[arg-type]


def _played(situation: Situation, *turns: str, **setup: object) -> Session:
    ground = of_own(situation)
    assert ground
    held = rehearse(ground, situation, Setup(**setup))  # type: ignore[arg-type]
    for words in turns:
        held = held.said(words)
    return held


OFFER = Situation(
    company="Bramble", role="Nurse", offer=(_pay(48_000, "GBP"),), current=(_pay(45_000, "GBP"),),
    achievements=("I cut waiting times by a fifth",),
)  # fmt: skip
PAID_BY_THE_MONTH = Situation(
    company="Halm", role="Welder", offer=(_pay(3_900, "EUR", "month"),),
    achievements=("I halved the scrap on the second line",),
)  # fmt: skip


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_persons_own_offer_opens_it_and_the_limit_is_near_it(persona: str, difficulty: str) -> None:
    """The offer as told; the most they give is above it by a share that the difficulty sets, never below."""
    for seed in range(4):
        scenario = _played(OFFER, persona=persona, difficulty=difficulty, seed=seed).rehearsal.scenario
        assert scenario.scene.offer["base"] == 48_000
        assert scenario.scene.currency == "GBP"
        assert scenario.scene.band == {}
        assert 48_000 <= scenario.limits.reservation["base"] <= 48_000 * 1.1 + 500
        assert scenario.scene.target["base"] > 48_000


def test_an_easy_recruiter_gives_more_than_a_hard_one() -> None:
    """Over the seeds, the room shrinks with the difficulty."""
    most = [
        sum(_played(OFFER, difficulty=d, seed=s).rehearsal.scenario.limits.reservation["base"] for s in range(6))
        for d in ("easy", "medium", "hard")
    ]
    assert most[0] > most[1] > most[2]


def test_a_range_that_is_told_is_marked_as_made_up() -> None:
    """Nobody knows a band: it is refused, or named and marked."""
    told = _played(OFFER, "What is the salary range for this role?", persona="warm", difficulty="easy")
    assert "£" in told.rehearsal.rounds[-1].reply
    assert "the range" in told.feedback[-1].made_up
    kept = _played(OFFER, "What is the salary range for this role?", persona="hard-nosed", difficulty="hard")
    assert "no range" in kept.rehearsal.rounds[-1].reply


@pytest.mark.parametrize(
    ("value", "period", "turn", "asked", "said"),
    [
        (17.5, "hour", "Could you do 19.50 an hour? I have led the night shift for two years.", 19.5, "an hour"),
        (540, "day", "I'd want 600 a day, the last project went live early.", 600, "a day"),
        (3_900, "month", "Could we say 4,300 a month? I ran the whole kitchen alone.", 4_300, "a month"),
        (52_000, "", "Could we say 4,750 a month? I ran the whole kitchen alone.", 57_000, ""),
    ],
)
def test_pay_is_talked_of_by_its_own_period(value: float, period: str, turn: str, asked: float, said: str) -> None:
    """An ask by the hour, the day or the month is heard as one, and the answer is by the same."""
    held = _played(Situation(offer=(_pay(value, "EUR", period),)), turn)
    assert [a.high for a in held.rehearsal.rounds[-1].judgement.moves.asks] == [asked]
    assert said in held.rehearsal.opened
    assert held.rehearsal.scenario.per_year("base") == {"hour": 2080, "day": 220, "month": 12, "": 1}[period]


def test_who_bills_by_the_day_is_offered_no_sign_on() -> None:
    """A rate has no sum for joining."""
    assert set(_played(Situation(offer=(_pay(540, "EUR", "day"),))).rehearsal.scenario.scene.offer) == {"base"}


def test_a_raise_is_talked_of_with_a_manager() -> None:
    """Present pay is enough: the manager proposes a little more, and the plan asks for more than that."""
    held = _played(Situation(talk="raise", current=(_pay(61_000, "AUD"),)), talk="raise")
    scene = held.rehearsal.scenario.scene
    assert scene.talk == "raise"
    assert scene.profile.current_pay == {"base": 61_000}
    assert 61_000 < scene.offer["base"] < scene.target["base"]
    assert "review" in held.rehearsal.opened


@pytest.mark.parametrize(
    ("situation", "low", "high"),
    [
        (Situation(current=(_pay(60_000),)), 60_000, 65_000),
        (Situation(target=(_pay(60_000),)), 52_000, 57_000),
        (Situation(competing=(OtherOffer(company="Halm", parts=(_pay(60_000),)),)), 55_000, 60_000),
    ],
)
def test_one_figure_is_enough(situation: Situation, low: float, high: float) -> None:
    """Present pay, a wish or another offer: the offer is drawn near it, and named as such."""
    assert low <= _played(situation).rehearsal.scenario.scene.offer["base"] <= high


@pytest.mark.parametrize(
    ("situation", "asked"),
    [
        (Situation(company="Bramble", role="Nurse"), "what they offer"),
        (Situation(), "what they offer"),
        (Situation(company="Bramble", role="Nurse", talk="raise"), "what you earn today"),
    ],
)
def test_the_one_figure_that_is_needed_is_asked_for(situation: Situation, asked: str) -> None:
    """Where nothing was told, one figure is asked for and nothing is made up."""
    with pytest.raises(UserError, match=asked):
        rehearse_for(situation, SHELF, Setup())


def test_without_a_guide_it_is_played_and_said_why() -> None:
    """The same door as with a guide; why there is none is told, and nothing where no job was named."""
    held = rehearse_for(OFFER, SHELF, Setup())
    assert held.to_json()["note"] == "There is no guide for Bramble."
    assert to_markdown(held).startswith("# Rehearsal: Bramble Nurse")
    unnamed = rehearse_for(Situation(offer=(_pay(48_000),)), SHELF, Setup())
    assert "note" not in unnamed.to_json()
    assert "{" not in unnamed.rehearsal.opened
    assert to_markdown(unnamed).startswith("# Rehearsal: your own figures")


def test_figures_in_another_currency_than_the_guides_are_played_as_told() -> None:
    """An offer in euros is not replaced by one drawn from a band in dollars."""
    told = Situation(company="Northwind Traders", role="Data Engineer", region="Chicago", offer=(_pay(88_000, "EUR"),))
    assert ground_for(told, SHELF, Setup()).currency == "EUR"


def test_pay_by_the_month_is_played_by_the_month_on_a_guides_band() -> None:
    """The band is turned to the person's own footing."""
    told = Situation(
        company="Northwind Traders", role="Data Engineer", region="Chicago", offer=(_pay(14_000, "USD", "month"),)
    )
    scene = rehearse_for(told, SHELF, Setup()).rehearsal.scenario.scene
    assert scene.offer["base"] == 14_000
    assert scene.band["base"][1] < 40_000
    assert scene.period == "month"


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_coachs_own_lines_win_most_of_it_without_a_guide_too(persona: str) -> None:
    """The suggested lines, turn by turn, end in a deal with most of what could be won, and without a mistake."""
    shares = []
    for told in (OFFER, PAID_BY_THE_MONTH):
        for difficulty in DIFFICULTIES:
            for seed in (1, 2):
                held = _played(told, persona=persona, difficulty=difficulty, seed=seed)
                while not (held.rehearsal.over or held.rehearsal.agreed):
                    held = held.said(held.hint().instead)
                    said = held.rehearsal.rounds[-1].words
                    assert not held.feedback[-1].mistakes, (said, held.feedback[-1].mistakes)
                card = scorecard(held.rehearsal)
                assert card.deal
                shares.append(card.surplus or 0.0)
    assert sum(shares) / len(shares) >= WON
    assert min(shares) >= LEAST_WON


WON, LEAST_WON = 0.7, 0.4


def test_figures_of_a_small_room_are_ones_that_are_said() -> None:
    """Pay by the month is given in whole units, pay by the hour in quarters."""
    for value, period, unit in ((3_900, "month", 1.0), (18.5, "hour", 0.25)):
        for seed in range(4):
            limits = _played(Situation(offer=(_pay(value, "EUR", period),)), seed=seed).rehearsal.scenario.limits
            assert limits.steps["base"] % unit == 0
            assert limits.reservation["base"] % unit == 0


def test_what_is_aimed_at_is_told_before_the_talk() -> None:
    """The ask, the aim and the walk-away come from the person's own figures."""
    told = OFFER.model_copy(update={"target": (_pay(53_000, "GBP"),), "floor": (_pay(49_000, "GBP"),)})
    aims = aims_of(_played(told))
    assert (aims.target, aims.floor) == (53_000, 49_000)
    assert aims.ask >= 53_000
    assert not aims.wrong
