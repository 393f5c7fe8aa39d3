"""What else a message says of the user: years, deadline, skills and things done."""

from __future__ import annotations

import re

_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_WORDS)})"
_YEARS = re.compile(
    rf"\b(?:yoe|years of experience|experience)\s*[:=]\s*(?P<a>{_NUMBER})\b|\b(?P<b>{_NUMBER})\s*\+?\s*(?P<unit>yoe\b|(?:years?|yrs?)\b(?:['’])?)(?P<tail>[^.;,\n]{{0,32}})",
    re.I,
)
_NOT_WORK = re.compile(
    r"^\s*(?:vest|old|grant|cliff|ago|of vesting|left|later|contract|window|plan|in a row|deal)|^\s*(?:4|four)\b", re.I
)
_WORKED = re.compile(
    r"\b(?:experience|exp|in|as|building|doing|of|working|under|total|with|at|on|writing|leading|shipping|running)\b",
    re.I,
)
_BY = r"(?:by|until|till|before|due|on|within|in|for|deadline(?: is)?:?|expires?(?: on| in)?|lapses(?: on| in| after)?|end of)"
_DAY = (
    r"(?:(?:\d{1,2}(?::\d\d)?\s?(?:am|pm)(?: [A-Z]{2,3})?(?: on)?,? |noon |cob |eod |end of |close of business(?: on)? )?"
    r"(?:the )?(?:(?:this|next|coming|following) )?(?:mon|tues?|wednes|wed|thurs?|fri|satur|sun)(?:day)?\b(?:,? (?:the )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)?(?: of)?(?: [A-Z][a-z]{2,8})?))?"
    r"|(?:noon |cob |eod )?(?:tomorrow|today|tonight)\b|(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter)\b|(?:this|next) (?:week|month)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
    r"|(?:\d{1,3}|a|two|three|four|five|six|seven|ten|fourteen)[ -](?:more )?(?:working |business |calendar )?(?:days?|hours?|hrs?|weeks?)\b)"
)
_DECIDE = re.compile(
    r"\b(?:deadline|expir\w*|explod\w*|laps\w*|answers?|decide|decision|respond|response|sign(?:ed)?(?! on\b)(?! ?-? ?on)|reply|accept(?:ance|ed)?|let (?:them|us|me|him|her) know|tell them|need to know|hear|get back|return|valid|give me|gave me|have|i['’]?ve)\b",
    re.I,
)
_WHEN = re.compile(
    rf"\b{_BY}\s+(?P<day>{_DAY})|\b(?P<first>{_DAY})\s+(?:deadline|to (?:decide|answer|respond|sign|think)|is the deadline)|\bdeadline\b[^.;\n]{{0,20}}?(?P<then>{_DAY})|\bexploding in (?P<soon>{_DAY})",
    re.I,
)
_NO_DEADLINE = re.compile(
    r"\b(?:start(?: date)?|review|raises?|bonus(?:es)?|baby|due in|interview|1:1|meeting)\b[^.;]{0,40}$", re.I
)
_VERBS = (
    "led|built|shipped|designed|launched|cut|reduced|grew|increased|saved|migrated|scaled|created|ran|run|wrote|mentor(?:ed)?|managed|manage|improved|delivered|own|owned|rebuilt|automated|"
    "won|doubled|tripled|halved|closed|published|founded|hired|lead|open-sourced|maintain|patented|drove|brought|introduced|set up|negotiated|trained|moved|fixed"
)
_DID = re.compile(
    rf"(?:\bi(?:['’]ve| have)?(?: also| personally| just)?|^|(?<=[.;!?\n] )|(?<=and ))\s{{0,8}}(?:{_VERBS})\b[^.;!?\n]{{5,200}}(?:\.\d[^.;!?\n]*)?|\b(?:the|a|my) \w+(?: \w+)? i (?:{_VERBS})\b[^.;!?\n]{{3,160}}(?:\.\d[^.;!?\n]*)?",
    re.I | re.M,
)
_SKILL = re.compile(
    r"\b(?:years?|yrs?|yoe)(?:['’])?(?: of)?(?: (?:experience|exp))?(?: (?:in|with|on|of|using|writing|doing))? (?P<a>(?!experience|exp\b|old|and i|at |now|in(?:to)? (?:the|this)|here|total)[^.;,()\n]{2,60})"
    r"|\bi know (?P<b>[^.;\n]{2,60})|\b(?:ph\.?d|master'?s|msc|degree|certified|background|expertise|speciali[sz]e[sd]?|experience) in (?P<c>[^.;,\n]{2,50})|\b(?:years?|yrs?|yoe)(?: (?:of )?(?:experience|exp))?,? (?:mostly |mainly |all )?(?P<e>(?!at\b|as\b|i\b|and i|in\b|my\b|currently|exp)[^.;()\n]{2,50}?)(?=[.;\n]|, (?:i|my|currently|offer|they)\b|$)|\bmostly (?P<f>[^.;,\n]{2,50})|(?P<g>[A-Z][\w+#./ ]{1,40}) (?:certified|specialist|expert)\b|^[^\S\n]{0,8}(?P<h>[^\s,.][^,.\n]{1,29}), \d{1,2}\s?(?:years|yrs)|\byoe,? (?P<d>(?!at|as)[^.;,\n]{2,40})",
    re.I | re.M,
)


