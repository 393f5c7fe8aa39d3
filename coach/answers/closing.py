"""After a yes or a no of either side, and before a signature: what to do so that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.answers.answered import write_answered
from coach.answers.beside import said_terms
from coach.answers.desk import Desk
from coach.answers.package import listed, lowered_in
from coach.phrasing.spoken import says
from coach.standing.answer import answer_of
from coach.understanding.reading import SURE, Clause
from coach.understanding.situation import Part


def write_closing(desk: Desk) -> bool:
    """After a yes or a no of either side: what to do so that it holds."""
    accepts = desk.reading.does("accepted") or any(e.kind == "accepted" for e in desk.fresh)
    if desk.reading.does("granted") and not accepts:
        deal = desk.now.deal
        if any(e.kind == "term_granted" for e in desk.fresh) and deal.status != "agreed":
            return False  # a yes to one of several things closes nothing
        if answer_of(desk.now).shape == "matched":
            return write_answered(desk)
        parts = (*(desk.named(p) for p in deal.offer), *_agreed(desk))
        desk.draft.say(desk.say.say("agreed", recap=listed(parts)) if parts else desk.say.say("agreed_plain"))
        return True
    ended = {e.kind for e in desk.fresh}
    key = next((k for k, act in _CLOSED if k in ended or desk.reading.does(act)), "declined")
    if desk.say.spent(key):
        return False
    desk.draft.say(desk.say.say(key))
    if key == "accepted" and (terms := _agreed(desk)):
        desk.draft.say(desk.say.say("accepted_terms", terms=listed(terms)))
    return True


def write_rescinded(desk: Desk) -> bool:
    """They have taken the offer back: what is left to do, once told and once asked about."""
    told = any(e.kind == "rescinded" for e in desk.fresh)
    key = "rescinded" if told else "rescinded_next"
    if desk.say.spent(key):
        return False
    desk.draft.say(desk.say.say(key))
    desk.choices.append("Write that I'd still take it")
    return True


def _agreed(desk: Desk) -> tuple[str, ...]:
    """The terms beside pay that they give, as things."""
    said_terms(desk, desk.now.deal.agreed)
    return tuple(t.phrase for t in desk.now.deal.agreed if t.kind != "writing")


_CLOSED = (("withdrawn", "withdraw"), ("accepted", "accepted"), ("declined", "declined"))


def write_differs(desk: Desk) -> bool:
    """They have written less than was agreed: what to do before it is signed, and after."""
    deal = desk.now.deal
    lost = lowered_in(desk.now) or tuple(p for p in deal.offer if any(p.component == x.component for x in deal.letter))
    if not lost:
        return False
    agreed = _named(desk, lost)
    if not deal.letter:
        desk.draft.say(desk.say.say("differs", agreed=agreed))
    else:
        key = "differs_signed" if deal.status == "accepted" else "differs_letter"
        desk.draft.say(desk.say.say(key, agreed=agreed, letter=_named(desk, deal.letter)))
    desk.choices.append("Write the mail that puts it right")
    return True


def _named(desk: Desk, parts: tuple[Part, ...]) -> str:
    return listed(tuple(desk.named(p) for p in parts))


def write_check(desk: Desk) -> bool:
    """What to look at before signing: the point that is asked about, else the agreed figures first, then the terms that
    cost money later."""
    if _write_points(desk):
        return True
    if "check" in desk.say.shown or not desk.reading.does("ask_check"):  # one point of it is asked about, unnamed
        if desk.say.spent("letter_any"):
            return False
        desk.draft.say(desk.say.say("letter_any"))
        return True
    offer = desk.now.deal.offer
    parts = {p.component for p in offer}
    figures = _named(desk, offer) if offer else ""
    steps = [f"The figures, word for word: {figures}." if figures else "Every figure that was agreed, word for word."]
    if terms := _agreed(desk):
        steps.append(f"What was agreed beside the pay: {listed(terms)}.")
    if waiting := desk.now.deal.open_terms:
        steps.append(f"What you have no answer to yet: {said_terms(desk, waiting)}.")
    steps += [words for needs, words in _CHECKS if not needs or needs & parts]
    if desk.now.deadline:
        steps.append(f"The date: they want your answer by {desk.now.deadline}.")
    desk.draft.say(f"{desk.say.say('check')}\n\n" + "\n".join(f"{n}. {s}" for n, s in enumerate(steps, 1)))
    return True


_POINTS = 2  # a question that names more is one about the whole letter


def _write_points(desk: Desk) -> bool:
    """A view of each point of the letter that a question names; False where it names none or many."""
    asking = [c for c in desk.reading.clauses if c.matter == "check_letter"]
    real = [(t.start, t.kind) for t in desk.reading.terms if t.real >= SURE]
    every = desk.reading.clauses
    terms, parts = (_within(asking, found) or _within(every, found) for found in (real, [*desk.reading.components]))
    keys = dict.fromkeys(f"letter_{x}" for x in (*terms, *(() if terms else parts)))
    named = [key for key in keys if says(key) and not desk.say.spent(key)]
    if not named or len(keys) > _POINTS:
        return False
    desk.draft.say(" ".join(desk.say.say(key) for key in named))
    return True


def _within(clauses: Sequence[Clause], found: Iterable[tuple[int, str]]) -> list[str]:
    return [name for at, name in found if any(c.start <= at < c.end for c in clauses)]


_CHECKS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(), "Title, level, place of work and days at home, as they were told to you."),
    (
        frozenset({"bonus", "total"}),
        "The bonus: is it guaranteed or a target, on which salary, and do you have to be there on the day it is paid?",
    ),
    (
        frozenset({"stock"}),
        "The stock: number or value, when it vests, the first date, and what happens when you leave.",
    ),
    (
        frozenset({"signing"}),
        "The sign-on: when it is paid, and how much you would have to pay back if you leave, or if they end it.",
    ),
    (frozenset(), "Notice period, trial period, non-compete, and what is said about work you do on the side."),
    (frozenset(), "Holiday, pension or 401(k), health cover, and from which day they count."),
    (frozenset(), "Whether the offer still hangs on something: references, a background check, a visa."),
)  # fmt: skip
