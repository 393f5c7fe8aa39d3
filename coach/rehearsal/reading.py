"""A turn, where the talk stands -> its moves: each figure's use by its surroundings, each clause's acts by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from coach.rehearsal.beside import LEAST_SUM, beside_pay, is_wish, not_wished
from coach.rehearsal.clauses import Clause, clauses_of
from coach.rehearsal.course import Course
from coach.rehearsal.learned.features import act_features, use_features
from coach.rehearsal.mentions import Mention, figures_in, state_of, told_apart
from coach.rehearsal.moves import Act, ActKind, Moves, Use, UsedFigure
from coach.rehearsal.scene import Item, Scene
from coach.rehearsal.topics import pieces_read
from coach.rehearsal.truth import ENOUGH, SURELY, deeds, likeness, numbers_of, tells_years
from index.embed.pieces import Pieces
from index.linear.model import LinearModel, load

PACKAGE = "coach.rehearsal.learned"
ACTS, USES = "acts.npz", "uses.npz"
LIKELY = 0.5
_PLAINLY = 0.93  # from here on a figure is what it is read as, without another opinion
MOST_OF_ONE_TERM = 2  # a trade has figures of two terms, or none
SURE = 0.6  # a polite person told that they threaten would not come back
_MATCH = re.compile(r"\bmatch(?:es|ing)?\b|\bsame as\b|\bget (?:close|to|up) to (?:that|theirs|them)\b", re.I)
_OF_REASON: dict[ActKind, Use] = {
    "band": "band", "offer": "competing", "achievement": "achievement", "circumstance": "other", "reveal": "floor", "reject": "table",
}  # fmt: skip
# What one word may do that leads into the rest of its sentence.
_BY_A_WORD = frozenset({"thanks", "accept", "reject"})
# Of two acts that are easily taken for each other, the likelier one is meant.
_RATHER = {"reveal": ("need", "hedge", "threat", "accept"), "reopen": ("question", "close", "accept")}
# Words that make any figure beside them vague.
_FUZZY = re.compile(
    r"\d\s?k?-?\s?ish\b|\bish\b|\bor so\b|\bor there\s?abouts?\b|\bgive or take\b|\bball\s?park\b|\bmore or less\b|\bnorth of\b|\bupwards of\b|\bin the (?:vicinity|region|neighbou?rhood|area|order) of\b"
    r"|\bsomewhere (?:around|near|in|north|about|close)\b|\bsomething (?:around|like|near|north|above|over)\b|\broughly\b|\bapprox\w*|\bcirca\b|\b(?:low|mid|high|upper)[- ](?:\d+s\b|\w+ies\b)|\bplus minus\b|\bplus or minus\b|\bor a (?:bit|little) (?:more|above)\b",
    re.I,
)
_PREMIUM = re.compile(r"[^.;]{0,12}\bpremium\b", re.I)
_SHARE_OF_BONUS = re.compile(r"^\s*(?:target |annual |yearly |performance )*(?:bonus|variable)\b", re.I)


@cache
def act_model() -> LinearModel:
    """Which acts a clause does; made by `python -m coach.rehearsal.learned.train`."""
    return load(PACKAGE, ACTS)


@cache
def use_model() -> LinearModel:
    """What a figure is used for; made by `python -m coach.rehearsal.learned.train`."""
    return load(PACKAGE, USES)


def read_turn(scene: Scene, course: Course, turn: str) -> Moves:
    """Read one turn of the candidate."""
    clauses = clauses_of(turn)
    figures = figures_in(turn, scene, course)
    state = state_of(scene, course)
    pieces = pieces_read(turn)
    acts = _acts(turn, clauses, figures, state, pieces)
    agrees = _agrees(acts, figures)
    read = [_use(turn, clauses, figures, f, state, pieces, agrees=agrees) for f in figures]
    for at, (use, _) in enumerate(read):
        if use == "ask" and (told := told_apart(turn, figures[at], scene, course)) is not figures[at]:
            figures[at] = told
            read[at] = _use(turn, clauses, figures, told, state, pieces, agrees=agrees)
    uses = [use for use, _ in read]
    plain = frozenset(f.start for f, (_, share) in zip(figures, read, strict=True) if share >= _PLAINLY)
    asks = [f for f, use in zip(figures, uses, strict=True) if use == "ask"]
    uses = [_taken_back(turn, f, use, asks) for f, use in zip(figures, uses, strict=True)]
    # A figure beside the name of its part, or near one that is talked about, is of that; others are read as in the chat.
    open_to = [
        f.amount
        for f, use in zip(figures, uses, strict=True)
        if use == "ask" and f.doubtful and not (f.start in plain and _is_sum(turn, f))
    ]
    beside = beside_pay(turn, open_to) | _not_wished(turn, figures, uses, plain)
    said = tuple(
        _said(turn, f, "other" if f.start in beside else use, scene, course)
        for f, use in zip(figures, uses, strict=True)
    )
    said = tuple(_settled(said, acts))
    acts = _with_reasons(acts, clauses, said, scene)
    proposed = _asks(turn, said)
    figures_said = tuple(replace(s, fuzzy=_is_fuzzy(s, acts, clauses)) for s in said)
    proposed = tuple(replace(s, fuzzy=_is_fuzzy(s, acts, clauses)) for s in proposed)
    accepts = agrees and not proposed
    rejects = any(a.kind == "reject" for a in acts)
    return Moves(proposed, figures_said, acts, accepts, rejects)


def _is_sum(turn: str, figure: Mention) -> bool:
    """Whether a figure is money by its sign, or too large a number for days, hours or a share."""
    signed = figure.amount.unit not in ("", "%")
    return signed or any(float(n) >= LEAST_SUM for n in numbers_of(turn[figure.start : figure.end]) if n.isdecimal())


def _taken_back(turn: str, figure: Mention, use: Use, asks: list[Mention]) -> Use:
    """The use of a figure that was taken for an ask and is none: another offer's ("270 is 270", also beside the ask
    itself), or a bare number of nothing that is talked about ("others have 28").
    """
    theirs = "=rival" in figure.marks
    if use != "ask" or figure.named or not (theirs or figure.guessed):
        return use
    beside = any(a.item == figure.item and "=rival" not in a.marks for a in asks)
    if is_wish(turn, figure.amount) and not (theirs and beside):
        return use
    return "competing" if theirs else "other"


def _not_wished(turn: str, figures: list[Mention], uses: list[Use], plain: frozenset[int]) -> frozenset[int]:
    """Where the asks begin that are none beside another one, for the same part or without a word for theirs; those that
    are `plain` stay.
    """
    asks = [f for f, use in zip(figures, uses, strict=True) if use == "ask"]
    items = [f.item for f in asks]
    aside = {f.start for f in asks if items.count(f.item) > 1 or not f.named} - plain
    return not_wished(turn, [f.amount for f in asks]) & aside if len(asks) > 1 and aside else frozenset()


def _agrees(acts: tuple[Act, ...], figures: list[Mention]) -> bool:
    """Whether the turn takes the offer: said so, without mockery, and without a term that has still to be met."""
    kinds = {a.kind for a in acts}
    if "threat" in kinds:
        return False
    if "accept" not in kinds:
        # Repeating two terms of the table and nothing else is a yes.
        repeated = {f.item for f in figures if "at offer" in f.marks}
        others = [f for f in figures if "at offer" not in f.marks]
        return len(repeated) > 1 and not others and not kinds & {"reject", "plea", "trade", "condition", "question"}
    open_terms = any("=table" not in f.marks and f.amount.unit != "%" for f in figures)
    return not (open_terms and any(a.kind == "condition" for a in acts))


def _clause_of(clauses: list[Clause], figure: Mention) -> Clause:
    return next((c for c in reversed(clauses) if c.start <= figure.start), clauses[0])


def _use(
    turn: str,
    clauses: list[Clause],
    figures: list[Mention],
    figure: Mention,
    state: tuple[str, ...],
    pieces: Pieces,
    *,
    agrees: bool,
) -> tuple[Use, float]:
    """What a figure is for, and how sure that is: by what it equals beside words that settle it, else as learned."""
    if _PREMIUM.search(turn[max(0, figure.start - 24) : figure.start]) or _PREMIUM.match(turn[figure.end :][:24]):
        return "premium", 1.0
    if "beside rival" in figure.marks and "=rival" in figure.marks:
        return "competing", 1.0
    if "at offer" in figure.marks or (agrees and "=table" in figure.marks):
        return "table", 1.0
    deed = next((m for m in figure.marks if m.startswith("deed:")), "")
    if deed and figure.item != "signing":
        return deed.partition(":")[2], 1.0  # type: ignore[return-value]
    features = use_features(turn, _clause_of(clauses, figure), figures, figure, state, pieces)
    (first, share), (second, less), *_ = use_model().shares(features).items()
    return (second, less) if first == "ask" and "off" in figure.marks else (first, share)  # type: ignore[return-value]


def _acts(
    turn: str, clauses: list[Clause], figures: list[Mention], state: tuple[str, ...], pieces: Pieces
) -> tuple[Act, ...]:
    out = []
    for number, clause in enumerate(clauses):
        odds = act_model().odds(act_features(turn, clauses, number, figures, state, pieces))
        for weaker, stronger in _RATHER.items():
            if any(odds.get(k, 0.0) >= max(odds.get(weaker, 0.0), LIKELY) for k in stronger):
                odds[weaker] = 0.0
        inside = [f for f in figures if clause.start <= f.start < clause.end]
        if len(inside) < MOST_OF_ONE_TERM and odds.get("condition", 0.0) >= max(odds.get("trade", 0.0), LIKELY):
            odds["trade"] = 0.0  # "get to 230 and I'll sign" trades nothing
        out += [
            Act(kind, clause.text, clause.start, clause.end, share)  # type: ignore[arg-type]
            for kind, share in sorted(odds.items(), key=lambda o: -o[1])
            if share >= (SURE if kind == "threat" else LIKELY) and (kind in _BY_A_WORD or not _is_scrap(clause))
        ]
    return tuple(out)


def _is_scrap(clause: Clause) -> bool:
    """Whether a clause is one word that only leads into the next: "Or, if the base is difficult"."""
    return len(clause.text.split()) == 1 and clause.text[-1:].isalpha()


def _said(turn: str, figure: Mention, use: Use, scene: Scene, course: Course) -> UsedFigure:
    """The figure in money: a share or an amount on top is turned into what it comes to."""
    amount, item = figure.amount, figure.item
    low, high, how = amount.low, amount.high, ""
    words = turn[figure.start : figure.end]
    if use == "ask":
        offered = course.first.get(item) or scene.offer.get(item) or 0.0
        if figure.is_percent:
            low, high, item = _of_percent(turn, figure, scene, course)
            how = "percent"
        elif high < offered * 0.6 and "on top" in figure.marks and item != "signing":
            now = course.terms.get(item, offered)
            low, high, how = now + low, now + high, "more"
    return UsedFigure(use, item, low, high, words, figure.start, figure.end, how)


def _of_percent(turn: str, figure: Mention, scene: Scene, course: Course) -> tuple[float, float, Item]:
    """(low, high, component) of a percentage: of current pay in a raise, else of what is offered; a bonus is a share of
    base.
    """
    low, high = figure.amount.low / 100, figure.amount.high / 100
    base = scene.offer.get("base", 0.0)
    if figure.item == "bonus" and (_SHARE_OF_BONUS.match(turn[figure.end :]) or figure.named) and high <= 1:
        return base * low, base * high, "bonus"
    item = figure.item if figure.item in scene.offer or figure.item in scene.profile.current_pay else "base"
    offered = scene.offer.get(item, 0.0)
    of = scene.profile.current_pay.get(item, offered) if scene.talk == "raise" else offered
    of = of or scene.profile.current_pay.get(item, 0.0)
    if scene.talk != "raise" and re.search(
        r"\b(?:current|present|my (?:last|existing)|on that|on it|what i (?:make|earn|have))\b", turn, re.I
    ):
        of = scene.profile.current_pay.get(item, of)
    return of * (1 + low), of * (1 + high), item


def _asks(turn: str, said: tuple[UsedFigure, ...]) -> tuple[UsedFigure, ...]:
    """One ask a component, the last one said of it; "match that" asks for another offer's figure."""
    asks: dict[Item, UsedFigure] = {}
    # "I'd be happy with 165" gives the floor away, and where nothing else is asked it is the ask as well.
    for s in (
        *(replace(f, use="ask") for f in said if f.use == "floor" and not any(x.use == "ask" for x in said)),
        *said,
    ):
        if s.use == "ask" and s.high > 0:
            asks.pop(s.item, None)
            asks[s.item] = s
    if not asks:
        found = _MATCH.search(turn)
        rivals = [s for s in said if s.use == "competing"]
        if found and rivals and not re.search(r"\bcan(?:not|['’]t) match\b", turn, re.I):
            asks = {s.item: replace(s, use="ask", how="match") for s in rivals}
    return tuple(sorted(asks.values(), key=lambda s: s.start))


