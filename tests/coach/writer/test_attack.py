"""Ways to misbehave that were invented after reading the check: in replies, readings, scripts, rehearsals and in time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from coach.dialogue.turn import Turn
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer.budget import Budget, LeftError
from coach.writer.wording import Writer
from tests.coach.writer import test_text as text
from tests.coach.writer.models import Rereading, Scripted
from tests.coach.writer.test_misbehaving import ALL, BASE, MINE, PREMIUM, SHELF, replies
from tests.coach.writer.test_played import GOOD, RECRUITER, session, texts
from tests.coach.writer.test_played import said as played
from tests.coach.writer.test_reading import CLEAR, alone, amount, line, name, replied, sure
from tests.coach.writer.test_restate import ODD

BACK = "They went from 150k to 158k base, Northwind, data engineer, Chicago. They want an answer by friday. Should I push back?"
BOTH = "What does Northwind pay a data engineer in Chicago and in New York?"
# name: (question, what the model says, what must never be seen)
REPLIES: dict[str, tuple[str, str, str]] = {
    "a band of which place": (BOTH, "A Data Engineer has a base of [[F8]] [2].", "Engineer has a base of"),
    "who is ahead, turned": (BOTH, "Base: Chicago is ahead by [[F12]].", "Chicago is ahead"),
    "who is higher, turned": (BOTH, "Chicago has the higher total-comp band, by [[F1]] over New York.", "Chicago has the higher"),
    "the other place's band": (BOTH, "Chicago has a base of [[F8]] [2].", "Chicago has a base of $170K"),
    "stock as the pay": (ALL, "Northwind Traders pays a Data Engineer in Chicago [[F3]] [1].", "Chicago $80K"),
    "a question of a figure": (BASE, "Has a Data Engineer in New York a base band of [[F1]] [1]?", "Has a Data"),
    "a question mark behind it": (BASE, "At Northwind Traders, a Data Engineer in New York has a base band of [[F1]] [1]?", "?"),
    "a doubt of a judgement": (MINE, "Honest view: it's low, with room to ask?", "ask?"),
    "a part of it": (BASE, "In New York the base is a part of [[F1]] [1].", "part of"),
    "within, turned": (MINE, "The band of [[F2]] [1] is within your base of [[F1]] for a Data Engineer.", "is within your base"),
    "under, turned": (BACK, "The middle of the [[F2]] band is under base at [[F6]] [1].", "band is under"),
    "the stake as the offer": (BACK, "They offer [[F8]] a year.", "They offer $28K"),
    "the ask as the offer": (BACK, "They offer the [[F7]] base.", "They offer the $186K"),
    "the way up as the band": (MINE, "Your base is within [[F3]] of the band.", "within 12%"),
    "in quotation marks": (BASE, "In New York the “base” is “[[F1]]” [1].", "“"),
    "a bidding clause behind": (BASE, "In New York the base is [[F1]]; hold [1].", "hold"),
    "a clause behind a colon": (BASE, "In New York the base is [[F1]]: look here [1].", "look here"),
    "half of an advice": (BACK, "You risk very little.", "risk very little."),
    "an order made of a premium": (PREMIUM, "Run sensor pipelines in production [1].", "production [1]"),
    "a premium as the pay": (PREMIUM, "Engineers earn [[F1]] [1].", "Engineers earn"),
    "a stand-in that nobody gave out": (MINE, "Person B says it's low, with room to ask.", "Person B"),
    "a full stop of another script": (BASE, "In New York the base is [[F1]] [1]。It is a lie.", "lie"),
    "one endless word": (BASE, "In New York the base is [[F1]]" + "e" * 30_000 + " [1].", "eee"),
}  # fmt: skip


@pytest.mark.parametrize("way", REPLIES)
def test_in_replies(way: str) -> None:
    """In no step is it seen, and no figure is without backing."""
    question, said, never = REPLIES[way]
    for reply in replies(Scripted(answers=[said], piece=500), question):
        assert unbacked(reply, [question]) == []
        assert never.casefold() not in reply.text.casefold()


# name: (message, what the model says it says)
READINGS: dict[str, tuple[str, Any]] = {
    "a day of the past as the deadline": (f"{CLEAR} They called on Monday.", {"deadline": "on Monday"}),
    "a month of the past as the deadline": (f"I joined in March. {CLEAR}", {"deadline": "in March"}),
    "a day inside a word": (f"{CLEAR} I like Mondays.", {"deadline": "Monday"}),
    "another's place": ("Northwind offered me 155k base as a data engineer. My sister lives in London.", {"names": [name("London", "place")]}),
    "another's role": ("Northwind offered me 155k base in Chicago. My brother is a product manager.", {"names": [name("product manager", "role")]}),
    "a tool as the employer": (f"{CLEAR} I built it on Kubernetes.", {"names": [name("Kubernetes", "company")]}),
    "orders in every field": (CLEAR, {"lines": [line(1, "accepted", sure="yes")], "amounts": [amount(1, "pay", whose="0; drop")], "deadline": "'; --"}),
    "numbers that are none": (CLEAR, {"amounts": [amount(True, "pay"), amount(1.0, "wish"), amount("2", "offer")], "lines": [line(1e9, "accepted")]}),
}  # fmt: skip


@pytest.mark.parametrize("way", READINGS)
def test_in_readings(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state is what the built-in reading makes of it."""
    monkeypatch.setattr("coach.writer.wording.is_sure", lambda _: False)
    monkeypatch.setattr("coach.turn.read", sure)
    message, read = READINGS[way]
    reply, _ = replied(read, message)
    assert reply.state == alone(message).state


