"""What a message claims -> the moves that answer it: a part that nobody spoke of, a figure wanted of the person, what
others are paid, a limit of theirs, a second offer after a yes."""

from __future__ import annotations

from collections.abc import Sequence

from coach.dialogue.claimed import others_pay, untold
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.resolve import same_value
from coach.policy.asked import Asked
from coach.policy.move import ENDED, POSITIONS, Move
from coach.policy.table import LOOK_UP
from coach.understanding.claims import expects_figure
from coach.understanding.matters import VIEWS
from coach.understanding.reading import LIKELY, Reading

_VIEWS = ("decision", "verdict", "ask", "craft", "room", "answered", "next_step", "plan", "clocks", LOOK_UP)
_OF_YES = (*_VIEWS, "closing", "sum", "unheld")
_OF_GUIDES = frozenset(("ask_band", "ask_fact", "ask_level", "ask_source"))
_OTHER_VIEWS = frozenset(VIEWS) - frozenset("view_ask view_part view_first view_pay view_good view_wish".split())
_SURELY = 0.8  # a probability
_OF_OFFERS = ("view_match", "view_rival")  # what is asked of another employer's figure answers for it
# What a view of where such pay ends answers.
_OF_CEILING = POSITIONS | frozenset(
    "view_wait view_stay view_choose view_good view_wish what_ask what_next room".split()
)
_SETTLED = ("agreed", *ENDED)


def with_claims_answered(
    moves: Sequence[Move], asked: Asked, reading: Reading, talk: tuple[Dialogue, Dialogue]
) -> list[Move]:
    """The moves in which each claim of the message has its own answer, in place of a view of something else; `talk` is
    the dialogue before and after it."""
    before, after = talk
    kinds = {e.kind for e in after.of_turn(after.turn)}
    out = list(moves)
    if after.deal.is_rescinded and ("rescinded" in kinds or not any(m.kind == "words" for m in out)):
        return _rescinded(out, told="rescinded" in kinds)
    views = any(m.room in _VIEWS and m.room not in ("craft", LOOK_UP) for m in out)
    if reneges(after) and views and not any(m.kind == "words" for m in out):
        return _instead(out, "renege", _OF_YES)
    # A text says what there is to say of it.
    words = any(m.kind == "words" for m in out) or _asks_else(reading)
    judges = any(c.about("view_good") >= _SURELY for c in reading.clauses)  # the whole is asked about, not a part
    if untold(before, reading) and reading.asks and not words and not judges:
        return _instead(out, "untold", _VIEWS)
    unsettled = after.deal.status not in _SETTLED and not _looks_up(reading, after)
    if expects_figure(reading) and unsettled and not words and not after.deal.offer:
        return _instead(out, "expects", (*_VIEWS, "pending"))
    if "ceiling_told" in kinds:
        return _instead(out, "answered", _VIEWS, keep=frozenset(asked.matters) - _OF_CEILING)
    if any(m.kind == "words" for m in out):
        out = [m for m in out if m.room != "others"]  # what others earn is no part of a text
    elif _tells_of_others(asked, reading, after) and not any(m.act in _OF_OFFERS for m in out):
        out = _instead(out, "others", ("craft", "plan", "next_step", LOOK_UP), keep=frozenset(asked.matters))
    if "accepted" in kinds and not any(m.room == "closing" for m in out):
        out = [*out, Move("advise", "closing")]
    return out


def _rescinded(moves: list[Move], *, told: bool) -> list[Move]:
    """The moves where they have taken the offer back: nothing else of it is judged or advised."""
    if told:
        return [Move("advise", "rescinded"), *(m for m in moves if m.kind == "words")]
    return _instead(moves, "rescinded", (*_OF_YES, "pending", "circumstance")) if moves else moves


def _tells_of_others(asked: Asked, reading: Reading, after: Dialogue) -> bool:
    """Whether a message tells what others are paid, and either asks nothing or surely speaks of them."""
    told = not asked.found or any(c.about("told_others") >= LIKELY for c in reading.clauses)
    return told and others_pay(reading) and not _is_theirs(reading, after)


def _asks_else(reading: Reading) -> bool:
    """Whether a message surely asks for a view that neither a part nobody spoke of nor a wanted figure answers."""
    return any(c.matter in _OTHER_VIEWS and c.about(c.matter) >= _SURELY for c in reading.clauses)


def _is_theirs(reading: Reading, after: Dialogue) -> bool:
    """Whether the figure that others may be paid is only the offer's own, said again."""
    money = [a for a in reading.amounts if a.role == "market"]
    return bool(money) and all(any(same_value(a, p) for p in after.deal.offer) for a in money)


def _looks_up(reading: Reading, after: Dialogue) -> bool:
    """Whether a message asks what a guide says: the pay of a job, or what to open with at a company that has one."""
    asks = {act for c in reading.clauses for act, share in c.acts if share >= LIKELY}
    guided = any(x.options for x in reading.companies) and not after.deal.offer
    return bool(asks & _OF_GUIDES) or ("ask_target" in asks and guided)


def reneges(after: Dialogue) -> tuple[Deal, Deal] | None:
    """(the employer who has the person's yes, the one who offers since); None where nobody does."""
    yes = [e for e in after.told if e.kind == "accepted"]
    first = next((d for d in after.deals if d.status == "accepted" and d.kind not in ("raise", "counter")), None)
    if first is None or not yes:
        return None
    later = [e for e in after.told if e.kind in ("offer_made", "offer_revised") and e.turn >= yes[-1].turn]
    open_ = (d for d in after.deals if d is not first and d.offer and d.kind != "counter" and d.status not in ENDED)
    second = next((d for d in open_ if any(e.company == d.company for e in later)), None)
    return (first, second) if second is not None else None


def _instead(moves: list[Move], room: str, rooms: tuple[str, ...], *, keep: frozenset[str] = frozenset()) -> list[Move]:
    """The moves with one room in place of others, but for the matters to `keep`."""
    kept = [m for m in moves if (m.room not in rooms or m.act in keep) and m.room != room]
    return [*kept, Move("answer" if room == "others" else "advise", room)]
