"""A judged turn -> feedback: one thing done well, the costliest mistake and what it cost, and the line for this moment,
its figures cited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from coach.evidence.levers import rank_levers
from coach.phrasing.phrases import Variant, chosen
from coach.rehearsal.course import Course
from coach.rehearsal.ground import Ground
from coach.rehearsal.judge import Observed
from coach.rehearsal.moment import Stand, answering, is_close, moment_of
from coach.rehearsal.moves import Act, ActKind, Moves, UsedFigure
from coach.rehearsal.recruiter import Argued, react
from coach.rehearsal.replies import made_up
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import Item
from coach.rehearsal.talk import Round
from coach.rehearsal.truth import ENOUGH, deeds, likeness
from coach.rehearsal.voice import SPOKEN, named, package, priced
from coach.scripts.tailor import tailor
from coach.understanding.situation import Situation
from index.guide import Lines
from index.shipped import shipped_yaml

MOST_MISTAKES = MOST_STRENGTHS = 1
# These are form, and never come before substance.
_FORM = ("no_rapport", "hedging", "weak_close")
_ONCE = 1
_YEARS_THAT_COUNT = 2  # a single one is nothing to argue with
_SAYABLE = 220  # characters of the user's own words that a line may carry


class Advice(BaseModel):
    """What is said of one mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    why: str
    first: str = ""


