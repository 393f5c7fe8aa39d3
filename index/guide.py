"""The Guide and its parts: what a guide file says, typed, each part with the lines it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index.front import FrontMatter
from index.money import Period, Range

Component = Literal["base", "stock", "bonus", "signing", "total", "other"]
Layout = Literal["standard", "level-pivoted", "component-pivoted", "level-title", "level-region"]
Severity = Literal["error", "warning", "info"]
Report = Callable[[Severity, int, str, str], None]
"""Takes what a reader noticed: severity, line, rule, message."""
Saying = Literal["offer", "jargon", "self", "ask", "blank", "reason"]
SectionKind = Literal["dna", "pay", "levels", "premium", "levers", "strategy", "sources", "prose"]


# A blank: words in square brackets that are no link and no source mark; "$[X]K" has one too.
BLANK = re.compile(r"\[(?!Source:|\d+\])([^\[\]]+)\](?!\()")


@dataclass(frozen=True, slots=True)
class Lines:
    """A closed range of 1-based line numbers in the guide file."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful reader would notice, in one plain sentence."""

    severity: Severity
    file: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Region:
    """Where a pay row holds. `places` are gazetteer keys: "Austin / Seattle" has two."""

    label: str
    places: tuple[str, ...]
    countries: tuple[str, ...] = ()
    remote: bool = False
    headquarters: bool = False

    @property
    def key(self) -> str:
        """One string by which equal regions of different guides meet."""
        return "+".join(sorted(self.places)) or self.label.casefold()


@dataclass(frozen=True, slots=True)
class Pay:
    """One cell of a pay row.

    `label` is the column's (or row's) own heading: it says what the figure means. `period` is
    what the figure covers as the cell or its heading states it; None where neither says.
    `second` is the same amount in a second currency, and `yearly` the same grant per year, where
    the guide states them. `note` keeps the cell's words where they say more than its figures.
    """

    component: Component
    label: str
    text: str
    line: int
    amount: Range | None = None
    percent: Range | None = None
    second: Range | None = None
    yearly: Range | None = None
    period: Period | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One pay row: the components that a guide states for one region, one level, or both."""

    layout: Layout
    region: Region | None
    region_text: str
    level: str | None
    currency: str
    period: Period
    pays: tuple[Pay, ...]
    line: int
    heading: str

    def footing(self, pay: Pay) -> Period:
        """Whether a base or a total of this row is by the month or by the year: its own word, else the row's."""
        return pay.period if pay.period in ("month", "year") else self.period

    def pay(self, component: Component) -> Pay | None:
        """Return the cell of `component`, or None where the row has none."""
        return next((p for p in self.pays if p.component == component), None)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a lever, and what it is to whoever says it.

    "offer" claims another offer or other talks, "jargon" is the guide's own way of speaking, "self" claims something of
    the speaker, "ask" asks for something, "blank" is to be filled in, and a "reason" holds for anybody.
    """

    text: str
    kind: Saying


@dataclass(frozen=True, slots=True)
class Lever:
    """A reason to ask for more, with the guide's own script (the quoted words) where it has one.

    `said` are the sentences of the script, of the text where there is no script.
    """

    number: int
    title: str
    text: str
    script: str
    lines: Lines
    heading: str
    said: tuple[Said, ...] = ()

    @property
    def blanks(self) -> tuple[str, ...]:
        """What the script leaves to fill in: "current company", "A / B / C", "X"."""
        return tuple(dict.fromkeys(BLANK.findall(self.script)))


@dataclass(frozen=True, slots=True)
class Premium:
    """Extra pay for a skill or circumstance; `amounts` as written, money or percent."""

    name: str
    text: str
    amounts: tuple[Range, ...]
    lines: Lines
    heading: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of prose that puts a figure on a part of pay, or on top of ordinary pay (`component` "").

    `section` is the kind of section that it stands in, `around` what else tells what it is about.
    """

    text: str
    component: Component | Literal[""]
    section: SectionKind
    lines: Lines
    heading: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What a level equals elsewhere: at `company` as the mapping's column names it, "" where only the words tell.

    `label` is the column's whole heading, `level` the cell's or the line's words, `pieces` the same words company by
    company where one cell tells of several.
    """

    label: str
    company: str
    level: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One line of a level mapping: the company's own level, and what it equals elsewhere.

    `equivalents` are (column or company, level) pairs; the company is "" where the guide's
    equation line names only the level text ("= Google L4-L5 DE"). `elsewhere` are the same, taken apart; a `remark` is
    a line of the mapping that tells of no level (years, scope, pay).
    """

    level: str
    equivalents: tuple[tuple[str, str], ...]
    text: str
    lines: Lines
    heading: str
    elsewhere: tuple[Equivalent, ...] = ()
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of the strategy block: where to open, what to aim for, what to accept."""

    kind: Literal["open", "target", "accept", "counter"]
    component: Component
    amount: Range
    region: str
    sentence: str
    line: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """A "negotiate up" block, whole, with the targets read from its sentences."""

    text: str
    targets: tuple[Target, ...]
    lines: Lines
    heading: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the guide says its figures come from."""

    text: str
    url: str
    lines: Lines
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands below it, up to the next heading."""

    heading: str
    trail: tuple[str, ...]
    kind: SectionKind
    lines: Lines
    text: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the figures are, as the front matter says; None where it does not."""

    last_updated: date | None = None
    salary_data_quarter: str = ""
    next_review_due: date | None = None
    data_quality: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide file, read. `slug` is "company/role"; `text` is the file as it was read."""

    slug: str
    company: str
    role: str
    company_name: str
    role_name: str
    role_type: str
    title: str
    text: str
    freshness: Freshness = field(default_factory=Freshness)
    bands: tuple[Band, ...] = ()
    levers: tuple[Lever, ...] = ()
    premiums: tuple[Premium, ...] = ()
    remarks: tuple[Remark, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    sources: tuple[Source, ...] = ()
    sections: tuple[Section, ...] = ()
    dna_tags: tuple[str, ...] = ()
    dna_summary: str = ""
    keywords: tuple[str, ...] = ()
    ticker: str = ""
    front: FrontMatter | None = None
    front_lines: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_playbook(self) -> bool:
        """Whether this is a document of general craft, without company, role or pay."""
        return self.company == PLAYBOOK

    def quote(self, lines: Lines) -> str:
        """Return the file's own words on `lines`, exactly."""
        return "\n".join(self.text.split("\n")[lines.first - 1 : lines.last])


PLAYBOOK = "_playbook"
