"""A strategy sentence -> the figures it tells the candidate to open with, aim for or accept, each with its component
and place."""

from __future__ import annotations

import re
from typing import Literal

from index.guide import Component, Target
from index.money import Found, money_in
from index.places import fold, gazetteer

Kind = Literal["open", "target", "accept", "counter"]

_ASKS: tuple[tuple[Kind, str], ...] = (
    ("open", r"\bopen(?:ing)?\b|\bstart(?: (?:your|the) (?:ask|counter))? (?:at|with)\b|\banchor\w*\b"
             r"|\bi(?:['’]d)? need\b|\bmy ask\b|\bi['’]m (?:asking|looking)\b|\bi['’]d like\b|\brequest\b|\bask for\b"
             r"|(?<!will )(?<!likely )(?<!to )\bcounter(?: at| with)\b"),
    ("target", r"\btarget\w*\b|\bpush\b|\baim\b|\bstretch\b|\bgoal\b|\bseek\b|\bnegotiate\b|\bthen\b"),
)  # fmt: skip
_ACCEPT = (
    r"(?<!to )\baccept\w*\b|\bwalk[- ]?away\b|\bwalk below\b|\bfloor\b|\bminimum\b|\bsettle\b|\bgo below\b"
    r"|\bno (?:lower|less)\b|\bat least\b"
)
_COUNTER = (
    r"\bwill (?:likely |probably )?(?:counter|offer|respond|come back)\b|\bcounters\b|\bexpect\b(?=.{0,30}\bcounter)"
)
# Figures that are somebody else's: the first offer, another company's pay, a benchmark.
_THEIRS = (
    r"\binitial\b|\boffer comes in\b|\bif (?:the|they|their)\b|\bup from\b|\bcompeting\b"
    r"|\bcompanies (?:offer|pay)\b|\boffers? (?:from|at|of)\b|\boffers(?=\s*\()|\balternatives?\b"
    r"|\bbenchmark\w*|\bciting\b|\bcompared (?:to|with)\b|\bvs\b|\bversus\b|\bbillions?\b"
)
_MARKS = re.compile(
    "|".join(
        [f"(?P<counter>{_COUNTER})", f"(?P<theirs>{_THEIRS})", f"(?P<accept>{_ACCEPT})"]
        + [f"(?P<{k}>{p})" for k, p in _ASKS]
    ),
    re.I,
)
_COMPONENTS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    (
        "signing",
        re.compile(
            r"\bsign(?:ing)?[- ]?(?:on|bonus)|\bsigning\b|\bsign[- ]on\b|\b(?:joining|welcome|starting) bonus\b", re.I
        ),
    ),
    (
        "total",
        re.compile(
            r"\btc\b|\bctc\b|\btotal\b|\ball[- ](?:in|cash|told)\b|\baltogether\b|\boverall\b|\bpackage\b"
            r"|\bfirst[- ]year\b(?! (?:guaranteed )?bonus)",
            re.I,
        ),
    ),
    ("stock", re.compile(r"\brsus?\b|\bstock\b|\bequity\b|\boptions?\b|\bgrant\b|\bshares\b|\bcarry\b", re.I)),
    ("base", re.compile(r"\bbase\b|\bsalary\b", re.I)),
    ("bonus", re.compile(r"\bbonus\b", re.I)),
)
# A component word that belongs to the figure before it: "160k base 90k".
_TAKEN = re.compile(r"\d[\d.,]*\s?[kKmMlL%]?\s*(?:in |of )?[a-zA-Z-]+\s*$")
_JOINED = re.compile(r"^[^,;.]{0,18}[/+&]\s*$")
_NEXT = re.compile(r"\b(?:or|and|with|by|while|plus)\b|[;+,(]|/(?!\s?(?:yr|4))", re.I)
_KINDS: dict[str, Kind] = {"open": "open", "target": "target", "accept": "accept", "counter": "counter"}
LONGEST = 2000
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def targets_in(sentence: str, line: int, fallback: Kind | None) -> list[Target]:
    """Read the targets of one sentence; `fallback` is the kind of a figure that no word before it settles."""
    if len(sentence) > LONGEST:
        return []
    hits = [h for h in money_in(sentence) if h.value.unit != "%" and h.value.high >= 1000]
    if not hits:
        return []
    brackets = _brackets(sentence)
    marks = [(m.start(), m.lastgroup or "") for m in _MARKS.finditer(sentence)]
    places = _places(sentence)
    found = []
    for i, component in enumerate(_components(sentence, hits)):
        kind = _kind(sentence, hits[i], marks, brackets, fallback)
        if kind and component:
            place = _place(sentence, hits[i], places, brackets)
            found.append(Target(kind, component, hits[i].value, place, sentence, line))
    return found


def component_near(sentence: str, hit: Found, end: int) -> Component | None:
    """The pay component a figure is said of: the nearest word after it, else the nearest before it."""
    after = sentence[hit.end : min(end, hit.end + 40)]
    before = sentence[max(0, hit.start - 40) : hit.start]
    close = _ends_with(sentence[max(0, hit.start - 24) : hit.start], r"[\s:=(]{0,2}$")
    if close and not (_TAKEN.search(before) and _near_start(after)):
        return close
    best: tuple[int, Component] | None = None
    for component, pattern in _COMPONENTS:
        if (m := pattern.search(after)) and (best is None or m.start() < best[0]):
            best = (m.start(), component)
    if best:
        return best[1]
    last = [(m.start(), c) for c, p in _COMPONENTS for m in p.finditer(before)]
    return max(last)[1] if last else None


