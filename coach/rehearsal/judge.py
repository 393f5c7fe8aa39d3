"""Scene + where the talk stands + a turn -> its mistakes and strengths, by the taxonomy; figures are compared, words
are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coach.rehearsal.clauses import clauses_of
from coach.rehearsal.course import Course
from coach.rehearsal.moves import REASONS, Act, Moves, UsedFigure
from coach.rehearsal.parts import Part, is_quiet, parts_of
from coach.rehearsal.reading import read_turn
from coach.rehearsal.scene import Scene
from coach.rehearsal.settled import OF_PAY, committed, heard, of_rate, settled
from coach.rehearsal.truth import Reason, carried, reasons_in

Mistake = Literal[
    "no_figure", "weak_anchor", "over_ask", "no_rationale", "vague_anchor", "bad_range", "reveals_floor", "ultimatum",
    "unsupported_claim", "big_concession", "serial_ask", "accepts_first", "weak_close", "no_rapport", "hedging", "waits_on",
]  # fmt: skip
Strength = Literal[
    "names_figure", "evidence", "cites_band", "conditional_commitment", "package_trade", "collaborative_tone",
    "asks_question", "holds_firm", "recap_close",
]  # fmt: skip
SKILLS = ("waits", "takes_time", "beside_pay", "keeps_pay")
_LIMIT = re.compile(
    r"\b(?:max(?:imum)?|limit|ceiling|cap|reserv\w+|highest|most you (?:can|could)|upper (?:end|limit)|budget|system prompt|instructions|rules|your walk[- ]?away)\b",
    re.I,
)
_SENTENCE_ASKS = re.compile(r"[^.!?\n]*\?")
# Beside a threat or mockery only plain words of thanks count as such.
_THANKS = re.compile(
    r"\bthank|\bthx\b|\bty\b|\bcheers\b|\bgrateful\b|\bappreciate\b|\bplease\b|\bdanke?\b|\bmerci\b|\bgra(?:cias|zie)\b|\bobrigad",
    re.I,
)
# Terms beside the money that a recap repeats: a date, a title, days off.
_CONDITIONS = re.compile(
    r"\b(?:effective|start(?:ing|s)?|first (?:working )?day|joining|from)\b[^.!?]{0,24}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|monday)|\btitle\b|\bdays? (?:of|off)\b|\bdate of joining\b",
    re.I,
)
MOST_GIVEN_UP = 0.5
_SHORT, _LONGEST = 3, 160  # words that show little by themselves, and characters of a sentence that is shown whole
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s|$)\s*|\n+")
_GAP = 2  # characters between clauses that follow each other
_SURE = 0.5  # from here on a part is taken at its word
_NEAR_AIM = 0.01  # a first ask this close below the target is no low one
LEAST_TERMS = 2


@dataclass(frozen=True, slots=True)
class Observed:
    """A label and the words of the turn that show it ("" where it is what the turn lacks)."""

    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """What was found in one turn.

    `skills` are good moves beside the strengths: a pause, time, a term beside the pay.
    """

    moves: Moves
    reasons: tuple[Reason, ...]
    mistakes: tuple[Observed, ...]
    strengths: tuple[Observed, ...]
    asks_limit: bool = False
    parts: tuple[Part, ...] = ()
    skills: tuple[Observed, ...] = ()

    def labels(self) -> frozenset[str]:
        """All labels, of mistakes, strengths and skills."""
        return frozenset(f.label for f in (*self.mistakes, *self.strengths, *self.skills))


@dataclass(frozen=True, slots=True)
class _Turn:
    """Everything a rule looks at. `first_ask` says that no figure was asked for before."""

    scene: Scene
    course: Course
    words: str
    moves: Moves
    reasons: tuple[Reason, ...]

    @property
    def first_ask(self) -> bool:
        return not any(self.course.asks)

    def act(self, *kinds: str) -> Act | None:
        """The act of these kinds that is surest, the first of equals."""
        return max((a for a in self.moves.acts if a.kind in kinds), key=lambda a: a.share, default=None)


def judge(scene: Scene, course: Course, turn: str, *, complete: bool = True) -> JudgedTurn:
    """Judge one turn. `complete` says that the profile holds everything that is true of the candidate."""
    moves = read_turn(scene, course, turn)
    parts = of_rate(heard(turn, parts_of(turn), moves), moves, scene)
    moves = settled(turn, moves, parts, course)
    parts = committed(moves, parts)
    reasons = reasons_in(moves, scene, turn, complete=complete)
    t = _Turn(scene, course, turn, moves, reasons)
    mistakes = tuple(Observed(label, words) for label, rule in _MISTAKES.items() if (words := rule(t)) is not None)
    if is_quiet(turn):  # whoever waits has said nothing wrong, once
        mistakes = tuple(m for m in mistakes if m.label == "waits_on")
    strengths = tuple(Observed(label, words) for label, rule in _STRENGTHS.items() if (words := rule(t)) is not None)
    mistakes, strengths = (tuple(_in_full(turn, f) for f in found) for found in (mistakes, strengths))
    limit = _asks_limit(turn, moves, parts)
    if limit:  # "budget?" asks how far they may go, not for the one that a doubtful reading finds
        parts = tuple(p for p in parts if p.does != "ask" or p.share >= _SURE or not _LIMIT.search(p.words))
    return JudgedTurn(moves, reasons, mistakes, strengths, limit, parts, _skills(t, parts))


def _in_full(turn: str, found: Observed) -> Observed:
    """The label with the sentence of its words where they are a scrap of one; a figure stands for itself."""
    words = found.words
    if not words or len(words.split()) > _SHORT or re.search(r"\d", words):
        return found
    at = max(turn.find(words), 0)
    first = max((m.end() for m in _SENTENCE_ENDS.finditer(turn, 0, at)), default=0)
    last = _SENTENCE_ENDS.search(turn, at + len(words) - 1)
    whole = turn[first : last.start() + 1 if last else len(turn)].strip()
    return Observed(found.label, whole) if len(whole) <= _LONGEST else found


def _skills(t: _Turn, parts: tuple[Part, ...]) -> tuple[Observed, ...]:
    """Good moves that are not in what is said of the pay."""
    if t.course.agreed or t.moves.accepts:
        return ()
    time = next((p for p in parts if (p.does, p.about) == ("want", "time") and p.share >= _SURE), None)
    term = next((p for p in parts if p.does == "want" and p.about in t.moves.extras), None)
    waits = is_quiet(t.words) and any(t.course.asks) and not is_quiet(t.course.said[-1])
    kept = next((p for p in parts if (p.does, p.about) == ("say", "no_pay") and p.share >= _SURE), None)
    kept = None if any(f.use == "current" for f in t.moves.figures) else kept
    found = (t.words if waits else "", *(p.words if p else "" for p in (time, term, kept)))
    return tuple(Observed(label, words) for label, words in zip(SKILLS, found, strict=True) if words)


def _one_sentence(turn: str, start: int, end: int) -> bool:
    """Whether a place comes after another in the same sentence."""
    return start <= end and not re.search(r"[.!?]\s", turn[start:end])


def _asks_limit(turn: str, moves: Moves, parts: tuple[Part, ...]) -> bool:
    """Whether the turn wants to know how far they may go; a question of something else, a training budget, does not."""
    others = [p for p in parts if p.does == "ask" and p.about not in OF_PAY and p.share >= _SURE]
    found = [m for m in _LIMIT.finditer(turn) if not any(_one_sentence(turn, p.start, m.start()) for p in others)]
    asking = moves.did("question", "plea")
    return any(any(a.start <= m.start() < a.end for a in asking) or _SENTENCE_ASKS.match(turn, m.end()) for m in found)


def _words(act: Act | None) -> str | None:
    return act.words if act else None


def _run(t: _Turn, act: Act | None) -> str | None:
    """The words of an act together with those right beside it that do the same: "150? Are you kidding me?"."""
    if act is None:
        return None
    start, end = act.start, act.end
    for other in (*reversed(t.moves.acts), *t.moves.acts):
        if other.kind == act.kind and other.start <= end + _GAP and other.end >= start - _GAP:
            start, end = min(start, other.start), max(end, other.end)
    return t.words[start:end]


def _ask_words(t: _Turn, ask: UsedFigure) -> str:
    return ask.words


# Mistakes. A rule returns the words that show it ("" for something missing), None where it does not hold.


def _no_figure(t: _Turn) -> str | None:
    if t.moves.asks or t.course.agreed or t.moves.accepts:
        return None
    return _words(t.act("plea"))


def _weak_anchor(t: _Turn) -> str | None:
    if not t.first_ask or t.course.agreed:
        return None
    for ask in t.moves.asks:
        target = t.scene.target.get(ask.item)
        if target and ask.high < target * (1 - _NEAR_AIM):
            return ask.words
    return None


def _over_ask(t: _Turn) -> str | None:
    for ask in t.moves.asks:
        ends = t.scene.band.get(ask.item)
        if (
            ends
            and ask.high > ends[1] * 1.0005
            and ask.item != "signing"
            and not carried(
                ask.item, ask.high, t.reasons, t.scene, (*t.course.said, *(c.text for c in clauses_of(t.words)))
            )
        ):
            return ask.words
    return None


def _no_rationale(t: _Turn) -> str | None:
    if not t.moves.asks or t.moves.did(*REASONS, "generic"):
        return None
    argued = any(a and m.did(*REASONS, "generic") for a, m in zip(t.course.asks, t.course.turns, strict=True))
    argued = argued or any(m.did(*REASONS) for m in t.course.turns)
    if argued and not t.course.agreed:
        return None
    return t.moves.asks[0].words


def _vague_anchor(t: _Turn) -> str | None:
    return next((a.words for a in t.moves.asks if a.fuzzy), None)


def _bad_range(t: _Turn) -> str | None:
    for ask in t.moves.asks:
        target = t.scene.target.get(ask.item)
        if target and ask.low != ask.high and not ask.fuzzy and ask.low < target * 0.9995:
            return ask.words
    return None


def _reveals_floor(t: _Turn) -> str | None:
    """Said in words, or by a figure: one's minimum, and present pay where it is none of their business."""
    known = t.scene.talk == "raise"
    for figure in t.moves.figures:
        if figure.use == "floor" or (figure.use == "current" and not known):
            return figure.words
    for act in t.moves.did("reveal"):
        inside = [f for f in t.moves.figures if act.start <= f.start < act.end]
        repeats = bool(inside) and all(_repeats(f, t.course) for f in inside)
        if not repeats and not (known and inside and all(_is_pay(f, t) for f in inside)):
            return act.words
    return None


