"""Letters of many kinds and countries give what they state, as values with their line, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.letters import fields, text_as
from coach.understanding.letters import Instalment, letter_parts, looks_like_letter, understood
from index.names import learn_names

HERE = Path(__file__).parent
LETTERS = sorted(p.stem for p in HERE.glob("*.json"))
NAMES = learn_names((), frozenset())


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_gives_the_fields_it_states(name: str) -> None:
    """Of each kind nearly all fields, nothing invented, and it is seen to be a letter."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    rows = list(fields(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")), letter_parts(text, NAMES)))
    missed = [(field, words) for field, good, words in rows if not good]
    assert len(missed) <= len(rows) // 12, missed
    assert not [m for m in missed if m[0] in ("nothing invented", "base", "signing", "company", "deadline")]
    assert looks_like_letter(text)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("name", ["ca_quebec", "promotion_table", "sg_aws"])
def test_a_file_gives_what_its_text_gives(name: str, kind: str) -> None:
    """Tables keep their columns in PDF and Word."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    plain, read = letter_parts(text, NAMES), letter_parts(text_as(text, kind), NAMES)
    assert [(p.component, p.low, p.period) for p in read.offer] == [(p.component, p.low, p.period) for p in plain.offer]
    assert (read.start, read.deadline, read.role) == (plain.start, plain.deadline, plain.role)


OPENING = "Dear Ann,\n\nFabrikam Ltd is pleased to offer you the position of Data Engineer in New York.\n\n"


@pytest.mark.parametrize(
    ("words", "whole", "parts"),
    [
        ("You receive a sign-on bonus of $42,000 in the first year and $31,000 in the second year.", 73_000, (42_000, 31_000)),
        ("You get a signing bonus of $20,000, half on day one and half after six months.", 20_000, (10_000, 10_000)),
        ("A joining bonus of $12,000 is paid in two instalments of $6,000.", 12_000, (6_000, 6_000)),
        ("A sign-on bonus of $9,000 is paid with your first salary.", 9_000, ()),
    ],
)  # fmt: skip
def test_a_payment_in_parts_is_one(words: str, whole: float, parts: tuple[float, ...]) -> None:
    """Its sum is the sign-on, and the parts are kept."""
    (pay,) = letter_parts(OPENING + words, NAMES).offer
    assert (pay.component, pay.high) == ("signing", whole)
    assert tuple(i.amount for i in pay.instalments) == parts
    assert all(isinstance(i, Instalment) for i in pay.instalments)


def test_counts_prices_and_addresses_are_no_pay() -> None:
    """Units, the price of one, ZIP codes and allowances stay out; a stray amount does not cost the rest."""
    found = letter_parts(
        OPENING + "Our office is at 12 Main Street, New York, NY 10013. Your salary is $150,000 a year ($5,769.23 every two weeks).\n\n"
        "You will be granted 1,120 restricted stock units at a planning price of $210.71 a unit. Meals come with $15 a day.",
        NAMES,
    )  # fmt: skip
    assert [(p.component, p.high) for p in found.offer] == [("base", 150_000)]
    assert found.counted == 1120
    assert any("number of units" in note for note in found.notes)


def test_words_and_digits_are_one_amount_and_dollars_are_the_letters() -> None:
    """ "All dollar amounts are Canadian" holds for each bare "$" of the letter."""
    found = letter_parts(OPENING + "Your base salary is One Hundred Fifty Thousand Dollars ($150,000) a year. All dollar amounts are Canadian.", NAMES)  # fmt: skip
    assert [(p.component, p.high, p.currency) for p in found.offer] == [("base", 150_000, "CAD")]


def test_of_two_figures_the_likeliest_is_taken_and_the_other_told() -> None:
    """A conflict costs nothing but a note."""
    found = understood(
        OPENING + "Your base salary is $150,000 per year.\n\nAgain: base salary $155,000 per year.", NAMES
    )
    assert [p.high for p in found.situation.offer] == [150_000]
    assert any("$155K" in note for note in found.notes)


def test_a_salary_paid_thirteen_times_is_counted_so() -> None:
    """The month's pay is kept as said; a year's is thirteen of it, with the sum."""
    found = understood(OPENING + "Your salary is EUR 6,000 per month, paid as 13 monthly salaries.", NAMES)
    (part,) = found.situation.offer
    assert (part.high, part.period) == (78_000, "year")
    assert any("13 ×" in note for note in found.notes)


def test_terms_and_days_are_kept_with_their_line() -> None:
    """A date without a year is the next one after the letter's; a term names its line."""
    found = letter_parts(
        "12 May 2026\n\n" + OPENING + "Your salary is $150,000 a year. You start on June 1. Either side may end the employment on three months' notice.\n\n"
        "Please sign within 10 days of the date of this letter.",
        NAMES,
    )  # fmt: skip
    assert (found.start, found.deadline) == (date(2026, 6, 1), date(2026, 5, 22))
    (notice,) = (c for c in found.clauses if c.kind == "notice")
    assert notice.value == "three months'" or notice.value == "three months"
    assert notice.line == "Either side may end the employment on three months' notice."


def test_messages_are_no_letters() -> None:
    """What somebody types in a chat, even long, with figures and topic words, has not the shape of a letter."""
    for text in (
        "Hi! I got an offer from Contoso with a base salary of $150,000, a sign-on bonus and at-will employment. Should I accept?",
        "They sent the letter. Base 150k, bonus 10%, start date in March.\nThe deadline is Friday.\nWhat do I say?\nThanks",
        "Write me an e-mail to the recruiter, please: I want 10k more base and a later start. Keep it short and polite. "
        * 3,
    ):
        assert not looks_like_letter(text)


@pytest.mark.parametrize(("said", "place"), [("San Francisco.", "San Francisco"), ("St. Louis.", "St. Louis"), ("New York", "New York")])  # fmt: skip
def test_the_end_of_a_sentence_is_no_part_of_a_place(said: str, place: str) -> None:
    """However the sentence ends that names it."""
    words = f"Dear Ann,\n\nFabrikam Ltd is pleased to offer you the position of Data Engineer in {said}\n\nYour salary is $150,000 a year.\n"
    assert letter_parts(words, NAMES).place == place
