"""Where a negotiation stands: what is promised, supposed or about a talk is no answer, and a correction moves a term."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.deals import Dialogue
from coach.reply import Reply

_OFFER = "I have an offer from Tavira for €58,000 base, I earn €50,000 now."
_THINGS = f"{_OFFER} They offer a company car and a good pension."
_COUNTER = "I have an offer from Tavira for €58,000 base. My boss offers €60,000 to stay."
_RAISE = "I'm a lab technician on €2,950 a month and I want to ask my boss for a raise."


def held(reply: Reply) -> Dialogue:
    """The negotiation after a reply."""
    return Dialogue.model_validate(reply.dialogue)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("I've let Tavira know they'll get my decision on Tuesday.", "Tuesday"),
        ("I wrote them that I'd be back with an answer on the 3rd.", "the 3rd"),
        ("They know I'll say yes or no on Monday.", "Monday"),
        ("I said I'd let them know next Wednesday.", "next Wednesday"),
        ("The recruiter hears back from me on Wednesday at the latest.", "Wednesday"),
        ("I promised Tavira a decision by Monday.", "Monday"),
    ],
)
def test_an_answer_that_is_promised_is_no_yes_and_sets_the_day(talk: Callable[..., Reply], said: str, day: str) -> None:
    """Who has named a day for their answer has answered nothing yet."""
    reply = talk(_OFFER, said)
    assert held(reply).deal.status == "offered"
    assert held(reply).deadline == day
    assert "Congratulations" not in reply.text


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("I signed with Tavira on Monday.", "accepted"),
        ("I called them and took the job.", "accepted"),
        ("I accepted their offer on Friday.", "accepted"),
        ("I declined on Tuesday.", "declined"),
    ],
)
def test_an_answer_that_is_given_is_held(talk: Callable[..., Reply], said: str, status: str) -> None:
    """A day beside a yes or a no makes none of it a promise."""
    assert held(talk(_OFFER, said)).deal.status == status


@pytest.mark.parametrize(
    "said",
    [
        "If it's a no on money but a yes on remote, do I go for it?",
        "Say they reject my number, then what?",
        "I'd only accept if they reach 62.",
        "In case they say no, should I walk?",
    ],
)
def test_an_if_ends_nothing(talk: Callable[..., Reply], said: str) -> None:
    """What is only supposed leaves the offer open."""
    reply = talk(_OFFER, said)
    assert held(reply).deal.status == "offered"
    assert "they want your number" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "Nobody has asked me for a number.",
        "I didn't have to give any figure, they told me theirs.",
        "They've already said what they pay, my wish never came up.",
        "The figure came from them, I never had to say one.",
    ],
)
def test_a_number_that_was_theirs_is_not_wanted_of_the_person(talk: Callable[..., Reply], said: str) -> None:
    """Nobody waits for the person's figure, and the offer stands."""
    reply = talk(_OFFER, said)
    assert "want your number" not in reply.text
    assert [p.high for p in held(reply).deal.offer] == [58000]


@pytest.mark.parametrize(
    "said",
    [
        "He's got time for me on Wednesday but told me straight there's no cash for increases.",
        "Marta okayed a chat on Monday, budget is zero though.",
        "My boss agrees to meet on Monday, but says there's no money this year.",
        "She's happy to sit down with me Tuesday, only there's nothing in the pot this year.",
    ],
)
def test_a_yes_to_a_talk_without_money_is_a_no(talk: Callable[..., Reply], said: str) -> None:
    """A meeting is no raise."""
    reply = talk(_RAISE, said)
    assert held(reply).deal.status == "refused"
    assert "Congratulations" not in reply.text


@pytest.mark.parametrize("said", ["Pieter confirmed the meeting for Thursday.", "Pieter said ok for Thursday."])
def test_a_yes_to_a_talk_alone_is_no_answer(talk: Callable[..., Reply], said: str) -> None:
    """Nothing is granted or refused yet."""
    assert held(talk(_RAISE, said)).deal.status == ""


@pytest.mark.parametrize(
    "said",
    [
        "You mixed that up, the 60 comes from the firm I'm leaving.",
        "No second employer here, that number is my current boss trying to keep me.",
        "It's a counter from where I am, not a new offer.",
        "Wrong, the 60,000 is from my own company.",
    ],
)
def test_a_counter_offer_that_is_confirmed_stays(talk: Callable[..., Reply], said: str) -> None:
    """To say whose it is takes nothing of it back."""
    now = held(talk(_COUNTER, said))
    assert [(d.kind, d.status, d.offer[0].high) for d in now.deals if d.kind == "counter"] == [
        ("counter", "offered", 60000)
    ]


def test_a_counter_offer_that_never_was_goes(talk: Callable[..., Reply]) -> None:
    """A denial of the offer itself is none of whose it is."""
    now = held(talk(_COUNTER, "Actually my boss never offered 60, that was a rumour."))
    assert not any(d.offer for d in now.deals if d.kind == "counter")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("The pension you list is the one at my current place.", "pension"),
        pytest.param(
            "Wrong way round: it's my present employer who has the pension.",
            "pension",
            marks=pytest.mark.xfail(reason="whose it is is not read of a correction"),
        ),
        pytest.param(
            "They don't have a pension, mine is from the job I'm in.",
            "pension",
            marks=pytest.mark.xfail(reason="whose it is is not read of two halves"),
        ),
        ("No, the car comes with my present job.", "car"),
        pytest.param(
            "My CURRENT job gives me the car, the new one doesn't.",
            "car",
            marks=pytest.mark.xfail(reason="the second half is read as an offer"),
        ),
    ],
)
def test_a_term_moves_to_what_the_person_has_now(talk: Callable[..., Reply], said: str, word: str) -> None:
    """It is theirs today, nobody offers it, and no figure of pay goes with it."""
    now = held(talk(_THINGS, said))
    assert any(word in t.words for t in now.terms_now)
    assert not any(word in t.words for t in now.deal.terms)
    assert [p.high for p in (*now.deal.offer, *now.current)] == [58000, 50000]


def test_a_term_that_nobody_offers_takes_no_pay_with_it(talk: Callable[..., Reply]) -> None:
    """A denial that names a term is about the term."""
    now = held(talk(_THINGS, "Sorry, they don't offer a pension."))
    assert [p.high for p in now.deal.offer] == [58000]
    assert not any("pension" in t.words for t in now.deal.agreed)
