"""The recruiter's decisions: the table and a turn's moves -> the next table and what the recruiter does; exact, seeded,
never above the limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

from coach.rehearsal.moves import Moves
from coach.rehearsal.parts import Part
from coach.rehearsal.replies import FILL, LATE, OPEN, Reaction, Replies, replies
from coach.rehearsal.scenario import Difficulty, Persona, Scenario
from coach.rehearsal.scene import Item

Status = Literal["open", "agreed", "ended"]
Outcome = Literal["", "deal", "withdrawn", "lapsed"]

# What a new reason adds to the share of the room that the recruiter may use, 0 to 1.
CREDIT: dict[str, float] = {
    "offer": 0.35, "band": 0.25, "achievement": 0.2, "circumstance": 0.12, "condition": 0.12, "trade": 0.12, "joint": 0.05,
    "question": 0.04, "paper": 0.15,
}  # fmt: skip
_SECOND = 0.5  # a second reason of the same kind counts half
_WEIGHTS: dict[Persona, dict[str, float]] = {
    "warm": {"joint": 2.0, "question": 1.5},
    "budget-bound": {"trade": 2.0, "condition": 1.5},
    "hard-nosed": {"joint": 0.0, "question": 0.5, "offer": 1.2},
    "rookie": {"band": 1.3, "joint": 1.5},
}
# Where nobody knows a band, the other reasons carry what it would have.
_WITHOUT_A_BAND: dict[str, float] = {"achievement": 1.75, "circumstance": 1.5, "condition": 1.5, "trade": 1.5}
_TIME = 0.25  # what fresh turns alone can earn of the room
_AT_ONCE: dict[Persona, float] = {"warm": 0.5, "budget-bound": 0.4, "hard-nosed": 0.3, "rookie": 0.65}
_ALL = 0.95  # of the room earned: the rest is not worth a figure of its own
_MOST_MOVED = 2  # components that move in one answer
_TACTIC: dict[Difficulty, float] = {"easy": 0.35, "medium": 0.6, "hard": 0.85}
_HOSTILE, _REPEAT, _NIBBLE, _FALSE = 2, 1, 1, 1
_SPLIT_FROM = 3  # from this turn on a recruiter who would give more than half of what is left proposes the half
# The credit that a term without an amount takes, before the seed and the difficulty have their say; the most of them that are given.
EXTRAS_EARNED: dict[str, float] = {
    "start": 0.0, "review": 0.0, "learning": 0.1, "relocation": 0.15, "days": 0.25, "remote": 0.25, "title": 0.3, "on_call": 0.3, "level": 0.7,
    "equipment": 0.05, "paid_hours": 0.3, "notice": 0.3, "short_week": 0.6, "car": 0.3, "hands": 0.3,
}  # fmt: skip
_MOST_EXTRAS = 4
_STRICT: dict[Difficulty, float] = {"easy": 0.7, "medium": 1.0, "hard": 1.3}
_ASKS_BACK = 0.5  # how often a recruiter who has answered a question asks one
_SAID_BACK, _ROUNDED = frozenset({"table", "earlier"}), 1.005  # "278" for 277.5 is the same figure
_SURELY = 0.9  # from here on whoever asks for the contract may mean a yes
_TOLD = 0.4  # from here on a part that is told counts
_GOODWILL: dict[Difficulty, float] = {"easy": 0.12, "medium": 0.06, "hard": 0.0}  # small things are given for nothing
_CASE = 0.06  # what saying why earns towards a term
_WITH_A_CASE = 0.5  # of a term's price, for whoever says why it matters to them
_MOST_REASONS = 2  # that are taken up in one answer


@dataclass(frozen=True, slots=True)
class Table:
    """Where the talk stands on the recruiter's side after `turn` turns of the candidate.

    `terms` is what is offered, `wished` are the terms beside the pay that were asked for,
    `credit` and `share` how much of the room has been earned and may be used, 0 to 1;
    `caps` are figures the candidate gave away as enough, `told` what was answered and granted beside the money; of the
    `extras` those in `standing` were everybody's anyway.
    """

    terms: Mapping[Item, float]
    patience: int
    turn: int = 0
    fresh: int = 0
    credit: float = 0.0
    share: float = 0.0
    heard: tuple[str, ...] = ()
    asked: Mapping[Item, float] = field(default_factory=dict)
    caps: Mapping[Item, float] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    status: Status = "open"
    outcome: Outcome = ""


@dataclass(frozen=True, slots=True)
class Argued:
    """What the judgement found in a turn that the recruiter reacts to.

    `reasons` are (kind, what it says) of true reasons, `quotes` their words; `given_away` are figures said to be
    enough, `asks` says that the turn has a question in it, `unanswered` that one is of something nobody knows here.
    `soft` says that a deed was told with nothing concrete in it, `paper` that another offer was shown on paper.
    """

    reasons: tuple[tuple[str, str], ...] = ()
    hostile: bool = False
    false_claim: bool = False
    given_away: Mapping[Item, float] = field(default_factory=dict)
    claims_offer: bool = False
    asks_limit: bool = False
    quotes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    asks: bool = False
    unanswered: bool = False
    soft: bool = False
    paper: bool = False

    @property
    def questions(self) -> frozenset[str]:
        """What is asked about, by topic."""
        return frozenset(p.about for p in self.parts if p.does == "ask")

    def says(self, *abouts: str) -> bool:
        """Whether something of the kind is told in the turn."""
        return any(p.does == "say" and p.about in abouts and p.share >= _TOLD for p in self.parts)


def opening(scenario: Scenario) -> Table:
    """The table before the first turn: the first offer."""
    return Table(dict(scenario.scene.offer), scenario.limits.patience)


def react(scenario: Scenario, table: Table, moves: Moves, argued: Argued) -> tuple[Table, tuple[Reaction, ...]]:
    """Decide on one turn. The terms never fall, never pass the reservation, and a deal is at the terms exactly."""
    if table.status == "ended":
        return table, ()
    wished = tuple(dict.fromkeys((*table.wished, *moves.extras)))
    now = replace(table, turn=table.turn + 1, wished=wished)
    if table.status == "agreed":
        return _after_the_deal(scenario, now, moves, argued)
    now = replace(now, patience=now.patience - _worn(table, argued))
    if now.patience <= 0:
        return replace(now, status="ended", outcome="withdrawn"), (Reaction(_WITHDRAWS[argued.hostile]),)
    if moves.accepts:
        return _taken(scenario, now, moves, argued)
    if table.turn >= scenario.limits.rounds:
        return _past_the_last_word(now, argued)
    now, fresh = _credited(scenario, now, moves, argued)
    now = replace(now, caps=_least(now.caps, argued.given_away))
    beside = replies(scenario.knows, now.told, moves, argued.parts, now.terms)
    now = _promised(replace(now, told=beside.told), beside.answers)
    moves = replace(moves, extras=tuple(e for e in moves.extras if e not in {r.about for r in beside.answers}))
    late = [r for r in beside.answers if r.act in LATE or (r.act == "confirm" and moves.asks)]
    reactions = _heard(table, now, moves, argued, beside)
    now, moved, met = _moved(scenario, now, moves, fresh=fresh)
    now, granted = _granted(scenario, now, moves, cased=_cased(moves, argued))
    if moves.asks or moves.extras:
        now = replace(now, asked={**now.asked, **{a.item: a.high for a in moves.asks}})
        granted_all = met and set(moves.extras) <= set(now.extras)
        everything = granted_all and bool(moves.asks)
        if granted_all and moves.did("condition"):
            now, deal = _deal(now)
            return now, (*reactions, Reaction("agree"), *deal, *_bare(late))
        said = _answers(scenario, table, now, moves, moved, granted, everything=everything)
        if missing := _left_out(moves, now):
            return now, (*reactions, Reaction("not_all", tuple(now.terms.items()), missing))
        reactions += [replace(r, act="no_extra_case") if _turns_down(r, moves, argued) else r for r in said]
        now = replace(now, patience=now.patience - _REPEAT * (not moved and not granted and not fresh))
        if now.patience <= 0:
            return replace(now, status="ended", outcome="withdrawn"), (*reactions, Reaction("withdraw"))
        reactions += _bare(late) if everything else late
    else:
        everything = False
        reactions += late
        reactions += _without_figure(scenario, now, moves, argued, beside)
    if now.turn >= scenario.limits.rounds:
        # The last word has all the terms in it: they are not read out before it.
        left = tuple(r for r in reactions if r.act not in ("confirm", "apart"))
        return now, _one_question((*left, Reaction("final", tuple(now.terms.items()), now.extras)))
    if everything or any(r.act in _TENDER for r in beside.felt):
        return now, _one_question(tuple(reactions))
    tactic = _tactic(scenario, table, now, moves, argued, moved=bool(moved))
    if tactic is None or (tactic.act in _ASKING and any(r.act in _ASK_BACK for r in reactions)):
        return now, _one_question(tuple(reactions))
    return replace(now, tactics=(*now.tactics, tactic.act)), _one_question((*reactions, tactic))


def _past_the_last_word(table: Table, argued: Argued) -> tuple[Table, tuple[Reaction, ...]]:
    """Neither a yes nor a no to the final offer ends the talk; whoever asks for time gets it, once."""
    waits = any((p.does, p.about) == ("want", "time") for p in argued.parts) and "time_yes" not in table.told
    if waits:
        return replace(table, told=(*table.told, "time_yes")), (Reaction("time_yes"),)
    return replace(table, status="ended", outcome="lapsed"), (Reaction("lapse"),)


def _heard(before: Table, now: Table, moves: Moves, argued: Argued, beside: Replies) -> list[Reaction]:
    """What is said first: to the tone, to a figure given away, to what is felt, to reasons, to questions."""
    out: list[Reaction] = []
    if argued.hostile:
        out.append(Reaction("warn" if now.patience <= _HOSTILE else "cool"))
    if argued.given_away:
        out.append(Reaction("noted_floor"))
    reasons = _reasons(before, moves, argued)
    papers = argued.paper and "paper:" not in before.heard
    felt = [r for r in beside.felt if (not reasons or r.act not in FILL) and not (papers and r.act in _PAPERS)]
    if moves.asks and moves.did("trade") and not felt and not reasons:
        felt = [Reaction("gives")]
    if argued.unanswered:  # who asks something is not asked what is on their mind
        felt = [r for r in felt if r.act not in _IDLE]
    told = {r.act for r in felt}
    # One word is enough for what was told and felt in one breath.
    reasons = [r for r in reasons if not (told & _SAYS_IT and r.act in _SOFTER)][: _MOST_REASONS - bool(felt)]
    answers = [r for r in beside.answers if r.act not in LATE and not (r.act == "confirm" and moves.asks)]
    if argued.unanswered and not argued.hostile and all(r.act != "inform" for r in answers):
        answers.append(Reaction("inform"))
    known = any(r.act != "inform" for r in answers)
    answers = [replace(r, act="inform_rest") if r.act == "inform" and known else r for r in answers]
    return [*out, *felt, *reasons, *answers]


def _promised(table: Table, answers: tuple[Reaction, ...]) -> Table:
    """The table with the terms that somebody wished for and has anyway: said once, they stay."""
    new = tuple(r.about for r in answers if r.act == "has_it" and r.about not in table.extras)
    return replace(table, extras=(*table.extras, *new), standing=(*table.standing, *new))


def _left_out(moves: Moves, table: Table) -> tuple[str, ...]:
    """The terms of a summary that nobody granted."""
    if moves.asks or not moves.did("condition", "recap"):
        return ()
    return tuple(e for e in moves.extras if e not in table.extras)


def _taken(scenario: Scenario, table: Table, moves: Moves, argued: Argued) -> tuple[Table, tuple[Reaction, ...]]:
    """A yes is a deal, unless it counts on terms that nobody granted or says back a higher figure.

    A question with it is answered.
    """
    now, _ = _granted(scenario, table, moves, cased=_cased(moves, argued))
    questions = tuple(p for p in argued.parts if "?" in p.words)
    answers = replies(scenario.knows, now.told, moves, questions, now.terms).answers
    now = _promised(now, answers)
    as_told = {a for a in now.told if a in scenario.knows.facts and not scenario.knows.facts[a].amount}
    if missing := tuple(e for e in moves.extras if e not in now.extras and e not in as_told):
        return now, (Reaction("not_all", tuple(now.terms.items()), missing),)
    if any(f.use in _SAID_BACK and f.high > _ROUNDED * now.terms.get(f.item, f.high) for f in moves.figures):
        return now, (Reaction("is_it_yes", tuple(now.terms.items())),)
    now, deal = _deal(now)
    last = (Reaction("last_yes"),) if "best" in argued.questions else ()
    return now, (*last, *(r for r in answers if r.act not in LATE), *deal)


def _one_question(reactions: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    """Nobody asks two things in one breath: what only leads on is left out beside a question that matters."""
    asking = [r for r in reactions if r.act in _ASK_BACK | _ASKING | {"final", "deadline"}]
    matters = any(r.act not in _LEADS_ON for r in asking)
    return tuple(r for r in reactions if r.act not in _LEADS_ON or (not matters and r in asking[-1:]))


def _after_the_deal(
    scenario: Scenario, table: Table, moves: Moves, argued: Argued
) -> tuple[Table, tuple[Reaction, ...]]:
    """What was agreed stays: a question is answered, a new wish declined, and the talk ends with the deal."""
    repeats = moves.did("accept", "recap", "close")
    wishes = set(moves.extras) - set(table.extras) or moves.did("plea", "reopen")
    nibbles = bool(moves.asks) or bool(wishes and not repeats)
    answers = replies(scenario.knows, table.told, moves, argued.parts, table.terms).answers
    done = replace(table, status="ended", outcome="deal", patience=table.patience - (_NIBBLE if nibbles else 0))
    items = tuple(table.terms.items())
    last = Reaction("nibbled" if nibbles else "farewell", items, table.extras)
    return done, (*(r for r in answers if r.act in _AFTER), last)


def _worn(before: Table, argued: Argued) -> int:
    """What a turn takes of the patience before its asks are looked at.

    Hostility, a claim that is not true, a second silence in a row.
    """
    again = argued.says("silent") and before.told[-1:] == ("silent",)
    return _HOSTILE * argued.hostile + _FALSE * argued.false_claim + _REPEAT * again


def _bare(late: list[Reaction]) -> list[Reaction]:
    """What is granted without the terms, which were just said."""
    return [replace(r, items=()) for r in late]


def _reasons(before: Table, moves: Moves, argued: Argued) -> list[Reaction]:
    """A word on each new true reason, the first ones of a turn."""
    quotes = argued.quotes or ("",) * len(argued.reasons)
    out: list[Reaction] = []
    if argued.paper and "paper:" not in before.heard:
        out.append(Reaction("paper_coming" if argued.says("sends") and not argued.says("sent") else "paper"))
    for (kind, what), quote in zip(argued.reasons, quotes, strict=True):
        known = f"{kind}:{what}" in before.heard or any(r.act.startswith(f"reason_{kind}") for r in out)
        if kind in _TAKEN_UP and not known:
            lost = kind == "circumstance" and any(f.use == "forfeit" for f in moves.figures)
            act = "reason_forfeit" if lost else "reason_years" if what == "years" else f"reason_{kind}"
            out.append(Reaction(act, words=what if kind == "offer" else quote))
    return out[:_MOST_REASONS] or [Reaction("soft")] * argued.soft


_VAGUE = frozenset({"stalls", "unsure", "told"})  # beside a wish for more: "somewhere in the low forties, maybe"
_COURTESY = frozenset({"kind", "understands", "hello", "sorry"})
_IDLE = frozenset({"nod", "unsure", "stalls"})
_PAPERS = frozenset({"paper_coming", "no_paper"})
# What says all that a word on a circumstance would.
_SAYS_IT = frozenset({"load", "hurt", "personal", "heard_pay", "worry"})
_SOFTER = frozenset({"reason_circumstance", "soft", "reason_band"})
_WITHDRAWS = {True: "withdraw_hostile", False: "withdraw"}
# What is still answered when all is agreed.
_AFTER = frozenset({"fact", "fact_again", "confirm", "time_yes", "time_again", "meet_yes"})
# Whoever has just said this is not pressed.
_TENDER = frozenset({"worry", "personal", "silent", "unsure", "sorry", "joke"})
# Tactics that are questions, and what has asked already: nobody asks two things in one breath.
_ASKING = frozenset({"current_pay", "commit", "in_writing"})
_ASK_BACK = frozenset(
    (
        "back prompt name_it no_limit what_would_it_take heard unsure low worry leave stalls your_turn mean silent nod "
        "split met not_all is_it_yes others apart"
    ).split()
)
# Of these nothing is lost where something else is asked.
_LEADS_ON = frozenset({"nod", "back", "prompt", "unsure", "stalls"})
_TAKEN_UP = frozenset({"achievement", "offer", "band", "circumstance"})


def _deal(table: Table) -> tuple[Table, tuple[Reaction, ...]]:
    now = replace(table, status="agreed", outcome="deal")
    deal = Reaction("deal", tuple(now.terms.items()), now.extras)
    left = tuple(e for e in now.wished if e not in now.extras)
    return now, (deal, Reaction("without", extras=left)) if left else (deal,)


def _credited(scenario: Scenario, table: Table, moves: Moves, argued: Argued) -> tuple[Table, bool]:
    """(the table with what the turn's reasons earn, whether anything in the turn is new). What was said before earns
    nothing.
    """
    weights = _WEIGHTS[scenario.setup.persona]
    credit, heard = table.credit, list(table.heard)
    kinds = [h.partition(":")[0] for h in heard]
    before = len(heard)
    told = [
        *argued.reasons,
        *[("paper", "")] * argued.paper,
        *((a.kind, "") for a in moves.did("condition", "trade", "joint", "question")),
    ]
    for kind, what in told:
        key = f"{kind}:{what}"
        if key in heard or kind not in CREDIT:
            continue
        more = 1.0 if scenario.scene.band else _WITHOUT_A_BAND.get(kind, 1.0)
        credit += CREDIT[kind] * weights.get(kind, 1.0) * more * (_SECOND if kind in kinds else 1.0)
        heard.append(key)
        kinds.append(kind)
    new_asks = any(table.asked.get(a.item) != a.high for a in moves.asks)
    fresh = len(heard) > before or new_asks or bool(set(moves.extras) - set(table.extras))
    turns = table.fresh + (1 if fresh and (moves.asks or moves.extras) else 0)
    earned = min(1.0, _TIME * turns / max(1, scenario.limits.rounds - 2) + credit)
    share = min(earned, table.share + _AT_ONCE[scenario.setup.persona]) if moves.asks and fresh else table.share
    return replace(
        table, credit=min(1.0, credit), heard=tuple(heard), fresh=turns, share=max(table.share, share)
    ), fresh


def _least(caps: Mapping[Item, float], given_away: Mapping[Item, float]) -> dict[Item, float]:
    held = dict(caps)
    for item, value in given_away.items():
        held[item] = min(value, held.get(item, value))
    return held


def allowed(scenario: Scenario, table: Table, item: Item) -> float:
    """The most the recruiter gives on a component now: as far up the room as was earned, on a round figure."""
    first = scenario.scene.offer.get(item, 0.0)
    most = scenario.limits.reservation.get(item, first)
    step = scenario.limits.steps.get(item, 1.0)
    value = first + (most - first) * table.share
    value = most if table.share >= _ALL else _rounded(value, step)
    return min(value, most, max(table.caps.get(item, value), first))


def _rounded(value: float, step: float) -> float:
    """Down to a figure that one says."""
    return float(int(value / step + 1e-9) * step)


def _moved(scenario: Scenario, table: Table, moves: Moves, *, fresh: bool) -> tuple[Table, tuple[Item, ...], bool]:
    """(the table with its new terms, the components that moved, whether every ask is met)."""
    terms = dict(table.terms)
    moved: list[Item] = []
    for ask in moves.asks:
        offered = terms.get(ask.item)
        if offered is None or ask.high <= offered or not fresh or len(moved) >= _MOST_MOVED:
            continue
        value = min(ask.high, allowed(scenario, table, ask.item))
        middle = _rounded((offered + ask.high) / 2, scenario.limits.steps.get(ask.item, 1.0))
        if table.turn >= _SPLIT_FROM and len(moves.asks) == 1 and offered < middle <= value < ask.high:
            value = middle
        if value > offered:
            terms[ask.item] = value
            moved.append(ask.item)
    met = all(terms.get(a.item, -1.0) >= a.high for a in moves.asks)
    return replace(table, terms=terms), tuple(moved), met


def _cased(moves: Moves, argued: Argued) -> bool:
    """Whether the turn says why something beside the pay matters to the person."""
    return bool(moves.did("need", "circumstance")) or argued.says("personal", "worry", "today")


def _turns_down(reaction: Reaction, moves: Moves, argued: Argued) -> bool:
    """Whether a term is declined to somebody who has said why it matters."""
    return reaction.act == "no_extra" and _cased(moves, argued)


def _granted(scenario: Scenario, table: Table, moves: Moves, *, cased: bool) -> tuple[Table, tuple[str, ...]]:
    """Terms without an amount: a start date and a review are easy, the rest is earned by reasons, each at a price of its own."""
    given = list(table.extras)
    for extra in moves.extras:
        chance = Random(f"{scenario.setup.seed}|{extra}")  # noqa: S311 - a game
        price = EXTRAS_EARNED.get(extra, 1.0) * _STRICT[scenario.setup.difficulty] * chance.uniform(0.6, 1.4)
        price *= _WITH_A_CASE if cased else 1.0
        earned = table.credit + _GOODWILL[scenario.setup.difficulty] + (_CASE if cased else 0.0)
        if extra not in given and len(given) < _MOST_EXTRAS and earned >= price:
            given.append(extra)
    new = tuple(given[len(table.extras) :])
    return replace(table, extras=tuple(given)), new


def _answers(
    scenario: Scenario,
    before: Table,
    now: Table,
    moves: Moves,
    moved: tuple[Item, ...],
    granted: tuple[str, ...],
    *,
    everything: bool,
) -> list[Reaction]:
    """What is said of each ask: met, moved, held, or lower than what is offered already."""
    out: list[Reaction] = []
    if everything:
        low = tuple(a for a in moves.asks if a.high < before.terms.get(a.item, 0.0))
        if low:
            out.append(Reaction("already", tuple((a.item, now.terms[a.item]) for a in low)))
        return [*out, Reaction("met", tuple(now.terms.items()), now.extras)]
    if moved:
        halves = (
            len(moves.asks) == 1
            and now.turn >= _SPLIT_FROM
            and now.terms[moved[0]]
            == _rounded((before.terms[moved[0]] + moves.asks[0].high) / 2, scenario.limits.steps.get(moved[0], 1.0))
        )
        out.append(
            Reaction(
                "split" if halves else "move", tuple((i, now.terms[i]) for i in moved), asked=_more(moves, now, moved)
            )
        )
    held = tuple(
        (a.item, now.terms[a.item])
        for a in moves.asks
        if a.item not in moved and a.high > now.terms.get(a.item, a.high)
    )
    absent = tuple((a.item, 0.0) for a in moves.asks if a.item not in now.terms)
    already = tuple(
        (a.item, now.terms[a.item]) for a in moves.asks if a.item in now.terms and a.high < before.terms[a.item]
    )
    if already:
        out.append(Reaction("already", already))
    if nothing := tuple((i, v) for i, v in held if not v):
        out.append(Reaction("none_yet", nothing))
    if held := tuple((i, v) for i, v in held if v):
        known = all(before.asked.get(a.item) == a.high for a in moves.asks)
        items = tuple(i for i, _ in held)
        out.append(
            Reaction(
                "hold_repeat" if known and not moved else "hold",
                held,
                asked=_more(moves, now, items) if not moved else (),
            )
        )
    if absent:
        out.append(Reaction("absent", absent))
    if granted:
        out.append(Reaction("grant", extras=granted))
    refused = tuple(e for e in moves.extras if e not in now.extras)
    if refused:
        out.append(Reaction("no_extra", extras=refused))
    return out


def _apart(table: Table) -> Reaction | None:
    """Where both sides stand, for somebody who has named a figure that is still open."""
    left = tuple((i, v) for i, v in table.asked.items() if v > table.terms.get(i, v))
    return Reaction("apart", tuple((i, table.terms[i]) for i, _ in left), asked=left) if left else None


def _more(moves: Moves, table: Table, items: tuple[Item, ...]) -> tuple[tuple[Item, float], ...]:
    """What was asked for of some parts, where it is more than is offered now."""
    return tuple((a.item, a.high) for a in moves.asks if a.item in items and a.high > table.terms.get(a.item, a.high))


def _without_figure(scenario: Scenario, table: Table, moves: Moves, argued: Argued, beside: Replies) -> list[Reaction]:
    """What follows a turn that asked for nothing with an amount: where it leads, unless that was said."""
    return _to_terms(table, moves, argued, beside) or _onward(scenario, table, moves, argued, beside)


def _to_terms(table: Table, moves: Moves, argued: Argued, beside: Replies) -> list[Reaction]:
    """What is said to a turn that may be a yes, or wants something and says not how much; empty where it is neither."""
    answered = bool(beside.answers)
    closes = moves.did("accept") or any(a.share >= _SURELY for a in moves.did("close"))
    papers = argued.paper or argued.says("sends", "sent")
    if (closes and not answered and not papers) or (_says_back(argued, moves) and not argued.asks_limit):
        return [Reaction("is_it_yes", tuple(table.terms.items()))]
    told = any(r.about in ("band", "moves") for r in beside.answers)
    if (argued.asks_limit and not told) or ("best" in argued.questions and not answered and not moves.did("plea")):
        return [Reaction("no_limit")]
    if _wants_more(argued, moves):
        return [Reaction("name_it")]
    if moves.did("trade") and not answered and not argued.reasons:
        heard = any(r.act == "gives" for r in beside.felt)
        return [*([] if heard else [Reaction("gives")]), Reaction("name_it")]
    begs = moves.did("plea") and not answered and not any(r.act == "low" for r in beside.felt)
    return [Reaction("name_it")] if begs else []


def _onward(scenario: Scenario, table: Table, moves: Moves, argued: Argued, beside: Replies) -> list[Reaction]:
    """Where the talk goes from an answer, from what was told, or from nothing."""
    if beside.answers:
        chance = Random(f"{scenario.setup.seed}|{table.turn}|back")  # noqa: S311 - a game
        told_one = any(r.act in ("fact", "confirm") for r in beside.answers)
        granted = any(r.act in LATE for r in beside.answers)
        asks = told_one and not granted and not argued.hostile and chance.random() < _ASKS_BACK
        return [Reaction("back")] if asks else []
    rude = argued.hostile or argued.says("insult", "presses")
    if argued.unanswered and not rude:
        return []  # that nobody knows it here was said
    if not rude and (moves.did("question") or argued.asks) and all(r.act in _COURTESY | FILL for r in beside.felt):
        return [Reaction("inform")]
    if any(r.act not in OPEN | FILL for r in beside.felt):
        return []
    if apart := _apart(table):
        return [] if any(r.act not in OPEN for r in beside.felt) else [apart]
    if argued.reasons:
        return [Reaction("heard")]
    if beside.felt:
        return [Reaction("prompt")] if all(r.act in OPEN for r in beside.felt) else []
    return [Reaction("what_would_it_take" if moves.rejects else "prompt")]


def _wants_more(argued: Argued, moves: Moves) -> bool:
    """Whether a turn wants more and nothing else, and says not how much: "Higher, please."."""
    money = [p for p in argued.parts if (p.does, p.about) == ("pay", "money")]
    only = bool(money) and all(p in money or p.about in _VAGUE for p in argued.parts)
    return only and not moves.figures and not moves.accepts and not argued.reasons


def _says_back(argued: Argued, moves: Moves) -> bool:
    """Whether a turn nods and says a figure of the table back: "fine, 52"."""
    tables = bool(moves.figures) and all(f.use == "table" for f in moves.figures)
    return tables and not argued.asks and argued.says("nod")


def _tactic(
    scenario: Scenario, before: Table, now: Table, moves: Moves, argued: Argued, *, moved: bool
) -> Reaction | None:
    """One move of the deck that fits the state and was not played yet; which one is drawn by the seed and the turn."""
    setup = scenario.setup
    if any(p.does == "want" and p.about == "time" for p in argued.parts):
        return None
    chance = Random(f"{setup.seed}|{now.turn}|{setup.persona}")  # noqa: S311 - a game
    if chance.random() > _TACTIC[setup.difficulty]:
        return None
    hard = setup.difficulty == "hard" or setup.persona == "hard-nosed"
    deck: list[str] = []
    shown = "paper:" in before.heard or argued.paper or argued.says("no_paper")
    if argued.claims_offer and not shown:
        deck.append("in_writing")
    quiet = any(r in now.told for r in ("no_pay", "told_pay"))
    if now.turn == 1 and scenario.scene.talk != "raise" and not quiet:
        deck.append("current_pay")
    if moves.asks and not moved:
        deck += ["best_we_can", "equity", "silence"]
    if moved and now.turn >= 2:
        deck.append("best_we_can")
        if not moves.did("condition") and not {"commit_said", "time_yes"} & {*now.told}:
            deck.append("commit")
    waits = (
        argued.asks or argued.unanswered or argued.says("low", "deadline")
    )  # whoever waits for a word is given no date instead
    if now.turn >= 3 and moves.asks and not waits and not {"time_yes", "valid"} & {*now.told}:
        deck.append("deadline")
    given = bool(now.extras) or any(v > scenario.scene.offer.get(i, 0.0) for i, v in now.terms.items())
    if hard and given and (argued.hostile or (moves.asks and not moved)):
        deck.append("take_back")
    left = [t for t in deck if t not in before.tactics]
    if not left:
        return None
    return Reaction(left[0] if left[0] == "in_writing" else chance.choice(left), tuple(now.terms.items()))
