"""Views of a Dialogue: the situation that answers and scripts work on, and the state as JSON."""

from __future__ import annotations

from typing import Any

from coach.dialogue.deals import Deal, Dialogue, Event, Negotiation, Term
from coach.understanding.context import Context, Held, called_alike
from coach.understanding.situation import OtherOffer, Part, Situation, Stage
from coach.understanding.texts import DUE

_STAGES = {
    "": "",
    "talking": "talking",
    "offered": "offer_in_hand",
    "asked": "asked",
    "answered": "they_answered",
    "refused": "they_answered",
    "agreed": "they_agreed",
}


def situation_of(dialogue: Dialogue) -> Situation:
    """What is known of the person and the job in focus, as answers, scripts and rehearsals take it."""
    deal = dialogue.deal
    return Situation(
        company=deal.company, role=deal.role, region=deal.region, level=deal.level,
        talk="raise" if deal.kind == "raise" else "new_offer" if deal.offer else "",
        offer=deal.offer, current=dialogue.current, target=dialogue.target, floor=dialogue.floor, left=dialogue.left,
        ceiling=deal.ceiling,
        competing=tuple(
            OtherOffer(company=d.company or "another company", parts=d.offer) for d in dialogue.others if d.offer
        ),
        deadline=dialogue.deadline, years=dialogue.years, skills=dialogue.skills,
        achievements=dialogue.deeds, concerns=dialogue.feelings,
    )  # fmt: skip


def dialogue_of(situation: Situation) -> Dialogue:
    """A dialogue that begins with a situation that was filled in by hand or kept from before."""
    s = situation
    if s == Situation():
        return Dialogue()
    deal = Deal(
        company=s.company,
        role=s.role,
        region=s.region,
        level=s.level,
        kind="raise" if s.talk == "raise" else "",
        offer=s.offer,
        status="offered" if s.offer else "",
        ceiling=s.ceiling,
    )
    others = tuple(
        Deal(company=o.company, offer=o.parts, status="offered" if o.parts else "talking") for o in s.competing
    )
    return Dialogue(
        deals=(deal, *others), current=s.current, target=s.target, floor=s.floor, left=s.left, deadline=s.deadline,
        years=s.years, deeds=s.achievements, feelings=s.concerns, skills=s.skills,
    )  # fmt: skip


def with_situation(dialogue: Dialogue, situation: Situation) -> Dialogue:
    """The dialogue after the person has put fields right by hand: what they did not touch stays."""
    before = situation_of(dialogue)
    if before == situation:
        return dialogue
    fresh = dialogue_of(situation)
    deal = dialogue.deal.model_copy(
        update={
            "company": situation.company,
            "role": situation.role,
            "region": situation.region,
            "level": situation.level,
            "offer": situation.offer,
        }
    )
    if situation.company.casefold() != dialogue.deal.company.casefold():
        deal = deal.model_copy(update={"options": ()})
    kind = "raise" if situation.talk == "raise" else "" if deal.kind == "raise" else deal.kind
    deal = deal.model_copy(update={"kind": kind})
    kept = {d.company.casefold(): d for d in dialogue.others}
    aside = [d.offer for past in dialogue.aside for d in past.deals]
    others = tuple(
        kept[d.company.casefold()].model_copy(update={"offer": d.offer}) if d.company.casefold() in kept else d
        for d in fresh.deals[1:]
        if d.offer not in aside
    )
    return dialogue.model_copy(
        update={
            "deals": (deal, *others), "focus": 0, "current": situation.current, "target": situation.target,
            "floor": situation.floor, "deadline": situation.deadline, "years": situation.years,
            "deeds": situation.achievements, "feelings": situation.concerns, "skills": situation.skills,
        }
    )  # fmt: skip


def context_of(dialogue: Dialogue) -> Context:
    """What the next message is read with: the figures held, by slot, the persons known, and the companies."""
    slots = (
        ("offer", dialogue.deal.offer), *(("rival", d.offer) for d in dialogue.others), ("pay", dialogue.current),
        ("wish", dialogue.target), ("asked", dialogue.deal.asked), ("floor", dialogue.floor),
    )  # fmt: skip
    figures = tuple(Held(slot, p.component, p.high, p.currency == "%") for slot, parts in slots for p in parts)
    named = (*(p for d in dialogue.deals for p in (d.person, *d.people)), dialogue.wanted.to, dialogue.wanted.signed)
    companies = tuple((d.company, _part(dialogue, n)) for n, d in enumerate(dialogue.deals) if d.company)
    if dialogue.employer and not any(called_alike(name, dialogue.employer) for name, _ in companies):
        companies += ((dialogue.employer, "mine"),)
    persons = tuple(dict.fromkeys(n for n in named if n))
    kinds, stages = {d.kind for d in dialogue.deals}, {d.status for d in dialogue.deals}
    mine = any(part == "mine" and d.offer for (_, part), d in zip(companies, dialogue.deals, strict=False))
    countered = mine or "counter" in kinds
    return Context(
        figures, dialogue.turn, persons, companies, dialogue.raising, countered or "accepted" in stages,
        bool(stages & {"asked", "answered", "refused", "agreed", "accepted"}),
        countered and sum(bool(d.offer) for d in dialogue.deals) > 1, bool(dialogue.deadline),
        bool(dialogue.deal.offer) and any(d.company and not d.offer for d in dialogue.others),
        dialogue.wanted.purpose == "time", stage_tags(dialogue),
        tuple((said, d.company) for d in dialogue.deals for said in d.called),
    )  # fmt: skip


