"""Guide + row + situation -> the playbook: the whole preparation as one document, assembled from the other pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coach.draft import SLOT, Draft
from coach.goals import Goal, Goals
from coach.levers import rank_levers
from coach.phrasing import Style
from coach.phrasing.phrases import phrases
from coach.plan import Plan, plan_for, wording
from coach.reply import Citation, Figure
from coach.scripts.asks import SPOKEN, Case
from coach.scripts.compose import compose
from coach.situation import Situation
from coach.words import cut
from index.guide import Band, Component, Guide, Lines
from index.money import Range, format_amount, format_range

BlockKind = Literal["text", "list", "table", "quote", "bars"]
NEW = ("first_response", "counter_call", "counter_email", "closing", "declining")
RAISE = ("raise_meeting", "raise_case", "raise_talk", "raise_follow_up")
MOST_LEVERS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One band of the chart, in one unit. `marks` are (name, value): the offer, the ask, the target."""

    label: str
    low: float
    high: float
    unit: str
    marks: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a section: words, list items, table rows (the first is the head), a quotation, or bars."""

    kind: BlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the playbook; `key` names it for whoever includes, excludes or orders sections."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """The document. Texts hold marks such as [1]; every mark has its citation, every figure is in `figures`."""

    title: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    made: date
    data_of: str
    disclaimer: str

    def only(self, keys: tuple[str, ...]) -> Playbook:
        """The same document with these sections, in this order; KeyError names one there is not."""
        held = {s.key: s for s in self.sections}
        return replace(self, sections=tuple(held[k] for k in keys))


def build_playbook(guide: Guide, band: Band, situation: Situation, today: date) -> Playbook:
    """Assemble the playbook of one job and one situation; the same input gives the same document."""
    draft = Draft("playbook")
    plan = plan_for(guide, band, situation)
    maker = _Maker(guide, band, situation, draft, plan)
    sections = [
        maker.situation_section(), maker.market(), maker.offer(), maker.plan_section(), maker.asks(), maker.levers(), maker.scripts(),
        maker.pushback(), maker.company(), maker.beyond(), maker.sources(),
    ]  # fmt: skip
    fresh = guide.freshness
    data_of = ", ".join(
        x
        for x in (
            f"salary data of {fresh.salary_data_quarter}" if fresh.salary_data_quarter else "",
            f"guide updated {fresh.last_updated}" if fresh.last_updated else "",
        )
        if x
    )
    filled = tuple(_rendered(s, draft) for s in sections if s and s.blocks)
    place = f", {band.region.label}" if band.region else ""
    return Playbook(
        f"{guide.company_name} {guide.role_name}{place}", filled, tuple(draft.citations), tuple(draft.figures), today,
        data_of or "the guide does not say of when its data is", wording().disclaimer,
    )  # fmt: skip


def build_sheet(guide: Guide, band: Band, situation: Situation, today: date) -> Playbook:
    """The one page to have beside the phone: the figures, the counteroffer in short, one answer to each pushback."""
    whole = build_playbook(guide, band, situation, today)
    draft = Draft("playbook")
    maker = _Maker(guide, band, situation, draft, plan_for(guide, band, situation))
    filled = tuple(_rendered(s, draft) for s in (maker.figures(), maker.opening(), maker.answers(), maker.asks()))
    return replace(whole, sections=filled, citations=tuple(draft.citations), figures=tuple(draft.figures))


def _rendered(section: Section, draft: Draft) -> Section:
    """The section with every slot filled by its figure."""

    def fill(text: str) -> str:
        return SLOT.sub(lambda m: draft.figures[int(m[1]) - 1].text, text)

    blocks = tuple(
        replace(b, lines=tuple(map(fill, b.lines)), rows=tuple(tuple(map(fill, r)) for r in b.rows))
        for b in section.blocks
    )
    return replace(section, blocks=blocks)


class _Maker:
    """Writes the sections of one playbook into one draft, so that citations are numbered through."""

    def __init__(self, guide: Guide, band: Band, situation: Situation, draft: Draft, plan: Plan) -> None:
        self.guide, self.band, self.situation, self.draft, self.plan = guide, band, situation, draft, plan
        self.style = Style(tone="warm")

    def situation_section(self) -> Section:
        """What the user has said, in one list."""
        s = self.situation
        lines = [
            f"{self.guide.role_name} at {self.guide.company_name}"
            + (f", {self.band.region.label}" if self.band.region else "")
        ]
        for label, parts in (("Offer", s.offer), ("Now on", s.current), ("Target", s.target), ("Floor", s.floor)):
            if parts:
                lines.append(f"{label}: {' + '.join(p.words() for p in parts)}")
        for other in s.competing:
            figures = f" at {' + '.join(p.words() for p in other.parts)}" if other.parts else ""
            lines.append(f"Another offer: {other.company}{figures}")
        if s.years is not None:
            lines.append(f"{s.years:g} years of experience")
        lines.extend(s.achievements)
        if s.deadline:
            lines.append(f"To answer by: {s.deadline}")
        lines.extend(f"On your mind: {c}" for c in s.concerns)
        return Section("situation", "Where you stand", (Block("list", tuple(lines)),))

    def market(self) -> Section:
        """The bands of the row, as a table and as bars."""
        rows: list[tuple[str, ...]] = [("Component", "Band")]
        bars: list[Bar] = []
        for pay in self.band.pays:
            value = pay.amount or pay.percent
            if not value:
                continue
            slot = self.draft.pay(self.guide, self.band, pay, value)
            mark = self.draft.cite(self.guide, Lines(pay.line, pay.line), self.band.heading)
            covers = " over 4 years" if pay.period == "4yr" and value.unit != "%" and value.period != "4yr" else ""
            rows.append((pay.label, f"{slot}{covers} {mark}"))
            goals = next((g for g in self.plan.goals if g.pay is pay), None)
            if value.unit not in ("options", "shares"):
                bars.append(
                    Bar(SPOKEN.get(pay.component, pay.label), value.low, value.high, value.unit, self._marks(goals))
                )
        return Section(
            "market", "What the market pays", (Block("table", rows=tuple(rows)), Block("bars", bars=tuple(bars)))
        )

    def _marks(self, goals: Goals | None) -> tuple[tuple[str, float], ...]:
        if goals is None:
            return ()
        offered = next((s.amount for s in self.plan.standings if s.pay is goals.pay and not s.band_how), None)
        marks = [("offer", offered)] if offered is not None else []
        return (*marks, ("target", goals.target.value), ("ask", goals.ask.value))

    def offer(self) -> Section | None:
        """Each offered part against its band."""
        if not self.plan.standings:
            return None
        rows: list[tuple[str, ...]] = [("Part", "Offered", "Where it stands")]
        for s in self.plan.standings:
            theirs = self._user(s.offered.component, s.offered.low, s.offered.high, s.offered.currency or s.unit)
            at = round(s.position * 100)
            share = self._derived(s.offered.component, "%", at, at, "(offer − low) ÷ (high − low)")
            where = f"within the band, {share} of the way up" if s.verdict == "within" else f"{s.verdict} the band"
            how = f" ({s.how or s.band_how})" if s.how or s.band_how else ""
            rows.append((SPOKEN.get(s.offered.component, s.offered.component).capitalize(), theirs, where + how))
        return Section("offer", "Your offer against the band", (Block("table", rows=tuple(rows)),))

    def plan_section(self) -> Section:
        """Ask, target, floor and stretch of every component, each with its derivation; trades, order and days."""
        rows: list[tuple[str, ...]] = [("Component", "Ask", "Target", "Floor", "Stretch")]
        notes: list[str] = []
        for g in self.plan.goals:
            name = SPOKEN.get(g.ask.component, g.ask.component).capitalize()
            rows.append((name, *(self._goal(x) for x in (g.ask, g.target, g.floor, g.stretch))))
            notes.append(
                f"{name}: " + "; ".join(f"{x.kind} is {self._formula(x)}" for x in (g.ask, g.target, g.floor)) + "."
            )
        timeline = tuple((d, t) for d, t in self.plan.timeline)
        return Section(
            "plan", "The plan",
            (
                Block("table", rows=tuple(rows)), Block("list", tuple(notes)),
                Block("text", ("The floor is for you alone: never say it.",)),
                Block("list", self.plan.order), Block("list", self.plan.trades), Block("table", rows=(("When", "What"), *timeline)),
            ),
        )  # fmt: skip

    def figures(self) -> Section:
        """The four figures of each component, without their derivations."""
        rows = [("Component", "Ask", "Target", "Floor (never say it)", "Stretch")]
        for g in self.plan.goals:
            name = SPOKEN.get(g.ask.component, g.ask.component).capitalize()
            cells = (
                self._derived(x.component, x.unit, x.value, x.value, x.formula)
                for x in (g.ask, g.target, g.floor, g.stretch)
            )
            rows.append((name, *cells))  # type: ignore[arg-type]
        return Section("figures", "Your figures", (Block("table", rows=tuple(rows)), Block("list", self.plan.order)))

    def opening(self) -> Section:
        """The counteroffer in its short form."""
        self.style = replace(self.style, length="short")
        return Section("opening", "Your counteroffer", tuple(self._script("counter_call", None)[1:]))

    def answers(self) -> Section:
        """One line for each pushback."""
        self.style = replace(self.style, length="one")
        rows = [("They say", "You say")]
        for kind, held in phrases().kinds.items():
            if kind.startswith("pushback_"):
                said = self._script(kind, None)[1].lines
                rows.append((held.title.removeprefix("When ").capitalize(), said[0] if said else ""))
        return Section("answers", "If they push back", (Block("table", rows=tuple(rows)),))

    def asks(self) -> Section:
        """What to find out before countering."""
        return Section("asks", "Ask before you counter", (Block("list", self.plan.questions),))

    def levers(self) -> Section | None:
        """The guide's levers, the best fit first, each with why it fits or does not."""
        ranked = rank_levers(self.guide, self.situation, self.plan.first)
        if not ranked:
            return None
        lines = []
        for fit in ranked:
            mark = self.draft.cite(self.guide, fit.lever.lines, fit.lever.title)
            title = self.draft.quote(self.guide, fit.lever.title, "script", fit.lever.lines, fit.lever.title)
            if fit.needs_offer and not self.situation.competing:
                why = "rests on another offer, which you have not told of; say only its other reasons"
            elif fit.matched:
                why = f"fits what you have done ({', '.join(fit.matched[:3])})"
            else:
                why = "holds for anyone in this role; add a result of your own"
            lines.append(f"**{title}** {mark}: {why}")
        return Section("levers", "Levers, best fit first", (Block("list", tuple(lines)),))

    def scripts(self) -> Section:
        """The scripts of the talk, and of the levers that fit best."""
        blocks: list[Block] = []
        for kind in RAISE if self.situation.talk == "raise" else NEW:
            blocks.extend(self._script(kind, None))
        for fit in rank_levers(self.guide, self.situation, self.plan.first)[:MOST_LEVERS]:
            blocks.extend(self._script("lever", fit.lever.title))
        return Section("scripts", "What to say", tuple(blocks))

    def pushback(self) -> Section:
        """Short answers to what they may say."""
        self.style = replace(self.style, length="short")
        blocks: list[Block] = []
        for kind in phrases().kinds:
            if kind.startswith("pushback_"):
                blocks.extend(self._script(kind, None))
        return Section("pushback", "When they push back", tuple(blocks))

    def _script(self, kind: str, title: str | None) -> list[Block]:
        ranked = rank_levers(self.guide, self.situation, self.plan.first)
        lever = next((f.lever for f in ranked if title is None or f.lever.title == title), None)
        script = compose(kind, Case(self.guide, self.band, self.situation, self.style, lever), self.draft)
        head = script.title
        if title and lever:
            head = self.draft.quote(self.guide, lever.title, "script", lever.lines, lever.title)
        return [Block("text", (f"**{head}**",)), Block("quote", script.paragraphs)]

    def company(self) -> Section | None:
        """What the guide says the company values, and how its levels map."""
        blocks: list[Block] = []
        dna = next((s for s in self.guide.sections if s.kind == "dna"), None)
        if dna:
            mark = self.draft.cite(self.guide, dna.lines, dna.heading)
            words = " ".join(
                line for line in dna.text.split("\n") if not line.lstrip().startswith(("#", "|", "**Negotiation"))
            )
            if words.strip():
                said = self.draft.quote(
                    self.guide, cut(words.replace("*", "").replace("`", ""), 500), "script", dna.lines, dna.heading
                )
                blocks.append(Block("text", (f"{said} {mark}",)))
        for row in self.guide.levels[:8]:
            mark = self.draft.cite(self.guide, row.lines, row.heading)
            same = "; ".join(" ".join(x for x in pair if x) for pair in row.equivalents)
            blocks.append(Block("list", (f"{row.level}: {same} {mark}",)))
        return Section("company", "The company", tuple(blocks)) if blocks else None

    def beyond(self) -> Section:
        """What else can move."""
        return Section("beyond", "Beyond base", (Block("list", wording().beyond),))

    def sources(self) -> Section:
        """Where the guide has its figures from, and how fresh they are."""
        lines = []
        for source in self.guide.sources:
            mark = self.draft.cite(self.guide, source.lines, "Sources")
            lines.append(f"{self.draft.quote(self.guide, source.text, 'script', source.lines, 'Sources')} {mark}")
        return (
            Section("sources", "Sources", (Block("list", tuple(lines)),))
            if lines
            else Section("sources", "Sources", (Block("text", ("The guide names none.",)),))
        )

    def _goal(self, goal: Goal) -> str:
        slot = self._derived(goal.component, goal.unit, goal.value, goal.value, goal.formula)
        return f"{slot} {self.draft.cite(self.guide, *goal.source)}" if goal.source else slot

    def _formula(self, goal: Goal) -> str:
        return self.draft.quote(
            self.guide, goal.formula, "derived", Lines(self.band.line, self.band.line), self.band.heading
        )

    def _user(self, component: Component, low: float, high: float, unit: str) -> str:
        return self.draft.add(self._figure(component, unit, low, high, "user", None))

    def _derived(self, component: Component, unit: str, low: float, high: float, formula: str) -> str:
        return self.draft.add(self._figure(component, unit, low, high, "derived", formula))

    def _figure(
        self, component: Component, unit: str, low: float, high: float, kind: str, formula: str | None
    ) -> Figure:
        return Figure(
            text=format_amount(low, unit) if low == high else format_range(Range(low, high, unit)), kind=kind,  # type: ignore[arg-type]
            component=component, company=self.guide.company, role=self.guide.role,
            region=self.band.region.label if self.band.region else "", currency="" if unit == "%" else unit,
            unit="percent" if unit == "%" else "absolute", low=low, high=high, formula=formula,
        )  # fmt: skip
