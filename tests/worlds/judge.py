"""Questions and the answers to them -> how often company and role were right, for each kind of name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.worlds.make import KINDS, PLAIN
from tests.worlds.questions import Ask

Verdict = Literal["right", "wrong role", "asks back", "silently other", "nothing found"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong role", "asks back", "silently other", "nothing found")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply took the message to be about, and whether it asked back instead of answering."""

    companies: tuple[str, ...]
    roles: tuple[str, ...]
    asked_back: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its answer; "wrong role" is the right company with another role or none."""

    ask: Ask
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions ended which way."""

    counts: Counter[Verdict]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def company(self) -> float:
        """The share of questions whose company was right."""
        return self.share("right", "wrong role")

    def share(self, *verdicts: Verdict) -> float:
        """The share, from 0 to 1, of the questions that ended in one of `verdicts`."""
        return sum(self.counts[v] for v in verdicts) / self.total if self.total else 0.0


def judge(asks: Sequence[Ask], ask: Callable[[str], Answer]) -> list[Judged]:
    """Put every question to `ask` and judge what comes back."""
    answers = [ask(each.text) for each in asks]
    return [Judged(a, answer, verdict(a, answer)) for a, answer in zip(asks, answers, strict=True)]


def verdict(ask: Ask, answer: Answer) -> Verdict:
    """How one question ended; a reply that names the right company among others is silently about another too."""
    wanted = (ask.company,) if ask.company else ()
    right = answer.companies == wanted
    if right and not ask.company:
        return "asks back" if answer.asked_back else "right"
    if right and answer.roles == (ask.role,):
        return "right"
    if answer.asked_back:
        return "asks back"
    if right:
        return "wrong role"
    return "silently other" if answer.companies else "nothing found"


def tally(judged: Iterable[Judged]) -> Tally:
    """Count how the questions ended."""
    return Tally(Counter(each.verdict for each in judged))


def groups(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The questions by kind of name, then plain brands, traps and all of them together."""
    found: dict[str, list[Judged]] = {kind: [j for j in judged if j.ask.kind == kind] for kind in KINDS}
    sums = {
        "plain brands": [j for j in judged if j.ask.kind in PLAIN],
        "traps": [j for j in judged if j.ask.kind and j.ask.kind not in PLAIN],
        "all": list(judged),
    }
    return {name: each for name, each in {**found, **sums}.items() if each}


def table(judged: Sequence[Judged]) -> str:
    """The tally of each group, one a line, in per cent."""
    lines = [f"{'kind':<16}{'asks':>6}{'company':>9}" + "".join(f"{v:>16}" for v in VERDICTS)]
    for name, each in groups(judged).items():
        counted = tally(each)
        shares = "".join(f"{counted.share(v):>16.1%}" for v in VERDICTS)
        lines.append(f"{name:<16}{counted.total:>6}{counted.company:>9.1%}{shares}")
    return "\n".join(lines)


def misses(judged: Iterable[Judged], most: int) -> str:
    """Up to `most` questions that did not end right, with what was found."""
    wrong = [j for j in judged if j.verdict != "right"][:most]
    return "\n".join(
        f"{j.verdict} ({j.ask.kind or 'no company'}): {j.ask.text!r} -> {'/'.join(j.answer.companies) or '-'}, "
        f"{'/'.join(j.answer.roles) or '-'}; wanted {j.ask.company or '-'}, {j.ask.role or '-'}"
        for j in wrong
    )
