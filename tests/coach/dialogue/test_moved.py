"""What a correction moves: a figure to another part, side or employer; and whose words are whose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.deals import Deal, Dialogue
from coach.reply import Reply
from coach.understanding.situation import Part

_OFFER = "Offer from Halvard: 84k base and 9k bonus. I make 76k."
_TWO = "Two offers: Halvard 64k (the recruiter is Helen) and Brackwater 61k, the manager there is Daniel."


def _held(reply: Reply) -> Dialogue:
    return Dialogue.model_validate(reply.dialogue)


def _figures(parts: tuple[Part, ...]) -> dict[str, float]:
    return {p.component: p.high for p in parts}


def _deal(now: Dialogue, name: str) -> Deal:
    return next(d for d in now.deals if d.company == name)


def test_a_figure_goes_to_the_part_that_is_named(talk: Callable[..., Reply]) -> None:
    """It leaves the part it was held as, and the reply says both."""
    reply = talk(_OFFER, "the 9k is a sign-on, not a bonus")
    assert _figures(_held(reply).deal.offer) == {"base": 84000, "signing": 9000}
    assert "sign-on, not bonus" in reply.text or "sign-on and no longer bonus" in reply.text


@pytest.mark.xfail(reason="the part that is put right is read as one more wish")
def test_a_wish_stays_a_wish_in_another_part(talk: Callable[..., Reply]) -> None:
    """What is wanted is moved, not lost and not taken for an offer."""
    now = _held(talk(_OFFER, "I'd like 95k", "95 is the total I want, not base"))
    assert _figures(now.target) == {"total": 95000}
    assert _figures(now.deal.offer) == {"base": 84000, "bonus": 9000}


@pytest.mark.xfail(reason="theirs is read as what the person has")
def test_a_figure_goes_to_the_side_that_is_named(talk: Callable[..., Reply]) -> None:
    """What the person has today leaves the offer, and theirs takes its place."""
    now = _held(talk(_OFFER, "the 9k is my CURRENT bonus, theirs is 15%"))
    assert _figures(now.current) == {"base": 76000, "bonus": 9000}
    assert _figures(now.deal.offer) == {"base": 84000, "bonus": 15}


def test_two_figures_change_places(talk: Callable[..., Reply]) -> None:
    """Each employer has its own after the correction."""
    now = _held(
        talk("Two offers: Halvard 64k and Brackwater 61k.", "you mixed them up: 61 is Halvard, 64 is Brackwater")
    )
    assert _figures(_deal(now, "Halvard").offer) == {"base": 61000}
    assert _figures(_deal(now, "Brackwater").offer) == {"base": 64000}


def test_a_person_speaks_for_their_employer(talk: Callable[..., Reply]) -> None:
    """What somebody of the other employer says changes that deal alone, and a text to them is about it."""
    now = _held(talk(_TWO, "Daniel called, he can do 63 now"))
    assert _figures(_deal(now, "Brackwater").offer) == {"base": 63000}
    assert _figures(_deal(now, "Halvard").offer) == {"base": 64000}
    assert (_deal(now, "Halvard").people, _deal(now, "Brackwater").people) == (("Helen",), ("Daniel",))
    assert _held(talk(_TWO, "write a short mail to Daniel asking for 66k")).deal.company == "Brackwater"


@pytest.mark.parametrize("name", ["Ms. Okonkwo", "Ms Okonkwo", "Mr. Petrov"])
def test_a_title_is_no_company(talk: Callable[..., Reply], name: str) -> None:
    """A word before a name is its title."""
    now = _held(talk(_OFFER, f"{name} called, she can offer 87k"))
    assert [d.company for d in now.deals] == ["Halvard"]
    assert _figures(now.deal.offer)["base"] == 87000
    assert now.deal.person == name


def test_what_is_no_company_takes_nothing_with_it(talk: Callable[..., Reply]) -> None:
    """The offer stands when a word is said to be no company, and the word opens no deal later."""
    now = _held(talk(_OFFER, "CPD is not a company, it's training money", "they also pay 500 for CPD"))
    assert [d.company for d in now.deals] == ["Halvard"]
    assert _figures(now.deal.offer) == {"base": 84000, "bonus": 9000}


def test_a_figure_that_is_put_right_takes_the_place_of_theirs(talk: Callable[..., Reply]) -> None:
    """ "I got that wrong" is said of the one before."""
    now = _held(talk("They want me for £14.10 an hour, 40 hours.", "Sorry, I got that wrong, it's £14.40 an hour"))
    assert [p.high for p in now.deal.offer] == [14.4]
