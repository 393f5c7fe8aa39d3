"""The figures of a message -> whose they are and what they are for: an offer, current pay, a target, a floor, or
neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coach.understanding.situation import Footing, Part
from index.guide import Component
from index.money import Found, scan
from index.parse.targets import component_near

Use = Literal["offer", "current", "target", "floor", "theirs", ""]

_MARKS: tuple[tuple[Use, str], ...] = (
    (
        "theirs",
        r"\b(?:friends?|colleagues?|co-?workers?|buddy|peers?|teammates?|headhunter|someone|others?|neighbou?r|brother|sister|cousin|people|guy|posting|posted|advertised|job ad)\b(?! offers?\b)|\bexternal hires\b"
        r"|\bmarket\b|\blevels\.?fyi\b|\bglassdoor\b|\bblind\b|\breddit\b|\baverage\b|\bmedian\b|\b(?:used to|previous(?:ly)?|prior|formerly|last job|years? ago|i had)\b|\bturned (?:it |them )?down\b|\brejected\b"
        r"|\b(?:say i had|suppose|imagine|hypothetical\w*)\b|\bunvested\b"
        r"|\bif (?!i\b|we\b|they (?:got|get|came|come|match|could|can|went|go)\b|that\b|it\b|base\b|sign)\w+(?: \w+)? (?:offer|offers|offered|pays?|paid|gave|gives|says|said)\b|\bguide\b|\bsays the\b|\bband\b|\brange\b"
        r"|\b(?:saved|saving|cut|cutting|revenue|budget|raised|series [a-e]|funding|users|customers|bill|worth \$?\d+ ?m)\b|\bdid you say\b|\byou (?:said|told|mentioned)\b",
    ),
    (
        "floor",
        r"\b(?:floor|minimum|min|bare minimum|at (?:the very )?least|no (?:less|lower) than|nothing (?:under|below|less)|lowest|walk(?:ing)?[- ]?away|i(?:'d| would|'ll| will)? walk)\b"
        r"|\b(?:won['’]?t|can['’]?t|cannot|not|never|wouldn['’]?t|refuse to) (?:go(?:ing)?|accept|take|do|sign|say yes|settle|consider|move)\b[^.;]{0,30}\b(?:below|under|less|beneath)\b",
    ),
    (
        "current",
        r"\b(?:current(?:ly)?|present(?:ly)?|existing|right now|at the moment|these days|rn|atm|today i|as of now|pay now|underpaid|i make|i earn|i get paid|i get|making|earning|(?:i am|i['’]?m|im|still|am) (?:on|at|paid|getting|making|earning)|now (?:on|at|making|earning|paid)|my (?:pay|salary|base|comp|package|tc) (?:is|has been|was|sits)|paid|on a salary of|(?:rise|up|jump|raise) from my)\b",
    ),
    (
        "target",
        r"\b(?:want|wants?|wanted|wanting|aim(?:ing)?|hop(?:e|ing)|goal|dream|would love|i['’]d love|i['’]d like|would like|looking (?:for|at)|ask(?:ing|ed)?(?: for)?|my ask|expect(?:ing|ed|ation)?|happy (?:with|at)|i['’]d (?:take|sign|do it|accept|stay)|i would (?:take|sign|accept|want|stay)|i['’]m thinking|thinking|i think|i feel|feel|should be (?:at|on)|fair (?:would be|is)|(?:i|my) counter(?:ed|offer)?|counter(?:ing)? (?:with|at)|push(?:ing)? (?:for|to|it to)|(?:get|bump|raise|move) (?:it|them|this|me|that|base|the base)? ?(?:up )?to|gets? to|need(?:s|ed)?(?: to (?:hit|get|make|be at|see))?(?=\s+(?:at least |around |about )?[A-Z]{0,3}[$€£₪₹]?\s?\d)|shoot(?:ing)? for|ideal(?:ly)?|they (?:get|come|go) (?:up )?to|(?<=if )they (?:got|came|went) (?:up )?to|they (?:could|can) (?:do|match|go|get)|quero|is what i)\b"
        r"|(?<!bonus )(?<!% )\btarget(?:ing)?\b(?!\s+(?:bonus|total|comp|annual|variable|incentive|pay))|\bhighest bidder\b",
    ),
    (
        "offer",
        r"\b(?:offer(?:ed|ing|s)?|propos(?:e|ed|es|ing)|promis(?:e|ed|es|ing)|came with|quot(?:e|ed|ing)|they (?:counter(?:ed)?|raised|revised)|counter (?:to|against)|says|said|their (?:tc|base|total|number|package)|they(?:['’]re| are|['’]ve)? (?:at|said|say|gave|give|write|wrote|came|come|went|sent|put|pay|would pay|will pay)|gave me|giv(?:e|ing) me|came (?:back|in|up)|com(?:e|ing) in|sent (?:me|over)|letter|number is|verbal(?:ly)?|package|deal|on the table|extend(?:ed)?|pleased|delighted|excited to|your (?:annual |base |monthly |gross |starting )*(?:salary|base|compensation|pay)|the (?:base|number|money) (?:is|was)|got|initial|opening|start(?:ing)? (?:salary|base)|revised|updated|now (?:offer|at)|actually)\b",
    ),
)
_MARK = re.compile("|".join(f"(?P<m{i}>{p})" for i, (_, p) in enumerate(_MARKS)), re.I)
# After a figure these still say what it is: "200k base min", "160-175 is what I'd take", "135k would make me happy".
_AFTER = re.compile(
    r"^[^,.;\d]{0,24}?(?:(?P<floor>\b(?:min(?:imum)?|or i(?:['’]ll| will)? walk|is my (?:floor|minimum|limit)|at least)\b)"
    r"|(?P<target>\b(?:is what i|would make me|is my (?:target|goal|number|ask)|sounds right|(?:is|would be|feels) fair)\b)"
    r"|(?P<current>\b(?:at the moment|right now|currently|rn|atm|(?<!just )now|today|presently)\b)|(?P<offer>\b(?:was offered|on the table|offer(?:ed)?)\b))",
    re.I,
)
_SENTENCE = re.compile(
    r"(?<=[.!?])[\"”')]*\s+(?=[^\s\d])|\n+|;\s+|(?<=[a-z])\s+[—–-]+\s+(?=(?:my|i|other|another)\b)", re.I
)
_TURN = re.compile(
    r",?\s+\b(?:but|while|whereas|though)\b\s+|,\s+(?=(?:and |so )?(?:i\b|i['’]|my\b|they\b|we\b|current(?:ly)?\b|want\b|aiming\b|looking\b|expecting\b|hoping\b|target\b|goal\b))|\band (?=i\b|my\b|they\b)",
    re.I,
)
_GRANT = re.compile(
    r"\b(?:over|across|for|vest\w*(?: over)?|spread over)\s+(?:(?:a|the next)\s+)?(?:4|four)\s*-?\s*(?:years?|yrs?)\b|\b(?:4|four)[\s-]*(?:year|yr)s?\b|/\s?4\s?(?:yr|y)\b",
    re.I,
)
# Of another length only where it is plainly said of the grant: years are also said of experience.
_OTHER_GRANT = re.compile(
    r"^[^,;.]{0,30}?(?:\b(?:over|across|vest\w*(?: over)?|spread over)\s+(?:(?:a|the next)\s+)?(?P<a>[235]|two|three|five)\s*-?\s*(?:years?|yrs?)\b|/\s?(?P<b>[235])\s?(?:yr|y)\b)",
    re.I,
)
_YEARS: dict[str, Footing] = {"2": "2yr", "two": "2yr", "3": "3yr", "three": "3yr", "5": "5yr", "five": "5yr"}
_YEARLY = re.compile(
    r"\b(?:per|a|each|every) (?:year|annum)\b|/\s?(?:yr|year)\b|\bannual(?:ly|es)?\b|\byearly\b|\bannuali[sz]ed\b|\bp\.?a\b|\bpa\b|\blpa\b",
    re.I,
)
_MONTHLY = re.compile(r"\b(?:per|a|each) month\b|/\s?mo(?:nth)?\b|\bmonthly\b|\bpcm\b|\bmensais\b|\bpor mês\b", re.I)
_NAMES_FIXED = re.compile(r"\b(?:fixed|gross|basic|salario|gehalt|wage)\b", re.I)
_RELOCATION = re.compile(r"\brelo(?:cation)?\b", re.I)
_COUNTED = re.compile(
    r"\s*\+?[- ]?(?:million |thousand |active |daily |monthly |paid )?(?:days?|weeks?|months?|hours?|hrs?|years?|yrs?|yoe|people|engineers?|reports?|juniors?|users?|customers?|clients?|signups?|companies|rounds?|instal\w+|st\b|nd\b|rd\b|th\b|pm\b|am\b|:\d)",
    re.I,
)
_NUMBERED = re.compile(r"\b(?:level|lvl|grade|band|l|ic|e|team of|age|aged|top|#|no\.|number|round)\s*$", re.I)
HUGE = 5_000_000
LONG_LINE = 9


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a message: the part it is, what it is for, where it stands; `sure` if words said what it is for."""

    part: Part
    use: Use
    start: int
    end: int
    sure: bool
    named: bool
    bare: bool = False


