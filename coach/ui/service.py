"""What the pages ask of the service around them: counts, a gate for what is costly, and how often one user may ask."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from limits import RateLimitItem, parse

from coach.reply import Reply
from coach.ui.texts import text
from index.build import Progress, Report
from index.errors import UserError

_LOOK = 0.5  # seconds between two looks at one's place in the line
_REST = 2.0  # seconds, at most
_TOLD = 1.0  # seconds
_BRIEF, _TALK = 700, 6000  # characters of a message, and of the talk before it, that are read in next to no time


class Metrics:
    """Counts nothing; the server brings one that does."""

    def answered(self, reply: Reply, seconds: float) -> None:
        """An answer was given after `seconds`."""

    def failed(self, error: BaseException) -> None:
        """An answer broke off."""

    def limited(self) -> None:
        """A question was refused for coming too fast."""


class Gate:
    """At most `most` answers are worked on at the same time; the others wait in the order they came.

    One that `rests` lets the next in only after twice as long as the one before has taken, so that it is at work for a
    third of the time.
    """

    def __init__(self, most: int = 8, *, rests: bool = False) -> None:
        """Let `most` in at once."""
        self.most, self._rests = most, rests
        self._line: list[Ticket] = []
        self._changed = threading.Condition()

    def enter(self) -> Ticket:
        """A place in the line; leave it again, best by `with`."""
        ticket = Ticket(self)
        with self._changed:
            self._line.append(ticket)
        return ticket

    def ahead(self, ticket: Ticket) -> int:
        """How many must leave before the ticket is let in; 0 once it is."""
        with self._changed:
            return max(0, self._line.index(ticket) - self.most + 1) if ticket in self._line else 0

    def wait(self, seconds: float) -> None:
        """Wait until somebody leaves, at most so long."""
        with self._changed:
            self._changed.wait(seconds)

    def leave(self, ticket: Ticket) -> None:
        """Make room; leaving twice is as once."""
        with self._changed:
            if ticket in self._line:
                self._line.remove(ticket)
            self._changed.notify_all()

    def done(self, ticket: Ticket, seconds: float) -> None:
        """Leave after work of so many seconds, and after a rest where the gate has one and somebody waits."""
        if self._rests and self.waiting:
            rest = threading.Timer(min(2 * seconds, _REST), self.leave, (ticket,))
            rest.daemon = True
            rest.start()
        else:
            self.leave(ticket)

    @property
    def busy(self) -> int:
        """How many are in."""
        return min(len(self._line), self.most)

    @property
    def waiting(self) -> int:
        """How many stand in the line."""
        return max(0, len(self._line) - self.most)


class Ticket:
    """One place at a gate."""

    def __init__(self, gate: Gate) -> None:
        """Belong to `gate`."""
        self._gate = gate
        self._in = 0.0

    def waiting(self) -> Iterator[int]:
        """How many are ahead, at once and then every `_TOLD` seconds, until nobody is: each time the page is drawn
        anew.
        """
        told = 0.0
        while ahead := self._gate.ahead(self):
            if time.perf_counter() - told > _TOLD:
                yield ahead
                told = time.perf_counter()
            self._gate.wait(_LOOK)
        self._in = time.perf_counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._in:
            self._gate.done(self, time.perf_counter() - self._in)
        else:
            self._gate.leave(self)


class TooFastError(UserError):
    """Somebody asks more often than is allowed."""


class Allowance:
    """How often one owner may ask: `limit` as the package limits writes it, "60/minute"; "" is no limit.

    Who has not asked for as long as the limit looks back is forgotten, which that package's own memory does not do.
    """

    def __init__(self, limit: str = "") -> None:
        """Raises UserError for a limit that cannot be read."""
        try:
            self._limit: RateLimitItem | None = parse(limit) if limit else None
        except ValueError as error:
            raise UserError(f"COACH_RATE: “{limit}” is no rate; write one such as 60/minute.") from error
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()  # whoever asked last stands last
        self._lock = threading.Lock()

    def check(self, owner: str, times: int = 1) -> None:
        """Count one; UserError says how long to wait where it is one too many of `times` the limit."""
        if self._limit is None:
            return
        now, back = time.monotonic(), self._limit.get_expiry()
        with self._lock:
            while self._asked and next(iter(self._asked.values()))[-1] <= now - back:
                self._asked.popitem(last=False)
            asked = self._asked.setdefault(owner, deque())
            while asked and asked[0] <= now - back:
                asked.popleft()
            most = self._limit.amount * times
            if len(asked) < most:
                asked.append(now)
                self._asked.move_to_end(owner)
                return
            seconds = max(1, round(asked[0] + back - now))
        raise TooFastError(text("talk.quick", most=most, seconds=seconds))

    def __len__(self) -> int:
        """How many owners are remembered."""
        return len(self._asked)


Rebuild = Callable[[Progress], Report]  # brings the index up to the guides folder, telling how far it is


def _anybody(owner: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Service:
    """The limits and counts of the service; by default nothing is limited and nothing counted."""

    metrics: Metrics = field(default_factory=Metrics)
    gate: Gate = field(default_factory=lambda: Gate(64))
    long: Gate = field(default_factory=lambda: Gate(64))
    rates: Allowance = field(default_factory=Allowance)
    is_keeper: Callable[[str], bool] = _anybody
    signs_out: bool = False
    rebuild: Rebuild | None = None

    def line(self, size: int, before: int = 0) -> Gate:
        """The gate for a text of `size` characters after a talk of `before`.

        Reading takes a processor, in proportion to the text, and Python has one for all: long texts stand in a line of
        their own, so that whoever sends many of them waits for others of that kind, and a question of a sentence or two
        never does.
        """
        return self.gate if size <= _BRIEF and before <= _TALK else self.long

    @contextmanager
    def reading(self, size: int) -> Iterator[None]:
        """A time at the gate for a text of `size` characters."""
        with self.line(size).enter() as ticket:
            for _ in ticket.waiting():
                pass
            yield