def years_in(message: str) -> float | None:
    """Years of experience, as said; the sentence that speaks of experience wins over "been here 3 years"."""
    plain: list[float] = []
    for m in _YEARS.finditer(message):
        number = m["a"] or m["b"]
        value = float(_WORDS.get(number.lower(), 0) or (number if number[0].isdigit() else 0))
        tail = m["tail"] or ""
        if (
            value > 60
            or _NOT_WORK.match(tail)
            or re.search(
                r"\b(?:over|in|every|next|last|first|been here|over the|across|across the|vests?|per)\s*$|/\s*$",
                message[: m.start()],
                re.I,
            )
        ):
            continue
        if m["a"] or (m["unit"] or "").lower() == "yoe" or re.search(r"\bexp(?:erience)?\b", tail, re.I):
            return value
        plain.append(value)
    return plain[0] if plain else None


def deadline_in(message: str) -> str:
    """By when the user has to answer, as said, or ""."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n+|;", message):
        if not _DECIDE.search(sentence):
            continue
        for m in _WHEN.finditer(sentence):
            before = sentence[: m.start()]
            if not _NO_DEADLINE.search(before) and _DECIDE.search(sentence):
                said = next(g for g in (m["day"], m["first"], m["then"], m["soon"]) if g)
                return re.sub(r"\s+", " ", said).strip(" ,")
    return ""


# Where a sentence goes on to something else: "I built fraud models, need to answer by Friday".
_NEXT = re.compile(
    r",\s+(?:and |but |so )?(?=(?:need|they|i|my|we|want|currently|looking|have to|must|offer|please|can|what|how)\b)|\s+(?:but|so)\s+(?=i\b|they\b)",
    re.I,
)


def achievements_in(message: str) -> tuple[str, ...]:
    """Sentences in which the user says what they have done, as said."""
    found = (re.sub(r"\s+", " ", _NEXT.split(m[0])[0]).strip(" ,.") for m in _DID.finditer(message))
    return tuple(dict.fromkeys(f for f in found if len(f) > 12))


_CONCERN = re.compile(
    r"\b(?:worried|worry|afraid|scared|nervous|anxious|concerned|terrified|uneasy|fear)\b(?P<what>(?: (?:about|of|that|they|to|it|i))?[^.;!?\n]{3,120})",
    re.I,
)


def concerns_in(message: str) -> tuple[str, ...]:
    """What the user says they are worried about, as said."""
    found = (
        re.sub(r"^\s*(?:about|of|that)\s+", "", _NEXT.split(m["what"])[0].strip(" ,"), flags=re.I)
        for m in _CONCERN.finditer(message)
    )
    return tuple(dict.fromkeys(f.strip(" ,.") for f in found if len(f) > 3))


# "52k RSUs over 4 years, 40k bonus, is that fair?" tells of no skill.
_OF_PAY = re.compile(
    r"\?|[$€£₹¥%]|\d\s?[kKmM]?\b|\b(?:bonus|base|stock|rsus?|equity|offer(?:s|ed)?|salary|total|sign(?:ing|[- ]on)|fair|vest\w*|grant)\b",
    re.I,
)


def skills_in(message: str) -> tuple[str, ...]:
    """What the user says they know or have years in, as said."""
    found = (next(g for g in m.groups() if g).strip(" ,.") for m in _SKILL.finditer(message))
    return tuple(
        dict.fromkeys(
            f
            for f in found
            if len(f) >= 2 and not re.fullmatch(r"(?:in|at|of|the|a|experience).*", f, re.I) and not _OF_PAY.search(f)
        )
    )
