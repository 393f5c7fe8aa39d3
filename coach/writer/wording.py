"""A draft + a language model -> its findings in the model's words, or the model's own answer or text, each sentence
only after it passed the checks.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coach.reply.draft import SLOT, Draft
from coach.writer.answered import wrong_with
from coach.writer.answering import (
    TABLE,
    Answering,
    Letter,
    Said,
    borne,
    first_of,
    parts_of,
    units,
    wrong_with_letter,
)
from coach.writer.asked import Asked, in_whole, schema
from coach.writer.basis import Basis
from coach.writer.budget import Budget, LeftError
from coach.writer.check import Grounds, faults, is_prose, prose, slotted
from coach.writer.mask import Mask, amount_spans, formats, tells_pay
from coach.writer.models import Price, prompt
from coach.writer.plain import forms, plain_words, turns
from coach.writer.reading import is_sure, merged
from coach.writer.reckoned import resolved
from coach.writer.slots import unsigned
from coach.writer.text import asked_again, asked_for, body_of, grounds_of, paragraphs_of
from coach.writer.text import wrong_with as wrong_with_body

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from coach.dialogue.deals import Dialogue
    from coach.understanding.reading import Reading
    from index.names import Names

MOST_SENTENCES, MOST_CHARACTERS = 12, 4000
# The deadline of a reply, where none is set.
PATIENCE_S = 20.0
_MOSTLY = 0.6  # of a paragraph's matter, and it is said
LONGEST = 1.6  # times as many words as the built-in prose has, and as many more as a greeting takes, a reply may have
READING = 0.5  # of the budget, at most; the rest is for the words
_MOST_TRIES = 3  # at an answer or a text
_MOST_FAULTS = 8  # faults that are told
_END = re.compile(r"(?<=[.!?])(?:\s*\[\d{1,4}\])*[\"”’)]*(?=\s|$)\s*|\n+")


@dataclass(frozen=True, slots=True)
class Worded:
    """What came of wording a draft. `repaired` and `replaced` count sentences; `failed` says why the model was left,
    `answers` that the sentences stand in place of all of the draft's own.
    """

    sentences: tuple[str, ...] = ()
    repaired: int = 0
    replaced: int = 0
    failed: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What came of wording a text to send: its paragraphs, none where the built-in ones stand, and the `lead` that
    answers what was asked beside it; `second` is a second text, to somebody else. `failed` says why.
    """

    paragraphs: tuple[str, ...] = ()
    repaired: int = 0
    failed: str = ""
    lead: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    replaced: int = 0


