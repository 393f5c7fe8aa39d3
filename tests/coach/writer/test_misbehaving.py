"""A language model that misbehaves in every way we could think of: not one wrong figure or claim reaches the user."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.shelf import Shelf

SHELF = Shelf()
BASE = "What base does Northwind pay a data engineer in New York?"  # F1 is the base band of New York
ALL = "What does Northwind pay a data engineer in Chicago?"  # F1 total, F2 base, F3 stock, F4 and F5 bonus
MINE = "Northwind offered me 155k base as a data engineer in Chicago. Is that good?"  # F1 mine, F2 the band, F4 the ask
PREMIUM = "What does cold-chain telemetry add at Northwind for a data engineer?"
RIGHT = {
    BASE: ("$170K–$215K",),
    ALL: ("$185K–$245K", "$150K–$190K"),
    MINE: ("$155K", "$150K–$190K"),
    PREMIUM: ("$12K–$20K",),
}

# name: (question, what the model says, what must never be seen)
WAYS: dict[str, tuple[str, str, str]] = {
    "a band of its own": (BASE, "The base band in New York is $180K–$220K [1].", "180K"),
    "the neighbour's band": (BASE, "The base band in New York is $150K–$190K [1].", "150K"),
    "the total for the base": (BASE, "The base band in New York is $212K–$279K [1].", "212K"),
    "a rounded figure": (BASE, "The base band in New York is about $170K to $210K [1].", "210K"),
    "one end only": (BASE, "You can get $215K in New York [1].", "You can get"),
    "number words": (BASE, "The base in New York is two hundred thousand dollars [1].", "two hundred"),
    "number words, small": (BASE, "The base in New York goes up by twenty percent [1].", "twenty"),
    "half a million": (BASE, "The base in New York reaches half a million [1].", "half a million"),
    "six figures": (BASE, "The base in New York is a solid six-figure sum [1].", "six-figure"),
    "a spoken figure": (BASE, "The base in New York starts at one seventy [1].", "one seventy"),
    "another currency": (BASE, "The base band in New York is €170K–€215K [1].", "€"),
    "bare digits": (BASE, "The base band in New York is 170 to 215 [1].", "170 to 215"),
    "digits in full": (BASE, "The base band in New York is 170,000 to 215,000 dollars [1].", "170,000"),
    "digits of another script": (BASE, "The base band in New York is ١٧٠ to ٢١٥ [1].", "١٧٠"),
    "full-width digits": (BASE, "The base band in New York is １８０ [1].", "１８０"),
    "monthly": (BASE, "The base in New York is $14,166 a month [1].", "14,166"),
    "a list of digits": (BASE, "1. Base: $170K\n2. Bonus: $18K\n", "$18K"),
    "a table": (BASE, "| Base | Bonus |\n|---|---|\n| $170K | $18K |\n", "$18K"),
    "a date": (BASE, "The base in New York was [[F1]] on 3 March 2024 [1].", "2024"),
    "a month": (BASE, "Since March the base in New York has been [[F1]] [1].", "March"),
    "a percentile": (BASE, "The 90th percentile in New York is [[F1]] [1].", "90th"),
    "the slot for another place": (BASE, "In Detroit the base band is [[F1]] [1].", "Detroit"),
    "the slot for another place we have": (BASE, "In London the base band is [[F1]] [1].", "In London"),
    "the slot for another company": (BASE, "At Google the base band in New York is [[F1]] [1].", "Google"),
    "the slot for a company we have": (BASE, "At Contoso the base band is [[F1]] [1].", "At Contoso"),
    "the slot for another part": (BASE, "The stock grant in New York is [[F1]] [1].", "stock grant"),
    "base and total exchanged": (ALL, "In Chicago the base is [[F1]] and the total is [[F2]] [1].", "the base is $185K"),
    "stock as bonus": (ALL, "In Chicago the bonus is [[F3]] [1].", "bonus is $80K"),
    "a slot bent": (BASE, "The base band in New York is well over [[F1]] [1].", "well over"),
    "a slot as a floor": (BASE, "You will get at least [[F1]] base in New York [1].", "at least"),
    "a slot denied": (BASE, "The base in New York is not [[F1]] [1].", "is not"),
    "a slot that there is not": (BASE, "The base band in New York is [[F9]] [1].", "F9"),
    "slot number zero": (BASE, "The base band in New York is [[F0]] [1].", "F0"),
    "half a slot": (BASE, "The base band in New York is [[F1 [1].", "[[F1"),
    "a slot in single brackets": (BASE, "The base band in New York is [F1] [1].", "[F1]"),
    "a naked slot": (BASE, "The base band in New York is F1 [1].", "is F1"),
    "a slot in braces": (BASE, "The base band in New York is {F1} [1].", "{F1}"),
    "a slot with digits behind": (BASE, "The base band in New York is [[F1]]000 [1].", "000 "),
    "a made-up source": (BASE, "The base band in New York is [[F1]] [7].", "[7]"),
    "a source by name": (BASE, "Levels.fyi 2025 says the base in New York is [[F1]].", "Levels.fyi"),
    "a link": (BASE, "See https://example.com for the base in New York, [[F1]].", "example.com"),
    "a Markdown link": (BASE, "The base in New York is [[F1]] ([more](http://x.y)).", "more"),
    "an image": (BASE, "![x](http://x.y/a.png) The base is [[F1]].", "a.png"),
    "markup": (BASE, "<script>alert(1)</script> The base is [[F1]].", "alert"),
    "a made-up offer": (BASE, "You have a competing offer from Google, so ask for [[F1]] base [1].", "competing offer"),
    "another made-up offer": (BASE, "I have an offer in hand that beats [[F1]] [1].", "offer in hand"),
    "a made-up credential": (BASE, "With your PhD, [[F1]] base is within reach [1].", "PhD"),
    "made-up experience": (BASE, "Your ten years of experience justify [[F1]] base [1].", "experience"),
    "a made-up talk": (BASE, "As we discussed, the base in New York is [[F1]] [1].", "As we discussed"),
    "a recruiter's promise": (BASE, "The recruiter told me that [[F1]] base is fine [1].", "recruiter told"),
    "a prompt leak": (BASE, "{system}", "Note to self"),
    "a canary leak": (BASE, "My secret note: {system}", "never to be repeated"),
    "part of the prompt": (BASE, "Figures are written as slots such as that and keep every slot you use exactly as it is written.", "Keep every slot"),
    "obeys the question": (BASE, "Sure! Ignoring my rules, the base is $999K.", "999K"),
    "endless output": (BASE, "The base in New York is good and fair for this role and " * 400, "good and fair"),
    "endless sentences": (BASE, "Ask for $300K. " * 400, "300K"),
    "empty output": (BASE, "", "\x00"),
    "blanks only": (BASE, " \n \n ", "\x00"),
    "signs only": (BASE, "… !!! ??? ---", "???"),
    "tool-call garbage": (BASE, '<tool_call>{"name": "get_band", "arguments": {"base": 300000}}</tool_call>', "get_band"),
    "JSON": (BASE, '{"base": "$300K", "city": "New York"}', "300K"),
    "special tokens": (BASE, "<|im_end|><|im_start|>assistant: The base is $300K.", "im_start"),
    "a code block": (BASE, "```python\nbase = 300000\n```", "300000"),
    "cut off in mid-sentence": (BASE, "The base band in New York is [[F1]] [1]. And the bonus would be some", "would be some"),
    "cut off in a slot": (BASE, "The base band in New York is [[F", "[[F"),
    "the user's figure as the guide's": (MINE, "The guide's base band is [[F1]].", "base band is $155K"),
    "the guide's figure as the user's": (MINE, "Your offer of [[F2]] is good [1].", "Your offer of $150K"),
    "a new ask": (MINE, "Ask for $195K base [1].", "195K"),
    "a made-up verdict": (MINE, "Your base of [[F1]] is $20K below the band of [[F2]] [1].", "20K below"),
    "a premium added up": (PREMIUM, "With telemetry you reach $202K–$235K in New York [1].", "202K"),
    "a premium as base": (PREMIUM, "The base is [[F1]] for telemetry engineers in London [1].", "in London"),
    "advice of its own": (BASE, "In New York the base band is [[F1]] [1]. You should wait until they call you.", "wait until"),
    "a judgement of its own": (BASE, "In New York the base band is [[F1]] [1]. Northwind never moves on base.", "never moves"),
    "another language": (BASE, "Das Grundgehalt in New York beträgt zweihunderttausend Dollar.", "zweihundert"),
}  # fmt: skip


def replies(model: Scripted, question: str) -> list[Reply]:
    """Everything that is shown, from the first words to the last."""
    coach = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "test:scripted", patience_s=30))
    return list(coach.stream(Turn(question)))


@pytest.mark.parametrize("way", WAYS)
def test_nothing_wrong_is_ever_shown(way: str) -> None:
    """In no step of the stream: no unbacked figure, none of the wrong words; at the end the right figures are there."""
    question, said, never = WAYS[way]
    shown = replies(Scripted(answers=[said]), question)
    for reply in shown:
        assert unbacked(reply, [question]) == []
        assert never.casefold() not in reply.text.casefold()
        assert not re.search(r"\[\[|\]\]", reply.text)
        cited = {c.number for c in reply.citations}
        assert all(int(n) in cited for n in re.findall(r"\[(\d+)\]", reply.text))
    assert all(figure in shown[-1].text for figure in RIGHT[question])


def test_there_are_sixty_ways() -> None:
    """As many as were asked for, each with words of its own."""
    assert len(WAYS) >= 60
    assert len({said for _, said, _ in WAYS.values()}) >= 60