def _repeats(figure: UsedFigure, course: Course) -> bool:
    """Whether a figure is what was asked for last: saying it again gives nothing away."""
    last = course.last_ask(figure.item)
    return figure.use == "ask" and last is not None and abs(last[1] - figure.high) < 1


def _is_pay(figure: UsedFigure, t: _Turn) -> bool:
    """Whether a figure is the present pay, which a manager knows."""
    return figure.use == "current" or any(abs(v - figure.high) < 1 for v in t.scene.profile.current_pay.values())


def _ultimatum(t: _Turn) -> str | None:
    return _run(t, t.act("threat"))


def _unsupported(t: _Turn) -> str | None:
    return next((r.words for r in t.reasons if r.verdict == "false"), None)


def _big_concession(t: _Turn) -> str | None:
    if t.course.agreed or (t.moves.did("trade") and not t.moves.accepts):
        return None
    if t.moves.accepts:
        if any(t.course.asks) and not t.course.moved and not _all_met(t.course):
            return _words(t.act("accept"))
        return None
    for ask in t.moves.asks:
        last = t.course.last_ask(ask.item)
        theirs = t.course.terms.get(ask.item)
        if last is None or theirs is None or ask.high >= last[1]:
            continue
        if t.course.moved and ask.high <= theirs * 1.0005:
            continue  # what they have just moved to, said back
        gap = last[1] - theirs
        if gap <= 0 or last[1] - ask.high > gap * MOST_GIVEN_UP * 1.001:
            return ask.words
        earlier = [a[ask.item][1] for a in t.course.asks if ask.item in a]
        if len(earlier) > 1 and earlier[-1] < earlier[-2] and not t.course.moved:
            return ask.words
    return None


