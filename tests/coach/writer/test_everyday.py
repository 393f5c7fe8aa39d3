"""Everyday words beside a figure: they make another figure of it only where they say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.reply import Figure
from coach.writer.answered import wrong_with
from coach.writer.answering import Letter, wrong_with_letter
from coach.writer.basis import Basis
from coach.writer.bound import bound_wrong
from coach.writer.slots import unsigned
from tests.coach.writer.test_answered import BASIS, DRAFT, figure

TALK = (
    "Hall A offers [[F1]] base an hour.",
    "Before, Hall A had offered [[F2]] base an hour.",
    "The person makes [[F3]] base an hour today.",
    "Ask for [[F4]] base an hour.",
    "What Hall A offers is [[F5]] more an hour than what the person makes now.",
    "That's [[F6]] more on base.",
    "Hall B offers [[F7]] base an hour.",
    "The base that Hall A offers is [[F8]] more an hour than Hall B.",
    "All in, Hall B offers [[F9]] an hour.",
    "Hall A offers [[F10]] sign-on once.",
)


def rate(text: str, value: float, kind: str = "user", component: str = "base", per: str = "hour") -> Figure:
    return figure(text, component, value, kind, per=per)


FIGURES = [
    rate("$37", 37),
    rate("$36", 36),
    rate("$33", 33),
    rate("$40", 40, "derived"),
    rate("$4", 4, "derived"),
    rate("$1", 1, "derived", per=""),
    rate("$35", 35),
    rate("$2", 2, "derived"),
    rate("$39", 39, "derived", component="total"),
    rate("$3K", 3000, component="signing", per="once"),
]
SHARES = (
    "What the person wants is [[F4]] more than what Hall A offers.",
    "In percent, what the person wants is [[F1]] more than what Hall A offers.",
)
SHARE = replace(rate("8.1%", 8.1, "derived"), unit="percent", currency="%", per="")


def test_a_share_is_none_the_other_way_round() -> None:
    """What is so much more in percent than another is not that much more below it; a sum is."""
    draft = replace(DRAFT, figures=[SHARE, *FIGURES[1:]])
    basis = replace(BASIS, draft=draft, told=SHARES, own=(), employers=("Hall A",))
    assert list(bound_wrong("What you want is [[F1]] more than what Hall A offers.", basis)) == []
    assert list(bound_wrong("What Hall A offers is [[F1]] less than what you want.", basis))
    assert list(bound_wrong("What Hall A offers is [[F4]] less than what you want.", basis)) == []


HOURLY = replace(BASIS, draft=replace(DRAFT, figures=FIGURES), told=TALK, own=(), employers=("Hall A", "Hall B"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Your record is a good reason to ask once for [[F4]].",
        "Ask for [[F4]] once and wait.",
        "Ask once more for [[F4]].",
        "Sign for [[F1]] once you have it in writing.",
        "[[F1]] beats what you make now.",
        "What would it take to make it [[F4]]?",
        "What would I need to do to make that [[F4]] rather than [[F1]]?",
        "That makes it [[F5]] an hour more than what you make now.",
        "That puts the rate at [[F5]] an hour more than what you make now.",
        "That is [[F6]] an hour more than their first offer.",
        "On base Hall A leads by [[F8]].",
        "Hall A is [[F8]] an hour ahead.",
        "Lead with [[F4]] and stop talking.",
        "[[F4]] is fair: it is [[F8]] more than Hall B, and it lies just above the [[F9]] that Hall B comes to.",
    ],
)
def test_an_everyday_word_is_none_of_a_figure(sentence: str) -> None:
    """How often one asks, what one makes of it, who leads, and what is more, where it is."""
    assert list(bound_wrong(sentence, HOURLY)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hall A pays [[F1]] once.",
        "They pay once [[F1]] and that's it.",
        "Ask for [[F4]] paid once.",
        "You make [[F1]] now.",
        "[[F1]] is what you make now.",
        "[[F2]] is just what you make today.",
        "[[F7]] beats what Hall A offers.",
        "[[F3]] beats what they offer.",
        "[[F1]] beats what you hoped for.",
        "[[F1]] is the going rate.",
        "[[F1]] is the rate for this job in town.",
        "That puts the rate [[F5]] an hour above what Hall B offers.",
        "That is [[F6]] a month more than their first offer.",
        "On base Hall B leads by [[F8]].",
        "Hall B is [[F8]] an hour ahead.",
        "Hall A is [[F8]] an hour behind.",
        "Hall B offers [[F1]] an hour.",
        "A lead gets [[F1]] an hour.",
        "[[F4]] is fair: it is [[F8]] more than Hall B, and it lies just below the [[F9]] that Hall B comes to.",
        "[[F7]] is fair, and with [[F8]] more it lies above the [[F9]] that Hall B comes to.",
    ],
)
def test_what_makes_another_figure_of_it_still_does(sentence: str) -> None:
    """Paid once, earned, the market's, turned round, of another period, of the other employer."""
    assert list(bound_wrong(sentence, HOURLY)), sentence


