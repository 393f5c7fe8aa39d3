"""A turn, where the talk stands -> its figures, brought to size, each with its component and what it equals in the
talk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.rehearsal.beside import part_of
from coach.rehearsal.clauses import clauses_of
from coach.rehearsal.components import item_of, known_figures, nearest_item, scaled
from coach.rehearsal.course import Course
from coach.rehearsal.ground import PAID
from coach.rehearsal.moves import Use
from coach.rehearsal.scene import Item, Scene, names_company
from coach.rehearsal.truth import numbers_of
from coach.understanding.situation import TIMES_A_YEAR
from coach.understanding.spoken import Amount, amounts_in

# An ask is of the order of what is offered; a figure far from it is something else.
_LEAST, _MOST = 0.3, 6.0
SAME_SHARE = 0.15  # percentage points
_POINTS = 20  # of a list; a larger number that begins a turn is a figure
_FIRST = 2  # a figure that a turn begins with and that is on the table says it back: "175, wow"
_SAME = 0.004  # two figures are the same within this share: "225" and "225.4"
_MORE = re.compile(
    r"(?:\b(?:another|an? (?:extra|additional|further)|extra|additional|add|plus|up by|by|increase of|raise of|hike of|bump of|rise of|uplift of|top(?:ped)? up (?:by|with))\s*(?:about |around |roughly |maybe |some )?(?:[A-Z]{3}|[$€£₹])?\s*|\+\s?(?:[A-Z]{3}|[$€£₹])?)$",
    re.I,
)
_MORE_AFTER = re.compile(
    r"^\s*(?:\w+ ){0,2}(?:more|extra|on top|higher|increase|raise|hike|bump|uplift|increment|rise|above (?:that|this|the offer|your offer))\b",
    re.I,
)
# "Swiggy has since revised me to", "Linear put": somebody named does something with a figure.
_NAMED_BEFORE = re.compile(
    r"\b(?!I\b|We\b|You\b|The\b|My\b|Your\b|It\b|That\b|This\b|So\b|And\b|But\b|If\b|Thanks?\b|Base\b|Could\b|Would\b)[A-Z][\w&]+(?: [A-Z]\w+)*(?:['’]s)? ?(?:in [A-Z]\w+ )?(?:is|are|has|have|had|gave|gives?|giving|put|puts|offers?|offered|called|came|wrote|sent|revised|raised|went|ready|pays?|paper|letter|proposes?|at|on)\b[^.!?]{0,40}$"
)
# "from 90 to something like 130, or was it 120": all three are of the same part.
_INSTEAD = re.compile(r"[KkMm]?\s*(?:,?\s*or|to)\b[^.!?;,\d]{0,24}", re.I)
_POINT = re.compile(r"[.)]\s+[^\W\d]")
_LISTED = re.compile(r"\s*(?:and|&|/|,|\+|plus)\s*(?:[A-Z]{3}|[$€£₹])?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount of the turn in the talk's currency, its component, and what it equals in the talk.

    `guessed` says that only the nearness to a part which nobody is talking about tells what a bare number is of.
    """

    amount: Amount
    item: Item
    named: bool
    marks: tuple[str, ...]
    guessed: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether neither a word nor its size tells what it is of."""
        return not self.named and not {"near", "at offer"} & {*self.marks}

    @property
    def start(self) -> int:
        """Where it begins in the turn."""
        return self.amount.start

    @property
    def end(self) -> int:
        """Where it ends in the turn."""
        return self.amount.end

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.amount.unit == "%"


def state_of(scene: Scene, course: Course) -> tuple[str, ...]:
    """Where the talk is, in names that a model can weigh."""
    out = [f"talk {scene.talk}", "first turn" if course.opening_turn else "later turn"]
    if course.agreed:
        out.append("agreed")
    if course.moved:
        out.append("they moved")
    if any(course.asks):
        out.append("asked before")
    if re.search(r"\?\s*$", course.recruiter):
        out.append("they asked")
    return tuple(out)


def figures_in(turn: str, scene: Scene, course: Course) -> list[Mention]:
    """Every amount of the turn, brought to size, with its component and what it equals."""
    amounts = [a for a in amounts_in(turn) if not _numbers_a_line(turn, a)]
    known = known_figures(scene, course.terms)
    prefer = _under_discussion(scene, course, known)
    # Several figures of the table in one turn repeat it; a single one may as well be an ask for another component.
    repeats = sum(any(_same(v, scaled(a, None, known, scene).high) for v in course.terms.values()) for a in amounts) > 1
    out: list[Mention] = []
    for amount in amounts:
        item = item_of(turn, amount, amounts) or _salary(amount, scene, course.terms)
        full = scaled(amount, item, known, scene)
        named, guessed = item is not None, False
        if item is None and amount.unit != "%":
            joined = out and _LISTED.fullmatch(turn[out[-1].end : amount.start])
            taken = [out[-1].item] if joined else []
            item = out[-1].item if out and _INSTEAD.fullmatch(turn[out[-1].end : amount.start]) else None
            item = item or (_equal_item(full.high, scene, course.terms) if amount.start <= _FIRST else None)
            item = item or _equal_item(full.high, scene, course.terms if repeats else {})
            if item is None:
                item = nearest_item(full.high, known, prefer, taken)
                guessed = item != prefer and amount.small and not joined
        item = _there(item or prefer, scene)
        full = _by_period(full, item, scene, course.terms.get(item, 0.0))
        full = _moved_to(turn, full, course.terms.get(item))
        out.append(Mention(full, item, named, _placed(turn, amount, full, item, scene, course), guessed))
    return out


def told_apart(turn: str, mention: Mention, scene: Scene, course: Course) -> Mention:
    """A doubtful figure as the reading of the message has it, which takes long: it is for asks only."""
    others = scene.offer.keys() - {mention.item}
    told = part_of(turn, mention.amount) if mention.doubtful and others else None
    if told is None or told not in others:
        return mention
    amount = next((a for a in amounts_in(turn) if a.start == mention.start), mention.amount)
    full = scaled(amount, told, known_figures(scene, course.terms), scene)
    marks = _placed(turn, amount, full, told, scene, course)
    return replace(mention, amount=full, item=told, marks=marks)


def _placed(turn: str, amount: Amount, full: Amount, item: Item, scene: Scene, course: Course) -> tuple[str, ...]:
    """What a figure equals or passes, and what stands around it; `amount` is as said, `full` brought to size."""
    marks = _marks(full, item, scene, course)
    if on_top(turn, full):
        marks = (*(m for m in marks if m != "off"), "on top")
    if _NAMED_BEFORE.search(turn[max(0, amount.start - 60) : amount.start]):
        marks = (*marks, "after a name")
    if any(_beside(turn, full, r.company) for r in scene.profile.competing_offers):
        marks = (*marks, "beside rival")
    if deed := _of_a_deed(turn[amount.start : amount.end], amount, scene):
        marks = (*marks, f"deed:{deed}")
    return marks


def _numbers_a_line(turn: str, amount: Amount) -> bool:
    """Whether a number only counts the points of a list: "2. The grant at 60K"."""
    first = not turn[: amount.start].rpartition("\n")[2].strip() and amount.high <= _POINTS
    return first and bool(_POINT.match(turn, amount.end))


def _there(item: Item, scene: Scene) -> Item:
    """The part of the package that a word means.

    Where pay has no yearly bonus, a bonus is the one that is paid once.
    """
    once = scene.talk == "raise" and item == "bonus" and "bonus" not in scene.offer and "signing" in scene.offer
    return "signing" if once else item


def on_top(turn: str, amount: Amount) -> bool:
    """Whether words say that a figure comes on top of what is there: "another 10K", "5K more"."""
    return bool(_MORE.search(turn[max(0, amount.start - 30) : amount.start]) or _MORE_AFTER.match(turn[amount.end :]))


def _salary(amount: Amount, scene: Scene, terms: Mapping[Item, float]) -> Item | None:
    """The pay that an amount by the hour, day, week or month is of, where it is then of the size of what is offered."""
    if amount.period not in TIMES_A_YEAR or amount.unit == "%" or TIMES_A_YEAR[amount.period] == 1:
        return None
    turned = amount.high * TIMES_A_YEAR[amount.period] / TIMES_A_YEAR.get(scene.period, 1)
    return next((i for i in PAID if 0 < terms.get(i, 0.0) / _ALIKE < turned < terms[i] * _ALIKE), None)


def _by_period(amount: Amount, item: Item, scene: Scene, offered: float) -> Amount:
    """Pay that is said by another period than the talk's, brought to it where it is then of the size of what is
    offered:
    "8.5K a month" in a talk by the year."""
    if item not in PAID or amount.period not in ("year", *TIMES_A_YEAR) or not offered or amount.unit == "%":
        return amount
    times = TIMES_A_YEAR.get(amount.period, 1) / TIMES_A_YEAR.get(scene.period, 1)
    turned = amount.high * times
    if times == 1 or not offered / _ALIKE < turned < offered * _ALIKE:
        return amount
    return replace(amount, low=amount.low * times, high=turned)


_ALIKE = 2  # times what is offered


def _moved_to(turn: str, amount: Amount, offered: float | None) -> Amount:
    """ "From 10 to 25K" is no range but a move from what is offered."""
    from_it = re.search(r"\bfrom\s*\S{0,4}$", turn[max(0, amount.start - 10) : amount.start], re.I)
    if amount.low < amount.high and offered and from_it and _same(offered, amount.low):
        return replace(amount, low=amount.high)
    return amount


def _equal_item(value: float, scene: Scene, terms: Mapping[Item, float]) -> Item | None:
    """The one component whose figure on the table, or in another offer, is exactly this."""
    for held in (terms, *(r.figures() for r in scene.profile.competing_offers)):
        same = [item for item, v in held.items() if v > 0 and abs(v - value) < 1]
        if len(same) == 1:
            return same[0]
    return None


def _of_a_deed(words: str, amount: Amount, scene: Scene) -> Use | None:
    """What a figure is where all its numbers stand in one thing of the profile: a premium, forfeited pay, or part of a
    deed.
    """
    numbers = numbers_of(words)
    for told in scene.profile.achievements:
        if numbers and numbers <= numbers_of(told):
            if re.search(r"\bpremium\b", told, re.I):
                return "premium"
            if re.search(r"\bforfeit\w*|\bunvested\b|\bpa(?:y|id) back\b", told, re.I):
                return "forfeit"
            if amount.small or amount.unit == "%":
                return "achievement"
    return None


def _beside(turn: str, amount: Amount, company: str) -> bool:
    """Whether another company is named in the words that lead up to a figure, or right after it."""
    clause = next((c for c in clauses_of(turn) if c.start <= amount.start < c.end), None)
    return bool(clause and names_company(company, clause.text))


def _under_discussion(scene: Scene, course: Course, known: Mapping[Item, tuple[float, ...]]) -> Item:
    """What a figure without a word for it is of: the component asked for last, what the target is of, else the base."""
    if course.talked_of:
        return course.talked_of
    if set(scene.target) == {"total"} or (not scene.offer.get("base") and "base" not in known):
        return "total"
    return "base"


def _marks(amount: Amount, item: Item, scene: Scene, course: Course) -> tuple[str, ...]:
    """What a figure equals or passes: "=table", "=rival", "=band", "=current", "=floor", "=target", "=earlier",
    ">offer" ….
    """
    if amount.unit == "%":
        now, before = course.terms.get("base", 0.0), scene.profile.current_pay.get("base", 0.0)
        raised = (now / before - 1) * 100 if now and before and scene.talk == "raise" else -1.0
        size = "small share" if amount.high <= 30 else "large share"
        bonus = course.terms.get("bonus", 0.0) / now * 100 if now and item == "bonus" else -1.0
        # A bonus in percent is often said rounded: 72 of 290 is "25%".
        told = abs(raised - amount.high) < SAME_SHARE or abs(bonus - amount.high) < 5 * SAME_SHARE
        return (size, "at offer") if told else (size,)
    held: dict[str, list[float]] = {
        "=table": [*course.terms.values()], "=first": [*course.first.values()],
        "=rival": [v for r in scene.profile.competing_offers for v in r.figures().values()],
        "=band": [v for ends in scene.band.values() for v in ends], "=current": [*scene.profile.current_pay.values()],
        "=floor": [*scene.floor.values()], "=target": [*scene.target.values()],
        "=earlier": [v for asks in course.asks for ends in asks.values() for v in ends],
    }  # fmt: skip
    out = [name for name, values in held.items() if any(_same(v, amount.low) or _same(v, amount.high) for v in values)]
    offered = course.terms.get(item)
    if offered:
        same = _same(offered, amount.high) and amount.low == amount.high
        out.append("at offer" if same else ">offer" if amount.high > offered else "<offer")
        ratio = amount.high / offered
        out.append("far" if ratio > 1.7 or ratio < 0.5 else "near")
        if item != "signing" and not _LEAST <= ratio <= _MOST:
            out.append("off")
    elif course.terms and amount.high > _MOST * max(course.terms.values()) > 0:
        out.append("off")
    if amount.low != amount.high:
        out.append("range")
        if any(_same(ends[0], amount.low) and _same(ends[1], amount.high) for ends in scene.band.values()):
            out.append("=whole band")
    out.append(f"of {item}")
    if amount.unit:
        out.append("with unit")
    return tuple(out)


def _same(a: float, b: float) -> bool:
    return a > 0 and abs(a - b) <= _SAME * a
