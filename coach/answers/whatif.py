"""A figure that is only thought of -> what it would mean, and what to say then."""

from __future__ import annotations

from coach.answers.advice import write_craft
from coach.answers.desk import Desk
from coach.answers.package import listed
from coach.answers.standing import meaning_of
from coach.dialogue.deals import alike, part_of
from coach.dialogue.resolve import component_of, part


def write_if(desk: Desk) -> bool:
    """What a figure that is only thought of would mean, and what to say then; nothing of it is held."""
    deal = desk.now.deal
    for a in desk.reading.amounts:
        value = part(a, component_of(a, desk.now, deal, "offer"), desk.now, deal, "offer") if a.role == "hyp" else None
        held = part_of(deal.offer, value.component) if value else None
        if value is None or held is None or not alike(value, held):
            continue
        phrases = meaning_of(desk, value, again=True).phrases
        gap = desk.derived(abs(value.high - held.high), value.component, "that figure − their offer", value.currency)
        if value.high != held.high:
            phrases = (f"{gap} {'more' if value.high > held.high else 'less'} than they offer now", *phrases)
        if not phrases:
            return False
        figure = desk.theirs(value)
        said = [desk.say.say("hyp", figure=figure, meaning=listed(phrases))]
        wish = part_of(desk.now.target, value.component)
        if wish is None or not alike(wish, value):
            said.append(desk.say.say("hyp_open"))
        elif value.high >= wish.high:
            said.append(desk.say.say("hyp_enough"))
        else:
            said.append(desk.say.say("hyp_short", ask=desk.theirs(wish), figure=figure))
        desk.draft.say(" ".join(said))
        return True
    return write_craft(desk)
