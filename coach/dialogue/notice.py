"""What a message tells of the person's notice -> whether it is given."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.understanding.keeping import notice_in
from coach.understanding.reading import ASKS, SURE, Clause

_TELLS = ("news", "story", "edit_info", "offer", "deed", "correct", "accepted", "declined", "withdraw", "other")


def take_notice(c: Change) -> None:
    """Hold that the person has resigned, where a clause that asks nothing tells it; what it takes back is not so."""
    for clause in c.reading.clauses:
        if not _tells(clause) or (c.now.resigned and not clause.puts_right):
            continue
        told = notice_in(c.reading, clause)
        if told in ("given", "not"):
            c.set(resigned=told == "given")


def _tells(clause: Clause) -> bool:
    """Whether a clause tells something that has happened, and asks nothing."""
    asks = clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS)
    return not asks and any(map(clause.leans, _TELLS))
