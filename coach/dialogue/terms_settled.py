"""A new term beside pay and what is held of the same thing -> how both stand from now on."""

from __future__ import annotations

import re

from coach.dialogue.deals import Term, TermSide
from coach.phrasing.terms import content_of
from coach.understanding.words import stem

# Kinds of which a deal has one: two mentions of them are about the same thing, whatever the words.
_ONE = frozenset(
    "holiday hours remote title promotion review pension start notice severance visa relocation clawback".split()
)
QUANTITIES = frozenset(
    "no every each other second third fourth one two three four five six half full all alternate "
    "once twice only max".split()
)
MORE = frozenset("more extra additional longer shorter higher better fewer smaller bigger earlier later less".split())
_THE_MORE_THE_BETTER, _THE_MORE_THE_WORSE = ("holiday", "remote", "pension", "severance"), ("hours", "notice")
MINE, THEIRS = ("wished", "asked"), ("offered", "granted")
_SET_BY_THEM = ("start", "notice")  # what they set, and a no to moving it leaves as it is
_OVERLAP, _VERY_MUCH = 0.5, 0.7  # shares of the words that two names of a term have in common
_STEP = 2.0  # times: no figure of theirs changes by more
_BOUNDS = frozenset("up to at least most min minimum max".split())
_ALIKE = 0.45  # the same of the longer of two that tell a term whole


def is_less(new: Term, held: Term) -> bool:
    """Whether a term is worse for the person than what was told of it: fewer days off, more hours, a longer notice."""
    if new.figure is None or held.figure is None or new.unit != held.unit or new.kind != held.kind:
        return False
    if new.kind in _THE_MORE_THE_WORSE:
        return new.figure > held.figure
    return new.kind in _THE_MORE_THE_BETTER and new.figure < held.figure


def settled(new: Term, mine: Term | None, theirs: Term | None, *, known: bool) -> tuple[list[Term], Term] | None:
    """(the held terms that a new one does away with, the term as it stands now); None where nothing changes."""
    match new.side:
        case "wished" | "asked":
            return _wanted(new, mine, theirs)
        case "offered" | "granted":
            return _given(new, mine, theirs)
        case "refused" if new.kind in _SET_BY_THEM and mine is None and theirs is not None:
            return None  # their own day does not move: that is no no to it
        case "refused":
            lost = mine or (theirs if theirs and (_meets(theirs, new) or theirs.words == new.words) else None)
            return ([lost], _as(_richer(new, lost), "refused", new)) if lost else ([], new)
        case "dropped" if known:
            return [t for t in (mine, theirs) if t], _as(mine or theirs or new, "dropped", new)
    return None


def _wanted(new: Term, mine: Term | None, theirs: Term | None) -> tuple[list[Term], Term] | None:
    if theirs is not None and not theirs.minded and _meets(theirs, new) and not (new.figure and theirs.figure is None):
        return None  # what is wanted is given already
    if mine and _meets(mine, new):
        new = _as(_richer(new, mine), "asked" if mine.side == "asked" else new.side, new)
    return ([mine] if mine else []), new


def _given(new: Term, mine: Term | None, theirs: Term | None) -> tuple[list[Term], Term]:
    met = mine is not None and _meets(new, mine)
    gone = [t for t in (theirs, mine) if t and (t is theirs or met or new.side == "granted")]
    if mine and met:
        new = _as(_richer(new, mine), "granted", new)
    elif theirs and (new.side == "granted" or new.figure is None is not theirs.figure) and _meets(new, theirs):
        new = _as(_richer(new, theirs), theirs.side, new)
    return gone, new


def _as(term: Term, side: TermSide, new: Term) -> Term:
    """A term that stands so since the turn of the new one."""
    return term.model_copy(update={"side": side, "turn": new.turn})


