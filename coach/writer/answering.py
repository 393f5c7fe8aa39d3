"""A turn -> what a language model answers it from, and the answer's sentences that may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT, Draft
from coach.understanding.firstnames import is_first_name
from coach.writer.answered import wrong_with, wrong_with_subject
from coach.writer.basis import TERM, Basis
from coach.writer.bound import tells_owner
from coach.writer.check import is_prose, slotted
from coach.writer.models import prompt
from coach.writer.near import CLAUSE, WISHED, WORDS, bears, is_count
from coach.writer.plain import asking, form, forms, past_courtesy, turns
from coach.writer.slots import in_slots, one_slot
from index.names.lexicon import is_word

if TYPE_CHECKING:
    from index.names import Names

TABLE = "[table]"
_OPEN, _SHUT = "“", "”"
_INITIAL = r"(?<!^[A-Z]\.)(?<![\s\"“(.][A-Z]\.)"  # behind "R." a name goes on
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?)+(?=[A-Z])")
_END = re.compile(_INITIAL + r"(?<=[.!?])(?:\s*\[\d{1,4}\])*[\"”’)]*(?=\s|$)\s*", re.M)
_MOST_WORDS = {"email": 190, "chat": 110, "call": 190}
_FRAME = re.compile(r"^Subject:|^[^.!?\n]{0,40},?$")
_RULE = re.compile(r"^\s*-{3,}\s*$", re.M)
_ENOUGH = 0.6  # of the words of a text
_MOST_PARTS = 3  # an answer, a text, a second text
_FEW = 3  # words: less is no sentence that could stand twice


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said so far: the person's `message`, the last `lines` before it as (who, words), and passages of the
    craft that fit; `earlier` are the person's words before these lines.
    """

    message: str
    lines: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """What an answer is written from: its `basis`, and the words of the talk as they are sent, with slots."""

    basis: Basis
    known: tuple[str, ...]
    message: str
    lines: tuple[str, ...]
    findings: tuple[str, ...]
    moves: tuple[str, ...] = ()

    def asked(self, canary: str) -> str:
        """The prompt for an answer."""
        return prompt("answer_turn").format(
            known=_fenced(self.known), talk=_fenced(self.lines) or "it begins", moves=", ".join(self.moves) or "none",
            message=_fenced([self.message]), draft=_fenced(self.findings) or "none",
            passages=_fenced(self.basis.more) or "none", canary=canary,
        )  # fmt: skip

    def again(self, canary: str, said: str, wrong: Mapping[str, Sequence[str]]) -> str:
        """The prompt for mending an answer: the same one, the answer as a whole, and what is wrong with which of its
        sentences.
        """
        return f"{self.asked(canary)}\n\n" + prompt("answer_again").format(
            said=_fenced([said]), faults=told_faults(wrong)
        )


