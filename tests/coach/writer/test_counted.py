"""Sums with the few counts and shares that may be written, and whose the result is."""

from __future__ import annotations

import pytest

from coach.reply import Figure, Reply
from coach.reply.draft import SLOT, Draft
from coach.reply.ground import unbacked
from coach.writer.answered import wrong_with
from coach.writer.basis import Basis
from coach.writer.reckoned import resolved
from coach.writer.slots import by_the_quarter, in_slots
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_reckoned import counted, figure

# What each slot is, and the sentence that tells it.
HELD: list[tuple[Figure, str]] = [
    (figure("$96K", "base", 96_000, per="year"), "Quill Post offers [[F1]] base a year."),
    (figure("$88K", "base", 88_000, per="year"), "Marl Works offers [[F2]] base a year."),
    (figure("$60K", "stock", 60_000, per="3yr"), "Quill Post offers [[F3]] stock for the whole grant."),
    (counted(3, "years"), "The stock of Quill Post vests over [[F4]] years."),
    (counted(2, "years"), "The sign-on is owed back for [[F5]] years."),
    (figure("12%", "bonus", 12), "Quill Post offers [[F6]] bonus."),
    (figure("10%", "bonus", 10), "Marl Works offers [[F7]] bonus."),
    (figure("$900", "bonus", 900, per="quarter"), "Marl Works offers [[F8]] bonus a quarter."),
    (figure("€4,200", "base", 4_200, currency="EUR", per="month"), "Fenn offers [[F9]] base a month."),
    (figure("14th", "", 14, currency="", per="salaries"), "The person said [[F10]] month."),
    (figure("101", "", 101, currency=""), "The person said: what if they go to [[F11]]?"),
    (figure("$92K", "base", 92_000), "In this message the person speaks of [[F12]] base as a thought."),
    (figure("$6K", "signing", 6_000, per="once"), "Quill Post offers [[F13]] sign-on once."),
    (figure("8%", "", 8), "The person said [[F14]] in both."),
    (counted(18, "months"), "There is no raise for [[F15]] months."),
    (figure("$4K", "bonus", 4_000, per="year"), "The person makes [[F16]] bonus a year today."),
    (figure("$84K", "base", 84_000, per="year"), "The person makes [[F17]] base a year today."),
    (counted(30, ""), "The person leads [[F18]] people."),
    (figure("$22", "base", 22, per="hour"), "A friend gets [[F19]] base an hour."),
    (figure("$500–$900", "bonus", 500, 900, per="quarter"), "The person was told of [[F20]] bonus a quarter."),
]  # fmt: skip
TOLD = tuple(said for _, said in HELD)


def basis() -> Basis:
    employers = ("Quill Post", "Marl Works", "Fenn")
    return Basis(Draft("sum", figures=[f for f, _ in HELD]), TOLD, (), SHELF.names, employers=employers)


# (the sum, its figure, what it is for), reckoned by hand.
SUMS = [
    ("F3 / F4", "$20K", "year"),
    ("F1 + F3 / F4", "$116K", "year"),
    ("F1 + F3 / F4 + F13", "$122K", "first"),
    ("F3 / 3 years", "$20K", "year"),
    ("F16 * 1/2", "$2K", "year"),
    ("F16 / 2", "$2K", "year"),
    ("1/2 * F16", "$2K", "year"),
    ("F1 * F6 * 1/2", "$5,760", "year"),
    ("F1 + F1 * F6 / 2", "$101,760", "year"),
    ("F1 + F6 * 1/2", "$101,760", "year"),
    ("F17 + (F1 - F17) * 1/2", "$90K", "year"),
    ("F13 / 2", "$3K", "once"),
    ("F8 * 4 quarters", "$3,600", "year"),
    ("F2 + F8 × 4 quarters", "$91.6K", "year"),
    ("F20 * 4 quarters", "$2,000–$3,600", "year"),
    ("F16 / 4 quarters", "$1K", "quarter"),
    ("F9 * F10", "€58.8K", "year"),
    ("F9 * 14 salaries", "€58.8K", "year"),
    ("F9 * 12 salaries", "€50.4K", "year"),
    ("F11 - F1", "$5K", "year"),
    ("F1 - F12", "$4K", "year"),
    ("(F12 - F2) / F2", "4.5%", ""),
    ("F16 * 18 months / 12 months", "$6K", "once"),
    ("F13 / 2 years", "$3K", "year"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "text", "per"), SUMS)
