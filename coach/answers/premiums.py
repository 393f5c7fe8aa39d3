"""Evidence -> what a guide pays on top for a skill or a circumstance: a named premium, else the sentence that speaks of
it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from coach.answers.parts import CLOSE_ENOUGH, title_match
from coach.answers.pay import job
from coach.evidence.craft import vectors_kept
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.words import content_words
from index.guide import Guide, Lines, Premium
from index.money import money_in
from index.parse.prose import ON_TOP
from index.parse.strategy import sentences

MOST_LISTED = 8
_WHICH_ONE = re.compile(r"\((?:the|an?|formerly|ex)\s[^()]*\)", re.I)
_NEAR = 0.25  # so near in meaning, in cosine, that a point is what the question is about
SCRIPT_WEIGHT = 0.5  # the figure of a script is an ask; the guide's own sentence about a premium tells more
# A sentence that states a premium outright: "commands a 10-15% premium", "a premium of $18K-$35K", "15-25% above standard".
_STATED = re.compile(
    r"(?:%|\d[KkMmL]?\+?|\]) (?:\w+ ){0,4}premiums?\b|\bpremiums?\b(?: \w+){0,12}? (?:of|is|ranges? from|at|worth|from|between) (?:\+|~|about |roughly )?[$€£₹A-Z]{0,3}\d|%(?: \w+){0,3} (?:above|over|more than|higher than)\b|\b(?:earn|receive)s? (?:an? )?additional\b",
    re.I,
)
_ASKING = frozenset(
    content_words(
        "premium premiums extra worth uplift bump percent much how more add adds adding rewarded per year annually earn pays pay above usual normal standard over general "
        "because paid having eng engineer engineers band bands stuff"
    )
)


@dataclass(frozen=True, slots=True)
class _Point:
    """Something a guide puts a figure on: its name ("" for a sentence of prose), its words, and where they stand."""

    name: str
    text: str
    lines: Lines
    heading: str
    around: str = ""
    weight: float = 1.0


def answer_premium(question: Question, guide: Guide, draft: Draft) -> None:
    """What the guide puts on the point asked about, or all its premiums when none is named."""
    point, wanted = _asked_for(question, guide), _matter(question)
    if wanted and (point is None or not _is_about(point, wanted)):
        _say_none(question, wanted, guide, draft)
        return
    if point is not None:
        said = _telling(question, point)
        mark = draft.cite(guide, point.lines, point.heading)
        words = draft.quote(guide, " ".join(said), "premium", point.lines, point.heading).strip('“”"')
        on = f" on **{point.name}**" if point.name else ""
        draft.say(f"The {job(guide)} guide says this{on}: “{words}” {mark}")
        return
    if not guide.premiums:
        draft.abstained = True
        draft.say(f"The {job(guide)} guide names no premium.")
        return
    draft.say(f"The {job(guide)} guide names these premiums:")
    rows = []
    for premium in guide.premiums[:MOST_LISTED]:
        mark = draft.cite(guide, premium.lines, premium.heading)
        amounts = ", ".join(
            draft.amount(guide, a, "premium", "premium", premium.lines, premium.heading) for a in premium.amounts[:2]
        )
        rows.append(f"- **{premium.name}**: {amounts} {mark}")
    draft.say("\n".join(rows))


def _matter(question: Question) -> list[str]:
    """The words of the question that tell for what something is paid on top, stemmed."""
    return [w for w in content_words(_bare(question)) if w not in _ASKING]


def _bare(question: Question) -> str:
    """The question without its names, and without what only says which company is meant: "Target (the retailer)"."""
    return _WHICH_ONE.sub(" ", question.mentions.without_names(question.text))


def _is_about(point: _Point, wanted: list[str]) -> bool:
    """Whether a point is the one asked for: it has most of the question's words, or comes near to it in meaning."""
    text = f"{point.name} {point.text} {point.around}"
    held = set(content_words(text))
    if 2 * sum(w in held for w in wanted) > len(wanted):
        return True
    words = vectors_kept((text, " ".join(wanted)))
    return float(words[0] @ words[1]) >= _NEAR


