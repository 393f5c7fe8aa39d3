"""A figure of a message -> where it belongs: its deal, its slot there, and its full value."""

from __future__ import annotations

from math import log

from coach.dialogue.change import LEAST_MONEY, SURE_PART, SURE_ROLE, Change, deal_at
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Deal, part_of
from coach.dialogue.employers import open_deal
from coach.dialogue.people import said_by
from coach.dialogue.resolve import changed, component_of, distance_to, part, same_value
from coach.dialogue.tells import is_well_read
from coach.understanding.claims import plainly
from coach.understanding.context import called_alike
from coach.understanding.reading import MINE, SURE, AmountMention, CompanyPart
from coach.understanding.situation import Part
from index.guide import Component

_SURE_OFFER = 0.9  # a probability from which a first figure is what they offer
_SLIP = 0.4  # the logarithm of a ratio: so far from the right figure a slip may be
_OTHER = log(2.2)  # of a ratio: so far from a salary no step of it is
_STEP = 0.15  # the logarithm of a ratio that a raise stays within
# Where a figure goes by its role; a figure in another role is not held.
SLOTS = {
    "offer": "offer", "up": "offer", "pay": "current", "wish": "target", "asked": "target", "more": "target",
    "floor": "floor", "left": "left",
}  # fmt: skip


def place_of(c: Change, a: AmountMention, at: int, wrong: list[AmountMention]) -> tuple[int, str, Part | None]:
    """(deal, slot, value) of a figure: that of the held one it corrects, else where its role puts it; None for no
    value."""
    corrects = c.reading.does("correct")
    if a.role == "offer" and not wrong and corrects and (near := _nearest(c, a)):
        at, slot, component = near
        return at, slot, part(a, component, c.now, deal_at(c, at), slot)
    if (not a.role_said or corrects) and (put := _corrected(c, a, wrong, at)) and not _is_beside(c, a, put[1]):
        slot, component = put
        return at, slot, part(a, component, c.now, deal_at(c, at), slot)
    deal, slot = deal_at(c, at), SLOTS[a.role]
    if slot == "offer" and at == c.now.focus and not a.later:
        pays = _is_first_pay(c, a, deal) or _is_my_pay(c, a, deal) or _replaces_pay(c, a, deal)
        slot = "current" if pays else slot
    component = component_of(a, c.now, deal, slot)
    if a.role in ("up", "more"):
        return at, slot, _moved_to(c, a, deal, slot, component)
    return at, slot, part(a, component, c.now, deal, slot)


def _moved_to(c: Change, a: AmountMention, deal: Deal, slot: str, component: Component) -> Part | None:
    """What a part comes to by a change of it; None where nothing is held that it could change."""
    if a.amount.kind == "percent" and a.component in ("base", "total"):
        component = "base"
    base, today = part_of(deal.offer, component), part_of(c.now.current, component)
    if a.amount.kind == "percent" and deal.kind == "raise" and today is not None:
        base = today  # a raise in percent is one of present pay, however often it is told
    base = base or today
    if base is None:
        return part(a, component, c.now, deal, slot) if a.role == "up" else None
    if _is_step(a, base):
        return changed(base, a)
    if a.role_score < SURE_ROLE:
        return None
    return part(a, component, c.now, deal, slot)  # "or 40 in April" after 36 is where to go, not how far


def _is_step(a: AmountMention, base: Part) -> bool:
    """Whether a figure can be a change of a part: a share of it, or far less than it."""
    if a.amount.kind == "percent":
        return True
    sizes = (1.0,) if a.amount.scaled or a.amount.high >= LEAST_MONEY * 10 else (1.0, 1000.0)
    return all(abs(log(a.amount.high * size / base.high)) > _SLIP for size in sizes if a.amount.high and base.high)


