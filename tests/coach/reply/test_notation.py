"""A text to others has its sums as the person writes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.reply.draft import Draft, render
from coach.reply.notation import in_notation
from coach.reply.values import Figure
from index.money import in_full, scan

OFFER = Figure("£45.6K", "derived", "base", "", "", "", "GBP", "absolute", 45_600, 45_600)


def shown(figure: Figure, *, full: bool, currency: str = "") -> str:
    draft = Draft("text")
    slot = draft.add(figure)
    draft.say(f"> Could you come up to {slot}?")
    return render(in_notation(draft, full=full, currency=currency)).text


def test_who_writes_in_full_sends_in_full() -> None:
    assert shown(OFFER, full=True) == "> Could you come up to £45,600?"
    assert shown(OFFER, full=False) == "> Could you come up to £45.6K?"


def test_only_what_is_sent_is_written_so() -> None:
    draft = Draft("text")
    slot = draft.add(OFFER)
    draft.say(f"Ask for {slot}.")
    assert render(in_notation(draft, full=True, currency="")).text == "Ask for £45.6K."


def test_a_sum_typed_bare_gets_the_currency_of_the_talk() -> None:
    typed = replace(OFFER, text="45600", kind="user", currency="")
    assert shown(typed, full=False, currency="GBP") == "> Could you come up to £45,600?"


TYPED = replace(OFFER, text="88,000", kind="user", component="", currency="", low=88_000, high=88_000)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (TYPED, "> I understood £88,000 and some days. The contract says £45,600."),
        (replace(TYPED, text="88k"), "> I understood £88K and some days. The contract says £45.6K."),
    ],
)
def test_all_sums_of_a_text_are_written_alike(figure: Figure, text: str) -> None:
    """In full where one of them is, each with its currency; in a line to say within a reply, too."""
    for mark in (">", "“"):
        draft = Draft("text")
        first, second = draft.add(figure), draft.add(OFFER)
        draft.say(f"{mark} I understood {first} and some days. The contract says {second}.")
        assert render(in_notation(draft, full=False, currency="GBP")).text == text.replace(">", mark)


@pytest.mark.parametrize("text", ["20k", "20000"])
def test_what_counts_something_gets_no_currency(text: str) -> None:
    """It is known to be no part of the pay, and what it counts stands behind it."""
    draft = Draft("text")
    slot = draft.add(replace(OFFER, text=text, kind="user", component="", currency="", low=20_000, high=20_000))
    draft.say(f"> I brought us to {slot} users.")
    assert render(in_notation(draft, full=False, currency="GBP")).text == f"> I brought us to {text} users."


@pytest.mark.parametrize("change", [{"unit": "percent", "text": "12%", "low": 12, "high": 12}, {"low": 40_000, "text": "£40K–£45.6K"}, {"unit": "shares", "text": "1,200 shares"}, {"text": "£24.50", "low": 24.5, "high": 24.5}])  # fmt: skip
def test_what_is_no_single_sum_stays(change: dict[str, object]) -> None:
    figure = replace(OFFER, **change)  # type: ignore[arg-type]
    assert figure.text in shown(figure, full=True)


@pytest.mark.parametrize(("value", "unit", "text"), [(205_000, "USD", "$205,000"), (2_600_000, "INR", "₹26,00,000"), (12_345_678, "INR", "₹1,23,45,678"), (62_000, "SEK", "SEK 62,000")])  # fmt: skip
def test_all_digits_are_written(value: float, unit: str, text: str) -> None:
    assert in_full(value, unit) == text
    assert [f.value.high for f in scan(text)] == [value]
