"""Answers that many ask for -> a few at a time, in turns by who asks; nobody works for somebody who has gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from coach.ui.texts import text
from index.errors import UserError

Sender = tuple[str, ...]  # where somebody sends from, and who there
_Had = tuple[int, int]  # characters, and turns: of those who have had as many, whoever has just come is first
NOBODY: Sender = ("", "")
_LOOK = 0.5  # seconds between two looks at one's place in the line
_REST = 2.0  # seconds, at most
_TOLD = 1.0  # seconds
_EACH = (24, 8)  # that may stand in the line from one place, and of one sender
_STEP = 1000  # characters that every turn costs beside those that are read


class TooFastError(UserError):
    """Somebody asks more often than is allowed."""


class GoneError(UserError):
    """Whoever asked does not wait for the answer any more."""


def always() -> bool:
    """That somebody waits, where nothing tells whether they do."""
    return True


class Gate:
    """At most `most` answers are worked on at the same time; the others wait for their turn.

    Turns go round: first among the places that are sent from, then among those who send from one, and by what each has
    had read, so that whoever sends a lot waits for themselves. Whoever is there to read goes before an answer that
    nobody has come for.

    One that `rests` lets the next in only after twice as long as the one before has taken, so that it is at work for a
    third of the time.
    """

    def __init__(self, most: int = 8, *, rests: bool = False) -> None:
        """Let `most` in at once."""
        self.most, self._rests = most, rests
        self._in: list[Ticket] = []
        self._line: list[Ticket] = []  # as they came
        self._spent: dict[Sender, _Had] = {}  # what each place and sender has had, while they are here
        self._changed = threading.Condition()

    def enter(self, sender: Sender = NOBODY, size: int = 0, waits: Callable[[], bool] = always) -> Ticket:
        """A place in the line for a text of `size` characters; leave it again, best by `with`.

        `waits` says whether somebody is there for the answer. TooFastError where the sender has too many in the line.
        """
        ticket = Ticket(self, sender, _STEP + size, waits)
        with self._changed:
            for depth, most in enumerate(_EACH[: len(sender)] if any(sender) else (), 1):
                if sum(t.sender[:depth] == sender[:depth] for t in self._line) >= most:
                    raise TooFastError(text("talk.many", most=most))
            self._begin(sender)
            self._line.append(ticket)
            self._let_in()
        return ticket

    def ahead(self, ticket: Ticket) -> int:
        """How many must leave before the ticket is let in; 0 once it is."""
        with self._changed:
            if ticket not in self._line:
                return 0
            left, spent = list(self._line), dict(self._spent)
            for ahead in range(1, len(left) + 1):
                if (one := _next(left, spent)) is ticket:
                    return ahead
                left.remove(one)
                _spend(one, spent)
            return 0

    def wait(self, seconds: float) -> None:
        """Wait until somebody leaves, at most so long."""
        with self._changed:
            self._changed.wait(seconds)

    def leave(self, ticket: Ticket) -> None:
        """Make room; leaving twice is as once."""
        with self._changed:
            for held in (self._in, self._line):
                if ticket in held:
                    held.remove(ticket)
            self._let_in()
            here = {t.sender[:depth] for t in (*self._in, *self._line) for depth in range(1, len(t.sender) + 1)}
            self._spent = {k: v for k, v in self._spent.items() if k in here}
            self._changed.notify_all()

    def done(self, ticket: Ticket, seconds: float) -> None:
        """Leave after work of so many seconds, and after a rest where the gate has one and somebody waits."""
        if self._rests and self.waiting:
            rest = threading.Timer(min(2 * seconds, _REST), self.leave, (ticket,))
            rest.daemon = True
            rest.start()
        else:
            self.leave(ticket)

    def _begin(self, sender: Sender) -> None:
        """Whoever was not here begins with what those beside them have had least: no more, and no less."""
        for depth in range(1, len(sender) + 1):
            beside = [v[0] for k, v in self._spent.items() if len(k) == depth and k[:-1] == sender[: depth - 1]]
            self._spent.setdefault(sender[:depth], (min(beside, default=0), 0))

    def _let_in(self) -> None:
        while self._line and len(self._in) < self.most:
            ticket = _next(self._line, self._spent)
            self._line.remove(ticket)
            self._in.append(ticket)
            _spend(ticket, self._spent)

    @property
    def busy(self) -> int:
        """How many are in."""
        return len(self._in)

    @property
    def waiting(self) -> int:
        """How many stand in the line."""
        return len(self._line)


class Ticket:
    """One place at a gate."""

    def __init__(self, gate: Gate, sender: Sender, cost: int, waits: Callable[[], bool]) -> None:
        """Belong to `gate`."""
        self.sender, self.cost, self.waits = sender, cost, waits
        self._gate = gate
        self._in = 0.0

    def waiting(self) -> Iterator[int]:
        """How many are ahead, at once and then every `_TOLD` seconds, until nobody is: each time the page is drawn
        anew. GoneError where nobody waits for the answer by then.
        """
        told = 0.0
        while ahead := self._gate.ahead(self):
            if not self.waits():
                raise GoneError(text("talk.gone"))
            if time.perf_counter() - told > _TOLD:
                yield ahead
                told = time.perf_counter()
            self._gate.wait(_LOOK)
        if not self.waits():
            raise GoneError(text("talk.gone"))
        self._in = time.perf_counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._in:
            self._gate.done(self, time.perf_counter() - self._in)
        else:
            self._gate.leave(self)


def _next(line: list[Ticket], spent: dict[Sender, _Had]) -> Ticket:
    """Whose turn it is: of the place that has had least, whoever has had least there, and of theirs the first."""
    held = [t for t in line if t.waits()] or line
    for depth in range(1, max(len(t.sender) for t in held) + 1):
        whose = min(
            (t.sender[:depth] for t in held), key=lambda k: spent.get(k, (0, 0))
        )  # of equals the first that came
        held = [t for t in held if t.sender[:depth] == whose]
    return held[0]


def _spend(ticket: Ticket, spent: dict[Sender, _Had]) -> None:
    for depth in range(1, len(ticket.sender) + 1):
        read, turns = spent.get(ticket.sender[:depth], (0, 0))
        spent[ticket.sender[:depth]] = (read + ticket.cost, turns + 1)
