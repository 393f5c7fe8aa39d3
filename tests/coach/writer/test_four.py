"""Four talks with what a strong model reads in each message: the talk holds what was told, on whose side, and no more."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.paper import held
from tests.coach.writer.test_misbehaving import SHELF

FOUR = Path(__file__).with_name("four")


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
