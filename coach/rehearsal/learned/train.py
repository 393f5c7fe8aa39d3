"""turns.txt, talks.jsonl and clauses.txt -> acts.npz and uses.npz. Run `python -m coach.rehearsal.learned.train` after
a change of either.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from coach.rehearsal.clauses import Clause, clauses_of
from coach.rehearsal.course import Course, course_of
from coach.rehearsal.learned.features import LENGTHS, act_features, use_features
from coach.rehearsal.mentions import figures_in, state_of
from coach.rehearsal.moves import ActKind, Moves, Use, UsedFigure
from coach.rehearsal.reading import ACTS, USES
from coach.rehearsal.scene import Profile, Rival, Scene, TurnToJudge, Utterance, read_exchange
from index.embed.pieces import pieces_of
from index.linear.features import Features
from index.linear.fit import fit_many, fit_one
from index.linear.model import LinearModel

HERE = Path(__file__).parent
TURNS, TALKS, LINES = HERE / "turns.txt", HERE / "talks.jsonl", HERE / "clauses.txt"
NOTHING = "none"
_FIGURE = re.compile(r"\{([abtcufplnedo]):([^}]*)\}")
_USES: dict[str, Use] = {
    "a": "ask", "b": "band", "t": "table", "c": "competing", "u": "current", "f": "floor", "p": "premium", "l": "forfeit",
    "n": "negated", "e": "earlier", "d": "achievement", "o": "other",
}  # fmt: skip
# The one talk that all written turns belong to, as the head of turns.txt tells it.
_SCENE = Scene(
    offer={"base": 170_000, "stock": 60_000, "bonus": 15_000, "signing": 10_000}, target={"base": 190_000, "stock": 80_000},
    floor={"base": 175_000}, band={"base": (155_000, 205_000), "stock": (50_000, 100_000), "bonus": (12_000, 25_000)},
    profile=Profile(
        competing_offers=(Rival(company="Acme", base=182_000, stock=70_000),), current_pay={"base": 150_000}
    ),
)  # fmt: skip


def _they(text: str, *, base: float = 170_000, agreed: bool = False) -> Utterance:
    return Utterance(speaker="recruiter", text=text, terms={**_SCENE.offer, "base": base}, agreed=agreed)


_OFFER = _they("We can offer $170K base, $60K in stock, a $15K bonus and $10K to sign.")
_COUNTER = Utterance(speaker="candidate", text="Thank you. With the platform I built I'd like $195K base.")
_BEFORE: dict[str, tuple[Utterance, ...]] = {
    "first": (_OFFER,),
    "later": (_OFFER, _COUNTER, _they("I can go to $176K base.", base=176_000)),
    "stuck": (_OFFER, _COUNTER, _they("I'm sorry, $170K is where we are.")),
    "agreed": (
        _OFFER, _COUNTER, _they("Then $176K base and we have a deal?", base=176_000), Utterance(speaker="candidate", text="Agreed!"),
        _they("Wonderful, I'll prepare the letter.", base=176_000, agreed=True),
    ),
    "raise": (_they("Your new pay is $170K."),),
    "pre": (Utterance(speaker="recruiter", text="What salary do you have in mind?"),),
}  # fmt: skip
_AGREES = re.compile(
    r"\b(?:agreed|it['’]s a deal|deal[.!,]|i accept|accepted|settled|done deal|that works|i['’]m in|happy to accept|sounds (?:good|great|perfect))\b|^\W*(?:deal|yes|agreed|done)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled turn: `acts` and `figures` are (label, start, end)."""

    exchange: TurnToJudge
    acts: tuple[tuple[str, int, int], ...]
    figures: tuple[tuple[str, int, int], ...]


def read_examples(path: Path = TURNS) -> list[Example]:
    """Read every line "where | acts: words / acts: words"; ValueError names a line that is none."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where, bar, words = line.partition("|")
        if not bar or where.strip() not in _BEFORE:
            raise ValueError(f"{path.name}, line {number}: write “{'|'.join(_BEFORE)} | acts: words / acts: words”")
        out.append(_example(where.strip(), words.strip(), f"{path.name}, line {number}"))
    return out


def read_talks(path: Path = TALKS) -> list[Example]:
    """Read the labelled turns of talks of their own: {scenario, history, turn, acts, figures} a line; ValueError names
    a wrong line.
    """
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        held = json.loads(line)
        place = f"{path.name}, line {number}"
        exchange = read_exchange(held, place)
        acts = tuple(_found(held["acts"], exchange.turn, place, ordered=False))
        figures = tuple(_found(held["figures"], exchange.turn, place, ordered=True))
        out.append(Example(exchange, acts, figures))
    return out


def _found(labels: Iterable[dict[str, str]], turn: str, place: str, *, ordered: bool) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of labelled words; figures stand in the order of the turn."""
    at = 0
    for held in labels:
        start = turn.find(held["words"], at)
        start = turn.find(held["words"]) if start < 0 else start
        if start < 0:
            raise ValueError(f"{place}: “{held['words']}” is not in the turn")
        yield held["is"], start, start + len(held["words"])
        at = start + len(held["words"]) if ordered else 0


