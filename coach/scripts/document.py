"""A text as it is read -> its parts: subject, greeting, sentences by paragraph and close, which can be changed one by
one and put together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.scripts.own import small

_SUBJECT = "Subject: "
# A greeting ends with a comma and is a few words; so is a close, which is no sentence.
_HAIL = re.compile(
    r"(?:Hi|Hiya|Hello|Hey|Dear|G['’]?day|Alright|Good (?:morning|afternoon|evening))\b[^,!?\n]{0,40}[,!]", re.I
)
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[“\"'(]?[A-Z0-9£$€₹])")
_CLOSE = 7  # words


@dataclass(frozen=True, slots=True)
class Document:
    """A text in its parts. `body` holds the sentences of each paragraph; `subject`, `hail` and `bye` are "" where it
    has none; a message for chat (`inline`) greets in its first line."""

    body: tuple[tuple[str, ...], ...]
    subject: str = ""
    hail: str = ""
    bye: str = ""
    inline: bool = False

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence stands: (paragraph, place in it)."""
        return tuple((p, s) for p, said in enumerate(self.body) for s in range(len(said)))

    def at(self, place: tuple[int, int]) -> str:
        """The sentence at a place."""
        return self.body[place[0]][place[1]]

    def without(self, place: tuple[int, int]) -> Document:
        """The text without the sentence at a place; a paragraph without sentences goes as well."""
        return self.put(place, ())

    def put(self, place: tuple[int, int], said: tuple[str, ...]) -> Document:
        """The text with other sentences in the place of one."""
        p, s = place
        paragraph = (*self.body[p][:s], *said, *self.body[p][s + 1 :])
        body = (*self.body[:p], paragraph, *self.body[p + 1 :])
        return replace(self, body=tuple(b for b in body if b))

    def with_paragraph(self, at: int, sentence: str) -> Document:
        """The text with a sentence as a paragraph of its own before the one at a place; in a message for chat it stands
        in line."""
        if self.inline and self.body:
            said = self.body[0]
            return replace(self, body=((*said[:at], sentence, *said[at:]), *self.body[1:]))
        return replace(self, body=(*self.body[:at], (sentence,), *self.body[at:]))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as it is read."""
        body = [" ".join(said) for said in self.body]
        if self.inline:
            whole = " ".join(body)
            whole = f"{self.hail} {small(whole)}" if self.hail else whole
            return (f"{whole}\n{self.bye}" if self.bye else whole,)
        head = [f"{_SUBJECT}{self.subject}"] if self.subject else []
        return (*head, *([self.hail] if self.hail else []), *body, *([self.bye] if self.bye else []))


def document_of(paragraphs: tuple[str, ...], channel: str) -> Document:
    """A text that goes by a channel, in its parts."""
    rest = [p for p in paragraphs if p.strip()]
    subject = hail = bye = ""
    if rest and rest[0].startswith(_SUBJECT):
        subject = rest.pop(0).removeprefix(_SUBJECT)
    if channel == "chat" or (len(rest) == 1 and not subject):
        return _message(rest, subject)
    if rest and channel == "email" and (m := _HAIL.match(rest[0])) and m.end() == len(rest[0]):
        hail = rest.pop(0)
    if len(rest) > 1 and channel == "email" and _closes(rest[-1]):
        bye = rest.pop()
    return Document(tuple(_of_paragraph(p) for p in rest), subject, hail, bye)


def _message(paragraphs: list[str], subject: str) -> Document:
    """A message of one line, with its greeting and its close apart."""
    text, _, bye = "\n".join(paragraphs).partition("\n")
    m = _HAIL.match(text)
    hail, text = (m[0], text[m.end() :].strip()) if m and text[m.end() :].strip() else ("", text)
    said = sentences_of(text[:1].upper() + text[1:])
    return Document((said,), subject, hail, bye.strip(), inline=True)


def _of_paragraph(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph; what is to be done, or said in answer, is one."""
    return (
        (paragraph,) if paragraph.startswith(("(", "If they", "If nothing", "If it isn")) else sentences_of(paragraph)
    )


def sentences_of(words: str) -> tuple[str, ...]:
    """The sentences of a text in one line."""
    return tuple(s for s in _SENTENCE.split(words) if s.strip())


def _closes(paragraph: str) -> bool:
    """Whether a paragraph is the close of a mail: a line that is no sentence, and a name under it."""
    first = paragraph.split("\n")[0]
    return len(first.split()) <= _CLOSE and (first.endswith((",", "!")) or "\n" in paragraph)
