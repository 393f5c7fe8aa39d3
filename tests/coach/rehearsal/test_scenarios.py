"""Scenarios: what is drawn, what is kept hidden, and that every guide with a band has them."""

from __future__ import annotations

import pytest

from coach.rehearsal.ground import of_row
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Scenario, Setup, make_scenario, step_of
from coach.rehearsal.scorecard import difference
from coach.understanding.situation import Part, Situation
from index.errors import UserError
from index.guide import Guide
from tests.coach.rehearsal.test_talk import GOOD, POOR, SHELF, played
from tests.coach.scripts.test_scripts import LOW, NOTHING, northwind


def made(situation: Situation = NOTHING, **chosen: object) -> Scenario:
    return make_scenario(of_row(*northwind(SHELF)), situation, Setup(**chosen))  # type: ignore[arg-type]


def test_without_an_offer_one_is_drawn_low_in_the_band() -> None:
    """In the lowest third of every component, on a figure that one says."""
    for seed in range(60):
        scene = made(seed=seed).scene
        for item, value in scene.offer.items():
            if item in scene.band:
                low, high = scene.band[item]
                assert low <= value <= low + 0.31 * (high - low)
                assert value % step_of(value) == 0 or value == low


def test_the_users_own_offer_opens_the_talk() -> None:
    """With the components they named; the rest is not put on the table."""
    scene = made(LOW).scene
    assert scene.offer == {"base": 155_000, "bonus": 16_000, "signing": 0}
    assert scene.profile.current_pay == {"base": 123_456}


def test_limits_lie_between_the_offer_and_the_top() -> None:
    """At most the band's top, or the strategy's figure where that is higher; a sign-on is a small share of base."""
    for seed in range(80):
        for level in DIFFICULTIES:
            held = made(LOW, seed=seed, difficulty=level, persona=PERSONAS[seed % 4])
            for item, value in held.limits.reservation.items():
                assert value >= held.scene.offer[item]
                if item in held.scene.band:
                    assert value <= held.scene.band[item][1]
            assert held.limits.reservation["signing"] <= 0.12 * held.scene.offer["base"]


def test_easier_talks_have_more_room() -> None:
    """On average over seeds, and a budget-bound recruiter has less of it in base."""

    def room(**chosen: object) -> float:
        return sum(made(LOW, seed=s, **chosen).limits.reservation["base"] for s in range(60))

    assert room(difficulty="easy") > room(difficulty="medium") > room(difficulty="hard")
    assert room(persona="budget-bound") < room(persona="warm")


def test_targets_are_above_the_offer() -> None:
    """Even where the offer has passed the plan's figure already."""
    high = LOW.model_copy(update={"offer": (Part(component="base", low=186_000, high=186_000),)})
    for situation in (NOTHING, LOW, high):
        scene = made(situation).scene
        assert scene.target
        assert all(v > scene.offer.get(i, 0) for i, v in scene.target.items())


def test_a_row_without_amounts_is_refused_in_words() -> None:
    """There is nothing to rehearse with."""
    guide, band = northwind(SHELF)
    from dataclasses import replace

    with pytest.raises(UserError, match="nothing to rehearse with"):
        make_scenario(of_row(guide, replace(band, pays=())), NOTHING, Setup())


def test_a_second_round_is_compared_with_the_first() -> None:
    """After going back, the new score says what changed."""
    first = played(POOR, difficulty="easy")
    again = first.before(1)
    for words in GOOD:
        if not again.rehearsal.over:
            again = again.said(words)
    assert again.earlier == first.scorecard()
    said = difference(first.scorecard(), again.scorecard())
    assert "points more than last time" in said
    assert again.to_json()["earlier"]["turns"] == first.scorecard().turns


@pytest.mark.corpus
def test_every_guide_with_a_band_has_scenarios(corpus_guides: list[Guide]) -> None:
    """A new offer and a raise for each of 840 guides, with a target above the offer and limits in order."""
    for guide in corpus_guides:
        if guide.is_playbook:
            continue
        scenarios = 0
        for number, band in enumerate(guide.bands[:2]):
            for talk in ("new_offer", "raise"):
                try:
                    held = make_scenario(of_row(guide, band), Situation(), Setup(seed=number, talk=talk))
                except UserError:
                    continue
                scenarios += 1
                assert all(held.limits.reservation[i] >= v for i, v in held.scene.offer.items()), guide.slug
                assert held.scene.target, guide.slug
        assert scenarios >= 2, guide.slug
