"""What other programs may ask: plain JSON in and out, and clear words where something is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
import yaml

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


SITUATION = {
    "company": "Northwind", "role": "data engineer", "region": "Chicago",
    "offer": [{"component": "base", "low": 155_000, "high": 155_000}],
    "target": [{"component": "base", "low": 171_000, "high": 171_000}],
    "achievements": ["rebuilt the billing pipeline"],
}  # fmt: skip


@pytest.mark.parametrize("form", [json.dumps, lambda s: json.dumps(s, indent=2), yaml.safe_dump, lambda s: f"\n---\n{yaml.safe_dump(s)}"])  # fmt: skip
def test_a_situation_may_be_written_as_json_or_yaml(form: Callable[[object], str]) -> None:
    """Every function that takes one reads each figure as it stands there."""
    written = form(SITUATION)
    scenario = TOOLS.rehearse(written, [])["scenario"]
    assert (scenario["offer"]["base"], scenario["target"]["base"]) == (155_000, 171_000)
    script = TOOLS.draft_script(written)
    assert {"$155K", "$171K"} <= {f["text"] for f in script["figures"]}
    offer = TOOLS.evaluate_offer(written)
    assert "$155K" in offer["text"]
    assert offer["situation"]["target"][0]["low"] == 171_000


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('{"company": "Northwind", ', "is no YAML or JSON"),
        ("[" * 5000, "is no YAML or JSON"),
        ('["Northwind"]', "holds no keys"),
        ('{"firm": "Northwind"}', "“firm” is no key of a situation"),
        ('{"company": "Northwind", "offer": "155k"}', "offer: "),
        ("company: Northwind\noffer: [{component: base, low: .inf, high: .inf}]", "offer.0"),
        ("company: Northwind\noffer: [{component: base, low: 1, high: .nan}]", "offer.0"),
        ('{"company": "' + "x" * 30_000 + '"}', "at most 20,000 characters"),
    ],
)
def test_a_written_situation_that_cannot_be_read_is_refused(written: str, message: str) -> None:
    """In one sentence, by each function that takes one."""
    for call in (TOOLS.draft_script, TOOLS.evaluate_offer, lambda s: TOOLS.rehearse(s, [])):
        with pytest.raises(UserError, match=re.escape(message)):
            call(written)


@pytest.mark.parametrize("words", ["company: Northwind, role: data engineer in Chicago, offer: 155k base", JOB])
def test_a_situation_told_in_words_is_read_as_words(words: str) -> None:
    """Though a word of it has a colon behind it."""
    assert "$155K" in TOOLS.evaluate_offer(words)["text"]
