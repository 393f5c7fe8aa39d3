"""Long texts in one line: turns go round by sender, a text counts by its length, and nobody works for who has gone."""

from __future__ import annotations

from contextvars import copy_context
from types import SimpleNamespace

import pytest

from coach.dialogue.budget import ANEW
from coach.dialogue.turn import Turn
from coach.reply.awaited import UnawaitedError, awaited_by
from coach.turn import Coach
from coach.ui.gate import Gate, GoneError, TooFastError
from coach.ui.readers import Readers
from coach.ui.service import Allowance, Service
from tests.shelf import Shelf

ANN, BOB, MALLORY = ("192.0.2.1", "ann"), ("192.0.2.1", "bob"), ("203.0.113.9", "mallory")


def test_whoever_sends_many_waits_for_themselves() -> None:
    """One who comes after six of another's is the next; two at one place share its turns."""
    gate = Gate(1)
    flood = [gate.enter(MALLORY, 4000) for _ in range(7)]
    ann = gate.enter(ANN, 4000)
    assert gate.ahead(ann) == 1
    ours = [gate.enter(BOB, 4000) for _ in range(2)]
    turns = [ann, flood[1], ours[0], flood[2], ours[1], flood[3]]
    assert [gate.ahead(t) for t in turns] == [1, 2, 3, 4, 5, 6]
    for one, after in zip([flood[0], *turns], turns, strict=False):
        gate.leave(one)
        assert gate.ahead(after) == 0


def test_a_long_text_counts_as_several_turns() -> None:
    """Whoever has had forty thousand characters read waits for others' shorter ones."""
    gate = Gate(1)
    held = gate.enter(("x", ""))
    long = [gate.enter(("a", ""), 40_000) for _ in range(2)]
    brief = [gate.enter(("b", ""), 2000) for _ in range(5)]
    assert gate.ahead(long[0]) < gate.ahead(brief[1])
    assert [gate.ahead(t) for t in brief] == sorted(gate.ahead(t) for t in brief)
    assert gate.ahead(long[1]) > gate.ahead(brief[-1])
    gate.leave(held)


def test_one_sender_does_not_fill_the_line() -> None:
    """Nor do all at one place; whoever is elsewhere still comes in."""
    gate = Gate(1)
    for _ in range(9):
        gate.enter(MALLORY, 4000)
    with pytest.raises(TooFastError, match="8 long texts"):
        gate.enter(MALLORY, 4000)
    for n in range(16):
        gate.enter((MALLORY[0], str(n)), 4000)
    with pytest.raises(TooFastError):
        gate.enter((MALLORY[0], "another"), 4000)
    gate.enter(ANN, 4000)


def test_what_nobody_waits_for_is_not_begun() -> None:
    """Not before its turn, not at its turn; and its place is free."""
    gate, there = Gate(1), True
    with gate.enter(ANN):
        with pytest.raises(GoneError), gate.enter(BOB, waits=lambda: False) as ticket:
            list(ticket.waiting())
        assert gate.waiting == 0
    with pytest.raises(GoneError), gate.enter(BOB, waits=lambda: not there) as ticket:
        list(ticket.waiting())
    assert (gate.busy, gate.waiting) == (0, 0)


def test_somebody_reads_or_may_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """An open stream is read; for a moment after it has closed, or after the question, somebody may come."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr("coach.ui.readers.time", SimpleNamespace(monotonic=lambda: clock.now))
    readers = Readers(comes=0.2)
    assert not readers.waits(("a", "b"), 99.0)
    assert readers.waits(("a", "b"), clock.now)
    with readers.reading("b"), readers.reading("b"):
        clock.now += 1
        assert readers.waits(("a", "b"), 99.0)
    assert readers.waits(("a", "b"), 99.0)
    clock.now += 0.3
    assert not readers.waits(("a", "b"), 99.0)


def test_a_text_counts_by_its_length() -> None:
    """With what is sent of the talk before; one of any size is taken from whoever has asked nothing yet."""
    rates = Allowance("10/minute")
    rates.check("ann", size=4000)
    rates.check("ann", size=5500)
    with pytest.raises(TooFastError, match=r"try again in (59|60) seconds"):
        rates.check("ann", size=10)
    rates.check("bob", size=60_000)
    with pytest.raises(TooFastError):
        rates.check("bob")


def test_the_gate_of_the_service_takes_turns_by_sender() -> None:
    """The same through the service: a long text of somebody else is read before the flood is."""
    service = Service(long=Gate(1))
    flood = [service.long.enter(MALLORY, 28_000) for _ in range(3)]
    late = service.long.enter(ANN, 1200)
    assert service.long.ahead(late) == 1
    service.long.leave(flood[0])
    with late:
        assert list(late.waiting()) == []


class Counting(Coach):
    """Counts the messages that it reads."""

    read = 0

    def _read(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        self.read += 1
        return super()._read(*args, **kwargs)  # type: ignore[arg-type]


def test_a_talk_that_is_read_anew_has_a_budget() -> None:
    """The latest of it, and on from what was read before: another message is one more to read."""
    coach = Counting(Shelf())
    said = [f"{n}: they offered me {100 + n}k base and I would like more of it" for n in range(118)]
    talk = tuple(("user", words) for words in said)
    coach.reply(Turn("what now?", talk))
    assert coach.read <= ANEW // 100 + 1
    before = coach.read
    coach.reply(Turn("and then?", (*talk, ("user", "what now?"))))
    assert coach.read == before + 2


def test_an_answer_that_nobody_waits_for_ends_between_two_steps() -> None:
    """Also between two messages of the talk before."""
    coach, left = Counting(Shelf()), 3

    def waits() -> bool:
        nonlocal left
        left -= 1
        return left > 0

    def ask() -> None:
        awaited_by(waits)
        coach.reply(Turn("and now?", tuple(("user", f"they offered {n}k") for n in range(150, 160))))

    with pytest.raises(UnawaitedError):
        copy_context().run(ask)
    assert coach.read < 3
