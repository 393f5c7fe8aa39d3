"""What a message tells -> the acts of it that a reply has a row for: no plan is taken for a yes, and no denial for
news."""

from __future__ import annotations

from coach.dialogue.deals import Dialogue
from coach.policy.held import tells
from coach.policy.move import ENDED
from coach.policy.table import ROWS, told_by
from coach.understanding.matters import TALK
from coach.understanding.reading import ASKS, LIKELY, SURE, Clause, Reading

# Acts that a reply must not take for granted: so sure they are at least, also where nothing else is likelier.
_LEAST = {
    "accepted": 0.5, "declined": 0.5, "withdraw": 0.5, "granted": 0.4, "condition": 0.6, "feeling": LIKELY,
    "put_in": LIKELY, "leave_out": LIKELY,
}  # fmt: skip
# What ends a talk is congratulated on only where it was taken for that.
_ENDS = {"accepted": "accepted", "declined": "declined", "withdraw": "withdrawn"}
_PLANNED = {"accepted": "told_lean", "declined": "told_lean", "withdraw": "told_lean"}
_NO = ("refused", "accepted")  # acts that what a clause tells parts further
_CONTRADICTS = frozenset((*TALK, "told_correct", "told_info"))
_CHANGES = ("ask_edit", "put_in", "leave_out")


def acts_told(reading: Reading, after: Dialogue) -> list[str]:
    """The acts that tell something a coach has a row for, by clause; whatever the other side granted is left out where
    they have said no to a part."""
    events = after.of_turn(after.turn)
    ended = any(e.kind in ENDED for e in events)
    refused = any(e.kind == "refused" and e.component for e in events)
    return [
        act if ended else _PLANNED.get(act, act)  # a yes that is only planned is a leaning
        for clause in reading.clauses
        for act, share in clause.acts
        if act in ROWS and clause.does(act) and share >= _LEAST.get(act, 0) and not (act in _NO and told_by(clause))
        if act != "granted" or not refused
        if act not in _ENDS or _ENDS[act] == after.deal.status or any(e.kind == _ENDS[act] for e in events)
    ]


def turns_away(reading: Reading) -> bool:
    """Whether a message turns the text away that stands; who says what to change in it keeps it."""
    if any(c.share(act) >= SURE for c in reading.clauses for act in _CHANGES):
        return False
    return any(c.turn == "reject" for c in reading.clauses)


def only_denies(clause: Clause, after: Dialogue) -> bool:
    """Whether a clause says that something is not so and nothing more: what it undid is told as news, and what is not
    held is not asked about."""
    undid = any(e.undoes and e.words == clause.text[:300] for e in after.of_turn(after.turn))
    names = clause.denies and clause.denial is not None and clause.denial.of("said") < SURE
    asks = any(a in ASKS and share >= SURE for a, share in clause.acts)
    return not asks and (undid or (names and (clause.matter in _CONTRADICTS or _is_end(clause))))


def denies_alone(reading: Reading, after: Dialogue) -> bool:
    """Whether all that a message does is to say that some one thing is not so: it asks and tells nothing, and puts
    nothing right."""
    if reading.asks or after.wanted.turn == after.turn or tells(after.of_turn(after.turn)):
        return False
    denied = (c.denial.things[0] for c in reading.clauses if c.denial is not None and only_denies(c, after))
    return any(thing != "said" and share >= SURE for thing, share in denied)


def _is_end(clause: Clause) -> bool:
    return any(clause.does(act) for act in ("accepted", "declined", "withdraw"))
