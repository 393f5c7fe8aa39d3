"""Amounts of a turn -> the component each one is of: the word beside it, else what is being talked about, else what it
comes nearest to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.rehearsal.scene import ITEMS, Item, Scene
from coach.understanding.spoken import Amount, scaled_to

_WORDS: tuple[tuple[Item, str], ...] = (
    (
        "signing",
        r"one[\s-](?:off|time)\b(?: bonus| payment| sum)?|lump sum|sign(?:ing)?[\s-]?(?:on\b|bonus)|signing\b|sign[\s-]on\b|(?:joining|welcome|starting|start|entry|upfront) bonus|joiners?['’]? bonus|golden hello|(?:at|on|for) joining\b|to join\b(?! (?:by|this|on|you|your|the|us))|to sign\b(?! (?:by|this|on|today|tonight|tomorrow))",
    ),
    (
        "total",
        r"total(?: comp\w*| pay| package| ctc| cash)?\b|all[\s-](?:in|told|up)\b|altogether|overall|\btc\b|\bctc\b(?! fixed)|\bote\b|package|first[\s-]year comp\w*",
    ),
    ("stock", r"\brsus?\b|stocks?\b|equity|(?:stock |share )?options?\b|grants?\b|shares?\b|\besops?\b|\bvsops?\b|\bltip?\b|carry\b"),
    ("base", r"(?:fixed|basic)(?: ctc| pay| component| part)?\b|\bbase\b|salary|salaries|gross\b|gehalt|\bctc fixed\b|\bretainer\b|\bwage\b"),
    ("bonus", r"bonus(?:es)?\b|variable(?: pay| part)?\b|\bincentive\b|\bstip?\b|\b13th\b"),
)  # fmt: skip
_NAMED = re.compile("|".join(f"(?P<{item}>{pattern})" for item, pattern in _WORDS), re.I)
_REACH = 34
_NEAR = 1.6
_ABSURD = 100
# "and", a comma or another verb part a word from the figure it does not belong to.
_PARTS = re.compile(r"[,;:(]|\band\b|\bplus\b|\bwith\b|\bor\b|\bbut\b|\+|/|\bif\b|[.!?]\s", re.I)
_OF_THE_FIGURE = re.compile(
    r"^\s*(?:(?:k|ish|or so|or thereabouts|in|into|of|as|on|for|per|the|a|an|my|your|annual|annually|yearly|target|cash|four-year|4-year|worth|more|extra|additional|initial|gross|fixed)\b[\s-]*){0,4}$",
    re.I,
)
# "a little sign-on, say ten thousand": the figure is another name for what stands before the comma.
_SAME_THING = re.compile(r"^,\s*(?:like|say|maybe|perhaps|around|about|roughly)\s+(?:[A-Z]{2,3}\s*)?[$€£₹]?$", re.I)
_SETS = re.compile(
    r"^(?!.*\b(?:and|or|plus)\b)[^,;.!?\d]{0,24}?\b(?:to|at|of|is|be|was|were|from|for|around|about|near|closer to|as|by|reads?|says|into|towards?)\s*(?:[A-Z]{2,3}\s*)?[$€£₹]?$",
    re.I,
)


def named_items(text: str) -> list[tuple[int, int, Item]]:
    """Every word of a component, as (start, end, component)."""
    return [(m.start(), m.end(), m.lastgroup) for m in _NAMED.finditer(text)]  # type: ignore[misc]


def item_of(text: str, amount: Amount, amounts: Iterable[Amount]) -> Item | None:
    """The component whose word belongs to the figure, None where no word does.

    A word right after it ("235 base", "20K in stock") comes first, then one before it that leads up to it ("bump the
    bonus to 20K"), then one further on in the same clause.
    """
    others = [a for a in amounts if a is not amount]
    after_end = min((a.start for a in others if a.start >= amount.end), default=len(text))
    before_end = max((a.end for a in others if a.end <= amount.start), default=0)
    after = [(s, e, i) for s, e, i in named_items(text) if amount.end <= s < min(after_end, amount.end + _REACH)]
    before = [
        (s, e, i) for s, e, i in named_items(text) if max(before_end, amount.start - 60) <= s and e <= amount.start
    ]
    if after and _OF_THE_FIGURE.match(text[amount.end : after[0][0]]):
        return after[0][2]
    if before:
        gap = text[before[-1][1] : amount.start]
        if _SAME_THING.match(gap) or not _PARTS.search(gap) or len(gap) < 4 or _SETS.match(gap):
            return before[-1][2]
    if after and not _PARTS.search(text[amount.end : after[0][0]]):
        return after[0][2]
    return None


def nearest_item(
    value: float, known: Mapping[Item, tuple[float, ...]], prefer: Item, taken: Iterable[Item] = ()
) -> Item:
    """The component whose known figures come nearest; `prefer` where it is near enough and not `taken` by a figure
    before.
    """

    def apart(item: Item) -> float:
        return min((max(value / v, v / value) for v in known.get(item, ()) if v > 0), default=99.0)

    left = [i for i in ITEMS if known.get(i) and i not in taken and (i != "total" or prefer == "total")]
    if value <= 0 or not left:
        return prefer
    if prefer in left and apart(prefer) < _NEAR:
        return prefer
    best = min(left, key=apart)
    return best if apart(best) < _NEAR or prefer in taken else prefer


def known_figures(scene: Scene, terms: Mapping[Item, float]) -> dict[Item, tuple[float, ...]]:
    """By component, every figure of the talk that a bare number may come near to."""
    out: dict[Item, list[float]] = {item: [] for item in ITEMS}
    for held in (scene.offer, scene.target, scene.floor, scene.profile.current_pay, terms):
        for item, value in held.items():
            out[item].append(value)
    for item, ends in scene.band.items():
        out[item] += ends
    for rival in scene.profile.competing_offers:
        for item, value in rival.figures().items():
            out[item].append(value)
    return {item: tuple(v for v in values if v > 0) for item, values in out.items() if any(values)}


def scaled(amount: Amount, item: Item | None, known: Mapping[Item, tuple[float, ...]], scene: Scene) -> Amount:
    """The amount with a bare small number brought to the size of its component's figures."""
    near = [v for i, values in known.items() if item in (None, i) for v in values]
    if not near:
        near = [v for values in known.values() for v in values]
    full = scaled_to(amount, near, indian=scene.currency == "INR")
    # "350 mil" is 350 thousand in Portuguese and Spanish: a thousand times too much for everything that is known.
    if near and full.unit != "%" and full.high > _ABSURD * max(near):
        full = replace(full, low=full.low / 1000, high=full.high / 1000)
    return full
