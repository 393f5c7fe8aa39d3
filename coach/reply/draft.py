"""Draft: text with slots for figures and marks for citations; rendering it makes a Reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from coach.reply import Citation, Entities, Figure, FigureKind, Gap, Reply
from index.guide import Band, Component, Guide, Lines, Pay
from index.money import Range, format_range, scan, told

SLOT = re.compile(r"\[\[F(\d+)\]\]")
LONGEST_QUOTE = 600

_UNITS = {"4yr": "per 4-year grant", "year": "per year", "month": "per month", None: "absolute"}


class UnknownSlotError(ValueError):
    """A draft names a figure that it does not hold: a mistake of the writer, never shown."""


@dataclass(frozen=True, slots=True)
class Sendable:
    """A text to send or say that stands in a draft: its paragraphs with slots, those of them that ask, and how it is
    shown.

    `again` says what is wrong with other paragraphs in its place, as a whole; `purpose` tells what it is for and how it
    is to sound, `own` are the person's words it may use; `kind` and `channel` are those of the text.
    """

    paragraphs: tuple[str, ...]
    asks: frozenset[str]
    again: Callable[[tuple[str, ...]], list[str]]
    purpose: str = ""
    own: tuple[str, ...] = ()
    kind: str = ""
    channel: str = ""

    def read(self, figures: Sequence[Figure]) -> tuple[str, ...]:
        """Its paragraphs as they are read, with these figures in their slots."""
        return filled(self.paragraphs, figures)


def filled(paragraphs: tuple[str, ...], figures: Sequence[Figure]) -> tuple[str, ...]:
    """Paragraphs as they are read, with these figures in their slots."""
    return tuple(SLOT.sub(lambda m: figures[int(m[1]) - 1].text, p) for p in paragraphs)


@dataclass(slots=True)
class Draft:
    """What a writer has said so far. It owns the numbering of figures and citations.

    Writers put figures in only through `pay`, `amount` and `derived`, which return a slot, and sources only
    through `cite`, which returns a mark such as "[1]". `levels` are those between which it asks back.
    """

    intent: str
    entities: Entities = field(default_factory=Entities)
    parts: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    abstained: bool = False
    clarify: str | None = None
    levels: tuple[str, ...] = ()
    gaps: list[Gap] = field(default_factory=list)
    text: Sendable | None = field(default=None, compare=False, repr=False)

    def say(self, text: str) -> None:
        """Add a paragraph (or a table)."""
        if text.strip():
            self.parts.append(text.strip())

    def send(self, paragraphs: tuple[str, ...], text: Sendable | None) -> None:
        """Add a text to send or say, as a quotation."""
        self.say(quotation(paragraphs))
        self.text = text

    def note(self, text: str) -> None:
        """Add a sentence on how the question was read; it stands below the answer."""
        if text not in self.notes:
            self.notes.append(text)

    def caveat(self, text: str) -> None:
        """Add a warning about the data."""
        if text not in self.caveats:
            self.caveats.append(text)

    def cite(self, guide: Guide, lines: Lines, heading: str) -> str:
        """Return the mark of a citation of these lines, the same one for the same lines."""
        where = (lines.first, lines.last)
        for held in self.citations:
            if (held.guide, held.lines) == (guide.slug, where):
                return f"[{held.number}]"
        number = len(self.citations) + 1
        self.citations.append(Citation(number, guide.slug, heading, where, shortened(guide.quote(lines))))
        return f"[{number}]"

    def pay(self, guide: Guide, band: Band, pay: Pay, value: Range, *, second: bool = False) -> str:
        """Return the slot of one cell of a pay row."""
        number = self._number(self.cite(guide, Lines(pay.line, pay.line), band.heading))
        unit = (
            "percent"
            if value.unit == "%"
            else value.unit
            if value.unit in ("options", "shares")
            else _UNITS[pay.period]
        )
        if unit not in ("percent", "options", "shares"):
            said = _UNITS[value.period] if value.period else ""
            monthly = band.period == "month" and pay.component in ("base", "total") and not second
            unit = said or ("per month" if monthly else unit)
        return self._add(
            Figure(
                text=written(value),
                kind="band",
                component=pay.component,
                company=guide.company,
                role=guide.role,
                region=band.region.label if band.region else "",
                level=band.level or "",
                currency="" if unit in ("percent", "options", "shares") else value.unit,
                unit=unit,
                low=value.low,
                high=value.high,
                citation=number,
            )
        )

    def amount(
        self,
        guide: Guide,
        value: Range,
        kind: FigureKind,
        component: Component | str,
        lines: Lines,
        heading: str,
    ) -> str:
        """Return the slot of a figure from a guide's prose: a premium, a target, a script's ask."""
        number = self._number(self.cite(guide, lines, heading))
        figure = Figure(
            text=written(value),
            kind=kind,
            component=component,
            company=guide.company,
            role=guide.role,
            region="",
            currency="" if value.unit == "%" else value.unit,
            unit="percent" if value.unit == "%" else "absolute",
            low=value.low,
            high=value.high,
            citation=number,
        )
        return self._add(figure)

    def add(self, figure: Figure) -> str:
        """Return the slot of a figure made elsewhere: derived with its formula, or the user's own."""
        return self._add(figure)

    def quote(self, guide: Guide, words: str, kind: FigureKind, lines: Lines, heading: str) -> str:
        """Return a guide's own words with their figures registered, so that they count as grounded."""
        number = self._number(self.cite(guide, lines, heading))
        for found in told(words):
            value = found.value
            if value.unit in ("", "options", "shares") and value.high < 1000:
                continue
            self._add(
                Figure(
                    text=value.text or written(value), kind=kind, component="", company=guide.company,
                    role=guide.role, region="", currency=value.unit if value.unit != "%" else "",
                    unit="percent" if value.unit == "%" else "absolute",
                    low=value.low, high=value.high, citation=number,
                )
            )  # fmt: skip
        return words

    def _add(self, figure: Figure) -> str:
        for i, held in enumerate(self.figures):
            if replace(held, per="") == replace(figure, per="") and (not held.per or figure.per in ("", held.per)):
                self.figures[i] = figure if figure.per else held
                return f"[[F{i + 1}]]"
        self.figures.append(figure)
        return f"[[F{len(self.figures)}]]"

    @staticmethod
    def _number(mark: str) -> int:
        return int(mark.strip("[]"))


