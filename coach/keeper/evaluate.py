"""A keeper's guides -> labelled questions; questions + replies -> accuracy, grounding, abstention, latency."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from coach.evidence.retrieve import Library
from coach.reply import Reply
from coach.reply.ground import unbacked
from index.guide import Band, Component, Guide, Pay

_ASK: dict[Component, tuple[str, ...]] = {
    "base": ("base", "base salary"), "stock": ("equity", "stock grant"), "bonus": ("bonus",),
    "signing": ("sign-on bonus",), "total": ("total comp", "TC"),
}  # fmt: skip
_BAND = (
    "what {ask} does {company} pay a {role}{place}?",
    "{company} {role}{place} {ask}",
    "{ask} for a {role} at {company}{place}",
    "how much {ask} would i get as a {role} at {company}{place}",
)
_ABSENT = (
    ("company", "what does Zzyzx Widgets pay a {role}?"),
    ("region", "what does {company} pay a {role} in Ulaanbaatar?"),
    ("role", "what does {company} pay a beekeeper?"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what a right answer holds. `figures` are (component, low, high) of the band asked for."""

    id: str
    kind: str
    question: str
    guide: str = ""
    figures: tuple[tuple[str, float, float], ...] = ()
    texts: tuple[str, ...] = ()
    abstain: bool = False

    def to_json(self) -> dict[str, Any]:
        """One line of a question file."""
        return {
            "id": self.id, "kind": self.kind, "question": self.question, "guide": self.guide,
            "figures": [list(f) for f in self.figures], "texts": list(self.texts), "abstain": self.abstain,
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Labelled:
        """Read one line of a question file back; KeyError names a key that is missing."""
        return cls(
            str(row["id"]), str(row["kind"]), str(row["question"]), str(row.get("guide", "")),
            tuple((str(c), float(low), float(high)) for c, low, high in row.get("figures", ())),
            tuple(map(str, row.get("texts", ()))), bool(row.get("abstain", False)),
        )  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts over a run. `failures` say what was wrong with which question."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    ungrounded: int = 0
    bad_citations: int = 0
    citations: int = 0
    abstained_right: int = 0
    abstained: int = 0
    to_abstain: int = 0
    milliseconds: list[float] = field(default_factory=list)
    failures: list[tuple[Labelled, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the replies that abstained, the share that should have; 1.0 where none did."""
        return self.abstained_right / self.abstained if self.abstained else 1.0

    @property
    def recall(self) -> float:
        """Of the questions without an answer, the share on which the coach abstained."""
        return self.abstained_right / self.to_abstain if self.to_abstain else 1.0


def make_questions(library: Library, count: int, seed: int = 0) -> list[Labelled]:
    """Write `count` labelled questions from the library's own guides; the same seed gives the same questions."""
    chooser = random.Random(seed)  # noqa: S311 - a sample, not a secret
    slugs = [s for s in library.slugs() if not s.startswith("_")]
    made: list[Labelled] = []
    while len(made) < count and slugs:
        guide = library.guide(chooser.choice(slugs))
        fresh = list(_about(guide, chooser))
        if fresh:
            kind, question, figures, texts, abstain = chooser.choice(fresh)
            made.append(Labelled(f"q{len(made) + 1:04d}", kind, question, guide.slug, figures, texts, abstain))
    return made


Made = tuple[str, str, tuple[tuple[str, float, float], ...], tuple[str, ...], bool]


def _about(guide: Guide, chooser: random.Random) -> Iterator[Made]:
    names = {"company": guide.company_name, "role": guide.role_name}
    if guide.bands:
        band = chooser.choice(guide.bands)
        pays = [p for p in band.pays if p.component in _ASK and p.amount]
        if pays:
            pay = chooser.choice(pays)
            ask = chooser.choice(_ASK[pay.component])
            text = chooser.choice(_BAND).format(ask=ask, place=_place(band), **names)
            yield "band", text, (_figure(pay),), (), False
    if guide.sources:
        yield (
            "sources",
            f"where do the {guide.company_name} {guide.role_name} figures come from?",
            (),
            (guide.sources[0].text[:40],),
            False,
        )
    coded = [r for r in guide.levels if r.level and r.equivalents]
    if coded:
        yield (
            "levels",
            f"level mapping for {guide.company_name} {guide.role_name}",
            (),
            (coded[0].equivalents[0][1],),
            False,
        )
    # A guide whose table is by level alone answers for every place, and says so.
    placed = any(b.region for b in guide.bands)
    kind, text = chooser.choice([a for a in _ABSENT if placed or a[0] != "region"])
    yield f"absent {kind}", text.format(**names), (), (), True


def _place(band: Band) -> str:
    place = (
        f" in {band.region.label}"
        if band.region and not band.region.remote
        else f", {band.region.label}"
        if band.region
        else ""
    )
    return f"{place}, level {band.level}" if band.level else place


def _figure(pay: Pay) -> tuple[str, float, float]:
    low, high = (pay.amount.low, pay.amount.high) if pay.amount else (0.0, 0.0)
    return pay.component, low, high


def evaluate(questions: Iterable[Labelled], answer: Callable[[str], Reply], library: Library) -> Score:
    """Ask every question and compare; a figure counts only with the right guide and component."""
    score = Score()
    for question in questions:
        reply = answer(question.question)
        score.asked[question.kind] += 1
        score.milliseconds.append(sum(reply.timings_ms.values()))
        problem = _problem(question, reply)
        score.ungrounded += len(unbacked(reply, [question.question]))
        score.citations += len(reply.citations)
        score.bad_citations += sum(not _holds(library, c.guide, c.quote) for c in reply.citations)
        score.abstained += reply.abstained
        score.to_abstain += question.abstain
        score.abstained_right += reply.abstained and question.abstain
        if problem:
            score.failures.append((question, problem))
        else:
            score.right[question.kind] += 1
    return score


def _problem(question: Labelled, reply: Reply) -> str:
    if question.abstain:
        return "" if reply.abstained else "it should have said that the guides do not cover this"
    if reply.abstained:
        return "it said that the guides do not cover this"
    company, _, role = question.guide.partition("/")
    shown = [f for f in reply.figures if (f.company, f.role) == (company, role)]
    for component, low, high in question.figures:
        if not any((f.component, f.low, f.high) == (component, low, high) and f.text in reply.text for f in shown):
            return f"{component} {low:,.0f} to {high:,.0f} of {question.guide} is missing"
    missing = [t for t in question.texts if t not in reply.text]
    return f"missing: {missing[0]}" if missing else ""


def _holds(library: Library, slug: str, quote: str) -> bool:
    try:
        text = library.guide(slug).text
    except KeyError:
        return False
    return all(part.strip() in text for part in quote.removesuffix("…").split("…"))


def by_kind(score: Score) -> dict[str, tuple[int, int]]:
    """Right and asked, for each kind."""
    out: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for kind, asked in score.asked.items():
        out[kind] = (score.right[kind], asked)
    return dict(out)