@dataclass(slots=True)
class Writer:
    """Words drafts with one chat model. What is sent are the prompts, the question, what is known without figures, and
    the draft's prose or text with its slots; where it `reads`, the last messages too, every number in them a slot.

    People are sent as "Person A", their addresses not at all; with `redact`, employers as "Employer A". `price` is what
    tokens cost, where the user has said it; `reads` says that it reads messages, too.
    """

    model: BaseChatModel
    engine: str
    patience_s: float = PATIENCE_S
    redact: bool = False
    price: Price | None = None
    reads: bool = False

    def __post_init__(self) -> None:
        """Load what hides people now, and not in the time of the first reply."""
        formats()

    def budget(self) -> Budget:
        """What one reply may take, from now on."""
        return Budget(self.patience_s)

    def read(self, reading: Reading, before: Dialogue, names: Names, budget: Budget) -> tuple[Reading, str]:
        """(the reading with what the model is surer of, why it could not be asked); where nothing could change it is
        not asked.
        """
        whole = in_whole(reading)
        if not self.reads or not reading.clauses or (whole is reading and is_sure(reading)):
            return reading, ""
        asked = Asked(whole, before, names, self.mask(names))
        try:
            answer = budget.ask(schema(), self.model, asked.messages(), "reading", READING)
        except LeftError as left:
            return reading, str(left)
        made = merged(asked, answer)
        return (reading if made in (reading, whole) else made), ""

    def words(self, grounds: Grounds, budget: Budget) -> Generator[Worded]:
        """Word the draft; each value holds one more checked sentence, the last is whole.

        Nothing raises for what a model or its provider does: the last value then says why in `failed`.
        """
        secret = canary()
        grounds = replace(grounds, secret=secret, instructions=prompt("system"))
        findings = "\n".join(f"{n}. {p}" for n, p in enumerate(_sendable(grounds.draft), 1))
        mask = self._learnt(grounds, findings)
        asked = prompt("reply").format(
            talk=fenced(grounds.talk) or "it begins",
            question=fenced(without_amounts(grounds.message)),
            findings=findings,
            passages="\n".join(grounds.more) or "none",
            canary=secret,
        )
        done = Worded()
        try:
            with closing(self._sentences(asked, budget, mask)) as sentences:
                for sentence in sentences:
                    done = self._take(sentence, done, grounds, findings, budget, mask)
                    yield done
        except LeftError as left:
            done = replace(done, failed=str(left))
        if not done.sentences and not done.failed:
            done = replace(done, failed="the language model said nothing that could be shown")
        yield done

    def text(self, grounds: Grounds, budget: Budget) -> Written:
        """The draft's text to send in the model's words, mended once; as it stands where that does not pass."""
        text = grounds.draft.text
        body = body_of(text) if text else None
        if text is None or body is None or not body.paragraphs or any(map(tells_pay, body.paragraphs)):
            return Written()
        secret = canary()
        own = grounds_of(body, replace(grounds, secret=secret, instructions=prompt("script")))
        mask = self._learnt(grounds, "\n".join(text.paragraphs))

        def hidden(words: str) -> str:
            return fenced(without_amounts(words))

        asked = asked_for(body, hidden, secret)
        try:
            for mended in (0, 1):
                pieces = budget.stream(
                    self.model, [("system", prompt("script")), ("human", mask.hidden(asked))], "writing"
                )
                said = mask.shown("".join(pieces))
                paragraphs = paragraphs_of(said)
                if not paragraphs:
                    return Written(failed="the language model said nothing that could be shown")
                wrong = wrong_with_body(paragraphs, body, own)
                if not wrong:
                    return Written(body.with_(paragraphs), repaired=mended)
                asked = asked_again(body, said, wrong, hidden)
        except LeftError as left:
            return Written(failed=str(left))
        return Written(failed="the language model's text did not pass the checks")

    def answer(self, asked: Answering, budget: Budget) -> Generator[Worded]:
        """The model's own answer, sentence by sentence as far as each has passed; the last value is whole.

        Where some do not pass, it sees its answer once more with what is wrong, and a last time where some still do
        not; only then sentences are left out. Where less than half passes, the built-in reply stands.
        """
        secret = canary()
        basis = replace(asked.basis, secret=secret, instructions=prompt("answer"))
        mask = self._knowing(basis, asked)
        human, failed = asked.asked(secret), ""
        tries: list[Said] = []
        try:
            for _ in range(_MOST_TRIES):
                tries.append(Said())
                with closing(self._pieces("answer", mask.hidden(human), budget)) as pieces:
                    for unit in units(pieces):
                        tries[-1] = _heard(tries[-1], mask.shown(unit), basis)
                        if len(tries) == 1 and not tries[0].wrong:
                            yield Worded(tuple(u for u, _ in tries[0].units), answers=True)
                        if len(tries[-1].units) >= MOST_SENTENCES:
                            break
                if not tries[-1].wrong:
                    break
                human = asked.again(secret, tries[-1].text, tries[-1].wrong)
        except LeftError as left:
            failed = str(left)
        yield _whole(tries, asked, failed)

    def letter(self, wanted: Letter, asked: Answering, budget: Budget) -> Written:
        """A text in the model's words, with its answer to what was asked beside it. Where it does not pass the model
        sees it once more, and a last time; then the sentences that do not pass are left out where the ask still
        stands, and the built-in
        text is taken only where it holds what the person wants in.
        """
        secret = canary()
        basis = replace(asked.basis, secret=secret, instructions=prompt("letter"))
        mask = self._knowing(basis, asked)
        human = wanted.asked(asked, secret)
        tries: list[_Try] = []
        failed = "the language model's text did not pass the checks"
        try:
            for mended in range(_MOST_TRIES):
                with closing(self._pieces("letter", mask.hidden(human), budget)) as pieces:
                    said = mask.shown("".join(pieces)[:MOST_CHARACTERS])
                tries.append(_tried(said, wanted, basis, mended))
                if not tries[-1].wrong or not said.strip():
                    break
                human = f"{human}\n\n" + prompt("letter_again").format(
                    body=fenced(said), faults="\n".join(tries[-1].wrong[:_MOST_FAULTS])
                )
        except LeftError as left:
            failed = str(left)
        most = [t.without(wanted) for t in reversed(tries)]
        rest = [] if wanted.whole else [t.without(wanted, asks=False) for t in reversed(tries)]
        found = next((w for ws in (most, rest) for w in sorted(ws, key=_lost) if w.paragraphs), None)
        if found and not found.lead:  # who mends a text says again only the text
            found = replace(found, lead=next((t.done.lead for t in reversed(tries) if t.done.lead), ()))
        return found or Written(failed=failed, lead=tries[-1].done.lead if tries else ())

    def _pieces(self, name: str, human: str, budget: Budget) -> Generator[str]:
        """What the model says to a prompt, in pieces, and no more than may be said."""
        length = 0
        with closing(budget.stream(self.model, [("system", prompt(name)), ("human", human)], "wording")) as pieces:
            for text in pieces:
                length += len(text)
                yield text
                if length > MOST_CHARACTERS:
                    return

    def _knowing(self, basis: Basis, asked: Answering) -> Mask:
        """The mask that knows whom a talk names."""
        mask = self.mask(basis.names)
        mask.learn("\n".join(basis.own), basis.employers, basis.people)
        mask.learn("\n".join((*basis.told, *asked.lines)), names_people=False)
        return mask

    def _learnt(self, grounds: Grounds, text: str) -> Mask:
        """The mask that knows whom a draft and its talk name."""
        mask = self.mask(grounds.names)
        mask.learn(text, [f.company for f in grounds.draft.figures], grounds.people)
        mask.learn(grounds.message, [grounds.situation.company, *(o.company for o in grounds.situation.competing)])
        return mask

    def spent(self, budget: Budget, talk: dict[str, float]) -> dict[str, Any]:
        """What a reply and its talk have taken, as the reply's fields."""
        cost = self.price.of if self.price else lambda _: ""
        whole = {k: round(v, 2) for k, v in talk.items()}
        return {
            "tokens": dict(budget.tokens),
            "cost": cost(budget.tokens),
            "spent": {
                "calls": budget.calls,
                "seconds": round(budget.spent_s, 2),
                "talk": {**whole, "cost": cost(talk) or None},
            },
        }

    def mask(self, names: Names) -> Mask:
        """A fresh mask for one reply."""
        return Mask(names, employers=self.redact)

    def _take(self, sentence: str, done: Worded, grounds: Grounds, findings: str, budget: Budget, mask: Mask) -> Worded:
        """The sentence if it passes, else its repair, else the built-in paragraph it was about."""
        if sentence in done.sentences:
            return done
        words, slots = set(plain_words(sentence)), set(SLOT.findall(sentence))
        new = 1 if slots else 0  # "Here, …", "Now, …" before the same figures says nothing more
        if words and any(
            len(words - set(plain_words(s))) <= new and slots <= set(SLOT.findall(s)) for s in done.sentences
        ):
            return done  # said before, and more of it
        most = LONGEST * len(" ".join(prose(grounds.draft)).split()) + 40
        if len(" ".join(done.sentences).split()) > most:
            return done  # what is longer than what it says is no better for it
        wrong = faults(sentence, grounds)
        if not wrong:
            return _with(done, sentence)
        asked = prompt("repair").format(sentence=fenced(sentence), faults="; ".join(wrong), findings=findings)
        with closing(self._sentences(asked, budget, mask)) as sentences:
            mended = next(sentences, "")
        if mended and mended not in done.sentences and not faults(mended, grounds):
            return replace(_with(done, mended), repaired=done.repaired + 1)
        slots = set(SLOT.findall(sentence))
        own = next((p for p in prose(grounds.draft) if slots & set(SLOT.findall(p)) and p not in done.sentences), "")
        return replace(_with(done, own) if own else done, replaced=done.replaced + 1)

    def _sentences(self, asked: str, budget: Budget, mask: Mask) -> Generator[str]:
        """The sentences of a streamed answer, each as soon as it has ended; raises LeftError where the budget is
        spent."""
        held, count, length = "", 0, 0
        with closing(
            budget.stream(self.model, [("system", prompt("system")), ("human", mask.hidden(asked))], "wording")
        ) as pieces:
            for text in pieces:
                length += len(text)
                *whole, held = _split(held + text)
                for sentence in whole:
                    count += 1
                    yield mask.shown(sentence)
                    if count >= MOST_SENTENCES:
                        return
                if length > MOST_CHARACTERS:
                    return  # an endless answer; what was whole has been said
        # What does not end like a sentence was cut off in its middle.
        if re.search(r"[.!?][\"”’)]*(?:\s*\[\d{1,4}\])*\s*$", held):
            yield mask.shown(held.strip())