def told_faults(wrong: Mapping[str, Sequence[str]]) -> str:
    """What is wrong with each sentence, a line each."""
    return "\n".join(f"{_fenced([sentence])} -> {'; '.join(faults)}" for sentence, faults in wrong.items())


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it was said: its units with what is wrong with each, a blank line before those that begin a
    paragraph; `written` are the same with their sums as they were written.
    """

    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    written: tuple[str, ...] = ()

    @property
    def wrong(self) -> dict[str, tuple[str, ...]]:
        """The units that do not pass, as they were written, and why."""
        return {unit.strip(): faults for unit, (_, faults) in zip(self.written, self.units, strict=True) if faults}

    @property
    def text(self) -> str:
        """The whole of it, as it was written."""
        return " ".join(self.written)

    def kept(self, instead: str = "") -> tuple[str, ...]:
        """The units that pass, hang on none that does not and announce none that does not; where the first one, which
        answers, does not stand, it begins with what stands `instead`.
        """
        gone: list[bool] = []
        for unit, faults in self.units:
            gone.append(bool(faults) or (gone[-1:] == [True] and not unit.startswith("\n") and _hangs(unit)))
        for at in range(len(gone) - 2, -1, -1):
            gone[at] = gone[at] or (gone[at + 1] and self.units[at][0].rstrip().endswith(":"))
        out = [unit for (unit, _), away in zip(self.units, gone, strict=True) if not away]
        if gone[:1] == [True] and instead:
            out = [instead, *(u for u in out if u.strip() != instead)]
        return tuple(out)

    @property
    def lost(self) -> bool:
        """Whether the sentence that answers, the first, does not stand."""
        return bool(self.units) and self.units[0][0] not in self.kept()

    @property
    def dropped(self) -> int:
        """How many units do not stand."""
        return len(self.units) - len(self.kept())


# Words that take up the sentence before: a sentence that begins with one hangs on it.
_HANGING = frozenset(
    "and but so then or also still yet instead otherwise it its it's that that's this these those they're "
    "he he's she she's both neither either because which".split()
)

_LEANING, _OPENING = frozenset("both either neither these those".split()), 4


def _hangs(unit: str) -> bool:
    """Whether a sentence takes up the one before it, by its first word or in what opens it."""
    opening, comma, _ = unit.strip().partition(",")
    if comma and len(words := opening.casefold().split()) <= _OPENING and _LEANING & set(words):
        return not unit.strip().startswith(_OPEN)
    first = re.match(r"[\s“\"‘(]*([\w'’]+)", unit)
    return (
        first is not None and not unit.strip().startswith(_OPEN) and first[1].casefold().replace("’", "'") in _HANGING
    )


def first_of(findings: Iterable[str]) -> str:
    """The first sentence of the built-in draft, which answers."""
    return next((s.strip() for f in findings for s in _END.split(f) if s and not _NOTED.match(s)), "")


_NOTED = re.compile(r"\s*$|Noted:")  # what was heard is said back, which answers nothing


def answering(
    built: Draft, draft: Draft, known: tuple[str, ...], talk: Talk, names: Names,
    employers: tuple[str, ...] = (), people: tuple[str, ...] = (), others: frozenset[str] = frozenset(),
) -> Answering:  # fmt: skip
    """What an answer to a turn is written from: `built` is the draft as it is, `draft` the same one with the figures of
    what is `known`, to which those of the talk are added.
    """
    findings = tuple(in_slots(slotted(p, built), draft) for p in built.parts if is_prose(p))
    message = in_slots(talk.message, draft)
    said = [(who, in_slots(words, draft, own=who == "person", worked_out=who == "coach")) for who, words in talk.lines]
    sums = {f"[[F{n}]]" for n, f in enumerate(draft.figures, 1) if f.kind == "derived"}
    before = tuple(s for who, words in said if who == "coach" for s in sentences_of(words) if any(x in s for x in sums))
    earlier = (in_slots(words, draft, own=False) for words in talk.earlier)
    own = (message, *(words for who, words in said if who == "person"), *earlier)
    more = tuple(in_slots(p, draft, own=False) for p in talk.more)

    def each(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(one_slot(text, draft) for text in texts)

    known, findings = each(known), each(findings)
    basis = Basis(draft, (*known, *findings, *each(before)), each(own), names, more, employers, people, others=others)
    lines = each(f"{who}: {words}" for who, words in said)
    return Answering(basis, known, one_slot(message, draft), lines, findings, talk.moves)


def _fenced(texts: Iterable[str]) -> str:
    """Words as data: no tag of ours can be closed by them."""
    return "\n".join(texts).replace("<", "‹").replace(">", "›")


def units(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a streamed answer, each as soon as it has ended; one in quotation marks is whole, and a new
    paragraph begins with a blank line.
    """
    held, breaks = "", False
    for piece in pieces:
        held += piece
        while (cut := _cut(held)) is not None:
            sentence, held = held[: cut[0]].strip(), held[cut[0] :]
            if sentence:
                yield f"\n\n{sentence}" if breaks else sentence
                breaks = False
            if held.startswith("\n") or cut[1]:
                breaks, held = True, held.lstrip("\n")
    if rest := held.strip():
        ended = re.search(r"[.!?][\"”’)]*(?:\s*\[\d{1,4}\])*$", rest) or rest == TABLE
        if ended and _closed(rest):  # what does not end like a sentence was cut off in its middle
            yield f"\n\n{rest}" if breaks else rest


def _cut(text: str) -> tuple[int, bool] | None:
    """(where the first whole sentence ends, whether a line does); None while it goes on."""
    for m in re.finditer(rf"{_END.pattern}|\n+", text):
        if m.end() == len(text) and not text.endswith("\n"):
            return None  # a mark or a quotation mark may follow
        if _closed(text[: m.end()]):
            line = m[0].strip(" ") if "\n" in m[0] else ""
            return m.end(), bool(line)
    return None