def figures_said(message: str) -> list[Said]:
    """Every figure that may be pay, with what the words around it say it is for ("" where they do not)."""
    found: list[Said] = []
    heading: Use = ""
    for start, sentence in _split(message, _SENTENCE):
        title = _heading(sentence)
        if title is not None:
            heading = title
        carried: Use = heading
        for at, clause in _split(sentence, _TURN):
            for said in _of_clause(clause, start + at, carried):
                found.append(said)
                carried = said.use if said.use != "theirs" else ""
        if title is None and len(sentence.split()) > LONG_LINE:
            heading = ""
    return found


def _heading(line: str) -> Use | None:
    """What the lines below a title are for ("WHAT I WANT", "current:"); None if the line is no title."""
    bare = line.strip()
    if not bare or re.search(r"\d", bare) or not (bare.endswith(":") or len(bare.split()) <= 4):
        return None
    uses = [_MARKS[int((m.lastgroup or "m0")[1:])][0] for m in _MARK.finditer(bare)]
    if not uses:
        return "" if bare.endswith(":") else None
    return "target" if "target" in uses else uses[0]


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for gap in pattern.finditer(text):
        yield at, text[at : gap.start()]
        at = gap.end()
    yield at, text[at:]


def _of_clause(clause: str, start: int, carried: Use) -> Iterator[Said]:
    hits = [f for f in scan(clause) if f.value.unit not in ("options", "shares") and not _is_count(clause, f)]
    marks = [(m.start(), _MARKS[int((m.lastgroup or "m0")[1:])][0]) for m in _MARK.finditer(clause)]
    for i, hit in enumerate(hits):
        end = hits[i + 1].start if i + 1 < len(hits) else len(clause)
        part, named = _part(clause, hit, end, alone=len(hits) == 1)
        if part is None:
            continue
        before = [use for at, use in marks if at < hit.start]
        if "theirs" in before:
            at = next(at for at, use in reversed(marks) if use == "theirs" and at < hit.start)
            if not re.search(r"\b(?:i|my|me|we|offered me|i['’]m|i['’]d)\b", clause[at : hit.start], re.I):
                before.append("theirs")
        after = _AFTER.match(clause[hit.end : end])
        use: Use = before[-1] if before else ""
        if after and after.lastgroup and (use in ("", "offer") or after.lastgroup == "floor"):
            use = after.lastgroup  # type: ignore[assignment]
        elif not use and not before and i == 0 and marks and marks[0][1] == "theirs" and not named:
            use = "theirs"
        yield Said(
            part,
            use or carried,
            start + hit.start,
            start + hit.end,
            bool(use),
            named,
            not hit.value.unit and hit.value.high < 100,
        )