def _heard(said: Said, unit: str, basis: Basis) -> Said:
    """An answer with one more unit, its sums worked out, unless it was said before."""
    sentence = unit.strip()
    made = resolved(unsigned(sentence, basis.draft), basis)
    if made.text in (u.strip() for u, _ in said.units):
        return said
    wrong = made.wrong or (() if sentence == TABLE else tuple(wrong_with(made.text, made.basis)))
    breaks = unit[: len(unit) - len(unit.lstrip())]
    return Said(
        (*said.units, (breaks + made.text, tuple(map(made.as_written, wrong)))),
        (*said.written, unit),
    )


def _whole(tries: Sequence[Said], asked: Answering, failed: str) -> Worded:
    """What may be shown of the tries at an answer: of the one of which more may be, the later where they are alike. An
    answer that broke off stands where it had passed so far and was being mended.
    """
    first = tries[0] if tries else Said()
    whole = [t for t in (tries[:-1] if failed else tries) if t.units] or tries
    said = min(reversed(whole), key=lambda s: (s.lost, s.dropped), default=first)
    instead = first_of(asked.findings)
    kept = said.kept(instead)
    own = len(said.kept())
    dropped = len(said.units) - own
    if failed and len(tries) > 1 and own > dropped:
        failed = ""  # only the mending was too slow
    if not failed and (own <= dropped or (said.lost and not instead)):
        failed = "the language model's answer did not pass the checks"
    return Worded(kept, max(0, len(first.wrong) - dropped), dropped, failed, answers=True)