def _closed(text: str) -> bool:
    return text.count(_OPEN) <= text.count(_SHUT) and text.count('"') % 2 == 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A text that is wanted: what it is for, whom it goes to, how, what is to be left out, what stands now, the
    built-in one as an example, its slots that ask, whether it must ask, the weighty things that it may say, who signs
    it, and whether the built-in one holds what the person wants in it (`whole`).
    """

    purpose: str
    to: str
    channel: str
    out: str
    stands: str
    example: tuple[str, ...]
    asks: frozenset[str]
    must_ask: bool = False
    may: frozenset[str] = frozenset()
    signed: str = ""
    whole: bool = True

    def asked(self, of: Answering, canary: str) -> str:
        """The prompt for it."""
        return prompt("letter_turn").format(
            known=_fenced(of.known), talk=_fenced(of.lines) or "it begins", message=_fenced([of.message]),
            purpose=self.purpose, to=self.to or "not told", channel=self.channel or "not told",
            out=_fenced([self.out]) or "nothing", stands=_fenced([self.stands]) or "nothing",
            signed=self.signed or "not told", example="\n\n".join(self.example), canary=canary,
        )  # fmt: skip


def parts_of(said: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """(what an answer says to the person, the paragraphs of the text behind it, those of a second text)."""
    parts = [p.strip().strip("-").strip() for p in _RULE.split(said.strip())]
    lead, text, second = [*parts, "", ""][:_MOST_PARTS] if len(parts) > 1 else ("", parts[0], "")
    return lead, _paragraphs(text), _paragraphs(second)


def _paragraphs(text: str) -> tuple[str, ...]:
    paragraphs = (re.sub(r"[ \t]+", " ", p).strip() for p in re.split(r"\n\s*\n", text))
    return tuple(p for p in paragraphs if p)


def borne(paragraphs: tuple[str, ...], letter: Letter, basis: Basis, *, asks: bool = True) -> tuple[str, ...]:
    """The paragraphs without the sentences that do not pass and those that hang on them; none where these were most of
    it, or what is left does not pass as a whole, unless only an ask is missing and it needs none (`asks`).
    """
    held = replace(basis, sent=True, may=letter.may)
    kept = []
    for paragraph in paragraphs:
        lines = []
        for line in paragraph.split("\n"):
            said = [_asked_instead(s, letter, held) for s in sentences_of(line)]
            lines.append(" ".join(Said(tuple((s, tuple(_wrong(s, held))) for s in said)).kept()))
        kept.append("\n".join(line for line in lines if line.strip()))
    left = tuple(p for p in kept if p)
    if asks and _asks_for(paragraphs, letter, basis) - _asks_for(left, letter, basis):
        return ()  # the sentence that asks is gone
    enough = len(" ".join(left).split()) >= _ENOUGH * len(" ".join(paragraphs).split())
    wanted = letter if asks else replace(letter, must_ask=False)
    return left if enough and not wrong_with_letter(left, wanted, basis) else ()


def sentences_of(text: str) -> list[str]:
    """The sentences of a line or paragraph."""
    return [s.strip() for s in _END.split(text) if s and s.strip()]


def _asked_instead(sentence: str, letter: Letter, basis: Basis) -> str:
    """A sentence that asks and does not pass -> the built-in one that asks for the same, where that passes."""
    wanted = _asks_for((sentence,), letter, basis)
    if not wanted or not _wrong(sentence, basis):
        return sentence
    own = (s for p in letter.example for s in sentences_of(p) if wanted <= _asks_for((s,), letter, basis))
    return next((s for s in own if not _wrong(s, basis)), sentence)


def _asks_for(paragraphs: Iterable[str], letter: Letter, basis: Basis) -> set[tuple[str, str]]:
    """The figures that are to be asked for and that sentences ask for."""
    asks = {_same(slot, basis) for slot in letter.asks}
    sentences = (s for p in paragraphs for line in p.split("\n") for s in sentences_of(line))
    return {_same(m[0], basis) for s in sentences if _is_ask(s) for m in SLOT.finditer(s)} & asks


def _is_ask(words: str) -> bool:
    """Whether words ask for something: a question, or what one says who would like to have it."""
    return words.rstrip(' ”"').endswith("?") or bool(set(asking(words)) - _NO_ASK)


_NO_ASK = frozenset(map(form, "i we you be to open get bring can".split()))  # words that ask only beside another


def _wrong(sentence: str, basis: Basis) -> list[str]:
    sentence = _INITIALS.sub("", sentence)
    if sentence.startswith("Subject:"):
        return list(_frame(sentence, basis))
    return [*wrong_with(sentence, _of(sentence, basis)), *_frame(sentence, basis)]


def wrong_with_letter(paragraphs: tuple[str, ...], letter: Letter, basis: Basis) -> list[str]:
    """What speaks against a text: in a sentence, in what it asks for, and as a whole."""
    basis = replace(basis, sent=True, may=letter.may)
    whole = "\n".join(paragraphs)
    sentences = [s for p in paragraphs for line in p.split("\n") for s in sentences_of(line)]
    out = [f"“{s}”: {fault}" for s in sentences for fault in _wrong(s, basis)[:1]]
    most = _MOST_WORDS.get(letter.channel, 150)
    if len(whole.split()) > most:
        out.append(f"it has more than {most} words")
    if "[" in SLOT.sub("", whole):
        out.append("it has a bracket")
    told = [s.casefold() for s in sentences if len(s.split()) > _FEW]
    if len(told) != len(set(told)):
        out.append("it says a sentence twice")
    body = [s for s in sentences if not s.startswith("Subject:")]  # a subject names what the body asks for
    asked = [(_same(m[0], basis), m[0]) for s in body for m in _asked_slots(s, basis)]
    used = {figure for figure, _ in asked}
    asks = {_same(slot, basis) for slot in letter.asks}
    theirs = {m[0] for t in basis.told if TERM in t for m in SLOT.finditer(t)}  # what they have said of it may be told
    open_asks = [
        (_same(m[0], basis), m[0]) for s in body for m in _asked_slots(s, basis) if _is_ask(s) or m[0] not in theirs
    ]
    before = [[f for f, _ in open_asks[:n]] for n in range(len(open_asks))]
    twice = [slot for (figure, slot), said in zip(open_asks, before, strict=True) if figure in asks and figure in said]
    out += [f"it asks for {slot} more than once; ask for it in one sentence only" for slot in dict.fromkeys(twice)]
    if letter.must_ask and asks and not asks & used and not any(_asks_known(s, basis) for s in sentences):
        out.append(f"it does not ask for {' or '.join(sorted(letter.asks))}")
    return out


def _asks_known(sentence: str, basis: Basis) -> bool:
    """Whether a sentence asks for a figure that is known to be asked for or wanted."""
    figures = basis.draft.figures
    known = {n for n, held in basis.beside.items() if held & WISHED and not basis.is_gap(n)}
    known |= {n for n, held in basis.own_beside.items() if held & WISHED}
    numbers = {int(m[1]) for m in _asked_slots(sentence, basis)} if _is_ask(sentence) else set()
    return any(n in known and not (1 <= n <= len(figures) and is_count(figures[n - 1])) for n in numbers)


def _asked_slots(sentence: str, basis: Basis) -> Iterator[re.Match[str]]:
    """The slots of a sentence that ask: none after "if", none that is told to be another's."""
    for clause in CLAUSE.split(sentence):
        if not clause or "if" in turns(forms(clause)):
            continue
        if _is_ask(clause) or not tells_owner(clause, basis):
            yield from SLOT.finditer(clause)


