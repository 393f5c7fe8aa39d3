"""A view of the offer, or of the person's own number, in the first line; then what it rests on."""

from __future__ import annotations

from dataclasses import replace

from coach.answers.answered import is_answered, write_answered
from coach.answers.beside import weighed
from coach.answers.decision import position
from coach.answers.desk import Desk, name_of
from coach.answers.grounds import grounds
from coach.answers.offers import answer_offer
from coach.answers.package import MOVED, capital, listed, package_of, said_of
from coach.answers.per_hour import hours_held, write_per_hour
from coach.answers.standing import Meaning, band_text, by_year, main_part, meaning_of, present_pay, standing_of
from coach.dialogue.deals import alike, part_of
from coach.dialogue.resolve import part as as_part
from coach.evidence.retrieve import Evidence
from coach.policy.held import answered_now, begins
from coach.reply import Gap
from coach.understanding.matters import VIEWS
from coach.understanding.reading import ASKS, Clause
from coach.understanding.situation import Part
from index.guide import Lines

BOLD_RAISE = 0.1  # this far over present pay, a raise needs one
_SMALL_STEP, _GOOD_STEP = 0.04, 0.12  # over present pay
_SURELY = 0.8  # a probability
_FAR, _HIGHER = 1.8, 1.01  # times what is held: more is asked by nobody; times a wish: so much more is worth saying
BOLD = 0.2  # a wish this far over an offer needs a strong reason


def write_verdict(desk: Desk, matter: str = "view_good") -> bool:
    """A view of the offer, or of the person's own number (`matter` "view_wish"), in the first line; then what it rests
    on."""
    part = main_part(desk)
    if part is not None and is_answered(desk) and _means_answer(desk, matter) and write_answered(desk, normal=True):
        return True
    wished = any(e.kind == "wish_told" for e in desk.fresh) and not any(e.kind in MOVED for e in desk.fresh)
    if (matter == "view_wish" or wished) and write_greedy(desk):
        return True
    if part is None:
        return desk.reading.asks and _own_pay(desk)
    _by_the_hour(desk)
    judged = f"judged {part.component} {part.high:g}"
    if judged in desk.say.shown and desk.now.deal.offer and not desk.fresh:
        _again(desk, part)
        return True
    desk.say.said.append(judged)
    table = f"table {desk.now.deal.company}"
    full = bool(desk.evidence.bands) and table not in desk.say.shown
    meaning = meaning_of(desk, part, band=not full)
    view = _view(desk, part, meaning)
    unasked = not matter and view == "verdict_unknown"
    if unasked and not meaning.phrases and (desk.reading.asks or any(_asks(c) for c in desk.reading.clauses)):
        return False  # nobody asked for a view, and nothing tells one: what is asked is answered
    said = _step_up(desk, part, meaning) if unasked else _said_of_view(desk, view, part, meaning)
    if meaning.phrases:
        said.append(f"{capital(name_of(part.component))} at {desk.theirs(part)} is {listed(meaning.phrases)}.")
    elif view == "verdict_unknown" and begins(desk.now):
        uncovered = bool(desk.now.deal.company) and desk.row is None  # no figure of ours about a named employer
        if matter == "view_good" and not (uncovered or desk.say.spent("verdict_first")) and package_of(desk):
            said.append(desk.say.say("verdict_first", **grounds(desk, desk.say.fields("verdict_first"))))
        said.append(desk.say.say("tell_more"))
    desk.draft.say(" ".join(said))
    if beside := weighed(desk):
        desk.draft.say(beside)
    if not full:
        _what_changed(desk, part)
        return True
    if answer_offer(_of_focus(desk), desk.situation, desk.draft, advise=begins(desk.now)):
        desk.say.said.append(table)
    return True


def _what_changed(desk: Desk, part: Part) -> None:
    """The whole was shown before: what has changed since is placed, and nothing else."""
    changed = {e.after.component for e in desk.fresh if e.after and e.kind in MOVED} - {part.component}
    for other in (p for p in desk.now.deal.offer if p.component in changed):
        if told := meaning_of(desk, other).phrases:
            desk.draft.say(f"{capital(name_of(other.component))} at {desk.theirs(other)} is {listed(told)}.")


def _by_the_hour(desk: Desk) -> None:
    """What an hour pays there and here, once in a talk."""
    if hours_held(desk) and "per_hour" not in desk.say.shown and write_per_hour(desk):
        desk.say.said.append("per_hour")


def _again(desk: Desk, part: Part) -> None:
    """Where it stands was said: whether that is good, straight, and where that was said too, what to do with it."""
    if not _good(desk, part):
        position(desk, part, "should_counter_first")


