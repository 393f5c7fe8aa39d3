"""The parts of a turn -> what the recruiter says to each beside the money: facts, time, writing, a word on worry or
news.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.rehearsal.facts import Knows, fact_words
from coach.rehearsal.moves import ActKind, Moves
from coach.rehearsal.parts import TERMS, Part
from coach.rehearsal.scene import Item
from coach.rehearsal.truth import numbers_of

MOST_SOFT = 2  # words on how somebody feels, in one answer; one beside a figure
_FELT, _FELT_BESIDE = 0.45, 0.6  # from here on a part that is only felt is answered, alone and beside a figure
# News changes the talk; whoever laughs at what was meant, or is told off for nothing, was not listened to.
_SURER = {"news": 0.55, "joke": 0.6, "insult": 0.75, "personal": 0.65, "presses": 0.65}
_GIVEN = 0.55  # from here on a wish is granted that costs nothing
_CONFIRMED = 0.75  # from here on a wish to hear the figures again is one that names none of them
# What is told or felt -> how it is answered. Those in _OPEN say nothing of how to go on.
_SAID: dict[str, str] = {
    "hello": "hello", "kind": "kind", "understands": "understands", "worry": "worry", "personal": "personal", "news": "news", "joke": "joke",
    "low": "low", "insult": "cool", "no_pay": "no_pay", "told_pay": "told_pay", "unsure": "unsure", "silent": "silent", "nod": "nod",
    "busy": "busy", "weather": "weather", "sorry": "sorry", "leave": "leave", "commit": "commit_said", "conditional_yes": "conditional_yes",
    "refuses": "what_would_it_take", "today": "today", "thanks": "thanks", "stalls": "stalls", "presses": "presses",
    "shy": "shy", "deadline": "their_deadline", "final": "final_heard", "gives": "gives", "heard_pay": "heard_pay",
    "load": "load", "hurt": "hurt",
    "sends": "paper_coming", "sent": "paper_coming", "no_paper": "no_paper",
}  # fmt: skip
LATE = frozenset("writing_yes time_yes time_again meet_yes ask_them".split())
OPEN = frozenset(
    (
        "today kind thanks hello understands weather told_pay no_pay personal busy sorry commit_said conditional_yes "
        "load hurt heard_pay gives their_deadline final_heard no_paper paper_coming"
    ).split()
)
# Said beside a figure, these only fill.
_ALONE = frozenset(
    "low unsure nod refuses busy told_pay conditional_yes silent leave hello today thanks stalls".split()
)
# What somebody wants to hear a word on before anything that is only polite.
# What is meant, however lightly it is said.
_MEANT: tuple[ActKind, ...] = ("condition", "trade", "offer", "achievement", "close")
_WEIGHTY = frozenset(
    (
        "worry personal news insult leave commit_said cool shy their_deadline final_heard hurt load no_paper paper_coming"
    ).split()
)
_BACK = frozenset("nod unsure low stalls news leave worry what_would_it_take".split())
# Said only where there is nothing else to say.
FILL = frozenset("nod thanks hello unsure today".split())
_OF_PAY = frozenset("best moves band why".split())  # beside an ask these are the ask in other words
_ASKED_AS: dict[str, str] = {"visa_help": "visa"}
# Wishes for what is the same for everybody: the rule is told, and that nobody gets another one.
_RULES = frozenset("pension health family".split())
# What is asked of the recruiter and not of the job.
_TURNED: dict[str, str] = {"you": "you", "mean": "mean", "turn_back": "your_turn", "others": "others"}
_GRANTED: dict[str, str] = {"writing": "writing_yes", "meet": "meet_yes", "ask_them": "ask_them"}


@dataclass(frozen=True, slots=True)
class Reaction:
    """One thing the recruiter does; `items` are the components it is about, with the figures then on the table.

    `about` is the fact that is told, `words` the candidate's own or a name that the line takes up, `asked` what was
    wanted of the `items` where that is more.
    """

    act: str
    items: tuple[tuple[Item, float], ...] = ()
    extras: tuple[str, ...] = ()
    about: str = ""
    words: str = ""
    asked: tuple[tuple[Item, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Replies:
    """What is said beside the money: first to what is felt, then to what is asked; `told` is what was told by then."""

    felt: tuple[Reaction, ...]
    answers: tuple[Reaction, ...]
    told: tuple[str, ...]


def replies(
    knows: Knows, told: tuple[str, ...], moves: Moves, parts: tuple[Part, ...], terms: Mapping[Item, float]
) -> Replies:
    """Answer each part of a turn once."""
    felt: list[Reaction] = []
    answers: list[Reaction] = []
    before = told  # what this answer tells is not told again in it
    for part in parts:
        if part.does == "pay" or (moves.asks and part.does == "ask" and part.about in _OF_PAY):
            continue
        if part.does == "say":
            if (act := _felt(part, moves, told)) and all(act != r.act for r in felt):
                felt.append(Reaction(act))
                told = (*told, act)
        elif (answer := _answer(part, knows, before, terms)) and all(
            (answer.act, answer.about) != (r.act, r.about) for r in answers
        ):
            answers.append(answer)
            told = (*told, answer.about or answer.act)
    if len(felt) > 1:  # whoever greets or tells something is not only unsure
        felt = [r for r in felt if r.act != "unsure"]
    if answers:
        felt = [r for r in felt if r.act not in _ALONE]
    if any(r.act not in FILL for r in felt):
        felt = [r for r in felt if r.act not in FILL]
    most = 1 if moves.asks or answers or moves.did("offer", "band", "achievement", "plea") else MOST_SOFT
    kept = sorted(felt, key=lambda r: r.act not in _WEIGHTY)[:most]
    kept.sort(key=lambda r: r.act in _BACK)  # what ends in a question comes last
    return Replies(tuple(kept), tuple(answers), told)


def _felt(part: Part, moves: Moves, told: tuple[str, ...]) -> str:
    act = _SAID.get(part.about, "")
    if not act or part.share < _SURER.get(part.about, 0.0) or part.share < (_FELT_BESIDE if moves.asks else _FELT):
        return ""
    if part.about == "unsure" and moves.did("plea"):
        return ""
    if part.about == "joke" and any(a.start < part.end and part.start < a.end for a in moves.did(*_MEANT)):
        return ""
    if moves.did("threat") or (part.about == "news" and moves.did("offer")):
        return ""
    if part.about in _ALONE and (moves.asks or moves.extras or moves.accepts):
        return ""
    if part.about == "hello" and told:
        return ""
    return act


def _answer(part: Part, knows: Knows, told: tuple[str, ...], terms: Mapping[Item, float]) -> Reaction | None:
    """The answer to a question or a wish; None for a wish that is negotiated, and for one that nobody can answer."""
    about = _ASKED_AS.get(part.about, part.about)
    if part.does == "want" and part.share < _GIVEN and about not in TERMS:
        return None
    if part.does == "want" and about in TERMS:
        return Reaction("has_it", about=about) if has_already(part, knows) else None
    if about == "time" or (about == "valid" and "time_yes" in told):
        return Reaction("time_again" if "time_yes" in told else "time_yes")
    if about in _GRANTED:
        return Reaction(_GRANTED[about], tuple(terms.items()))
    if about == "confirm":
        if not numbers_of(part.words) and part.share < _CONFIRMED:
            return None
        return Reaction("confirm", tuple(terms.items()))
    if part.does == "want" and about in _RULES and about in knows.facts:
        return Reaction("rule", about=about)
    if about == "unknown":
        return Reaction("inform")
    if about in _TURNED:
        return Reaction(_TURNED[about], tuple((i, v) for i, v in terms.items() if v))
    if about in knows.facts or about == "explain":
        return Reaction("fact_again" if about in told else "fact", about=about)
    return None


def has_already(part: Part, knows: Knows) -> bool:
    """Whether a wish with a number wants no more than there is: 25 days off where everyone has 28."""
    fact = knows.facts.get(part.about)
    said = max((float(n) for n in numbers_of(part.words) if n.isdecimal()), default=0.0)
    # Much less than there is means that much on top of it.
    return fact is not None and fact.amount / 2 < said <= fact.amount


def fact_of(knows: Knows, about: str, *, short: bool) -> str:
    """A fact in words, beginning in the middle of a sentence."""
    if about == "explain":
        return fact_words().explain
    fact = knows.facts[about]
    return fact.short if short else fact.full


def made_up(knows: Knows, reactions: tuple[Reaction, ...]) -> tuple[str, ...]:
    """The names of the facts told here that no guide has."""
    told = [knows.facts[r.about] for r in reactions if r.act == "fact" and r.about in knows.facts]
    return tuple(f.name for f in told if f.made_up)
