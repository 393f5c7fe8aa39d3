"""What the other side has answered -> one view of it: what changed in the sum, what it is worth, and one next step."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.answers.beside import fresh_terms, said_terms, weighed
from coach.answers.desk import Desk, name_of
from coach.answers.package import capital, listed, package_of, refused_of, said_of
from coach.answers.per_hour import hours_of
from coach.answers.standing import Meaning, main_part, meaning_of
from coach.dialogue.deals import Event, alike, part_of
from coach.scripts.own import by_when
from coach.standing.answer import Answer, answer_of
from coach.standing.footing import yearly
from coach.standing.package import AskFor, Package
from coach.understanding.situation import TIMES_A_YEAR, Part

_LITTLE = 0.03  # of a part: so little is not worth another round
_SOON = 3.0  # years after which a higher base has brought in a lump sum that was given up for it
_ONCE = "signing"
_PER = {"hour": " an hour", "day": " a day", "week": " a week", "month": " a month"}


@dataclass(frozen=True, slots=True)
class _Stance:
    """What to do with their answer: the key of its words, and what these name."""

    key: str
    fields: dict[str, str] = field(default_factory=dict)


def is_answered(desk: Desk) -> bool:
    """Whether the other side has answered and the person has not said yes or no since."""
    return desk.now.deal.status in ("answered", "refused") and main_part(desk) is not None


def write_answered(desk: Desk, *, normal: bool = False) -> bool:
    """One view of their last answer, with its next step; later in the talk the position comes first and the reason
    second. `normal`: the person asks what to make of it, which is said before."""
    part = main_part(desk)
    if part is None and any(e.kind == "ceiling_told" for e in desk.fresh):
        part = part_of(desk.now.current, "base")  # of their pay, before they have proposed any
    if "answered" in desk.meant:
        return True  # this reply has said it
    if part is None:
        return _without_figures(desk)
    desk.meant.add("answered")
    answer = answer_of(desk.now)
    asked = normal or answer.turn < desk.now.turn or any(c.matter in _WHETHER for c in desk.reading.clauses)
    if answer.shape == "terms" and not asked and any(e.kind == "term_refused" for e in desk.fresh):
        return _no_to_term(desk)
    meaning = meaning_of(desk, part, again=True)
    stance = _stance(desk, answer, part, meaning)
    if stance.key == "open" and (desk.reading.asks or {"told_open", "asked_open"} & {*desk.say.shown}):
        return False  # who asks something else has told what was said, and nobody is asked for it twice
    _say(desk, answer, stance, meaning, asked=asked, normal=normal)
    if asked:
        write_over_now(desk, part)
    if stance.key in _WITH_WORDS:
        desk.choices.append("What do I say now?")
    if beside := weighed(desk):
        desk.draft.say(beside)
    return True


def write_over_now(desk: Desk, part: Part) -> None:
    """What their figure is a month and a year over what the person makes today, and, where the job is in another place,
    what of that a move takes; once for each figure."""
    pay, deal, key = part_of(desk.now.current, part.component), desk.now.deal, f"over_now {part.high:g}"
    if pay is None or not alike(pay, part) or deal.kind == "raise" or key in desk.say.shown or part.high <= pay.high:
        return
    desk.say.said.append(key)
    more = part.high - pay.high
    per = _PER.get(part.period, " a year")
    fields = {"now": desk.theirs(part), "pay": desk.theirs(pay)}
    fields["more"] = desk.derived(more, part.component, "offer − present pay") + per
    times = pay.salaries or TIMES_A_YEAR.get(pay.period, 1)
    said = "over_now"
    if times > 1 and part.period == "month":
        as_many = pay.salaries and not part.salaries
        year = more * times if as_many else part.a_year * part.high - pay.a_year * pay.high
        fields["year"] = desk.derived(year, part.component, "the same by the year") + " a year"
        fields["times"] = f" if they pay as many salaries a year as you have now ({pay.salaries})" if as_many else ""
        said = "over_now_year"
    desk.draft.say(desk.say.say(said, **fields))
    if desk.now.home and deal.region and deal.region.casefold() != desk.now.home.casefold():
        desk.draft.say(desk.say.say("over_now_moving", place=deal.region, home=desk.now.home))


# Who asks whether is given the position before its reason.
_WHETHER = ("view_take", "view_push", "view_walk", "told_lean")
_WITH_WORDS = (
    "down", "other", "last", "later", "clock_ask",
    "swap_bad", "not_yet", "no", "ceiling_room", "ceiling_over", "ceiling_at",
)  # fmt: skip


def _say(desk: Desk, answer: Answer, stance: _Stance, meaning: Meaning, *, asked: bool, normal: bool) -> None:
    """The view in words that this talk has not had."""
    say, lines = desk.say, []
    if normal and not say.spent(key := f"normal_{answer.shape}"):
        lines.append(say.say(key))
    part = main_part(desk)
    at = f"{name_of(part.component)} at {desk.theirs(part)} is {listed(meaning.phrases)}" if part else ""
    fields = {**stance.fields, "reason": at if meaning.phrases else "it is a fair end to the talk"}
    keys = (f"asked_{stance.key}", f"told_{stance.key}") if asked else (f"told_{stance.key}", f"asked_{stance.key}")
    key = next((k for k in keys if not say.spent(k)), "")
    if key:
        lines.append(say.say(key, **fields))
    else:
        lines.append(say.say("same_view", view=say.say(f"short_{stance.key}", **fields)))
    desk.draft.say(" ".join(capital(line) for line in lines))


def _stance(desk: Desk, answer: Answer, part: Part, meaning: Meaning) -> _Stance:
    """What to do, by what they answered and what is left to win."""
    now, made = desk.theirs(part), package_of(desk)
    if (meaning.over_floor or 0) < 0 and answer.shape != "open":
        return _Stance("not_yet", {"now": now})
    match answer.shape:
        case "open" if lowered := _lowered(desk, part):
            return _Stance("down", {"now": now, "was": desk.theirs(lowered)})
        case "open" if answer.turn == desk.now.turn:
            return _Stance("open")
        case "met" if (meaning.over_wish or 0) >= 0:  # of the part that counts, not of another one
            return _Stance("stop", {"now": now})
        case "matched":
            rival = next(d for d in desk.now.others if any(p.high == part.high for p in d.offer))
            return _Stance("matched", {"now": now, "rival": rival.company or "the other offer"})
        case "swapped":
            return _swap(desk, answer, now)
        case "ceiling" if desk.now.deal.ceiling:
            return _below_ceiling(desk, part, desk.now.deal.ceiling, made)
        case "later" if answer.later:
            more = _by_year(desk, answer.later) - _by_year(desk, part)
            wait = desk.derived(round(more), part.component, "what they named for later − offer, by the year")
            later = desk.theirs(answer.later)
            return _Stance("later", {"now": now, "later": later, "words": answer.later_words, "gap": wait})
    gap = _left(desk, part, meaning, made)
    if "lean_take" in desk.say.shown and answer.turn < desk.now.turn:
        return _Stance("take", {"now": now})  # the person has chosen to stop, and nothing is new
    fields = {"now": now, "part": name_of(part.component), "gap": _gap_said(desk, part, gap, meaning)}
    other = _other(desk, made, part)
    said = _of_shape(desk, answer, part, made, gap, fields, other)
    return said or _what_is_left(desk, answer, part, meaning, made, gap, fields, other)


def _lowered(desk: Desk, part: Part) -> Part | None:
    """What a part was before this message told that they have lowered it."""
    downs = (e for e in desk.fresh if e.kind == "offer_revised" and e.before and e.after)
    return next((e.before for e in downs if e.after == part and e.before and e.before.high > part.high), None)


def _of_shape(
    desk: Desk,
    answer: Answer,
    part: Part,
    made: Package | None,
    gap: float,
    fields: dict[str, str],
    other: AskFor | None,
) -> _Stance | None:
    """What to do where the shape of their answer tells it; None where what is left to win does."""
    if answer.shape == "clock":
        fields["due"] = by_when(answer.due)
        if made and gap > _LITTLE * part.high and part.component not in refused_of(desk):
            return _Stance("clock_ask", {**fields, "ask": said_of(desk, made.main)})
        return _Stance("clock", fields)
    if answer.shape == "no_time":
        return _Stance("no_time", {**fields, "due": f" {by_when(desk.now.deadline)}" if desk.now.deadline else ""})
    if answer.shape == "instead" and (instead := _instead(desk, answer, fields, other)):
        return instead
    given = tuple(t for t in desk.now.deal.agreed if t.turn == answer.turn)
    if answer.shape == "terms" and given:
        return _Stance("with_term", {**fields, "terms": said_terms(desk, given)})
    if answer.shape == "no" and not answer.step:
        fields["part"] = listed(tuple(name_of(p) for p in _no_to(desk))) or fields["part"]
        return _Stance("no", {**fields, "other": said_of(desk, other)}) if other else _Stance("no_last", fields)
    return None


def _no_to(desk: Desk) -> tuple[str, ...]:
    """The parts that their last no names."""
    noes = [e for e in desk.now.told if e.kind == "refused" and e.component != "time"]
    return tuple(e.component for e in noes if e.turn == noes[-1].turn and e.component)


def _below_ceiling(desk: Desk, part: Part, top: Part, made: Package | None) -> _Stance:
    """Where they say that such pay ends: room up to it, a wish above it, or none left."""
    wish = part_of(desk.now.target, part.component)
    fields = {"now": desk.theirs(part), "top": desk.theirs(top), "part": name_of(part.component)}
    other = _other(desk, made, part)
    fields["other"] = f", {said_of(desk, other)}," if other else ""
    if top.high <= part.high:
        return _Stance("ceiling_at", fields)
    room = desk.derived(top.high - part.high, part.component, "their top − offer") + _PER.get(part.period, "")
    if wish is None or wish.high <= top.high:
        return _Stance("ceiling_room", {**fields, "room": room, "ask": desk.theirs(wish or top)})
    over = desk.derived(wish.high - top.high, part.component, "your wish − their top") + _PER.get(part.period, "")
    return _Stance("ceiling_over", {**fields, "room": room, "wish": desk.theirs(wish), "over": over})


def _what_is_left(
    desk: Desk, answer: Answer, part: Part, meaning: Meaning, made: Package | None, gap: float, fields: dict[str, str],
    other: AskFor | None,
) -> _Stance:  # fmt: skip
    """Take it, one other ask or one last try, by what is left to win."""
    if gap <= _LITTLE * part.high or (meaning.over_wish is None and answer.closed and answer.step):
        return _Stance("take", fields)
    if answer.closed or part.component in refused_of(desk):
        lone = _Stance("take" if meaning.over_wish is not None else "no_last", fields)
        return _Stance("other", {**fields, "other": said_of(desk, other)}) if other else lone
    wish = part_of(desk.now.target, part.component)
    if desk.now.deal.kind == "raise" and wish:
        return _Stance("raise_part", {**fields, "wish": desk.theirs(wish)})
    if answer.shape == "halfway":
        return _Stance("halfway", {**fields, "other": f": {said_of(desk, other)}" if other else ""})
    if made is None:
        return _Stance("take", fields)
    or_else = f", or {said_of(desk, made.fallback)} instead," if made.fallback else ""
    return _Stance("last", {**fields, "ask": said_of(desk, made.main), "other": or_else})


def _left(desk: Desk, part: Part, meaning: Meaning, made: Package | None) -> float:
    """What is still to be won on a part: up to the wish, else up to what there is to ask for."""
    if meaning.over_wish is not None:
        return -meaning.over_wish
    if made is None:
        return 0.0
    alike = made.main.component == part.component and made.main.currency == part.currency
    return made.main.value - part.high if alike else part.high


def _gap_said(desk: Desk, part: Part, gap: float, meaning: Meaning) -> str:
    if not 0 < gap < part.high:
        return ""
    how = "your wish − offer" if meaning.over_wish is not None else "the ask − offer"
    return desk.derived(gap, part.component, how) + _PER.get(part.period, "")


def _other(desk: Desk, made: Package | None, part: Part) -> AskFor | None:
    """Another part than this one that nobody has said no to."""
    refused = refused_of(desk)
    taken = {*refused} if refused and part.component not in refused else {part.component, *refused}
    return (
        next((a for a in (made.main, made.fallback, made.second) if a and a.component not in taken), None)
        if made
        else None
    )


def _swap(desk: Desk, answer: Answer, now: str) -> _Stance:
    """One part for another: a lump sum is set against the years it takes to come back, anything else against a year."""
    step = answer.step
    if step is None or step.before is None or step.after is None:
        return _Stance("swap_open", {"now": now})
    up, base = _by_year(desk, step.after) - _by_year(desk, step.before), _by_year(desk, step.after)
    more = desk.derived(up, step.after.component, "new figure − old figure, by the year")
    lost = listed(tuple(desk.named(p) for p in answer.lost))
    if all(p.component == _ONCE and p.currency == step.after.currency for p in answer.lost):
        once = sum(p.high for p in answer.lost)
        years = round(once / up, 1)
        said = desk.figure(f"{years:g}", "derived", "other", "", years, years, "what is gone ÷ what is more each year")
        first = desk.derived(abs(once - up), "signing", "what is gone − what is more in the first year")
        key = "swap_once" if years <= _SOON else "swap_slow"
        return _Stance(key, {"more": more, "lost": lost, "years": said, "first": first, "now": now})
    if any(p.currency not in ("%", step.after.currency) for p in answer.lost):
        return _Stance("swap_open", {"now": now})
    gone = sum(_gone(desk, p, _by_year(desk, step.before), base) for p in answer.lost)
    net = up - gone
    fields = {"more": more, "lost": lost, "now": now}
    if abs(net) < 1:
        return _Stance("swap_even", fields)
    fields["gap"] = desk.derived(abs(net), "total", "what is more − what is gone, by the year", step.after.currency)
    return _Stance("swap_good" if net > 0 else "swap_bad", fields)


def _instead(desk: Desk, answer: Answer, fields: dict[str, str], other: AskFor | None) -> _Stance | None:
    """They left what was asked where it was and came up on another part: what that is worth in a year."""
    step, base = answer.step, part_of(desk.now.deal.offer, "base")
    if step is None or step.before is None or step.after is None:
        return None
    of = _by_year(desk, base) if base else 0.0
    new, old = (yearly(p.high, p.component, p.period, p.currency, of) for p in (step.after, step.before))
    of_part = step.after.component if step.after.component in ("bonus", "stock", "signing") else "base"
    check = desk.say.say(f"check_{of_part}")
    asked = next(name_of(p.component) for p in desk.now.deal.asked or desk.now.target)
    worth = desk.derived(new - old, step.after.component, "what is more on that part, in a year")
    also = f", or once for {said_of(desk, other)}" if other and other.component != step.after.component else ""
    return _Stance(
        "instead",
        {**fields, "asked": asked, "part": name_of(step.after.component), "worth": worth, "also": also, "check": check},
    )


def _gone(desk: Desk, lost: Part, before: float, after: float) -> float:
    """What a part that they took out or lowered was worth in a year; a share is of the base of its time."""
    if lost.currency != "%":
        return yearly(lost.high, lost.component, lost.period, lost.currency, after)
    left = part_of(desk.now.deal.offer, lost.component)
    share = left.high if left and left.currency == "%" else 0.0
    return (before * (lost.high + share) - after * share) / 100


def _by_year(desk: Desk, part: Part) -> float:
    """What a part of theirs comes to in a year, pay by the hour at the hours of their week where they are told."""
    week = (hours_of(desk, desk.now.deal) or 0.0) if part.period == "hour" else 0.0
    return part.high * part.model_copy(update={"week": week}).a_year


def _without_figures(desk: Desk) -> bool:
    """A no before any figure of theirs: another part, or a date."""
    key = "no_raise" if desk.now.current else "no_figures"  # who names what they earn talks to a boss
    if desk.now.deal.status != "refused" or desk.say.spent(key):
        return False
    desk.draft.say(desk.say.say(key))
    return True


def _no_to_term(desk: Desk) -> bool:
    """They said no to a term beside pay: what is still open comes next, else the rest is weighed without it."""
    lost = said_terms(desk, fresh_terms(desk, "term_refused"))
    still, made = desk.now.deal.open_terms, package_of(desk)
    wish = made.main if made and made.why == "wish" and made.main.component not in refused_of(desk) else None
    if still or wish:
        others = (*((said_of(desk, wish),) if wish else ()), *((said_terms(desk, still),) if still else ()))
        desk.draft.say(desk.say.say("after_no_term", refused=lost, other=listed(others)))
    else:
        desk.draft.say(desk.say.say("after_no_term_last", refused=lost))
    return True


def moved_up(events: tuple[Event, ...]) -> bool:
    """Whether they have come up since their first figure."""
    return any(e.kind == "offer_revised" and e.after and e.before and e.after.high > e.before.high for e in events)