def test_a_sum_with_a_count_comes_to_its_figure(written: str, text: str, per: str) -> None:
    """As reckoned by hand, with its formula."""
    made = resolved(f"So it is [[{written}]].", basis())
    assert not made.wrong, made.wrong
    found = made.basis.draft.figures[-1]
    assert (found.text, found.per) == (text, per)
    read = SLOT.sub(lambda m: made.basis.draft.figures[int(m[1]) - 1].text, made.text)
    assert unbacked(Reply(read, "sum", figures=(found,))) == []


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("F1 * 1/2", "one half"),
        ("F1 / 2", "one half"),
        ("(F1 + F13) * 1/2", "one half"),
        ("F9 * 1/2", "one half"),
        ("F4 * 1/2", "one half"),
        ("F16 * 2", "one half"),
        ("F16 / 1/2", "one half"),
        ("F16 + 1/2", "one half"),
        ("F16 * 1/3", "other number"),
        ("F16 * 11/2", "other number"),
        ("F16 * 1/2.5", "other number"),
        ("F16 / 3", "other number"),
        ("1/2", "no slot"),
        ("F1 + F13 + F6 * 1/2", "what the percentage is of"),
        ("F3 / F5", "whole grant"),
        ("F3 / 4 years", "whole grant"),
        ("F1 * 5 years", "whole grant"),
        ("F8 * 12 months", "units"),
        ("F1 * 4 quarters", "units"),
        ("F8 * 3 quarters", "has to be a slot"),
        ("F1 * 14 salaries", "units"),
        ("F9 * 13 salaries", "has to be a slot"),
        ("F9 * 15 salaries", "has to be a slot"),
        ("F9 * 13.5 salaries", "has to be a slot"),
        ("F9 * F18", "counts"),
        ("F11 + F1", "counts"),
        ("F11 * 12 months", "counts"),
        ("F11 - F18", "counts"),
        ("F11 - F9", "counts"),
        ("F18 - F5", "counts"),
        ("F12 + F1", "period"),
        ("F16 * 17 months / 12 months", "has to be a slot"),
    ],
)  # fmt: skip
def test_a_count_that_nobody_told_or_that_means_nothing_is_refused(written: str, why: str) -> None:
    """And no free number multiplies pay."""
    made = resolved(f"So it is [[{written}]].", basis())
    assert len(made.wrong) == 1
    assert why in made.wrong[0]
    assert wrong_with(made.text, made.basis)


@pytest.mark.parametrize(
    "sentence",
    [
        "Quill Post comes to [[F1 + F1 * F6]] a year.",
        "Quill Post comes to [[F1 + F1 * F14]] a year with that.",
        "Marl Works comes to [[F2 + F8 * 4 quarters]] a year.",
        "Quill Post comes to [[F1 + F3 / F4 + F13]] in the first year.",
        "With half of the bonus that's [[F1 + F1 * F6 * 1/2]] a year.",
        "Half of the bonus is [[F16 * 1/2]] a year.",
        "At that pay it's [[F11 - F1]] more a year than Quill Post offers.",
        "The bonus of Marl Works is [[F8]] a quarter.",
        "Quill Post offers [[F1 + F1 * F6 - F2 - F8 * 4 quarters]] more a year than Marl Works.",
        "Quill Post offers [[F1 - F17 - F16]] more a year than you make now.",
        "Quill Post offers [[F1 - F17 + F3 / F4]] more a year than you make now.",
    ],
)
def test_a_result_is_of_who_has_its_figures(sentence: str) -> None:
    """By name, and a share is of who has what it is put on."""
    made = resolved(sentence, basis())
    assert not made.wrong, made.wrong
    assert wrong_with(made.text, made.basis) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Marl Works comes to [[F1 + F1 * F6]] a year.",
        "Marl Works comes to [[F1 + F1 * F7]] a year.",
        "Marl Works offers [[F17 + F17 * F7]] a year.",
        "You make [[F1 + F1 * F14]] a year today.",
        "Twice [[F16 * 1/2]] is fine.",
        "Marl Works pays twice [[F8 * 4 quarters]] a year.",
        "The bonus of Marl Works is [[F8]] a year.",
        "The bonus of Marl Works is [[F8 * 4 quarters]] a quarter.",
        "That's [[(F1 - F17) * 1/2]] more a year than you make now.",
        "At that pay it's [[F11 - F1]] less a year than Quill Post offers.",
        "It's half [[F1 + F1 * F6]] a year.",
        "Quill Post offers [[F1 - F17 + F16]] more a year than you make now.",
        "Marl Works offers [[F1 + F1 * F6 - F2 - F8 * 4 quarters]] more a year than Quill Post.",
        "Quill Post offers [[F1 - F17 - F8 * 4 quarters]] more a year than you make now.",
    ],
)
def test_no_other_owner_or_period_rides_beside_it(sentence: str) -> None:
    """Nor another multiple of it."""
    made = resolved(sentence, basis())
    assert not made.wrong, made.wrong
    assert wrong_with(made.text, made.basis)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("They'd add $700 a quarter", 700), ("a bonus of $1,200 per quarter", 1_200), ("€650 bonus each quarter", 650),
        ("$900/quarter on top", 900), ("a $450 quarterly bonus", 450), ("about $2k every quarter", 2_000),
    ],
)  # fmt: skip
def test_what_is_told_by_the_quarter_is_of_a_quarter(words: str, value: float) -> None:
    """In the slot, and as such."""
    draft = Draft("x")
    in_slots(words, draft)
    assert draft.figures[0].per == "quarter"
    assert by_the_quarter(words) == (value,)


@pytest.mark.parametrize("words", ["It's $700 by the end of the quarter", "I saved a quarter of $900", "$800 a month"])
def test_other_quarters_are_no_period(words: str) -> None:
    """Of a pay."""
    assert by_the_quarter(words) == ()


@pytest.mark.parametrize(("words", "text"), [("We get 14 salaries", "14"), ("there is a 13th month", "13th")])
def test_a_count_of_salaries_is_one(words: str, text: str) -> None:
    """As one tells it."""
    draft = Draft("x")
    in_slots(words, draft)
    assert (draft.figures[0].text, draft.figures[0].per) == (text, "salaries")
