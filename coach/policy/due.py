"""The moves of the table -> with what news calls for: a view of their answer, a next step, what troubles the person."""

from __future__ import annotations

from coach.dialogue.deals import Dialogue, Event
from coach.dialogue.figures import SETTLED
from coach.dialogue.lettered import IN_LETTER
from coach.policy.held import begins
from coach.policy.move import ENDED, POSITIONS, ROUND, Move
from coach.policy.table import LOOK_UP
from coach.understanding.reading import POSSIBLE, Reading

_STORIES = ("story", "deed", "need", "news", "offer")
_A_STORY = 5  # words
_ANSWERED = ("answered", "refused")
_VIEWS = ("answered", "verdict", "room", "words", "closing")  # rooms that say what to do with an answer
_BETWEEN = ("view_choose", "view_stay")  # what is asked of two offers judges both
_ON_WORRIES = ("feeling", "need", "craft", "next_step", LOOK_UP, "check")  # a view of the term itself says more


def less_than_agreed(moves: list[Move], fresh: tuple[Event, ...], after: Dialogue) -> list[Move]:
    """After a yes of both sides a lower figure, or a part that is gone, is no answer: what they wrote is not what was
    agreed."""
    less = any(
        e.kind == "part_dropped"
        or (e.kind == "offer_revised" and e.before and e.after and e.after.high < e.before.high)
        for e in fresh
    )
    if not less or after.deal.status not in SETTLED:
        return moves
    kept = [m for m in moves if m.kind in ("acknowledge", "answer", "words") and m.room not in ("craft", LOOK_UP)]
    return [*kept, Move("advise", "differs")]


def of_letter(moves: list[Move], reading: Reading, after: Dialogue) -> list[Move]:
    """Who tells that their letter says less than was said is told what to do about it, or gets the text that is
    wanted."""
    if not after.deal.letter or all(a.role != IN_LETTER for a in reading.amounts):
        return moves
    ordered = [m for m in moves if m.kind == "words" and after.wanted.turn == after.turn]
    return [*(m for m in moves if m.kind in ("acknowledge", "reassure")), *(ordered or [Move("advise", "differs")])]


def with_view_of_answer(moves: list[Move], after: Dialogue, *, told: bool) -> list[Move]:
    """The moves with a view of an answer that is news, and without waiting for it; what is asked beside it is answered
    after the view."""
    if not told or after.deal.status not in _ANSWERED:
        return moves
    later = "later" if after.deal.kind == "raise" and after.deal.offer else ""  # the view names the day to come
    moves = [m for m in moves if m.room not in ("pending", later)]
    if not after.deal.offer or any(m.room in _VIEWS or m.act in POSITIONS for m in moves):
        return moves
    at = next((n for n, m in enumerate(moves) if m.kind != "acknowledge"), len(moves))
    return [*moves[:at], Move("advise", "answered"), *moves[at:]]


def with_next_step(moves: list[Move], after: Dialogue, *, told: bool) -> list[Move]:
    """The moves with a view of an offer that is news, and a next step at their end."""
    judged = any(m.kind in ("judge", "words") or m.room == "answered" or m.act in _BETWEEN for m in moves)
    if told and after.deal.status not in ENDED and not judged:
        at = next((n for n, m in enumerate(moves) if m.kind not in ROUND), len(moves))
        moves = [*moves[:at], Move("judge", "verdict"), *moves[at:]]  # a view of the news comes before what follows
    if moves and not any(m.kind in ("answer", "judge", "advise", "words") for m in moves):
        moves = [*moves, Move("advise", "next_step")]
    judged = any(m.room == "verdict" for m in moves) and not any(m.kind in ("advise", "words") for m in moves)
    judged = judged and not any(
        m.act == "view_wish" for m in moves
    )  # whether their own number may be asked is the step
    if judged and not begins(after) and after.deal.status not in ("asked", *_ANSWERED):
        moves = [*moves, Move("advise", "ask")]  # a view ends in a next step
    return moves


def with_what_troubles(moves: list[Move], fresh: tuple[Event, ...], after: Dialogue) -> list[Move]:
    """The moves with a view of what troubles the person in the terms, in place of one on how that feels or what it
    counts."""
    here = any(e.kind == "term_minded" and e.company in ("", after.deal.company) for e in fresh)
    if not here or after.deal.status in ENDED:
        return moves
    moves = [m for m in moves if m.room not in _ON_WORRIES and m.kind != "words"]
    at = next((n for n, m in enumerate(moves) if m.kind not in ("acknowledge", "answer")), len(moves))
    return [*moves[:at], Move("answer", "minded"), *moves[at:]]


def where_nothing_is_asked(reading: Reading, after: Dialogue) -> list[Move]:
    """The moves for what calls for none by itself."""
    polite = reading.does("thank", "bye", "greet")
    if not polite and after.deal.offer + after.current and not _looks_elsewhere(reading, after):
        # What was told changed nothing (no other offer, a hope, a worry); it may still be a matter of the craft.
        # That it was asked calls for no advice on how.
        asked = any(c.matter == "told_asked" for c in reading.clauses) or any(
            a.role == "asked" for a in reading.amounts
        )
        craft = [Move("answer", "craft")] if reading.does("need", "feeling", "wish") and not asked else []
        return [*craft, Move("advise", "next_step")]
    told = any(c.share(act) >= POSSIBLE for c in reading.clauses for act in _STORIES if c.does(act))
    tells = told and len(reading.text.split()) >= _A_STORY
    if tells and not reading.asks:
        # A story that begins: what the craft says of it, and it is asked for its figures.
        return [Move("answer", "craft"), Move("advise", "next_step")]
    return [Move("answer", LOOK_UP)]


def _looks_elsewhere(reading: Reading, after: Dialogue) -> bool:
    """Whether a message names a role, a place or a company that is none of the talk's."""
    mentions = reading.mentions
    if mentions is None or not reading.mentions_names:
        return False
    strange = [x for x in reading.companies if not any(d.is_of(x.name, x.options) for d in after.deals)]
    return bool(strange or mentions.roles or any(not p.weak for p in mentions.places))
