"""A letter that says less than was agreed: what was agreed stays the offer, and what the letter says is held beside
it."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change, merged
from coach.dialogue.deals import Dialogue, alike, part_of
from coach.dialogue.resolve import component_of, part
from coach.understanding.claims import stands
from coach.understanding.reading import SURE, AmountMention, Clause, Reading
from coach.understanding.situation import Part
from coach.understanding.texts import EDIT

IN_LETTER = "letter"  # the role of a figure that a letter has in place of the agreed one; no reader tells it
_FIGURES = ("offer", "was")
_SURELY = 0.9  # a probability: so sure, the built-in reading alone tells that a letter is to be put right
_MAY_DIFFER = ("offer", "market", "asked", "was", "up", "pay")  # as what a figure that was told may be taken
_CHANGES = ("put_in", "ask_edit", "fallback", "leave_out")  # of a text
_PAID = ("base", "total", "stock", "bonus", "signing")
_MONEY = ("money", "bare", "percent")
# What a clause about a letter does not do: it is no answer, and puts nothing right that the talk holds.
_NO_NEWS = frozenset("offer news refused granted correct takeback".split())
_NO_TOLD = frozenset(
    "told_offer told_moved told_refused told_final told_granted told_correct told_drop meta_wrong".split()
)


def with_letter(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a letter that has to be put right tells no offer and no correction: of the figures of one
    part the lower is the letter's, the agreed one is that which the talk holds, else the highest."""
    least = SURE if reading.told else _SURELY
    if not dialogue.deals or max(map(_puts_letter_right, reading.clauses), default=0.0) < least:
        return _as_differing(dialogue, reading)
    told: dict[str, list[tuple[int, Part]]] = {}
    for n, a in enumerate(reading.amounts):
        value = _value(dialogue, reading, a)
        if value is not None:
            told.setdefault(value.component, []).append((n, value))
    roles: dict[int, str] = {}
    for component, values in told.items():
        roles |= _roles(part_of(dialogue.deal.offer, component), values)
    amounts = tuple(replace(a, role=roles.get(n, a.role)) for n, a in enumerate(reading.amounts))
    moved = {a.clause for n, a in enumerate(amounts) if roles.get(n) == "offer" and _is_new(dialogue, reading, a)}
    anew = dialogue.wanted.purpose != "fix"
    others = {a.clause for n, a in enumerate(amounts) if n not in roles}
    moved |= {n for n, c in enumerate(reading.clauses) if n in others or _tells_term(reading, c)}
    clauses = tuple(c if n in moved else _of_letter(c, anew=anew) for n, c in enumerate(reading.clauses))
    return replace(reading, amounts=amounts, clauses=clauses)


def _as_differing(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which of two figures of one part the one that was only said is what was agreed, and the lower one
    that stands in writing is the letter's; of a model that reads well, where it takes both for theirs."""
    may = _FIGURES if reading.told else _MAY_DIFFER
    told = [(n, a) for n, a in enumerate(reading.amounts) if a.role in may and a.amount.kind in _MONEY]
    said = [(n, a) for n, a in told if stands(reading, a) == "spoken"]
    for n, spoken in said:
        value = _sized(dialogue, spoken)
        for k, written in told:
            other = _sized(dialogue, written)
            apart = value is not None and other is not None and alike(value, other) and other.high < value.high
            if apart and value is not None and other is not None and stands(reading, written, rather=True) == "written":
                roles = {n: "offer", k: IN_LETTER}
                again = {i for i, a in told if i not in roles and _is_size(dialogue, a, (value, other))}
                amounts = tuple(
                    replace(
                        a,
                        role="none" if i in again else roles.get(i, a.role),
                        role_score=1.0,
                        component=value.component,
                    )
                    if i in roles or i in again
                    else a
                    for i, a in enumerate(reading.amounts)
                )
                at = {spoken.clause, written.clause}
                clauses = tuple(_of_letter(c, anew=True) if i in at else c for i, c in enumerate(reading.clauses))
                return replace(reading, amounts=amounts, clauses=clauses)
    return reading


def _sized(dialogue: Dialogue, a: AmountMention) -> Part | None:
    component = component_of(a, dialogue, dialogue.deal, "offer")
    return part(a, component, dialogue, dialogue.deal, "offer") if component in _PAID else None


def _is_size(dialogue: Dialogue, a: AmountMention, values: tuple[Part, Part]) -> bool:
    """Whether a figure is one of two, said again."""
    value = _sized(dialogue, a)
    return value is not None and value.high in {v.high for v in values}


def take_letter(c: Change) -> None:
    """Hold what their letter says in place of what was agreed; a part that is told anew is no letter's any more."""
    if not c.now.deals:
        return
    told = {e.after.component for e in c.events if e.after and e.kind in ("offer_made", "offer_revised", "corrected")}
    letter = tuple(p for p in c.now.deal.letter if p.component not in told)
    for a in c.reading.amounts:
        value = part(a, component_of(a, c.now, c.now.deal, "offer"), c.now, c.now.deal, "offer")
        if a.role == IN_LETTER and value is not None:
            letter = merged(letter, value)
    if letter != c.now.deal.letter:
        c.put(c.now.focus, letter=letter)


def _puts_letter_right(clause: Clause) -> float:
    return clause.share("say_fix")


def _tells_term(reading: Reading, clause: Clause) -> bool:
    return any(clause.start <= t.start < clause.end and t.side != "none" for t in reading.terms)


def _value(dialogue: Dialogue, reading: Reading, a: AmountMention) -> Part | None:
    """A figure of the employer in focus, as a part of what it pays; None for any other."""
    if a.role not in _FIGURES or a.amount.kind not in _MONEY:
        return None
    if 0 <= a.owner < len(reading.companies):
        of = reading.companies[a.owner]
        if not dialogue.deal.is_of(of.name, of.options):
            return None
    elif a.owner != -1:
        return None
    component = component_of(a, dialogue, dialogue.deal, "offer")
    return part(a, component, dialogue, dialogue.deal, "offer") if component in _PAID else None


def _roles(held: Part | None, values: list[tuple[int, Part]]) -> dict[int, str]:
    """The roles of the figures of one part, by their places."""
    values = [(n, p) for n, p in values if held is None or alike(held, p)]
    figures = {p.high for _, p in values}
    if held is not None and (held.high in figures or len(figures) == 1):
        agreed = held.high
    elif len(figures) > 1:
        agreed = max(figures)
    else:
        return {}
    less = max((f for f in figures if f < agreed), default=None)
    roles = {agreed: "offer", **{f: "other" for f in figures if f < agreed}}
    if less is not None:
        roles[less] = IN_LETTER
    return {n: roles[p.high] for n, p in values if p.high in roles}


def _is_new(dialogue: Dialogue, reading: Reading, a: AmountMention) -> bool:
    value = _value(dialogue, reading, a)
    held = part_of(dialogue.deal.offer, value.component) if value is not None else None
    return value is not None and (held is None or held.high != value.high)


def _of_letter(clause: Clause, *, anew: bool) -> Clause:
    """A clause that tells of the letter; where the text is ordered `anew`, what was taken for a change of the last one
    is none."""
    changes = _CHANGES if anew and clause.matters and clause.matters[0][0] == EDIT else ()
    acts = tuple(x for x in clause.acts if x[0] not in (*_NO_NEWS, *changes))
    matters = tuple(x for x in clause.matters if x[0] not in _NO_TOLD)
    return replace(clause, acts=acts or (("story", SURE),), matters=matters, denial=None)
