"""Exchange rates: only the user's own or those of a dated file, labelled; nothing else is converted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.understanding.rates import Rates, load_rates, rate_in, without_rate
from index.errors import UserError
from index.money import Range
from tests.shelf import Shelf

Talk = Callable[..., Reply]


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("compare them, 1 GBP = 1.27 USD", ("GBP", "USD", 1.27)),
        ("at 1.08 dollars per euro", ("EUR", "USD", 1.08)),
        ("assume £1 = $1.30", ("GBP", "USD", 1.3)),
        ("1 USD is 83 INR", ("USD", "INR", 83)),
    ],
)
def test_a_stated_rate_is_read_and_is_no_pay(words: str, pair: tuple[str, str, float]) -> None:
    """The rate is found in several ways of saying it, and its figures are taken for nothing else."""
    rate = rate_in(words)
    assert rate is not None
    assert (rate.one, rate.other, rate.value) == pair
    assert str(pair[2]) not in without_rate(words)


@pytest.mark.parametrize("words", ["150k USD base", "they offered £85k", "15% bonus at 200k", "L5 at Google = L4 here"])
def test_ordinary_figures_are_no_rate(words: str) -> None:
    """Pay, percentages and levels state no rate."""
    assert rate_in(words) is None


def test_two_currencies_are_set_side_by_side_at_the_users_rate(talk: Talk) -> None:
    """With a rate the second band is shown in the first's currency, with the rate as its formula; the verdict stays open."""
    reply = talk("northwind data engineer: new york or london base? take 1 GBP = 1.25 USD")
    converted = [f for f in reply.figures if f.formula and "GBP/USD 1.25 (your rate)" in f.formula]
    assert converted
    assert converted[0].currency == "USD"
    assert "Converted at" in reply.text


def test_a_dated_file_of_rates_is_used_and_named(shelf: Shelf) -> None:
    """Rates of a file carry its date into the reply."""
    rates = Rates("USD", date(2026, 11, 20), {"GBP": 0.8})
    coach = Coach(shelf, lambda: date(2026, 11, 23), rates)
    reply = coach.reply(Turn("northwind data engineer: new york or london base?"))
    assert "rates of 2026-11-20" in reply.text


def test_the_file_is_checked(tmp_path: Path) -> None:
    """A good file is read; a bad one is refused with what to write."""
    good = tmp_path / "rates.yaml"
    good.write_text("date: 2026-11-20\nbase: USD\nrates: {GBP: 0.8, EUR: 0.9}\n")
    rate = load_rates(good).between("GBP", "EUR")
    assert rate is not None
    assert rate.value == pytest.approx(1.125)
    for text in ("base: USD", "date: x\nbase: USD\nrates: {GBP: 1}", "date: 2026-11-20\nbase: USD\nrates: {ZZZ: 1}"):
        bad = tmp_path / "bad.yaml"
        bad.write_text(text)
        with pytest.raises(UserError):
            load_rates(bad)


def test_a_range_keeps_its_order_when_converted() -> None:
    """Both directions of a rate convert; a third currency is left alone."""
    rate = rate_in("1 GBP = 1.25 USD")
    assert rate is not None
    assert rate.convert(Range(100_000, 200_000, "GBP")) == Range(125_000, 250_000, "USD")
    assert rate.convert(Range(125_000, 250_000, "USD")) == Range(100_000, 200_000, "GBP")
    assert rate.convert(Range(1, 2, "INR")) is None
