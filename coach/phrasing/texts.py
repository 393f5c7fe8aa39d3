"""phrasing/words.yaml -> whole texts by kind, read for the facts of a situation."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.shipped import shipped_yaml

# Words that speak of the text itself.
OF_TEXTS = frozenset(
    "it this that them these those a an the of bit part line lines sentence thing word words phrase about stuff "
    "paragraph any every again".split()
)
PARTS = frozenset("bit part line lines sentence paragraph phrase thing".split())  # those that call a part of it
# What tells a place in a text: its beginning, its end, the number of a sentence.
ENDS = {
    "first": 0, "opening": 0, "top": 0, "last": -1, "final": -1, "closing": -1, "end": -1,
    "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
}  # fmt: skip
# Words that tell of which kind a sentence is that is meant: "the boots question", "the thank-you bit".
KINDS_OF_SENTENCE = {
    "question": frozenset("question query enquiry inquiry".split()),
    "thanks": frozenset("thank thanking thankyou gratitude appreciation".split()),
    "figures": frozenset("figure number amount sum".split()),
    "reason": frozenset("reason argument fact claim".split()),
}
# How a letter begins, before a name, and how it closes: formats, in which nothing else is written.
GREETS = re.compile(r"^(?:Hi|Hiya|Hello|Hey|Dear|G['’]?day|Alright|Good (?:morning|afternoon|evening))\s+(?=\S)", re.I)
CLOSES = re.compile(
    r"(?:(?:with )?(?:kind|best|warm|warmest|many|all the|yours|sincerely|regards|cheers|thanks|thank you|respectfully"
    r"|with thanks)\b"
    r"[^.!?]{0,24}[,!.]?\s*)+(?:[A-Z][\w'’-]*\s?){0,2}$",
    re.I,
)
_LINE = re.compile(r"(?P<how>[?|])(?P<when>[^:]*):\s*(?P<said>.*)")


def holds(when: str, facts: frozenset[str]) -> bool:
    """Whether every condition of "ask, no told" is among the facts."""
    conditions = [c.strip() for c in when.split(",") if c.strip()]
    return all((c.removeprefix("no ") in facts) != c.startswith("no ") for c in conditions)


def kind_of_sentence(named: frozenset[str]) -> str:
    """The kind of sentence that one of the words tells which name it; "" where none does."""
    return next((kind for kind, words in KINDS_OF_SENTENCE.items() if named & words), "")


class Text(BaseModel):
    """One whole text. `when` are the facts under which it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    when: str = ""

    def read(self, facts: frozenset[str]) -> tuple[str, ...]:
        """Its paragraphs for these facts, fields still open; one without a sentence is left out."""
        out: list[str] = []
        for paragraph in re.split(r"\n\s*\n", self.text.strip()):
            said: list[str] = []
            open_ = True  # whether an alternative to the lines before may still be said
            for line in paragraph.splitlines():
                m = _LINE.match(line.strip())
                if m is None:
                    said.append(line.strip())
                    continue
                if m["how"] == "?":
                    open_ = True
                if open_ and holds(m["when"], facts):
                    said.append(m["said"])
                    open_ = False
            if said:
                out.append(" ".join(said))
        return tuple(out)


class KindOfText(BaseModel):
    """One kind of script. `says` is what the others say that it answers; `channel` where it has one of its own;
    `after_no`: they have just said no to the main part; `answers`: it answers, accepts or thanks, and asks for no
    figure; `talk`: only for a raise. `needs` are what the talk must hold for its words to be true (see
    `coach.answers.premises`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    subject: str
    texts: tuple[Text, ...]
    also: tuple[str, ...] = ()
    channel: str = ""
    component: str = ""
    talk: str = ""
    after_no: bool = False
    says: str = ""
    answers: bool = False
    needs: tuple[str, ...] = ()


class Words(BaseModel):
    """The whole of words.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    greeting: str
    greeting_formal: str
    bye: dict[str, str]
    warmer: dict[Literal["raise", "offer"], str]
    kinds: dict[str, KindOfText]
    tones: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[str, ...]]
    channels: dict[str, tuple[str, ...]]
    spellings: dict[str, tuple[str, ...]]
    amounts: dict[str, tuple[str, ...]]

    def named(self, kind: str) -> str:
        """The name a kind is kept under; KeyError where there is none."""
        if kind in self.kinds:
            return kind
        return next((name for name, k in self.kinds.items() if kind in k.also), None) or _unknown(kind)


def _unknown(kind: str) -> str:
    raise KeyError(kind)


@cache
def words() -> Words:
    """The wording of scripts; pydantic's ValidationError names a line that is wrong."""
    return Words.model_validate(shipped_yaml((files("coach") / "phrasing" / "words.yaml").read_text(encoding="utf-8")))
