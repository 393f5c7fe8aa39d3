"""Where to stop: the person's own line, never below what they hold; and their own figure for it, weighed."""

from __future__ import annotations

from coach.answers.desk import Desk, name_of
from coach.answers.standing import main_part
from coach.dialogue.deals import alike, part_of
from coach.dialogue.resolve import part
from coach.understanding.situation import Part


def write_floor(desk: Desk) -> bool:
    """The floor: the person's own, else the best of the offer in hand, another offer and present pay; a figure
    that they ask about is set beside it, and the ask stays what it is."""
    held = main_part(desk) or next(iter(desk.now.current), None)
    own = part_of(desk.now.floor, held.component) if held else next(iter(desk.now.floor), None)
    asked = _asked(desk, held)
    best = _best(desk, held) if held else None
    if own and not asked:
        desk.draft.say(desk.say.say("floor_own", floor=f"{desk.theirs(own)} {name_of(own.component)}"))
    elif best is None:
        desk.draft.say(desk.say.say("floor_any"))
    elif asked is None:
        key, value, whose = best
        desk.draft.say(desk.say.say(key, floor=desk.theirs(value), rival=whose))
    else:
        _weigh(desk, asked, best)
    return True


def _weigh(desk: Desk, asked: Part, best: tuple[str, Part, str]) -> None:
    _, value, _ = best
    if asked.high <= value.high:
        desk.draft.say(desk.say.say("floor_under", figure=desk.theirs(asked), floor=desk.theirs(value)))
        return
    gap = desk.derived(asked.high - value.high, asked.component, "your figure − what you hold", asked.currency)
    desk.draft.say(desk.say.say("floor_over", figure=desk.theirs(asked), floor=desk.theirs(value), gap=gap))
    wish = part_of(desk.now.target, asked.component)
    if wish and alike(wish, asked) and wish.high > asked.high:
        desk.draft.say(desk.say.say("floor_ask", ask=desk.theirs(wish), figure=desk.theirs(asked)))


def _asked(desk: Desk, held: Part | None) -> Part | None:
    """The last figure that the message asks about as a floor."""
    if held is None:
        return None
    told = [a for a in desk.reading.amounts if a.role == "least"]
    values = [part(a, held.component, desk.now, desk.now.deal, "offer") for a in told]
    wish = part_of(desk.now.target, held.component)
    open_ = [v for v in values if v and alike(v, held) and not (wish and v.high == wish.high)]
    return open_[-1] if open_ else None


def _best(desk: Desk, held: Part) -> tuple[str, Part, str] | None:
    """(how it is said, figure, whose) of the best that the person holds of a part; what is offered last, where it
    is the best, since a no leaves it on the table."""
    found = [("floor_pay", p, "") for p in desk.now.current if alike(p, held)]
    found += [("floor_rival", p, d.company) for d in desk.now.others if d.company for p in d.offer if alike(p, held)]
    if desk.now.deal.kind != "raise":
        found += [("floor_offer", p, "") for p in desk.now.deal.offer if alike(p, held)]
    return max(found, key=lambda x: x[1].high, default=None)