def _all_met(course: Course) -> bool:
    """Whether the table holds everything that was asked for last."""
    last = {item: course.last_ask(item) for asks in course.asks for item in asks}
    return all(a is not None and course.terms.get(item, 0.0) >= a[1] for item, a in last.items())


def _serial_ask(t: _Turn) -> str | None:
    if not t.course.agreed:
        return None
    if t.moves.asks:
        return t.moves.asks[0].words
    # Saying yes once more, with the terms, asks for nothing.
    return None if t.moves.did("accept", "recap", "close") else _words(t.act("reopen", "plea"))


def _accepts_first(t: _Turn) -> str | None:
    countered = any(t.course.asks) or any(m.extras or m.did("plea", "reject") for m in t.course.turns)
    return _words(t.act("accept")) if t.moves.accepts and not countered and not t.course.agreed else None


def _weak_close(t: _Turn) -> str | None:
    if not t.moves.accepts or _recap(t) is not None or t.moves.did("close") or t.course.agreed:
        return None
    return _words(t.act("accept"))


def _no_rapport(t: _Turn) -> str | None:
    if not t.course.opening_turn:
        return None
    thanks = [a for a in t.moves.did("thanks", "joint") if not t.act("threat") or _THANKS.search(a.words)]
    return None if thanks else ""


