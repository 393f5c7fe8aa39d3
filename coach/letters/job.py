"""A letter's statements -> the job it offers: company, role, place, level, and by when to answer; names as the letter says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.extract.facts import deadline_in
from coach.letters.lines import Statement
from index.names import Names
from index.names.levels import level_codes

_LEGAL = re.compile(
    r"[\s,]+(?:(?:inc|llc|l\.l\.c|ltd|limited|gmbh(?: & co\.? kg)?|ag|plc|llp|corp|corporation|s\.?e|b\.?v|n\.?v|s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|k\.?k|pty|pte|pvt|private|co|company|kg|ug|oy|ab|aps|a/s|sp\. z o\.o)\.?(?=$|[\s,]))+.*$",
    re.I,
)
_TOKEN = r"(?:[A-ZÄÖÜ0-9][\w&.'’+/-]*|(?<=\s)[&+](?=\s))"  # noqa: S105
_NAME = rf"(?P<name>{_TOKEN}(?:,? (?:(?:of|and|de|für|und|the) )?{_TOKEN}){{0,6}})"
_COMPANIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?i:employer|company(?: name)?|organi[sz]ation|arbeitgeber|employing entity)\s*[:|]\s*{_NAME}",
        rf"{_NAME},?\s*\((?:(?i:hereinafter|the|referred to as|“[^”]*”|\"[^\"]*\"|or|and|,|\s)){0, 40}[“\"'‘]?(?:the )?(?:[Cc]ompany|[Ee]mployer|we|us)\b",
        rf"\b(?i:position|role|job|offer(?: you)?|post|employment|als|as|promot\w+)\b[^.\n|]{{0,120}}?\b(?:at|with|bei)\s+(?:the |der |dem )?{_NAME}",
        rf"\b(?i:on behalf of|join(?:ing)?(?: us at| (?:the|our) [\w ]{{0,30}}team at)?|welcome (?:you )?(?:to|aboard at)|employment (?:with|at|by)|employed by|offer (?:letter |of employment )?(?:from|by|with)|offer of employment\s*[-–—:|]|here at|work(?:ing)? (?:at|for|with)|career (?:at|with)|arbeitsvertrag mit|employee of)\s+(?:the )?{_NAME}",
        rf"^{_NAME},? (?:is|are) (?:\w+ )?(?:pleased|delighted|excited|happy|thrilled|proud|glad)\b",
        rf"{_NAME},? (?:(?:is|are) (?:\w+ )?(?:pleased|delighted|excited|happy|thrilled|proud|glad|offering)|(?:hereby |formally )?(?:offers|confirms|invites|wishes|would like to (?:offer|invite|extend))|freut sich|bietet)\b",
        r"^(?i:re|subject|betreff)\s*:[^\n]*?\b(?:at|with|from|bei)\s+" + _NAME,
    )
)
_HEAD = re.compile(rf"^{_NAME}$")
_SIGNED = re.compile(
    rf"^(?:(?i:for(?: and on behalf of)?)\s+{_NAME}|(?:The )?(?P<team>{_TOKEN}(?: {_TOKEN}){{0,3}}?)(?:['’]s)? (?:HR|People|Talent|Recruiting|Hiring|Team)\b.*)$"
)
_NO_NAME = frozenset(
    "we i you your our the this that these it its dear congratulations on in as at by for to if all please upon offer employment position role company human hr date private re subject team people "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday mr ms mrs dr us a an sincerely regards annual base confidential strictly no "
    "gesamt wir sie sehr level grade salary compensation".split()
)

_WORDS = r"(?:[^\n.,;:()|—–\"“”]|\.(?=\w)|(?<=\b[SJ]r)\.|(?<=[A-Z][a-z]),(?= (?:[A-Z][\w&-]+ ?){1,4}(?:\.|$|[(,;|]| at | in | with | based | reporting )))"
_UNTIL = r"(?=\s+(?:at|with|in|on|based|within|reporting|effective|starting|located|working|position|role|as|from|under|commencing|beginning|who|which|is|will|has|by|bei|ab|zum|mit|am|for|where|and (?=[a-z])|to (?=[a-z]))\b|\s*[\n.;:()|—–,\"“”]|\s*$)"
_TITLE = rf"(?P<role>{_WORDS}{{2,70}}?){_UNTIL}"
_ARTICLE = r"(?:(?:an?|the|our|its|their|new|next|full-time|part-time|permanent|exempt|regular|fixed-term|following|full time)\s+)*[“\"']?"
_ROLES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:your |new )?(?:job title|position(?: title)?|title|role|designation|job|stelle|poste|position/title|new (?:title|role|position))\s*[:|]\s*{_ARTICLE}{_TITLE}",
        rf"\b(?:position|role|job|title|designation|capacity|stelle|poste|post)\s+(?:of|as|als|de|will be|is|:)\s+{_ARTICLE}{_TITLE}",
        rf"\bpromot\w+\s+(?:you\s+)?(?:from\s+[\w ]{{2,50}}?\s+)?(?:to|as)\s+{_ARTICLE}(?:(?:position|role) of\s+)?{_ARTICLE}{_TITLE}",
        rf"\boffer(?:ing)?\s+(?:to\s+)?you\s+{_ARTICLE}(?P<role>[^\n.;:()|—–]{{2,60}}?)\s+(?:position|role|job|post)\b",
        rf"\b(?:for|in|accept|regarding|to)\s+{_ARTICLE}(?P<role>(?-i:[A-Z])[^\n.;:()|—–]{{2,60}}?)\s+(?:position|role)\b",
        rf"\b(?:join\w*|employ\w*|hir\w+|work\w*|serv\w+|start\w*|welcom\w+|offer\w*|appoint\w*|engag\w+|you)\b[^.\n]{{0,80}}?\b(?:as|als)\s+{_ARTICLE}{_TITLE}",
        rf"^(?:re|subject|betreff)\s*:\s*(?:offer(?: of employment| letter)?|employment offer|job offer|promotion)\s*(?:for|[-–—:]|as|to)\s+{_ARTICLE}{_TITLE}",
        rf"\boffer(?:ing)?\s+(?:to\s+)?you\s+{_ARTICLE}(?P<role>(?-i:[A-Z]){_WORDS}{{2,60}}?){_UNTIL}",
    )
)
_NO_ROLE = re.compile(
    r"^(?:follows|trust|employment|our|your|such|this|that|it|part|soon|well|an? employee|employee|described|at-will|an?|compensation|shown|discussed|offer|you|we|below|full|exempt|the)\b|\d{3}|%|\$",
    re.I,
)
_PLACED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:(?:primary |your |principal |normal )?(?:work(?:ing)? )?(?:location|place of work|work ?site|work ?place|office(?: location)?|base location|arbeitsort|standort|dienstort|city|lieu de travail|place))\s*[:|]\s*(?P<place>[^\n|;]{2,60})",
        r"\b(?:place of work|work location|location|normal place of work|arbeitsort)\s+(?:will be|is|shall be|ist)\s+(?:(?:at|in|our|the|initially)\s+)*(?P<place>[^\n.;(|]{2,60})",
        r"\b(?:based|located|work(?:ing)?|sitting|position|role|job)\b[^.\n]{0,50}?\b(?:in|out of|from|at)\s+(?:(?:our|the)\s+)?(?P<place>(?-i:[A-ZÄÖÜ])[^\n.;(|]{1,60})",
        r"\b(?:in|at|from|out of|to)\s+our\s+(?P<place>(?-i:[A-ZÄÖÜ])[^\n.;(|]{1,40}?)\s+(?:office|headquarters|hub|campus|site|studio|location)",
        r"\b(?:as|als|offer|join|for)\b[^.\n]{0,140}?\bin\s+(?P<place>(?-i:[A-ZÄÖÜ])[^\n.;(|]{1,40})",
    )
)
_REMOTE = re.compile(
    r"\b(?:fully|100% |permanently |entirely )\s?remote\b|\bwork(?:ing)? (?:fully |entirely )?remotely\b|\bremote (?:position|role|basis|employee)\b|\bthis is a remote\b",
    re.I,
)
_LEVEL = re.compile(
    r"\b(?:(?:job|career|salary|pay|internal|corporate)[- ])?(?:level|grade|band|stufe|job code)\b", re.I
)

_ANSWERS = re.compile(
    r"\b(?:accept\w*|sign(?:ed|ing|ature)?|countersign\w*|return(?:ing|ed)?|repl(?:y|ies)|respond|respon[sd]e?|confirm\w*|expir\w+|laps\w+|valid|open|answer|decision|decide|let (?:us|me) know|deadline|hear (?:from|back)|get back|rückmeldung|unterschrieben\w*|unterzeichnet\w*|zusage|annahme|gültig)\b",
    re.I,
)
_NO_ANSWER = re.compile(
    r"\b(?:i-?9|enrol\w*|probation\w*|repa\w+|resign\w*|terminat\w*|vest\w*|benefits|background check|visa|start(?:ing)? date (?:is|will|of)|first day|notice period|commence|anniversary|sign[- ]on bonus|signing bonus|paid (?:with|out)|work authori[sz]ation)\b",
    re.I,
)
_BY = re.compile(
    r"\b(?:no|not) later than\b|\bon or before\b|\bby no later than\b|\bprior to\b|\bat the latest by\b|\bby or before\b|\bbis (?:spätestens |zum |einschließlich )*(?:zum )?",
    re.I,
)
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_GERMAN = re.compile(
    rf"\bbis\b[^.;\n\d]{{0,40}}?(?P<day>\d{{1,2}}\.\s?(?:(?:{'|'.join(_MONTHS)})(?:\s\d{{4}})?|\d{{1,2}}\.(?:\d{{2,4}})?))",
    re.I,
)
_ROW_DAY = re.compile(
    r"^(?:offer )?(?:expir\w*(?: date)?|valid until|deadline|reply by|respond by|response due|accept by|sign by|acceptance (?:deadline|date|by)|please (?:sign|reply|respond) by|offer expires)(?: on| date)?\s*[:|]\s*(?P<day>[^|\n]{3,40}?)(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}.*)?$",
    re.I,
)


def company_in(letter: Sequence[Statement], names: Names) -> str:
    """The employer, by a guide's name where the index knows it, else as the letter writes it without its legal form."""
    for pattern in _COMPANIES:
        for s in letter:
            for m in pattern.finditer(s.text):
                if name := _company(m["name"], names):
                    return name
    for s in letter[:5]:
        head = _HEAD.match(s.text)
        if head and _LEGAL.search(s.text) and (name := _company(head["name"], names)):
            return name
    for s in letter[-8:]:
        signed = _SIGNED.match(s.text)
        if signed and (name := _company(signed["name"] or signed["team"], names)):
            return name
    return ""


