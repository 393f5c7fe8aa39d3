"""What code says in a rehearsal + a language model -> the same in its words, each text only if it passes the checks
replies pass, else as it stands.

Money, limits, facts and what the recruiter decides are code's: the model sees slots, and no more of the recruiter's mind
than the text that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.understanding import amounts
from coach.understanding.situation import Situation
from coach.writer.budget import Budget, LeftError
from coach.writer.check import Grounds, faults, slotted
from coach.writer.models import prompt
from coach.writer.plain import plain_words
from coach.writer.text import paragraphs_of
from coach.writer.wording import canary, fenced, without_amounts

if TYPE_CHECKING:
    from coach.writer.mask import Mask
    from coach.writer.wording import Writer
    from index.names import Names

MOST = 900  # characters of one text
_KEPT = 0.5  # of the matter of one of the ways to say a thing, and it is said
_LONGEST, _MORE = 1.5, 12  # times as many words as the text has, and so many more
_FAULTS = 4  # that are told of a text
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’]*\s+|\n+")
_WHOLE = re.compile(r"[.!?…][\"”’]*$")
_LEFT = re.compile(r"(?:[^\W\d_]{1,3})?[$€£¥₹]?\d[\w.,:/%–-]*[\w%]|[$€£¥₹]?\d%?")


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a rehearsal, paragraphs divided by blank lines.

    `ways` are, for each thing that it says, the ways to say that; without any its own sentences are. `more` may be
    drawn on besides: the person's own words, passages of craft.
    """

    name: str
    text: str
    ways: tuple[tuple[str, ...], ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a turn of a rehearsal has to say: its lines, the figures on the table, what the person `said`, who plays."""

    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    said: str
    about: str


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: {a line's text: the words in its place}; the texts that are not there stand."""

    words: Mapping[str, str] = field(default_factory=dict)
    repaired: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A line with its figures in slots, and what its wording may rest on."""

    line: Line
    text: str
    ways: tuple[tuple[str, ...], ...]
    grounds: Grounds


def played(writer: Writer, part: Part, names: Names, budget: Budget) -> Played:
    """Word the lines of a turn in one call, and once more those that did not pass.

    Nothing raises for what a model or its provider does: `failed` then says why.
    """
    secret = canary()
    held = _held(part, names, secret)
    if not held:
        return Played()
    mask = writer.mask(names)
    mask.learn(part.said)
    for line in held:
        mask.learn("\n".join((line.text, *line.grounds.more)), [f.company for f in line.grounds.draft.figures])
    human = prompt("played_turn").format(
        about=part.about, said=fenced(without_amounts(part.said)) or "nothing yet", texts=_told(held), canary=secret
    )
    out: dict[str, str] = {}
    repaired = 0
    try:
        wrong = _asked(writer, human, held, budget, mask, out)
        if wrong:
            first = len(out)
            left = [x for x in held if x.line.name in wrong]
            again = prompt("played_again").format(
                wrong="\n".join(f"{name}: {'; '.join(said[:_FAULTS])}" for name, said in wrong.items()),
                texts=_told(left),
            )
            _asked(writer, again, left, budget, mask, out)
            repaired = len(out) - first
    except LeftError as stopped:
        return Played(out, repaired, str(stopped))
    return Played(out, repaired, "" if out else "the language model said nothing that could be used")


def _asked(
    writer: Writer, human: str, held: Sequence[_Held], budget: Budget, mask: Mask, out: dict[str, str]
) -> dict[str, list[str]]:
    """One call: what passes goes into `out`; {name: what is wrong with it} of the rest."""
    names = tuple(x.line.name for x in held)
    answer = budget.ask(
        _schema(names), writer.model, [("system", prompt("played")), ("human", mask.hidden(human))], "rehearsal"
    )
    said = answer if isinstance(answer, Mapping) else {}
    wrong: dict[str, list[str]] = {}
    for line in held:
        words = said.get(line.line.name)
        words = mask.shown(words.strip()) if isinstance(words, str) else ""
        if found := wrong_with(words, line):
            wrong[line.line.name] = found
        else:
            out[line.line.text] = _filled(words, line)
    return wrong


@cache
def _schema(names: tuple[str, ...]) -> dict[str, Any]:
    """The JSON schema of an answer: a text under each name."""
    texts: dict[str, Any] = {name: (str, Field(max_length=MOST)) for name in names}
    made: type[BaseModel] = create_model(
        "Played", __config__=ConfigDict(extra="ignore"), __doc__="The texts in your words.", **texts
    )
    return dict(made.model_json_schema())


def _held(part: Part, names: Names, secret: str) -> list[_Held]:
    """The lines that may be worded, each with its slots."""
    out = []
    for line in part.lines:
        if (
            not re.search(r"[^\W\d_]{3}", line.text)
            or len(line.text) > MOST
            or re.search(r"[()\[\]{}<>]|\n>", line.text)
        ):
            continue  # a silence, a stage direction, or a blank that the person is to fill
        ways = line.ways or tuple((s,) for s in _SENTENCE.split(line.text) if s.strip())
        figures = list(part.figures)
        for text in (line.text, *(w for group in ways for w in group), *line.more):
            _register(text, figures)
        plain = Draft("rehearsal", figures=figures)
        text = slotted(line.text, plain)
        slots = tuple(tuple(slotted(w, plain) for w in group) for group in ways)
        more = tuple(w for group in slots for w in group) + tuple(slotted(m, plain) for m in line.more)
        draft = replace(plain, parts=text.split("\n\n"))
        grounds = Grounds(
            draft,
            Situation(),
            part.said,
            names,
            secret=secret,
            instructions=prompt("played"),
            more=more,
            sent=True,
            courteous=False,
        )
        out.append(_Held(line, text, slots, grounds))
    return out


def _register(text: str, figures: list[Figure]) -> None:
    """Add what a text tells in digits and no figure stands for yet; nothing is known of it but its form."""
    left = SLOT.sub(" ", slotted(text, Draft("", figures=figures)))
    spans = [(a.start, a.end) for a in amounts.amounts_in(left)] + [(m.start(), m.end()) for m in _LEFT.finditer(left)]
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        word = left[start:end].strip(" .,;:!?")
        if re.search(r"\d", word) and not any(f.text == word for f in figures):
            figures.append(Figure(word, "user", "", "", "", "", "", "absolute", 0.0, 0.0))


def wrong_with(said: str, held: _Held) -> list[str]:
    """What speaks against a wording of a line: in a sentence, in its slots, in what it leaves out, in its length."""
    if not said or len(said) > MOST:
        return ["it is missing or too long"]
    paragraphs = paragraphs_of(said)
    if not all(_WHOLE.search(p) for p in paragraphs):
        return ["it breaks off"]
    sentences = [s for p in paragraphs for s in _SENTENCE.split(p) if s.strip()]
    out = [f"“{s}”: {fault}" for s in sentences for fault in faults(s, held.grounds)[:1]]
    now, then = Counter(SLOT.findall(said)), Counter(SLOT.findall(held.text))
    out += [f"[[F{slot}]] stands as often as in the text" for slot in sorted({*now, *then}) if now[slot] != then[slot]]
    if len(said.split()) > _LONGEST * len(held.text.split()) + _MORE:
        out.append("it is much longer than the text")
    if len(set(sentences)) < len(sentences):
        out.append("it says a thing twice")
    words = set(plain_words(said))
    out += [f"it leaves out: {group[0]}" for group in held.ways if not any(_is_said(way, words) for way in group)]
    return out


def _is_said(way: str, words: set[str]) -> bool:
    matter = plain_words(way)
    return len(matter) < 2 or sum(w in words for w in matter) / len(matter) >= _KEPT


def _filled(said: str, held: _Held) -> str:
    """The words with their figures, in as many paragraphs as the text."""
    joint = "\n\n" if "\n\n" in held.text else " "
    figures = held.grounds.draft.figures
    return SLOT.sub(lambda m: figures[int(m[1]) - 1].text, joint.join(paragraphs_of(said)))


def _told(held: Iterable[_Held]) -> str:
    """The lines as they are sent."""
    out = []
    for line in held:
        ways = "\n".join(f"- {w}" for group in line.ways for w in group if w not in line.text)
        more = "\n".join(f"- {m}" for m in line.grounds.more[len([w for g in line.ways for w in g]) :])
        out.append(
            f"<{line.line.name}>\n{fenced(line.text)}\n"
            + (f"other ways:\n{fenced(ways)}\n" if ways else "")
            + (f"may be drawn on:\n{fenced(more)}\n" if more else "")
            + f"</{line.line.name}>"
        )
    return "\n".join(out)
