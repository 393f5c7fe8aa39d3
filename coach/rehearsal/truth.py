"""A reason given in a turn -> whether it is true of the candidate and the market, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from coach.rehearsal.moves import Act, Moves, UsedFigure
from coach.rehearsal.scene import Item, Rival, Scene, names_company
from coach.understanding.words import content_words

Verdict = Literal["true", "false", "vague"]
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_SCALED_NUMBER = re.compile(r"(?<![\w.])(?:[A-Z]{1,3})?[$€£₹¥]?(\d+(?:[.,'’]\d+)*)(?:\s?([kKmML])\b)?")
_SPOKEN = {w: str(i) for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}  # fmt: skip
_YEARS = re.compile(r"\b(\d{1,2}|" + "|".join(_SPOKEN) + r")(?:\+| plus)?[\s-]*(?:years?|yrs?|yoe)\b", re.I)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b(?:at|from|with|for|by|to)\s+([A-Z][\w&'’-]+(?:\s+[A-Z][\w&'’-]+)?)")
_CREDENTIAL = re.compile(
    r"\b(?:ph\.?\s?d|doctorate|mba|master['’]?s|msc|cfa|frm|cissp|ceh|aws|gcp|azure|pmp|certif\w+|patents?|award|published|ex-\w+|oscp|cka|cpa|acca|iit|iim|mit|stanford|harvard|oxford)\b",
    re.I,
)
_RARE = re.compile(r"\bpremium\b|\blevel\b|\brare\b|\bclearance\b|\bscarce\b", re.I)
# True, but nothing to argue with.
_WEAK = re.compile(
    r"\bout of work\b|\bunemployed\b|\blaid off\b|\bbetween jobs\b|\bredundan\w+|\bno other offers?\b|\bjob ?less\b",
    re.I,
)
# A clause that asks for a term or repeats one claims nothing, whatever figures it has.
_NO_CLAIM = frozenset({"trade", "recap", "plea", "condition", "accept", "close", "question", "reopen"})
_CLOSE = 0.02
# A candidate's words need not repeat the profile's: this share of its stems, or a number of it, is the same thing.
ENOUGH = 0.3
# From here on a clause tells a deed of the profile, whatever else it says.
SURELY = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a turn: its kind, what of the profile or the band it rests on ("" for nothing), and its words."""

    kind: str
    what: str
    verdict: Verdict
    words: str

    @property
    def true(self) -> bool:
        """Whether it is concrete and holds."""
        return self.verdict == "true"


def reasons_in(moves: Moves, scene: Scene, turn: str, *, complete: bool) -> tuple[Reason, ...]:
    """Every reason of a turn, checked. With `complete`, a concrete claim that the profile lacks is false; else it is
    taken on trust.
    """
    out: list[Reason] = []
    complete = complete and not moves.accepts
    for act in moves.did("band", "offer", "achievement", "circumstance", "generic"):
        if act.kind == "band":
            out.append(_band(act, moves, scene))
        elif act.kind == "offer":
            out.append(_offer(act, moves, scene, turn))
        elif act.kind == "generic":
            out.append(Reason("generic", "", "vague", act.words))
        else:
            deed = _deed(act, scene, complete=complete)
            others = {a.kind for a in moves.acts if a.start == act.start}
            if deed.verdict == "false" and others & _NO_CLAIM:
                deed = replace(deed, verdict="vague")
            out.append(deed)
    right = {r.words for r in out if r.true}
    return tuple(replace(r, verdict="vague") if r.verdict == "false" and r.words in right else r for r in out)


def _band(act: Act, moves: Moves, scene: Scene) -> Reason:
    """The guide's figures: right where value and component meet, wrong where they do not."""
    figures = [f for f in moves.figures if f.use == "band" and _inside(f, act, moves)]
    if not figures:
        return Reason("band", "band" if scene.band else "", "vague", act.words)
    wrong = [f for f in figures if not _in_band(f, scene)]
    verdict: Verdict = "false" if wrong and scene.band else "vague" if wrong else "true"
    return Reason("band", f"band:{figures[0].item}" if verdict == "true" else "", verdict, act.words)


def _in_band(figure: UsedFigure, scene: Scene) -> bool:
    ends = scene.band.get(figure.item)
    if not ends:
        return False
    return all(any(_same(v, end) for end in ends) or _middle(v, ends) for v in (figure.low, figure.high))


def _middle(value: float, ends: tuple[float, float]) -> bool:
    return _same(value, (ends[0] + ends[1]) / 2)


def _inside(figure: UsedFigure, act: Act, moves: Moves) -> bool:
    """Whether the figure belongs to the act: in its words, or in no other reason's."""
    if act.start <= figure.start < act.end:
        return True
    return not any(a.kind == act.kind and a.start <= figure.start < a.end for a in moves.acts)


