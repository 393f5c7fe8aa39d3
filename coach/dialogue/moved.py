"""A correction that says where a figure belongs -> it leaves the place it was held at, what stood there before comes
back, and it goes to the part, the side or the employer that is named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.dialogue.change import SURE_ROLE, Change
from coach.dialogue.deals import Dialogue, EventKind
from coach.dialogue.denied import MONEY, how_denied, is_denied, undo_part
from coach.dialogue.figures import TERMS, put_figure
from coach.dialogue.place import SLOTS
from coach.dialogue.resolve import PAY, part, same_value, voiced
from coach.understanding.claims import figure_said
from coach.understanding.reading import LIKELY, SURE, AmountMention, Clause, Reading
from coach.understanding.situation import Part

_PAIR = 2
_THINGS = {"target": "wish", "current": "pay"}  # what an undone figure of the person's own was
_SIDES = {"wish": "target", "pay": "current"}
_OF: dict[str, tuple[EventKind, ...]] = {
    "offer": ("offer_made", "offer_revised", "corrected"), "target": ("wish_told", "asked"), "current": ("pay_told",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: the slot, the deal of an offer (-1 for what is the person's own), the part."""

    slot: str
    at: int
    component: str


def with_right_figure(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a correction's figures are what it says: of two that it tells the one that the talk does not
    hold is the right one ("sorry, not 34, it was 33.5"), one alone that is not held is right ("I meant 50.5"), what
    is said to be the person's is theirs, and what a company is named for is of that company."""
    amounts = dict(enumerate(reading.amounts))
    companies, clauses = dict(enumerate(reading.companies)), list(reading.clauses)
    for at, clause in enumerate(reading.clauses):
        if reading.of_text(clause) or not _corrects(clause):
            continue
        told = [n for n, a in amounts.items() if a.clause == at and a.amount.kind in MONEY]
        for n in (n for n in told if amounts[n].role == "offer" and amounts[n].role_score < SURE_ROLE):
            if figure_said(reading, amounts[n]) == "mine":
                amounts[n] = replace(amounts[n], role="pay", role_score=1.0)
        blames = clause.about("meta_wrong") >= SURE  # what a complaint surely calls wrong is no right figure
        sure = (reading.told or blames) and all(amounts[n].role_score >= SURE_ROLE for n in told)
        if not sure and (new := _right_one(dialogue, amounts, told)) is not None:
            amounts[new[0]] = replace(amounts[new[0]], role=new[1], role_score=new[2])
            clauses[at] = replace(clause, denial=None)  # what was told is wrong, and this figure is not
        if len(told) == 1 and (of := _whose(dialogue, reading, clause, amounts[told[0]])) is not None:
            a = amounts[told[0]]
            clauses[at] = replace(clause, denial=None)
            inside = {i: x for i, x in companies.items() if clause.start <= x.start < clause.end}
            companies |= {i: replace(x, denied=False) for i, x in inside.items()}  # it is the figure that is not theirs
            amounts[told[0]] = replace(a, role="offer", role_score=1.0, owner=of, owner_score=1.0)
            job = reading.told and companies[of].part == "job"
            if not job and not dialogue.deal.is_of(companies[of].name, companies[of].options):
                companies[of] = replace(companies[of], part="rival", score=1.0)
    return replace(
        reading, amounts=tuple(amounts.values()), companies=tuple(companies.values()), clauses=tuple(clauses)
    )


def _corrects(clause: Clause) -> bool:
    return clause.does("correct") or (clause.puts_right and clause.standing("no") >= SURE)


def _right_one(dialogue: Dialogue, amounts: dict[int, AmountMention], told: list[int]) -> tuple[int, str, float] | None:
    """(the place, the role and how sure it is) of the figure of a correction that the talk does not hold."""
    wrong = [n for n in told if amounts[n].role == "was" and not voiced(amounts[n], dialogue)]
    held = (("offer", dialogue.deal.offer), ("pay", dialogue.current), ("wish", dialogue.target))
    if len(wrong) == 1 == len(told) and not any(same_value(amounts[wrong[0]], p) for _, ps in held for p in ps):
        return wrong[0], "offer", SURE  # which of those held it puts right, its size tells
    for role, parts in held if len(wrong) == _PAIR else ():
        new = [n for n in wrong if not any(same_value(amounts[n], p) for p in parts)]
        if len(new) == 1:
            return new[0], role, 1.0
    return None


def _whose(dialogue: Dialogue, reading: Reading, clause: Clause, a: AmountMention) -> int | None:
    """The place of the one company that a correction says a figure is of, where that is another's than it was taken
    for: it denies one, or the figure is held as an offer."""
    inside = [i for i, x in enumerate(reading.companies) if clause.start <= x.start < clause.end and x.part != "mine"]
    named = [i for i in inside if not reading.companies[i].denied]
    held = any(same_value(a, p) for d in dialogue.deals for p in d.offer)
    if len(named) != 1 or not (held or len(inside) > 1) or a.role in ("pay", "wish", "asked"):
        return None
    return named[0]


def take_moves(c: Change) -> None:
    """Each figure that a correction gives another place than the talk holds it at; all are taken out before any is put
    in, so that two can change places."""
    moves: list[tuple[Clause, AmountMention, _Place, Part]] = []
    gone = {a.amount.high for a in c.reading.amounts if a.role == "was"}
    for n, clause in enumerate(c.reading.clauses):
        if not clause.puts_right or clause.text.rstrip().endswith("?") or c.reading.of_text(clause):
            continue
        told = [a for a in c.reading.amounts if a.clause == n and a.amount.kind in MONEY and a.amount.high not in gone]
        for high in dict.fromkeys(a.amount.high for a in told):
            same = [a for a in told if a.amount.high == high]
            right = _right(c, clause, same)
            not_so = {*c.reading.denied_in(clause), *(a.component for a in same if a not in right)}
            held = _wrong(c, clause, right, not_so)
            if held is None:
                c.gone.extend(a for a in same if a not in right)
                continue
            where, value = held
            a = right[0]
            moves.append((clause, a, _place(c, clause, a, where, not_so), value))
            undo_part(
                c, clause, _THINGS.get(where.slot, "offer" if where.at == c.now.focus else "rival"), where.at, value
            )
            c.gone.extend(same)
            _fill(c, a, where, moves[-1][2])
    for _, a, to, value in moves:
        if to.component in PAY and to.component not in (*TERMS, "other"):
            put_figure(c, max(to.at, 0), to.slot, _as(c, a, to, value), a)


def _right(c: Change, clause: Clause, same: list[AmountMention]) -> list[AmountMention]:
    """The mentions of one figure that say what it is: of "142 isn't the base, 142 is the total" the second."""
    if len({a.component for a in same}) == 1:
        return [a for a in same if not is_denied(c, clause, a)] or same
    sure = [a for a in same if a.component_said] or same
    return [min(reversed(sure), key=lambda a: how_denied(c, clause, a))]


def _wrong(c: Change, clause: Clause, right: list[AmountMention], not_so: set[str]) -> tuple[_Place, Part] | None:
    """Where a figure is held that the message gives another place; None where it stands as it is told."""
    held = [
        *((_Place("offer", n, p.component), p) for n, d in enumerate(c.now.deals) for p in d.offer),
        *((_Place(slot, -1, p.component), p) for slot in _THINGS for p in getattr(c.now, slot)),
    ]
    held = [(w, p) for w, p in held if any(same_value(a, p) for a in right)]
    meant = {w: [_place(c, clause, a, w, not_so) for a in right] for w, _ in held}
    wrong = [(w, p) for w, p in held if w not in meant[w]]
    if not wrong:
        return None
    where, value = max(wrong, key=lambda h: (h[0].component in not_so, _told_in(c, *h)))
    there = next(((w, p) for w, p in held if w in meant[where]), None)
    if there and _told_in(c, *there) >= _told_in(c, where, value):
        return None  # it stands there as well, by right
    return where, value


def _told_in(c: Change, where: _Place, value: Part) -> int:
    """The turn in which a figure was put where it is held."""
    company = c.deal(where.at).company if where.at >= 0 else ""
    turns = (
        e.turn for e in c.now.told if e.after == value and e.kind in _OF[where.slot] and e.company in ("", company)
    )
    return max(turns, default=0)


def _place(c: Change, clause: Clause, a: AmountMention, held: _Place, not_so: set[str]) -> _Place:
    """Where a figure belongs by what is said of it; what is left open stays as it is held."""
    component = a.component if a.component_said and a.component_score >= SURE and a.component not in not_so else ""
    named = [x for x in c.reading.named_in(clause) if x not in not_so]
    component = component or (named[0] if len(named) == 1 and held.component in (*not_so, named[0]) else "")
    component = component or (held.component if held.component not in not_so else "other")
    slot, at = held.slot, held.at
    owner = _owner(c, clause, a)
    if owner is not None and (slot == "offer" or a.role_score >= SURE_ROLE):
        return _Place("offer", owner, component)
    said = _side(clause, a, held)
    if said and said != slot and (said != "offer" or component == held.component):
        slot, at = said, c.now.focus if said == "offer" else -1
    return _Place(slot, at, component)


def _side(clause: Clause, a: AmountMention, held: _Place) -> str:
    """Whose figure it is said to be, "" where that is left open: its own role, else what the clause is likeliest
    about."""
    said = SLOTS.get(a.role, "")
    if said in _THINGS or (said == "offer" and a.role_score >= SURE_ROLE):
        return said
    thing, share = clause.denial.things[0] if clause.denial else ("", 0.0)
    return _SIDES.get(thing, "") if share >= LIKELY and held.slot == "offer" and a.role_score < SURE_ROLE else ""


def _owner(c: Change, clause: Clause, a: AmountMention) -> int | None:
    """The deal of the company that a clause names beside a figure: where there are as many of both, each its own."""
    if a.owner in c.of and a.owner_score == 1.0:
        return c.of[a.owner]
    inside = [
        c.of[i] for i, x in enumerate(c.reading.companies)
        if i in c.of and not x.denied and clause.start <= x.start < clause.end
    ]  # fmt: skip
    figures = [x for x in c.reading.amounts if x.clause == a.clause and x.amount.kind in MONEY]
    if len(inside) == len(figures):
        return inside[figures.index(a)]
    return inside[0] if len(set(inside)) == 1 else None


def _fill(c: Change, moved: AmountMention, left: _Place, to: _Place) -> None:
    """Another figure of the same part that would go where the moved one goes has the place that this one leaves: "12 is
    my bonus today, theirs is 15%"."""
    for i, a in enumerate(c.reading.amounts):
        beside = a.component == to.component and SLOTS.get(a.role) == to.slot and a.role_score < SURE_ROLE
        if beside and a.amount.high != moved.amount.high and left.slot == "offer":
            amounts = (
                *c.reading.amounts[:i],
                replace(a, role="offer", role_score=SURE_ROLE),
                *c.reading.amounts[i + 1 :],
            )
            c.reading = replace(c.reading, amounts=amounts)


def _as(c: Change, a: AmountMention, to: _Place, value: Part) -> Part:
    """The figure as a part of pay at its new place, as large as it was held; money that was held as a share is read
    anew."""
    if value.currency == "%" and a.amount.kind == "money":
        deal = c.deal(to.at) if to.at >= 0 else c.now.deal
        return part(a, next(x for x in PAY if x == to.component), c.now, deal, to.slot) or value
    return value.model_copy(update={"component": to.component})
