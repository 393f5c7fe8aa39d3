"""A text to send + a language model -> the same text in its words, checked sentence by sentence and as a whole, or the
text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT, Draft, Sendable
from coach.writer.check import Grounds, faults
from coach.writer.models import prompt
from coach.writer.plain import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# A subject, a greeting or a closing line, what is done and not said, and what is said only if they answer so.
_FRAME = re.compile(r"^Subject:|,\s*$|^\(|^If \w+ [^:]*:")
# Of the matter of each sentence of the text so much is said in another wording of it, or it asks for less.
_KEPT = 0.5
_LONGEST, _MORE = 2, 40  # times as many words as the text has, and so many more


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a text that may be worded, with what frames it: subject, greeting, closing line and name stay as they
    are.
    """

    text: Sendable
    first: int
    last: int

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs."""
        return self.text.paragraphs[self.first : self.last]

    def with_(self, body: tuple[str, ...]) -> tuple[str, ...]:
        """The whole text with another body."""
        return (*self.text.paragraphs[: self.first], *body, *self.text.paragraphs[self.last :])


def body_of(text: Sendable) -> Body:
    """Where the body of a text begins and ends."""
    frames = [bool(_FRAME.search(p)) or not re.search(r"[.!?]", p) for p in text.paragraphs]
    first = next((i for i, frame in enumerate(frames) if not frame), 0)
    last = next((i for i in range(first, len(frames)) if frames[i]), len(frames))
    return Body(text, first, last)


def grounds_of(body: Body, grounds: Grounds) -> Grounds:
    """What a sentence of the body may rest on: the text as it stands, and the person's own words."""
    draft: Draft = replace(grounds.draft, parts=list(body.paragraphs), text=None)
    return replace(
        grounds,
        draft=draft,
        more=body.text.own,
        sent=True,
        asks=frozenset(int(slot.strip("[F]")) for slot in body.text.asks),
    )


def paragraphs_of(said: str) -> tuple[str, ...]:
    """An answer as paragraphs."""
    return tuple(" ".join(p.split()) for p in re.split(r"\n\s*\n", said.strip()) if p.strip())


def wrong_with(said: tuple[str, ...], body: Body, grounds: Grounds) -> list[str]:
    """What speaks against a wording of the body: in a sentence, in the slots, in what it leaves out, and in the text as
    a whole.
    """
    if sum(len(p.split()) for p in said) > _LONGEST * sum(len(p.split()) for p in body.paragraphs) + _MORE:
        return ["it is much longer than the text"]
    out = [f"“{s}”: {fault}" for p in said for s in _SENTENCE.split(p) if s.strip() for fault in faults(s, grounds)[:1]]
    held, now = _slots(body.paragraphs), _slots(said)
    out += [
        f"{slot} is asked for as often as in the text"
        for slot in sorted(body.text.asks & set(held))
        if now.count(slot) != held.count(slot)
    ]
    if extra := set(now) - set(held):
        out.append(f"{', '.join(sorted(extra))} is not in the text")
    if lost := set(held) - set(now) - body.text.asks:
        out.append(f"it leaves out {', '.join(sorted(lost))}")
    words = set(plain_words(" ".join(said)))
    for sentence in (s for p in body.paragraphs for s in _SENTENCE.split(p)):
        matter = plain_words(sentence)
        if len(matter) > 1 and sum(w in words for w in matter) / len(matter) < _KEPT:
            out.append(f"it leaves out: {sentence}")
    return out or body.text.again(body.with_(said))


def _slots(paragraphs: Iterable[str]) -> list[str]:
    return [m[0] for p in paragraphs for m in SLOT.finditer(p)]


def asked_for(body: Body, shown: Callable[[str], str], canary: str) -> str:
    """The prompt for a wording of the body; `shown` takes out of the person's words what is not sent."""
    return prompt("text").format(
        purpose=body.text.purpose,
        own=shown("\n".join(body.text.own)) or "none",
        text="\n\n".join(body.paragraphs),
        canary=canary,
    )


def asked_again(body: Body, said: str, wrong: list[str], shown: Callable[[str], str]) -> str:
    """The prompt for mending it."""
    return prompt("retext").format(
        body=said.replace("<", "‹").replace(">", "›"),
        faults="; ".join(wrong[:_MOST]),
        own=shown("\n".join(body.text.own)) or "none",
        text="\n\n".join(body.paragraphs),
    )


_MOST = 6  # faults that are told
