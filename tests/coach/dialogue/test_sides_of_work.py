"""Hours of a week by whose they are, and what they give beside pay in news, as people tell them in passing."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import context_of
from coach.standing.weeks import hours_in, with_weeks
from coach.understanding.read import read
from index.names import Job, Names, learn_names


@pytest.fixture(scope="module")
def names() -> Names:
    """Names of one company, in none of these talks."""
    return learn_names([Job("acme", "data-engineer", "Acme", "Data Engineer")], frozenset())


def told(names: Names, *messages: str) -> Dialogue:
    """The dialogue after these messages."""
    held = Dialogue()
    for m in messages:
        held = apply(held, read(m, names, (), context_of(held)))
    return held


@pytest.mark.parametrize(
    ("messages", "theirs", "today"),
    [
        (
            (
                "Offer from Lowfield Care is 15.20 an hour. I'm on 14.10 an hour now.",
                "it's 37 hours there where I'm on 40",
            ),
            37,
            40,
        ),
        (("Offer is £31,000, I earn £30,000", "it's 37.5 hours a week not 40"), 37.5, 0),
        (("The bakery pays 16.50 an hour, I'm on 15.80 at the mill", "their week is 35 hours"), 35, 0),
        (("The bakery pays 16.50 an hour for 38 hours, I'm on 15.80", "sorry it's 36 hours not 38"), 36, 0),
        (("Garage offers A$34 an hour, 38-hour week. I do 45 hours now at A$31.",), 38, 45),
        (("I'm on 40 hours now, they'd want 42.5. They offer CHF 5,400 a month and I get CHF 5,200",), 42.5, 40),
        (
            ("Clinic offers $41/hr, I make $39/hr", "I work 36 hours a week now", "and theirs is 40 hours"),
            40,
            36,
        ),
        (("Offer 2,900 a month.", "the week there is 36 hours, here I do 39"), 36, 39),
        (("Hotel offers €14.60 an hour", "actually 32 hours a week, not 40 like I said"), 32, 0),
    ],
)
def test_hours_are_held_for_their_side(names: Names, messages: tuple[str, ...], theirs: float, today: float) -> None:
    """Each side's own, told or put right; nothing for a side of which none are told."""
    held = told(names, *messages)
    assert (hours_in(held.deal.agreed), hours_in(held.terms_now)) == (theirs, today)


def test_pay_by_the_hour_counts_its_own_week(names: Names) -> None:
    """On each side by its own hours."""
    held = with_weeks(
        told(names, "Clinic offers $41/hr, I make $39/hr", "I work 36 hours a week now", "and theirs is 40 hours")
    )
    assert held.deal.offer[0].a_year == 40 * 52
    assert held.current[0].a_year == 36 * 52


@pytest.mark.parametrize(
    ("messages", "perks"),
    [
        (
            ("Offer from Kemp Foods 28,000", "They came back: 29,000 and they'd pay the first month's taxi"),
            ("the first month's taxi paid",),
        ),
        (("Electrician, offer from Volta is 33k", "a van comes with it"), ("a van",)),
        (("The nursery offered 24,500", "they said 25,000 plus 2 extra days off"), ("2 extra days off",)),
        (("I asked my boss for 16 an hour.", "He says 15.50 and he'll pay my course"), ("my course paid",)),
        (("Offer from Alder is 41,000", "she'd throw in a parking space and the gym"), ("a parking space", "gym")),
        (("Offer from Tern is 52k", "no more money but they will cover my rail pass"), ("my rail pass covered",)),
        (
            (
                "Offer from Orla Salon is 27,000. I asked for 29,000",
                "Orla called, 28,000 it is, and she lets me keep Saturdays free",
            ),
            ("Saturdays free",),
        ),
        (
            ("Offer from Nordlys 480,000 SEK", "they'd also sort out a flat for the first 3 months"),
            ("a flat for the first 3 months",),
        ),
        (
            ("Offer from Pell 38,000", "they're adding private health cover and a phone"),
            ("private health cover", "a phone"),
        ),
    ],
)
def test_what_comes_with_their_news_is_given(names: Names, messages: tuple[str, ...], perks: tuple[str, ...]) -> None:
    """A term of theirs in the person's words, and nothing to ask for."""
    held = told(names, *messages)
    assert tuple(t.phrase for t in held.deal.agreed) == perks
    assert not held.deal.open_terms