def _say_none(question: Question, wanted: list[str], guide: Guide, draft: Draft) -> None:
    """Say that the guide puts nothing on what was asked for, and offer what it does put something on."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", _bare(question))
    said = [w for w in words if set(content_words(w)) & set(wanted)]
    draft.abstained = True
    draft.say(f"The {job(guide)} guide names no premium for “{' '.join(said)}”.")
    draft.suggestions.extend(f"What is “{p.name}” worth?" for p in guide.premiums[:3])


def _telling(question: Question, point: _Point) -> list[str]:
    """Up to three sentences of a point, in its order: those that put a figure on top, the nearest to the question
    first.
    """
    every = sentences(point.text)
    priced = [s for s in every if money_in(s)]
    on_top = [s for s in priced if ON_TOP.search(s)] or priced
    wanted = content_words(question.mentions.without_names(question.text))
    best = sorted(on_top, key=lambda s: -sum(w in content_words(s) for w in wanted))[:3]
    return [s for s in every if s in best] or every[:2]


def _asked_for(question: Question, guide: Guide) -> _Point | None:
    """The point whose name the question holds, else the sentence about a premium that shares its telling words."""
    named = _named(guide)
    stated = _best(question, [p for p in (*named, *_spoken(guide)) if _STATED.search(p.text)], guide)
    if stated is not None:
        return stated
    scored = [(title_match(p.name, question.text), -i, p) for i, p in enumerate(named)]
    best = max(scored, default=None, key=lambda s: s[:2])
    if best and best[0] >= CLOSE_ENOUGH:
        return best[2]
    whole = {s.heading for s in guide.sections}
    wanted = _matter(question)
    points = [*(p for p in named if p.heading not in whole), *_spoken(guide)]
    held = [set(content_words(f"{p.name} {p.text} {p.around}")) for p in points]
    rarity = Counter(w for words in held for w in words)
    told = {w: math.log(1 + len(points) / rarity[w]) for w in wanted if rarity[w]}
    scores = [
        p.weight * sum(v * (1.5 if w in content_words(p.text) else 1.0) for w, v in told.items() if w in words)
        for p, words in zip(points, held, strict=True)
    ]
    ranked = sorted(((score, -i) for i, score in enumerate(scores)), reverse=True)
    if ranked and ranked[0][0] > 0:
        return points[-ranked[0][1]]
    spoken = [p for p in _spoken(guide) if "%" in p.text]
    return spoken[0] if spoken and not guide.premiums else None


def _best(question: Question, points: list[_Point], guide: Guide) -> _Point | None:
    """Of the points that state a premium the one nearest to the question, as the single sentence that states it."""
    found: list[_Point] = []
    for p in points:
        found.extend(
            replace(p, text=s, around=f"{p.name} {p.heading} {p.around or p.text}")
            for s in sentences(p.text)
            if _STATED.search(s) and money_in(s)
        )
    unique: dict[str, _Point] = {}
    for point in found:
        unique.setdefault(point.text, point)  # the named one stands before the same words in prose
    points = list(unique.values())
    wanted = _matter(question)
    role = set(content_words(guide.role_name))
    held = [(set(content_words(f"{p.name} {p.text}")), set(content_words(p.around))) for p in points]
    rarity = Counter(w for own, around in held for w in own | around)
    weight = {w: math.log(1 + len(points) / rarity[w]) for w in wanted if rarity[w]}
    scores = [
        sum(v * (2.0 if w in own else 1.0) for w, v in weight.items() if w in own or w in around)
        + title_match(p.name, question.text) * 4
        + 0.1 * bool(role & own)
        for p, (own, around) in zip(points, held, strict=True)
    ]
    return points[max(range(len(points)), key=lambda i: (scores[i], -i))] if points else None


def _named(guide: Guide) -> list[_Point]:
    """What a guide names and puts a figure on: premiums first, then levers, then whole sections."""
    points = [_Point(p.name, _after_name(p), p.lines, p.heading) for p in guide.premiums]
    points += [_Point(x.title, x.text, x.lines, x.title, weight=SCRIPT_WEIGHT) for x in guide.levers]
    points += [
        _Point(s.heading, s.text, s.lines, s.heading)
        for s in guide.sections
        if s.kind in ("premium", "prose", "dna") and s.heading.casefold() != guide.title.casefold() and money_in(s.text)
    ]
    return [p for p in points if money_in(p.text)]


def _spoken(guide: Guide) -> list[_Point]:
    """The sentences of a guide's prose that put a figure on top of ordinary pay, each with its own line."""
    return [_Point("", r.text, r.lines, r.heading, around=r.around) for r in guide.remarks if not r.component]


def _after_name(premium: Premium) -> str:
    text = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", premium.text)
    return re.sub(rf"^{re.escape(premium.name)}\s*[:—–-]*\s*", "", text) or text