def _is_count(clause: str, hit: Found) -> bool:
    """Whether a number counts something else: years, people, a level, a date."""
    if hit.value.unit:
        return False
    if hit.value.high < 20 or (
        hit.value.low == hit.value.high and 1900 <= hit.value.high <= 2100 and "k" not in hit.value.text.lower()
    ):
        return True
    return bool(_COUNTED.match(clause[hit.end :]) or _NUMBERED.search(clause[: hit.start]))


def _part(clause: str, hit: Found, end: int, *, alone: bool) -> tuple[Part | None, bool]:
    """The figure as a part of pay, and whether its component was named; "190 base" and "340 TC" are thousands."""
    tail, head = clause[hit.end : end], clause[max(0, hit.start - 40) : hit.start]
    period = _period(hit, tail, head)
    component = component_near(clause, hit, end)
    if component == "stock" and (other := _OTHER_GRANT.match(tail)):
        period = _YEARS[(other["a"] or other["b"]).lower()]
    if component is None and (_NAMES_FIXED.search(tail[:14]) or _NAMES_FIXED.search(head[-16:])):
        component = "base"
    named = component is not None
    if _RELOCATION.match(tail.strip()) or re.search(r"\brelo(?:cation)?\b[^,;]{0,12}$", head, re.I):
        component = "other"
    if (
        component is None
        and hit.value.unit != "%"
        and hit.value.high < HUGE
        and (hit.value.high >= 1000 or (alone and hit.value.high >= 60 and not tail.strip(" .!?,")))
    ):
        component = "base"
    if component is None:
        return None, False
    low, high = _spoken(hit, component, period)
    if high <= 0:
        return None, False
    return Part(
        component=component, low=min(low, high), high=max(low, high), currency=hit.value.unit, period=period
    ), named


def _period(hit: Found, tail: str, head: str) -> Footing:
    if _GRANT.search(tail):
        return "4yr"
    if hit.value.period:
        return hit.value.period
    near, before = re.split(r"[,;+]|\band\b|\bplus\b", tail)[0], re.split(r"[,;+]|\band\b|\bplus\b", head)[-1]
    if _MONTHLY.search(near) or _MONTHLY.search(before):
        return "month"
    if _YEARLY.search(near) or _YEARLY.search(before) or re.search(r"\blpa\b", hit.value.text, re.I):
        return "year"
    return ""


def _spoken(hit: Found, component: Component, period: Footing) -> tuple[float, float]:
    value = hit.value
    if value.unit == "%":
        return (value.low, value.high) if component == "bonus" and value.high <= 300 else (0, 0)
    if value.high < 1000 and period != "month":
        # A bare number beside a component: "190 base". Years and counts have none beside them.
        return (value.low * 1000, value.high * 1000) if value.high >= 20 else (0, 0)
    return value.low, value.high
