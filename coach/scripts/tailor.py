"""A guide's lever script -> the sentences a candidate can say: facts kept, claims checked, asks made anew, blanks
filled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.understanding.situation import Situation
from coach.understanding.words import content_words
from index.guide import BLANK, Lever
from index.money import money_in
from index.parse.prose import DOING_NOW, UNSAID

# What is said of a job not yet held.
_ROLE_NOW = re.compile(
    r"^I (?!am|have|had|was|were|will|would|could|can|should|might|believe|think|understand|know|want|need|expect|hope|see|feel|appreciate|recognize|realize|also|only|just|currently|already|am|love|like|prefer)([a-z]{3,})\b"
)
_ROLE_MY = re.compile(
    r"^My ((?:\w+ )?(?:team|work|decisions?|models?|designs?|code|pipelines?|systems?|architecture|roadmap|programs?))\b"
)
MOST_REASONS = 3


@dataclass(slots=True)
class Tailored:
    """What is left of a lever's script. `dropped` counts the sentences left out, by why."""

    reasons: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)

    def drop(self, why: str) -> None:
        """Count a sentence that is left out."""
        self.dropped[why] = self.dropped.get(why, 0) + 1


def tailor(lever: Lever, situation: Situation) -> Tailored:
    """Sort the sentences of a lever: reasons anyone may give, what is said of the speaker, and the guide's own asks."""
    out = Tailored()
    for said in lever.said:
        match said.kind:
            case "offer" | "jargon":
                out.drop(said.kind)
            case "self":
                _about_the_speaker(said.text, situation, out)
            case "ask":
                out.asks.append(said.text)
            case "blank" if filled := _filled(said.text, situation):
                out.reasons.append(filled)
            case "blank":
                out.drop("blank")
            case _ if len(out.reasons) < MOST_REASONS:
                out.reasons.append(_in_this_role(said.text))
    return out


def _about_the_speaker(sentence: str, situation: Situation, out: Tailored) -> None:
    """A sentence about experience: its blank filled by what the user has said they did, else left out."""
    filled = _filled(sentence, situation)
    if filled and not money_in(filled) and not re.search(r"\b\d+\+? years?\b", filled):
        out.own.append(filled)
    else:
        out.drop("self")


def _filled(sentence: str, situation: Situation) -> str:
    """The sentence with each "[A / B / C]" replaced by the alternative the user has, "" where one does not fit."""
    own = {w for text in (*situation.skills, *situation.achievements) for w in content_words(text)}
    if not BLANK.search(sentence) or not own or UNSAID.search(sentence):
        return ""
    for m in reversed(list(BLANK.finditer(sentence))):
        options = [o.strip() for o in re.split(r"\s*/\s*", m[1])]
        scored = [(len(own & set(content_words(o))), -i, o) for i, o in enumerate(options)]
        best = max(scored)
        if best[0] == 0:
            return ""
        sentence = sentence[: m.start()] + best[2] + sentence[m.end() :]
    return sentence


def _in_this_role(sentence: str) -> str:
    """ "I build X" is said of a job not yet held: "In this role I would build X"."""
    said = _ROLE_NOW.sub(lambda m: f"In this role I would {m[1]}", sentence)
    said = DOING_NOW.sub(lambda m: f"In this role I would be {m[1]}", said)
    return _ROLE_MY.sub(lambda m: f"The {m[1]}", said)