def _means_answer(desk: Desk, matter: str) -> bool:
    """Whether a question that names no figure is about their answer: what they offer was placed before, or the words
    are not sure to be about the person's own number."""
    if any(a.role != "none" for a in desk.reading.amounts) and not answered_now(desk.fresh):
        return False
    if matter == "view_wish":
        return max((c.about(matter) for c in desk.reading.clauses), default=0.0) < _SURELY
    return not desk.evidence.bands or any(key.startswith("judged ") for key in desk.say.shown)


def _of_focus(desk: Desk) -> Evidence:
    """What was found of the employer in focus: others that a message names are not who makes this offer."""
    own = desk.now.deal.options
    if not own or not any(g.company in own for g in desk.evidence.guides):
        return desk.evidence
    return replace(
        desk.evidence,
        guides=tuple(g for g in desk.evidence.guides if g.company in own),
        bands=tuple((g, rows) for g, rows in desk.evidence.bands if g.company in own),
    )


def _said_of_view(desk: Desk, view: str, part: Part, meaning: Meaning) -> list[str]:
    """The view in words; where no band tells one, what there is in its place."""
    company, options = desk.now.deal.company, desk.now.deal.options
    if view == "verdict_unknown" and company and not desk.library.names.roles_at(options[0] if options else ""):
        desk.draft.gaps.append(Gap("company", company))
        said = [] if "no_guide" in desk.say.shown or desk.now.deal.label else [desk.say.say("no_guide", name=company)]
        return [*said, *_step_up(desk, part, meaning)]
    if view == "verdict_unknown" and desk.row and (total := desk.row[1].pay("total")) and total.amount:
        guide, band = desk.row
        slot = desk.draft.pay(guide, band, total, total.amount)
        mark = desk.draft.cite(guide, Lines(total.line, total.line), band.heading)
        return [desk.say.say("verdict_total", band=slot, mark=mark)]
    several = bool(desk.evidence.bands) and desk.row is None  # which level or place comes first
    return [] if several else [desk.say.say(view)]


def _step_up(desk: Desk, part: Part, meaning: Meaning) -> list[str]:
    """Without a band, how large a step an offer is over what the person makes."""
    pay = present_pay(desk, part)
    if not meaning.over_pay or meaning.over_pay < 0 or pay is None or not pay.high:
        return []
    times = pay.a_year if by_year(part, pay) else 1
    share = meaning.over_pay / (pay.high * times)
    key = f"step_{_step(share)}"
    percent = round(share * 100, 1) if share < _SMALL_STEP else round(share * 100)
    said = desk.figure(f"{percent:g}%", "derived", part.component, "%", percent, percent, "offer ÷ present pay − 1")
    return [desk.say.say(key, share=said)]


def _good(desk: Desk, part: Part) -> bool:
    """Whether their figure is a good one, said straight: by the band, else by the step over present pay."""
    pay, standing = present_pay(desk, part), standing_of(desk, part)
    meaning = meaning_of(desk, part, again=True)
    if standing:
        desk.draft.say(
            f"{desk.say.say(_view(desk, part, meaning))} {desk.say.say('what_it_is', **_placed(desk, part, meaning))}"
        )
        return True
    if not meaning.over_pay or pay is None or not pay.high or desk.now.deal.kind == "raise":
        return False
    share = meaning.over_pay / (pay.high * (pay.a_year if by_year(part, pay) else 1))
    key = "good_cut" if share < 0 else f"good_{_step(share)}"
    if desk.say.spent(key):
        return False
    percent = abs(round(share * 100, 1) if abs(share) < _SMALL_STEP else round(share * 100))
    said = desk.figure(f"{percent:g}%", "derived", part.component, "%", percent, percent, "offer ÷ present pay − 1")
    fields = {"now": desk.theirs(part), "share": said, **grounds(desk, desk.say.fields(key) & {"ask", "other"})}
    lines = [desk.say.say(key, **fields)]
    if not desk.evidence.bands and not desk.say.spent("good_market"):
        lines.append(desk.say.say("good_market"))
    desk.draft.say(" ".join(lines))
    return True


def _placed(desk: Desk, part: Part, meaning: Meaning) -> dict[str, str]:
    return {"part": capital(name_of(part.component)), "now": desk.theirs(part), "meaning": listed(meaning.phrases)}


def _step(share: float) -> str:
    """How large a step over present pay is."""
    return "small" if share < _SMALL_STEP else "fair" if share < _GOOD_STEP else "good"


