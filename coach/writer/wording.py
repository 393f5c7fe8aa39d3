"""A draft + a language model -> the same findings in the model's words, sentence by sentence, each only after it passed the checks."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coach.amounts import amounts_in
from coach.draft import SLOT, Draft
from coach.models import Price, prompt
from coach.writer.check import Grounds, faults, is_prose, prose, slotted
from coach.writer.mask import Mask

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.names import Names

MOST_SENTENCES, MOST_CHARACTERS = 12, 4000
# Longer without a sentence that can be shown, and the built-in words come instead.
PATIENCE_S = 20.0
_END = re.compile(r"(?<=[.!?])(?:\s*\[\d{1,4}\])*[\"”’)]*(?=\s|$)\s*|\n+")
_MARK = re.compile(r"\s*\[\d{1,4}\]")


@dataclass(frozen=True, slots=True)
class Worded:
    """What came of wording a draft. `repaired` and `replaced` count sentences; `failed` says why the model was left."""

    sentences: tuple[str, ...] = ()
    repaired: int = 0
    replaced: int = 0
    failed: str = ""
    tokens: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Writer:
    """Words drafts with one chat model. What is sent are the prompts, the question, and the draft's prose with its slots.

    With `redact`, employers are sent as "Employer A". `price` is what tokens cost, where the user has said it.
    """

    model: BaseChatModel
    engine: str
    patience_s: float = PATIENCE_S
    redact: bool = False
    price: Price | None = None

    def words(self, grounds: Grounds) -> Iterator[Worded]:
        """Word the draft; each value holds one more checked sentence, the last is whole.

        Nothing raises for what a model or its provider does: the last value then says why in `failed`.
        """
        canary = secrets.token_hex(8)
        system = prompt("system").format(canary=canary)
        grounds = replace(grounds, secret=canary, instructions=prompt("system").split("Note to self")[0])
        findings = "\n".join(f"{n}. {p}" for n, p in enumerate(prose(grounds.draft), 1))
        asked = prompt("reply").format(question=_fenced(without_amounts(grounds.message)), findings=findings)
        mask = self.mask(grounds.names)
        if mask:
            mask.learn(findings, [f.company for f in grounds.draft.figures])
            mask.learn(grounds.message, [grounds.situation.company, *(o.company for o in grounds.situation.competing)])
        done = Worded()
        try:
            for sentence in self._sentences([("system", system), ("human", asked)], done.tokens, mask):
                done = self._take(sentence, done, grounds, system, findings, mask)
                yield done
        except _Left as left:
            done = replace(done, failed=str(left))
        except Exception as error:  # noqa: BLE001 - a provider may raise anything; the user gets the built-in words and the reason
            done = replace(done, failed=f"{type(error).__name__} from the language model")
        if not done.sentences and not done.failed:
            done = replace(done, failed="the language model said nothing that could be shown")
        yield done

    def mask(self, names: Names) -> Mask | None:
        """A fresh mask where employers are to be redacted."""
        return Mask(names) if self.redact else None

    def _take(
        self, sentence: str, done: Worded, grounds: Grounds, system: str, findings: str, mask: Mask | None
    ) -> Worded:
        """The sentence if it passes, else its repair, else the built-in paragraph it was about."""
        if sentence in done.sentences:
            return done
        wrong = faults(sentence, grounds)
        if not wrong:
            return _with(done, sentence)
        asked = prompt("repair").format(sentence=_fenced(sentence), faults="; ".join(wrong), findings=findings)
        mended = next(self._sentences([("system", system), ("human", asked)], done.tokens, mask), "")
        if mended and mended not in done.sentences and not faults(mended, grounds):
            return replace(_with(done, mended), repaired=done.repaired + 1)
        slots = set(SLOT.findall(sentence))
        own = next((p for p in prose(grounds.draft) if slots & set(SLOT.findall(p)) and p not in done.sentences), "")
        return replace(_with(done, own) if own else done, replaced=done.replaced + 1)

    def _sentences(self, messages: list[tuple[str, str]], tokens: dict[str, int], mask: Mask | None) -> Iterator[str]:
        """The sentences of a streamed answer, each as soon as it has ended; raises _Left where it stalls or has no end."""
        if mask:
            messages = [(role, mask.hidden(words) if role == "human" else words) for role, words in messages]
        shown = mask.shown if mask else str
        held, count, length = "", 0, 0
        last = time.monotonic()
        for chunk in self.model.stream(messages):
            if time.monotonic() - last > self.patience_s:
                raise _Left("the language model was too slow")
            _count(getattr(chunk, "usage_metadata", None), tokens)
            text = _text(chunk.content)
            length += len(text)
            held += text
            *whole, held = _split(held)
            for sentence in whole:
                count += 1
                last = time.monotonic()
                yield shown(sentence)
                if count >= MOST_SENTENCES:
                    return
            if length > MOST_CHARACTERS:
                return  # an endless answer; what was whole has been said
        # What does not end like a sentence was cut off in its middle.
        if re.search(r"[.!?][\"”’)]*(?:\s*\[\d{1,4}\])*\s*$", held):
            yield shown(held.strip())


class _Left(Exception):  # noqa: N818 - a state, not a mistake
    """The model is left and the built-in words come instead."""


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


def _text(content: Any) -> str:  # noqa: ANN401 - a provider's own shapes
    """The words of a chunk; tool calls and thoughts are none."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            p.get("text", "") if isinstance(p, dict) else str(p)
            for p in content
            if not isinstance(p, dict) or p.get("type", "text") == "text"
        )
    return ""


def _count(usage: Any, tokens: dict[str, int]) -> None:  # noqa: ANN401 - as LangChain gives it
    for name in ("input_tokens", "output_tokens"):
        tokens[name] = tokens.get(name, 0) + int((usage or {}).get(name, 0) or 0)


def _with(done: Worded, sentence: str) -> Worded:
    return replace(done, sentences=(*done.sentences, sentence))


def _fenced(text: str) -> str:
    """The user's words as data: no tag of ours can be closed by them."""
    return text.replace("<", "‹").replace(">", "›")


def without_amounts(message: str) -> str:
    """The user's words without what they earn or are offered: the model needs the question, not the pay."""
    for amount in reversed(amounts_in(message)):
        message = f"{message[: amount.start]}[an amount]{message[amount.end :]}"
    return message


def finished(draft: Draft, worded: Worded) -> list[str]:
    """The parts of the reply: the worded sentences, with their marks, then everything built in that they leave unsaid.

    Tables, lists, quotations and scripts stay as they are. A paragraph is said if each of its slots is.
    """
    if not worded.sentences:
        return list(draft.parts)
    said = set(SLOT.findall(" ".join(worded.sentences)))
    first = " ".join(_marked(s, draft) for s in worded.sentences)
    left = [p for p in draft.parts if not is_prose(p) or set(SLOT.findall(slotted(p, draft))) - said]
    return [first, *left]


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