class FeedbackWords(BaseModel):
    """The whole of feedback.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mistakes: dict[str, Advice]
    strengths: dict[str, str]
    tends: dict[str, str]
    moves: dict[str, tuple[Variant, ...]]
    costs: dict[str, str]


@cache
def wording() -> FeedbackWords:
    """The coach's words on turns; pydantic's ValidationError names a line that is wrong."""
    return FeedbackWords.model_validate(
        shipped_yaml((files("coach") / "phrasing" / "feedback.yaml").read_text(encoding="utf-8"))
    )


@dataclass(frozen=True, slots=True)
class Basis:
    """Lines of the guide that a revised line rests on."""

    guide: str
    heading: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Remark:
    """One mistake or strength. `words` are the turn's own, "" where something is missing; `instead` is the line to say.

    `cost` says what it cost in this talk, `lost` the same in money a year, 0 where it was something else.
    """

    label: str
    name: str
    words: str
    why: str = ""
    instead: str = ""
    sources: tuple[Basis, ...] = ()
    cost: str = ""
    lost: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The remark as other programs read it."""
        out: dict[str, Any] = {"label": self.label, "name": self.name, "words": self.words}
        if self.why:
            out |= {
                "why": self.why, "instead": self.instead, "cost": self.cost,
                "sources": [{"guide": s.guide, "heading": s.heading, "lines": [s.lines.first, s.lines.last]} for s in self.sources],
            }  # fmt: skip
        return out


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the coach says of one turn. `more` counts mistakes beyond the one that is shown; `made_up` names facts that
    no guide has.
    """

    mistakes: tuple[Remark, ...]
    strengths: tuple[Remark, ...]
    more: int = 0
    made_up: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The feedback as other programs read it."""
        return {
            "mistakes": [r.to_json() for r in self.mistakes], "strengths": [r.to_json() for r in self.strengths], "more": self.more,
            "made_up": list(self.made_up),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backing:
    """What revised lines are written from: what the talk stands on, and the user's situation."""

    scenario: Scenario
    ground: Ground
    situation: Situation


def feedback_on(desk: Backing, course: Course, turn: Round, did: tuple[str, ...] = ()) -> Feedback:
    """Say one thing that a turn did well and its costliest mistake, with what it cost and the line for that moment.

    `did` is what the recruiter had done just before.
    """
    held = wording()
    judgement = turn.judgement
    writer = _Writer(desk, course, did, turn)
    found = sorted(judgement.mistakes, key=lambda m: m.label in _FORM)
    mistakes: list[Remark] = []
    for observed in found[:MOST_MISTAKES]:
        remark = writer.remark(observed, held.mistakes[observed.label])
        cost, lost = _cost(desk, turn, writer, observed.label)
        mistakes.append(replace(remark, why=f"{remark.why} {cost}".strip(), cost=cost, lost=lost))
    best = _BEST if any(course.asks) else ("names_figure", *_BEST)  # naming the first figure is what takes courage
    strengths = sorted((*judgement.strengths, *judgement.skills), key=lambda s: best.index(s.label))[:MOST_STRENGTHS]
    return Feedback(
        tuple(mistakes), tuple(Remark(f.label, held.strengths[f.label], f.words) for f in strengths), len(found) - len(mistakes),
        made_up(desk.scenario.knows, turn.reactions),
    )  # fmt: skip


# What is praised first: what moves money, then what keeps the talk going.
_BEST = (
    "package_trade", "conditional_commitment", "holds_firm", "evidence", "cites_band", "recap_close", "waits", "takes_time", "beside_pay",
    "keeps_pay",
    "asks_question", "names_figure", "collaborative_tone",
)  # fmt: skip


def _cost(desk: Backing, turn: Round, writer: _Writer, label: str) -> tuple[str, float]:
    """What a mistake cost in this talk, in words and in money a year.

    What the coach's line would have moved, a figure given away, or patience.
    """
    scenario, costs = desk.scenario, wording().costs
    before, after = turn.before, turn.table
    if after.status == "ended" and after.outcome != "deal":
        return costs["ended"], 0.0
    if writer.moment.asks and not writer.course.agreed and label not in _FORM:
        better, _ = react(scenario, before, *writer.said())
        lost = sum(scenario.per_year(i) * (v - after.terms.get(i, v)) for i, v in better.terms.items())
        moved = {i: v for i, v in better.terms.items() if v > after.terms.get(i, v)}
        if lost > 0 and moved and better.status != "ended":
            said = scenario.scene.money(round(lost, -2) or round(lost))
            return costs["money"].format(money=said, terms=package(scenario, moved)), lost
    capped = {i: v for i, v in after.caps.items() if before.caps.get(i) != v}
    if capped and label == "reveals_floor":
        return costs["cap"].format(terms=package(scenario, capped)), 0.0
    return (costs["patience"] if before.patience > after.patience else ""), 0.0


def hint(desk: Backing, course: Course, did: tuple[str, ...] = ()) -> Remark:
    """What the coach would say now."""
    writer = _Writer(desk, course, did, None)
    said = writer.line(answering(writer.moment.moves, did))
    return Remark("hint", "What I would say", "", "", said, tuple(writer.sources))


# Moves of a line -> the acts that a recruiter hears in them.
_DOES: tuple[tuple[str, ActKind], ...] = (("condition", "condition"), ("swap", "trade"), ("moved_on", "joint"))


class _Writer:
    """Writes the lines of one turn; collects the sources they rest on."""

    def __init__(self, desk: Backing, course: Course, did: tuple[str, ...], turn: Round | None) -> None:
        judgement = turn.judgement if turn else None
        self.desk, self.course, self.judgement, self.did = desk, course, judgement, did
        self.turn = turn.words if turn else ""
        self.scene = desk.scenario.scene
        self.sources: list[Basis] = []
        own = {a.item: a.high for a in judgement.moves.asks} if judgement else {}
        self.moment = moment_of(Stand(desk.scenario, desk.ground, desk.situation, course, did), own)

    def remark(self, found: Observed, advice: Advice) -> Remark:
        self.sources = []
        moves = self.moment.moves
        if self.moment.kind not in ("agreed", "close", "limit") and advice.first:
            moves = (advice.first, *moves[1:])
        if found.label == "weak_close":
            moves = ("recap", "close") if self.moment.kind == "agreed" else ("accept", "recap", "close")
        said = self.line(answering(moves, self.did))
        asks = self.judgement is not None and bool(self.judgement.moves.asks or self.judgement.moves.did("question"))
        if found.label == "no_rapport" and asks and len(self.turn) <= _SAYABLE:
            said = f"{self.line(('thanks',))} {self.turn}"  # all that was missing is the thanks
        return Remark(found.label, advice.name, found.words, advice.why, said, tuple(self.sources))

    def said(self) -> tuple[Moves, Argued]:
        """What the recruiter would hear in the coach's line: its figures, and the reasons that are true."""
        asks = tuple(UsedFigure("ask", i, v, v, "", 0, 0) for i, v in self.moment.asks.items())
        kinds: list[ActKind] = [k for m, k in _DOES if m in self.moment.moves]
        item: Item = next(iter(self.moment.asks), "base")
        reasons = []
        if "reason" in self.moment.moves:
            fields = self._reason(item, self.moment.asks.get(item, 0.0))
            reasons = [
                r
                for r, held in (("band", fields["band"]), ("achievement", fields["own"]), ("offer", fields["other"]))
                if held
            ]
        return Moves(asks, asks, tuple(Act(k, "", 0, 0) for k in kinds)), Argued(tuple((r, r) for r in reasons))

    def line(self, moves: tuple[str, ...]) -> str:
        """The moves in one line."""
        said = []
        for move in moves:
            fields = self._fields(move)
            facts = frozenset(k for k, v in fields.items() if v)
            text = chosen(wording().moves[move], "", facts)
            said.append(re.sub(r"\{(\w+)\}", lambda m, f=fields: f.get(m[1], ""), text))  # type: ignore[misc]
        return " ".join(s.strip() for s in said if s.strip())

    def _first_item(self) -> Item:
        return next(iter(self.moment.asks), next(iter(self.scene.target), next(iter(self.scene.offer), "base")))

    def _fields(self, move: str) -> dict[str, str]:
        """The fields of a move's wording; an empty one makes its condition fail."""
        fields: dict[str, str] = {
            "raise": "y" if self.scene.talk == "raise" else "", "offer": "y" if self.scene.offer and self.scene.talk != "pre_offer" else "",
            "later": "" if self.course.opening_turn else "y",
            "moved": "y" if self.course.moved else "", "stock": "y" if "stock" in self.scene.offer else "",
            "close": "y" if is_close(self.course) else "",
            "again": "y" if sum(map(bool, self.course.asks)) > _ONCE else "", "often": "y" if sum(map(bool, self.course.asks)) > _ONCE + 1 else "",
            "own_thanks": self._own_thanks() if move == "thanks" else "",
        }  # fmt: skip
        asks = self.moment.asks
        item = self._first_item()
        fields["component"] = named(self.scene, item)
        if move in ("ask", "condition", "swap"):
            for lines, heading in self.moment.sources:
                self._cite(lines, heading)
            fields["asks"] = self._spoken(asks) or (
                "a figure that fits the band" if self.scene.band else "a figure above it"
            )
        if move == "swap":
            (down, low), *up = asks.items()
            fields |= {
                "down": self.scene.money(low),
                "component": named(self.scene, down),
                "up": self._spoken(dict(up)),
            }
        if move in ("recap", "accept"):
            fields["terms"] = package(self.desk.scenario, self.course.terms, self.course.extras)
        if move == "reason":
            fields |= self._reason(item, asks.get(item, 0.0))
        if move == "new_reason":
            fields["new"] = self._new_reason(item, asks.get(item, 0.0))
        return fields

    def _new_reason(self, item: Item, ask: float) -> str:
        """A true reason that was not given yet, as a sentence; "" where all were."""
        heard = " ".join(self.course.said)
        for deed in deeds(self.scene):
            if re.match(r"(?:i|i['’]ve|my|our|we)\b", deed, re.I) and likeness(heard, deed) < ENOUGH:
                return f"{re.sub(r'^i', 'I', deed.strip(' .'))}."
        ends = self.scene.band.get(item)
        said = {f.use for m in self.course.turns for f in m.figures}
        one_off = item == "signing" and self.scene.talk == "raise"  # the guide's sign-on is for people who join
        if ends and ends[0] <= ask <= ends[1] and "band" not in said and not one_off:
            self._cite_band(item)
            return f"The {SPOKEN[item]} band for this role is {self.scene.money(*ends)}."
        return ""

    def _spoken(self, asks: Mapping[Item, float]) -> str:
        said = [priced(self.desk.scenario, i, v) for i, v in asks.items()]
        return " and ".join([*([", ".join(said[:-1])] if len(said) > 1 else []), *said[-1:]])

    def _reason(self, item: Item, ask: float) -> dict[str, str]:
        """What can truly be said for it: the band where the ask is in it, another offer, what the user has done, the
        guide's lever.
        """
        out = {"place": "", "band": "", "own": "", "own_sentence": "", "other": "", "other_figure": "", "lever": ""}
        ends = self.scene.band.get(item)
        if ends and ends[0] <= ask <= ends[1] and not (item == "signing" and self.scene.talk == "raise"):
            out["band"] = self.scene.money(*ends)
            out["place"] = (
                f" in {self.scene.region.partition(' (')[0]}"
                if self.desk.ground.band and self.desk.ground.band.region
                else ""
            )
            self._cite_band(item)
        own = self._own()
        out["own"], out["own_sentence"] = own, f"{own[:1].upper()}{own[1:]}." if own else ""
        rival = next(iter(self.scene.profile.competing_offers), None)
        if rival:
            figure = rival.figures().get(item)
            out["other"] = rival.company
            out["other_figure"] = f" at {self.scene.money(figure)} {SPOKEN[item]}" if figure else ""
        if not own and not out["band"]:
            out["lever"] = self._lever(item)
        return out

    def _own(self) -> str:
        """What the user has done, as the end of a sentence: their own words of this turn, else of the situation."""
        if self.judgement:
            for reason in self.judgement.reasons:
                if reason.true and reason.kind == "achievement" and len(reason.words) <= _SAYABLE:
                    whole = reason.what if reason.what in self.scene.profile.achievements else reason.words
                    words = whole.strip(" .,!")
                    if re.match(r"(?:i|i['’]ve|we|my|our)\b", words, re.I):
                        return re.sub(r"^i\b", "I", words)
        for said in self.scene.profile.achievements:
            if re.match(r"(?:i|i['’]ve|my|our|we)\b", said, re.I):
                return re.sub(r"^i\b", "I", said.strip(" ."))
        if (self.scene.profile.years or 0.0) >= _YEARS_THAT_COUNT:
            return f"I bring {self.scene.profile.years:g} years of this work"
        return ""

    def _own_thanks(self) -> str:
        """The user's own words of thanks, so that the line sounds like them."""
        if not self.judgement or "ultimatum" in self.judgement.labels():
            return ""
        act = next(
            (
                a
                for a in self.judgement.moves.did("thanks")
                if re.search(r"than|merci|grat|glad|appreciat|excit", a.words, re.I)
            ),
            None,
        )
        if act is None or any(
            a.start == act.start and a.kind in ("reveal", "hedge", "plea", "accept") for a in self.judgement.moves.acts
        ):
            return ""
        words = act.words.strip(" ,;:-")
        whole = act.start == 0 or self.turn[: act.start].rstrip()[-1:] in (".", "!", "?")
        if not whole or not words[:1].isalpha() or "..." in words or re.search(r"\d", words) or len(words) > _SAYABLE:
            return ""
        words = words[:1].upper() + words[1:]
        return words if words[-1:] in ".!?" else f"{words}."

    def _lever(self, item: Item) -> str:
        guide = self.desk.ground.guide
        for fit in rank_levers(guide, self.desk.situation, item) if guide else ():
            reasons = tailor(fit.lever, self.desk.situation).reasons
            if reasons and not re.search(r"\d", reasons[0]):
                self._cite(fit.lever.lines, fit.lever.title)
                return reasons[0]
        return ""

    def _cite_band(self, item: Item) -> None:
        band = self.desk.ground.band
        pay = band.pay(item) if band else None
        if band and pay:
            self._cite(Lines(pay.line, pay.line), band.heading)

    def _cite(self, lines: Lines, heading: str) -> None:
        source = Basis(self.scene.guide, heading, lines)
        if source not in self.sources:
            self.sources.append(source)