def role_in(letter: Sequence[Statement], names: Names, company: str) -> str:
    """The role as the letter writes it; spelled as a guide does where it is that very role."""
    for pattern in _ROLES:
        for s in letter:
            for m in pattern.finditer(s.text):
                if name := _role(m["role"], names, company):
                    return name
    return ""


def place_in(letter: Sequence[Statement], names: Names) -> str:
    """Where the work is done; the addresses of the letter's head are no such place."""
    for n, pattern in enumerate(_PLACED):
        for s in letter:
            for m in pattern.finditer(s.text):
                said = m["place"].strip()
                mention = next((p for p in names.find(said).places if not p.weak), None)
                if mention and not mention.keys[0].startswith("unknown:"):
                    return "Remote" if mention.keys == ("remote",) else mention.name
                if n < 2 and re.match(r"[A-ZÄÖÜ]", said):
                    return re.split(r",|\s[-–—]\s|\s\(", said)[0].strip(" .")
    return "Remote" if any(_REMOTE.search(s.text) for s in letter) else ""


def level_in(letter: Sequence[Statement], role: str) -> str:
    """The level's code, where the letter names one only."""
    near = [s.text[m.start() : m.end() + 30] for s in letter for m in _LEVEL.finditer(s.text)]
    near += [s.text.split(role, 1)[1][:14] for s in letter if role and re.search(re.escape(role) + r",? \(", s.text)]
    codes = list(
        dict.fromkeys(
            c for text in near for c in level_codes(text.replace("|", ":").replace(": ", " ")) if not _is_form(c)
        )
    )
    bare = [re.sub(r"(?i)^(?:level|grade|band)\s+", "", c) for c in codes]
    return codes[0] if len(set(bare)) == 1 else ""