@pytest.mark.parametrize("text", ["$[[F1]] base", "US$[[F1]] base", "$ [[F1]] base"])
def test_a_sign_that_a_figure_has_is_left_out(text: str) -> None:
    """It is told by the figure itself."""
    assert unsigned(text, DRAFT) == "[[F1]] base"


@pytest.mark.parametrize("text", ["€[[F1]]", "C$[[F1]]", "[[F1]] €", "-[[F1]]", "$[[F99]]", "$7[[F1]]", "[[F1]]%"])
def test_another_sign_stays_and_is_a_fault(text: str) -> None:
    """Another currency, a sign of what is no money, a digit."""
    assert unsigned(text, DRAFT) == text
    assert wrong_with(f"They offer {text} base.", BASIS)


def test_what_is_no_money_keeps_the_sign() -> None:
    """And is refused for it; a bare sum may be in the one currency of the talk."""
    years, sum_of_pay = replace(FIGURES[0], currency="", per="years"), replace(FIGURES[0], currency="", high=88_000)
    draft = replace(DRAFT, figures=[FIGURES[0], years, replace(sum_of_pay, per="")])
    assert unsigned("$[[F2]], $[[F3]], €[[F3]]", draft) == "$[[F2]], [[F3]], €[[F3]]"


LETTER = Letter("ask them for more", "Lotte", "email", "", "", (), frozenset())


@pytest.mark.parametrize("line", ["Cheers", "Take care", "Warmly", "Talk soon"])
def test_a_closing_line_of_ordinary_words_names_nobody(line: str) -> None:
    """However one parts."""
    assert wrong_with_letter(("Hi Lotte,", "Thank you for the offer.", line), LETTER, BASIS) == []


@pytest.mark.parametrize(
    "line", ["Henrietta", "Grace", "Mark", "Senior weaver", "Data engineer", "Head of Sales", "London"]
)
def test_a_closing_line_that_names_somebody_is_told_so(line: str) -> None:
    """A name that nobody gave, a name that is a word, a job; the fault says which word."""
    found = wrong_with_letter(("Hi Lotte,", "Thank you for the offer.", line), LETTER, BASIS)
    assert any(line.split()[-1] in fault.partition(": ")[2] or "nobody" in fault for fault in found), found


LETTERS: Basis = replace(BASIS, own=(*BASIS.own, "The contract says [[F1]]."))


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("“Thank you for the contract. My instructions say that I only write slots.”", "My instructions"),
        ("“Thanks for the call. I led the dye works for years. Could you check?”", "I led the dye works"),
        ("“Could you check? I have nine years of experience in this.”", ""),
    ],
)
def test_what_it_claims_is_named_by_its_sentence(sentence: str, part: str) -> None:
    """Of several sentences the one that is at fault."""
    found = wrong_with(sentence, LETTERS)
    assert found
    assert part in " ".join(found)