def _example(where: str, written: str, place: str) -> Example:
    turn, acts, figures = "", [], []
    for part in written.split(" / "):
        kinds, colon, words = part.partition(": ")
        names = [k.strip() for k in kinds.split(",")]
        if not colon or set(names) - {*get_args(ActKind), "-"}:
            raise ValueError(f"{place}: “{part}” names no act; there are {', '.join(get_args(ActKind))} and -")
        start = len(turn) + (1 if turn else 0)
        plain, at = "", 0
        for m in _FIGURE.finditer(words):
            plain += words[at : m.start()]
            figures.append((_USES[m[1]], start + len(plain), start + len(plain) + len(m[2])))
            plain, at = plain + m[2], m.end()
        plain += words[at:]
        turn = f"{turn} {plain}" if turn else plain
        acts += [(k, start, start + len(plain)) for k in names if k != "-"]
    scene = _SCENE.model_copy(update={"talk": {"raise": "raise", "pre": "pre_offer"}.get(where, "new_offer")})
    return Example(TurnToJudge(scenario=scene, history=_BEFORE[where], turn=turn), tuple(acts), tuple(figures))


def read_lines(path: Path = LINES) -> list[tuple[frozenset[str], str]]:
    """(acts, clause) of every line "act[, act] | clause"; "none" stands for no act. ValueError names a wrong line."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kinds, bar, clause = line.partition("|")
        names = frozenset(k.strip() for k in kinds.split(","))
        if not bar or not clause.strip() or names - {*get_args(ActKind), NOTHING}:
            raise ValueError(f"{path.name}, line {number}: write “act | clause”, with an act of {get_args(ActKind)}")
        out.append((names - {NOTHING}, clause.strip()))
    return out


def by_rule(scene: Scene, course: Course, turn: str) -> Moves:
    """What the walk over earlier lines needs while there is no model yet: every figure is an ask, plain words of
    agreement accept.
    """
    figures = figures_in(turn, scene, course)
    asks = {
        f.item: UsedFigure("ask", f.item, f.amount.low, f.amount.high, "", f.start, f.end)
        for f in figures
        if not f.is_percent
    }
    accepts = bool(_AGREES.search(turn))
    return Moves(asks=() if accepts else tuple(asks.values()), accepts=accepts)


def rows_of(
    examples: Iterable[Example],
) -> tuple[list[Features], list[frozenset[str]], list[int], list[Features], list[str]]:
    """(clause features, their acts, the number of their turn, figure features, their uses)."""
    clause_rows: list[Features] = []
    acts: list[frozenset[str]] = []
    figure_rows: list[Features] = []
    uses: list[str] = []
    turns: list[int] = []
    for count, example in enumerate(examples):
        e = example.exchange
        course = course_of(e.scenario, e.history, by_rule)
        clauses, figures = clauses_of(e.turn), figures_in(e.turn, e.scenario, course)
        state, pieces = state_of(e.scenario, course), pieces_of(e.turn)
        for number, clause in enumerate(clauses):
            clause_rows.append(act_features(e.turn, clauses, number, figures, state, pieces))
            turns.append(count)
            acts.append(frozenset(k for k, start, end in example.acts if _covers(start, end, clause)))
        for figure in figures:
            clause = next((c for c in reversed(clauses) if c.start <= figure.start), clauses[0])
            use = next((u for u, s, e2 in example.figures if s < figure.end and figure.start < e2), "other")
            figure_rows.append(use_features(e.turn, clause, figures, figure, state, pieces))
            uses.append(use)
    return clause_rows, acts, turns, figure_rows, uses


def _covers(start: int, end: int, clause: Clause) -> bool:
    """Whether labelled words are this clause's: half of either lies in the other."""
    shared = min(end, clause.end) - max(start, clause.start)
    return shared * 2 >= min(end - start, clause.end - clause.start) and shared > 0


def alone(lines: Iterable[tuple[frozenset[str], str]]) -> tuple[list[Features], list[frozenset[str]]]:
    """The clauses of clauses.txt as turns of their own, the talk being anywhere."""
    rows, acts = [], []
    scene, course = Scene(), Course()
    for kinds, text in lines:
        clause = Clause(text, 0, len(text))
        rows.append(act_features(text, [clause], 0, figures_in(text, scene, course), (), pieces_of(text)))
        acts.append(kinds)
    return rows, acts


def train(
    examples: list[Example], lines: list[tuple[frozenset[str], str]], trained_on: str = ""
) -> tuple[LinearModel, LinearModel]:
    """(the model of acts, the model of uses)."""
    clause_rows, acts, turns, figure_rows, uses = rows_of(examples)
    more_rows, more_acts = alone(lines)
    groups = [*turns, *range(len(examples), len(examples) + len(more_rows))]
    return (
        fit_many([*clause_rows, *more_rows], [*acts, *more_acts], groups, LENGTHS, trained_on),
        fit_one(figure_rows, uses, LENGTHS, trained_on),
    )


def digest() -> str:
    """What tells one set of examples from another."""
    return hashlib.sha256(TURNS.read_bytes() + TALKS.read_bytes() + LINES.read_bytes()).hexdigest()[:16]


def main() -> None:
    """Train on the files beside this one and write the models there."""
    examples, lines = [*read_examples(), *read_talks()], read_lines()
    acts, uses = train(examples, lines, digest())
    acts.save(HERE / ACTS)
    uses.save(HERE / USES)
    print(
        f"{len(examples)} turns, {len(lines)} clauses -> {ACTS} ({len(acts.labels)} acts), {USES} ({len(uses.labels)} uses)"
    )


if __name__ == "__main__":
    main()
