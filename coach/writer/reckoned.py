"""Sums that a language model writes in a sentence, [[F12 - F3]] -> slots of figures that code works out, or the reason
why one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress, product
from typing import TYPE_CHECKING

from coach.reply import Figure
from coach.writer.near import BOUNDS, bears
from coach.writer.quantity import (
    PERIODS,
    NoUnitError,
    Op,
    Quantity,
    checked,
    combined,
    count,
    half,
    in_a_year,
    money,
    of_the_period,
    sane,
)
from coach.writer.slots import money_of
from index.money import rounded

if TYPE_CHECKING:
    from coach.writer.basis import Basis

_SUM = re.compile(r"\[\[(?!F\d+\]\])([^\[\]\n]*)\]\]")
_PIECE = re.compile(
    r"\s*(?:F(?P<slot>\d{1,4})(?!\w)|(?P<count>\d{1,2}(?:\.5)?)\s+(?P<of>week|month|quarter|year|salar(?=y|ies))"
    r"(?:s|y|ies)?(?!\w)|(?P<half>1\s*/\s*2(?![\w.]))|(?P<two>2(?![\w.]))|(?P<sign>[-+*/()−×÷]))"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGNS = {"−": "-", "×": "*", "÷": "/"}
_SHOWN = {"-": "−", "*": "×", "/": "÷", "+": "+"}
_HALF = "[[F9 * 1/2]]"
_LONGEST, _DEEPEST, _MOST_PARTS, _MOST_RANGES = 100, 5, 8, 4
_PAID_ONCE = ("signing", "relo", "severance")
_OF_A_YEAR = ("base", "total", "bonus")
_UNITS = {"per year": "year", "per month": "month", "per 4-year grant": "4yr"}
_IN_A_YEAR = {"month": (12,), "week": (52,), "quarter": (4,), "salary": (12,)}
_SALARIES = (13, 13.5, 14)  # so many months of pay some years have
_WHOLE = frozenset({"base", "total"})  # what an employer pays comes to a sum that has one of them
_HALVED = frozenset({"bonus", "stock", "signing"})  # parts of which only some may be paid
_NEAR = 3.0  # a supposed pay lies within so many times of the one that it stands against
_THOUSAND, _LEAST = 1000.0, 20.0  # a bare number from here on may be so many thousands
_A_WEEK = (8.0, 84.0)  # so many hours, where weeks are reckoned with, are those of a week
_NAMES = {"total": "total", "signing": "sign-on", "stock": "stock", "bonus": "bonus", "base": "base"}
_PER = {
    **{p: f"{'an' if p == 'hour' else 'a'} {p}" for p in PERIODS}, "first": "in the first year", "once": "once",
    "grant": "for the whole grant", "hours a week": "hours a week", **{f"{p}s": f"{p}s" for p in PERIODS},
}  # fmt: skip
_RELATIONS = frozenset("theirs asks now wants floor band".split())
_TIMES = frozenset({*PERIODS, *(f"{p}s" for p in PERIODS), "once", "not"})
_WAYS = frozenset({"more", "less"})
_WISHED = frozenset({"asks", "wants"})  # with it the rest of a package is one that is wished for, too
_MOST_SALARIES = 15
_PAID_BY = ("hour", "day", "week")  # times that money beside the pay is paid for
_MOST_IN = 12  # "one week in four"
_UNITS_FROM = 100  # money from here on is told in whole units
_MOST_RISE = 30.0  # percent; a larger share is what one works, or of a target
_FINE = 10  # below so much a share or a count is told to the tenth


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a sum: a slot (`number`), so many periods (`counted` and `of`), one half, or two steps and their
    sign.
    """

    sign: str
    number: int = 0
    counted: float = 0.0
    of: str = ""
    sides: tuple[Node, ...] = ()

    def slots(self) -> Iterator[int]:
        """The slots in it, each as often as it stands there."""
        if self.sign == "slot":
            yield self.number
        for side in self.sides:
            yield from side.slots()

    def periods(self) -> Iterator[str]:
        """The periods that are counted in it."""
        if self.sign == "periods":
            yield self.of
        for side in self.sides:
            yield from side.periods()

    def has_half(self) -> bool:
        """Whether one half of something is in it."""
        return self.sign == "half" or any(side.has_half() for side in self.sides)


