"""What the person says is not so -> what the talk held of it is undone, by slot, as an event; what is not held stays
as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.dialogue.change import Change, merged
from coach.dialogue.deals import Event, EventKind, Status, part_of
from coach.dialogue.employers import drop_deal
from coach.dialogue.resolve import same_value
from coach.understanding.claims import figure_said, is_all_denied, yes_given
from coach.understanding.denial import denials_in
from coach.understanding.matters import rows_in
from coach.understanding.reading import ASKS, LEAST, LIKELY, SURE, AmountMention, Clause
from coach.understanding.situation import Part

_OF: dict[str, tuple[EventKind, ...]] = {
    "accepted": ("accepted",), "declined": ("declined", "withdrawn"),
    "refused": ("refused", "term_refused", "they_answered"),
    "granted": ("granted", "term_granted"), "offer": ("offer_made", "offer_revised", "corrected"),
    "rival": ("offer_made", "offer_revised", "corrected"),
    "asked": ("asked", "term_asked", "refused", "granted", "they_answered", "term_refused", "term_granted"),
    "wish": ("wish_told", "asked"), "pay": ("pay_told",), "deadline": ("deadline_set",),
}  # fmt: skip
_SLOT = {"wish": "target", "pay": "current"}
_STATUS: dict[EventKind, Status] = {
    "offer_made": "offered", "asked": "asked", "offer_revised": "answered", "they_answered": "answered",
    "refused": "refused", "granted": "agreed", "accepted": "accepted", "declined": "declined",
    "withdrawn": "withdrawn",
}  # fmt: skip
_MOODS = ("told_joy", "told_fear", "told_sad", "told_thanks", "told_person")
_ENDED = ("withdrawn", "declined")
_TOLD = ("offer", "mine", "wish")  # what words around a figure may tell it as
_FIGURES = ("offer", "rival", "wish", "pay")
_SURELY = 0.7  # a probability
_FEW = 2  # events of the last message: who takes back a long story says of what
MONEY = ("money", "bare", "percent")
_PIECE = re.compile(r"[,;]\s")


def take_denials(c: Change) -> None:
    """Undo what each clause denies, where it is held; a figure that is only denied is not taken."""
    for a in c.reading.amounts:
        if a.role == "was" and is_all_denied(c.reading, a) and not c.reading.of_text(c.reading.clauses[a.clause]):
            c.gone.append(a)
            for n, p in [(n, p) for n, d in enumerate(c.now.deals) for p in d.offer if same_value(a, p)]:
                undo_part(c, c.reading.clauses[a.clause], "offer" if n == c.now.focus else "rival", n, p)
    for n, clause in enumerate(c.reading.clauses):
        if not _is_denial(c, clause):
            continue
        if any(x.denied and clause.start <= x.start < clause.end for x in c.reading.companies):
            continue  # a name that is none: the figures stand
        if _denies_others(clause) and _drop_others(c, clause):
            continue
        figures = [a for a in c.reading.amounts if a.clause == n and a.amount.kind in MONEY]
        if any(a is g for a in figures for g in c.gone):
            continue  # it has found its place
        if len(figures) > 1:
            continue  # the right figure beside the wrong one: that is a correction
        if figures:
            for a in (a for a in figures if is_denied(c, clause, a)):
                c.gone.append(a)
                _undo_figure(c, clause, a)
        else:
            _undo_named(c, clause)


def _is_denial(c: Change, clause: Clause) -> bool:
    """Whether a clause denies something that the talk may hold: no question, and nothing of the coach's text."""
    asks = clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS)
    asks = asks or sum(map(clause.about, _MOODS)) >= SURE  # "I did not think of this" says nothing of the talk
    return clause.denies and not (asks or clause.only_hides or c.reading.of_text(clause))


def _denies_others(clause: Clause) -> bool:
    """Whether a clause says that nobody else offers."""
    return clause.denial is not None and clause.denial.of("rival") >= _SURELY


def _drop_others(c: Change, clause: Clause) -> bool:
    """Let go of each other employer without an offer, unless the message brings it in; whether there was any."""
    brought = {c.of[i] for i, x in enumerate(c.reading.companies) if i in c.of and x.called == "offers"}
    held = [
        n for n, d in enumerate(c.now.deals)
        if n not in (c.now.focus, *brought) and d.status not in _ENDED and d.kind != "counter" and not d.due
    ]  # fmt: skip
    surely = clause.denial is not None and clause.denial.denies >= _SURELY
    gone = [n for n in held if surely or not c.deal(n).offer]
    for n in gone:
        drop_deal(c, n, clause.text)
    return bool(gone)


