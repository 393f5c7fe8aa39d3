"""wordings.txt -> weights.npz: learn to tell intents apart. Run `python -m coach.understanding.intents.train` after a
change of the wordings.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable
from pathlib import Path

from coach.understanding.intents.features import LENGTHS, features_of
from coach.understanding.intents.model import WEIGHTS
from index.linear.fit import fit_one
from index.linear.model import LinearModel

HERE = Path(__file__).parent
WORDINGS = HERE / "wordings.txt"
SEED = 7
_MASK = re.compile(r"\{(\w+)\}")
_RANKS = ("senior", "staff", "principal", "junior", "lead", "mid-level", "director")
# A question of a job names it anywhere, so a wording without one is learned with one as well.
_OF_A_JOB = frozenset(
    "band_lookup levers lever_script premium level_mapping strategy_target sources guide_question offer_evaluation".split()
)
_BEFORE = (
    "{company} {role}: ",
    "{company} {role}, ",
    "{role} at {company}. ",
    "{company} {role} {place}, ",
    "for a {role} at {company} in {place}: ",
)
_AFTER = (
    " ({company} {role})",
    " for {company} {role}",
    " as a {role} at {company}",
    " - {company}, {role}, {place}",
    " {company} {role} {place}",
)
_SOUNDS = ("zor", "vel", "quan", "mira", "tek", "bruno", "hale", "ostra", "pix", "lund", "nova", "cargo", "fen", "ruby")


def read_wordings(path: Path = WORDINGS) -> list[tuple[str, str]]:
    """(intent, wording) of every line "intent | wording"; a line without the bar raises ValueError with its number."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        intent, bar, wording = line.partition("|")
        if not bar or not wording.strip():
            raise ValueError(f"{path.name}, line {number}: write “intent | wording”")
        found.append((intent.strip(), wording.strip()))
    return found


def skills_in(wordings: Iterable[tuple[str, str]]) -> list[str]:
    """The specialities that stand for {skill}: the lines of the intent “skill”."""
    return [w for i, w in wordings if i == "skill"]


def masked(wording: str, skills: list[str], chance: random.Random, *, unknown: float = 0.0) -> str:
    """A wording as a message looks once names are masked; some names stay unknown, skills and ranks are never masked."""

    def fill(m: re.Match[str]) -> str:
        kind = m[1]
        if kind == "skill":
            return chance.choice(skills)
        if kind == "level" and chance.random() < 0.5:
            return chance.choice(_RANKS)
        if kind == "company" and chance.random() < unknown:
            return "".join(chance.sample(_SOUNDS, 2))
        return f" x{kind}x "

    return _MASK.sub(fill, wording)


def with_jobs(wordings: list[tuple[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    """The wordings and, of those about one job, a copy that names the job before or after."""
    told = list(wordings)
    for intent, wording in wordings:
        if intent in _OF_A_JOB and ("{company}" not in wording or chance.random() < 0.3):
            if chance.random() < 0.5:
                told.append((intent, chance.choice(_BEFORE) + wording))
            else:
                told.append((intent, wording.rstrip("?. ") + chance.choice(_AFTER)))
    return told


def train(wordings: list[tuple[str, str]], copies: int = 2) -> LinearModel:
    """Fit the model; each wording counts `copies` times, with other skills, ranks and unknown names."""
    chance = random.Random(SEED)  # noqa: S311 - variety, not secrecy
    skills = skills_in(wordings)
    held = with_jobs([(i, w) for i, w in wordings if i != "skill"], chance)
    rows, labels = [], []
    for copy in range(copies):
        for intent, wording in held:
            if copy and not _MASK.search(wording):
                continue
            rows.append(features_of(masked(wording, skills, chance, unknown=0.25 * copy)))
            labels.append(intent)
    return fit_one(rows, labels, LENGTHS, digest(wordings))


def digest(wordings: list[tuple[str, str]]) -> str:
    """What tells one set of wordings from another."""
    return hashlib.sha256("\n".join(f"{i}|{w}" for i, w in wordings).encode()).hexdigest()[:16]


def main() -> None:
    """Train on wordings.txt and write weights.npz beside it."""
    wordings = read_wordings()
    model = train(wordings)
    model.save(HERE / WEIGHTS)
    print(f"{len(wordings)} wordings, {len(model.labels)} intents -> {WEIGHTS}")


if __name__ == "__main__":
    main()