def answer_by(letter: Iterable[Statement]) -> str:
    """By when the letter wants an answer, as it says, or ""."""
    for s in letter:
        row = _ROW_DAY.match(s.text)
        if row:
            return row["day"].strip(" .,")
        if not _ANSWERS.search(s.text) or _NO_ANSWER.search(s.text):
            continue
        german = _GERMAN.search(s.text)
        if german:
            return german["day"]
        said = deadline_in(_BY.sub("by ", s.text))
        if said:
            return said
    return ""


def _is_form(code: str) -> bool:
    """Forms and visas that look like levels: "I-9", "P45", "L-1"."""
    return bool(re.fullmatch(r"(?i)(?:I-?9|P-?45|P-?60|L-?1|E-?3|D-?2)", code))


def _company(said: str, names: Names) -> str:
    said = re.split(r"['’]s\b", said)[0]
    tokens = said.split()
    while tokens and tokens[0].strip(".,").casefold() in _NO_NAME:
        tokens = tokens[1:]
    for i, token in enumerate(tokens):
        if (
            i
            and token.strip(".,").casefold() in _NO_NAME
            and token.strip(".,").casefold() not in ("company", "the", "team", "people", "us")
        ):
            tokens = tokens[:i]
            break
        if i and token.endswith(".") and len(token) > 4 and not _LEGAL.search(" " + token):
            tokens = tokens[: i + 1]
            break
    name = _LEGAL.sub("", " " + " ".join(tokens)).strip(" ,.&-")
    if len(name) < 2 or not re.search(r"[A-Za-z]", name) or name.casefold() in _NO_NAME:
        return ""
    called = names.called(name)
    if called and len(called.options) == 1:
        return names.company_name(called.options[0])
    found = names.find(name)
    size = len(name.split())
    if any(p.last - p.first == len(found.words) and not p.weak for p in found.places):
        return ""
    if not found.companies and any(r.last - r.first >= size - 1 and r.role for r in found.roles):
        return ""
    return name


def _role(said: str, names: Names, company: str) -> str:
    role = re.sub(r"\s*\b(?:m/w/d|w/m/d|f/m/d|m/f/d)\b\s*", "", said).strip(" ,-–*'\"“”")
    role = re.sub(r"^(?:(?:an?|the|our|full-time|regular|exempt)\s+)+", "", role, flags=re.I)
    parts = role.split(", ")
    while len(parts) > 1 and (any(not p.weak for p in names.find(parts[-1]).places) or parts[-1] in (company, "Inc")):
        parts.pop()
    role = ", ".join(parts)
    if (
        not re.search(r"[A-Za-z]{2}", role)
        or _NO_ROLE.match(role)
        or re.search(r"\d{3}|[%$€£]", role)
        or len(role.split()) > 8
    ):
        return ""
    if company and role.casefold() == company.casefold():
        return ""
    display = next(
        (
            names.role_name(m.role)
            for m in names.find(role).roles
            if m.role and names.role_name(m.role).casefold() == role.casefold()
        ),
        "",
    )
    return display or (role[:1].upper() + role[1:] if role.islower() else role)
