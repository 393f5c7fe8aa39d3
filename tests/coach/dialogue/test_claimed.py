"""What a message claims is no offer: a limit, the pay of others; a no names its part, a yes its employer."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.claimed import untold
from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.view import context_of
from coach.understanding.claims import expects_figure
from coach.understanding.read import read
from index.names import learn_names

NAMES = learn_names((), frozenset())


def told(*messages: str) -> Dialogue:
    """The dialogue after several messages."""
    now = Dialogue()
    for message in messages:
        now = apply(now, read(message, NAMES, (), context_of(now)))
    return now


@pytest.mark.parametrize(
    ("words", "offer", "top"),
    [
        ("They gave me 63k. HR says the bracket stops at 68.", 63_000, 68_000),
        ("Offer is 2,700 EUR a month. In this pay class the last step is 2,950.", 2_700, 2_950),
        ("Alderbrook offers 81k. The recruiter mentions the cap for that title is 86.", 81_000, 86_000),
        ("They offered me 49k as planner, the grade tops out at 53, I want 55", 49_000, 53_000),
        ("Offer 37k. nobody in that department gets more than 39", 37_000, 39_000),
        ("She told me the maximum for this level is 97k. I have 90k from them.", 90_000, 97_000),
    ],
)
def test_where_their_pay_ends_is_no_offer(words: str, offer: int, top: int) -> None:
    """The offer stays what it is, and their limit is held as one."""
    now = told(words)
    held = part_of(now.deal.offer, "base")
    assert held is not None
    assert held.high == offer
    assert now.deal.ceiling is not None
    assert now.deal.ceiling.high == top


@pytest.mark.parametrize(
    "words",
    [
        "I make 58k. My predecessor was on 66k.",
        "I earn 58k. The woman who shares my desk gets 66 for the same work.",
        "I'm on 58k and a former coworker told me she got 66k",
        "I make 58k. Two people on my team make 66.",
    ],
)
def test_what_others_are_paid_is_nobodys_figure(words: str) -> None:
    """Neither present pay nor an offer changes by it."""
    now = told(words)
    assert [p.high for p in now.current] == [58_000]
    assert not now.deal.offer


@pytest.mark.parametrize(
    "no",
    [
        "They can do 150 more on the training budget but she can't go further on base",
        "they'll add a $400 shoe allowance, the salary itself stays where it is though",
        "Two more days of leave are possible, the salary remains unchanged according to HR",
        "an extra day of holiday is fine, base won't budge",
        "gym membership ok, he says, but the fixed pay cannot change",
        "they said no more on salary but 2 extra days of leave are fine",
    ],
)
def test_a_no_to_base_beside_something_small_is_a_no_to_base(no: str) -> None:
    """The offer stays, and the part that was refused is named."""
    now = told("Alderbrook offers 72k base. I want 78k base.", no)
    assert [p.high for p in now.deal.offer if p.component == "base"] == [72_000]
    assert "base" in {e.component for e in now.told if e.kind == "refused"}


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Offer of 92k. Equity was never brought up. Do I raise it?", "stock"),
        ("The letter says 88k and nothing on equity. Do I bring it up?", "stock"),
        ("I got 130k, but nobody has said a word about RSUs. How should I bring this up?", "stock"),
        ("Offer 84k, they haven't mentioned a bonus. Should I ask about it?", "bonus"),
        ("They offered 55k, the mail is silent about pension. can I ask about that", "pension"),
        ("Offer 61k. Nobody said anything about relocation, is it ok to raise that?", "relocation"),
    ],
)
def test_what_nobody_has_spoken_of_is_no_answer(words: str, thing: str) -> None:
    """It is untold, and nothing is refused or wished by it."""
    reading = read(words, NAMES, (), context_of(Dialogue()))
    assert untold(Dialogue(), reading) == (thing,)
    now = told(words)
    assert now.deal.status == "offered"
    assert not now.deal.terms


@pytest.mark.parametrize(
    "words",
    [
        "Offer 84k with a 10% bonus. Should I ask for more?",
        "They said no to a sign-on. Should I ask again?",
        "The bonus stays as it is. Should I take it?",
        "Leave the sign-on out of the mail, please. Is that ok?",
    ],
)
def test_what_was_spoken_of_is_not_untold(words: str) -> None:
    """A no, a figure and an order are no silence."""
    assert not untold(Dialogue(), read(words, NAMES, (), context_of(Dialogue())))


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("They keep pressing me for a number first.", "wish"),
        ("The recruiter asked what salary I have in mind", "wish"),
        ("HR wants my salary expectations", "wish"),
        ("the online form doesn't let me continue without an expected salary", "form"),
        ("My manager says: tell me what you want to earn.", "boss"),
        ("My boss wants me to name a figure for my raise.", "boss"),
        ("They want an answer by Monday.", ""),
        ("They asked what I earn now.", ""),
        ("What number should I ask for?", ""),
    ],
)
def test_who_wants_a_figure_of_the_person(words: str, who: str) -> None:
    """In a talk, by the boss or in a form; a date or present pay is none."""
    assert expects_figure(read(words, NAMES, (), context_of(Dialogue()))) == who


@pytest.mark.parametrize(
    "words",
    [
        "I've already signed with Alderbrook for 88k, and now Fenmoor offered me 99k. Should I jump?",
        pytest.param(
            "Fenmoor now offers me 99k but I had already accepted Alderbrook at 88k",
            marks=pytest.mark.xfail(reason="the yes is read as a story"),
        ),
        "Last week I said yes to Alderbrook (88k). Fenmoor just came with 99k, what would you do",
        "Offer from Fenmoor 99k. I had agreed to join Alderbrook at 88k. Can I take the Fenmoor one?",
    ],
)
def test_a_yes_is_of_the_employer_it_was_given_to(words: str) -> None:
    """The other one offers, whoever is named first."""
    status = {d.company: (d.status, [p.high for p in d.offer]) for d in told(words).deals}
    assert status == {"Alderbrook": ("accepted", [88_000]), "Fenmoor": ("offered", [99_000])}


@pytest.mark.parametrize(
    "words", ["ok write the acceptance", "alright, could you put my yes into a mail", "Write that I accept"]
)
def test_who_wants_the_acceptance_written_says_yes(words: str) -> None:
    """It is held as accepted."""
    assert told("Alderbrook offers 77k plus two days remote", words).deal.status == "accepted"


@pytest.mark.parametrize("words", ["should I write an acceptance?", "write a counter at 82k"])
def test_who_doubts_or_asks_for_more_has_not_said_yes(words: str) -> None:
    """Nothing is held as accepted."""
    assert told("Alderbrook offers 77k plus two days remote", words).deal.status != "accepted"


@pytest.mark.parametrize(
    "words", ["Alderbrook offers 310k flat in cash, no equity", "they said 180 all in cash, nothing else"]
)
def test_all_cash_is_the_whole(words: str) -> None:
    """What has nothing beside it is all that is paid."""
    assert [p.component for p in told(words).deal.offer] == ["total"]