def _offer(act: Act, moves: Moves, scene: Scene, turn: str) -> Reason:
    """Another offer: true where its company and its figures are the profile's. A figure above what is held is false."""
    rivals = scene.profile.competing_offers
    named = [r for r in rivals if names_company(r.company, turn)]
    figures = [f for f in moves.figures if f.use == "competing" and _inside(f, act, moves)]
    if not rivals:
        return Reason("offer", "", "false", act.words)
    others = [n for n in companies_in(act.words) if not any(names_company(r.company, n) for r in rivals)]
    candidates = named or (list(rivals) if not others else [])
    if not candidates:
        return Reason("offer", "", "false", act.words)
    for figure in figures:
        if not any(_holds(r, figure) for r in candidates):
            return Reason("offer", "", "false", act.words)
    return Reason("offer", candidates[0].company, "true", act.words)


def _holds(rival: Rival, figure: UsedFigure) -> bool:
    """Whether a rival's offer has the figure, in its component or, where the words name none, in any."""
    held = rival.figures()
    return any(_same(v, figure.high) for v in held.values()) or not held


def companies_in(text: str) -> list[str]:
    """The names that stand where a company does: "at Contoso", "from Contoso"."""
    return [m[1] for m in _NAME.finditer(text)]


def _deed(act: Act, scene: Scene, *, complete: bool) -> Reason:
    """Something they have done or are: compared with the profile by its words and its numbers."""
    profile = scene.profile
    years = [_SPOKEN.get(y.casefold(), y) for y in _YEARS.findall(act.words)]
    if years and profile.years is not None:
        if all(float(y) < profile.years - 0.5 for y in years):
            pass  # some of their years were spent on this: it is looked at as a deed
        elif all(abs(float(y) - profile.years) > 0.5 for y in years):
            if not any(_shared_number(y, profile.achievements) for y in years):
                return Reason(act.kind, "", "false", act.words)
        else:
            return Reason(act.kind, "years", "true", act.words)
    best = max(deeds(scene), key=lambda a: likeness(act.words, a), default="")
    if best and likeness(act.words, best) >= ENOUGH:
        return Reason(act.kind, best, "true", act.words)
    concrete = bool(_NUMBER.search(act.words) or _CREDENTIAL.search(act.words) or companies_in(act.words))
    if not complete:
        return Reason(act.kind, act.words.casefold() if concrete else "", "true" if concrete else "vague", act.words)
    # What happens in a private life is not checked; a deed, an employer or a credential is.
    return Reason(act.kind, "", "false" if concrete and act.kind == "achievement" else "vague", act.words)


def tells_years(words: str, scene: Scene) -> bool:
    """Whether words give the profile's own years of experience."""
    years = scene.profile.years
    return years is not None and any(float(_SPOKEN.get(y.casefold(), y)) == years for y in _YEARS.findall(words))


def deeds(scene: Scene) -> list[str]:
    """What of the profile may be argued with."""
    return [a for a in scene.profile.achievements if not _WEAK.search(a)]


def _shared_number(number: str, achievements: Iterable[str]) -> bool:
    return any(number in numbers_of(a) for a in achievements)


def numbers_of(text: str) -> set[str]:
    """The numbers of a text, in digits, small ones in words included."""
    held = {_full(m[1], m[2]) for m in _SCALED_NUMBER.finditer(text)}
    return held | {_SPOKEN[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _SPOKEN}


def _full(number: str, scale: str | None) -> str:
    """A number in plain digits: "12K" and "12,000" are one."""
    plain = re.sub(r"[,'’](?=\d{3})", "", number)
    plain = re.sub(r"\.(?=\d{3}(?!\d))", "", plain)
    if not scale:
        return plain
    return f"{float(plain.replace(',', '.')) * {'k': 1e3, 'm': 1e6, 'l': 1e5}[scale.casefold()]:.0f}"


def likeness(said: str, achievement: str) -> float:
    """How much of an achievement some words tell, 0 to 1: shared stems of either, and shared numbers."""
    mine, held = set(content_words(said)), set(content_words(achievement))
    if not mine or not held:
        return 0.0
    shared = mine & held
    share = max(len(shared) / len(held), len(shared) / max(len(mine), 4))
    numbers = numbers_of(said) & numbers_of(achievement)
    return min(1.0, share + 0.25 * len(numbers))


def _same(a: float, b: float) -> bool:
    return b > 0 and abs(a - b) <= _CLOSE * b


def carried(item: Item, high: float, reasons: Iterable[Reason], scene: Scene, said: Iterable[str]) -> bool:
    """Whether an ask above the band is carried: by a true offer near it, by a premium or a level that the profile has.

    `said` are the clauses of this turn and the turns before it.
    """
    given, said = list(reasons), list(said)
    for rival in scene.profile.competing_offers:
        held = rival.figures().get(item) or rival.total if item == "total" else rival.figures().get(item)
        cited = any(r.kind == "offer" and r.what == rival.company for r in given) or any(
            names_company(rival.company, s) for s in said
        )
        if held and cited and held >= high * 0.93:
            return True
    rare = [
        a for a in scene.profile.achievements if re.search(r"\bpremium\b|\blevel\b|\brare\b|\bclearance\b", a, re.I)
    ]
    return any(r.true and r.what in rare for r in given) or any(likeness(s, a) >= ENOUGH for s in said for a in rare)