def deal_of(c: Change, a: AmountMention) -> int:
    """The deal that a figure belongs to: that of the person who tells it, or of the company it is of, which opens one
    where there is none, else the one in focus."""
    if a.owner == MINE and (kept := counter_at(c.now)) is not None:
        return kept
    if a.role in ("offer", "up") and (at := said_by(c, a)) is not None:
        return at
    if a.owner >= 0 and a.owner in c.of:
        mine = c.reading.companies[a.owner].part == "mine" and a.role in ("offer", "up") and c.now.deal.company
        later = c.reading.companies[a.owner].start > a.amount.end and c.reading.clauses and not _in_clause(c, a)
        # "60k over 4 came thru. I'm at Halden": theirs, not Halden's; "184 it is. I also wait for Figma": not Figma's
        told = c.told_as(a.owner) in ("job", "rival") and a.owner_score >= SURE_ROLE
        return c.now.focus if later and not told and (mine or c.now.deal.offer) else c.of[a.owner]
    if a.owner >= 0 and a.role in ("offer", "up") and a.owner < len(c.reading.companies):
        company = c.reading.companies[a.owner]
        if c.is_no_name(company):
            return c.now.focus
        held = next((n for n, d in enumerate(c.now.deals) if d.is_of(company.name, company.options)), None)
        is_mine = bool(c.now.employer) and called_alike(c.now.employer, company.name)
        if held is None and c.now.deal.company and company.score < SURE_PART and not is_mine:
            return c.now.focus
        c.of[a.owner] = held if held is not None else _opened(c, a.owner, company)
        if held is None and is_mine:
            c.put(c.of[a.owner], kind="counter")
        return c.of[a.owner]
    if a.owner == -2 and a.role in ("offer", "up"):
        if (other := _holds_it(c, a)) is not None or (other := another(c)) is not None:
            return other
        c.set(deals=(*c.now.deals, Deal()))
        return len(c.now.deals) - 1
    if a.owner == -1 and a.role == "offer" and (other := _follows(c, a)) is not None:
        return other
    return c.now.focus


def _holds_it(c: Change, a: AmountMention) -> int | None:
    """The employer beside the one in focus that is known to offer a figure."""
    others = (n for n in range(len(c.now.deals)) if n != c.now.focus)
    return next((n for n in others if any(same_value(a, p) for p in c.deal(n).offer)), None)


def _follows(c: Change, a: AmountMention) -> int | None:
    """The one other employer whose salary a figure of news is a step from, where it is far from that of the one in
    focus."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    if clause is None or clause.share("news") < SURE or a.component not in ("base", "total"):
        return None
    away = {
        n: d for n, deal in enumerate(c.now.deals) if deal.status not in ("withdrawn", "declined")
        for p in deal.offer if p.component == a.component and (d := distance_to(a, p)) is not None
    }  # fmt: skip
    near = [n for n, d in away.items() if d < _STEP]
    return near[0] if len(near) == 1 and away.get(c.now.focus, 0.0) > _OTHER else None


def _opened(c: Change, i: int, company: CompanyPart) -> int:
    return open_deal(c, company, focus=not c.now.deal.company and c.told_as(i) != "rival")


def another(c: Change) -> int | None:
    """The place of the employer beside the one in focus that is not named: the last without a name, else the last; None
    where the talk has none."""
    others = [n for n, d in enumerate(c.now.deals) if n != c.now.focus and d.status not in ("withdrawn", "declined")]
    if any(a.owner == MINE for a in c.reading.amounts):  # what is told beside an offer for staying is not that
        others = [n for n in others if c.deal(n).kind != "counter"]
    return next(reversed([n for n in others if not c.deal(n).company] or others), None)


def _in_clause(c: Change, a: AmountMention) -> bool:
    clause = c.reading.clauses[a.clause]
    return clause.start <= c.reading.companies[a.owner].start < clause.end


def _is_first_pay(c: Change, a: AmountMention, deal: Deal) -> bool:
    """Whether the first salary of a talk about a raise is told before anything was proposed: it is present pay."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    answered = clause is not None and any(map(clause.does, ("news", "refused", "granted")))
    surely = clause is not None and min(clause.share("offer"), a.role_score) >= _SURE_OFFER
    answered = answered or surely or plainly(c.reading, a) == "offer"
    others = any(x.role == "pay" and x.component in ("base", "total") for x in c.reading.amounts)
    answered = answered or c.now.side == "new"
    return deal.kind == "raise" and not deal.offer and not c.now.current and not others and not answered