@dataclass(frozen=True, slots=True)
class About:
    """Whose a result is and what of: its `parts` of pay, the `notions` that may stand beside it; of a difference, what
    it lies `between` and which `way` round it is.
    """

    parts: frozenset[str] = frozenset()
    notions: frozenset[str] = frozenset()
    between: tuple[frozenset[str], frozenset[str]] | None = None
    way: str = "more"
    pay: bool = True


@dataclass(frozen=True, slots=True)
class Resolved:
    """Words with a slot for each sum in them, the basis that knows these figures, and why other sums are refused;
    `sums` are the slots with the sums as they were written.
    """

    text: str
    basis: Basis
    wrong: tuple[str, ...] = ()
    sums: tuple[tuple[str, str], ...] = ()

    def as_written(self, fault: str) -> str:
        """What is wrong with the words, as told to who wrote them: with the sums, not their slots."""
        for slot, written in self.sums:
            fault = fault.replace(slot, written)
        return fault


def resolved(text: str, basis: Basis) -> Resolved:
    """The words with their sums worked out; the figures are added to the draft of the basis. A sum that is refused
    stays as it is, so that no check passes it.
    """
    told: list[str] = []
    wrong: list[str] = []
    sums: list[tuple[str, str]] = []

    def worked_out(m: re.Match[str]) -> str:
        try:
            slot, lines = _slot_of(m[1], basis)
        except NoUnitError as why:
            wrong.append(f"the sum {m[0]} cannot be: {why}")
            return m[0]
        told.extend(lines)
        sums.append((slot, m[0]))
        return slot

    text = _SUM.sub(worked_out, text)
    basis = replace(basis, told=(*basis.told, *told)) if told else basis
    return Resolved(text, basis, tuple(wrong), tuple(sums))


def _slot_of(words: str, basis: Basis) -> tuple[str, list[str]]:
    """(the slot of a sum, the sentences that tell what it is)."""
    made = _Sum(parsed(words), basis)
    if made.node.sign == "slot" and made.figure(made.node.number):
        return f"[[F{made.node.number}]]", []
    figure = made.made(*made.ends())
    slot = basis.draft.add(figure)
    return slot, list(made.told(slot, figure.per))


def parsed(words: str) -> Node:
    """A sum as its steps; NoUnitError says what is wrong with one."""
    if len(words) > _LONGEST:
        raise NoUnitError("it is too long")
    tokens: list[Node] = []
    at = 0
    while words[at:].strip():
        m = _PIECE.match(words, at)
        if m is None:
            raise NoUnitError(
                "use only slots such as F3, the signs + - * / ( ), 1/2, 12 months, 4 quarters and 52 weeks; no other"
                " number"
            )
        at = m.end()
        if m["slot"]:
            tokens.append(Node("slot", int(m["slot"])))
        elif m["count"]:
            tokens.append(Node("periods", counted=float(m["count"]), of="salary" if m["of"] == "salar" else m["of"]))
        elif m["sign"]:
            tokens.append(Node(_SIGNS.get(m["sign"], m["sign"])))
        else:
            tokens = _with_half(tokens, divides=bool(m["two"]))
    whole, rest = _added(tokens, 0)
    if rest:
        raise NoUnitError("its brackets or signs do not fit")
    if len(list(whole.slots())) > _MOST_PARTS:
        raise NoUnitError("it has too many parts")
    return whole


def _with_half(tokens: list[Node], *, divides: bool) -> list[Node]:
    """The steps with one half behind them: "* 1/2", or as a sign and what it `divides` by, "/ 2"."""
    sign = tokens[-1].sign if tokens else ""
    if divides != (sign == "/"):
        raise NoUnitError(f"one half is written as in {_HALF}; no other number")
    return [*(tokens[:-1] if divides else tokens), *([Node("*")] if divides else []), Node("half")]


def _added(tokens: list[Node], depth: int) -> tuple[Node, list[Node]]:
    return _row(tokens, depth, "+-")