def _part(dialogue: Dialogue, at: int) -> str:
    """Whom a deal is with: the employer that the talk is about, where they work, or another."""
    if at == dialogue.focus:
        return "job"
    mine = dialogue.employer and called_alike(dialogue.deals[at].company, dialogue.employer)
    return "mine" if mine else "rival"


def stage_of(dialogue: Dialogue) -> str:
    """Where the negotiation stands, in one word."""
    return _STAGES.get(dialogue.deal.status, dialogue.deal.status)


_STATES = {
    "asked": "asked", "answered": "moved", "refused": "no", "agreed": "yes", "accepted": "accepted",
    "declined": "declined", "withdrawn": "declined", "rescinded": "no",
}  # fmt: skip


def stage_tags(dialogue: Dialogue) -> frozenset[str]:
    """Where the talk stands, as orders for words are read with it (`coach.understanding.texts`); nothing before the
    talk has told what it is about."""
    deal, others = dialogue.deal, dialogue.others
    if any(d.kind == "counter" for d in dialogue.deals):
        situation = "kept"
    elif deal.kind == "raise":
        situation = "raise"
    elif (deal.offer or deal.terms) and any(d.company or d.offer for d in others if d.status != "declined"):
        situation = "two"
    elif deal.offer or deal.terms or deal.status == "offered":
        situation = "offer"
    elif deal.company or dialogue.current or deal.status:
        situation = "first"
    else:
        return frozenset()
    due = {DUE} if dialogue.deadline and deal.status not in ("accepted", "declined", "withdrawn") else set()
    return frozenset({situation, _STATES.get(deal.status, "open"), *due})


def state_json(dialogue: Dialogue) -> dict[str, Any]:
    """The state as every reply carries it."""
    deal = dialogue.deal
    return {
        "job": {
            "company": deal.company, "role": deal.role, "region": deal.region, "level": deal.level,
            "kind": deal.kind or ("new_offer" if deal.offer else ""),
        },
        "stage": stage_of(dialogue),
        "offer": _cells(deal.offer), "terms": _terms(deal.terms), "current": _cells(dialogue.current),
        "target": _cells(dialogue.target), "floor": _cells(dialogue.floor), "asked": _cells(deal.asked),
        "competing": [
            {
                "company": d.company, "status": d.status or "pending", "offer": _cells(d.offer),
                "terms": _terms(d.terms), "deadline": d.due,
            } | ({"heard": _cells(d.heard)} if d.heard else {})
            for d in dialogue.others if d.company or d.offer
        ],
        "settled": list(deal.settled), "due": deal.due, "ceiling": _cells((deal.ceiling,) if deal.ceiling else ()),
        "deadline": dialogue.deadline, "years": dialogue.years, "employer": dialogue.employer,
        "terms_now": _terms(dialogue.terms_now),
        "aside": [_aside(n) for n in dialogue.aside],
        "history": [_told(e) for part in (*dialogue.aside, dialogue) for e in part.events],
    }  # fmt: skip


def _aside(past: Negotiation) -> dict[str, Any]:
    """A negotiation that is kept aside, in a few fields."""
    deal = past.deal
    return {
        "company": deal.company, "person": deal.person, "region": deal.region, "kind": deal.kind,
        "status": deal.status, "offer": _cells(deal.offer), "terms": _terms(deal.terms), "target": _cells(past.target),
    }  # fmt: skip


def _cells(parts: tuple[Part, ...]) -> dict[str, dict[str, Any]]:
    return {p.component: _cell(p) for p in parts}


def _terms(terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": t.kind, "words": t.words, "side": t.side, "turn": t.turn}
        | ({} if t.figure is None else {"percent": t.figure} if t.unit == "%" else {"amount": _whole(t.figure)})
        | ({"unit": t.unit} if t.unit not in ("", "%") else {})
        | ({"bound": t.bound} if t.bound else {})
        | ({"instead": True} if t.instead else {})
        | ({"accepted": True} if t.taken else {})
        for t in terms
    ]


def _cell(part: Part) -> dict[str, Any]:
    if part.currency == "%":
        return {"percent": part.high}
    cell: dict[str, Any] = {"amount": _whole(part.high)}
    if part.low != part.high:
        cell["low"] = _whole(part.low)
    if part.currency:
        cell["currency"] = part.currency
    if part.grant_years:
        cell["years"] = part.grant_years
    elif part.period:
        cell["period"] = part.period
    if part.tax:
        cell["tax"] = part.tax
    if part.later:
        cell["then"] = [_stage(s) for s in part.later]
    if part.until:
        cell["until"] = part.until
    return cell


def _stage(stage: Stage) -> dict[str, Any]:
    counted = {} if stage.months is None else {"months": _whole(stage.months)}
    return {"amount": _whole(stage.amount), "when": stage.when} | counted


def _told(event: Event) -> dict[str, Any]:
    out: dict[str, Any] = {"turn": event.turn, "event": event.kind}
    if event.company:
        out["company"] = event.company
    if event.term:
        out["term"] = event.term.phrase
    held = event.after or event.before
    if held:
        out[held.component] = [_value(event.before), _value(event.after)]
    return out


def _value(part: Part | None) -> float | int | str | None:
    if part is None:
        return None
    return f"{part.high:g}%" if part.currency == "%" else _whole(part.high)


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
