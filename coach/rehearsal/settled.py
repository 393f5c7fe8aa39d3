"""A turn's moves in the light of its parts: which figures are asks, which acts stand, and whether it closes the deal."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.rehearsal.beside import LEAST_SUM
from coach.rehearsal.components import named_items
from coach.rehearsal.course import Course
from coach.rehearsal.ground import PAID
from coach.rehearsal.moves import Act, Moves, Use, UsedFigure
from coach.rehearsal.parts import TERMS, Part, wished
from coach.rehearsal.scene import RATES, Scene
from coach.rehearsal.topics import topic_of
from coach.rehearsal.truth import companies_in
from coach.understanding.spoken import amounts_in

_SURE, _GLAD, _QUOTED, _UNSIGNED = 0.5, 0.7, 0.4, 0.85
# From here on a threat stands by itself, and beside words that are friendly or in fun.
_HARSH, _CERTAIN = 0.95, 0.97
_FRIENDLY = frozenset("thanks joint accept hedge trade".split())
_HEARD, _CLEAR = 0.3, 0.9
_COUNTED = frozenset("days remote review short_week notice learning".split())  # terms that are told in numbers
_TO_CLOSE = frozenset({("want", "writing"), ("ask", "next"), ("say", "sum_up"), ("say", "conditional_yes")})
_TAG = 10  # characters after a clause in which it may turn out a question: ", right?"
_PEACEFUL = frozenset("accepts kind understands thanks hello personal worry shy sorry told nod".split())
_LEADS_UP = frozenset({"preface", "hello"})
_NO_YES = frozenset("hello thanks unsure joke weather silent".split())
_LETTERS = re.compile(r"[^\W\d_]{2}")
_END = re.compile(r"[.!?](?=\s|$)")
_PLAIN = 0.75  # a question that is read for certain
_ENDS_ASKING = re.compile(r"[^.!?]*(?:[.!]\S[^.!?]*)*\?")  # from somewhere in a sentence to its question mark
_SENTENCE = re.compile(r"[^\s.!?][^.!?]*[.!?]*")
_CLOSES = ("accepts", "sum_up", "conditional_yes")
# Questions that may hold a figure all the same: they ask for money in other words.
OF_PAY = frozenset("best band moves why confirm explain".split())


def settled(turn: str, moves: Moves, parts: tuple[Part, ...], course: Course) -> Moves:
    """The moves in the light of the parts: figures of a question or of a term beside the pay are no asks, and a closing
    is a yes.
    """
    uses = {f: use for f in moves.figures if f.use == "ask" and (use := _use_of(f, parts, turn, moves))}
    places = {f.start for f in uses}
    moves = replace(
        moves, asks=_asks_left(moves, places), extras=wished(parts),
        figures=tuple(replace(f, use=uses[f]) if f in uses else f for f in moves.figures),
    )  # fmt: skip
    moves = replace(moves, acts=_acts_left(turn, moves, parts, course))
    if (
        moves.accepts
        and not moves.did("close")
        and (asked := _part_of(parts, "want", "writing") or _part_of(parts, "ask", "confirm"))
    ):
        moves = replace(moves, acts=(*moves.acts, Act("close", asked.words, asked.start, asked.end)))
    # Whoever asks for time or for more has not said yes, unless they close all the same.
    waits = not moves.did("close", "recap") and bool(
        _part_of(parts, "want", "time") or moves.did("plea") or (moves.extras and not moves.did("condition"))
    )
    early = _only_begins(moves, parts) or (not course.proposed and _only_requests(moves, parts))
    if moves.accepts and early:
        return replace(moves, accepts=False, acts=tuple(a for a in moves.acts if a.kind != "accept"))
    if moves.accepts and not waits and _unclear(turn, moves, parts, course):
        return replace(moves, accepts=False)  # the act stays: the recruiter may ask whether it is a yes
    if moves.accepts and (waits or _only_greets(moves, parts, course)):
        moves = replace(moves, accepts=False, acts=tuple(a for a in moves.acts if a.kind != "accept"))
    if moves.accepts or moves.rejects or course.agreed or moves.did("threat"):
        return moves
    if not moves.did("accept", "close") and _wants_paper(parts):
        return moves
    closing = next((p for p in parts if p.does == "say" and p.about in _CLOSES and p.share >= _SURE), None)
    closing = closing or _closing(turn, moves) or _condition_met(moves)
    if closing is None or not _all_there(moves, course):
        return moves
    if moves.did("plea", "trade") and closing.about != "sum_up":
        return moves
    if any(p.does == "ask" and "?" in p.words and p.share >= _SURE for p in parts) or moves.extras:
        return moves
    acts = [*moves.acts]
    if not moves.did("accept"):
        acts.append(Act("accept", closing.words, closing.start, closing.end))
    if closing.about != "accepts" and not moves.did("close"):
        acts.append(Act("close", closing.words, closing.start, closing.end))
    repeated = tuple(replace(f, use="table") if f.use == "ask" else f for f in moves.figures)
    return replace(moves, asks=(), figures=repeated, acts=tuple(sorted(acts, key=lambda a: a.start)), accepts=True)


def _asks_left(moves: Moves, places: set[int]) -> tuple[UsedFigure, ...]:
    """The asks without those at some places; where one goes, what was said of its part before it stands: "could it be
    20, or was it 21 that I read?".
    """
    left = {a.item: a for a in moves.figures if a.use == "ask" and a.start not in places}
    kept = [left.get(a.item) if a.start in places else a for a in moves.asks]
    return tuple(a for a in kept if a is not None)


def of_rate(parts: tuple[Part, ...], moves: Moves, scene: Scene) -> tuple[Part, ...]:
    """The parts of a talk about pay by the hour, the day or the week: what holds a figure of that pay is about it."""
    if scene.period not in RATES:
        return parts
    rates = [f.start for f in moves.figures if _is_rate(f, scene)]
    return tuple(
        replace(p, does="pay", about="money") if any(p.start <= at < p.end for at in rates) else p for p in parts
    )


def _is_rate(figure: UsedFigure, scene: Scene) -> bool:
    offered = scene.offer.get(figure.item, 0.0)
    return figure.item in PAID and offered > 0 and offered / _ALIKE < figure.high < offered * _ALIKE


_ALIKE = 2  # times what is offered: a figure within it is of the pay


def heard(turn: str, parts: tuple[Part, ...], moves: Moves) -> tuple[Part, ...]:
    """The parts without the questions that nobody asked: a deed told with hours and days in it asks for neither.

    A question has its sign or is read as one; without either only a sure one counts.
    """
    asked = moves.did("question", "plea", "reopen")

    def is_asked(part: Part) -> bool:
        signed = _ENDS_ASKING.match(turn, part.start) is not None or any(
            a.start < part.end and part.start < a.end for a in asked
        )
        return signed or part.share >= _UNSIGNED

    def is_said_again(part: Part) -> bool:
        """Whether a question that is hardly read stands in a sentence with one that is plain.

        "is there budget for that?".
        """
        others = [p for p in parts if p.does == "ask" and p is not part and p.share >= _PLAIN]
        ends = _END.search(turn, part.end)
        last = ends.end() if ends else len(turn)
        first = max((m.end() for m in _END.finditer(turn, 0, part.start)), default=0)
        return part.share < _SURE and any(first <= p.start < last for p in others)

    return tuple(p for p in parts if p.does != "ask" or (is_asked(p) and not is_said_again(p)))


def committed(moves: Moves, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts without a wish for time in words that promise something for an ask: "I'd sign this week at 82"."""
    if not moves.asks and not moves.accepts:
        return parts
    promises = moves.did("condition", "accept")

    def is_promise(part: Part) -> bool:
        return part.share < _PLAIN or any(a.start < part.end and part.start < a.end for a in promises)

    return tuple(p for p in parts if (p.does, p.about) != ("want", "time") or not is_promise(p))


