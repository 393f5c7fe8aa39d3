"""What a message asks -> its matters, each with the clause that asks, and what is only asked about an if."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import same_value
from coach.policy.table import ROWS, complains, matters_of
from coach.understanding.matters import TEXTS, TOLD
from coach.understanding.matters import matters_of as matters_of_words
from coach.understanding.reading import ASKS, LEAST, LIKELY, SURE, WANTS_WORDS, Clause, Reading

_AS_GOOD = 0.5  # of the likeliest's share: what the words may be about as well
# What to do if a figure came: the matters that ask for it, and those that do where a clause asks what should be done.
_THEN = frozenset(("view_take", "risk_answer", "what_next"))
_SHOULD = frozenset(("view_choose", "view_stay", "view_push"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message wants something about: (matter, the clause's place), each matter once, in the order of the
    words."""

    found: tuple[tuple[str, int], ...] = ()

    @property
    def matters(self) -> list[str]:
        """The matters alone."""
        return [m for m, _ in self.found]

    def beside_text(self, reading: Reading) -> frozenset[str]:
        """The matters that are asked by clauses in which no text is ordered."""
        ordering = {n for n, c in enumerate(reading.clauses) if _orders_text(c)} | {
            n for m, n in self.found if m in TEXTS
        }
        return frozenset(m for m, n in self.found if n not in ordering)

    def apart(self, one: str, other: str) -> bool:
        """Whether two matters are both asked, in two clauses."""
        places = dict(self.found)
        return one in places and other in places and places[one] != places[other]


def asked_of(reading: Reading, last: tuple[str, ...] = ()) -> Asked:
    """The matters that a message wants something about; `last` are those of the message before."""
    asking = [
        (n, c)
        for n, c in enumerate(reading.clauses)
        if any(a in ASKS and s >= LEAST for a, s in c.acts) or complains(c)
    ]
    again = any(map(complains, reading.clauses))
    if again and any(not complains(c) and _asks_surely(c) for _, c in asking):
        asking = [(n, c) for n, c in asking if not complains(c)]  # what was missed is asked once more
    found: dict[str, int] = {}
    for n, clause in asking or enumerate(reading.clauses):
        wanted = matters_of(_otherwise(clause, last) if again else clause, last)
        if wanted and set(wanted) <= {*found}:  # a second question is hardly the first one again
            wanted = tuple(m for m, s in clause.matters if s >= LIKELY and m in ROWS and m not in TOLD)
        for matter in wanted:
            if matter not in TEXTS or not _only_asks(clause):
                found.setdefault(matter, n)
    return Asked(tuple(found.items()))


def of_if(asked: Asked, reading: Reading, after: Dialogue) -> frozenset[str]:
    """The matters that ask what to do if a figure came that is only thought of: those of the clause that holds it, or
    of the next one where it asks nothing itself."""
    real = (*after.current, *(after.deal.offer if "view_good" in asked.matters else ()))
    at = {a.clause for a in reading.amounts if a.role == "hyp" and not any(same_value(a, p) for p in real)}
    asking = {n for _, n in asked.found}
    at |= {n + 1 for n in at if n not in asking}
    return frozenset(
        m
        for m, n in asked.found
        if n in at and (m in _THEN or (m in _SHOULD and reading.clauses[n].share("ask_should") >= SURE))
    )


def _only_asks(clause: Clause) -> bool:
    """Whether a clause surely asks something and orders no text: then none is written, whatever it is about."""
    asks = any(a in ASKS and a not in WANTS_WORDS and s >= SURE for a, s in clause.acts)
    return asks and not any(clause.share(act) >= LIKELY for act in (*WANTS_WORDS, "put_in", "leave_out", "order"))


def _orders_text(clause: Clause) -> bool:
    return any(clause.share(act) >= SURE for act in ("ask_words", "ask_edit"))


def _asks_surely(clause: Clause) -> bool:
    return clause.matter in ROWS and clause.matter not in TOLD and clause.about(clause.matter) >= SURE


def last_meant(before: Dialogue) -> tuple[str, ...]:
    """What the last question was about, now that its answer missed it: of one thing asked, and answered, what else its
    words may be about."""
    asked = tuple((m, words) for m, words in before.asked_about if m != "edit" and m not in TEXTS)
    if len(asked) != 1:
        return tuple(matter for matter, _ in asked)
    ((matter, words),) = asked
    (found,) = matters_of_words(words, (Clause(0, len(words), words, ()),))
    held = next((share for m, share in found if m == matter), 0.0)
    others = (m for m, share in found if m != matter and m in ROWS and m not in TOLD and share >= held * _AS_GOOD)
    return (next(others, matter),)


def _otherwise(clause: Clause, last: tuple[str, ...]) -> Clause:
    """A clause of a message that says the last answer missed the question: it is about something else than what was
    answered, where anything else is likely."""
    left = tuple((m, share) for m, share in clause.matters if m not in last)
    whole = sum(share for _, share in left)
    if complains(clause) or not left or left == clause.matters or whole < LEAST:
        return clause
    return replace(clause, matters=tuple((m, share / whole) for m, share in left))
