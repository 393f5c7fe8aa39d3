"""wordings.txt -> weights.npz: learn to tell intents apart. Run `python -m coach.intents.train` after a change of the wordings."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coach.intents.features import BUCKETS, features_of
from coach.intents.model import WEIGHTS, IntentModel, weighed

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


def train(wordings: list[tuple[str, str]], copies: int = 2) -> IntentModel:
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
    seen = Counter(f for row in rows for f in row)
    rarity = np.full(BUCKETS, np.log(1 + len(rows)) + 1, dtype=np.float32)
    for feature, count in seen.items():
        rarity[feature] = np.log((1 + len(rows)) / (1 + count)) + 1
    columns, values, starts = [], [], [0]
    for row in rows:
        numbers, weights = weighed(row, rarity)
        columns.append(numbers)
        values.append(weights)
        starts.append(starts[-1] + len(numbers))
    matrix = csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(rows), BUCKETS))
    fitted = LogisticRegression(C=20, max_iter=400).fit(matrix, labels)
    whole = fitted.coef_.T.astype(np.float32)
    scale = (np.abs(whole).max(axis=0) / 127).astype(np.float32)
    return IntentModel(
        tuple(str(c) for c in fitted.classes_), np.round(whole / scale).astype(np.int8), scale, rarity,
        fitted.intercept_.astype(np.float32), digest(wordings),
    )  # fmt: skip


def digest(wordings: list[tuple[str, str]]) -> str:
    """What tells one set of wordings from another."""
    return hashlib.sha256("\n".join(f"{i}|{w}" for i, w in wordings).encode()).hexdigest()[:16]


def save(model: IntentModel, path: Path) -> None:
    """Write a model as `intent_model` reads it; features without weight are left out."""
    used = np.flatnonzero(np.abs(model.weights).max(axis=1))
    np.savez_compressed(
        path, intents=np.array(model.intents), used=used.astype(np.int32), weights=model.weights[used], scale=model.scale,
        rarity=model.rarity[used].astype(np.float16), bias=model.bias, wordings=np.array(model.wordings),
    )  # fmt: skip


def main() -> None:
    """Train on wordings.txt and write weights.npz beside it."""
    wordings = read_wordings()
    model = train(wordings)
    save(model, HERE / WEIGHTS)
    print(f"{len(wordings)} wordings, {len(model.intents)} intents -> {WEIGHTS}")


if __name__ == "__main__":
    main()