def _only_requests(moves: Moves, parts: tuple[Part, ...]) -> bool:
    """Whether what was taken for a yes only asks for something on paper."""
    requests = {p.start for p in parts if (p.does, p.about) == ("want", "writing")}
    agreeing = {a.start for a in moves.did("accept")}
    return _wants_paper(parts) and bool(agreeing) and agreeing <= requests


def _wants_paper(parts: tuple[Part, ...]) -> bool:
    """Whether a turn asks for something on paper and says no yes: "please confirm in a table"."""
    yes = any(p.does == "say" and p.about in _CLOSES and p.share >= _HEARD for p in parts)
    return not yes and _part_of(parts, "want", "writing") is not None


def _only_begins(moves: Moves, parts: tuple[Part, ...]) -> bool:
    """Whether what was taken for a yes only leads up to something: "I just had a small question"."""
    leads = [p for p in parts if p.does == "say" and p.about in _LEADS_UP and p.share >= _SURE]
    agreeing = moves.did("accept")
    return bool(agreeing) and all(any(p.start <= a.start < p.end for p in leads) for a in agreeing)


def _only_greets(moves: Moves, parts: tuple[Part, ...], course: Course) -> bool:
    """Whether what was taken for a yes only greets, thanks, nods or hesitates.

    A nod to "do we have a deal?" is a yes.
    """
    names = _NO_YES if course.proposed else _NO_YES | {"nod"}
    friendly = {p.start for p in parts if p.does == "say" and p.about in names and p.share >= _GLAD}
    agreeing = {a.start for a in moves.did("accept")}
    return bool(agreeing) and agreeing <= friendly


