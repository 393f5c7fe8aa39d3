"""Dialogue + Reading -> the moves of a good coach, in order: one table, a row an act."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.claimed import with_claims
from coach.dialogue.deals import Dialogue
from coach.policy.asked import Asked, asked_of, last_meant, of_if
from coach.policy.beside import begun_by_text, beside_text, with_text
from coach.policy.better import with_difference
from coach.policy.circumstances import with_circumstances
from coach.policy.claims import with_claims_answered
from coach.policy.due import (
    less_than_agreed,
    of_letter,
    where_nothing_is_asked,
    with_next_step,
    with_view_of_answer,
    with_what_troubles,
)
from coach.policy.held import answered_now, has, negotiates, tells, unsure
from coach.policy.move import ENDED, Move
from coach.policy.once import each_view_once, in_order, one_recommendation, stay_or_go
from coach.policy.owed import with_repayment
from coach.policy.pieces import with_risks
from coach.policy.table import LOOK_UP, ROWS, asks_guides, complains, concerns, looks_up, told_by
from coach.policy.told import acts_told, denies_alone, only_denies, turns_away
from coach.understanding.claims import expects_figure
from coach.understanding.reading import LIKELY, SURE, Reading

# What the guides are not asked about: these are a coach's from the first word on.
_OPEN = frozenset({"", "open_question", "craft", "small_talk", "help", "professional"})
_OWN = frozenset("need feeling story deed pay wish limit".split())
_ANSWERED = ("answered", "refused")


def moves_of(reading: Reading, before: Dialogue, after: Dialogue, intent: str = "") -> tuple[Move, ...]:
    """The moves of the reply; a look-up alone where nothing of a negotiation is told, or the question is one of the
    guides (`intent`)."""
    reading = with_difference(with_repayment(with_risks(with_claims(before, reading)), after), after)
    fresh = after.of_turn(after.turn)
    words = _wants_words(reading, before, after)
    if _is_looked_up(reading, after, intent, words=words):
        return (Move("answer", LOOK_UP),)
    told = any(e.kind == "offer_made" and e.company == after.deal.company for e in fresh)
    moves = [Move("acknowledge", "news")] if tells(fresh) else []
    if turns_away(reading):
        moves.append(Move("acknowledge", "rejected"))
        if not reading.asks and after.wanted.turn != after.turn:
            return tuple(moves)
    unheld = denies_alone(reading, after) and not any(c.finds_fault for c in reading.clauses)  # they put us right
    left = tuple(replace(c, acts=(), matters=()) if only_denies(c, after) else c for c in reading.clauses)
    left_of = replace(reading, clauses=left)
    asked = asked_of(left_of, last_meant(before) if any(map(complains, left)) else ())
    moves += _of_complaint(left_of, asked, unheld=unheld)
    moves = with_text([*moves, *_by_table(left_of, asked, after, intent, told=told)], asked, reading, after)
    moves = less_than_agreed(moves, fresh, after)
    moves = with_view_of_answer(moves, after, told=told or answered_now(fresh))
    if any(e.kind in ("offer_made", "offer_revised") for e in fresh):
        moves = [m for m in moves if m.room != "pending"]  # they have said something: it is the person's turn
    moves = with_next_step(moves, after, told=told)
    if unsure(reading, fresh, after):
        moves = [m for m in moves if m.kind in ("answer", "words", "reassure") and m.room != "sum"]
        moves.append(Move("ask", "which_figure"))
    if any(e.kind == "week_open" for e in fresh):
        moves = [*(m for m in moves if m.room not in ("sum", "next_step")), Move("ask", "whose_week")]
    moves = with_claims_answered(moves, asked, reading, (before, after)) or where_nothing_is_asked(reading, after)
    if not words:
        moves = with_what_troubles(moves, fresh, after)
    if negotiates(after):  # before that, the guides may have it, with its source
        moves = with_circumstances(moves, reading)
    moves = begun_by_text(beside_text(moves, asked, reading), before, after, words=words)
    moves = of_letter(moves, reading, after)
    moves = each_view_once(stay_or_go(moves, reading, after), asked, after, told=told)
    return in_order(one_recommendation(moves, asked))


def _wants_words(reading: Reading, before: Dialogue, after: Dialogue) -> bool:
    """Whether a message wants words: it says so, or the talk has taken it for an order or a change of a text."""
    ordered = any(c.does("ask_words") and c.share("ask_words") >= LIKELY for c in reading.clauses)
    changed = reading.does("ask_edit") and bool(before.wanted.turn)
    return ordered or changed or (bool(after.wanted.turn) and after.wanted.turn == after.turn)


def _is_looked_up(reading: Reading, after: Dialogue, intent: str, *, words: bool) -> bool:
    """Whether a message orders the coach about, or belongs to no negotiation and asks what only guides have."""
    if intent == "orders" and not _only_tells(reading):
        return True
    figured = words or bool(reading.talk or expects_figure(reading))
    if negotiates(after) or figured:
        return False
    if _is_guided(reading, after) and asks_guides(reading):
        return True
    return intent not in _OPEN and not _is_coached(reading, after)


def _of_complaint(reading: Reading, asked: Asked, *, unheld: bool) -> list[Move]:
    """What is said first to who says that something is not so, or was not answered."""
    if asked.matters:
        return [Move("acknowledge", "again")] if any(map(complains, reading.clauses)) else []
    return [Move("acknowledge", "unheld")] if unheld else []


def _by_table(reading: Reading, asked: Asked, after: Dialogue, intent: str, *, told: bool) -> list[Move]:
    """The move of each act and of each matter, by the table; `told` says that an offer is news."""
    acts = acts_told(reading, after)
    wanted = asked.matters
    if not wanted:
        acts += [matter for clause in reading.clauses if (matter := told_by(clause))]
    if "band" in wanted and "sum" in wanted and not reading.amounts:
        wanted.remove("sum")  # what a job pays is looked up; nothing is there to reckon with
    ifs = of_if(asked, reading, after) if has("offer", reading, after) else frozenset()
    moves = []
    for act in dict.fromkeys((*acts, *wanted)):
        if act in ifs:
            moves.append(Move("answer", "what_if", act))
            continue
        # Who tells an offer and asks for the band wants to know where it lies; "is it better?" asks beside today's pay.
        act = _beside(act, intent, after) if act == "view_choose" and not has("two", reading, after) else act
        row = ROWS["view_good" if act == "band" and told else act]
        room = row.room if all(has(need, reading, after) for need in row.needs) else row.without
        if act == "what_next" and after.deal.offer and after.deal.status in _ANSWERED:
            room = "answered"  # what to do once they have answered hangs on their answer
        if room == "verdict" and after.deal.status in ENDED:
            room = "craft"  # the yes or no was said: what is asked now is how to live with it
        moves.append(Move(row.kind, room, act))
    return moves


def _beside(act: str, intent: str, after: Dialogue) -> str:
    """What is asked of one offer alone that is to be compared: with today's pay, or with the band; and of two employers
    without any offer, what both pay."""
    if after.deal.offer and after.current:
        return "view_stay"
    if after.deal.offer and intent == "offer_evaluation" and not after.others:
        return "view_good"
    return "band" if intent == "compare_companies" and not negotiates(after) else act


def _is_coached(reading: Reading, after: Dialogue) -> bool:
    """Whether a message in a talk without guides tells or asks something that no guide is needed for."""
    return not _is_guided(reading, after) and concerns(reading) and not looks_up(reading)


def _is_guided(reading: Reading, after: Dialogue) -> bool:
    """Whether a talk or its message names an employer that guides may have."""
    return bool(after.deal.options or after.topic.companies or any(x.options for x in reading.companies))


def _only_tells(reading: Reading) -> bool:
    """Whether every clause surely tells something of the person's own: then nothing in it is an order to the
    software."""
    return bool(reading.clauses) and all(
        any(act in _OWN and share >= SURE for act, share in c.acts) for c in reading.clauses
    )