def _row(tokens: list[Node], depth: int, signs: str) -> tuple[Node, list[Node]]:
    """A row of steps with signs of one rank between them, and what is left behind it."""
    if depth > _DEEPEST:
        raise NoUnitError("its brackets are too deep")
    step = _row if signs == "+-" else None
    left, rest = step(tokens, depth, "*/") if step else _atom(tokens, depth)
    while rest and rest[0].sign in tuple(signs):
        sign = rest[0].sign
        right, rest = step(rest[1:], depth, "*/") if step else _atom(rest[1:], depth)
        left = Node(sign, sides=(left, right))
    return left, rest


def _atom(tokens: list[Node], depth: int) -> tuple[Node, list[Node]]:
    if tokens and tokens[0].sign == "(":
        inside, rest = _added(tokens[1:], depth + 1)
        if rest and rest[0].sign == ")":
            return inside, rest[1:]
    elif tokens and tokens[0].sign in ("slot", "periods", "half"):
        return tokens[0], tokens[1:]
    raise NoUnitError("its brackets or signs do not fit")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum with what its slots are known to be."""

    node: Node
    basis: Basis

    def ends(self) -> tuple[Quantity, Quantity]:
        """The least and the most that it comes to: every slot that is a range is tried at both ends."""
        slots = sorted(set(self.node.slots()))
        if not slots:
            raise NoUnitError("there is no slot in it")
        ranges = [n for n in slots if self.figure(n).low != self.figure(n).high]
        if len(ranges) > _MOST_RANGES:
            raise NoUnitError("it has too many ranges")
        made = [
            self.valued(self.node, frozenset(low))
            for low in (compress(ranges, at) for at in product((True, False), repeat=len(ranges)))
        ]
        made.sort(key=lambda q: q.value)
        if made[0].value < 0 < made[-1].value:
            raise NoUnitError("it may be more or less than nothing")
        return checked(made[0]), checked(made[-1])

    def figure(self, number: int) -> Figure:
        """The figure of a slot."""
        if not 1 <= number <= len(self.basis.draft.figures):
            raise NoUnitError(f"there is no slot F{number}")
        return self.basis.draft.figures[number - 1]

    def valued(self, node: Node, low: frozenset[int]) -> Quantity:
        """What a step comes to, with the ranges in `low` at their low ends."""
        if node.sign == "slot":
            return self.quantity(node.number, self.figure(node.number), at_low=node.number in low)
        if node.sign == "periods":
            return self.periods(node)
        if node.sign == "half" or any(side.sign == "half" for side in node.sides):
            return self.halved(node, low)
        left, right = node.sides
        if node.sign == "/" and (years := self.years(right)):
            held = self.valued(left, low)
            return self.spread(left, held, years) if ("grant", 1) in held.powers else self.over(held, right, low)
        self.shares_of_base(node)
        if node.sign == "+":
            self.of_one_job(*map(self.about, node.sides))
        op: Op = node.sign  # type: ignore[assignment]
        if op == "-":
            return combined(op, self.supposed(left, right, low), self.supposed(right, left, low))
        return combined(op, self.valued(left, low), self.valued(right, low))

    def over(self, held: Quantity, right: Node, low: frozenset[int]) -> Quantity:
        """What is no grant, over years that are told."""
        return combined("/", held, self.valued(right, low))

    def halved(self, node: Node, low: frozenset[int]) -> Quantity:
        """One half of a bonus, of stock, of a sign-on or of a difference; of no pay as a whole."""
        whole = next((side for side in node.sides if side.sign != "half"), None)
        about = self.about(whole) if whole else About()
        fits = about.pay and (about.between or (about.parts and about.parts <= _HALVED))
        if whole is None or node.sign != "*" or not fits:
            raise NoUnitError(f"one half is taken of a bonus, stock, a sign-on or a difference only, as in {_HALF}")
        return half(self.valued(whole, low))

    def years(self, node: Node) -> float:
        """How many years a step counts, 0 where it counts none."""
        if node.sign == "slot":
            figure = self.figure(node.number)
            return figure.high if figure.per == "years" else 0.0
        return node.counted if (node.sign, node.of) == ("periods", "year") else 0.0

    def supposed(self, node: Node, other: Node, low: frozenset[int]) -> Quantity:
        """One side of a difference: pay of which nobody told the period, or a bare number, is for what the `other` is
        for where it comes near to it.
        """
        bare = self.is_bare(node)
        held = Quantity(0.0) if bare else self.valued(node, low)
        alone = node.sign == "slot" and not self.basis.beside.get(node.number, frozenset()) & _TIMES
        if not alone or self.is_bare(other) or not (bare or (held.is_money and not held.per)):
            return self.quantity(node.number, self.figure(node.number), at_low=node.number in low) if bare else held
        against, figure = self.valued(other, low), self.figure(node.number)
        if not against.is_money:
            return held if not bare else self.quantity(node.number, figure, at_low=False)
        value = figure.low if node.number in low else figure.high
        for times in (1.0, _THOUSAND) if bare else (1.0,):
            if against.value / _NEAR <= value * times <= against.value * _NEAR:
                return of_the_period(money(value * times, figure.currency or against.currency, ""), against)
        return held if not bare else self.quantity(node.number, figure, at_low=False)

    def is_bare(self, node: Node) -> bool:
        """Whether a step is a number of the person's of which nothing is told: "if they go to 72"."""
        if node.sign != "slot":
            return False
        figure = self.figure(node.number)
        told = _is_pay(figure) or figure.per or figure.unit != "absolute"
        return figure.kind == "user" and not told and figure.low >= _LEAST

    def quantity(self, number: int, figure: Figure, *, at_low: bool) -> Quantity:
        """A slot with its unit."""
        value = figure.low if at_low else figure.high
        if figure.unit == "percent":
            return Quantity(value, percent=True)
        if figure.unit in ("options", "shares"):
            raise NoUnitError(f"F{number} is a count of {figure.unit}, no money")
        if _is_pay(figure):
            per = self.per(number, figure) or self.paid_for(figure)
            return money(value, figure.currency or self.currency, "grant" if per.endswith("yr") else per)
        if salaries := _salaries(figure):
            return in_a_year(salaries, "month")
        per = figure.per
        if per == "hours" and "week" in set(self.node.periods()) and _A_WEEK[0] <= value <= _A_WEEK[1]:
            per = "hours a week"
        if per in ("weeks", "months") and self.is_of_a_year(number):
            return in_a_year(value, per.removesuffix("s"))
        if not per and self.is_one_in(number, figure):
            return Quantity(value)
        if not per:
            raise NoUnitError(f"nobody has told what F{number} counts")
        return sane(count(value, per))

    def paid_for(self, figure: Figure) -> str:
        """The one period that is counted in the sum, for money beside the pay of which nobody told any: "85 standby"
        for so many weeks."""
        named = (self.figure(n).per.removesuffix("s") for n in self.node.slots())
        counted = {p for p in (*named, *self.node.periods()) if p in _PAID_BY}
        return counted.pop() if figure.component == "other" and len(counted) == 1 else ""

    def is_of_a_year(self, number: int) -> bool:
        """Whether a count is told by the year: "[[F2]] weeks a yr"."""
        said = re.compile(rf"\[\[F{number}\]\] (?:weeks|months) (?:a|per|each|every) (?:yr|year)\b")
        return any(map(said.search, self.basis.own))

    def is_one_in(self, number: int, figure: Figure) -> bool:
        """Whether a bare number tells which share of the time something is: "[[F6]] week in [[F9]]"."""
        said = re.compile(rf"\[\[F\d+\]\](?: (?:week|day|month)s?)? in \[\[F{number}\]\]")
        return figure.kind == "user" and 1 < figure.high <= _MOST_IN and any(map(said.search, self.basis.texts))

    @property
    def currency(self) -> str:
        """The currency of the talk: the only one in which the person has told pay, "" where there are several."""
        told = {f.currency for f in self.basis.draft.figures if f.kind == "user" and f.currency}
        return told.pop() if len(told) == 1 else ""

    def per(self, number: int, figure: Figure) -> str:
        """What period a figure of pay is for, "" where nobody told."""
        if found := figure.per or _UNITS.get(figure.unit, ""):
            return found
        if figure.component in _PAID_ONCE:
            return "once"
        if figure.kind == "band" and figure.component in _OF_A_YEAR:
            return "year"
        told = self.basis.beside.get(number, frozenset()) & {*PERIODS, "once"}
        return next(iter(told)) if len(told) == 1 else ""

    def periods(self, node: Node) -> Quantity:
        """How many months, quarters or weeks a year has, thirteen months only where they are told; else so many as
        stand in the talk.
        """
        unit, figures = "month" if node.of == "salary" else node.of, self.basis.draft.figures
        named = (_first(f) for f in figures if f.per in ("", "months", "salaries"))
        told = unit == "month" and node.counted in _SALARIES and node.counted in named
        if node.counted in _IN_A_YEAR.get(node.of, ()) or told:
            return in_a_year(node.counted, unit)
        if any(f.per == f"{node.of}s" and f.low == f.high == node.counted for f in figures):
            return count(node.counted, f"{node.of}s")
        if node.of == "year":
            raise NoUnitError("years as a number only divide a whole grant, by the years that it is for")
        raise NoUnitError("a year has 12 months, 4 quarters and 52 weeks; any other number has to be a slot")

    def spread(self, node: Node, held: Quantity, years: float) -> Quantity:
        """A whole grant by the year, over the years that it is for."""
        grants = {self.per(n, self.figure(n)) for n in node.slots()}
        if grants != {f"{years:g}yr"} or held.per != "grant":
            raise NoUnitError("years only divide a whole grant by the years that it is for")
        return money(held.value / years, held.currency, "year")

    def share(self, node: Node) -> int:
        """The slot of a percentage that a step is, or is one half of; 0 where it is none."""
        for side in (node, *(node.sides if any(s.sign == "half" for s in node.sides) else ())):
            if side.sign == "slot" and self.figure(side.number).unit == "percent":
                return side.number
        return 0

    def shares_of_base(self, node: Node) -> None:
        """Refuse a percentage whose whole is not clear, and one of the wrong part of pay."""
        left, right = node.sides
        shares = [s for s in node.sides if self.share(s)]
        if len(shares) != 1:
            return
        if right in shares and node.sign in "+-" and left.sign != "slot":
            raise NoUnitError("it is not clear what the percentage is of: write it as in [[F1 + F1 * F9]]")
        other = left if right in shares else right
        parts = self.about(other).parts
        if self.figure(self.share(shares[0])).component == "bonus" and parts and "base" not in parts:
            raise NoUnitError("a bonus in percent is a share of base")

    def of_one_job(self, a: About, b: About) -> None:
        """Refuse to add the same part of pay of two jobs."""
        owners = _owners(a), _owners(b)
        if a.parts & b.parts and all(owners) and not (owners[0] & owners[1]) and not (a.between or b.between):
            raise NoUnitError(
                "the two are the same part of pay, of different jobs or of one job as it is and as wished"
            )

    def about(self, node: Node) -> About:
        """Whose a step is, and what of."""
        if node.sign == "slot":
            return self.about_slot(node.number)
        if node.sign in ("periods", "half"):
            return About(pay=False)
        a, b = map(self.about, node.sides)
        if any(side.sign == "half" for side in node.sides):
            return _half_of(a if a.pay else b)
        if not (a.pay and b.pay):
            return a if a.pay else b
        others = (a.notions & b.notions) - _RELATIONS - _WAYS
        share = next((n for n, side in enumerate(node.sides) if self.share(side)), None)
        if node.sign == "-" and share is None:
            between = None if a.between or b.between else (_owners(a), _owners(b))
            return About(a.parts | b.parts, others, between or self.still_between(node, a, b))
        if node.sign in "*/":
            gap = a if a.between else b
            parts = a.parts | b.parts
            if node.sign == "*" and "bonus" in parts:
                parts = frozenset({"bonus"})
            owners = _owners(a) & _owners(b) if share is None else _owners_of_share(*((b, a) if share == 0 else (a, b)))
            return About(parts, others | owners, gap.between, gap.way)
        beside = any(self.figure(n).component == "other" for n in node.slots())  # money of none of the named parts
        parts = a.parts | b.parts
        parts |= {"total"} if len(parts) > 1 or (parts and beside) else set()
        owners = _owners_of_both(a, b)
        if share == 1 and not owners & _WISHED:
            owners = _owners_of_share(a, b)
        return About(parts, others | owners, self.still_between(node, a, b))

    def still_between(self, node: Node, a: About, b: About) -> tuple[frozenset[str], frozenset[str]] | None:
        """What a difference lies between to which more of the first is added, or from which more of the second is
        taken.
        """
        if a.between is None or b.between is not None or node.sides[0].sign not in ("+", "-"):
            return None
        side = a.between[0 if node.sign == "+" else 1]
        of = _owners(b) - (_WISHED if "theirs" in _owners(b) else set())  # theirs is theirs, asked for or not
        return a.between if of and of <= side else None

    def about_slot(self, number: int) -> About:
        """The same of one slot: of a difference that is known, between what it lies."""
        figure = self.figure(number)
        held = self.basis.beside.get(number, frozenset())
        parts = frozenset({figure.component} - {"", "other"}) | {
            n.removeprefix("part ") for n in held if n.startswith("part ")
        }
        notions = held - {n for n in held if n in _TIMES or n.startswith("part ")}
        if figure.kind == "band":
            notions |= {"band"}
        pay = _is_pay(figure) or figure.unit == "percent" or self.is_bare(Node("slot", number))
        if not self.basis.is_gap(number) or number not in self.basis.compared:
            return About(parts, notions, pay=pay)
        known = self.basis.compared[number][0]
        sides = tuple(side[0].union(*side[1]) for side in (known.before, known.after))
        return About(parts, notions, (sides[0], sides[1]), "less" if "less" in known.ways else "more", pay)

    def formula(self, node: Node) -> str:
        """How it is worked out, in figures."""
        if node.sign == "slot":
            return self.figure(node.number).text
        if node.sign == "half":
            return "½"
        if node.sign == "periods":
            return f"{node.counted:g} {_many(node.of)}"
        left, right = node.sides
        of_left, of_right = self.formula(left), self.formula(right)
        if node.sign in "*/" and left.sign in "+-":
            of_left = f"({of_left})"
        if right.sides and (node.sign == "/" or right.sign in "+-"):
            of_right = f"({of_right})"
        return f"{of_left} {_SHOWN[node.sign]} {of_right}"

    def made(self, low: Quantity, high: Quantity) -> Figure:
        """What it comes to, as a figure."""
        figures = [self.figure(n) for n in self.node.slots()]
        parts = self.about(self.node).parts
        part = next(iter(parts)) if len(parts) == 1 else "total" if "total" in parts else ""
        companies = {f.company for f in figures} - {""}
        sources = {f.citation for f in figures} - {None}
        exact = all(f.low == f.high and f.kind in ("user", "derived") for f in figures)
        least, most = (_shown(q, exact=exact) for q in (low, high))
        unit = "%" if high.percent else high.currency
        per = "" if high.percent else high.per
        said = money_of(least, most, unit, per, self.basis.draft)
        counted = f"{least:g}" if least == most else f"{least:g}–{most:g}"
        return Figure(
            said if unit or high.is_money else counted, "derived", part,
            companies.pop() if len(companies) == 1 else "",
            "", "", "" if unit == "%" else unit, "percent" if unit == "%" else "absolute", least, most,
            citation=sources.pop() if len(sources) == 1 else None, formula=self.formula(self.node),
            per=per,
        )  # fmt: skip

    def adds(self, node: Node) -> bool:
        """Whether a product is a share of pay that comes on top of it: a bonus, or a rise of which somebody has named
        the least or the most; none that pay falls by.
        """
        numbers = [side.number for side in node.sides if side.sign == "slot" and self.share(side)]
        if node.sign != "*" or len(numbers) != 1 or not 0 < self.figure(numbers[0]).high <= _MOST_RISE:
            return False
        held, figure = self.basis.beside.get(numbers[0], frozenset()), self.figure(numbers[0])
        rises = figure.component == "bonus" or (not figure.component and bool(held & {*BOUNDS, "more", *_WISHED}))
        return figure.kind == "user" and rises and not held & {"less", "not"}

    def told(self, slot: str, per: str) -> Iterator[str]:
        """Sentences that tell what the figure in a slot is."""
        about = self.about(self.node)
        said = _PER.get(per, "")
        if about.between is not None:
            before, after = about.between
            yield f"{_words(before)} is {slot} {about.way} {said} than {_words(after)}."
            if before & _WISHED and "now" in after:
                yield f"raise of {slot} {said}."
            if "band" in before | after:
                below = ("band" in before) == (about.way == "more")
                yield f"{slot} {'below' if below else 'above'} the range."
        elif self.adds(self.node):  # to the pay that it is a share of
            whose = _words(_owners(about))
            yield f"{whose} is {slot} more {said} than {whose}."
        yield f"{slot} {said} {_words(about.notions)}."
        for part in sorted(about.parts):
            yield f"{_NAMES.get(part, part)} {slot} {said}."
        at = [n for n in _owners(about) if n.startswith("at ")]
        if per and about.between is None and len(at) == 1 and about.parts & _WHOLE:
            yield f"{_words(frozenset(at))} comes to {slot} {said}."
        if self.node.has_half():
            yield f"{slot} half."
        counted = {_many(p) for p in self.node.periods()} - {"quarters"}  # a quarter is a share, too
        counted |= {w for n in self.node.slots() for w in self.figure(n).per.split() if w.endswith("s")}
        for word in sorted(counted):
            yield f"{slot} {word}."