def quotation(paragraphs: tuple[str, ...]) -> str:
    """Paragraphs as one Markdown quotation."""
    return "\n>\n".join("> " + p.replace("\n", "  \n> ") for p in paragraphs)


def written(value: Range) -> str:
    """A figure in the guide's own notation, with one kind of dash and no spaces around it."""
    if not value.text:
        return format_range(value)
    text = re.sub(r"\s*[-–—‑−]\s*", "–", value.text)
    again = scan(text)
    if len(again) == 1 and (again[0].value.low, again[0].value.high) == (value.low, value.high):
        return (
            text
            if again[0].value.unit in (value.unit, "") or again[0].sign in ("$", "¥", "kr")
            else format_range(value)
        )
    return format_range(value)


def shortened(text: str) -> str:
    """A quote as a citation keeps it: the guide's own words, cut with an ellipsis if they are many."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def render(draft: Draft) -> Reply:
    """Replace each slot by its figure's text; a slot without a figure raises UnknownSlotError."""

    def fill(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= len(draft.figures):
            raise UnknownSlotError(f"the draft has no figure {number}")
        return draft.figures[number - 1].text

    text = SLOT.sub(fill, "\n\n".join([*draft.parts, *([" ".join(draft.notes)] if draft.notes else [])]))
    used = {int(m) for m in re.findall(r"\[(\d+)\]", text)}
    return Reply(
        text=text,
        intent=draft.intent,
        entities=draft.entities,
        citations=tuple(
            c for c in draft.citations if c.number in used or any(f.citation == c.number for f in draft.figures)
        ),
        figures=tuple(draft.figures),
        caveats=tuple(draft.caveats),
        abstained=draft.abstained,
        clarify=draft.clarify,
        suggestions=tuple(draft.suggestions),
        gaps=tuple(draft.gaps),
    )


def with_timings(reply: Reply, timings: dict[str, float]) -> Reply:
    """The reply with the milliseconds each step took."""
    return replace(reply, timings_ms=timings)
