"""Guide + row + situation -> the playbook: the whole preparation as one document, assembled from the other pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from coach.evidence.levers import rank_levers
from coach.phrasing import Style
from coach.phrasing.texts import words
from coach.playbook.ground import named
from coach.playbook.plan import Plan, plan_for, wording
from coach.reply import Citation, Figure
from coach.reply.draft import SLOT, Draft
from coach.scripts.compose import SPOKEN, Case, compose, reason_of
from coach.scripts.figures import Figures, noun
from coach.standing.ask import keeping, package
from coach.standing.clock import due
from coach.standing.goals import Goals
from coach.standing.package import AskFor
from coach.understanding.situation import Situation
from coach.understanding.words import cut
from index.guide import Band, Component, Guide, Lines
from index.money import Range, format_amount, format_range

PlaybookBlockKind = Literal["text", "list", "table", "quote", "bars"]
ANNEX = "Annex: "
# The mail and the call of the handbook, and what else may have to be said.
MAIL, CALL = {"": "counter_email", "raise": "raise_case"}, {"": "counter_call", "raise": "raise_talk"}
MORE = {"": ("first_response", "closing", "declining"), "raise": ("raise_meeting", "raise_follow_up", "raise_agreed")}
STEPS = (0, 1, 2, 4, 7)  # days from today on which each step of the plan is due; a deadline pulls them together


@dataclass(frozen=True, slots=True)
class PlaybookBar:
    """One band of the chart, in one unit. `marks` are (name, value): the offer, the ask, the target."""

    label: str
    low: float
    high: float
    unit: str
    marks: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaybookBlock:
    """A piece of a section: words, list items, table rows (the first is the head), a quotation, or bars."""

    kind: PlaybookBlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[PlaybookBar, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaybookSection:
    """A titled part of the playbook; `key` names it for whoever includes, excludes or orders sections."""

    key: str
    title: str
    blocks: tuple[PlaybookBlock, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """The document. Texts hold marks such as [1]; every mark has its citation, every figure is in `figures`."""

    title: str
    sections: tuple[PlaybookSection, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    made: date
    data_of: str
    disclaimer: str
    one_page: bool = False

    def only(self, keys: tuple[str, ...]) -> Playbook:
        """The same document with these sections, in this order; KeyError names one there is not."""
        held = {s.key: s for s in self.sections}
        return replace(self, sections=tuple(held[k] for k in keys))


def build_playbook(guide: Guide | None, band: Band | None, situation: Situation, today: date) -> Playbook:
    """Assemble the playbook of one job and one situation; the same input gives the same document.

    Without a guide it stands on the person's own figures, and has no part that only a guide can fill.
    """
    draft = Draft("playbook")
    plan = plan_for(guide, band, situation)
    maker = _Maker(guide, band, situation, draft, plan)
    sections = [
        maker.situation_section(), maker.plan_section(), maker.mail(), maker.call(), maker.answers(), maker.dates(today), maker.asks(),
        *map(_annexed, (maker.market(), maker.levers(), maker.scripts(), maker.company(), maker.beyond(), maker.sources())),
    ]  # fmt: skip
    filled = tuple(_rendered(s, draft) for s in sections if s and s.blocks)
    title = named(situation, guide, band) or wording().untitled
    disclaimer = wording().disclaimer if guide else wording().disclaimer_own
    return Playbook(title, filled, tuple(draft.citations), tuple(draft.figures), today, _data_of(guide), disclaimer)


def _data_of(guide: Guide | None) -> str:
    """How fresh the figures are that the document stands on."""
    if guide is None:
        return wording().unguided
    fresh = guide.freshness
    said = (
        f"salary data of {fresh.salary_data_quarter}" if fresh.salary_data_quarter else "",
        f"guide updated {fresh.last_updated}" if fresh.last_updated else "",
    )
    return ", ".join(filter(None, said)) or "the guide does not say of when its data is"


def build_sheet(guide: Guide | None, band: Band | None, situation: Situation, today: date) -> Playbook:
    """The one page to have beside the phone: the figures, the counteroffer in short, one answer to each pushback."""
    whole = build_playbook(guide, band, situation, today)
    draft = Draft("playbook")
    maker = _Maker(guide, band, situation, draft, plan_for(guide, band, situation))
    filled = tuple(_rendered(s, draft) for s in (maker.plan_section(), maker.opening(), maker.answers(), maker.asks()))
    return replace(
        whole, sections=filled, citations=tuple(draft.citations), figures=tuple(draft.figures), one_page=True
    )


def _annexed(section: PlaybookSection | None) -> PlaybookSection | None:
    """A section to look things up in, behind the handbook."""
    return replace(section, title=f"{ANNEX}{section.title[0].lower()}{section.title[1:]}") if section else None


def _rendered(section: PlaybookSection, draft: Draft) -> PlaybookSection:
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

    def __init__(self, guide: Guide | None, band: Band | None, situation: Situation, draft: Draft, plan: Plan) -> None:
        self.guide, self.band, self.situation, self.draft, self.plan = guide, band, situation, draft, plan
        self.style = Style()
        self.said = Figures(draft, situation, guide, band, self.style)
        self.made = package(keeping(situation), band, guide)
        self.talk = "raise" if situation.talk == "raise" else ""

    def situation_section(self) -> PlaybookSection:
        """What the user has said, in one list."""
        s = self.situation
        lines = [self._job()] if self._job() else []
        for label, parts in (("Offer", s.offer), ("Now on", s.current), ("Target", s.target), ("Floor", s.floor)):
            if parts:
                lines.append(f"{label}: {' + '.join(p.told() for p in parts)}")
        for other in s.competing:
            figures = f" at {' + '.join(p.told() for p in other.parts)}" if other.parts else ""
            lines.append(f"Another offer: {other.company}{figures}")
        if s.years is not None:
            lines.append(f"{s.years:g} years of experience")
        lines.extend(s.achievements)
        if s.deadline:
            lines.append(f"To answer by: {s.deadline}")
        lines.extend(f"On your mind: {c}" for c in s.concerns)
        return PlaybookSection("situation", "Where you stand", (PlaybookBlock("list", tuple(lines)), *self._offered()))

    def _job(self) -> str:
        if self.guide is None:
            return named(self.situation, None, None)
        place = f", {self.band.region.label}" if self.band and self.band.region else ""
        return f"{self.guide.role_name} at {self.guide.company_name}{place}"

    def market(self) -> PlaybookSection | None:
        """The bands of the row, as a table and as bars."""
        if self.guide is None or self.band is None:
            return None
        rows: list[tuple[str, ...]] = [("Component", "Band")]
        bars: list[PlaybookBar] = []
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
                    PlaybookBar(
                        SPOKEN.get(pay.component, pay.label), value.low, value.high, value.unit, self._marks(goals)
                    )
                )
        return PlaybookSection(
            "market",
            "What the market pays",
            (PlaybookBlock("table", rows=tuple(rows)), PlaybookBlock("bars", bars=tuple(bars))),
        )

    def _marks(self, goals: Goals | None) -> tuple[tuple[str, float], ...]:
        if goals is None:
            return ()
        offered = next((s.amount for s in self.plan.standings if s.pay is goals.pay and not s.band_how), None)
        marks = [("offer", offered)] if offered is not None else []
        main = self.made.main if self.made else None
        alike = main and main.component == goals.ask.component and main.currency == goals.ask.unit and not main.period
        return (*marks, ("ask", main.value)) if main and alike else tuple(marks)

    def _offered(self) -> list[PlaybookBlock]:
        """Each offered part against its band."""
        if not self.plan.standings:
            return []
        rows: list[tuple[str, ...]] = [("Part", "Offered", "Where it stands")]
        for s in self.plan.standings:
            theirs = self._user(s.offered.component, s.offered.low, s.offered.high, s.offered.currency or s.unit)
            at = round(s.position * 100)
            share = self._derived(s.offered.component, "%", at, at, "(offer − low) ÷ (high − low)")
            where = f"within the band, {share} of the way up" if s.verdict == "within" else f"{s.verdict} the band"
            how = f" ({s.how or s.band_how})" if s.how or s.band_how else ""
            rows.append((SPOKEN.get(s.offered.component, s.offered.component).capitalize(), theirs, where + how))
        return [PlaybookBlock("table", rows=tuple(rows))]

    def plan_section(self) -> PlaybookSection:
        """The one ask with its steps, what would do instead, and where to stop."""
        made = self.made
        if made is None:
            none = PlaybookBlock("text", (wording().no_ask,))
            return PlaybookSection("plan", "The ask", (none,))
        rows: list[tuple[str, ...]] = [("What", "Figure", "Where it comes from")]
        rows += [
            (name, self._asked(a), self._why(a)) for name, a in zip(("Ask", *["and"] * 4), made.said, strict=False)
        ]
        if made.steps:
            step = replace(made.main, formula="a step from the ask to the walk-away", source=None)
            down = ", then ".join(self.said.ask(replace(step, value=v)) for v in made.steps)
            rows.append(("Ways down", down, wording().steps))
        if made.fallback:
            rows.append(("If that is fixed", self._asked(made.fallback), self._why(made.fallback)))
        if made.walk_away:
            rows.append(("Walk-away", self._asked(made.walk_away), f"{self._why(made.walk_away)}; never say it"))
        blocks = [PlaybookBlock("table", rows=tuple(rows))]
        if made.advice:
            more = self._asked(made.advice.supported)
            blocks.append(PlaybookBlock("text", (wording().advice.format(more=more),)))
        if (trade := wording().trades.get(made.main.component)) and not self.talk:
            blocks.append(PlaybookBlock("text", (trade,)))
        return PlaybookSection("plan", "The ask", tuple(blocks))

    def _asked(self, ask: AskFor) -> str:
        """A figure with its part and period, where it is cited from if a guide has it."""
        mark = f" {self.draft.cite(self.guide, *ask.source)}" if ask.source and self.guide else ""
        return f"{noun(self.said.ask(ask), ask.component, ask.period, ask.currency)}{mark}"

    def _why(self, ask: AskFor) -> str:
        if self.guide is None or self.band is None:
            return ask.formula or "your own figure"
        at = Lines(self.band.line, self.band.line)
        return self.draft.quote(self.guide, ask.formula or "your own figure", "derived", at, self.band.heading)

    def mail(self) -> PlaybookSection:
        """The one mail."""
        return PlaybookSection("mail", "The mail", tuple(self._script(MAIL[self.talk], None)[1:]))

    def call(self) -> PlaybookSection:
        """The one call, with a line for each likely answer."""
        return PlaybookSection("call", "The call", tuple(self._script(CALL[self.talk], None)[1:]))

    def dates(self, today: date) -> PlaybookSection:
        """What to do on which day, up to the deadline."""
        end = due(self.situation.deadline, today) if self.situation.deadline else None
        left = (end.day - today).days - 1 if end else None
        rows: list[tuple[str, ...]] = [("When", "What")]
        for n, (_, what) in enumerate(self.plan.timeline):
            left_here = STEPS[n] if left is None else max(0, left - (len(STEPS) - 1 - n))
            day = today + timedelta(days=min(STEPS[n], left_here) if n < len(STEPS) - 1 else left_here)
            rows.append((f"{day:%A}, {day.day} {day:%B}", what))
        if left is not None and left < 0:
            rows = [rows[0], *self.plan.timeline]
        return PlaybookSection("dates", "The dates", (PlaybookBlock("table", rows=tuple(rows)),))

    def opening(self) -> PlaybookSection:
        """The call in its short form."""
        self.style = replace(self.style, length="short")
        return PlaybookSection("opening", "What you say", tuple(self._script(CALL[self.talk], None)[1:]))

    def answers(self) -> PlaybookSection:
        """One line for each thing they may say."""
        style, self.style = self.style, replace(self.style, length="one")
        rows = [("If they say", "You say")]
        for kind, held in words().kinds.items():
            if kind.startswith("pushback_") and held.talk in ("", self.situation.talk or "new_offer"):
                said = self._script(kind, None)[1].lines
                rows.append((f"“{held.says}”", said[0] if said else ""))
        self.style = style
        return PlaybookSection("pushback", "If they say …, you say …", (PlaybookBlock("table", rows=tuple(rows)),))

    def asks(self) -> PlaybookSection:
        """What to find out first."""
        return PlaybookSection("asks", "Ask first", (PlaybookBlock("list", self.plan.questions),))

    def levers(self) -> PlaybookSection | None:
        """The guide's levers, the best fit first, each with its own idea and why it fits or does not."""
        ranked = rank_levers(self.guide, self.situation, self.plan.first) if self.guide else []
        if not ranked or self.guide is None:
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
            case = Case(self.guide, self.band, self.situation, self.style, fit.lever)
            idea = reason_of(case, self.draft)
            lines.append(f"**{title}** {mark}: {why}." + (f" What it argues: “{idea}”" if idea else ""))
        return PlaybookSection("levers", "Levers, best fit first", (PlaybookBlock("list", tuple(lines)),))

    def scripts(self) -> PlaybookSection:
        """What else may have to be said, each once."""
        self.style = replace(self.style, channel="email")
        open_, agreed = self.situation, ("closing", "raise_agreed")
        blocks: list[PlaybookBlock] = []
        for kind in MORE[self.talk]:  # what will be agreed is not what is on offer today
            self.situation = open_.model_copy(update={"offer": ()}) if kind in agreed else open_
            blocks.extend(self._script(kind, None))
        self.situation = open_
        return PlaybookSection("scripts", "What else to say", tuple(blocks))

    def _script(self, kind: str, title: str | None) -> list[PlaybookBlock]:
        ranked = rank_levers(self.guide, self.situation, self.plan.first) if self.guide else []
        lever = next((f.lever for f in ranked if title is None or f.lever.title == title), None)
        script = compose(kind, Case(self.guide, self.band, self.situation, self.style, lever), self.draft)
        head = script.title
        if title and lever and self.guide:
            head = self.draft.quote(self.guide, lever.title, "script", lever.lines, lever.title)
        return [PlaybookBlock("text", (f"**{head}**",)), PlaybookBlock("quote", script.paragraphs)]

    def company(self) -> PlaybookSection | None:
        """What the guide says the company values, and how its levels map."""
        if self.guide is None:
            return None
        blocks: list[PlaybookBlock] = []
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
                blocks.append(PlaybookBlock("text", (f"{said} {mark}",)))
        for row in self.guide.levels[:8]:
            mark = self.draft.cite(self.guide, row.lines, row.heading)
            same = "; ".join(" ".join(x for x in pair if x) for pair in row.equivalents)
            blocks.append(PlaybookBlock("list", (f"{row.level}: {same} {mark}",)))
        return PlaybookSection("company", "The company", tuple(blocks)) if blocks else None

    def beyond(self) -> PlaybookSection:
        """In which order to ask, and what else can move."""
        order = () if self.talk else (PlaybookBlock("list", self.plan.order),)
        return PlaybookSection("beyond", "Beyond base", (*order, PlaybookBlock("list", wording().beyond)))

    def sources(self) -> PlaybookSection | None:
        """Where the guide has its figures from, and how fresh they are."""
        if self.guide is None:
            return None
        lines = []
        for source in self.guide.sources:
            mark = self.draft.cite(self.guide, source.lines, "Sources")
            lines.append(f"{self.draft.quote(self.guide, source.text, 'script', source.lines, 'Sources')} {mark}")
        return (
            PlaybookSection("sources", "Sources", (PlaybookBlock("list", tuple(lines)),))
            if lines
            else PlaybookSection("sources", "Sources", (PlaybookBlock("text", ("The guide names none.",)),))
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
            component=component, company=self.guide.company if self.guide else self.situation.company,
            role=self.guide.role if self.guide else self.situation.role,
            region=self.band.region.label if self.band and self.band.region else "",
            currency="" if unit == "%" else unit,
            unit="percent" if unit == "%" else "absolute", low=low, high=high, formula=formula,
        )  # fmt: skip
