"""Of several offers, the one that the person would rather have, or asks more of -> the talk is about that one."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.understanding.prefers import preferred
from coach.understanding.reading import SURE

_ENDED = ("declined", "withdrawn", "accepted")
_TWO = 2


def take_preference(c: Change) -> None:
    """Turn to the offer that is preferred, else to the one that the wish of this message is put to; a counter-offer has
    rules of its own."""
    standing = [n for n, d in enumerate(c.now.deals) if d.offer and d.status not in _ENDED]
    if len(standing) < _TWO or any(c.deal(n).kind in ("counter", "raise") for n in standing):
        return
    liked = [at for i, at in sorted(c.of.items()) if at in standing and c.told_as(i) != "rival" and _is_preferred(c, i)]
    if liked:
        c.set(prefers=c.deal(liked[-1]).company)
    asked = {c.of.get(a.owner, -1) for a in c.reading.amounts if a.role in ("wish", "asked") and a.role_score >= SURE}
    wished = asked.pop() if len(asked) == 1 else -1
    told = () if c.tells_job else (*liked[-1:], wished, _asked_of(c))  # else the reading says which one it is about
    to = next((n for n in told if n in standing), c.now.focus)
    if to != c.now.focus:
        c.set(focus=to)
        c.note("focus_moved", c.deal(to).company, c.deal(to).company)


def _asked_of(c: Change) -> int:
    """The one offer of which it is asked what to ask for; -1 for none."""
    asking = [x for x in c.reading.clauses if x.share("ask_target") >= SURE or x.about("what_ask") >= SURE]
    of = {at for i, at in c.of.items() if any(x.start <= c.reading.companies[i].start < x.end for x in asking)}
    return of.pop() if len(of) == 1 else -1


def _is_preferred(c: Change, i: int) -> bool:
    company = c.reading.companies[i]
    clause = next((x for x in c.reading.clauses if x.start <= company.start < x.end), None)
    return clause is not None and preferred(c.reading, company, clause)
