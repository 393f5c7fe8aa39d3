"""What a message claims -> its answer: a part that nobody spoke of, a figure wanted of the person, an offer after a
yes."""

from __future__ import annotations

from coach.answers.advice import write_craft
from coach.answers.asking import aims_by_guide, over_of
from coach.answers.desk import Desk, name_of
from coach.answers.package import capital, cited, listed, package_of, said_of
from coach.dialogue.claimed import untold
from coach.dialogue.deals import Deal, alike, part_of
from coach.dialogue.resolve import part
from coach.policy.claims import reneges
from coach.standing.package import Package
from coach.understanding.claims import expects_figure, figure_said
from coach.understanding.reading import SURE, AmountMention
from index.guide import Lines

_PAY = frozenset(("base", "stock", "bonus", "signing", "total"))


def write_untold(desk: Desk) -> bool:
    """A part of the offer that nobody has spoken of: yes, ask; what the guide has on it; and the line to say."""
    things = untold(desk.before, desk.reading)
    if not things:
        return False
    names = listed(tuple(_named(x) for x in things))
    usual = [said for x in things if x in _PAY and (said := _usual(desk, x))]
    usual = usual or [desk.say.say("untold_no_band", things=names)]
    desk.draft.say(" ".join((capital(desk.say.say("untold_yes", things=names)), *usual)))
    desk.draft.say(desk.say.say("untold_how", things=names))
    desk.choices.append("Write the message")
    return True


def _named(thing: str) -> str:
    """A part or term as a sentence names it."""
    named = {"signing": "a sign-on", "stock": "stock", "bonus": "a bonus"}
    return named.get(thing, thing)


def _usual(desk: Desk, component: str) -> str:
    """What the guide's row has for a part, "" where it has nothing."""
    if desk.row is None:
        return ""
    guide, band = desk.row
    pay = next((p for p in band.pays if p.component == component), None)
    shown = (pay.amount or pay.percent) if pay else None
    if pay is None or shown is None:
        return ""
    mark = desk.draft.cite(guide, Lines(pay.line, pay.line), band.heading)
    return desk.say.say("untold_band", part=name_of(component), band=desk.draft.pay(guide, band, pay, shown), mark=mark)


def write_expects(desk: Desk) -> bool:
    """They want a figure from the person: whether to name one, which, and the sentence to say."""
    made = package_of(desk)
    deal = desk.now.deal
    asker = expects_figure(desk.reading)
    if deal.kind == "raise" or asker == "boss":
        said = desk.say.say("expects_boss")
        more = _name(desk, made) if made and made.why != "no_band" else desk.say.say("expects_boss_open")
    else:
        said = desk.say.say("expects_form" if asker == "form" else "expects_first")
        if made is None and aims_by_guide(desk):
            desk.draft.say(said)
            return False  # the guide's own figure follows
        pay = desk.say.say("expects_not_pay") if desk.now.current else ""
        covered = any(desk.library.names.roles_at(o) for o in deal.options)
        unknown = "expects_no_guide" if deal.company and not covered else "expects_open"
        more = _name(desk, made) if made else desk.say.say(unknown, pay=pay, name=deal.company)
    desk.draft.say(said)
    desk.draft.say(more)
    desk.choices.append("Write the message" if made else "What should I ask for?")
    return True


def _name(desk: Desk, made: Package) -> str:
    """The one figure to name, with where it comes from."""
    match made.why:
        case "wish":
            why = desk.say.say("expects_wish")
        case "band" | "strategy":
            why = desk.say.say("expects_band", mark=cited(desk, made.main).strip())
        case "rival":
            why = desk.say.say("expects_rival", rival=made.rival)
        case _ if desk.now.deal.offer:
            why = desk.say.say("expects_over_rival")
        case _:
            why = over_of(desk, made)
    key = "expects_form_name" if expects_figure(desk.reading) == "form" else "expects_name"
    return desk.say.say(key, ask=said_of(desk, made.main), why=why)