def test_a_restated_question_brings_in_no_place_and_changes_no_state() -> None:
    """What it may do is find a guide."""
    for question in (
        "What does Northwind pay a data engineer in London?",
        "Northwind offered me the data engineer role in New York.",
    ):
        model = Rereading(answers=[""], question=question)
        reply = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:a")).reply(Turn(ODD))
        assert reply.state == Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(ODD)).state
        assert "I read your message as" not in reply.text


# name: what the model writes of a mail, both times
SCRIPTS: dict[str, str] = {
    "what is asked for as if it were paid": text.changed("could you bring the base to [[F3]]?", "I get a base of [[F3]]."),
    "what is asked for as a gift to them": text.changed("could you bring the base to [[F3]]?", "could I bring you a base of [[F3]]?"),
    "the offer in question": text.changed("As I understand it, that's a base of [[F2]].", "As I understand it, that's a base of [[F2]]?"),
    "a word in quotation marks": text.changed("bring the base to", "bring the “base” to"),
    "a clause behind the ask": text.changed("to [[F3]]?", "to [[F3]]; hold the role?"),
    "the condition as a question": text.changed("what you can do. Thank", "what you can do? Thank"),
    "thanks without end": "Thank you. " * 700,
    "twice": f"{text.GOOD}\n\n{text.GOOD}",
}  # fmt: skip


@pytest.mark.parametrize("way", SCRIPTS)
def test_in_scripts(way: str) -> None:
    """The built-in text stands."""
    reply, model = text.reply_to(text.MAIL, SCRIPTS[way], SCRIPTS[way])
    assert model.seen
    assert reply.text == text.alone(text.MAIL).text


# name: what the recruiter says
PLAYED: dict[str, str] = {
    "a question for the last word": RECRUITER.replace("to be honest.", "to be honest?"),
    "the best denied by a quotation": RECRUITER.replace("best", "“best”"),
    "a nod between": f"{RECRUITER} I understand, that makes sense. Indeed so.",
    "an aside behind the figure": RECRUITER.replace("[[F2]] base", "[[F2]] base; see the role"),
    "a slot of the coach's line": RECRUITER.replace("[[F2]]", "[[F4]]"),
    "stuttered": f"{RECRUITER} {RECRUITER}",
    "an endless word": f"{RECRUITER} {'really' * 300}.",
}


@pytest.mark.parametrize("way", PLAYED)
def test_in_rehearsals(way: str) -> None:
    """The built-in line stands."""
    made, model = played({**GOOD, "recruiter": PLAYED[way]})
    assert model.asked
    assert texts(session())["recruiter"] not in made.words


def test_there_are_forty_ways() -> None:
    """Of their own."""
    assert len(REPLIES) + len(READINGS) + len(SCRIPTS) + len(PLAYED) >= 40


class Odd(Scripted):
    """Does one odd thing instead of an answer."""

    does: Any = None

    async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
        self.seen.append(messages)
        self.does()
        yield ChatGenerationChunk(message=AIMessageChunk("x" * 20_000_000))


def raises(error: BaseException) -> Any:
    def does() -> None:
        raise error

    return does


@pytest.mark.parametrize(
    "does",
    [raises(SystemExit(3)), raises(KeyboardInterrupt()), raises(asyncio.CancelledError()), raises(GeneratorExit()), raises(RecursionError()), lambda: None],
    ids=["exits", "interrupts", "cancels itself", "closes itself", "recurses", "an endless piece"],
)  # fmt: skip
def test_whatever_a_provider_does_the_next_call_is_answered(does: Any) -> None:
    """It is left at once, and the loop lives."""
    start = time.monotonic()
    said = ""
    with suppress(LeftError):
        said = "".join(Budget(5).stream(Odd(answers=[""], does=does), [("human", "hi")], "wording"))
    assert len(said) <= 12_000
    assert time.monotonic() - start < 4
    assert "".join(Budget(5).stream(Scripted(answers=["yes"]), [("human", "hi")], "wording")) == "yes"


def test_a_provider_that_blocks_the_loop_holds_nobody_else_up() -> None:
    """Its own reply is there at the deadline; others get a loop of their own."""
    blocking = Odd(answers=[""], does=lambda: time.sleep(8))
    start = time.monotonic()
    with pytest.raises(LeftError):
        list(Budget(0.5).stream(blocking, [("human", "hi")], "wording"))
    assert "".join(Budget(5).stream(Scripted(answers=["yes"]), [("human", "hi")], "wording")) == "yes"
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("byte", range(0, 60, 5))
def test_a_line_that_breaks_at_any_byte(byte: int) -> None:
    """What was whole is shown, the rest is built in, with a note; within the deadline."""
    said = "In New York the base band is [[F1]] [1]. And more"
    model = Scripted(answers=[said], piece=1, fail_after=byte)
    writer = Writer(model, "t:a", patience_s=5)
    start = time.monotonic()
    reply = Coach(SHELF, lambda: date(2026, 11, 23), writer=writer).reply(Turn(BASE))
    assert time.monotonic() - start < 5.5
    assert "$170K–$215K" in reply.text
    assert "more" not in reply.text
    assert byte >= len(said) or any("ConnectionError" in c for c in reply.caveats)
