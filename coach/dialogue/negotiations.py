"""A message -> the negotiation that it is about: a new one, one of before, or the same.

What has ended, or waits while the person turns to another matter, is kept aside whole; what is true of the person goes
on.
"""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import merged
from coach.dialogue.deals import Deal, DealKind, Dialogue, Event, EventKind, Negotiation, Status
from coach.dialogue.resolve import same_value
from coach.understanding.begins import Begins, begins_in
from coach.understanding.context import called_alike
from coach.understanding.reading import LIKELY, SURE, AmountMention, Reading

_CERTAINLY, _ALL_BUT_SURE = 0.85, 0.95  # probabilities
_TOLD = ("offer", "news", "granted", "refused", "ask_words")  # what brings somebody of before back into the talk
_WISHED = ("wish", "asked", "offer")  # roles of a figure that is asked of the own boss
_OURS = tuple(Negotiation.model_fields)


def turned_to(dialogue: Dialogue, reading: Reading) -> Dialogue:
    """The dialogue with the negotiation open that a message is about."""
    if not dialogue.deals or not _may_turn(dialogue, reading):
        return dialogue
    kind, share, start = begins_in(reading)
    before, dialogue = dialogue, _ended(dialogue, reading, start) if kind in ("own", "another") else dialogue
    turned = _turned(dialogue, reading, kind, share)
    return before if turned is dialogue else turned


def _may_turn(dialogue: Dialogue, reading: Reading) -> bool:
    """Whether another negotiation than the open one can be meant at all: one has ended or waits, the message ends one,
    or wishes for a figure while an offer stands."""
    ends = any(c.share(act) >= SURE for c in reading.clauses for act in ("declined", "refused"))
    wished = bool(dialogue.deal.offer) and any(a.role in _WISHED for a in reading.amounts)
    return dialogue.is_over or bool(dialogue.aside) or ends or wished