def _near_start(text: str) -> bool:
    """Whether a component word stands right at the start: "90k bonus"."""
    return any(m.start() <= 3 for _, p in _COMPONENTS if (m := p.search(text)))


def _components(sentence: str, hits: list[Found]) -> list[Component | None]:
    """The component of each figure; in "€130,000 base / €100,000 RSU or $200,000 / $155,000" the second pair is as the
    first."""
    groups: list[list[int]] = []
    for i, hit in enumerate(hits):
        if groups and _JOINED.match(sentence[hits[i - 1].end : hit.start]):
            groups[-1].append(i)
        else:
            groups.append([i])
    out: list[Component | None] = [None] * len(hits)
    last: list[Component | None] = []
    for group in groups:
        last = _of_group(sentence, hits, group, last)
        for i, component in zip(group, last, strict=True):
            out[i] = component
    return out


def _of_group(
    sentence: str, hits: list[Found], group: list[int], last: list[Component | None]
) -> list[Component | None]:
    """The components of figures joined by "/" or "+"; `last` are those of the group before."""
    named = [_own(sentence, hits, i) for i in group]
    said: list[Component | None] = [n for n in named if n]
    if len(said) == len(group):
        return named
    units = {hits[i].value.unit for i in group}
    between = sentence[hits[group[0]].end : hits[group[-1]].start]
    if len(group) > 1 and len(set(said)) == 1 and (len(units) > 1 or "(" in between):
        return list(said[:1]) * len(
            group
        )  # "£30K / $38K", "$192K base (SF) / $172K (Portland)": one figure in several places
    if named == [None, "stock"]:
        return ["base", "stock"]
    if len(group) == len(last) > 1:
        return [n if n and k else last[k] for k, n in enumerate(named)]
    return [n or _before(sentence, hits, i) for n, i in zip(named, group, strict=True)]


def _own(sentence: str, hits: list[Found], i: int) -> Component | None:
    """The component said right beside a figure: "base at $175K", "$175K base"."""
    close = sentence[max(0, hits[i].start - 24) : hits[i].start]
    end = hits[i + 1].start if i + 1 < len(hits) else len(sentence)
    after = _NEXT.split(sentence[hits[i].end : min(end, hits[i].end + 40)])[0]
    firsts = [(m.start(), c) for c, p in _COMPONENTS if (m := p.search(after))]
    return _ends_with(close, r"[\s:=]{0,2}$") or (min(firsts)[1] if firsts else _ends_with(close, r"[\s:=(]{0,2}$"))


def _ends_with(text: str, end: str) -> Component | None:
    for component, pattern in _COMPONENTS:
        if re.search(rf"(?:{pattern.pattern})(?:\s+(?:bonus|target|grant|of|at|to|is|was))*{end}", text, re.I):
            return component
    return None


def _before(sentence: str, hits: list[Found], i: int) -> Component | None:
    """The last component named between the figure before and this one, at most 60 characters back."""
    before = sentence[max(hits[i - 1].end if i else 0, hits[i].start - 60) : hits[i].start]
    found = [(m.start(), c) for c, p in _COMPONENTS for m in p.finditer(before)]
    return max(found)[1] if found else None


def _kind(
    sentence: str, hit: Found, marks: list[tuple[int, str]], brackets: list[int], fallback: Kind | None
) -> Kind | None:
    """The last mark before a figure; a mark inside brackets holds only there. None: not the candidate's figure."""
    held = [k for at, k in marks if at < hit.start and brackets[at] in (0, brackets[hit.start])]
    said = held[-1] if held else ""
    if not said:
        after = re.match(r"[^,;.]{0,30}", sentence[hit.end :])
        near = _MARKS.search(after[0]) if after else None
        said = "accept" if near and near.lastgroup == "accept" else fallback or ""
    return _KINDS.get(said)


def _brackets(sentence: str) -> list[int]:
    """For each position the number of the bracket it stands in, 0 outside all."""
    out, number, inside = [], 0, 0
    for c in sentence:
        if c == "(":
            number += 1
            inside = number
        out.append(inside)
        if c == ")":
            inside = 0
    return [*out, 0]


def _place(sentence: str, hit: Found, places: list[tuple[int, str]], brackets: list[int]) -> str:
    """The place a figure is said for: "(NY)" behind it or its group, else the last place named before it."""
    clause = re.compile(r"\bor\b|;|\.\s").search(sentence, hit.end)
    behind = [(at, name) for at, name in places if hit.end <= at < (clause.start() if clause else len(sentence))]
    if behind and brackets[behind[0][0]] and brackets[behind[0][0]] != brackets[hit.start]:
        return behind[0][1]
    before = [name for at, name in places if at < hit.start and brackets[at] in (0, brackets[hit.start])]
    return before[-1] if before else ""


def _places(text: str) -> list[tuple[int, str]]:
    """The places a text names with their positions, as written, longest names first."""
    known = gazetteer()
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(words):
        capital = words[at][2][0].isupper()
        for size in range(min(known.longest, len(words) - at) if capital else 0, 0, -1):
            written = text[words[at][0] : words[at + size - 1][1]]
            name = fold(written)
            if name in known.weak and not written.isupper():
                continue
            if name in known.by_name or name in known.remote:
                found.append((words[at][0], written))
                at += size
                break
        else:
            at += 1
    return found