def _same(slot: str, basis: Basis) -> tuple[str, str]:
    """What a figure is known by: two slots may hold the same one."""
    m = SLOT.fullmatch(slot)
    n = int(m[1]) if m else 0
    figure = basis.draft.figures[n - 1] if 1 <= n <= len(basis.draft.figures) else None
    return (figure.text, figure.component) if figure else (slot, "")


def _frame(line: str, basis: Basis) -> Iterator[str]:
    """What speaks against a line that is no sentence: a subject that claims, a name that nobody gave, words about the
    text.
    """
    if subject := line.partition("Subject:")[2].strip():
        yield from wrong_with_subject(subject, basis)
    elif line.endswith(":"):
        yield "it speaks of the text"
    elif not re.search(r"[.!?,]", line) and past_courtesy(line) and not _is_closing(line, basis):
        yield from [f"nobody has named “{w}”" for w in line.split() if w.casefold() not in basis.words][:1]


def _is_closing(line: str, basis: Basis) -> bool:
    """Whether a line is one of ordinary words that names nobody and no job: "Cheers", "Take care"."""
    words = WORDS.findall(line)
    low = [w.casefold() for w in words]
    found = basis.names.find(line)
    return (
        0 < len(words) <= _FEW
        and all(w.islower() for w in words[1:])
        and all(is_word(w) and form(w) not in bears() for w in low)
        and not is_first_name(low[0])
        and not (found.roles or found.companies or found.places)
    )


def _of(sentence: str, basis: Basis) -> Basis:
    """A subject, a greeting or a closing line is no claim."""
    return replace(basis, sent=False) if _FRAME.match(sentence) else basis