def is_denied(c: Change, clause: Clause, a: AmountMention) -> bool:
    """Whether the words right around a figure deny it: of "that's not my pay, I make 32" they do not."""
    if a.role != "was" and figure_said(c.reading, a) in _TOLD:
        return False
    theirs = c.deal(c.of.get(a.owner, c.now.focus)).offer if c.now.deals else ()
    news = a.role == "offer" and bool(theirs or a.owner in c.of) and not any(same_value(a, p) for p in theirs)
    return how_denied(c, clause, a) >= (LIKELY if clause.puts_right and not news else SURE)


def how_denied(c: Change, clause: Clause, a: AmountMention) -> float:
    """How sure it is that the words right around a figure deny it."""
    cuts = [m.span() for m in _PIECE.finditer(c.reading.text, clause.start, clause.end)]
    start = max((e for _, e in cuts if e <= a.amount.start), default=clause.start)
    end = min((s for s, _ in cuts if s >= a.amount.end), default=clause.end)
    return denials_in(rows_in(c.reading.text, ((start, end),)))[0].denies


def _undo_figure(c: Change, clause: Clause, a: AmountMention) -> None:
    """Take the held figure of this value out of the likeliest slot that has it."""
    held: list[tuple[str, int, Part]] = [
        ("offer" if n == c.now.focus else "rival", n, p) for n, d in enumerate(c.now.deals) for p in d.offer
    ]
    held += [("asked", c.now.focus, p) for p in c.now.deal.asked]
    held += [(thing, -1, p) for thing, slot in _SLOT.items() for p in getattr(c.now, slot)]
    same = [h for h in held if same_value(a, h[2])]
    if not same or clause.denial is None:
        return
    thing, at, value = max(same, key=lambda h: clause.denial.of(h[0]) if clause.denial else 0.0)
    undo_part(c, clause, thing, at, value)
    if thing == "pay" and c.now.side == "new" and part_of(c.now.deal.offer, value.component) is None:
        c.put(c.now.focus, offer=merged(c.now.deal.offer, value), status="offered")  # "not my pay, it's their offer"
        c.note("offer_made", clause.text, c.now.deal.company, None, value)


def _undo_named(c: Change, clause: Clause) -> None:
    """Undo the likeliest of what a clause may deny, among what is held."""
    no = clause.denial
    if no is None:
        return
    named = [c.of[i] for i, x in enumerate(c.reading.companies) if i in c.of and clause.start <= x.start < clause.end]
    at = next(iter(named), c.now.focus)
    parts = c.reading.named_in(clause)
    beside = any(clause.start <= t.start < clause.end for t in c.reading.terms) and not parts
    likeliest = no.things[0][0]
    for thing, share in no.things:
        if share < LIKELY and not (thing == likeliest or (share >= LEAST and likeliest == "said")):
            break
        if thing == "said":
            if share >= SURE and not c.reading.amounts and _undo_last(c, clause):
                return
            continue
        if thing in _FIGURES and (beside or share < (SURE if clause.puts_right else _SURELY)):
            continue  # a figure goes only by words that surely mean it, and name no term in its place
        if thing == "accepted" and any(map(yes_given, _PIECE.split(clause.text)[1:])):
            continue  # "I haven't signed yet, only said yes on the phone"
        where = _rival(c, named) if thing == "rival" else at
        if where >= 0 and _undo_thing(c, clause, thing, where, parts):
            return


def _rival(c: Change, named: list[int]) -> int:
    """The other employer that a clause may be about: the one it names, else the only one."""
    others = [n for n, d in enumerate(c.now.deals) if n != c.now.focus and d.status not in _ENDED]
    return next(iter(named), others[0] if len(others) == 1 else -1)


