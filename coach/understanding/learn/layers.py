"""Labelled statements -> the layers that tell kinds of statements apart, `learned/NAME.npz`.

`python -m coach.understanding.learn.layers NAME --save` learns from `learn/NAME/*.yaml`; `--on FILE` measures on
statements of somebody else. A file is YAML: each kind, and `none`, with its statements.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coach.understanding.circumstances import NAME as CIRCUMSTANCES
from coach.understanding.layers import NONE, TRAINED_ON, layer, row_of
from coach.understanding.learn.labels import read_voice
from coach.understanding.reading import ASKS
from coach.understanding.sides import NAME as SIDES
from coach.understanding.usable import NAME as USABLE
from coach.understanding.usable import REASON

Statement = tuple[str, str]  # its kind, its words

HERE = Path(__file__).parent
_VOICES = HERE / "voices"
_STRENGTH = {CIRCUMSTANCES: 200.0, SIDES: 30.0, USABLE: 30.0}  # how far the fit follows the examples
_TELL_FIGURES = frozenset(
    (*ASKS, *"offer wish refused granted accepted declined correct takeback yes no thank greet bye".split())
)
_DEEDS, _NO_DEEDS = frozenset(("deed",)), frozenset(("feeling", "correct", "thank", "greet", "bye", *ASKS))


def read_statements(path: Path) -> list[Statement]:
    """(kind, statement) of each line of a file."""
    held: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(kind, words) for kind, said in held.items() for words in said]


def examples(name: str) -> list[Statement]:
    """All that a layer is learned from: its statements, and some clauses of the labelled voices."""
    told = [line for file in sorted((HERE / name).glob("*.yaml")) for line in read_statements(file)]
    return [*told, *_BESIDE[name]()]


@cache
def _said() -> tuple[tuple[frozenset[str], str], ...]:
    """(acts, words) of the clauses of the labelled voices."""
    return tuple(
        sorted(
            {
                (c.acts, m.text[c.start : c.end].strip())
                for file in sorted(_VOICES.glob("*.txt"))
                for m in read_voice(file)
                for c in m.clauses
            },
            key=lambda said: (said[1], sorted(said[0])),
        )
    )


def _some(kind: str, each: int, meant: Callable[[frozenset[str]], bool]) -> list[Statement]:
    """One of `each` clauses whose acts are meant."""
    return [(kind, words) for words in list(dict.fromkeys(w for acts, w in _said() if meant(acts)))[::each]]


def _beside_circumstances() -> list[Statement]:
    return _some(NONE, 12, lambda acts: bool(acts) and acts <= _TELL_FIGURES)


def _beside_usable() -> list[Statement]:
    new = [
        words
        for path in sorted((HERE / SIDES).glob("*.yaml"))
        for kind, words in read_statements(path)
        if kind == "new"
    ]
    deeds = _some(REASON, 4, lambda acts: acts == _DEEDS)
    return [*deeds, *_some(NONE, 30, lambda acts: bool(acts) and acts <= _NO_DEEDS), *((NONE, words) for words in new)]


_BESIDE: dict[str, Callable[[], list[Statement]]] = {
    CIRCUMSTANCES: _beside_circumstances,
    SIDES: list,
    USABLE: _beside_usable,
}


def digest(name: str) -> str:
    """What tells one set of examples from another."""
    return hashlib.sha256(repr(examples(name)).encode()).hexdigest()[:16]


def score(name: str, statements: list[Statement], least: float) -> tuple[float, float, float]:
    """(share of the answered that are right, share of what is some kind answered rightly, share of what is none that is
    answered) where a kind counts from the probability `least` on."""
    found = [(kind, *layer(name).likeliest(words)) for kind, words in statements]
    answered = [(kind, told) for kind, told, share in found if told != NONE and share >= least]
    right = sum(kind == told for kind, told in answered)
    real = sum(kind != NONE for kind, _ in statements)
    wrongly = sum(kind == NONE for kind, _ in answered) / max(1, len(statements) - real)
    return right / max(1, len(answered)), right / max(1, real), wrongly


def save(name: str) -> None:
    """Learn a layer and write it."""
    said = examples(name)
    fit = LogisticRegression(C=_STRENGTH[name], max_iter=2000).fit(
        np.stack([row_of(words) for _, words in said]), [kind for kind, _ in said]
    )
    weights, scale, bias = packed(fit)
    np.savez_compressed(
        HERE.parent / "learned" / f"{name}.npz", kinds=fit.classes_, weights=weights, scale=scale, bias=bias,
        **{TRAINED_ON: np.array(digest(name))},  # type: ignore[arg-type]
    )  # fmt: skip


def packed(fit: LogisticRegression) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.float32]]:
    """(weights (features, kinds), scale (kinds,), bias (kinds,)) of a fit, a byte for each weight."""
    weights, bias = fit.coef_, fit.intercept_
    if len(fit.classes_) == 2:  # of two kinds the library keeps one row
        weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    scale = np.abs(weights).max(axis=1) / 127
    return np.round(weights / scale[:, None]).T.astype(np.int8), scale.astype(np.float32), bias.astype(np.float32)


def main() -> None:
    """Learn a layer with `--save`, and say how it does on FILE."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("name", choices=sorted(_BESIDE))
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--on", type=Path)
    args = parser.parse_args()
    if args.save:
        save(args.name)
    if args.on:
        for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            right, found, wrongly = score(args.name, read_statements(args.on), least)
            print(f"from {least}: right {right:.3f}, found {found:.3f}, of none answered {wrongly:.3f}")


if __name__ == "__main__":
    main()