def write_renege(desk: Desk) -> bool:
    """A second offer after a yes to the first: what it is worth, what taking the yes back costs, and a view."""
    found = reneges(desk.now)
    if found is None:
        return False
    first, second = found
    names = {"first": first.company or "the first employer", "second": second.company or "the second one"}
    if key := _leans(desk, first, second):
        desk.choices.append("What do I say to them?")
        return not desk.say.spent(key) and _say(desk, key, **names)
    if desk.say.spent("renege"):
        return False
    desk.draft.say(desk.say.say("renege", beside=_beside(desk, first, second, names), **names))
    desk.draft.say(desk.say.say("renege_view", **names))
    desk.choices.extend((f"Write the withdrawal to {names['first']}", f"Write a warm no to {names['second']}"))
    return True


def write_others(desk: Desk) -> bool:
    """What other people are paid: how far it is from the person's own figure, and how to use it without a name."""
    told = next((a for a in desk.reading.amounts if _is_of_others(desk, a)), None)
    held = part_of(desk.now.deal.offer, "base") or part_of(desk.now.current, "base")
    value = part(told, "base", desk.now, desk.now.deal, "offer") if told and held else None
    if held is None or value is None or not alike(held, value) or value.high <= held.high:
        if not _tells_of_others(desk, told):
            return False
        return write_craft(desk, "told_others") or (not desk.say.spent("others") and _say(desk, "others"))
    gap = desk.derived(value.high - held.high, "base", "theirs − yours")
    whose = "they offer you" if held in desk.now.deal.offer else "you make"
    fields = {"theirs": desk.theirs(value), "gap": gap, "mine": f"the {desk.theirs(held)} {whose}"}
    desk.choices.append("What should I ask for?")
    return _say(desk, "others_gap", **fields)


def _tells_of_others(desk: Desk, told: AmountMention | None) -> bool:
    """Whether the message surely speaks of what others are paid, and says it of somebody."""
    about = (c for c in desk.reading.clauses if not c.denies and c.about("told_others") >= SURE)
    return told is not None or any(about)


def _is_of_others(desk: Desk, a: AmountMention) -> bool:
    said = figure_said(desk.reading, a)
    return said == "others" or (a.role == "market" and said != "ceiling")


def _say(desk: Desk, key: str, **fields: str) -> bool:
    desk.draft.say(desk.say.say(key, **fields))
    return True


def _leans(desk: Desk, first: Deal, second: Deal) -> str:
    """The saying for whom the person leans to, "" where the message does not say."""
    told = [c for c in desk.reading.clauses if c.matter == "told_lean"]
    named = [x for x in desk.reading.companies for c in told if c.start <= x.start < c.end]
    for deal, key in ((second, "renege_go"), (first, "renege_stay")):
        if len(named) == 1 and deal.is_of(named[0].name, named[0].options):
            return "" if _is_news(desk) else key
    return ""


def _is_news(desk: Desk) -> bool:
    return any(e.kind in ("offer_made", "offer_revised") for e in desk.fresh)


def _beside(desk: Desk, first: Deal, second: Deal, names: dict[str, str]) -> str:
    """How the two compare in the part that both have."""
    pairs = ((part_of(first.offer, c), part_of(second.offer, c)) for c in ("base", "total"))
    mine, theirs = next(((a, b) for a, b in pairs if a and b and alike(a, b)), (None, None))
    if mine is None or theirs is None:
        return desk.say.say("renege_plain", **names)
    fields = {**names, "theirs": desk.theirs(theirs), "mine": desk.theirs(mine)}
    if theirs.high <= mine.high:
        return desk.say.say("renege_under", **fields)
    gap = desk.derived(theirs.high - mine.high, theirs.component, f"{names['second']}'s − {names['first']}'s")
    return desk.say.say("renege_beside", gap=gap, **fields)
