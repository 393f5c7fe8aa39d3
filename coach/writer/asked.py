"""A message and its reading so far -> what a language model is asked of it, without figures and people, and the schema
of its answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from coach.dialogue.deals import Dialogue
from coach.dialogue.view import context_of
from coach.understanding.context import talk_words
from coach.understanding.matters import MATTERS
from coach.understanding.reading import ACTS, COMPONENTS, KINDS, NAMED, ONCE, PARTS, ROLES, SIDES, Clause, Reading
from coach.writer.mask import Mask, amount_spans, with_capitals
from coach.writer.models import prompt

if TYPE_CHECKING:
    from index.names import Names

MOST = 60  # items of one list
_MOST_MATTERS, _TOO_MANY = 2, 4  # of one line
_SURE = {"yes": 0.94, "likely": 0.8, "guess": 0.4}
SELF = "self"  # the part of a name that is the person's own
SECOND = "fallback"  # the role of a second-best wish
_LONGEST_WHEN = 80  # letters
_LAST = 8  # sentences at the end of a long message, at least
_SENTENCE = re.compile(r"[^\s.!?\n](?:[^.!?\n]|[.!?](?!\s))*[.!?]*")
_AWAY = ("the same as", "a little more than", "more than", "a little less than", "less than or far from")
_PARTS_OF_TALK = {
    "offer": "their offer",
    "rival": "the other offer",
    "pay": "present pay",
    "wish": "the wish",
    "asked": "what was asked",
    "floor": "the walk-away",
    "market": "the market",
}


class Pointed(BaseModel):
    """One thing that the model points at, and how sure it is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sure: Literal["yes", "likely", "guess"] = "likely"

    @property
    def score(self) -> float:
        """How much it weighs beside the built-in reading's own scores."""
        return _SURE[self.sure]


def _one_of(names: Iterable[str]) -> Any:  # noqa: ANN401 - a type made of our own lists
    return Literal[tuple(sorted(names))]


def _several_of(names: Iterable[str]) -> Any:  # noqa: ANN401 - as above
    return list[_one_of(names)]  # type: ignore[misc]


def _matters() -> Any:  # noqa: ANN401 - as above
    return Annotated[_several_of(MATTERS), BeforeValidator(_known_matters)]


def _known_matters(said: Any) -> list[str]:  # noqa: ANN401 - whatever a model said
    """The matters that there are, the likeliest first: one that there is not takes nothing from its line."""
    named = said if isinstance(said, list) and len(said) <= _TOO_MANY else ()  # who names them all tells none
    return list(dict.fromkeys(m for m in named if isinstance(m, str) and m in MATTERS))[:_MOST_MATTERS]