@dataclass(frozen=True, slots=True)
class _Try:
    """One try at a text: its parts, those of its lead and its second text that pass, and what is wrong with it."""

    done: Written
    wrong: tuple[str, ...]
    passes: bool
    basis: Basis

    def without(self, wanted: Letter, *, asks: bool = True) -> Written:
        """The same without the sentences that do not pass; without paragraphs where that cannot be."""
        if self.passes:
            return self.done
        left = borne(self.done.paragraphs, wanted, self.basis, asks=asks)
        lost = _count(self.done.paragraphs) - _count(left) if left else 0
        return replace(self.done, paragraphs=left, replaced=self.done.replaced + lost)


def _lost(written: Written) -> int:
    return written.replaced


def _count(paragraphs: Sequence[str]) -> int:
    return sum(len([s for s in _END.split(p) if s and s.strip()]) for p in paragraphs)


def _tried(said: str, wanted: Letter, basis: Basis, mended: int) -> _Try:
    """What a model said for a text, held against what it may say."""
    made = resolved(unsigned(said, basis.draft), basis)
    basis = made.basis
    told, paragraphs, second = parts_of(made.text)
    lead = Said()
    for unit in units([f"{told}\n"]) if told else ():
        lead = _heard(lead, unit, basis)
    wrong = wrong_with_letter(paragraphs, wanted, basis) if paragraphs else ["there is no text"]
    other = replace(wanted, must_ask=False, asks=frozenset())
    wrong_too = wrong_with_letter(second, other, basis) if second else []
    both = second
    second = borne(second, other, basis) if wrong_too else second
    kept = tuple(u.strip() for u in lead.kept())
    done = Written(paragraphs, mended, lead=kept, second=second, replaced=lead.dropped + _count(both) - _count(second))
    faults_of = (f"“{u}”: {faults[0]}" for u, faults in lead.wrong.items())
    told_wrong = tuple(map(made.as_written, (*faults_of, *wrong, *wrong_too)))
    told_wrong = (*(w for w in made.wrong if w not in " ".join(told_wrong)), *told_wrong)
    return _Try(done, told_wrong, bool(paragraphs) and not wrong, basis)