def _own_pay(desk: Desk) -> bool:
    """Whether present pay is too little, where nothing is offered: what the talk holds of it."""
    pay = part_of(desk.now.current, "base") or part_of(desk.now.current, "total")
    if pay is None or desk.now.deal.kind != "raise" or desk.say.spent("good_pay"):
        return False
    fields = {"pay": desk.theirs(pay), **grounds(desk, desk.say.fields("good_pay"))}
    desk.draft.say(desk.say.say("good_pay", **fields))
    return True


def _view(desk: Desk, part: Part, meaning: Meaning) -> str:
    position = standing.position if (standing := standing_of(desk, part)) else None
    if meaning.over_pay is not None and meaning.over_pay < 0:
        return "verdict_cut"
    if position is None:
        return "verdict_unknown"
    if position < 0.25 or (meaning.over_rival or 0) < 0 or (meaning.over_floor or 0) < 0:
        return "verdict_low"
    return "verdict_strong" if position > 0.75 else "verdict_fair"


def _asks(clause: Clause) -> bool:
    return clause.matter in VIEWS or any(map(clause.does, ASKS))


_OTHERS = ("offer", "pay", "was", "market", "floor")  # roles of figures that are nobody's wish


def _named(desk: Desk) -> Part | None:
    """The figure that the message asks about, in the slot that it would be asked for: one in a clause that asks comes
    before all others."""
    held = main_part(desk) or part_of(desk.now.current, "base")
    clauses = desk.reading.clauses
    amounts = sorted(desk.reading.amounts, key=lambda a: not (clauses and _asks(clauses[a.clause])))
    for a in amounts if held else ():
        if a.role in _OTHERS:
            continue
        value = as_part(a, held.component, desk.now, desk.now.deal, "offer") if held else None
        if value and held and value.currency == held.currency and value.high > held.high:
            return value.model_copy(update={"period": held.period}) if value.high < held.high * _FAR else None
    return None


def _towards(desk: Desk, wish: Part) -> list[str]:
    """What carries a wish: the person's own deeds; and a higher opening, where the coach would ask for more."""
    lines = []
    if desk.now.deeds and not desk.say.spent("greedy_deeds"):
        lines.append(desk.say.say("greedy_deeds", **grounds(desk, frozenset({"deeds"}))))
    made = package_of(desk)
    more = made is not None and made.main.component == wish.component and made.main.value > wish.high * _HIGHER
    if made and more and alike(made.main.part, wish):
        lines.append(desk.say.say("greedy_more", ask=said_of(desk, made.main)))
    return lines


def write_greedy(desk: Desk) -> bool:
    """Whether the person's own number is too much: against what is held of its part, and against the band."""
    asked = any(
        _asks(c) and any(a.clause == n for a in desk.reading.amounts) for n, c in enumerate(desk.reading.clauses)
    )
    fresh = next((e.after for e in desk.fresh if e.kind == "wish_told" and e.after), None)
    told = _named(desk) or fresh if asked else fresh or _named(desk)
    wish = told or part_of(desk.now.target, "base") or next(iter(desk.now.target), None)
    if wish is None:
        return False
    held = part_of(desk.now.deal.offer, wish.component) or part_of(desk.now.current, wish.component)
    if held is None or held.currency == "%" or held.period != wish.period or not held.high:
        return False
    gap = wish.high - held.high
    if gap <= 0:
        desk.draft.say(
            desk.say.say(
                "wish_below",
                wish=desk.theirs(wish),
                offer=f"their {desk.theirs(held)}" if held in desk.now.deal.offer else f"your {desk.theirs(held)}",
            )
        )
        return True
    share = gap / held.high
    percent = desk.figure(
        f"{share * 100:.0f}%",
        "derived",
        wish.component,
        "%",
        round(share * 100),
        round(share * 100),
        "(wish − offer) ÷ offer",
    )
    fields = {
        "wish": desk.theirs(wish),
        "offer": f"{'their' if held in desk.now.deal.offer else 'your'} {desk.theirs(held)}",
        "gap": desk.derived(gap, wish.component, "wish − offer"),
        "share": percent,
    }
    said = [
        desk.say.say(
            "greedy_bold" if share > (BOLD_RAISE if desk.now.deal.kind == "raise" else BOLD) else "greedy_no", **fields
        )
    ]
    said += _towards(desk, wish)
    standing = standing_of(desk, wish)
    if standing:
        band, mark = band_text(desk, standing)
        said.append(
            desk.say.say(
                "greedy_band_over" if standing.amount > standing.high else "greedy_band_ok", band=band, mark=mark
            )
        )
    desk.draft.say(" ".join(said))
    return True
