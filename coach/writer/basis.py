"""What a sentence of a language model may rest on: the figures, what is known, the person's own words."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT, Draft
from coach.understanding.amounts import amounts_in
from coach.understanding.lexicon import components_at
from coach.understanding.words import content_words
from coach.writer.carried import signs_in
from coach.writer.near import (
    CLAUSE,
    DIRECTIONS,
    SAID_OF,
    SEGMENT,
    SENTENCE,
    WORDS,
    Compared,
    all_beside,
    bears,
    is_count,
    made_of,
    placed_words,
    relates,
    told_by,
    way_of,
)
from coach.writer.plain import MARK, form, forms, turns

if TYPE_CHECKING:
    from coach.reply import Figure
    from index.names import Names

TOKEN = re.compile(r"[^\W\d_][\w.'’&-]*[^\W_]|[^\W\d_]")
# A month or a day, also one that is cut short -> its first letters: "thurs", "thursday".
DATES = {
    name[:n].casefold(): name[:3].casefold()
    for name in (*month_name, *day_name) if name for n in range(4, len(name) + 1)
}  # fmt: skip
LEAST_WORDS = 3
TERM = "this term:"  # behind these words stands a term beside pay
LOSES = "the person would lose"  # behind these words stands what leaving costs


@dataclass(frozen=True)
class Basis:
    """What a sentence may rest on: `draft` holds all figures, `told` are sentences of the talk, the findings and the
    guides, `own` the person's words, `more` passages of craft; all with slots.

    `employers` and `people` are the names of the talk; `sent` says that the sentence is one to an employer, and `may`
    which weighty things (a yes, a no) such a text is for; `others` are the parts of the pay of which another employer
    offers more, and "offer" where another one offers anything.
    """

    draft: Draft
    told: tuple[str, ...]
    own: tuple[str, ...]
    names: Names
    more: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    secret: str = ""
    instructions: str = ""
    sent: bool = False
    may: frozenset[str] = field(default_factory=frozenset)
    others: frozenset[str] = frozenset()

    @property
    def said(self) -> str:
        """Everything that is known, as one text."""
        return "\n".join((*self.told, *self.own, *self.more))

    def tells_offer(self, text: str) -> bool:
        """Whether a sentence tells no more of another offer than that there is one, or that it is the higher one where
        it is.
        """
        parts = {part for _, part in components_at(text)} or {"base"}
        more = any("more" in bears().get(w, ()) for w in forms(text))
        return "offer" in self.others and (not more or parts <= self.others)

    @cached_property
    def counts_told(self) -> frozenset[float]:
        """What the person has counted in words that no slot stands for."""
        counted = (a for text in self.own for a in amounts_in(SLOT.sub(" ", text)) if a.kind == "count")
        return frozenset(a.low for a in counted)

    @cached_property
    def beside(self) -> dict[int, frozenset[str]]:
        """What stands beside each slot in what is told; what the person's own words say of its size and its taxes, and
        all that they say of a figure that is nowhere told.
        """
        told = (t.replace(TERM, TERM.rstrip(":")) for t in self.told)  # what is offered stands behind the colon
        out, own = all_beside(told, self.employers), self.own_beside
        riders = {n: frozenset(x for x in held if x in SAID_OF) for n, held in own.items()}
        return {**own, **{n: held | riders.get(n, frozenset()) for n, held in out.items()}}

    @cached_property
    def lost(self) -> frozenset[int]:
        """The slots of what the person would lose by leaving, which a sign-on may make good."""
        return frozenset(int(m[1]) for t in self.told for m in SLOT.finditer(t.partition(LOSES)[2]))

    def is_best(self, number: int) -> bool:
        """Whether a figure is the most that anybody offers of its part of the pay, and the employer that the talk is
        about offers less.
        """
        figure = self.draft.figures[number - 1]
        kind = (figure.component, figure.currency, figure.unit)
        offered = [
            f
            for n, f in enumerate(self.draft.figures, 1)
            if (f.component, f.currency, f.unit) == kind and "theirs" in self.beside.get(n, frozenset())
        ]
        return figure in offered and figure.component in self.others and all(f.high <= figure.low for f in offered)

    @cached_property
    def tells_net(self) -> bool:
        """Whether pay after tax is spoken of; where it is not, all pay is gross."""
        said = [w for t in (*self.told, *self.own) for w in forms(t.replace("before tax", ""))]
        return any("tax" in bears().get(w, ()) for w in said)

    @cached_property
    def own_beside(self) -> dict[int, frozenset[str]]:
        """What stands beside each slot in the person's own words."""
        return all_beside(self.own, self.employers)

    @cached_property
    def compared(self) -> dict[int, list[Compared]]:
        """For each figure that is a difference, what it lies between, as each sentence has it."""
        out: dict[int, list[Compared]] = {}
        for text in self.told:
            for number in {int(m[1]) for m in SLOT.finditer(text)}:
                if self.is_gap(number):
                    out.setdefault(number, []).append(self.around(text, number))
        return out

    def around(self, text: str, number: int) -> Compared:
        """What stands on both sides of a difference in a text, and which way round."""
        before, _, after = text.partition(f"[[F{number}]]")
        sides = []
        for side in (before, after):
            words = {n for w, before, rest in placed_words(side) for n in told_by(w, self.employers, before, rest)}
            slots = tuple(
                frozenset(n for n in self.beside.get(int(m[1]), frozenset()) if relates(n))
                for m in SLOT.finditer(side)
                if not self.counts(int(m[1]))
            )
            sides.append((frozenset(n for n in words if relates(n)), slots))
        ways = frozenset(n for w in WORDS.findall(text) for n in told_by(w, ()) if n in DIRECTIONS)
        return Compared(sides[0], sides[1], ways | way_of(before, after))

    def counts(self, number: int) -> bool:
        """Whether a slot holds a bare number that is no pay."""
        return 1 <= number <= len(self.draft.figures) and is_count(self.draft.figures[number - 1])

    def borne_elsewhere(self, notion: str, figure: Figure) -> bool:
        """Whether another figure than this one, of another value, is known to be what a notion says."""
        return any(
            notion in notions | made_of(other)
            and (other.low, other.high) != (figure.low, figure.high)
            and not (relates(notion) and figure.component and other.component not in ("", figure.component))
            for number, other in enumerate(self.draft.figures, 1)
            for notions in (self.beside.get(number, frozenset()),)
        )

    def is_gap(self, number: int) -> bool:
        """Whether a figure is by how much another is more or less."""
        known = 1 <= number <= len(self.draft.figures)
        return (
            known
            and self.draft.figures[number - 1].kind == "derived"
            and bool({"more", "less"} & self.beside.get(number, frozenset()))
        )

    @cached_property
    def sources(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """(the words, what turns them) of each sentence that may bear a claim, of its parts and of two that follow each
        other.
        """
        out = []
        for text in (*self.told, *self.own, *self.more):
            parts = [p for p in SENTENCE.split(text) if p and p.strip()]
            out += [*parts, *(f"{a} {b}" for a, b in pairwise(parts))]
            out += [s for p in parts for s in SEGMENT.split(p) if s and len(s.split()) > LEAST_WORDS]
        return tuple((frozenset(w := forms(MARK.sub(" ", SLOT.sub(" ", t)))), turns(w)) for t in out)

    @cached_property
    def matter(self) -> tuple[frozenset[str], frozenset[str]]:
        """(the matter of all that the person and what is known say, the matter of what they deny), each with compounds
        as one word.
        """
        held: tuple[set[str], set[str]] = (set(), set())
        for text in (*self.told, *self.own):
            for sentence in SENTENCE.split(text):
                for clause in CLAUSE.split(sentence or ""):
                    words = matter_of_words(clause or "")
                    side = held["not" in turns(forms(clause or ""))]
                    side.update(words, (f"{a}{b}" for a, b in pairwise(words)))
        return frozenset(held[0]), frozenset(held[1])

    @cached_property
    def verbatim(self) -> frozenset[str]:
        """The sentences of what is told, as they are."""
        return frozenset(" ".join(MARK.sub(" ", s).split()) for t in self.told for s in re.split(r"(?<=[.!?])\s+", t))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The same, text by text."""
        return (*self.told, *self.own, *self.more)

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that a sentence may hold."""
        return signs_in(self.told)

    @cached_property
    def days(self) -> frozenset[str]:
        """The same, months and days by their first letters."""
        return frozenset(DATES.get(w, w) for w in self.words)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of what is known, for names."""
        people = " ".join((*self.people, *self.employers))
        found = TOKEN.findall(f"{self.said}\n{people}")
        return frozenset(x for w in found for x in (w.casefold().removesuffix("'s").removesuffix("’s"), form(w)))


def matter_of_words(text: str) -> list[str]:
    """The words of matter of a text, stemmed, months and days by their first letters."""
    words = content_words(MARK.sub(" ", SLOT.sub(" ", text)))
    return [DATES.get(w, w) for w in words]
