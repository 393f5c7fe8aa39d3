"""What other programs may ask: plain JSON in and out, and clear words where something is missing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from coach.programs.tools import MOST_TURNS, Tools
from coach.turn import Coach
from index.errors import UserError
from tests.shelf import Shelf

TOOLS = Tools(Coach(Shelf(), lambda: date(2026, 11, 23)))
JOB = "Northwind offered me 155k base as a data engineer in Chicago. I rebuilt the billing pipeline"


def test_every_function_says_what_it_takes() -> None:
    """A description for the whole and a line for each parameter: what a caller's model reads."""
    for function in TOOLS.all():
        words = function.__doc__ or ""
        names = [n for n in function.__annotations__ if n != "return"]
        assert "Args:" in words
        assert all(f"{name}:" in words for name in names)


def test_each_function_gives_json() -> None:
    """Right figures, and nothing that JSON cannot hold."""
    replies = {
        "ask": TOOLS.ask("What base does Northwind pay a data engineer in New York?"),
        "follow_up": TOOLS.ask(
            "and in Chicago?",
            [{"role": "user", "content": "What base does Northwind pay a data engineer in New York?"}],
        ),
        "guides": TOOLS.find_guides("northwind"),
        "every guide": TOOLS.find_guides(),
        "band": TOOLS.get_band("Northwind", "data engineer", "London"),
        "compare": TOOLS.compare("Northwind data engineer in Chicago", "Northwind data engineer in New York"),
        "offer": TOOLS.evaluate_offer(JOB),
        "script": TOOLS.draft_script(JOB, "counter_email", tone="formal"),
        "lever": TOOLS.draft_script(JOB, "telemetry"),
        "rehearsal": TOOLS.rehearse(JOB, ["Thank you! I rebuilt the billing pipeline, could you do $186K base?"]),
    }
    said = {k: json.dumps(v) for k, v in replies.items()}
    assert "$170K\\u2013$215K" in said["ask"]
    assert "$150K\\u2013$190K" in said["follow_up"]
    assert replies["band"]["base_low"] == 95_000  # type: ignore[call-overload]
    assert replies["band"]["currency"] == "GBP"  # type: ignore[call-overload]
    assert "New York" in said["compare"]
    assert "$155K" in said["offer"]
    assert "Northwind" in said["script"]
    assert {g["guide"] for g in replies["guides"]} <= {g["guide"] for g in replies["every guide"]}  # type: ignore[index]
    assert replies["rehearsal"]["turns"][0]["moves"]["asks"] == {"base": 186_000}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: TOOLS.get_band("Hooli", "designer"), "no guide for Hooli"),
        (lambda: TOOLS.get_band("Northwind", "data engineer"), "several rows"),
        (lambda: TOOLS.draft_script(JOB, "nonsense about nothing"), "neither a kind of script"),
        (lambda: TOOLS.rehearse(JOB, ["x"] * (MOST_TURNS + 1)), "at most 20"),
        (lambda: TOOLS.rehearse(JOB, [], persona="grumpy"), "Choose a persona"),
    ],
)
def test_what_cannot_be_done_is_said(call: object, message: str) -> None:
    """As a message for the caller, not as a crash."""
    with pytest.raises(UserError, match=message):
        call()  # type: ignore[operator]
