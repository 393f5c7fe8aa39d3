"""A figure that is only thought of -> what to do then, and what it would mean; nothing of it is held."""

from __future__ import annotations

from coach.answers.advice import write_craft
from coach.answers.desk import Desk
from coach.answers.grounds import grounds
from coach.answers.package import capital, listed
from coach.answers.standing import Meaning, by_year, meaning_of, present_pay
from coach.answers.views import write_how
from coach.dialogue.deals import alike, part_of
from coach.dialogue.resolve import component_of, part
from coach.understanding.situation import Part
from index.money import format_amount

_SMALL = 0.04  # over present pay: less carries no yes by itself


def write_if(desk: Desk) -> bool:
    """What to do if a figure that is only thought of were their last word, and why; nothing of it is held."""
    deal = desk.now.deal
    if deal.letter and any(a.role == "hyp" for a in desk.reading.amounts):
        return _if_letter_stands(desk)
    for a in desk.reading.amounts:
        value = part(a, component_of(a, desk.now, deal, "offer"), desk.now, deal, "offer") if a.role == "hyp" else None
        held = part_of(deal.offer or desk.now.current, value.component) if value else None
        if value is None or held is None or value.currency == "%":
            continue
        value = value.model_copy(update={"period": value.period or held.period})
        if not alike(value, held):
            continue
        meaning = meaning_of(desk, value, again=True)
        key = _stance(desk, value, meaning)
        fields = grounds(desk, desk.say.fields(key) & {"ask", "other"})
        told = listed(_phrases(desk, value, held, meaning)) or "what is on the table already"
        lines = [desk.say.say(key, figure=desk.named(value), meaning=told, **fields)]
        desk.draft.say(" ".join(map(capital, [*lines, *_with_bonus(desk, value)])))
        return True
    return any([write_how(desk, "risk_answer"), write_craft(desk)])


def _if_letter_stands(desk: Desk) -> bool:
    """What to do if they hold to a letter that says less than was said."""
    letter = listed(tuple(desk.named(p) for p in desk.now.deal.letter))
    desk.draft.say(desk.say.say("if_letter", letter=letter))
    return True


def _stance(desk: Desk, value: Part, meaning: Meaning) -> str:
    """What to do with it: no below the floor or present pay, yes at the wish, else yes after one other ask."""
    pay = present_pay(desk, value)
    if (meaning.over_floor or 0) < 0 or (meaning.over_pay or 0) < 0:
        return "if_no"
    if meaning.over_wish == 0 and desk.now.deal.offer and not _is_offered(desk, value):
        return "if_own"  # their yes, or their no, to what the person wants
    if meaning.over_wish is not None and meaning.over_wish >= 0:
        return "if_yes"
    if desk.now.deal.kind == "raise":
        return "if_raise"
    if meaning.over_pay is not None and pay is not None and pay.high:
        small = meaning.over_pay / (pay.high * (pay.a_year if by_year(value, pay) else 1)) < _SMALL
        return "if_small" if small else "if_last"
    return "if_last"


def _is_offered(desk: Desk, value: Part) -> bool:
    held = part_of(desk.now.deal.offer, value.component)
    return held is not None and held.high == value.high


def _phrases(desk: Desk, value: Part, held: Part, meaning: Meaning) -> tuple[str, ...]:
    """What it would mean, beside what they offer now."""
    if value.high == held.high or not desk.now.deal.offer:
        return meaning.phrases
    gap = desk.derived(abs(value.high - held.high), value.component, "that figure − their offer", value.currency)
    return (f"{gap} {'more' if value.high > held.high else 'less'} than they offer now", *meaning.phrases)


def _with_bonus(desk: Desk, value: Part) -> list[str]:
    """What it comes to with a bonus that is thought of beside it."""
    share = next((a.amount.high for a in desk.reading.amounts if a.amount.kind == "percent" and a.role == "hyp"), None)
    if share is None or value.component != "base":
        return []
    whole = value.high * (1 + share / 100)
    formula = f"base × (1 + {share:g}%)"
    slot = desk.figure(format_amount(whole, value.currency), "derived", "total", value.currency, whole, whole, formula)
    return [desk.say.say("if_all", sum=slot)]