def _undo_thing(c: Change, clause: Clause, thing: str, at: int, parts: tuple[str, ...]) -> bool:
    """Undo one kind of thing; whether any of it was held."""
    if thing == "deadline":
        if not c.now.deadline:
            return False
        c.set(deadline="")
        _note(c, clause, thing, -1)
        return True
    if thing in _SLOT:
        held = [p for p in getattr(c.now, _SLOT[thing]) if not parts or p.component in parts]
        for p in held:
            undo_part(c, clause, thing, -1, p)
        return bool(held)
    if at >= len(c.now.deals):
        return False
    deal = c.deal(at)
    if thing in ("offer", "rival"):
        held = [p for p in deal.offer if not parts or p.component in parts]
        for p in held:
            undo_part(c, clause, thing, at, p, whole=True)
        return bool(held)
    if thing == "asked":
        asked = [t for t in deal.terms if t.side in ("asked", "refused", "granted")]  # what was not asked has no answer
        if not (deal.asked or asked or deal.status == "asked" or any(_places(c, thing, at))):
            return False
        terms = tuple(t.model_copy(update={"side": "wished"}) if t in asked else t for t in deal.terms)
        c.put(at, asked=(), terms=terms)
        _note(c, clause, thing, at)
        return True
    places = tuple(_places(c, thing, at))
    if not places:
        return False
    yes = c.now.events[places[-1]]
    with_it = [e.after for e in c.now.told if thing == "granted" and (e.turn, e.words) == (yes.turn, yes.words)]
    for value in [p for p in deal.offer if p in with_it]:
        undo_part(c, clause, "offer", at, value)  # the figure that came with the yes
    side = {"refused": "refused", "granted": "granted"}.get(thing)
    terms = tuple(t.model_copy(update={"side": "asked"}) if side and t.side == side else t for t in deal.terms)
    c.put(at, terms=terms)
    _note(c, clause, thing, at)
    return True


def undo_part(c: Change, clause: Clause, thing: str, at: int, value: Part, *, whole: bool = False) -> None:
    """Put back what stood before a figure was told, or nothing; `whole` where no figure of it stands."""
    company = c.deal(at).company if at >= 0 else ""
    last = next(
        (e for e in reversed(c.now.told) if e.after == value and e.kind in _OF[thing] and e.company in ("", company)),
        None,
    )
    before = last.before if last and not whole else None

    def without(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        left = tuple(p for p in parts if p is not value)
        return merged(left, before) if before else left

    if thing == "asked":
        c.put(at, asked=without(c.deal(at).asked))
    elif thing in _SLOT:
        c.set(**{_SLOT[thing]: without(getattr(c.now, _SLOT[thing]))})
        if thing == "wish" and c.now.deals and part_of(c.now.deal.asked, value.component) == value:
            c.put(c.now.focus, asked=tuple(p for p in c.now.deal.asked if p != value))
    else:
        c.put(at, offer=without(c.deal(at).offer))
    _note(c, clause, thing, at, value, before)


def _undo_last(c: Change, clause: Clause) -> bool:
    """Undo what the last message told, where that was little; whether there was anything."""
    last = [e for e in c.now.told if e.turn == c.now.turn - 1]
    kinds = {kind: thing for thing in reversed(_OF) for kind in _OF[thing]}
    things = [(kinds[e.kind], e) for e in last if e.kind in kinds]
    if not 0 < len(things) <= _FEW:
        return False
    for thing, e in reversed(things):
        at = next((n for n, d in enumerate(c.now.deals) if d.company == e.company), c.now.focus) if e.company else 0
        at = at if e.company else c.now.focus
        if e.after is not None:
            held = c.deal(at).offer if thing == "offer" else getattr(c.now, _SLOT.get(thing, "target"))
            if e.after in held:
                value = next(p for p in held if p == e.after)
                undo_part(c, clause, "wish" if thing == "asked" else thing, at, value)
        else:
            _undo_thing(c, clause, thing, at, ())
    return any(e.undoes for e in c.events)


def _places(c: Change, thing: str, at: int, value: Part | None = None) -> Iterator[int]:
    """Where the events stand that told of a thing, of a deal, and of one figure where `value` is given."""
    company = c.deal(at).company if 0 <= at < len(c.now.deals) else ""
    told = set(map(id, c.now.told))
    for n, e in enumerate(c.now.events):
        if id(e) in told and e.kind in _OF[thing] and e.company in ("", company) and value in (None, e.after):
            yield n


def _note(
    c: Change, clause: Clause, thing: str, at: int, value: Part | None = None, before: Part | None = None
) -> None:
    """Tell what is undone, and let the deal stand as what is left of its events says."""
    undoes = tuple(_places(c, thing, at, value)) or (-1,)
    company = c.deal(at).company if at >= 0 else ""
    c.events.append(
        Event(
            turn=c.now.turn, kind="taken_back", company=company, before=value, after=before, words=clause.text[:300],
            thing=thing, undoes=undoes,
        )
    )  # fmt: skip
    if at < 0:
        return
    gone = {n for e in c.events for n in e.undoes}
    left = [e for n, e in enumerate(c.now.events) if n not in gone and e in c.now.told and e.company in ("", company)]
    status: Status = "talking" if company else ""
    for e in left:
        status = _STATUS.get(e.kind, status)
    deal = c.deal(at)
    if not deal.offer and status in ("offered", "answered"):
        status = "talking" if company else ""
    c.put(at, status=status if status else "offered" if deal.offer else "")