@cache
def items() -> dict[str, type[Pointed]]:
    """The types of an answer's lists, made from what a Reading may hold."""
    return {
        "lines": create_model(
            "LineRead",
            __base__=Pointed,
            line=(int, ...),
            acts=(_several_of(ACTS), Field(max_length=6)),
            matters=(_matters(), []),
        ),
        "amounts": create_model(
            "AmountRead",
            __base__=Pointed,
            amount=(int, ...),
            role=(_one_of((*ROLES, SECOND)), ...),
            component=(_one_of((*COMPONENTS, ONCE)), ...),
            whose=(int, 0),
            when=(str, Field("", max_length=_LONGEST_WHEN)),
            later=(bool, False),
            tax=(_one_of(("", "gross", "net")), ""),
        ),
        "terms": create_model(
            "TermRead",
            __base__=Pointed,
            term=(int, 0),
            words=(str, Field("", max_length=160)),
            kind=(_one_of(KINDS), ...),
            side=(_one_of(SIDES), ...),
            whose=(int, 0),
        ),
        "companies": create_model(
            "CompanyRead",
            __base__=Pointed,
            company=(int, ...),
            part=(_one_of((*PARTS, *NAMED)), ...),
            candidate=(str, ""),
        ),
        "names": create_model(
            "NameRead",
            __base__=Pointed,
            words=(str, Field(min_length=2, max_length=60)),
            of=(_one_of(("company", "person", "role", "level", "place", "no")), ...),
            part=(_one_of((*PARTS, SELF)), "just"),
        ),
    }


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    lists: dict[str, Any] = {
        n: (list[item], Field(default=[], max_length=MOST))  # type: ignore[valid-type]
        for n, item in items().items()
    }
    made: type[BaseModel] = create_model(
        "MessageRead", __doc__="What one message says.", deadline=(str, ""), decides=(int, 0), **lists
    )
    return dict(made.model_json_schema())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sent of a message: its reading so far, and what hides its names."""

    reading: Reading
    dialogue: Dialogue
    names: Names
    mask: Mask

    def messages(self) -> list[tuple[str, str]]:
        """The prompt: the same instructions every time, then the talk and the message without figures and people."""
        people = [p.name for p in (*self.reading.persons, *self.reading.leaning)]
        self.mask.learn(
            self.reading.text, [c.name for c in self.reading.companies], [*people, *self.dialogue.people_named]
        )
        told = "\n".join(
            x
            for x in (
                self._talk(),
                self._message(),
                self._amounts(),
                self._terms(),
                self._companies(),
                self._job(),
            )
            if x
        )
        return [("system", prompt("reading")), ("human", told)]

    def _talk(self) -> str:
        d = self.dialogue
        if not d.turn:
            return "The talk begins with this message."
        for words in dict.fromkeys(
            [*(x.company for x in d.deals if not x.options), *(e.words for e in d.events[-MOST:])]
        ):
            self.mask.learn(words)
        self.mask.learn(d.asked_back, [x.company for x in d.deals], people_of(d))
        people = ", ".join(people_of(d))
        told = f"{known(d)}; people: {people}" if people else known(d)
        return f"The talk knows: {self.mask.hidden(told)}"

    def _message(self) -> str:
        lines = [f"{n}. {self._hidden(c.start, c.end)}" for n, c in enumerate(self.reading.clauses, 1)]
        return "<message>\n" + "\n".join(lines) + "\n</message>"

    def _hidden(self, start: int, end: int) -> str:
        """Words of the message with its amounts numbered and its people masked; no tag of ours can be closed by
        them."""
        text = self.reading.text
        gone = [(a.amount.start, a.amount.end, f"[amount {n}]") for n, a in enumerate(self.reading.amounts, 1)]
        named = with_capitals(text, (*self.reading.persons, *self.reading.leaning))
        more = [*self.mask.pieces(named), *((s, e, "[a number]") for s, e in amount_spans(text))]
        for p in more:
            gone += [p] if not any(p[0] < e and s < p[1] for s, e, _ in gone) else []
        out, at = "", start
        for s, e, stand_in in sorted(gone):
            if s < end and e > at:  # what goes on in the next line stands in the first
                out, at = f"{out}{text[at : max(at, s)]}{stand_in if s >= start else ''}", e
        return " ".join(f"{out}{text[at:end]}".replace("<", "‹").replace(">", "›").split())

    def _amounts(self) -> str:
        context = context_of(self.dialogue)
        out = []
        for n, a in enumerate(self.reading.amounts, 1):
            kind = (
                "a percentage"
                if a.amount.kind == "percent"
                else f"a count of {a.amount.counted.removesuffix('s')}s"
                if a.amount.kind == "count"
                else "money"
                if a.amount.kind == "money"
                else "a bare number"
            )
            about = [w.split(":") for w in talk_words(a.amount, context) if w.count(":") == 2]
            stands = [
                f"{_AWAY[int(away)]} the {part} of {_PARTS_OF_TALK[slot]}"
                for _, where, away in about
                for slot, _, part in [where.partition(".")]
                if part
            ]
            out.append(
                "; ".join([f"[amount {n}] is {kind}{' a ' + a.amount.period if a.amount.period else ''}", *stands])
            )
        return "\n".join(out)

    def _terms(self) -> str:
        """The terms beside pay that were found, each as its line has it."""
        return "\n".join(f"term {n} is “{self._hidden(t.start, t.end)}”" for n, t in enumerate(self.reading.terms, 1))

    def _job(self) -> str:
        """What was read as the role, level and place of the job."""
        r = self.reading
        found = (("role", r.title or r.role), ("level", r.level), ("place", r.place))
        told = "; ".join(f"{name} “{words}”" for name, words in found if words)
        return self.mask.hidden(f"read as the job's: {told}") if told else ""

    def _companies(self) -> str:
        out = []
        for n, c in enumerate(self.reading.companies, 1):
            options = (
                "; ".join(
                    f"{x}) {self.names.company_name(o)}" for x, o in zip(ascii_lowercase, c.options, strict=False)
                )
                if len(c.options) > 1
                else ""
            )
            out.append(
                f"company {n} is {self.reading.text[c.start : c.end]}"
                + (f", which may be {options}" if options else "")
            )
        return self.mask.hidden("\n".join(out))


def in_whole(reading: Reading) -> Reading:
    """The reading of a message that is longer than the built-in one reaches, with the sentences behind its last clause
    as clauses of which nothing is known yet: what a message ends with is often what it asks."""
    end = max((c.end for c in reading.clauses), default=0)
    rest = [(m.start(), m.end()) for m in _SENTENCE.finditer(reading.text, end)]
    if not rest or not reading.clauses:
        return reading
    room = max(_LAST, MOST - len(reading.clauses))
    if len(rest) > room:  # the last ones stand alone
        cut = len(rest) - room
        rest = [(rest[0][0], rest[cut][1]), *rest[cut + 1 :]]
    more = tuple(Clause(start, end, reading.text[start:end], ()) for start, end in rest)
    clauses = (*reading.clauses, *more)

    def at(start: int) -> int:
        return next((n for n, c in enumerate(clauses) if c.start <= start < c.end), 0)

    amounts = tuple(replace(a, clause=at(a.amount.start)) if a.amount.start >= end else a for a in reading.amounts)
    return replace(reading, clauses=clauses, amounts=amounts)


def people_of(d: Dialogue) -> tuple[str, ...]:
    """Who is held to speak for an employer of a talk, or to get its text."""
    named = (n for x in d.deals for n in (x.person, *x.people))
    return tuple(dict.fromkeys(n for n in (*named, d.wanted.to) if n))


def known(d: Dialogue, *, named: bool = True) -> str:
    """What a talk knows, without a figure, and unless `named` without an employer: the deals, of which parts of pay
    there are figures, and what the coach last asked.
    """
    deals = [
        f"{'in focus: ' if i == d.focus else ''}{(named and x.company) or 'an employer'}"
        + (f", {x.role}" if x.role else "")
        + (f", offers {', '.join(p.component for p in x.offer)}" if x.offer else "")
        + (f", {x.status}" if x.status else "")
        for i, x in enumerate(d.deals)
    ]
    own = [
        f"{name}: {', '.join(p.component for p in parts)}"
        for name, parts in (("pay", d.current), ("wish", d.target), ("walk-away", d.floor))
        if parts
    ]
    asked = [f"the coach last asked: {d.asked_back}"] if d.asked_back else []
    return "; ".join([*deals, *own, *asked]) or "nothing yet"


def size() -> int:
    """The tokens of what is sent every time: the instructions and the schema, roughly."""
    from langchain_core.messages.utils import count_tokens_approximately

    return count_tokens_approximately([prompt("reading"), json.dumps(schema())])
