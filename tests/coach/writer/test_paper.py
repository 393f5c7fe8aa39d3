"""Twelve conversations with a strong model's answers on paper, written with nothing but the prompts in view: held as with a live one."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.live import figures
from benchmarks.paper import Paper, held
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from index.money import scan
from tests.coach.writer.test_misbehaving import SHELF

PAPER, HEARD = Path(__file__).with_name("paper"), Path(__file__).with_name("heard")


def talks_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "talks.jsonl").read_text(encoding="utf-8").splitlines()]


TURNS = sum(len(t["messages"]) for t in talks_of(PAPER))


@cache
def on_paper(folder: Path = PAPER) -> tuple[list[dict[str, Any]], Paper]:
    """The talks with the answers of the folder; no prompt is written into it."""
    return held(SHELF, folder / "talks.jsonl", folder, write=False)


def right(folder: Path, turns: list[list[dict[str, Any]]]) -> float:
    """The share of the turns after which exactly the figures are held that were told; where they are not agreed on,
    none are written down."""
    pairs = [(told, state) for talk, states in zip(talks_of(folder), turns, strict=True) for told, state in zip(talk["figures"], states, strict=True)]  # fmt: skip
    judged = [figures(state) == told for told, state in pairs if told is not None]
    return sum(judged) / len(judged)


def alone(folder: Path) -> list[list[dict[str, Any]]]:
    coach, out = Coach(SHELF, lambda: date(2026, 11, 23)), []
    for talk in talks_of(folder):
        dialogue, states = Dialogue(), []
        for message in talk["messages"]:
            reply = coach.reply(Turn(message, dialogue=dialogue))
            dialogue = Dialogue.model_validate(reply.dialogue)
            states.append(reply.state)
        out.append(states)
    return out


@pytest.mark.parametrize(("folder", "share"), [(PAPER, 0.95), (HEARD, 0.85)], ids=["paper", "heard"])
def test_it_listens_better_than_the_coach_alone(folder: Path, share: float) -> None:
    """At least as many turns after which the state is right, and nearly all of them."""
    turns, _ = on_paper(folder)
    with_it, without = right(folder, [[x["state"] for x in t["turns"]] for t in turns]), right(folder, alone(folder))
    assert len(turns) >= 12
    assert with_it >= without
    assert with_it >= share


def test_it_words_most_replies() -> None:
    """Its words pass the checks as they are, or mended."""
    turns, paper = on_paper()
    replies = [x["reply"] for t in turns for x in t["turns"]]
    assert sum(r["engine"] == "paper" for r in replies) >= TURNS / 2
    assert sum(r["checked"]["replaced"] for r in replies) <= TURNS / 3  # promises to sign are taken back
    assert len(paper.used) >= TURNS


def test_no_figure_without_backing() -> None:
    """Each figure in a text is one of the reply's, or the person's own."""
    for talk in (*on_paper()[0], *on_paper(HEARD)[0]):
        said = [v for x in talk["turns"] for f in scan(x["message"]) for v in (f.value.low, f.value.high)]
        for x in talk["turns"]:
            known = {v for f in x["reply"]["figures"] for v in (f["low"], f["high"])} | {v * k for v in said for k in (1, 1000)}  # fmt: skip
            for found in scan(x["reply"]["text"]):
                if found.value.unit and found.value.unit not in ("options", "shares"):
                    assert {found.value.low, found.value.high} <= known, (found, x["message"])