def _unclear(turn: str, moves: Moves, parts: tuple[Part, ...], course: Course) -> bool:
    """Whether a yes may be none: a bare word that no question stood before, or one that only one reading hears.

    A figure of the table, or a question for a yes just before, makes it clear.
    """
    agreeing = moves.did("accept")
    if not agreeing or course.proposed or any(f.use == "table" for f in moves.figures):
        return False
    if turn.rstrip().endswith("?") and all(turn.rstrip().endswith(a.words) for a in agreeing):
        return True
    closes = any((p.does, p.about) in _TO_CLOSE and p.share >= _HEARD for p in parts)
    in_words = any(len(a.words.split()) > 1 and a.share >= _CLEAR for a in agreeing)
    in_both = in_words and any(p.does == "say" and p.about in _CLOSES and p.share >= _HEARD for p in parts)
    if not (in_both or closes or any(course.asks)):
        return True  # before anything was asked for, a word may answer anything
    surest = max(a.share for a in agreeing)
    if closes or any(
        p.does == "say" and p.about in (*_CLOSES, "nod") and max(p.share, surest) >= _PLAIN and p.share >= _HEARD
        for p in parts
    ):
        return False
    said = [p for p in parts if p.does == "say" and p.share >= _SURE]
    other = any(p.start <= a.start < p.end for p in said for a in agreeing)
    return other or bool(moves.did("close")) or max(a.share for a in agreeing) < _CLEAR


def _closing(turn: str, moves: Moves) -> Part | None:
    """A sentence that sums up and closes, where the turn repeats terms or asks for the contract."""
    if not moves.did("close", "recap"):
        return None
    for found in _SENTENCE.finditer(turn):
        topic = topic_of(turn, *found.span())
        if topic.does == "say" and topic.about in _CLOSES and topic.share >= _SURE:
            return Part("say", topic.about, found[0].strip(), *found.span(), topic.share)
    return None


def _condition_met(moves: Moves) -> Part | None:
    """A promise to sign at a figure that is on the table already is a yes."""
    for act in moves.did("condition"):
        if any(f.use == "table" and act.start <= f.start < act.end for f in moves.figures):
            return Part("say", "conditional_yes", act.words, act.start, act.end, act.share)
    return None


def _part_of(parts: tuple[Part, ...], does: str, about: str) -> Part | None:
    return next((p for p in parts if (p.does, p.about) == (does, about) and p.share >= _SURE), None)


def _threats(moves: Moves, *, joking: bool) -> frozenset[int]:
    """Where the threats begin that stand: a certain one, several at once, or a demand with its figure.

    A scrap of a polite sentence, a laugh or a yes is none, however it sounds by itself.
    """
    found = moves.did("threat")
    starts = frozenset(a.start for a in found)
    friendly = any(a.kind in _FRIENDLY and a.share >= _CLEAR and a.start not in starts for a in moves.acts)
    surest = max((a.share for a in found), default=0.0)
    if friendly or joking:
        return starts if surest >= _CERTAIN else frozenset()
    demands = any(a.start <= f.start < a.end for a in found for f in moves.asks)
    return starts if surest >= _HARSH or len(starts) > 1 or demands else frozenset()


def _trades(moves: Moves, turn: str, parts: tuple[Part, ...]) -> bool:
    """Whether two terms are there that could be exchanged: parts of pay, or a term beside it."""
    terms = {f.item for f in moves.figures if f.use in ("ask", "table")} | {i for *_, i in named_items(turn)}
    beside = {p.about for p in parts if p.about in TERMS}
    return len(terms) + len(beside) > 1