def _replaces_pay(c: Change, a: AmountMention, deal: Deal) -> bool:
    """Whether a figure stands beside present pay and is near to it, and far from what is offered: "not on 64 anymore,
    it's 66.5"."""
    pay, offered = part_of(c.now.current, "base"), part_of(deal.offer, "base")
    if pay is None or offered is None or a.owner >= 0 or (a.component_said and a.component != "base"):
        return False
    if not any(x is not a and x.clause == a.clause and same_value(x, pay) for x in c.reading.amounts):
        return False
    near, far = distance_to(a, pay), distance_to(a, offered)
    return near is not None and far is not None and near < _STEP < far


def _is_my_pay(c: Change, a: AmountMention, deal: Deal) -> bool:
    """A figure of the present employer that is not the talk's is what the person is paid."""
    if a.owner < 0 or a.owner >= len(c.reading.companies):
        return False
    pay = part_of(c.now.current, "base") or part_of(c.now.current, "total")
    told = [x.amount.high for x in c.reading.amounts if x.role == "pay" and x.component in ("base", "total")]
    if a.role == "offer" and a.amount.high > max((*told, pay.high if pay else 0.0), default=0.0) > 0:
        return False  # more than they pay is what they would pay for staying
    return (
        c.reading.companies[a.owner].part == "mine"
        and not (a.role_score > SURE_ROLE and c.reading.companies[a.owner].score < SURE_PART)
        and deal.kind != "raise"
        and not deal.is_of(c.reading.companies[a.owner].name, ())
    )


def _nearest(c: Change, a: AmountMention) -> tuple[int, str, Component] | None:
    """(deal, slot, component) of the held figure that a correction without the wrong one means: the nearest of that
    part, or of any."""
    held = [(n, "offer", p) for n, d in enumerate(c.now.deals) for p in d.offer]
    if a.role_score < SURE_ROLE:  # what is surely an offer corrects no pay and no wish
        held += [(c.now.focus, slot, p) for slot in ("current", "target") for p in getattr(c.now, slot)]
    if a.owner >= 0:
        held = [h for h in held if h[0] == c.of.get(a.owner, -1) and h[1] == "offer"]
    fitting = [h for h in held if not (a.component_said and a.component_score > SURE) or h[2].component == a.component]
    away = [(d, h) for h in fitting if (d := distance_to(a, h[2])) is not None]
    if not away or min(away, key=lambda x: x[0])[0] > _SLIP:
        return None
    n, slot, p = min(away, key=lambda x: x[0])[1]
    return n, slot, p.component


def wrong_elsewhere(c: Change, wrong: list[AmountMention]) -> int | None:
    """The deal, not the one in focus, whose offer holds a figure that the message says is wrong."""
    if any(same_value(w, p) for w in wrong for p in (*c.now.deal.offer, *c.now.target, *c.now.current)):
        return None
    return next(
        (
            n for n, d in enumerate(c.now.deals)
            if n != c.now.focus and any(same_value(w, p) for w in wrong for p in d.offer)
        ), None,
    )  # fmt: skip


def _is_beside(c: Change, a: AmountMention, component: Component) -> bool:
    """Whether a figure says itself that it is of another part than the corrected one, which the message tells as well:
    "the 48 includes a sign-on of 4, so base is 44"."""
    named = a.component_said and a.component_score > SURE and a.component != component
    return named and any(x is not a and x.role == a.role and x.component == component for x in c.reading.amounts)


def _corrected(c: Change, a: AmountMention, wrong: list[AmountMention], at: int) -> tuple[str, Component] | None:
    """(slot, component) of the figure held that the message says is wrong."""
    wished = a.role in ("wish", "asked") and a.role_score >= SURE_ROLE  # "I ask for 88 instead of 84"
    own = SLOTS.get(a.role, "") if is_well_read(c, a) else ""  # it puts nothing right but what it is itself
    for w in wrong:
        slots = [
            ("offer", c.deal(at).offer if c.now.deals and not wished else ()),
            ("target", c.now.target),
            ("current", c.now.current),
            ("floor", c.now.floor),
        ]
        for slot, parts in slots:
            for p in parts:
                if same_value(w, p) and own in ("", slot):
                    return slot, p.component
    return None