def without_ended(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a clause that has just ended the negotiation before tells nothing of the open one."""
    last = dialogue.aside[-1].events[-1:] if dialogue.aside else ()
    words = [e.words for e in last if e.turn == dialogue.turn + 1]
    gone = [c for c in reading.clauses if c.text[:300] in words]
    if not gone:
        return reading

    def inside(start: int) -> bool:
        return any(c.start <= start < c.end for c in gone)

    at = reading.text.find(reading.place) if reading.place else -1
    return replace(
        reading,
        clauses=tuple(replace(c, acts=(), matters=(), denial=None) if c in gone else c for c in reading.clauses),
        companies=tuple(replace(x, part="just") if inside(x.start) else x for x in reading.companies),
        place="" if inside(at) else reading.place,
    )


def _ended(dialogue: Dialogue, reading: Reading, start: int) -> Dialogue:
    """The dialogue as it stands where a message begins another matter: before that it may tell that the person has said
    no to the offer, or the boss to a raise. Who has offered something for the raise has said no to a part of it."""
    of_raise = dialogue.is_at_work or (not dialogue.deal.offer and bool(dialogue.current))
    end: tuple[str, EventKind, Status] = (
        ("refused", "refused", "refused") if of_raise else ("declined", "declined", "declined")
    )
    told = [c for c in reading.clauses if c.end <= start and c.share(end[0]) >= SURE and c.happened and not c.denies]
    given = dialogue.deal.offer or any(t.side in ("offered", "granted") for t in dialogue.deal.terms)
    if dialogue.is_over or not told or (of_raise and given):
        return dialogue
    deals = list(dialogue.deals)
    deals[dialogue.focus] = dialogue.deal.model_copy(update={"status": end[2]})
    event = Event(turn=dialogue.turn + 1, kind=end[1], company=dialogue.deal.company, words=told[0].text[:300])
    return dialogue.model_copy(update={"deals": tuple(deals), "events": (*dialogue.events, event)})


def _turned(dialogue: Dialogue, reading: Reading, kind: Begins, share: float) -> Dialogue:
    """The dialogue with the negotiation open that a message begins or comes back to; as it is where it does neither."""
    if kind == "own" and share >= _ALL_BUT_SURE and not dialogue.is_over and _asks_boss(dialogue, reading):
        return _begun(dialogue, "raise")
    if not (dialogue.is_over or dialogue.aside):
        return dialogue
    named = _named(dialogue, reading)
    if kind == "back" and named is None and dialogue.is_over and not _is_named(dialogue, reading):
        named = _last_offer(dialogue)
    leaves = dialogue.deal.status == "accepted" and named is not None and dialogue.aside[named].is_at_work
    if named is not None and not leaves and (kind == "back" or _tells(reading)):  # who leaves gives the boss notice
        return _reopened(dialogue, named)
    if not dialogue.is_over or _is_spoken_of(dialogue, reading):
        return dialogue
    status, of_raise = dialogue.deal.status, dialogue.is_at_work
    if kind == "own" and not of_raise and (status != "accepted" or share >= _CERTAINLY):
        held = next((n for n, x in enumerate(dialogue.aside) if x.is_at_work and not x.is_over), None)
        return _reopened(dialogue, held) if held is not None else _begun(_at_work(dialogue), "raise")
    if kind == "another" and status != "accepted" and _offers(reading):
        return _begun(dialogue, "new_offer")
    return dialogue


def _begun(dialogue: Dialogue, kind: DealKind) -> Dialogue:
    """The dialogue with a new negotiation, the one before it kept aside."""
    before = dialogue.deal
    deal = Deal(kind=kind, role=before.role, role_said=before.role_said)
    if kind == "raise":
        deal = deal.model_copy(update={"company": dialogue.employer, "region": dialogue.home})
    whose = "boss" if kind == "raise" else "new"
    fresh = Negotiation(deals=(deal,), grounds=_own_grounds(dialogue), side=whose)
    return _with(dialogue, fresh, (*dialogue.aside, _kept(dialogue)))


def _asks_boss(dialogue: Dialogue, reading: Reading) -> bool:
    """Whether a message wishes for a figure of the person's own boss, while another employer's offer stands and no deal
    with the own one is held."""
    at_work = any(d.kind in ("raise", "counter") for d in dialogue.deals)
    start = begins_in(reading)[2]
    own = next((c for c in reading.clauses if c.start == start), None)
    told = [a for a in reading.amounts if own is not None and own.start <= a.amount.start < own.end]
    wished = any(a.role in _WISHED and not _is_held(dialogue, a) for a in told)
    return bool(dialogue.deal.offer) and not at_work and wished and not _is_spoken_of(dialogue, reading)


def _is_held(dialogue: Dialogue, a: AmountMention) -> bool:
    return any(same_value(a, p) for d in dialogue.deals for p in d.offer)


def _reopened(dialogue: Dialogue, at: int) -> Dialogue:
    """The dialogue with a negotiation of before open again, and the open one kept aside."""
    rest = tuple(x for n, x in enumerate(dialogue.aside) if n != at)
    return _with(dialogue, dialogue.aside[at], (*rest, _kept(dialogue)))


def _with(dialogue: Dialogue, other: Negotiation, aside: tuple[Negotiation, ...]) -> Dialogue:
    return dialogue.model_copy(update={"aside": aside, **{name: getattr(other, name) for name in _OURS}})


def _kept(dialogue: Dialogue) -> Negotiation:
    """The open negotiation as it is kept."""
    kept = Negotiation(**{name: getattr(dialogue, name) for name in _OURS})
    if not kept.is_at_work or kept.deal.kind:
        return kept
    deals = (d.model_copy(update={"kind": "raise"}) if d is kept.deal else d for d in kept.deals)
    return kept.model_copy(update={"deals": tuple(deals)})


def _at_work(dialogue: Dialogue) -> Dialogue:
    """The dialogue in which the person works where they have said yes: what was agreed is their pay."""
    deal, current = dialogue.deal, dialogue.current
    if deal.status != "accepted":
        return dialogue
    for value in deal.offer:
        current = merged(current, value)
    terms = tuple(t.model_copy(update={"side": "now"}) for t in deal.agreed)
    return dialogue.model_copy(
        update={
            "current": current,
            "employer": deal.company,
            "home": deal.region,
            "terms_now": terms,
            "resigned": False,
        }
    )


def _own_grounds(dialogue: Dialogue) -> tuple[tuple[str, str], ...]:
    """What speaks for the person wherever they ask: all but what names the employer, its people or its place."""
    names = [n.casefold() for d in dialogue.deals for n in (d.company, d.region, d.person, *d.people) if n]
    return tuple(g for g in dialogue.grounds if not any(n in g[1].casefold() for n in names))


def _named(dialogue: Dialogue, reading: Reading) -> int | None:
    """The last negotiation aside of which a message names the employer, somebody of it or its place."""
    found = (n for n in reversed(range(len(dialogue.aside))) if _is_named(dialogue.aside[n], reading))
    return None if _is_named(dialogue, reading) else next(found, None)


def _is_named(past: Negotiation, reading: Reading) -> bool:
    """Whether a message names an employer of a negotiation, somebody who speaks for it, or where it is."""
    at = {d.region.casefold() for d in past.deals if d.region}
    return _is_spoken_of(past, reading) or reading.place.casefold() in at


def _is_spoken_of(past: Negotiation, reading: Reading) -> bool:
    """Whether a message names an employer of a negotiation, or somebody who speaks for it."""
    people = [n for d in past.deals for n in (d.person, *d.people) if n]
    known = any(called_alike(p.name, n) for p in reading.persons for n in people)
    return known or any(d.is_of(x.name, x.options) for d in past.deals for x in reading.companies)


def _last_offer(dialogue: Dialogue) -> int | None:
    """The last negotiation aside about another employer's offer, where the open one is not."""
    found = (n for n in reversed(range(len(dialogue.aside))) if not dialogue.aside[n].is_at_work)
    return next(found, None) if dialogue.is_at_work else None


def _tells(reading: Reading) -> bool:
    """Whether a message surely tells what somebody said, or wants words for them."""
    return any(c.share(act) >= SURE for c in reading.clauses for act in _TOLD)


def _offers(reading: Reading) -> bool:
    """Whether a message tells of an offer, or of a talk about one."""
    acts = ("offer", "news", "story")
    return bool(reading.amounts or reading.companies) or any(
        c.share(a) >= LIKELY for c in reading.clauses for a in acts
    )
