"""What is held of a message: the figures with their owner, and what a correction leaves of them."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.view import context_of
from coach.understanding.read import read
from coach.understanding.situation import Part
from index.names import learn_names

NAMES = learn_names((), frozenset())


def told(*messages: str) -> Dialogue:
    """The dialogue after several messages."""
    now = Dialogue()
    for message in messages:
        now = apply(now, read(message, NAMES, (), context_of(now)))
    return now


def _base(parts: tuple[Part, ...]) -> float | None:
    part = part_of(parts, "base")
    return part.high if part else None


@pytest.mark.parametrize(
    "words",
    [
        "Just found out that the new cashier is on £27k.",
        "£27k is what the new girl on the tills gets.",
        "My colleague Bea is paid £27,000 for the same shifts.",
        "The chap I trained earns £27k.",
        "Everyone else got 4% in May and I didn't.",
        "The others all had a 3% rise while I was on sick leave.",
        "They took on a temp and she gets £27k.",
    ],
)
def test_other_peoples_pay_is_nobodys(words: str) -> None:
    """It is neither present pay nor an offer nor a wish."""
    now = told("I supervise the tills in Hull. I'm on £25,400. I want £28k.", words)
    assert (_base(now.current), _base(now.target)) == (25_400, 28_000)
    assert not any(d.offer for d in now.deals)


def test_a_misread_colleague_is_undone() -> None:
    """What stood before a figure was taken for the person's own comes back."""
    begun = told("I'm on £25,400 and want £28k.")
    wrong = begun.model_copy(
        update={"target": tuple(p.model_copy(update={"low": 27_000, "high": 27_000}) for p in begun.target)}
    )
    said = "No, that's wrong. £27k is what the new girl gets, I want £28k."
    now = apply(wrong, read(said, NAMES, (), context_of(wrong)))
    assert (_base(now.current), _base(now.target)) == (25_400, 28_000)


@pytest.mark.parametrize(
    "words",
    [
        "81.4 there against 76 here makes 5.4. Correct?",
        "71 plus 6% vs 69 flat, please do the sum",
        "so 71k minus 66k is 5k a year, right?",
        "what's the lowest I should say yes to, 68?",
        "What if they open with 70k is the end of the scale?",
        "And if she says €69k is the ceiling, what do I answer?",
    ],
)
def test_what_is_reckoned_asked_or_thought_of_changes_nothing(words: str) -> None:
    """The offer, present pay and the wish stand as they were told."""
    begun = told("I'm on €66k, Rotholz offered me €71k and I want €75k.")
    now = apply(begun, read(words, NAMES, (), context_of(begun)))
    assert (_base(now.current), _base(now.target), _base(now.deal.offer)) == (66_000, 75_000, 71_000)
    assert now.deal.status == begun.deal.status


@pytest.mark.parametrize(
    "words",
    [
        "Shelf stacker in Derby on £24k, want £26k. My boss is called Iris. What do I say",
        "I earn €41,000 as a dental nurse and I'd like €44,000. I want to ask my boss for a raise.",
        "Been with the same garage for six years, on $52k, want $57k from my manager.",
        "I make £30k here and I'd like £33k, my line manager decides",
        "There is no new job. I'm on £35k and want £38k from the boss I already work for.",
    ],
)
def test_a_raise_is_one_without_an_offer(words: str) -> None:
    """A boss, present pay and a wish, and nothing offered: the talk is about a raise."""
    now = told(words)
    assert now.deal.kind == "raise"
    assert not now.deal.offer


@pytest.mark.parametrize(
    "words", ["They've offered nothing.", "Nobody has made me an offer.", "no one offered me anything"]
)
def test_that_nothing_was_offered_is_no_answer(words: str) -> None:
    """No employer comes of it, and no no."""
    now = told("I'm on £35k and want £38k, my boss is called Iris.", words)
    assert not any(d.company or d.offer for d in now.deals)
    assert not any(e.kind == "refused" for e in now.told)


def test_an_article_makes_no_other_employer() -> None:
    """The employer in focus, said with "the"."""
    now = told("Alderford Clinic has offered me €61,500.", "The Alderford pays 4% into a pension.")
    assert [d.company for d in now.deals] == ["Alderford Clinic"]


@pytest.mark.parametrize(
    "words",
    [
        "I'm a freelance translator at €300 a day, about 170 days a year. A client offers me €45k a year.",
        "My day rate is €300 and I work 170 days a year; they offer €45k permanent.",
        "€45k is what they offer. I freelance, €300/day, 170 days.",
    ],
)
def test_a_day_rate_with_its_days_is_turnover(words: str) -> None:
    """The days told count, and it is no salary."""
    now = told(words)
    billed = now.invoiced.a_year
    assert billed is not None
    assert billed.high == 51_000
    assert not now.current
    assert _base(now.deal.offer) == 45_000


def test_turnover_said_again_is_no_pay() -> None:
    """Rounded, as a bill or as an income, it stays what it is."""
    now = told(
        "I freelance at €300 a day, 170 days a year. They offer me €45k a year.",
        "No, 51k is what I invoice, the offer is 45k.",
    )
    assert not now.current
    assert _base(now.deal.offer) == 45_000


@pytest.mark.parametrize(
    "words",
    [
        "I'd be giving up my firefighter's pension.",
        "I would lose my company car.",
        "It means leaving my works pension behind.",
    ],
)
def test_what_leaving_costs_is_no_wish(words: str) -> None:
    """It is what the person has now."""
    now = told("Rotholz offered me €71k, I'm on €66k.", words)
    assert not now.deal.open_terms


def test_a_reseller_is_no_place() -> None:
    """A name before what it is of gives way to where somebody is."""
    assert read("I work for a San Jose reseller in Leeds on £61k", NAMES).place == "Leeds"
