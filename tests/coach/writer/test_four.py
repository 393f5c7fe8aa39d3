"""Four talks with what a strong model reads in each message: the talk holds what was told, on whose side, and no more."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.paper import held
from tests.coach.writer.test_misbehaving import SHELF

FOUR = Path(__file__).with_name("four")


def talks_of() -> dict[str, list[str]]:
    """The messages of each talk."""
    lines = (FOUR / "talks.jsonl").read_text(encoding="utf-8").splitlines()
    return {talk["id"]: talk["messages"] for talk in map(json.loads, lines)}


@cache
def talks() -> dict[str, list[dict[str, Any]]]:
    """The state after each turn, by the talk."""
    turns, _ = held(SHELF, FOUR / "talks.jsonl", FOUR, write=False)
    return {t["id"]: [x["state"] for x in t["turns"]] for t in turns}


def terms(talk: str, turn: int, *sides: str) -> list[str]:
    """The terms of the employer in focus after a turn, in their words."""
    return [t["words"].casefold() for t in talks()[talk][turn - 1]["terms"] if t["side"] in sides]


def events(talk: str, turn: int) -> list[str]:
    return [x["event"] for x in talks()[talk][turn - 1]["history"] if x["turn"] == turn]


def test_terms_are_of_the_employer_that_the_model_names() -> None:
    """Whoever named a figure last: those that are confirmed to the new employer are none of the present one's."""
    (gaffer,) = talks()["butcher"][5]["competing"]
    assert [t["words"] for t in gaffer["terms"]] == ["39 hours a week"]
    assert {"sundays off altogether", "3 saturdays, has to be outside december"} <= {*terms("butcher", 6, "granted")}


def test_a_term_that_is_told_anew_takes_the_place_of_the_old_one() -> None:
    """Another kind of promise by the same person does not."""
    assert "every saturday plus every other sunday" not in terms("butcher", 3, "offered")
    nurse = terms("nurse", 5, "offered")
    assert sum("allowance" in words for words in nurse) == 1
    assert "he'll submit the papers himself by 31 january" in nurse
    assert any("panel" in words and "five months" in words for words in nurse)
    assert "regraded to band 7" in terms("nurse", 5, "asked", "wished")


def test_the_least_and_the_most_of_a_figure_are_two() -> None:
    """Up to 3% is no yes to 3% at least, and what was refused is not granted beside it."""
    now = [t for t in talks()["sysadmin"][4]["terms"] if t["kind"] == "review"]
    by_side = {side: [t for t in now if t["side"] == side] for side in ("offered", "granted", "refused", "wished")}
    assert [(t["percent"], t["bound"]) for t in by_side["refused"]] == [(3, "least")]
    assert ("up to 3%", "most") in [(t["words"], t.get("bound")) for t in by_side["offered"]]
    assert [t["words"] for t in by_side["granted"]] == ["Review in writing"]
    assert "a review at 6 months" in [t["words"] for t in by_side["offered"]]
    assert not by_side["wished"]


def test_a_no_in_other_forms_of_the_same_words_is_to_the_wish() -> None:
    """ "The backdating is a no"."""
    assert "the allowance could be backdated to april" in terms("nurse", 5, "refused")


def test_words_for_another_text_are_read_as_the_model_has_them() -> None:
    """A change or a text of its own: that two readings differ in this says nothing against the model."""
    wished = terms("upholsterer", 5, "wished")
    assert any("my own work only" in words for words in wished)
    assert any("insures it for £2,900" in words for words in wished)


def test_what_is_accepted_or_left_alone_is_wanted_no_more() -> None:
    """A part of pay, with a yes or an "if", and what is given beside it."""
    assert talks()["butcher"][2]["target"]["base"]["amount"] == 33_000
    for talk, turn in (("butcher", 4), ("sysadmin", 4), ("sysadmin", 6), ("upholsterer", 5)):
        state = talks()[talk][turn - 1]
        assert state["settled"] == ["base"], talk
        assert not state["target"], talk
    allowance = [t for t in talks()["nurse"][5]["terms"] if "allowance is up to" in t["words"]]
    assert [t["accepted"] for t in allowance] == [True]
    assert talks()["nurse"][5]["target"]  # the regrading is still wanted


def test_a_job_that_nobody_offered_is_no_offer() -> None:
    (university,) = talks()["nurse"][4]["competing"]
    assert university["status"] == "talking"
    assert not university["offer"]
    assert university["heard"]["base"]["amount"] == 44_000
    assert "offer_made" not in events("nurse", 5)


def test_what_they_cannot_do_is_no_end_of_their_pay() -> None:
    """ "They can't do 60, best is 57,200"; a figure beyond which they do not go is one."""
    held = talks()["sysadmin"][2]
    assert held["offer"]["base"]["amount"] == 57_200
    assert held["ceiling"] in ({}, {"base": {"amount": 57_200}})
    assert talks()["upholsterer"][3]["ceiling"]["base"]["amount"] == 34_000


def test_a_day_that_the_person_sets_them_is_no_deadline() -> None:
    """It is held with its hour."""
    held = talks()["sysadmin"][5]
    assert held["due"] == "10 tomorrow"
    assert not held["deadline"]
    assert held["competing"][0]["deadline"] == "thursday noon"


def test_a_bonus_that_is_called_discretionary_is_held() -> None:
    """With that word."""
    (harlow,) = talks()["sysadmin"][2]["competing"]
    assert harlow["offer"]["bonus"]["amount"] == 4_000
    assert "the bonus is 'discretionary'" in [t["words"] for t in harlow["terms"]]
    assert "part_dropped" not in events("sysadmin", 3)


def test_a_level_that_is_wished_for_is_not_the_level_of_the_job() -> None:
    assert [s["job"]["level"] for s in talks()["nurse"]] == ["Band 6"] * 6
    assert {s["job"]["kind"] for s in talks()["nurse"]} == {"raise"}
