"""What a message calls for: one table, a row an act that tells something, and a row a matter that something is wanted
of the coach about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.understanding.matters import ALLOWED, COMPLAINT, HOWS, TEXTS, TOLD, VIEWS
from coach.understanding.reading import ASKS, LEAST, LIKELY, SURE, TELLS, Clause, Reading

Kind = Literal["acknowledge", "answer", "judge", "advise", "words", "reassure", "ask"]
Need = Literal["offer", "two", "figure", "text", "rival"]
LOOK_UP = "look_up"


@dataclass(frozen=True, slots=True)
class Row:
    """What an act or a matter calls for: the move and its room; what it needs, and the room that does without."""

    act: str
    kind: Kind
    room: str
    needs: tuple[Need, ...] = ()
    without: str = LOOK_UP


VERDICTS = ("view_good", "view_wish")  # views of a figure
TABLE: tuple[Row, ...] = (
    Row("order", "answer", LOOK_UP),
    Row("put_in", "words", "words", ("text",), "next_step"),
    Row("leave_out", "words", "words", ("text",), "next_step"),
    Row("refused", "advise", "answered", ("offer",), "craft"),
    Row("granted", "advise", "closing"),
    Row("condition", "advise", "trade", ("offer",), "craft"),
    Row("accepted", "advise", "closing"),
    Row("declined", "advise", "closing"),
    Row("withdraw", "advise", "closing"),
    Row("feeling", "reassure", "feeling"),
    *(Row(view, "judge", "verdict", ("offer",)) for view in VERDICTS),
    *(Row(view, "advise", "decision") for view in VIEWS if view not in VERDICTS),
    Row("what_ask", "advise", "ask"),
    Row("what_floor", "advise", "floor"),
    Row("what_next", "advise", "plan", ("offer",), "craft"),
    Row("why", "answer", "why", ("offer",), "craft"),
    Row("how_start", "answer", "craft"),
    Row("how_channel", "answer", "craft"),
    Row("how_timing", "answer", "craft"),
    Row("how_case", "answer", "craft"),
    Row("risk_pull", "answer", "craft"),
    Row("risk_answer", "answer", "craft"),
    Row("room", "answer", "room", ("offer",), "craft"),
    Row("check_letter", "answer", "check"),
    Row("owe", "answer", "owe"),
    Row("view_repay", "answer", "repay"),
    Row("sum", "answer", "sum", ("figure",), "sum"),
    Row("band", "answer", LOOK_UP),
    Row("lookup", "answer", LOOK_UP),
    Row("pro", "answer", "professional"),
    Row("practice", "words", "practice"),
    *(Row(text, "words", "words") for text in TEXTS),
    Row("meta_wrong", "answer", "held"),
    Row("meta_how", "answer", "abilities"),
    Row("told_lean", "advise", "decision"),
    Row("told_rival", "advise", "clocks", ("rival",), "next_step"),
    Row("told_need", "acknowledge", "need"),
    Row("told_others", "answer", "others"),
    Row("told_final", "advise", "answered", ("offer",), "craft"),
    Row("told_later", "advise", "later"),
    Row("told_pending", "advise", "pending", ("offer",), "craft"),
)
_META = tuple(row.room for row in TABLE if row.act.startswith("meta_"))
ROWS = {row.act: row for row in TABLE}
# What an act asks where its matter is unsure.
_PLAIN = {
    "ask_should": "view_take", "ask_verdict": "view_good", "ask_target": "what_ask", "ask_howto": "how_start",
    "ask_risk": "risk_answer", "ask_room": "room", "ask_why": "why", "ask_check": "check_letter",
    "ask_plan": "what_next", "ask_sum": "sum", "ask_compare": "view_choose", "ask_band": "band", "ask_level": "lookup",
    "ask_source": "lookup", "ask_fact": "lookup", "ask_which": "lookup", "ask_pro": "pro", "ask_practice": "practice",
    "ask_words": "words_unclear", "ask_edit": "edit",
}  # fmt: skip
_OF_GUIDES = ("ask_band", "ask_fact", "ask_level", "ask_source", "ask_which", "ask_compare")
_GUIDES = ("band", "lookup", "pro", "sum")  # what an act that is sure of it tells better than a matter
_SURE_ACT, _SURE_MATTER, _CERTAIN = 0.7, 0.8, 0.9
_SURER = 0.2  # how much surer than a matter an act is that does not leave it open
_NAMED = 0.15  # a probability from which a clause may be about a matter as well
_SECOND = 0.6  # a probability from which a clause asks for a second thing as well
# An act that is less sure asks for nothing, also where nothing else is likelier.
_LEAST = {"ask_words": LIKELY, "ask_edit": LIKELY, "ask_sum": SURE, "ask_practice": 0.5, "ask_pro": 0.5}


def looks_up(reading: Reading) -> bool:
    """Whether a message asks for what only a guide has: a band, a level, a lever of theirs, or where it is from."""
    sure = any(c.about("band") >= _SURE_MATTER for c in reading.clauses)
    return sure or any(c.share(act) >= LIKELY for c in reading.clauses for act in _OF_GUIDES)


def asks_guides(reading: Reading) -> bool:
    """Whether all that a message asks is surely for the guides by its act, and its matter, of another kind, is not
    sure: "match" is a part of pay as well as what one employer does to another's offer."""
    asking = [c for c in reading.clauses if any(a in ASKS and share >= LIKELY for a, share in c.acts)]
    return bool(asking) and all(
        any(a in _OF_GUIDES and share >= SURE and c.matter not in ALLOWED.get(a, ()) for a, share in c.acts[:1])
        and c.about(c.matter) < _SURE_MATTER
        for c in asking
    )