def _acts_left(turn: str, moves: Moves, parts: tuple[Part, ...], course: Course) -> tuple[Act, ...]:
    """The acts without those that a part shows to be something else.

    Joy or a joke is no threat, keeping one's pay to oneself gives nothing away.
    """
    sure = [p for p in parts if p.share >= _SURE]
    glad = {p.start for p in sure if p.does == "say" and p.about in _PEACEFUL and p.share >= _GLAD}
    private = {
        p.start for p in sure if p.about in ("no_pay", "news") or (p.about == "today" and not named_items(p.words))
    }
    reasons = {a.start for a in moves.acts for p in parts if p.about == "reason" and p.start <= a.start < p.end}
    news = {p.start for p in sure if p.about == "news" and p.share >= _GLAD and not companies_in(p.words)}
    competing = any(f.use == "competing" for f in moves.figures)
    joking = any(p.about == "joke" and p.share >= _SURE for p in parts)
    hostile = any(p.about in ("insult", "presses", "leave") for p in sure)
    alone = not _trades(moves, turn, parts)
    harsh = _threats(moves, joking=joking and not hostile)
    # Whoever has named their figure may ask what else could move without begging.
    begging = OF_PAY - {"moves", "band"} if any(course.asks) else OF_PAY
    asked = [p for p in sure if p.does == "ask" and p.about not in begging]
    questions = [p for p in sure if p.does == "ask"]
    wishes = {p.start for p in sure if p.does == "want"}
    takes_time = any(p.does == "want" and p.about == "time" for p in sure)
    waits = takes_time and not moves.asks
    bare = takes_time and not any(f.use in ("floor", "current") for f in moves.figures)
    begs = bool(moves.asks) or any(
        a.kind == "plea" and not any(p.start <= a.start < p.end for p in asked) for a in moves.acts
    )
    out = []
    for act in moves.acts:
        wrong = (
            (act.kind == "threat" and (act.start in glad or act.start not in harsh))
            or (act.kind == "threat" and not _LETTERS.search(act.words))  # a figure said back in surprise
            or (act.kind == "reveal" and (bare or act.start in private))  # to think about it shows no need
            or (act.kind == "trade" and (alone or any(p.start <= act.start < p.end for p in questions)))
            or (
                act.kind == "achievement" and (act.start in wishes or (act.share < _CLEAR and act.start not in reasons))
            )
            or (act.kind == "offer" and act.start in wishes)  # a term that is wished for is nobody's offer
            or (act.kind == "offer" and act.start in news and not competing)  # a call from somebody is none yet
            or (act.kind == "condition" and waits)  # "I don't know if I can sign" promises nothing
            or (act.kind == "plea" and any(p.start <= act.start < p.end for p in asked))
            or (act.kind == "hedge" and not begs)  # nothing is asked for that an excuse could weaken
        )
        if not wrong:
            out.append(act)
    return tuple(out)


def _use_of(figure: UsedFigure, parts: tuple[Part, ...], turn: str, moves: Moves) -> Use | None:
    """What a figure is that was taken for an ask: quoted, another's offer, or of a question or a term beside the pay;
    None for an ask.
    """
    sure = [p for p in parts if p.share >= (_QUOTED if p.about == "confirm" else _SURE)]
    here = next((p for p in sure if p.start <= figure.start < p.end), None)
    follows = _small(figure) and _follows_term(figure, [p for p in sure if p.does != "pay"], turn)
    if follows and (here is None or here.does == "pay"):
        return "other"
    if here is None:
        return None
    if here.does == "ask" and "?" in turn[here.start : here.end + _TAG]:
        return "table" if here.about == "confirm" else "other"  # whoever wants to know something asks for nothing
    if here.about == "news":
        return "competing" if figure.how != "match" else None
    if here.about == "reason" and len(moves.asks) > 1 and here.share >= _GLAD:
        return "other"
    if not _small(figure) or (here.does in ("say", "pay") and here.about != "today"):
        return None
    if here.does == "ask":
        return None if here.about in OF_PAY else "other"
    return "other" if (here.about in TERMS or here.about == "today") and not named_items(here.words) else None


def _follows_term(figure: UsedFigure, sure: list[Part], turn: str) -> bool:
    """Whether a bare number goes on from a term beside the pay: "20 days off is too few, could you do 25?"."""
    before = [p for p in sure if p.end <= figure.start]
    if not before or before[-1].about not in _COUNTED:
        return False
    between = turn[before[-1].end : figure.end]
    return not named_items(between) and not re.search(r"[.!?]\s+\S+.*[.!?]\s", between)


def _small(figure: UsedFigure) -> bool:
    """Whether a figure is no plain sum of money: a share, or a bare number below a hundred."""
    amounts = amounts_in(figure.words)
    return all(a.unit == "%" or (not a.unit and a.high < LEAST_SUM) for a in amounts)


def _all_there(moves: Moves, course: Course) -> bool:
    """Whether every figure asked for is on the table already."""
    return all(a.high <= course.terms.get(a.item, 0.0) * 1.0005 for a in moves.asks)
