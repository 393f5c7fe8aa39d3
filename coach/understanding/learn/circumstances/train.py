"""Labelled statements -> `learned/circumstances.npz`.

`python -m coach.understanding.learn.circumstances.train --save` writes it; `--on FILE` measures it on statements of
somebody else. A file is YAML: each kind, and `none`, with its statements.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from coach.understanding.circumstances import FILE, NONE, TRAINED_ON, circumstance_of, row_of
from coach.understanding.learn.labels import read_voice
from coach.understanding.reading import ASKS

HERE = Path(__file__).parent
_VOICES, _EACH = HERE.parent / "voices", 12  # one of so many
_TELL_NONE = frozenset(
    (*ASKS, *"offer wish refused granted accepted declined correct takeback yes no thank greet bye".split())
)
_SAVED = HERE.parents[1] / "learned" / FILE
_STRENGTH = 200.0  # how far the fit follows the examples


def read_statements(path: Path) -> list[tuple[str, str]]:
    """(kind, statement) of each line of a file."""
    held: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(kind, words) for kind, said in held.items() for words in said]


def examples() -> list[tuple[str, str]]:
    """All that is learned from: the statements, and clauses of the labelled voices that ask or tell a figure."""
    told = [line for file in sorted(HERE.glob("*.yaml")) for line in read_statements(file)]
    said = {
        m.text[c.start : c.end].strip()
        for file in sorted(_VOICES.glob("*.txt"))
        for m in read_voice(file)
        for c in m.clauses
        if _is_none(c.acts)
    }
    return [*told, *((NONE, words) for words in sorted(said)[::_EACH])]


def _is_none(acts: frozenset[str]) -> bool:
    return bool(acts) and all(act in _TELL_NONE for act in acts)


def digest() -> str:
    """What tells one set of examples from another."""
    return hashlib.sha256(repr(examples()).encode()).hexdigest()[:16]


def score(statements: list[tuple[str, str]], least: float) -> tuple[float, float, float]:
    """(share of the answered that are right, share of the circumstances answered rightly, share of what is none that is
    answered) where a kind counts from the probability `least` on."""
    found = [(kind, *circumstance_of(words)) for kind, words in statements]
    answered = [(kind, told) for kind, told, share in found if told != NONE and share >= least]
    right = sum(kind == told for kind, told in answered)
    real = sum(kind != NONE for kind, _ in statements)
    wrongly = sum(kind == NONE for kind, _ in answered) / max(1, len(statements) - real)
    return right / max(1, len(answered)), right / max(1, real), wrongly


def main() -> None:
    """Learn, say how it does on FILE, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--on", type=Path)
    args = parser.parse_args()
    if args.save:
        said = examples()
        fit = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(
            np.stack([row_of(words) for _, words in said]), [kind for kind, _ in said]
        )
        weights = fit.coef_.T.astype(np.float32)
        scale = np.abs(weights).max(axis=0) / 127
        np.savez_compressed(
            _SAVED, kinds=fit.classes_, weights=np.round(weights / scale).astype(np.int8), scale=scale,
            bias=fit.intercept_.astype(np.float32), **{TRAINED_ON: np.array(digest())},  # type: ignore[arg-type]
        )  # fmt: skip
    if args.on:
        for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            right, found, wrongly = score(read_statements(args.on), least)
            print(f"from {least}: right {right:.3f}, found {found:.3f}, of none answered {wrongly:.3f}")


if __name__ == "__main__":
    main()