def _is_pay(figure: Figure) -> bool:
    """Whether a figure is money, with or without its currency: what counts something is of no part of pay."""
    return bool(figure.currency or figure.component or figure.per in (*PERIODS, "once", "first"))


def _many(period: str) -> str:
    return "salaries" if period == "salary" else f"{period}s"


def _first(figure: Figure) -> float:
    """The number that a figure begins with, 0 where it begins with none."""
    m = _NUMBER.match(figure.text)
    return float(m[0]) if m and figure.high < _MOST_SALARIES else 0.0


def _salaries(figure: Figure) -> float:
    """How many salaries a year has, where a figure tells that; else 0."""
    return _first(figure) if figure.per == "salaries" and _first(figure) in (12, *_SALARIES) else 0.0


def _shown(held: Quantity, *, exact: bool) -> float:
    """A result as it is shown: of figures that are no ranges to the unit, so that whoever adds up finds the same."""
    if held.is_money:
        return float(round(held.value)) if exact and held.value >= _UNITS_FROM else rounded(held.value)
    return round(held.value, 1 if held.value < _FINE else 0)


def _owners(about: About) -> frozenset[str]:
    return frozenset(n for n in about.notions if n in _RELATIONS or n.startswith("at "))


def _owners_of_both(a: About, b: About) -> frozenset[str]:
    """Whose a package of two parts is: of both what is the same, and a wish where one of them is."""
    both = _owners(a) | _owners(b)
    return (both & _WISHED) or (_owners(a) & _owners(b))


def _half_of(whole: About) -> About:
    """What one half is of: of a difference it is none between the two."""
    return replace(whole, between=None, notions=whole.notions - _WAYS - (_owners(whole) if whole.between else set()))


def _owners_of_share(whole: About, share: About) -> frozenset[str]:
    """Whose a percentage in money is: of who has what it is put on, unless it is another's."""
    of_whole, of_share = _owners(whole), _owners(share)
    jobs = [{n for n in owners if n.startswith("at ")} for owners in (of_whole, of_share)]
    others = (bool(of_share) and not of_share & of_whole) or (all(jobs) and not jobs[0] & jobs[1])
    return of_whole & of_share if others else of_whole


def _words(notions: frozenset[str]) -> str:
    """Words that bring these notions to a figure."""
    first: dict[str, str] = {}
    for word, held in bears().items():
        for notion in held:
            first.setdefault(notion, word)
    return " ".join(n.removeprefix("at ") if n.startswith("at ") else first.get(n, "") for n in sorted(notions))