def _hedging(t: _Turn) -> str | None:
    return _words(t.act("hedge"))


def _waits_on(t: _Turn) -> str | None:
    again = is_quiet(t.words) and bool(t.course.said) and is_quiet(t.course.said[-1])
    return t.words if again and not t.course.agreed else None


# Strengths.


def _names_figure(t: _Turn) -> str | None:
    return next((a.words for a in t.moves.asks if not a.fuzzy), None)


def _evidence(t: _Turn) -> str | None:
    if t.moves.accepts:
        return None
    return next((r.words for r in t.reasons if r.true), None)


def _cites_band(t: _Turn) -> str | None:
    return next((r.words for r in t.reasons if r.true and r.kind == "band"), None)


def _conditional(t: _Turn) -> str | None:
    act = t.act("condition")
    threatens = act is not None and any(a.start == act.start for a in t.moves.did("threat"))
    return None if t.moves.accepts or t.course.agreed or threatens else _words(act)


def _trade(t: _Turn) -> str | None:
    return None if t.course.agreed or t.moves.accepts else _words(t.act("trade"))


def _joint(t: _Turn) -> str | None:
    return _words(t.act("joint"))


def _question(t: _Turn) -> str | None:
    return None if t.course.agreed or t.moves.accepts or t.act("threat") else _words(t.act("question"))


def _holds_firm(t: _Turn) -> str | None:
    same = next((a for a in t.moves.asks if (last := t.course.last_ask(a.item)) and abs(last[1] - a.high) < 1), None)
    if same is None:
        return None
    before = {
        r.what
        for m, said in zip(t.course.turns, t.course.said, strict=True)
        for r in reasons_in(m, t.scene, said, complete=True)
    }
    return next((r.words for r in t.reasons if r.true and r.what not in before), None)


def _recap(t: _Turn) -> str | None:
    if not (t.moves.accepts or t.course.agreed):
        return None
    figures = {f.item for f in t.moves.figures if f.use == "table"}
    act = t.act("recap")
    if figures and _CONDITIONS.search(t.words):
        return _run(t, act) if act else t.words[:120]
    if len(figures) >= LEAST_TERMS:
        return _run(t, act) if act else next(f.words for f in t.moves.figures if f.use == "table")
    return act.words if act and figures and len(t.moves.did("recap")) >= LEAST_TERMS else None


_Rule = Callable[[_Turn], str | None]
# The costliest mistake first: what ends a talk, then what gives money away, then form.
_MISTAKES: dict[Mistake, _Rule] = {
    "ultimatum": _ultimatum, "unsupported_claim": _unsupported, "accepts_first": _accepts_first, "reveals_floor": _reveals_floor,
    "weak_anchor": _weak_anchor, "bad_range": _bad_range, "big_concession": _big_concession, "serial_ask": _serial_ask,
    "over_ask": _over_ask, "no_figure": _no_figure, "no_rationale": _no_rationale, "vague_anchor": _vague_anchor,
    "weak_close": _weak_close, "hedging": _hedging, "no_rapport": _no_rapport, "waits_on": _waits_on,
}  # fmt: skip
_STRENGTHS: dict[Strength, _Rule] = {
    "names_figure": _names_figure, "evidence": _evidence, "cites_band": _cites_band, "conditional_commitment": _conditional,
    "package_trade": _trade, "collaborative_tone": _joint, "asks_question": _question, "holds_firm": _holds_firm,
    "recap_close": _recap,
}  # fmt: skip