def canary() -> str:
    """A word of letters that must never come back; a digit in it could be taken for a figure."""
    return "".join(secrets.choice("bcdfghjkmpqrtvwxz") for _ in range(16))


def _split(text: str) -> list[str]:
    """Whole sentences, then what has not ended yet; marks that follow a sentence belong to it."""
    out, at = [], 0
    for m in _END.finditer(text):
        # At the very end more may come: a mark, or the rest of "3.5".
        if m.end() == len(text) and not text.endswith("\n"):
            break
        sentence = text[at : m.end()].strip()
        if sentence:
            out.append(sentence)
        at = m.end()
    return [*out, text[at:]]


def _with(done: Worded, sentence: str) -> Worded:
    return replace(done, sentences=(*done.sentences, sentence))


def fenced(text: str) -> str:
    """The user's words as data: no tag of ours can be closed by them."""
    return text.replace("<", "‹").replace(">", "›")


def without_amounts(message: str) -> str:
    """The user's words without what they earn or are offered: the model needs the question, not the pay."""
    for start, end in reversed(amount_spans(message)):
        message = f"{message[:start]}[an amount]{message[end:]}"
    return message


def finished(draft: Draft, worded: Worded) -> list[str]:
    """The parts of the reply: the worded sentences, with their marks, then everything built in that they leave unsaid.

    Tables, lists, quotations and scripts stay as they are. A sentence is said if each of its slots is, or most of its
    words in one sentence, turned as it is.
    """
    if not worded.sentences:
        return list(draft.parts)
    if worded.answers:
        return answered(draft, worded)
    first = " ".join(_marked(s, draft) for s in worded.sentences)
    left = [p if not is_prose(p) else _unsaid(slotted(p, draft), worded.sentences) for p in draft.parts]
    return [first, *filter(None, left)]


def answered(draft: Draft, worded: Worded) -> list[str]:
    """The parts of a reply that the model answers itself: its paragraphs, and tables and lists of the draft where it
    has put them.
    """
    said = " ".join(s if s.strip() == TABLE else _breaking(s, draft) for s in worded.sentences)
    out: list[str] = []
    for paragraph in (p.strip() for p in said.replace(TABLE, f"\n\n{TABLE}\n\n").split("\n\n")):
        out += [p for p in draft.parts if not is_prose(p)] if paragraph == TABLE else [paragraph] if paragraph else []
    return out


def _breaking(sentence: str, draft: Draft) -> str:
    breaks = "\n\n" if sentence.startswith("\n") else ""
    return breaks + _marked(sentence.strip(), draft)


def _sendable(draft: Draft) -> list[str]:
    """The paragraphs that may be worded and that tell no figure of pay beside their slots."""
    return [p for p in prose(draft) if not tells_pay(SLOT.sub(" ", p))]


def _unsaid(paragraph: str, said: Sequence[str]) -> str:
    """The sentences of a paragraph that are not said yet."""
    return " ".join(s.strip() for s in _split(f"{paragraph}\n") if s.strip() and not _is_said(s, said))


def _is_said(sentence: str, said: Sequence[str]) -> bool:
    """Whether each slot of a sentence is said, or of one without slots most of its matter, and what turns it round."""
    turned = turns(forms(sentence))
    if own := set(SLOT.findall(sentence)):
        near = [s for s in said if own & set(SLOT.findall(s))]
        return own <= set(SLOT.findall(" ".join(near))) and turned <= turns(forms(" ".join(near)))
    matter = plain_words(sentence)
    if not matter:
        return False
    near = [s for s in said if sum(w in plain_words(s) for w in matter) / len(matter) >= _MOSTLY]
    return any(turned <= turns(forms(s)) for s in near)


def _marked(sentence: str, draft: Draft) -> str:
    """The sentence with the mark of every figure in it, before its full stop."""
    have = {int(n) for n in re.findall(r"\[(\d{1,4})\]", sentence)}
    need = [draft.figures[int(m[1]) - 1].citation for m in SLOT.finditer(sentence)]
    more = [n for n in dict.fromkeys(need) if n and n not in have]
    if not more:
        return sentence
    marks = " ".join(f"[{n}]" for n in more)
    body = re.sub(r"[.!?]+$", "", sentence.strip())
    end = sentence.strip()[len(body) :] or "."
    return f"{body} {marks}{end}"
