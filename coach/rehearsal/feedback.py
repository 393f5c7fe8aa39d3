"""A judged turn -> feedback: at most two mistakes, the costliest first, each with a line to say instead, its figures cited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from coach.goals import goals_for
from coach.levers import rank_levers
from coach.phrasing.phrases import Variant, chosen
from coach.rehearsal.course import Course
from coach.rehearsal.judge import Found, Judgement
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import Item
from coach.rehearsal.voice import SPOKEN, package
from coach.scripts.tailor import tailor
from coach.situation import Part, Situation
from index.guide import Band, Guide, Lines

MOST_MISTAKES = 2
_SAYABLE = 220  # characters of the user's own words that a line may carry


class Advice(BaseModel):
    """What is said of one mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    why: str
    instead: tuple[str, ...]


class Wording(BaseModel):
    """The whole of feedback.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mistakes: dict[str, Advice]
    strengths: dict[str, str]
    moves: dict[str, tuple[Variant, ...]]


@cache
def wording() -> Wording:
    """The coach's words on turns; pydantic's ValidationError names a line that is wrong."""
    return Wording.model_validate(
        yaml.safe_load((files("coach") / "phrasing" / "feedback.yaml").read_text(encoding="utf-8"))
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of the guide that a revised line rests on."""

    guide: str
    heading: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Remark:
    """One mistake or strength. `words` are the turn's own, "" where something is missing; `instead` is the line to say."""

    label: str
    name: str
    words: str
    why: str = ""
    instead: str = ""
    sources: tuple[Source, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The remark as other programs read it."""
        out: dict[str, Any] = {"label": self.label, "name": self.name, "words": self.words}
        if self.why:
            out |= {
                "why": self.why, "instead": self.instead,
                "sources": [{"guide": s.guide, "heading": s.heading, "lines": [s.lines.first, s.lines.last]} for s in self.sources],
            }  # fmt: skip
        return out


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the coach says of one turn. `more` counts mistakes beyond the two that are shown."""

    mistakes: tuple[Remark, ...]
    strengths: tuple[Remark, ...]
    more: int = 0

    def to_json(self) -> dict[str, Any]:
        """The feedback as other programs read it."""
        return {
            "mistakes": [r.to_json() for r in self.mistakes], "strengths": [r.to_json() for r in self.strengths], "more": self.more,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What revised lines are written from: the guide and row of the scenario, and the user's situation."""

    scenario: Scenario
    guide: Guide
    band: Band
    situation: Situation


def feedback_on(desk: Desk, course: Course, turn: str, judgement: Judgement) -> Feedback:
    """Say what one turn did well and what it cost, with lines to say instead."""
    held = wording()
    writer = _Writer(desk, course, turn, judgement)
    shown = judgement.mistakes[:MOST_MISTAKES]
    mistakes: list[Remark] = []
    for found in shown:
        remark = writer.remark(found, held.mistakes[found.label])
        # One line that mends both is said once: two that end with the same request differ only in how they begin.
        same = any(_request(m.instead) == _request(remark.instead) for m in mistakes)
        mistakes.append(replace(remark, instead="", sources=()) if same else remark)
    strengths = tuple(Remark(f.label, held.strengths[f.label], f.words) for f in judgement.strengths)
    return Feedback(tuple(mistakes), strengths, len(judgement.mistakes) - len(shown))


def _request(line: str) -> str:
    """The last sentence of a line: what it asks for."""
    return re.split(r"(?<=[.?!])\s+", line.strip())[-1]


def hint(desk: Desk, course: Course) -> Remark:
    """What the coach would say now: thanks on the first turn, a reason that holds, and the figure; or the close."""
    writer = _Writer(desk, course, "", None)
    if course.agreed or (any(course.asks) and writer.reached()):
        said = writer.line(("recap", "close"))
    else:
        said = writer.line(("thanks", "reason", "ask"))
    return Remark("hint", "What I would say", "", "", said, tuple(writer.sources))


class _Writer:
    """Writes the lines of one turn; collects the sources they rest on."""

    def __init__(self, desk: Desk, course: Course, turn: str, judgement: Judgement | None) -> None:
        self.desk, self.course, self.turn, self.judgement = desk, course, turn, judgement
        self.scene = desk.scenario.scene
        self.sources: list[Source] = []

    def remark(self, found: Found, advice: Advice) -> Remark:
        self.sources = []
        said = self.line(("recap", "close") if self.course.agreed else advice.instead)
        return Remark(found.label, advice.name, found.words, advice.why, said, tuple(self.sources))

    def line(self, moves: tuple[str, ...]) -> str:
        """The moves in one line."""
        said = []
        for move in moves:
            fields = self._fields(move)
            facts = frozenset(k for k, v in fields.items() if v)
            text = chosen(wording().moves[move], "", facts)
            said.append(re.sub(r"\{(\w+)\}", lambda m, f=fields: f.get(m[1], ""), text))  # type: ignore[misc]
        return " ".join(s.strip() for s in said if s.strip())

    def reached(self) -> bool:
        """Whether the terms on the table have come to the plan's targets."""
        targets = self.scene.target
        return bool(targets) and all(self.course.terms.get(i, 0.0) >= v for i, v in targets.items())

    def asks(self) -> dict[Item, float]:
        """The figures to ask for: the turn's own where they hold, else the user's target or the plan's opening figure."""
        own = {a.item: a.high for a in self.judgement.moves.asks} if self.judgement else {}
        if not own and self.course.talked_of and (last := self.course.last_ask(self.course.talked_of)):
            own = {self.course.talked_of: last[1]}
        items = list(own) or [self._first_item()]
        out: dict[Item, float] = {}
        for item in items:
            figure = own.get(item, 0.0)
            least = max(self.scene.target.get(item, 0.0), 0.0)
            top = self.scene.band[item][1] if item in self.scene.band else None
            labels = self.judgement.labels() if self.judgement else frozenset()
            if top is not None and "over_ask" in labels and figure > top:
                figure = max(top, least)
            if figure < least or figure <= self.course.terms.get(item, 0.0):
                figure = self._plan(item) or least
            if figure > self.course.terms.get(item, 0.0):
                out[item] = figure
        return out

    def _first_item(self) -> Item:
        return next(iter(self.scene.target), next(iter(self.scene.offer), "base"))

    def _plan(self, item: Item) -> float:
        goals = goals_for(self.desk.guide, self.desk.band, item, self.desk.situation)
        target = self.scene.target.get(item, 0.0)
        if goals is None or goals.ask.unit != self.scene.currency:
            return target
        if goals.ask.source:
            lines, heading = goals.ask.source
            self._cite(lines, heading)
        return max(goals.ask.value, target)

    def _fields(self, move: str) -> dict[str, str]:
        """The fields of a move's wording; an empty one makes its condition fail."""
        fields: dict[str, str] = {
            "raise": "y" if self.scene.talk == "raise" else "", "offer": "y" if self.scene.offer and self.scene.talk != "pre_offer" else "",
            "later": "" if self.course.opening_turn else "y",
            "moved": "y" if self.course.moved else "", "stock": "y" if "stock" in self.scene.offer else "",
            "own_thanks": self._own_thanks() if move == "thanks" else "",
        }  # fmt: skip
        asks = self.asks() if move in ("ask", "reason", "hold", "trade") else {}
        item: Item = next(iter(asks), self._first_item())
        fields["component"] = SPOKEN[item]
        if move == "ask":
            fields["asks"] = self._spoken(asks) or "a figure that fits the band"
        if move == "hold":
            last = {i: v[1] for a in self.course.asks for i, v in a.items()}
            tops = {i: max(ends[1], self.scene.target.get(i, 0.0)) for i, ends in self.scene.band.items()}
            held = {i: min(v, tops.get(i, v)) for i, v in last.items()}
            still = {i: v for i, v in held.items() if v > self.course.terms.get(i, 0.0)}
            fields["last"] = self._spoken(still) or self._spoken(asks)
        if move == "recap":
            fields["terms"] = package(self.desk.scenario, self.course.terms)
        if move == "reason":
            fields |= self._reason(item, asks.get(item, 0.0))
        return fields

    def _spoken(self, asks: Mapping[Item, float]) -> str:
        said = [f"{SPOKEN[i]} at {self.scene.money(v)}" for i, v in asks.items()]
        return " and ".join([*([", ".join(said[:-1])] if len(said) > 1 else []), *said[-1:]])

    def _reason(self, item: Item, ask: float) -> dict[str, str]:
        """What can truly be said for it: the band where the ask is in it, another offer, what the user has done, the guide's lever."""
        out = {"place": "", "band": "", "own": "", "own_sentence": "", "other": "", "other_figure": "", "lever": ""}
        ends = self.scene.band.get(item)
        if ends and ask <= ends[1]:
            out["band"] = self.scene.money(*ends)
            out["place"] = f" in {self.scene.region.partition(' (')[0]}" if self.scene.region else ""
            pay = self.desk.band.pay(item)
            if pay:
                self._cite(Lines(pay.line, pay.line), self.desk.band.heading)
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
                    words = reason.words.strip(" .,!")
                    if re.match(r"(?:i|i['’]ve|we|my|our)\b", words, re.I):
                        return re.sub(r"^i\b", "I", words)
        for said in self.scene.profile.achievements:
            if re.match(r"(?:i|i['’]ve|my|our|we)\b", said, re.I):
                return re.sub(r"^i\b", "I", said.strip(" ."))
        if self.scene.profile.years:
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
        if re.search(r"\d", words) or len(words) > _SAYABLE:
            return ""
        return words if words[-1:] in ".!?" else f"{words}."

    def _lever(self, item: Item) -> str:
        for fit in rank_levers(self.desk.guide, self.desk.situation, item):
            reasons = tailor(fit.lever, self.desk.situation).reasons
            if reasons and not re.search(r"\d", reasons[0]):
                self._cite(fit.lever.lines, fit.lever.title)
                return reasons[0]
        return ""

    def _cite(self, lines: Lines, heading: str) -> None:
        source = Source(self.scene.guide, heading, lines)
        if source not in self.sources:
            self.sources.append(source)


def situation_of(scenario: Scenario, situation: Situation) -> Situation:
    """The situation with the scenario's offer where the user holds none, so that plans start from what is on the table."""
    if situation.offer:
        return situation
    parts = tuple(
        Part(
            component=i,
            low=v,
            high=v,
            currency=scenario.scene.currency,
            period="month" if scenario.monthly and i == "base" else "",
        )
        for i, v in scenario.scene.offer.items()
        if v > 0
    )
    return situation.model_copy(update={"offer": parts})