def concerns(reading: Reading) -> bool:
    """Whether a message surely tells or asks anything of a negotiation, by what it does or by what it is about."""
    does = any(c.does(act) and c.share(act) >= LIKELY for c in reading.clauses for act in (*TELLS, *ASKS))
    return does or any(_is_for_coach(c.matter) and c.about(c.matter) >= _SURE_MATTER for c in reading.clauses)


def _is_for_coach(matter: str) -> bool:
    """Whether a matter is one of how to negotiate: neither of the guides nor of the coach, and not told."""
    return matter in ROWS and matter not in TOLD and matter not in _GUIDES and not _of_coach(ROWS[matter].room)


def asked_in(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What a message asks about, each matter with the words that ask; complaints and talk about the coach ask for
    nothing."""
    found = ((matter, c.text) for c in reading.clauses if not complains(c) for matter in matters_of(c))
    return tuple((matter, words) for matter, words in found if not matter.startswith("meta_"))


def matters_of(clause: Clause, last: Sequence[str] = ()) -> tuple[str, ...]:
    """What is wanted with a clause, the likeliest first; a complaint wants what it names, or what was asked `last`."""
    if complains(clause):
        named = (m for m, share in clause.matters if m != COMPLAINT and m not in TOLD and (share >= _NAMED or not last))
        return (*named, *last)[:1]
    asks = {
        a: s for n, (a, s) in enumerate(clause.acts) if a in ASKS and s >= _LEAST.get(a, 0 if n == 0 else LEAST)
    }  # fmt: skip
    matter = _likeliest(clause)
    top = next((m for m, _ in clause.matters if m not in TOLD), "")  # where both nets put the same first, it is meant
    if not asks:
        return (matter,) if matter.startswith("meta_") or _share_of_room(clause, matter) >= _SECOND else ()
    act, share = next(iter(asks.items()))
    known = clause.about(matter) >= _SURE_MATTER and not _of_coach(ROWS[matter].room if matter in ROWS else "")
    if _PLAIN[act] in _GUIDES and share >= _SURE_ACT and not known:
        matter = _PLAIN[act]
    open_ = {m for a in asks for m in ALLOWED.get(a, (matter,))}
    surer = share >= _CERTAIN and clause.about(matter) < share - _SURER
    if surer and matter and matter not in open_ and not _of_coach(ROWS[matter].room if matter in ROWS else ""):
        matter = _PLAIN[act]  # so sure an act asks for none of what it does not leave open
    if matter in VIEWS and clause.about(matter) < LIKELY and "ask_should" in asks:
        # Some view is wanted, and none surely: how, where that is likelier than each of them, else what to do.
        matter = top if top in HOWS else _PLAIN["ask_should"]
    first = matter or (_PLAIN[act] if share >= LIKELY or _PLAIN[act] == top else "")
    if clause.about(first) >= _CERTAIN:
        return (first,)  # what is asked is surely known: no act asks for something else beside it
    held = {first, *(m for m, s in clause.matters if s >= _NAMED)}
    asks = {a: s for a, s in asks.items() if not known or _PLAIN[a] not in _GUIDES}
    more = (_PLAIN[a] for a, s in asks.items() if s >= _SECOND and not held & {*ALLOWED.get(a, TEXTS), _PLAIN[a]})
    return tuple(m for m in dict.fromkeys((first, *more)) if m)


def _share_of_room(clause: Clause, matter: str) -> float:
    """How sure it is that a clause is about what the same room answers as a matter; what it tells is none of it."""
    room = ROWS[matter].room if matter in ROWS else ""
    return sum(s for m, s in clause.matters if m not in TOLD and m in ROWS and ROWS[m].room == room)


def _likeliest(clause: Clause) -> str:
    """The likeliest matter of the room that all of a clause's matters together speak for; "" where that is unsure."""
    rooms: dict[str, float] = {}
    for matter, share in clause.matters:
        room = "" if matter in TOLD else ROWS[matter].room if matter in ROWS else matter
        rooms[room] = rooms.get(room, 0.0) + share
    best = max(rooms, key=lambda room: rooms[room] * (rooms[room] >= SURE or not _of_coach(room)), default="")
    if not best or rooms[best] < LIKELY:
        return ""
    return next(m for m, _ in clause.matters if m not in TOLD and (ROWS[m].room if m in ROWS else m) == best)


def _of_coach(room: str) -> bool:
    """Whether a room is about the coach itself, which has to be sure."""
    return room in _META


def told_by(clause: Clause) -> str:
    """What a clause tells that a coach has a row for, "" where it tells nothing of the kind."""
    return clause.matter if clause.matter in TOLD and clause.matter in ROWS else ""


def complains(clause: Clause) -> bool:
    """Whether the person says that something was not answered."""
    return clause.matter == COMPLAINT
