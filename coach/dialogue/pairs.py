"""Two or three figures of one message that belong together -> the reading with each as what it is: a slip and what puts
it right, a whole and its parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import PAY, same_value
from coach.understanding.likeness import figures_and_names, kind_near, masked
from coach.understanding.reading import SURE, AmountMention, Reading

_FILE, _LEAST = "slips.yaml", 0.75  # a cosine
_BETWEEN, _BESIDE = 36, 60  # letters
_MONEY = ("money", "bare")
_HELD = ("offer", "pay", "wish", "asked")
_ROUNDED = 0.005  # of a whole
_LEAST_SHARE = 0.02  # of a whole: a part of pay is no less
_THREE = 3
_HARDLY_MORE = 3  # words
_KNOWN = 1.0  # a probability: that of what was settled before


def with_pairs(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which of "131, sorry 132" the second is what the first was taken for, and of "24 (20 fixed and 4
    variable)" the first is the whole."""
    return _with_parts(dialogue, _with_slips(reading))


def _with_slips(reading: Reading) -> Reading:
    amounts = list(reading.amounts)
    for i, (a, b) in enumerate(pairwise(reading.amounts)):
        if _is_slip(reading, a, b):
            role, said = (a.role, a.role_said) if a.role != "was" else (b.role, b.role_said)
            sure, part, part_sure = a.role_score, a.component, a.component_score
            if b.component_said and b.component_score >= max(part_sure, SURE):
                part, part_sure = b.component, b.component_score
            amounts[i + 1] = replace(
                b, role=role, role_said=said, role_score=max(sure, b.role_score if b.role == role else 0.0),
                component=part, component_said=a.component_said or b.component_said, component_score=part_sure,
                owner=a.owner if b.owner == -1 else b.owner,
            )  # fmt: skip
            amounts[i] = replace(a, role="none", role_score=1.0)
    return replace(reading, amounts=tuple(amounts))


def _is_slip(reading: Reading, a: AmountMention, b: AmountMention) -> bool:
    """Whether the second of two figures puts the first right: in the same clause, or in one that corrects or says
    hardly more."""
    if reading.clauses and a.clause != b.clause:
        own = reading.clauses[b.clause]
        tells = any(share >= SURE for _, share in own.acts)  # something of its own
        if not own.does("correct") and (tells or len(own.text.split()) > _HARDLY_MORE):
            return False
    if b.role == "was" and b.role_score >= _KNOWN:
        return False  # the first is right: "16.80 actually, not 16.40"
    between = b.amount.start - a.amount.end
    if not 0 < between <= _BETWEEN or {a.amount.kind, b.amount.kind} - set(_MONEY) or a.amount.high == b.amount.high:
        return False
    if _tells(a) and _tells(b) and a.component != b.component and not reading.clauses[b.clause].does("correct"):
        return False  # two parts of one pay, each surely told
    words = masked(reading.text, a.amount.start, b.amount.end, figures_and_names(reading))
    return kind_near(_FILE, "", words, _LEAST) == "slip"


def _tells(a: AmountMention) -> bool:
    """Whether a figure's part of the pay is surely said."""
    return a.component_said and a.component_score >= SURE


def _with_parts(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a figure that two others beside it add up to is their whole."""
    money = [n for n, a in enumerate(reading.amounts) if a.amount.kind in _MONEY and not a.amount.is_range]
    for three in combinations(money, _THREE):
        told = [reading.amounts[n] for n in three]
        if told[-1].amount.start - told[0].amount.end > _BESIDE:
            continue
        whole = max(three, key=lambda n: _written(reading.amounts[n], told))
        parts = sorted((n for n in three if n != whole), key=lambda n: -_written(reading.amounts[n], told))
        if _adds_up(reading, whole, parts, told) and (role := _role_of(dialogue, reading, whole, parts)):
            held = (*dialogue.deal.offer, *dialogue.current, *dialogue.target)
            kept = next((p.high for p in held if same_value(reading.amounts[whole], p)), 0.0)
            times = kept / _written(reading.amounts[whole], told) if kept else 1.0
            return _as_whole(
                reading, role, whole, parts, {n: _written(reading.amounts[n], told) * times for n in three}
            )
    return reading


def _written(a: AmountMention, told: list[AmountMention]) -> float:
    """A figure at the size that the scaled one beside it gives it: of "24 LPA (20 + 4)" the 20 is in lakh."""
    scaled = next((x for x in told if x.amount.scaled), None)
    bare = not a.amount.scaled and scaled is not None and a.amount.high * 100 < scaled.amount.high
    return a.amount.high * _scale_of(scaled) if bare and scaled else a.amount.high


def _scale_of(a: AmountMention) -> float:
    sizes = (1e5, 1e3, 1e6)
    digits = "".join(ch for ch in a.text if ch.isdigit() or ch == ".").strip(".")
    number = float(digits) if digits.count(".") <= 1 and digits else 0.0
    return next((s for s in sizes if number and abs(number * s - a.amount.high) < 1), 1.0)


def _adds_up(reading: Reading, whole: int, parts: list[int], told: list[AmountMention]) -> bool:
    if all(a.role == "sum" and a.role_score >= SURE for a in told):
        return False  # a sum that is asked about tells nothing anew
    if any(reading.amounts[n].component == "signing" and reading.amounts[n].component_score >= SURE for n in parts):
        return False  # what is paid once is no part of a year
    sizes = [_written(reading.amounts[n], told) for n in parts]
    all_ = _written(reading.amounts[whole], told)
    return abs(sum(sizes) - all_) <= _ROUNDED * all_ and min(sizes) >= _LEAST_SHARE * all_


def _role_of(dialogue: Dialogue, reading: Reading, whole: int, parts: list[int]) -> str:
    """Whose pay the whole is: as it is held, else as it or a part of it is read; "" for nobody's."""
    held = (("offer", dialogue.deal.offer), ("pay", dialogue.current), ("wish", dialogue.target))
    a = reading.amounts[whole]
    for role, kept in held:
        if any(same_value(a, p) for p in kept):
            return role
    read = [reading.amounts[n] for n in (whole, *parts)]
    return next((x.role for x in sorted(read, key=lambda x: -x.role_score) if x.role in _HELD), "")


def _as_whole(reading: Reading, role: str, whole: int, parts: list[int], sizes: dict[int, float]) -> Reading:
    amounts = list(reading.amounts)
    owner = amounts[whole].owner
    for n, component in ((whole, "total"), (parts[0], "base"), (parts[1], _second_of(amounts[parts[1]]))):
        a = amounts[n]
        size = round(sizes[n], 2)
        amount = replace(
            a.amount, low=size, high=size, scaled=a.amount.scaled or size != a.amount.high,
            currency=a.amount.currency or amounts[whole].amount.currency,
        )  # fmt: skip
        amounts[n] = replace(
            a, amount=amount, role=role, role_said=True, role_score=1.0, component=component, component_said=True,
            component_score=1.0, owner=owner,
        )  # fmt: skip
    clauses = {amounts[n].clause for n in parts}
    calm = tuple(replace(c, denial=None) if n in clauses else c for n, c in enumerate(reading.clauses))
    return replace(reading, amounts=tuple(amounts), clauses=calm)


def _second_of(a: AmountMention) -> str:
    """The part that the smaller figure of a whole is: the one it is said to be, else a bonus."""
    named = a.component in PAY and a.component not in ("base", "total", "signing")
    return a.component if named and a.component_score >= SURE else "bonus"