def _meets(one: Term, other: Term) -> bool:
    """Whether one is what the other names: as much and as often, or one of them does not say."""
    if one.figure is not None and other.figure is not None:
        ends = {one.bound, other.bound}  # who may give less gives no such figure
        return one.figure == other.figure and one.unit == other.unit and ("most" not in ends or len(ends) == 1)
    if bool(_words(one.words) & MORE) != bool(_words(other.words) & MORE):
        return False
    a, b = _words(one.words) & QUANTITIES, _words(other.words) & QUANTITIES
    n, m = ({w for w in _words(t.words) if w.isdigit()} for t in (one, other))  # "10 March" is not "3 March"
    return (not a or not b or a == b) and (not n or not m or n <= m or m <= n)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+|\d+", text.casefold()))


def _richer(new: Term, held: Term) -> Term:
    """Whichever tells more of it; the newer one where its figure is another."""
    if new.figure is not None and new.figure != held.figure:
        return new
    mine, theirs = content_of(new.words), content_of(held.words)
    fuller = len(theirs) > len(mine) or (theirs == mine and len(held.words) > len(new.words))
    return held if fuller or (held.figure is not None and new.figure is None and not theirs < mine) else new


def same(one: Term, other: Term, *, whole: bool = False) -> bool:
    """Whether two terms are of one thing: of a kind that a deal has one of, or called alike; of words that tell a term
    `whole` more is needed."""
    answer = max(one, other, key=lambda t: t.turn).side in ("granted", "refused")
    several = {"review", *(() if answer else ("promotion",))} if whole else ()
    if one.kind == other.kind and one.kind in _ONE.difference(several):
        return True
    a, b = content_of(one.words), content_of(other.words)
    if not a or not b:
        return one.kind == other.kind
    if whole and one.kind == other.kind:
        return len(a & b) / max(len(a), len(b)) >= _ALIKE
    shared = len(a & b) / min(len(a), len(b))
    return shared >= (_OVERLAP if one.kind == other.kind else _VERY_MUCH)


def answers(new: Term, held: Term) -> bool:
    """Whether a yes or a no is to what is wanted, as its kind and its figure tell, or words that are all of the wish:
    "not min 3" of a rise of at least 3%, "backdating is a no" of an allowance that could be backdated."""
    if new.side not in ("granted", "refused") or held.side not in MINE or held.kind != new.kind:
        return False
    if new.figure is not None:
        return held.figure is not None and _meets(new, held) and new.bound == held.bound
    said, wanted = ({stem(w) for w in _called(t)} for t in (new, held))
    return held.figure is None and bool(said) and said <= wanted


def tells_anew(new: Term, held: Term) -> bool:
    """Whether they tell of a thing of theirs anew: one is called by nothing but words of the other, and the figure is
    that, or as far from it as a step of a negotiation."""
    if new.side not in THEIRS or held.side not in THEIRS or new.kind != held.kind or not 0 < held.turn < new.turn:
        return False
    if new.side == "granted" and (new.figure is None or new.figure != held.figure):
        return False
    if (new.figure is None) != (held.figure is None) or new.unit != held.unit:
        return False
    if new.figure and held.figure and not 1 / _STEP <= new.figure / held.figure <= _STEP:
        return False
    a, b = _called(new), _called(held)
    return bool(a and b) and (a <= b or b <= a)


def nearest(new: Term, alike: list[Term]) -> list[Term]:
    """Terms of one thing without those of theirs that name another figure than a new one, where one names the same."""
    exact = [t for t in alike if t.side in THEIRS and new.figure is not None and t.figure == new.figure]
    return [t for t in alike if t.side not in THEIRS or t in exact] if exact else alike


def stands_beside(new: Term, held: Term) -> bool:
    """Whether a yes is to more than what they offered: each names what the other does not ("a review at 6 months",
    "the review in writing")."""
    if new.side != "granted" or held.side not in THEIRS or (new.kind in _ONE and new.kind != "review"):
        return False
    a, b = content_of(new.words), content_of(held.words)
    return not (a <= b or b <= a)


def _called(term: Term) -> frozenset[str]:
    """The words that name a thing, without its numbers and bounds."""
    return frozenset(w for w in content_of(term.words) if w.isalpha() and w not in _BOUNDS)
