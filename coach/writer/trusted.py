"""The valid part of a model's answer, beside the built-in reading -> whether the model is one that reads well.

A strong model speaks of every line and figure of the message, says in its lines what it says of the figures in them,
and agrees with the built-in reading in most of what that is sure of. Who swaps two figures, ends a talk out of nowhere
or reads an order for news does not do all three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

from coach.understanding.reading import ASKS, ONCE, PURPOSES, SURE, AmountMention, Clause, Reading

# What a line does that tells a figure of this role; a role that is not here may stand in any line.
TELLING = {
    "offer": ("offer", "news", "granted", "refused"),
    "was": ("correct", "news", "offer"),
    "pay": ("pay",),
    "wish": ("wish", "fallback", "condition", "ask_words", "put_in"),
    "floor": ("limit",),
}
_WHOLE, _ALIKE, _KNOWN = 0.8, 0.5, 0.6  # shares and a probability
_SUREST, _WONDER = 0.97, 4.7  # a probability; the negative logarithm of one
MANY = 2  # things agreed in
CHANGES = frozenset(("ask_edit", "put_in", "leave_out"))  # of a text
IDLE = ("none", "other", "deed", "sum", "hyp", "left")  # roles of what is not held as pay
STAGED = ("offer", "wish", "asked")  # roles of pay that may come to more later
OF_TEXT = CHANGES | {"ask_words"}
Said = Mapping[str, Any]


def line_of(clauses: Sequence[Clause], at: int) -> int:
    """The place of the line that a letter of the message stands in, -1 for none."""
    return next((n for n, c in enumerate(clauses) if c.start <= at < c.end), -1)


def agreements(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> int:
    """In how many things that the built-in reading is sure of the answer says the same, 0 where the answer is not to be
    trusted: it is not whole, or says otherwise too often."""
    if not is_whole(r, valid):
        return 0
    told = [(score, alike) for score, alike in (*_lines(r, valid), *_figures(r, valid)) if score >= _KNOWN]
    same = told or [(1.0, False)] * any(map(is_change, r.clauses))
    weight = sum(s for s, _ in same)
    alike = sum(s for s, told in same if told)
    return max(1, sum(told for _, told in same)) if alike > _ALIKE * weight or not same else 0


def is_coherent(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether an answer is whole, says in its lines what it says of the figures in them, and is no wonder beside the
    built-in reading's figures: that errs in one that it is sure of, and hardly in two."""
    lines = {x["line"]: x for x in valid["lines"]}
    told = (
        fits(r.amounts[a["amount"] - 1], a, r, lines) for a in valid["amounts"] if 1 <= a["amount"] <= len(r.amounts)
    )
    wonder = sum(-log(1 - min(score, _SUREST)) for score, alike in _figures(r, valid) if not alike)
    return is_whole(r, valid) and all(told) and wonder <= _WONDER


def is_whole(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether an answer speaks of nearly all lines and figures."""
    lines, amounts = ({x[key] for x in valid[f"{key}s"]} for key in ("line", "amount"))
    return len(lines) >= _WHOLE * len(r.clauses) and len(amounts) >= _WHOLE * len(r.amounts)


def fits(held: AmountMention, said: Said, r: Reading, lines: Mapping[int, Said]) -> bool:
    """Whether the answer says of a figure's line what its role needs: a question may hold any figure but the
    walk-away."""
    needs = TELLING.get(said["role"])
    line = lines.get(line_of(r.clauses, held.amount.start) + 1)
    if needs is None or line is None or said["role"] == held.role:
        return True
    return bool({*needs, *(() if said["role"] == "floor" else ASKS)} & set(line["acts"]))


def is_change(held: Clause) -> bool:
    """Whether the built-in reading takes a line for a change of the text that stands: what is quoted then, or told of a
    text that was sent, looks the same to it, so that it says nothing against another reading."""
    return bool(held.acts) and held.acts[0][0] in CHANGES and held.about("edit") >= SURE


def _lines(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[float, bool]]:
    """(how sure the built-in reading is of what a line does or is about, whether the answer says the same); of a line
    in which they agree in the surer of the two, that alone, and of one that both take for a word of a text that."""
    for line in valid["lines"]:
        if 1 <= line["line"] <= len(r.clauses):
            held = r.clauses[line["line"] - 1]
            if is_change(held):  # a change or another text: which of them it is says nothing
                yield from [(min(held.acts[0][1], 1.0), True)] * bool(CHANGES & set(line["acts"]))
                continue
            found = []
            if held.matters and line["matters"]:
                found.append((held.matters[0][1], held.matters[0][0] in line["matters"]))
            acts = [x for x in held.acts if x[0] not in PURPOSES]
            if acts:
                does = {a for a, s in acts if s >= min(SURE, acts[0][1])}
                same = bool(does & set(line["acts"])) or (acts[0][0] in OF_TEXT and bool(OF_TEXT & set(line["acts"])))
                found.append((min(acts[0][1], 1.0), same))
            alike = max((s for s, same in found if same), default=0.0)
            yield from (x for x in found if x[1] or x[0] >= alike)


def _figures(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[float, bool]]:
    """(how sure the built-in reading is of a figure or a company, whether the answer says the same of it)."""
    for a in valid["amounts"]:
        if 1 <= a["amount"] <= len(r.amounts):
            own = r.amounts[a["amount"] - 1]
            at = line_of(r.clauses, own.amount.start)
            if own.role == "none" and at >= 0 and is_change(r.clauses[at]):
                continue
            yield own.role_score, _alike(own.role, a["role"])
            if own.role == a["role"] != "none" and own.component_said and a["component"] != ONCE:
                yield own.component_score, own.component == a["component"]
    for c in valid["companies"]:
        if 1 <= c["company"] <= len(r.companies):
            of = r.companies[c["company"] - 1]
            yield of.score, of.part == c["part"]


def _alike(held: str, said: str) -> bool:
    """Whether two roles tell the same, or are both of nothing that is held."""
    return held == said or (held in IDLE and said in IDLE) or {held, said} == {"wish", "fallback"}
