"""What a message takes back or refuses: a deal, a part of an offer, a figure of the person's own."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.dialogue.deals import Event, part_of
from coach.dialogue.people import spoken_of
from coach.dialogue.resolve import PAY, same_value
from coach.dialogue.tells import is_well_read
from coach.understanding.matters import says
from coach.understanding.reading import SURE, AmountMention, Clause
from index.guide import Component


def take_back(c: Change) -> None:
    """What a clause takes away: a company's deal, or parts of the offer that it names."""
    for n, clause in enumerate(c.reading.clauses):
        if c.undone(clause) or clause.only_hides or c.reading.of_text(clause):
            continue
        _not_there(c, clause, n)
        if not clause.leans("takeback"):
            continue
        sure = clause.does("takeback")
        gone = _deals_gone(c, clause) if sure else []
        named = [a for a in c.reading.amounts if a.clause == n and sure]
        back = [a for a in named if _forgotten(c, a)]
        c.gone.extend(back)
        if gone or back or any(a.clause == n and a.role == "offer" for a in c.reading.amounts):
            continue
        for component in c.reading.named_in(clause):
            at = spoken_of(c, clause)
            if not _drop(c, component, clause.text, at) and component in c.reading.denied_in(clause):
                _rule_out(c, component, clause.text, at)  # "no sign-on, please": nobody is to ask for one


def _not_there(c: Change, clause: Clause, n: int) -> None:
    """Parts of pay that a clause says are not there, or that they will not give."""
    if clause.does("news") or clause.does("offer"):
        for said in c.reading.denied_in(clause):
            if _is_a_term(c, clause, said):
                continue  # "the bonus is discretionary": it is there, on such terms
            at = spoken_of(c, clause)
            component = _meant(c, said, at)
            if _is_told(c, component):
                continue
            if not _drop(c, component, clause.text, at, paid=False):
                _rule_out(c, component, clause.text, at)  # "no sign-on": what was never theirs is refused
    if says(clause, "refused", SURE):
        numbered = {a.component for a in c.reading.amounts if a.clause == n}
        for component in c.reading.named_in(clause):
            if component not in numbered and part_of(c.now.deal.offer, component) is None:
                _rule_out(c, component, clause.text, spoken_of(c, clause))  # "they won't do a sign-on either"


def _is_a_term(c: Change, clause: Clause, component: Component) -> bool:
    """Whether a part is named in the words of a term that a reading to be trusted tells as theirs."""
    places = (at for at, x in c.reading.denied if x == component and clause.start <= at < clause.end)
    told = [t for t in c.reading.terms if t.told and t.side in ("offer", "mind", "grant")]
    return any(t.start <= at < t.end for at in places for t in told)


def _is_told(c: Change, component: Component) -> bool:
    """Whether the message surely tells so much of a part: then it is there, whatever else is said of it."""
    return any(a.role == "offer" and a.component == component and is_well_read(c, a) for a in c.reading.amounts)


def _deals_gone(c: Change, clause: Clause) -> list[int]:
    """Withdraw the deals of the companies in a clause that takes back; their places in the reading."""
    gone = [i for i, x in enumerate(c.reading.companies) if clause.start <= x.start < clause.end and i in c.of]
    for i in gone:
        at = c.of[i]
        c.put(at, status="withdrawn")
        c.note("taken_back", clause.text, c.deal(at).company)
        left = [k for k, d in enumerate(c.now.deals) if d.status not in ("withdrawn", "declined")]
        if at == c.now.focus and left:
            c.set(focus=left[-1])
    return gone


def _rule_out(c: Change, component: str, words: str, at: int) -> None:
    """Hold that a part of pay is not to be had, whoever says so."""
    if c.now.deals and c.deal(at).offer and component in PAY:
        company = c.deal(at).company
        c.events.append(Event(turn=c.now.turn, kind="refused", company=company, words=words[:300], component=component))


def _meant(c: Change, component: Component, at: int) -> Component:
    """The part of the offer that a name means: where they offer a sign-on and nobody has another bonus, "the bonus" is
    that."""
    offer = c.deal(at).offer if c.now.deals else ()
    known = (*offer, *c.now.current, *c.now.target)
    lump = component == "bonus" and part_of(known, "bonus") is None and part_of(offer, "signing") is not None
    return "signing" if lump and not any(a.component == "bonus" for a in c.reading.amounts) else component


def _forgotten(c: Change, a: AmountMention) -> bool:
    """Whether a figure that is taken back is one of the person's own, which is gone then: "forget the 150"."""
    for slot in ("target", "floor"):
        held = next((p for p in getattr(c.now, slot) if same_value(a, p)), None)
        if held:
            c.set(**{slot: tuple(p for p in getattr(c.now, slot) if p is not held)})
            c.note("taken_back", a.text, "", held)
            return True
    return False


def _drop(c: Change, component: str, words: str, at: int, *, paid: bool = True) -> bool:
    """Take a part out of an offer, else out of what the person wants or, with `paid`, has today; whether there was
    any."""
    if not c.now.deals:
        return False
    held = part_of(c.deal(at).offer, component)
    if held and component == "base":
        return True  # an offer without a salary is none: "no need to mention the base" takes nothing from it
    if held:
        c.put(at, offer=tuple(p for p in c.deal(at).offer if p.component != component))
        c.note("part_dropped", words, c.deal(at).company, held)
        return True
    for slot in ("target", "floor", "current") if paid else ("target", "floor"):
        if held := part_of(getattr(c.now, slot), component):
            c.set(**{slot: tuple(p for p in getattr(c.now, slot) if p.component != component)})
            c.note("taken_back", words, "", held)
            return True
    return False
