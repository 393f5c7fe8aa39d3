"""What the pages ask of the service around them: counts, a gate for what is costly, and how often one user may ask."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate

from limits import RateLimitItem, parse

from coach.reply import Reply
from coach.ui.gate import NOBODY, Gate, Sender, TooFastError, always
from coach.ui.readers import Readers
from coach.ui.texts import text
from index.build import Progress, Report
from index.errors import UserError

_BRIEF, _TALK = 700, 6000  # characters of a message, and of the talk before it, that are read in next to no time
_QUESTION = 1000  # characters that count as one question, what is sent of the talk before among them


class Metrics:
    """Counts nothing; the server brings one that does."""

    def answered(self, reply: Reply, seconds: float) -> None:
        """An answer was given after `seconds`."""

    def failed(self, error: BaseException) -> None:
        """An answer broke off."""

    def limited(self) -> None:
        """A question was refused for coming too fast."""


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
        self._asked: OrderedDict[str, deque[tuple[float, int]]] = OrderedDict()  # whoever asked last stands last
        self._lock = threading.Lock()

    def check(self, owner: str, times: int = 1, size: int = 0) -> None:
        """Count a question of `size` characters; UserError says how long to wait where that is more than is left of
        `times` the limit. Whoever has asked nothing yet may ask one of any size.
        """
        if self._limit is None:
            return
        now, back = time.monotonic(), self._limit.get_expiry()
        with self._lock:
            while self._asked and next(iter(self._asked.values()))[-1][0] <= now - back:
                self._asked.popitem(last=False)
            asked = self._asked.setdefault(owner, deque())
            while asked and asked[0][0] <= now - back:
                asked.popleft()
            most = self._limit.amount * times
            count = min(most, max(1, -(-size // _QUESTION)))
            left = most - sum(n for _, n in asked)
            if count <= left:
                asked.append((now, count))
                self._asked.move_to_end(owner)
                return
            had = accumulate(n for _, n in asked)
            since = next(at for (at, _), n in zip(asked, had, strict=True) if count <= left + n)
            seconds = max(1, round(since + back - now))
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
    readers: Readers | None = None
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
    def reading(self, size: int, sender: Sender = NOBODY, waits: Callable[[], bool] = always) -> Iterator[None]:
        """A turn of the sender's at the gate for a text of `size` characters, while somebody `waits` for the answer."""
        with self.line(size).enter(sender, size, waits) as ticket:
            for _ in ticket.waiting():
                pass
            yield
