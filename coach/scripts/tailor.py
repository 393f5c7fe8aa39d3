"""A guide's lever script -> the sentences a candidate can say: facts kept, claims checked, asks made anew, blanks filled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.situation import Situation
from coach.words import content_words
from index.audit import CLAIMS_OFFER
from index.guide import BLANK, Lever
from index.money import money_in
from index.parse.strategy import sentences

# What a speaker says of themselves; it holds only for somebody who has said so.
_SELF = re.compile(
    r"\bmy (?:experience|background|track record|expertise|research|portfolio|previous|prior|past|last|years?|work at|own|design work|skills?|ability)\b|\bI(?:['’]ve| have) (?!to\b|an?\b offer)\w+|\bI (?:bring|built|led|reduced|cut|saved|grew|shipped|launched|delivered|designed|scaled|managed|architected|published|spent|hold|drove|improved|migrated|maximize|know)\b"
    r"|\bat (?:my )?(?:\[?previous|\[?current|\[?last|\[?former)\b|\bas (?:a|an) (?:former|ex-)\b|\bleav(?:e|ing) (?:behind|my)\b|\bunvested\b|\bforfeit\w*\b|\bmy current\b|\bI(?:['’]d| would) receive\b",
    re.I,
)
_ROLE_NOW = re.compile(
    r"^I (?!am|have|had|was|were|will|would|could|can|should|might|believe|think|understand|know|want|need|expect|hope|see|feel|appreciate|recognize|realize|also|only|just|currently|already|am|love|like|prefer)([a-z]{3,})\b"
)
_ROLE_MY = re.compile(
    r"^My ((?:\w+ )?(?:team|work|decisions?|models?|designs?|code|pipelines?|systems?|architecture|roadmap|programs?))\b"
)
_I_AM = re.compile(r"^I(?:['’]m| am)\b")
_ROLE_ING = re.compile(
    r"^I(?:['’]m| am) (?!asking|targeting|looking|requesting|seeking|confident|excited|interested|aware|hoping|not\b|in\b|currently|considering|evaluating|weighing|fielding)(\w+ing)\b"
)
_ASKS = re.compile(
    r"\bI(?:['’]d| would) (?:like|need|expect|want|love|accept|target|propose|appreciate)\b|\bI(?:['’]m| am) (?:asking|targeting|looking|requesting|seeking|expecting)\b|\bI (?:need|want|expect|request|propose|ask)\b|\blet['’]?s (?:discuss|talk|set)\b"
    r"|\b(?:should|must|needs? to|has to) (?:be|reflect|push|land|come|match|account|include|compete|move|narrow)\b|\btarget(?:ing)?\b|\bjustif(?:y|ies)\b|\bwarrants?\b|\bmatch the market\b|\bto (?:accept|sign|join|choose)\b|\bcould (?:we|you)\b|\bcan we\b|\bcomp(?:ensation)? (?:that )?reflect\w*\b",
    re.I,
)
_JARGON = re.compile(
    r"\bNegotiation DNA\b|\b[Ll]ever\b|\bSignature Role\b|\+?\d+\s?[-–]\s?\d+%\s+(?:[A-Z]\w+ ){0,4}Premium\b|\b(?:[A-Z][\w.]+ ){1,4}Premium\b|\bcomp premium\b|[()]\s*,|\bLP\b"
)
_UNSAID = re.compile(r"\b[XYZ]%|\$\[?[XY]\b|\bX\b million")
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
    for sentence in sentences(lever.script or lever.text):
        plain = sentence.strip("“”\"' >")
        if len(plain.split()) < 4:
            continue
        if CLAIMS_OFFER.search(plain) or re.search(
            r"\bcompeting\b.*\[|\boffers?\b.*\[|\bin (?:talks|conversations?)\b|\binterest from\b", plain, re.I
        ):
            out.drop("offer")
        elif _JARGON.search(plain):
            out.drop("jargon")
        elif _SELF.search(plain) or (_I_AM.match(plain) and not _ROLE_ING.match(plain) and not _ASKS.search(plain)):
            _about_the_speaker(plain, situation, out)
        elif _ASKS.search(plain):
            out.asks.append(plain)
        elif BLANK.search(plain) or _UNSAID.search(plain):
            filled = _filled(plain, situation)
            if filled:
                out.reasons.append(filled)
            else:
                out.drop("blank")
        elif len(out.reasons) < MOST_REASONS:
            out.reasons.append(_in_this_role(plain))
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
    if not BLANK.search(sentence) or not own or _UNSAID.search(sentence):
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
    said = _ROLE_ING.sub(lambda m: f"In this role I would be {m[1]}", said)
    return _ROLE_MY.sub(lambda m: f"The {m[1]}", said)
