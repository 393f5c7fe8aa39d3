"""The talk -> what a text may take for granted, and the kinds of text whose words are true in it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.package import lowered_in
from coach.dialogue.counters import counter_at
from coach.dialogue.view import stage_tags
from coach.phrasing.texts import words
from coach.understanding.keeping import kept_by
from coach.understanding.reading import LIKELY, SURE
from coach.understanding.texts import texts_ordered

_TALKED = ("asked", "answered", "refused", "agreed", "accepted")
_TOLD = frozenset("asked they_answered refused granted term_asked term_granted term_refused".split())
_SAID_SO, _BY_NAME = 0.6, 0.9  # probabilities that the order tells a kind; one that was turned away has to be named
_TO_MINE = ("resigning", "pay_cut")  # to the present employer, whatever the talk is about
_BOSS = ("words_decline_boss", "words_boss")


def kinds_true(desk: Desk) -> frozenset[str]:
    """The kinds of text whose words are true in this talk: it holds what they need, or the order itself surely tells
    it."""
    held, stage = premises_of(desk), stage_tags(desk.now)
    told = texts_ordered(desk.now.wanted.words, stage)
    raising = is_raising(desk) or "counter" in held
    out = {
        kind
        for kind, made in words().kinds.items()
        if (held.issuperset(made.needs) or told.get(kind, 0.0) >= _SAID_SO)
        and (made.talk != "raise" or kind in _TO_MINE or raising)
    }
    out -= {kind for kind in desk.now.wanted.rejected if told.get(kind, 0.0) < _BY_NAME}
    return frozenset({*out, "raise"} if raising and "raise" not in desk.now.wanted.rejected else out)


def is_raising(desk: Desk) -> bool:
    """Whether a text about pay can only go to the present employer: it is about a raise, or about no other job."""
    deal = desk.now.deal
    elsewhere = bool(deal.company) and deal.company.casefold() != desk.now.employer.casefold()
    new = desk.now.side == "new"
    return deal.kind == "raise" or not (deal.offer or desk.evidence.guides or elsewhere or new)


def premises_of(desk: Desk) -> frozenset[str]:
    """What the talk holds of "offer", "rival", "waiting" (one has not decided), "talked", "agreed",
    "rescinded", "differs", "counter", "proposal" and "decided"; what this very message says counts."""
    deal, others = desk.now.deal, desk.now.others
    wrote = desk.before.wanted.turn == desk.before.turn  # then it is our text that is to be put right
    told = {e.kind for e in desk.now.told if e.company in ("", deal.company)}
    holds = {
        "offer": _is_offered(desk),
        "rival": any(d.offer or d.company for d in others),
        "waiting": any(d.company and not d.offer for d in (deal, *others)),
        "talked": deal.status in _TALKED or bool(told & _TOLD) or _says(desk, "say_chase"),
        "agreed": is_agreed(desk),
        "rescinded": deal.is_rescinded,
        "differs": bool(deal.letter or lowered_in(desk.now, put_right=True)) or (_says(desk, "say_fix") and not wrote),
        "counter": _is_kept(desk),
        "proposal": bool(deal.offer),
        "decided": deal.status in ("accepted", "agreed", "withdrawn") or _says(desk, "say_withdraw"),
    }
    return frozenset(name for name, so in holds.items() if so)


def is_agreed(desk: Desk) -> bool:
    """Whether they have said yes to something, or the person to them."""
    deal = desk.now.deal
    granted = any(e.kind in ("granted", "term_granted") and e.company in ("", deal.company) for e in desk.now.told)
    return granted or deal.status in ("agreed", "accepted")


def _is_offered(desk: Desk) -> bool:
    """Whether a job was offered: nobody who only tells what they earn has an offer to thank for."""
    deal = desk.now.deal
    elsewhere = bool(deal.company) and desk.now.employer.casefold() != deal.company.casefold()
    if deal.kind == "raise":
        return False
    return bool(deal.offer) or elsewhere or deal.status == "offered" or not desk.now.current


def _is_kept(desk: Desk) -> bool:
    """Whether the present employer has offered something for staying, as the talk holds it or this message tells."""
    if counter_at(desk.now) is not None or any(d.kind == "raise" and d.offer for d in desk.now.deals):
        return True
    asked = any(c.about(m) >= LIKELY for c in desk.reading.clauses for m in _BOSS)
    told = any(kept_by(desk.reading, c, "offer") == "present" for c in desk.reading.clauses)
    return asked or told


def _says(desk: Desk, act: str) -> bool:
    return any(c.share(act) >= SURE for c in desk.reading.clauses)