def _settled(said: tuple[UsedFigure, ...], acts: tuple[Act, ...]) -> Iterator[UsedFigure]:
    """The figures with one ask a component: where there are several, those inside a reason are the reason's.

    Where none is an ask but another offer seems to have two figures, the last of them is.
    """
    rivals = [s for s in said if s.use == "competing"]
    differ = len(rivals) > 1 and rivals[-1].high != rivals[-2].high
    if differ and rivals[-1].item == rivals[-2].item and not any(s.use == "ask" for s in said):
        said = tuple(replace(s, use="ask") if s is rivals[-1] else s for s in said)
    for s in said:
        others = [x for x in said if x.use == "ask" and x.item == s.item and x is not s]
        if s.use == "ask" and others:
            kinds = {a.kind for a in acts if a.start <= s.start < a.end}
            use = next((_OF_REASON[k] for k in _OF_REASON if k in kinds), None)
            if use and any(
                not ({a.kind for a in acts if a.start <= x.start < a.end} & set(_OF_REASON)) for x in others
            ):
                yield replace(s, use=use)
                continue
        yield s


def _with_reasons(
    acts: tuple[Act, ...], clauses: list[Clause], said: tuple[UsedFigure, ...], scene: Scene
) -> tuple[Act, ...]:
    """The acts with reasons that the profile or a figure shows, whatever the wording: a deed of the profile, a rival's
    figure, the band.
    """
    out = list(acts)
    told = deeds(scene)
    for number, clause in enumerate(clauses):
        kinds = {a.kind for a in acts if a.start == clause.start}
        if kinds & {"achievement", "circumstance", "band", "offer", "reveal", "accept", "close", "threat"}:
            continue
        inside = [s for s in said if clause.start <= s.start < clause.end]
        kind: ActKind | None = None
        if any(_tells(clauses, number, deed) for deed in told) or tells_years(clause.text, scene):
            kind = "achievement"
        elif any(s.use == "competing" for s in inside):
            kind = "offer"
        elif any(s.use == "band" for s in inside):
            kind = "band"
        if kind:
            out.append(Act(kind, clause.text, clause.start, clause.end))
    return tuple(sorted(out, key=lambda a: a.start))


def _tells(clauses: list[Clause], number: int, deed: str) -> bool:
    """Whether a clause tells a deed of the profile, by itself or with the one after it, as in long turns."""
    here = clauses[number].text
    if likeness(here, deed) >= SURELY:
        return True
    both = " ".join(c.text for c in clauses[number : number + 2])
    return likeness(here, deed) >= ENOUGH and likeness(both, deed) >= SURELY


def _is_fuzzy(said: UsedFigure, acts: tuple[Act, ...], clauses: list[Clause]) -> bool:
    """Whether words make the figure vague: in its clause, or in one of its own without a figure right after it."""
    for i, clause in enumerate(clauses):
        if clause.start <= said.start < clause.end:
            near = [clause, *(c for c in clauses[i + 1 : i + 2] if not re.search(r"\d", c.text))]
            if _FUZZY.search(clause.text[max(0, said.start - clause.start - 34) : said.end - clause.start + 18]):
                return True
            return any(a.kind == "fuzzy" and a.start == c.start for a in acts for c in near)
    return False
